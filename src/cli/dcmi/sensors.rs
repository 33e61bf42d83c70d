//! `dcmi sensors`: the records of temperature sensors, by entity.
use std::io::{self, Write};

use serde::Serialize;

use super::ENTITIES;
use super::failed::failed;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::row::{Row, Shape};
use crate::cli::sdr::sweep::{Depth, Sweep};
use crate::cmd::dcmi::sensors::GetSensorInfo;
use crate::transport::Client;

/// `dcmi sensors`.
#[derive(Clone, Debug)]
pub struct Sensors {
    pub(super) source: Source,
}

impl Sensors {
    /// Shows all entities. The last one decides about the exit status, as in IPMItool.
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut groups = Vec::new();
        let mut last = Ok(());
        for (entity, name, _) in ENTITIES {
            match ids(client, entity).await {
                Ok(ids) => {
                    last = Ok(());
                    groups.push((entity, name, ids));
                }
                Err(failure) => {
                    if let Err(before) = std::mem::replace(&mut last, Err(failure)) {
                        before.lines().for_each(|line| out.note(line));
                    }
                }
            }
        }
        let entries = self.entries(client, out, &groups).await?;
        let verbose = out.verbosity() > 0;
        let mut rows = out.rows();
        for (entity_id, entity, ids) in groups {
            let (count, plural) = (ids.len(), if ids.len() > 1 { "s" } else { "" });
            let heading = format!("\n{entity}: {count} temperature sensor{plural} found:\n");
            rows.print(heading.as_bytes())?;
            for record_id in ids {
                let entry = entries.iter().find(|entry| entry.header.id == record_id);
                let shape = Shape { extended: false, verbose };
                let row = entry.map(|entry| Row { entry, shape });
                rows.push(&Sensor {
                    dcmi_entity: entity,
                    dcmi_entity_id: entity_id,
                    record_id,
                    row,
                })?;
            }
        }
        rows.print(b"\n")?;
        rows.finish()?;
        last
    }

    /// The records of these IDs, with readings.
    async fn entries(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        groups: &[(u8, &str, Vec<u16>)],
    ) -> Result<Vec<Entry>, Failure> {
        let mut entries = Vec::new();
        if groups.iter().all(|(.., ids)| ids.is_empty()) {
            return Ok(entries);
        }
        let depth = if out.verbosity() > 0 { Depth::Events } else { Depth::Readings };
        let mut walk = match self.source.open(client, out).await {
            Ok(walk) => walk,
            Err(failure) => {
                failure.lines().for_each(|line| out.note(line));
                return Ok(entries);
            }
        };
        let wanted = |entry: &Entry| groups.iter().any(|(.., ids)| ids.contains(&entry.header.id));
        let mut take = |entry: &Entry| {
            entries.push(entry.clone());
            Ok(())
        };
        Sweep::new(&wanted, depth).run(client, &mut walk, &mut take).await?;
        Ok(entries)
    }
}

/// Record IDs of an entity's sensors, eight by eight.
async fn ids(client: &mut Client, entity: u8) -> Result<Vec<u16>, Failure> {
    let mut all: Vec<u16> = Vec::new();
    let mut start = 0;
    loop {
        let page = client.send(&GetSensorInfo { entity, start }).await.map_err(failed)?;
        let before = all.len();
        for id in page.items {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        if all.len() >= page.total.into() {
            return Ok(all);
        }
        start = match u8::try_from(all.len() + 1) {
            Ok(start) if all.len() > before => start,
            _ => return Err(super::incomplete(page.total)),
        };
    }
}

#[derive(Debug, Serialize)]
struct Sensor<'e> {
    dcmi_entity: &'static str,
    dcmi_entity_id: u8,
    record_id: u16,
    /// `None` when there is no such record.
    #[serde(flatten)]
    row: Option<Row<'e>>,
}

impl Render for Sensor<'_> {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        write!(w, "Record ID 0x{:04x}: ", self.record_id)?;
        self.row.as_ref().map_or(Ok(()), |row| row.text(w))
    }

    fn csv(&self, w: &mut dyn Write) -> io::Result<()> {
        write!(w, "Record ID 0x{:04x}: ", self.record_id)?;
        self.row.as_ref().map_or(Ok(()), |row| row.csv(w))
    }
}
