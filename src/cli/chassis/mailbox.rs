//! Blocks of the boot initiator mailbox (IPMI v2.0 §28.13, table 28-14, parameter 7).
use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::parameter::hex;
use crate::cli::maker;

/// One block: 16 bytes, of which block 0 begins with the enterprise number of who wrote it.
#[derive(Debug, Serialize)]
pub(super) struct Block {
    block: u8,
    iana_pen: Option<u32>,
    maker: Option<String>,
    data: String,
    #[serde(skip)]
    bytes: Vec<u8>,
    #[serde(skip)]
    maker_bytes: Vec<u8>,
    #[serde(skip)]
    as_text: bool,
}

impl Block {
    /// Reads the parameter's data: a selector and the block; `None` when there is nothing.
    pub(super) fn new(data: &[u8], as_text: bool) -> Option<Self> {
        let (&block, bytes) = data.split_first()?;
        let (pen, bytes) = if block == 0 {
            let (pen, bytes) = bytes.split_at_checked(PEN_LEN).unwrap_or((bytes, &[]));
            let number = pen.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte));
            (Some(number), bytes)
        } else {
            (None, bytes)
        };
        let maker_bytes = pen.and_then(maker::name);
        Some(Self {
            block,
            iana_pen: pen,
            maker: maker_bytes.as_deref().map(|name| String::from_utf8_lossy(name).into_owned()),
            data: hex(bytes),
            bytes: bytes.to_vec(),
            maker_bytes: maker_bytes.unwrap_or_else(|| b"Unknown".to_vec()),
            as_text,
        })
    }

    /// A block alone.
    pub(super) fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, " Selector       : {}", self.block)?;
        self.write_pen(w)?;
        w.write_all(b" Block Data     : ")?;
        self.write_data(w)
    }

    /// A block among others.
    pub(super) fn row(&self, w: &mut dyn Write) -> io::Result<()> {
        self.write_pen(w)?;
        write!(w, " Block {:3} Data : ", self.block)?;
        self.write_data(w)
    }

    fn write_pen(&self, w: &mut dyn Write) -> io::Result<()> {
        let Some(pen) = self.iana_pen else { return Ok(()) };
        write!(w, " IANA PEN       : {pen} [")?;
        w.write_all(&self.maker_bytes)?;
        w.write_all(b"]\n")
    }

    fn write_data(&self, w: &mut dyn Write) -> io::Result<()> {
        let shown: Cow<'_, [u8]> = if self.as_text {
            let end = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(self.bytes.len());
            let text = self.bytes.get(..end).unwrap_or_default();
            [b"'", text, b"'"].concat().into()
        } else {
            self.data.as_bytes().into()
        };
        w.write_all(&shown)?;
        w.write_all(b"\n")
    }
}

/// Length of an enterprise number.
const PEN_LEN: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(data: &[u8], as_text: bool) -> String {
        let block = Block::new(data, as_text).unwrap();
        let mut out = Vec::new();
        block.text(&mut out).unwrap();
        block.row(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const FIRST: &[u8] = b"\0\0\0\0hello world!\0";
    const SECOND: &[u8] = b"\x01hello world!\0\x01\x02\x03";

    /// Recorded from ipmitool 1.8.19 for the same answers.
    #[test]
    fn text_is_ipmitools() {
        let seen = [text(FIRST, false), text(FIRST, true), text(SECOND, false), text(SECOND, true)];
        assert_eq!(seen.concat(), include_str!("testdata/mailbox.txt"));
    }

    #[test]
    fn json_has_number_and_bytes() {
        let json = |data| serde_json::to_value(Block::new(data, true)).unwrap();
        assert_eq!(
            json(b"\0\xff\xff\x0fAB"),
            serde_json::json!({
                "block": 0, "iana_pen": 0x0f_ffff, "maker": "Unspecified", "data": "4142",
            })
        );
        assert_eq!(json(b"\x02A")["iana_pen"], serde_json::Value::Null);
        assert_eq!(json(b"")["block"], serde_json::Value::Null);
    }

    #[test]
    fn a_first_block_that_is_cut_off_still_has_a_number() {
        let block = Block::new(b"\0\x01", false).unwrap();
        assert_eq!((block.iana_pen, block.data.as_str()), (Some(1), ""));
    }
}
