//! `channel getciphers`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args::{self, unknown};
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Format, Out, Render};
use crate::cmd::app::channel::{CIPHER_PAGE_LEN, GetChannelCipherSuites};
use crate::crypto::records::{self, Record};
use crate::error::Error;
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// Shows the cipher suites of a channel.
#[derive(Clone, Debug)]
pub struct GetCiphers {
    payload: u8,
    channel: u8,
}

impl GetCiphers {
    pub(super) fn parse(sol: bool, channel: Option<&&str>) -> Result<Self, Failure> {
        let channel = channel.map_or(Ok(THIS_CHANNEL), |word| args::channel(word))?;
        Ok(Self { payload: sol.into(), channel })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let records = self.fetch(client).await.said_by(|code| match code {
            Some(code) => format!("Get Channel Cipher Suites failed: {code}"),
            None => "Unable to Get Channel Cipher Suites".to_owned(),
        })?;
        // IPMItool's table has room for twelve.
        let plain = matches!(out.format(), Format::Text | Format::Csv);
        let shown = if plain { records.len().min(MOST_ROWS) } else { records.len() };
        let hidden = records.len() - shown;
        if hidden > 0 {
            out.note_at(1, format_args!("{hidden} more: --json and --format table show them"));
        }
        let mut rows = out.rows();
        rows.heading(HEADING)?;
        for record in records.into_iter().take(shown) {
            rows.push(&Suite::from(record))?;
        }
        rows.finish()
    }

    /// All pages. A BMC that answers every index with its first page is taken at its word once.
    async fn fetch(&self, client: &mut Client) -> Result<Vec<Record>, Error> {
        let Self { payload, channel } = *self;
        let mut bytes = Vec::new();
        let mut previous = Vec::new();
        for index in 0..=LAST_PAGE {
            let page = client.send(&GetChannelCipherSuites { channel, payload, index }).await?;
            if page == previous {
                break;
            }
            bytes.extend_from_slice(&page);
            if page.len() < CIPHER_PAGE_LEN {
                break;
            }
            previous = page;
        }
        Ok(records::parse(&bytes))
    }
}

const LAST_PAGE: u8 = 0x3f;
const MOST_ROWS: usize = 12;
const HEADING: &str = "ID   IANA    Auth Alg        Integrity Alg   Confidentiality Alg";

#[derive(Debug, Serialize)]
struct Suite {
    id: u8,
    /// Enterprise number of an OEM's suite.
    iana: Option<u32>,
    authentication: Vec<String>,
    integrity: Vec<String>,
    confidentiality: Vec<String>,
}

impl From<Record> for Suite {
    fn from(record: Record) -> Self {
        Self {
            id: record.id,
            iana: record.iana,
            authentication: names(&record.authentication, &AUTHENTICATION),
            integrity: names(&record.integrity, &INTEGRITY),
            confidentiality: names(&record.confidentiality, &CONFIDENTIALITY),
        }
    }
}

/// A record may leave an algorithm out, which means none.
fn names(codes: &[u8], table: &[&str]) -> Vec<String> {
    let name = |code: &u8| {
        table.get(usize::from(*code)).map_or_else(|| unknown(*code), |name| (*name).to_owned())
    };
    if codes.is_empty() { vec![name(&0)] } else { codes.iter().map(name).collect() }
}

const AUTHENTICATION: [&str; 4] = ["none", "hmac_sha1", "hmac_md5", "hmac_sha256"];
const INTEGRITY: [&str; 5] = ["none", "hmac_sha1_96", "hmac_md5_128", "md5_128", "sha256_128"];
const CONFIDENTIALITY: [&str; 4] = ["none", "aes_cbc_128", "xrc4_128", "xrc4_40"];

impl Suite {
    fn iana(&self) -> String {
        self.iana.map_or_else(|| "N/A".to_owned(), |iana| format!("{iana:06x}"))
    }

    fn algorithms(&self) -> [String; 3] {
        [&self.authentication, &self.integrity, &self.confidentiality].map(|names| names.join("/"))
    }
}

impl Render for Suite {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let [authentication, integrity, confidentiality] = self.algorithms();
        writeln!(
            w,
            "{:<4} {:<7} {authentication:<15} {integrity:<15} {confidentiality:<15}",
            self.id,
            self.iana()
        )
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{},{},{}", self.id, self.iana(), self.algorithms().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn rows(bytes: &[u8]) -> (String, String) {
        let (mut text, mut csv) = (Vec::new(), Vec::new());
        for record in records::parse(bytes) {
            let suite = Suite::from(record);
            suite.text(&mut text).unwrap();
            suite.csv(&mut csv).unwrap();
        }
        (String::from_utf8(text).unwrap(), String::from_utf8(csv).unwrap())
    }

    /// Recorded from IPMItool 1.8.19 for the same answers.
    #[test]
    fn formats() {
        let (text, csv) = rows(&hex!("c003014181 c011034481"));
        assert_eq!(
            text,
            "3    N/A     hmac_sha1       hmac_sha1_96    aes_cbc_128    \n\
             17   N/A     hmac_sha256     sha256_128      aes_cbc_128    \n"
        );
        let want = "3,N/A,hmac_sha1,hmac_sha1_96,aes_cbc_128\n\
                    17,N/A,hmac_sha256,sha256_128,aes_cbc_128\n";
        assert_eq!(csv, want);
        let (_, oem) = rows(&hex!("c180f21b00014181"));
        assert_eq!(oem, "128,001bf2,hmac_sha1,hmac_sha1_96,aes_cbc_128\n");
        let (odd, _) = rows(&hex!("c042044484"));
        assert_eq!(odd, "66   N/A     Unknown (0x04)  sha256_128      Unknown (0x04) \n");
    }

    #[test]
    fn missing_and_repeated_algorithms() {
        let (_, csv) = rows(&hex!("c00101 c08001034181"));
        let want = "1,N/A,hmac_sha1,none,none\n\
                    128,N/A,hmac_sha1/hmac_sha256,hmac_sha1_96,aes_cbc_128\n";
        assert_eq!(csv, want);
    }
}
