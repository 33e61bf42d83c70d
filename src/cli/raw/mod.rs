//! `raw`: any request, byte by byte.
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::Context;
use super::failure::{Failure, Said};
use super::number::parse_u8;
use super::out::{Out, Render};
use super::words::Word;
use crate::cmd::privilege::need;
use crate::error::Error;
use crate::transport::{Client, Request, Target};
use crate::wire::ids::{Privilege::Administrator, netfn};

/// A request in numbers.
#[derive(Clone)]
pub struct Raw {
    netfn: u8,
    cmd: u8,
    lun: u8,
    data: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Raw {
    /// Leaves the data out, which may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { netfn, cmd, lun, .. } = self;
        f.debug_struct("Raw")
            .field("netfn", netfn)
            .field("cmd", cmd)
            .field("lun", lun)
            .finish_non_exhaustive()
    }
}

impl Raw {
    /// Reads the words behind `raw`.
    ///
    /// # Errors
    /// What to say about words that make no request.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let (function, cmd, data) = match words {
            ["help"] => return Err(Failure::help(usage())),
            [function, cmd, data @ ..] => (function, cmd, data),
            _ => return Err(Failure::usage("Not enough parameters given.").line(usage())),
        };
        if words.len() > LONGEST {
            return Err(Failure::usage("Raw command input limit (256 bytes) exceeded"));
        }
        let invalid = |what, word| Failure::usage(format!("Given {what} \"{word}\" is invalid."));
        let netfn = by_name(function)
            .or_else(|| parse_u8(function).ok())
            .ok_or_else(|| invalid("netfn", function))?;
        let cmd = parse_u8(cmd).map_err(|_| invalid("command", cmd))?;
        let data: Result<_, _> =
            data.iter().map(|word| parse_u8(word).map_err(|_| invalid("data", word))).collect();
        Ok(Self { netfn: netfn & 0x3f, cmd, lun: context.lun & 0x03, data: Zeroizing::new(data?) })
    }

    /// Carries the request out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { netfn, cmd, lun, ref data } = self;
        let need = need(netfn, cmd, data);
        let channel = client.config().route.channel;
        let numbers = format!("channel={channel:#x} netfn={netfn:#x} lun={lun:#x} cmd={cmd:#x}");
        self.trace(out, &numbers, need.secret);
        let request = Request {
            name: NAME,
            netfn,
            cmd,
            target: Target { lun, ..Target::SESSION },
            data: data.to_vec(),
            privilege: if tells_level(netfn, cmd) { Administrator } else { need.privilege },
            repeatable: need.repeatable,
            secret: need.secret,
            direct: false,
            patience: None,
        };
        let answer = match client.request(request).await {
            Ok(answer) if !answer.code.is_ok() => {
                Err(Error::Completion { command: NAME, code: answer.code, meaning: None })
            }
            other => other,
        };
        let answer = answer.said_by(|code| match code {
            Some(code) => {
                let value = code.0;
                format!("Unable to send RAW command ({numbers} rsp={value:#x}): {code}")
            }
            None => format!("Unable to send RAW command ({numbers})"),
        })?;
        out.note_at(1, format_args!("RAW RSP ({} bytes)", answer.data.len()));
        out.show(&Answer { netfn, cmd, lun, data: Bytes(answer.data) })
    }

    fn trace(&self, out: &mut Out<'_>, numbers: &str, secret: bool) {
        let len = self.data.len();
        out.note_at(1, format_args!("RAW REQ ({numbers} data_len={len})"));
        if len == 0 {
            return;
        }
        out.note_at(1, format_args!("RAW REQUEST ({len} bytes)"));
        if secret {
            out.note_at(1, " not shown: a password or a key");
        } else {
            out.note_at(1, Bytes(self.data.to_vec()));
        }
    }
}

/// Set Session Privilege Level and Get Session Info answer with the session's level, which is the
/// highest when IPMItool asks.
fn tells_level(net_fn: u8, cmd: u8) -> bool {
    net_fn == netfn::APP && matches!(cmd, 0x3b | 0x3d)
}

const NAME: &str = "RAW";
/// Words that IPMItool takes.
const LONGEST: usize = 256;

/// Network functions that have names here.
const NETFNS: [(u8, &str); 7] = [
    (0x00, "Chassis"),
    (0x02, "Bridge"),
    (0x04, "SensorEvent"),
    (0x06, "Application"),
    (0x08, "Firmware"),
    (0x0a, "Storage"),
    (0x0c, "Transport"),
];

fn by_name(word: &str) -> Option<u8> {
    NETFNS.iter().find(|(_, name)| name.eq_ignore_ascii_case(word)).map(|(netfn, _)| *netfn)
}

fn usage() -> String {
    let mut text = String::from(
        "RAW Commands:  raw <netfn> <cmd> [data]\n\nEach is a byte; a netfn may also be a name:\n",
    );
    for (netfn, name) in NETFNS {
        let _ = writeln!(text, "  {netfn:#04x}  {name}");
    }
    text
}

const fn word(name: &'static str, help: &'static str) -> Word {
    Word { name, help, args: "CMD [DATA...]", words: &[] }
}

/// The words of `raw`: network functions with a name. A number may stand in their place.
pub const WORDS: &[Word] = &[
    word("chassis", "Network function 0x00"),
    word("bridge", "Network function 0x02"),
    word("sensorevent", "Network function 0x04"),
    word("application", "Network function 0x06"),
    word("firmware", "Network function 0x08"),
    word("storage", "Network function 0x0a"),
    word("transport", "Network function 0x0c"),
];

#[derive(Debug, Serialize)]
struct Answer {
    netfn: u8,
    cmd: u8,
    lun: u8,
    data: Bytes,
}

/// Bytes that print in rows of 16, and as one word of digits in JSON.
#[derive(Debug)]
struct Bytes(Vec<u8>);

impl std::fmt::Display for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (row, bytes) in self.0.chunks(16).enumerate() {
            if row > 0 {
                f.write_char('\n')?;
            }
            bytes.iter().try_for_each(|byte| write!(f, " {byte:02x}"))?;
        }
        Ok(())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut digits = String::new();
        for byte in &self.0 {
            let _ = write!(digits, "{byte:02x}");
        }
        serializer.serialize_str(&digits)
    }
}

impl Render for Answer {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{}", self.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Raw, Failure> {
        Raw::parse(words, &Context::default())
    }

    /// First line and exit status of words that make no request, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&[&str], &str, u8)] = &[
            (&[], "Not enough parameters given.", 1),
            (&["6"], "Not enough parameters given.", 1),
            (&["help"], "RAW Commands:  raw <netfn> <cmd> [data]", 0),
            (&["help", "1"], "Given netfn \"help\" is invalid.", 1),
            (&["app", "1"], "Given netfn \"app\" is invalid.", 1),
            (&["0x100", "1"], "Given netfn \"0x100\" is invalid.", 1),
            (&["6", "app"], "Given command \"app\" is invalid.", 1),
            (&["6", "1", "x", "y"], "Given data \"x\" is invalid.", 1),
            (&["6", "1", "-1"], "Given data \"-1\" is invalid.", 1),
            (&["1"; 257], "Raw command input limit (256 bytes) exceeded", 1),
        ];
        for (words, line, status) in cases {
            let failure = parse(words).unwrap_err();
            let lines = failure.lines().next().unwrap();
            let first = lines.lines().next().unwrap();
            assert_eq!((first, failure.exit_code(false)), (*line, *status), "{words:?}");
        }
    }

    #[test]
    fn words_become_numbers() {
        let numbers = |words: &[&str]| {
            let raw = parse(words).unwrap();
            (raw.netfn, raw.cmd, raw.data.to_vec())
        };
        assert_eq!(numbers(&["chassis", "1"]), (0, 1, vec![]));
        assert_eq!(numbers(&["0x06", "070", "", "255"]), (6, 56, vec![0, 255]));
        assert_eq!(numbers(&["255", "1"]), (0x3f, 1, vec![]));
        assert!(parse(&["1"; 256]).is_ok());
        assert!(WORDS.iter().all(|word| parse(&[word.name, "1"]).is_ok()));
    }

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn answers_print_in_rows_of_16() {
        let text = |len| {
            let data = Bytes((1..=len).collect());
            let mut out = Vec::new();
            Answer { netfn: 6, cmd: 1, lun: 0, data }.text(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(0), "\n");
        assert_eq!(text(3), " 01 02 03\n");
        assert_eq!(text(16), " 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10\n");
        assert_eq!(text(17), " 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10\n 11\n");
    }

    #[test]
    fn traces_show_data_but_no_secrets() {
        let trace = |words: &[&str]| {
            let raw = parse(words).unwrap();
            let mut messages = Vec::new();
            let mut out = Out::new(crate::cli::out::Format::Text, 1, io::sink(), &mut messages);
            raw.trace(&mut out, "numbers", need(raw.netfn, raw.cmd, &raw.data).secret);
            drop(out);
            String::from_utf8(messages).unwrap()
        };
        let shown = trace(&["0x30", "0x70", "1", "2", "0xa3"]);
        let want = "RAW REQ (numbers data_len=3)\nRAW REQUEST (3 bytes)\n 01 02 a3\n";
        assert_eq!(shown, want);
        assert!(!trace(&["6", "0x47", "2", "2", "0x73"]).contains("73"));
        assert!(!format!("{:?}", parse(&["6", "0x47", "2", "2", "0x73"]).unwrap()).contains("115"));
    }
}
