//! `mc guid`.
use std::io::{self, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cli::{Context, timestamp};
use crate::cmd::app::device::GetSystemGuid;
use crate::error::Error;
use crate::model::guid::{Guid, Layout};
use crate::transport::Client;

/// `mc guid`.
#[derive(Debug, PartialEq, Eq)]
pub struct GuidCommand {
    mode: Mode,
    utc: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Auto,
    Dump,
    As(Layout),
}

impl GuidCommand {
    /// Any other word is `auto`, as IPMItool has it; so is `rfc4122`, whose real name is `rfc`.
    pub(super) fn parse(words: &[&str], context: &Context) -> Self {
        let mode = match words {
            ["dump", ..] => Mode::Dump,
            ["ipmi", ..] => Mode::As(Layout::Ipmi),
            ["rfc", ..] => Mode::As(Layout::Rfc4122),
            ["smbios", ..] => Mode::As(Layout::Smbios),
            _ => Mode::Auto,
        };
        Self { mode, utc: context.utc }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let guid = client.send(&GetSystemGuid).await.map_err(|error| {
            let line = match &error {
                Error::Completion { code, .. } => format!("IPMI command failed: {code}"),
                Error::Wire { .. } => "Unexpected data length received.".to_owned(),
                _ => "IPMI response is NULL.".to_owned(),
            };
            Failure::client(error, line)
        })?;
        out.show(&SystemGuid::new(guid, self.mode, self.utc, next_year()))
    }
}

/// The first second of next year: any time before is taken for one that can have been.
fn next_year() -> i64 {
    let year = Timestamp::now().to_zoned(TimeZone::UTC).year();
    let start = Date::new(year.saturating_add(1), 1, 1).and_then(|d| d.to_zoned(TimeZone::UTC));
    start.map_or(i64::MAX, |start| start.timestamp().as_second())
}

#[derive(Debug, Serialize)]
struct SystemGuid {
    /// As it is written, in the layout; `null` without one.
    guid: Option<String>,
    encoding: Option<&'static str>,
    guessed: bool,
    version: Option<u8>,
    version_name: Option<&'static str>,
    created_unix_s: Option<i64>,
    raw: String,
    #[serde(skip)]
    created: Option<String>,
}

impl SystemGuid {
    fn new(guid: Guid, mode: Mode, utc: bool, until: i64) -> Self {
        let layout = match mode {
            Mode::Auto => guid.guess(until),
            Mode::Dump => None,
            Mode::As(layout) => Some(layout),
        };
        let version = layout.map(|layout| guid.version(layout));
        let created_unix_s =
            layout.filter(|layout| guid.version(*layout) == 1).map(|l| guid.unix_time(l));
        Self {
            guid: layout.map(|layout| dashed(guid.written(layout))),
            encoding: layout.map(encoding),
            guessed: mode == Mode::Auto,
            version,
            version_name: version.and_then(version_name),
            created_unix_s,
            raw: format!("{:032x}", u128::from_be_bytes(guid.0)),
            created: created_unix_s.map(|time| timestamp::numeric(low_bits(time), utc)),
        }
    }
}

/// IPMI times have 32 bits; IPMItool puts this one through the same printer.
fn low_bits(time: i64) -> u32 {
    let [.., a, b, c, d] = time.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

fn dashed(guid: u128) -> String {
    let word = |shift: u32| guid >> shift & 0xffff;
    let (first, node) = (guid >> 96, guid & 0xffff_ffff_ffff);
    format!("{first:08x}-{:04x}-{:04x}-{:04x}-{node:012x}", word(80), word(64), word(48))
}

const fn encoding(layout: Layout) -> &'static str {
    match layout {
        Layout::Ipmi => "IPMI",
        Layout::Rfc4122 => "RFC4122",
        Layout::Smbios => "SMBIOS",
    }
}

const fn version_name(version: u8) -> Option<&'static str> {
    match version {
        1 => Some("Time-based"),
        2 => Some("DCE Security with POSIX UIDs (not for IPMI)"),
        3 => Some("Name-based using MD5"),
        4 => Some("Random or pseudo-random"),
        5 => Some("Name-based using SHA-1"),
        _ => None,
    }
}

impl Render for SystemGuid {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let (Some(guid), Some(encoding), Some(version)) = (&self.guid, self.encoding, self.version)
        else {
            return writeln!(w, "System GUID   : {}", self.raw.to_uppercase());
        };
        writeln!(w, "System GUID   : {guid}")?;
        if self.guessed {
            let warning = match encoding {
                "IPMI" => "",
                _ => " (WARNING: IPMI Specification violation!)",
            };
            writeln!(w, "GUID Encoding : {encoding}{warning}")?;
        }
        match self.version_name {
            Some(name) => writeln!(w, "GUID Version  : {name}")?,
            None => writeln!(w, "GUID Version  : Unknown/unsupported ({version})")?,
        }
        match &self.created {
            Some(created) => writeln!(w, "Timestamp     : {created}"),
            None => Ok(()),
        }
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("auto", "Guess the order of the bytes", "", &[]),
    super::word("smbios", "Order of SMBIOS", "", &[]),
    super::word("ipmi", "Order of the IPMI specification", "", &[]),
    super::word("rfc", "Order of RFC 4122", "", &[]),
    super::word("dump", "The bytes as they came", "", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    const UNTIL: i64 = 1_800_000_000;

    fn text(guid: [u8; 16], word: &str) -> String {
        let context = Context { utc: true, ..Context::default() };
        let command = GuidCommand::parse(&[word], &context);
        let mut out = Vec::new();
        SystemGuid::new(Guid(guid), command.mode, command.utc, UNTIL).text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// `testdata/guid.txt` holds what ipmitool 1.8.19 prints with `-Z` for the four GUIDs in all
    /// modes.
    #[test]
    fn every_mode_is_told_as_ipmitool_tells_it() {
        let mut said = String::new();
        for guid in [
            hex!("00112233445566778899aabbccddeeff"),
            hex!("efcdab89674523a1efcdab89674523a1"),
            hex!("44454c4c4a00104a8030b6c04f333232"),
            hex!("5fe94000f5bc11ea8001020304050607"),
        ] {
            for word in ["auto", "smbios", "ipmi", "rfc", "rfc4122", "dump", "DUMP"] {
                said += &text(guid, word);
            }
        }
        assert_eq!(said, include_str!("testdata/guid.txt"));
    }

    #[test]
    fn json_has_the_raw_bytes_always() {
        let guid = Guid(hex!("5fe94000f5bc11ea8001020304050607"));
        let json = serde_json::to_value(SystemGuid::new(guid, Mode::Auto, true, UNTIL)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "guid": "5fe94000-f5bc-11ea-8001-020304050607",
                "encoding": "RFC4122", "guessed": true, "version": 1,
                "version_name": "Time-based", "created_unix_s": 1_600_000_000,
                "raw": "5fe94000f5bc11ea8001020304050607",
            })
        );
        let none = serde_json::to_value(SystemGuid::new(guid, Mode::Dump, true, UNTIL)).unwrap();
        assert_eq!(none["guid"], serde_json::Value::Null);
    }
}
