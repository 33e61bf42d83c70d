//! `dcmi asset_tag`, `set_asset_tag`, `get_mc_id_string`, `set_mc_id_string`.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::Command;
use crate::cmd::dcmi::asset::{
    GetAssetTag, GetIdentifier, MOST_PART, Part, SetAssetTag, SetIdentifier,
};
use crate::error::Error;
use crate::transport::Client;
use crate::wire;

/// Which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The asset tag.
    AssetTag,
    /// The management controller's identifier, which ends with a NUL.
    Identifier,
}

impl Kind {
    async fn read(self, client: &mut Client, offset: u8, count: u8) -> Result<Part, Error> {
        match self {
            Self::AssetTag => client.send(&GetAssetTag { offset, count }).await,
            Self::Identifier => client.send(&GetIdentifier { offset, count }).await,
        }
    }

    async fn write(self, client: &mut Client, offset: u8, bytes: Vec<u8>) -> Result<(), Error> {
        match self {
            Self::AssetTag => client.send(&SetAssetTag { offset, bytes }).await,
            Self::Identifier => client.send(&SetIdentifier { offset, bytes }).await,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::AssetTag => GetAssetTag::NAME,
            Self::Identifier => GetIdentifier::NAME,
        }
    }

    /// What IPMItool says when it cannot be read.
    const fn unread(self) -> &'static str {
        match self {
            Self::AssetTag => "Error getting asset tag!",
            Self::Identifier => "Error getting management controller identifier string!",
        }
    }

    /// The same when it cannot be written.
    fn unwritten(self, failure: Failure) -> Failure {
        match self {
            Self::AssetTag => failure.line("").line("Error setting asset tag!"),
            Self::Identifier => {
                failure.line("Error setting management controller identifier string!")
            }
        }
    }

    const fn got(self) -> &'static str {
        match self {
            Self::AssetTag => "\n Asset tag: ",
            Self::Identifier => "\n Get Management Controller Identifier String: ",
        }
    }

    const fn set(self) -> &'static str {
        match self {
            Self::AssetTag => "\n Set Asset Tag: ",
            Self::Identifier => "\n Set Management Controller Identifier String Command: ",
        }
    }
}

/// Shows a text: first its length, then part by part.
pub(super) async fn run(kind: Kind, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    // BMCs need not take a count of 0 for the identifier.
    let least = u8::from(kind == Kind::Identifier);
    let said = |failure: Failure| failure.line(kind.unread());
    let first = kind.read(client, 0, least).await;
    let total = first.map_err(|error| said(failed(error)))?.total;
    let mut bytes = Vec::new();
    let mut offset = 0;
    while offset < total {
        let count = MOST_PART.min(total - offset);
        let part = kind.read(client, offset, count).await.and_then(|part| {
            let short = wire::Error::Short("text that was asked for");
            let source = Error::Wire { command: kind.name(), source: short };
            part.bytes.get(..count.into()).map(<[u8]>::to_vec).ok_or(source)
        });
        bytes.extend(part.map_err(|error| said(begin(failed(error), kind.got(), &bytes)))?);
        offset += count;
    }
    out.show(&Shown::new(kind, kind.got(), bytes))
}

/// Puts what was read or written before the failure in front of what it prints.
fn begin(failure: Failure, label: &str, bytes: &[u8]) -> Failure {
    let printed = [label.as_bytes(), bytes, failure.printed()].concat();
    failure.printing(printed)
}

/// A change of a text.
#[derive(Clone, Debug)]
pub struct Set {
    kind: Kind,
    bytes: Vec<u8>,
}

impl Set {
    pub(super) fn parse(kind: Kind, text: &str) -> Result<Self, Failure> {
        let mut bytes = text.as_bytes().to_vec();
        if kind == Kind::Identifier {
            bytes.push(0);
        }
        if bytes.len() > MOST {
            return Err(kind.unwritten(Failure::usage("\nValue is too long.")));
        }
        Ok(Self { kind, bytes })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { kind, bytes } = self;
        let mut offset = 0;
        loop {
            let rest = bytes.get(offset..).unwrap_or_default();
            let part: Vec<u8> = rest.iter().copied().take(MOST_PART.into()).collect();
            let (at, len) = (u8::try_from(offset).unwrap_or(u8::MAX), part.len());
            if let Err(error) = kind.write(client, at, part).await {
                let done = bytes.get(..offset).unwrap_or_default();
                return Err(kind.unwritten(begin(failed(error), kind.set(), done)));
            }
            offset += len;
            if offset >= bytes.len() {
                break;
            }
        }
        out.show(&Shown::new(kind, kind.set(), bytes))
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    kind: Kind,
    text: String,
    length_bytes: usize,
    #[serde(skip)]
    label: &'static str,
    #[serde(skip)]
    bytes: Vec<u8>,
}

impl Shown {
    fn new(kind: Kind, label: &'static str, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned();
        Self { kind, text, length_bytes: bytes.len(), label, bytes }
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(self.label.as_bytes())?;
        w.write_all(&self.bytes)?;
        w.write_all(b"\n\n")
    }
}

/// Bytes of a text, the NUL of the identifier included. DCMI has one less for the asset tag; the
/// BMC may take it.
const MOST: usize = 64;
