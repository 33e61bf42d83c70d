//! `chassis bootmbox`.
use std::io::{self, Write};

use serde::Serialize;

use super::boot::{self, Announced};
use super::mailbox::Block;
use super::parameter::{Head, Parameter};
use crate::cli::failure::Failure;
use crate::cli::number;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::boot::{SetSystemBootOptions, parameter};
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Subcommands of `chassis bootmbox`.
#[derive(Debug)]
pub enum BootMbox {
    /// Show one block or all.
    Get {
        /// The data is text.
        text: bool,
        /// The block.
        block: Option<u8>,
    },
    /// Write these blocks.
    Set(Vec<(u8, Vec<u8>)>),
}

impl BootMbox {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (set, rest) = match words {
            [] | ["help", ..] => return Err(Failure::help(USAGE)),
            ["get", rest @ ..] => (false, rest),
            ["set", rest @ ..] => (true, rest),
            [other, ..] => {
                return Err(Failure::usage(format!("Invalid bootmbox command: {other}")));
            }
        };
        let (text, rest) = match rest {
            ["text", rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (block, rest) = match rest {
            ["block"] => return Err(Failure::usage(USAGE)),
            ["block", block, rest @ ..] => {
                let number = number::parse_u8(block)
                    .map_err(|_| Failure::usage(format!("Invalid block {block}")))?;
                (Some(number), rest)
            }
            rest => (None, rest),
        };
        if set { blocks(text, block, rest).map(Self::Set) } else { Ok(Self::Get { text, block }) }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Get { text, block: Some(block) } => {
                let answer = boot::get(client, parameter::MAILBOX, block).await?;
                out.show(&Parameter::with_text(&answer, false, text))
            }
            Self::Get { text, block: None } => {
                let mailbox = Mailbox::fetch(text, client, out).await?;
                out.show(&mailbox)
            }
            Self::Set(blocks) => write(&blocks, client, out).await,
        }
    }
}

/// The words behind `set`, cut into blocks.
fn blocks(text: bool, block: Option<u8>, words: &[&str]) -> Result<Vec<(u8, Vec<u8>)>, Failure> {
    let [pen, data @ ..] = words else { return Err(Failure::usage(NO_PEN).line(USAGE)) };
    let pen = number::parse_u32(pen).ok().filter(|pen| *pen <= MAX_PEN);
    let Some(pen) = pen else { return Err(Failure::usage(NO_PEN).line(USAGE)) };
    let mut data = match (text, data) {
        (_, []) => return Err(Failure::usage("No data provided!\n").line(USAGE)),
        (true, [text, ..]) => [text.as_bytes(), &[0]].concat(),
        (false, bytes) => bytes
            .iter()
            .map(|byte| {
                number::parse_u8(byte)
                    .map_err(|_| Failure::usage(format!("Bad byte value: {byte}")))
            })
            .collect::<Result<_, _>>()?,
    };
    let [low, middle, high, _] = pen.to_le_bytes();
    let pen = [low, middle, high];
    let room = match block {
        None => MAX_DATA,
        Some(0) => BLOCK - pen.len(),
        Some(_) => BLOCK,
    };
    // A text that fills its one block has no end mark.
    if block.is_some() && text && data.len() == room + 1 {
        data.pop();
    }
    if data.len() > room {
        let line = format!("Data size {} exceeds maximum ({room})", data.len());
        return Err(Failure::usage(line));
    }
    let (first, bytes) = match block {
        Some(number) if number > 0 => (number, data),
        _ => (0, [&pen[..], &data].concat()),
    };
    Ok((first..=u8::MAX).zip(bytes.chunks(BLOCK).map(<[u8]>::to_vec)).collect())
}

async fn write(
    blocks: &[(u8, Vec<u8>)],
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let announced = Announced::begin(client, out).await?;
    let outcome = write_blocks(blocks, &announced, client, out).await;
    announced.end(outcome, client, out).await?;
    out.show(&Written { blocks_written: blocks.len() })
}

async fn write_blocks(
    blocks: &[(u8, Vec<u8>)],
    announced: &Announced,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    for (number, bytes) in blocks {
        let written = boot::set(client, &SetSystemBootOptions::mailbox(*number, bytes)).await;
        written.map_err(|failure| match is_end(&failure) {
            true => failure.line(format!("Hit end of mailbox writing block {number}")),
            false => failure,
        })?;
    }
    announced.commit(client, out).await?;
    boot::acknowledge(BIOS_AND_LOADER, BIOS_AND_LOADER, client, out).await
}

fn is_end(failure: &Failure) -> bool {
    let code = failure.error().and_then(crate::error::Error::completion_code);
    code == Some(CompletionCode::OUT_OF_RANGE)
}

/// All blocks.
#[derive(Debug, Serialize)]
struct Mailbox {
    #[serde(flatten)]
    head: Head,
    blocks: Vec<Block>,
}

impl Mailbox {
    /// Reads block after block, until the BMC says that there is no such.
    async fn fetch(text: bool, client: &mut Client, out: &mut Out<'_>) -> Result<Self, Failure> {
        let first = boot::get(client, parameter::MAILBOX, 0).await?;
        let mut mailbox = Self { head: Head::from(&first), blocks: Vec::new() };
        let mut data = first.data;
        for number in 1..=u8::MAX {
            let Some(block) = Block::new(&data, text) else { break };
            mailbox.blocks.push(block);
            data = match boot::get(client, parameter::MAILBOX, number).await {
                Ok(answer) if answer.parameter == parameter::MAILBOX => answer.data,
                Ok(_) => break,
                Err(failure) if is_end(&failure) => break,
                Err(failure) => {
                    // What there is, is shown, and counts.
                    failure.lines().for_each(|line| out.note(line));
                    break;
                }
            };
            if number == u8::MAX {
                mailbox.blocks.extend(Block::new(&data, text));
            }
        }
        Ok(mailbox)
    }
}

impl Render for Mailbox {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.head.text(w)?;
        self.blocks.iter().try_for_each(|block| block.row(w))
    }
}

/// IPMItool says nothing about a mailbox that it has written.
#[derive(Debug, Serialize)]
struct Written {
    blocks_written: usize,
}

impl Render for Written {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes in a block.
const BLOCK: usize = 16;
/// 256 blocks without the enterprise number.
const MAX_DATA: usize = 256 * BLOCK - 3;
const MAX_PEN: u32 = 0x00ff_ffff;
/// Bits of the acknowledge parameter for BIOS or POST, and for the loader of the system.
const BIOS_AND_LOADER: u8 = 0x03;
const NO_PEN: &str = "No valid IANA PEN specified!\n";

pub(super) const WORDS: &[Word] = &[
    super::word("get", "Read the mailbox", "[text] [block BLOCK]", &[]),
    super::word(
        "set",
        "Write the mailbox",
        "[block BLOCK] IANA_PEN BYTE... | text [block BLOCK] IANA_PEN TEXT",
        &[],
    ),
];

const USAGE: &str = "\
bootmbox get [text] [block <block>]
  Shows the boot initiator mailbox, or one block of it, in hex or as text.

bootmbox set text [block <block>] <IANA_PEN> \"<text>\"
bootmbox set [block <block>] <IANA_PEN> <byte> [<byte> ...]
  Writes the mailbox, or one block of it: a text, or bytes.
  IANA_PEN is an enterprise number that the system's loader knows; ask its maker.
  Block 0 has room for 13 bytes, each other one for 16.

bootmbox help
  Shows this text.";

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> Vec<(u8, Vec<u8>)> {
        match BootMbox::parse(&[&["set"], words].concat()).unwrap() {
            BootMbox::Set(blocks) => blocks,
            BootMbox::Get { .. } => panic!(),
        }
    }

    fn line(words: &[&str]) -> String {
        BootMbox::parse(words).unwrap_err().lines().next().unwrap()
    }

    /// What ipmitool 1.8.19 sends.
    #[test]
    fn data_is_cut_into_ipmitools_blocks() {
        assert_eq!(set(&["674", "1", "0xff", "010"]), [(0, vec![0xa2, 2, 0, 1, 0xff, 8])]);
        assert_eq!(set(&["block", "1", "674", "1", "2"]), [(1, vec![1, 2])]);
        assert_eq!(set(&["block", "255", "674", "1"]), [(255, vec![1])]);
        assert_eq!(set(&["text", "674", "hello", "x"]), [(0, b"\xa2\x02\0hello\0".to_vec())]);
        let thirteen = "a".repeat(13);
        let full = [b"\xa2\x02\0", thirteen.as_bytes()].concat();
        assert_eq!(set(&["text", "674", &thirteen]), [(0, full.clone()), (1, vec![0])]);
        assert_eq!(set(&["text", "block", "0", "674", &thirteen]), [(0, full)]);
        assert_eq!(set(&["text", "674", &"b".repeat(4092)]).len(), 256);
    }

    #[test]
    fn wrong_words_are_not_sent() {
        assert_eq!(line(&["set", "text"]), NO_PEN);
        assert_eq!(line(&["set", "16777216", "1"]), NO_PEN);
        assert_eq!(line(&["set", "674"]), "No data provided!\n");
        assert_eq!(line(&["set", "674", "1", "256"]), "Bad byte value: 256");
        assert_eq!(line(&["get", "block", "256"]), "Invalid block 256");
        assert_eq!(line(&["bogus"]), "Invalid bootmbox command: bogus");
        let long = "b".repeat(4093);
        assert_eq!(line(&["set", "text", "674", &long]), "Data size 4094 exceeds maximum (4093)");
        let long = "b".repeat(17);
        let words = ["set", "text", "block", "1", "674", &long];
        assert_eq!(line(&words), "Data size 18 exceeds maximum (16)");
        assert_eq!(BootMbox::parse(&[]).unwrap_err().exit_code(false), 0);
    }

    #[test]
    fn get_takes_text_before_block_and_passes_over_the_rest() {
        let get = |words: &[&str]| match BootMbox::parse(words).unwrap() {
            BootMbox::Get { text, block } => (text, block),
            BootMbox::Set(_) => panic!(),
        };
        assert_eq!(get(&["get", "text", "block", "0x2"]), (true, Some(2)));
        assert_eq!(get(&["get", "block", "1", "text"]), (false, Some(1)));
        assert_eq!(get(&["get", "bogus"]), (false, None));
    }
}
