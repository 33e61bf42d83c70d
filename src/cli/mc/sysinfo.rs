//! `mc getsysinfo` and `mc setsysinfo`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::{Format, Out, Render};
use crate::cli::words::Word;
use crate::cmd::app::sysinfo::{BLOCK, GetSystemInfo, Parameter, SetSystemInfo};
use crate::error::Error;
use crate::transport::Client;

/// `mc getsysinfo`.
#[derive(Debug, PartialEq, Eq)]
pub struct Get(&'static Name);

/// `mc setsysinfo`.
#[derive(Debug, PartialEq, Eq)]
pub struct Set {
    name: &'static Name,
    text: Vec<u8>,
}

impl Get {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage(super::NOT_ENOUGH).line(USAGE)),
            ["help", ..] => Err(Failure::help(USAGE)),
            [name, ..] => find(name, "getsysinfo").map(Self),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self(name) = self;
        let mut text = SysInfo { parameter: name.word, encoding: 0, length: 0, bytes: Vec::new() };
        let mut sets = 1;
        let mut set = 0;
        while set < sets {
            let answer = client.send(&GetSystemInfo { parameter: name.parameter, set }).await;
            let data = match answer {
                Ok(info) => info.data,
                Err(error) => {
                    // IPMItool shows what it has before it complains, be it nothing.
                    if matches!(out.format(), Format::Text | Format::Csv) {
                        out.show(&text)?;
                    }
                    let status = u8::from(error.completion_code().is_none());
                    return Err(failed(error, "getsysinfo", name, set).with_status(status));
                }
            };
            match (set, data.as_slice()) {
                (0, [encoding, length, start @ ..]) => {
                    (text.encoding, text.length) = (encoding & 0x0f, *length);
                    sets = sets_for(text.encoding, text.length);
                    text.bytes.extend_from_slice(start);
                }
                (0, _) => {}
                (_, more) => text.bytes.extend_from_slice(more),
            }
            set += 1;
        }
        out.show(&text)
    }
}

impl Set {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        match words {
            ["help"] => Err(Failure::help(USAGE)),
            [] | [_] => Err(Failure::usage(super::NOT_ENOUGH).line(USAGE)),
            [name, text, ..] => {
                Ok(Self { name: find(name, "setsysinfo")?, text: text.as_bytes().to_vec() })
            }
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { name, text } = self;
        let kept = text.get(..LONGEST).unwrap_or(&text);
        if kept.len() < text.len() {
            out.note(format!("Text cut to {LONGEST} bytes, more do not fit"));
        }
        for (set, data) in (0..).zip(blocks(kept)) {
            client
                .send(&SetSystemInfo { parameter: name.parameter, set, data })
                .await
                .map_err(|error| failed(error, "setsysinfo", name, set))?;
        }
        out.show(&Written { parameter: name.word, length: kept.len() })
    }
}

fn find(word: &str, command: &str) -> Result<&'static Name, Failure> {
    NAMES.iter().find(|name| name.word == word).ok_or_else(|| {
        Failure::usage(format!("Invalid mc/bmc {command} command: {word}")).line(USAGE)
    })
}

/// How many blocks a text takes. Other encodings than ASCII are read to their full four blocks,
/// and lengths over 127 are taken for a field that nobody filled in, both as IPMItool does.
fn sets_for(encoding: u8, length: u8) -> u8 {
    match (encoding, length) {
        (0, 0..=127) => (length + 17) / 16,
        (0, _) => 1,
        _ => 4,
    }
}

/// Block 0 holds encoding, length and 14 bytes, each further one 16 bytes.
fn blocks(text: &[u8]) -> Vec<[u8; BLOCK]> {
    let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
    let whole = [&[0x00, length], text].concat();
    let block = |part: &[u8]| {
        let mut block = [0; BLOCK];
        block.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
        block
    };
    whole.chunks(BLOCK).map(block).collect()
}

fn failed(error: Error, command: &str, name: &Name, set: u8) -> Failure {
    let word = name.word;
    let line = match &error {
        Error::Completion { code, .. } if code.0 == 0x80 => {
            format!("{command} {word} parameter not supported")
        }
        Error::Completion { code, .. } => format!("{command} command failed: {code}"),
        _ => format!("{command} {word} set {set} command failed"),
    };
    Failure::client(error, line)
}

#[derive(Debug)]
struct SysInfo {
    parameter: &'static str,
    encoding: u8,
    length: u8,
    bytes: Vec<u8>,
}

impl SysInfo {
    /// The text in whatever encoding, as far as the length that the BMC gives.
    fn decoded(&self) -> String {
        let bytes = self.bytes.get(..self.length.into()).unwrap_or(&self.bytes);
        let text = match self.encoding {
            2 => {
                let units = bytes.chunks_exact(2);
                let units = units.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes));
                String::from_utf16_lossy(&units.collect::<Vec<_>>())
            }
            1 => String::from_utf8_lossy(bytes).into_owned(),
            _ => match str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => bytes.iter().copied().map(char::from).collect(),
            },
        };
        text.trim_end_matches('\0').to_owned()
    }
}

impl Serialize for SysInfo {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown {
            parameter: &'static str,
            text: String,
            encoding: u8,
            length: u8,
        }
        let Self { parameter, encoding, length, .. } = *self;
        Shown { parameter, text: self.decoded(), encoding, length }.serialize(serializer)
    }
}

impl Render for SysInfo {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let end = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(self.bytes.len());
        w.write_all(self.bytes.get(..end).unwrap_or_default())?;
        w.write_all(b"\n")
    }
}

/// What was written; IPMItool says nothing about it.
#[derive(Debug, Serialize)]
struct Written {
    parameter: &'static str,
    length: usize,
}

impl Render for Written {
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A parameter's name on the command line.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    word: &'static str,
    parameter: Parameter,
}

static NAMES: [Name; 6] = [
    Name { word: "system_fw_version", parameter: Parameter::FIRMWARE_VERSION },
    Name { word: "primary_os_name", parameter: Parameter::PRIMARY_OS_NAME },
    Name { word: "os_name", parameter: Parameter::OS_NAME },
    Name { word: "system_name", parameter: Parameter::SYSTEM_NAME },
    Name { word: "delloem_os_version", parameter: Parameter::DELL_OS_VERSION },
    Name { word: "delloem_url", parameter: Parameter::DELL_URL },
];

pub(super) const WORDS: &[Word] = &[
    super::word("system_fw_version", "Version of the system firmware", "", &[]),
    super::word("primary_os_name", "Name of the installed operating system", "", &[]),
    super::word("os_name", "Name of the running operating system", "", &[]),
    super::word("system_name", "Name of the system", "", &[]),
    super::word("delloem_os_version", "Dell: version of the operating system", "", &[]),
    super::word("delloem_url", "Dell: address of the BMC's web server", "", &[]),
];

/// Four blocks less encoding and length: BMCs must keep no more (IPMI v2.0 table 22-16c).
const LONGEST: usize = 4 * BLOCK - 2;
const USAGE: &str = "\
usage:
  getsysinfo <name>           show a text that system software left with the BMC
  setsysinfo <name> <text>    leave one
where name is one of
  system_fw_version     version of the system firmware
  primary_os_name       name of the installed operating system
  os_name               name of the running operating system
  system_name           name of the system
  delloem_os_version    Dell: version of the operating system
  delloem_url           Dell: address of the BMC's web server
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::completion::CompletionCode;
    use hex_literal::hex;

    #[test]
    fn words_and_their_messages() {
        assert_eq!(Get::parse(&["system_name", "x"]).unwrap().0.parameter, Parameter::SYSTEM_NAME);
        assert_eq!(Set::parse(&["os_name", "a", "b"]).unwrap().text, b"a");
        let first = |failure: Failure| {
            (failure.lines().next().unwrap_or_default(), failure.exit_code(false))
        };
        let not_enough = (super::super::NOT_ENOUGH.to_owned(), 1);
        assert_eq!(first(Get::parse(&[]).unwrap_err()), not_enough);
        assert_eq!(first(Set::parse(&["foo"]).unwrap_err()), not_enough);
        let bad = ("Invalid mc/bmc getsysinfo command: foo".to_owned(), 1);
        assert_eq!(first(Get::parse(&["foo"]).unwrap_err()), bad);
        let bad = ("Invalid mc/bmc setsysinfo command: help".to_owned(), 1);
        assert_eq!(first(Set::parse(&["help", "help"]).unwrap_err()), bad);
        assert_eq!(first(Get::parse(&["help", "x"]).unwrap_err()).1, 0);
        assert_eq!(first(Set::parse(&["help"]).unwrap_err()).1, 0);
    }

    /// Counted with ipmitool 1.8.19.
    #[test]
    fn as_many_blocks_are_read_as_ipmitool_reads() {
        let ascii =
            [(0, 1), (14, 1), (15, 2), (30, 2), (31, 3), (64, 5), (100, 7), (200, 1), (255, 1)];
        for (length, sets) in ascii {
            assert_eq!(sets_for(0, length), sets, "{length}");
        }
        assert_eq!(sets_for(2, 6), 4);
    }

    #[test]
    fn texts_are_cut_into_ipmitools_blocks() {
        assert_eq!(blocks(b""), [[0; BLOCK]]);
        assert_eq!(
            blocks(b"123456789012345"),
            [
                hex!("00 0f 31 32 33 34 35 36 37 38 39 30 31 32 33 34"),
                hex!("35 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"),
            ]
        );
        assert_eq!(blocks(&[b'a'; LONGEST]).len(), 4);
    }

    #[test]
    fn every_format() {
        let info = SysInfo {
            parameter: "os_name",
            encoding: 2,
            length: 6,
            bytes: hex!("68 00 6c 00 fc 00 00 00").to_vec(),
        };
        let mut out = Vec::new();
        info.text(&mut out).unwrap();
        assert_eq!(out, b"h\n");
        let json = serde_json::to_string(&info).unwrap();
        assert_eq!(json, r#"{"parameter":"os_name","text":"hlü","encoding":2,"length":6}"#);
        let empty = SysInfo { parameter: "os_name", encoding: 0, length: 9, bytes: Vec::new() };
        let mut out = Vec::new();
        empty.text(&mut out).unwrap();
        assert_eq!(out, b"\n");
        let mut out = Vec::new();
        Written { parameter: "os_name", length: 3 }.text(&mut out).unwrap();
        assert_eq!(out, b"");
    }

    #[test]
    fn failures_have_ipmitools_words() {
        let refused = |code| Error::Completion {
            command: "Get System Info Parameters",
            code: CompletionCode(code),
            meaning: None,
        };
        let line =
            |error| failed(error, "getsysinfo", &NAMES[3], 1).lines().next().unwrap_or_default();
        assert_eq!(line(refused(0x80)), "getsysinfo system_name parameter not supported");
        assert_eq!(line(refused(0xc1)), "getsysinfo command failed: Invalid command");
        assert_eq!(line(Error::NoAnswer("x")), "getsysinfo system_name set 1 command failed");
    }
}
