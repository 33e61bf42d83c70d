//! `fru print`: what is in one inventory, or in all.
use super::brief::Brief;
use super::device::{Device, Kind, Place};
use super::storage::{Content, Depth, fetch};
use super::{fru_id, locators};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::{Source, Walk};
use crate::cli::out::{Format, Out, Rows};
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::sweep::walk_failed;
use crate::cmd::app::device::GetDeviceId;
use crate::error::Error;
use crate::transport::Client;
use crate::transport::inventory_area::Sizes;

/// Shows one inventory, or all.
#[derive(Clone, Debug)]
pub struct Print {
    source: Source,
    id: Option<u8>,
}

impl Print {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let id = match words {
            [] => None,
            ["help", ..] => Err(Failure::help(USAGE))?,
            [id, ..] => Some(fru_id(id)?),
        };
        Ok(Self { source: context.records.clone(), id })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let format = out.format();
        let deep = out.verbosity() > 0 || format == Format::Json;
        let depth = if deep { Depth::Records } else { Depth::Areas };
        let mut reader = Reader { client, sizes: Sizes::default(), depth };
        match self.id {
            Some(id) => {
                let device = reader.read(Place::single(id)).await;
                let mut rows = out.rows();
                let failure = push(&mut rows, device, format)?;
                rows.finish()?;
                failure.map_or(Ok(()), Err)
            }
            None => self.all(&mut reader, out).await,
        }
    }

    /// The BMC's own, then what the records name, in their order. No failure when anything could
    /// be shown.
    async fn all(&self, reader: &mut Reader<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
        let format = out.format();
        out.plain(BUILTIN)?;
        let support = reader.client.send(&GetDeviceId).await.map_err(no_device_id)?.support;
        let own = if support.has(FRU_INVENTORY) {
            Some(reader.read(Place::builtin()).await)
        } else {
            None
        };
        // What is text appears before the records are looked for.
        let (mut shown, mut failure) = (0, None);
        let mut held = None;
        match own {
            Some(device) if is_text(format) => {
                failure = push(&mut out.rows(), device, format)?;
                shown += usize::from(failure.is_none());
            }
            other => held = other,
        }
        let opened = self.source.open_locators(reader.client, out).await;
        let mut rows = out.rows();
        if let Some(device) = held {
            failure = push(&mut rows, device, format)?;
            shown += usize::from(failure.is_none());
        }
        let walked = match opened {
            Ok(mut walk) => {
                reader
                    .walk(&mut walk, &mut |device| {
                        match push(&mut rows, device, format)? {
                            Some(other) => failure = Some(other),
                            None => shown += 1,
                        }
                        Ok(())
                    })
                    .await
            }
            Err(error) => Err(error),
        };
        rows.finish()?;
        walked?;
        match failure {
            Some(failure) if shown == 0 => Err(failure),
            _ => Ok(()),
        }
    }
}

/// Reads inventories.
struct Reader<'c> {
    client: &'c mut Client,
    sizes: Sizes,
    depth: Depth,
}

impl Reader<'_> {
    async fn read(&mut self, place: Place) -> Device {
        let content = match place.kind {
            Kind::Unsupported(..) => Content::Unsupported,
            _ => fetch(self.client, &mut self.sizes, &place, self.depth).await,
        };
        Device { place, content, verbose: self.depth == Depth::Records }
    }

    /// The inventories that records name.
    async fn walk(
        &mut self,
        walk: &mut Walk,
        show: &mut dyn FnMut(Device) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let route = self.client.config().route;
        while let Some(record) = walk.next(self.client).await.map_err(walk_failed)? {
            let entry = Entry::parse(&record);
            if let Some(place) = entry.and_then(|entry| locators::place(&entry, route)) {
                show(self.read(place).await)?;
            }
        }
        Ok(())
    }
}

fn is_text(format: Format) -> bool {
    matches!(format, Format::Text | Format::Csv)
}

/// Shows an inventory; gives what is wrong when there is nothing to see.
fn push(
    rows: &mut Rows<'_, '_>,
    device: Device,
    format: Format,
) -> Result<Option<Failure>, Failure> {
    match format {
        Format::Table => rows.push(&Brief::new(&device))?,
        _ => rows.push(&device)?,
    }
    let text = is_text(format);
    Ok(match device.content {
        Content::Areas(storage) => {
            storage.complaints.iter().for_each(|line| rows.note(line));
            None
        }
        Content::Spd(_) => None,
        Content::Absent(error) => Some(not_present(error, text)),
        // As IPMItool does.
        Content::Unreadable(error) => Some(not_present(error, text).with_status(0)),
        Content::Odd(line) => {
            if !line.is_empty() {
                rows.note(&line);
            }
            Some(Failure::result(""))
        }
        Content::Unsupported => Some(Failure::result("")),
    })
}

/// In text, the line is among the results.
fn not_present(error: Error, text: bool) -> Failure {
    let line = if text { String::new() } else { error.to_string() };
    Failure::client(error, line)
}

fn no_device_id(error: Error) -> Failure {
    let line = match &error {
        Error::Completion { code, .. } => format!("Get Device ID command failed: {code}"),
        _ => "Get Device ID command failed".to_owned(),
    };
    Failure::client(error, line)
}

/// Additional device support (§20.1): FRU inventory.
const FRU_INVENTORY: u8 = 3;
const BUILTIN: &str = "FRU Device Description : Builtin FRU Device (ID 0)";
const USAGE: &str = "fru print [fru id] - print information about FRU(s)";
