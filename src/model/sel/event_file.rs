//! The text file of events that `sel save` writes and `sel add` and `event file` read: a line for
//! each event, with the bytes of an event message and a remark.
use super::Event;
use super::event_message::EventMessage;

/// A line that should hold an event, and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Number of the line, from 1 on.
    pub number: usize,
    /// What is no byte; `None` when there are too few.
    pub token: Option<Vec<u8>>,
    /// The bytes in front of it, and zeros.
    pub read: [u8; EventMessage::LEN],
}

impl BadLine {
    /// IPMItool's words.
    pub fn lines(&self) -> Vec<String> {
        let token = self
            .token
            .as_ref()
            .map(|token| format!("Invalid token in file: [{}]", String::from_utf8_lossy(token)));
        let read = self.read.map(|byte| format!("{byte:02x}")).concat();
        token.into_iter().chain([format!("Invalid Event: {read}")]).collect()
    }
}

/// Writes an event as a line of the file, line feed included. The remark tells people what it is.
pub fn line(event: &Event, remark: &[u8]) -> Vec<u8> {
    let [data1, data2, data3] = event.data;
    let event_type = event.event_type | if event.deasserted { 0x80 } else { 0 };
    let bytes = [event.version, event.sensor_type, event.number, event_type, data1, data2, data3];
    let mut line = bytes.map(|byte| format!("0x{byte:02x}")).join(" ").into_bytes();
    line.extend(b" # ");
    line.extend(remark);
    line.push(b'\n');
    line
}

/// Reads a file's events, one for each line that holds more than a remark. Bytes beyond an event's
/// seven are ignored.
pub fn read(file: &[u8]) -> impl Iterator<Item = Result<EventMessage, BadLine>> + '_ {
    let lines = file.split(|byte| *byte == b'\n').zip(1..);
    lines.filter_map(|(line, number)| {
        let line = line.split(|byte| *byte == b'#').next().unwrap_or_default().trim_ascii_end();
        if line.is_empty() {
            return None;
        }
        let mut tokens = line.split(|byte| *byte == b' ').filter(|token| !token.is_empty());
        let mut read = [0; EventMessage::LEN];
        for place in &mut read {
            let token = tokens.next();
            let Some(byte) = token.and_then(byte) else {
                let token = token.map(<[u8]>::to_vec);
                return Some(Err(BadLine { number, token, read }));
            };
            *place = byte;
        }
        Some(Ok(EventMessage::from_bytes(read)))
    })
}

/// A byte as C's `strtol` reads it: decimal, or octal behind a 0, or hexadecimal behind `0x`.
fn byte(token: &[u8]) -> Option<u8> {
    let token = token.trim_ascii_start();
    let token = token.strip_prefix(b"+").unwrap_or(token);
    let (base, digits) = match token {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', rest @ ..] if !rest.is_empty() => (8, rest),
        _ => (10, token),
    };
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u8, |value, digit| {
        let digit = char::from(*digit).to_digit(base)?;
        u8::try_from(u32::from(value) * base + digit).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sel::Record;
    use hex_literal::hex;
    use proptest::prelude::*;

    fn only(text: &str) -> Result<[u8; 7], Vec<String>> {
        let mut events: Vec<_> = read(text.as_bytes()).collect();
        assert_eq!(events.len(), 1, "{text}");
        events.remove(0).map(EventMessage::to_bytes).map_err(|bad| bad.lines())
    }

    /// IPMItool 1.8.19 sends these for lines like these.
    #[test]
    fn events_in_all_forms() {
        let event = hex!("04 04 30 01 52 07 08");
        for text in [
            "0x04 0x04 0x30 0x01 0x52 0x07 0x08 # Fan #0x30 Lower Critical going low \n",
            "4 4 48 1 82 7 010 ",
            "  0x04   0x04 0x30 0x01 0x52 0x07 0x08 0x09 0x0a\n\n# comment\n   # c2\n \n",
            "0x04 0x04 0x30 0x01 0x52 0x07 0x08#junk\n",
            "0x04 0x04 0x30 0x01 0x52 0x07 0x08 junk\n",
            "0x04 +4 0X30 0x01 0x52 0x07 0x08\r\n",
        ] {
            assert_eq!(only(text), Ok(event), "{text}");
        }
        assert_eq!(read(b"\n \n#\n").count(), 0);
    }

    /// The words are IPMItool 1.8.19's for lines like these.
    #[test]
    fn lines_that_hold_none() {
        let cases = [
            ("0x04 0x04 0x30 0x01 0x52 0x07", None, "04043001520700"),
            ("0x04 0x04 0x30 0x01 0x52 0x07 #0x08", None, "04043001520700"),
            ("0x04 0x04 0x30 0x01 0x52 0x07 -1", Some("-1"), "04043001520700"),
            ("0x04 0x04 0x30 0x01 0x52 0x07 256", Some("256"), "04043001520700"),
            ("0x04 0x04 0x30 0x01 0x52 0x07 0x", Some("0x"), "04043001520700"),
            ("0x04 0x04 0x30 0x01 0x52 0x07 09", Some("09"), "04043001520700"),
            ("0x04 0x104 0x30 0x01", Some("0x104"), "04000000000000"),
            ("garbage", Some("garbage"), "00000000000000"),
            ("0x04\t0x04", Some("0x04\t0x04"), "00000000000000"),
        ];
        for (text, token, hex) in cases {
            let token = token.map(|token| format!("Invalid token in file: [{token}]"));
            let words = token.into_iter().chain([format!("Invalid Event: {hex}")]).collect();
            assert_eq!(only(text), Err(words), "{text}");
        }
        let bad = read(b"#\n\nx\n").next().unwrap().unwrap_err();
        assert_eq!(bad.number, 3);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(bytes: [u8; 7], remark in "[ -~]*") {
            let entry = EventMessage::from_bytes(bytes).entry(2, 0x20);
            let record = Record::parse(&entry);
            let line = line(record.event().unwrap(), remark.as_bytes());
            let back: Vec<_> = read(&line).collect();
            prop_assert_eq!(back, [Ok(EventMessage::from_bytes(bytes))]);
        }

        #[test]
        fn anything_goes_in(bytes: Vec<u8>) {
            for event in read(&bytes) {
                if let Err(bad) = event {
                    prop_assert!(bad.number > 0 && !bad.lines().is_empty());
                }
            }
        }
    }
}
