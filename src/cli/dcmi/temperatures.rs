//! `dcmi get_temp_reading`.
use std::io::{self, Write};

use serde::Serialize;

use super::ENTITIES;
use super::failed::failed;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cmd::dcmi::sensors::{GetTemperatures, Temperature};
use crate::transport::Client;

/// Shows the temperatures of all entities. To IPMItool an entity that cannot be read is no
/// failure.
pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut rows = out.rows();
    rows.print(b"\n\tEntity ID\t\t\tEntity Instance\t   Temp. Readings")?;
    let mut bad = None;
    for (entity, _, name) in ENTITIES {
        let (read, end) = read(client, entity).await;
        for temperature in read {
            rows.push(&Row::new(entity, name, temperature))?;
        }
        if let Err(failure) = end {
            rows.print(failure.printed())?;
            match failure.error() {
                Some(error) if error.completion_code().is_some() => {
                    failure.lines().for_each(|line| rows.note(line));
                }
                _ => {
                    bad.get_or_insert(failure.printing(Vec::new()));
                }
            }
        }
    }
    rows.print(b"\n")?;
    rows.finish()?;
    bad.map_or(Ok(()), Err)
}

/// The temperatures of an entity, eight by eight, and why there are no more.
async fn read(client: &mut Client, entity: u8) -> (Vec<Temperature>, Result<(), Failure>) {
    let mut all: Vec<Temperature> = Vec::new();
    let mut start = 0;
    loop {
        let page = match client.send(&GetTemperatures { entity, start }).await {
            Ok(page) => page,
            Err(error) => return (all, Err(failed(error))),
        };
        let before = all.len();
        for one in page.items {
            if !all.iter().any(|other| other.instance == one.instance) {
                all.push(one);
            }
        }
        if all.len() >= page.total.into() {
            return (all, Ok(()));
        }
        start = match u8::try_from(all.len() + 1) {
            Ok(start) if all.len() > before => start,
            _ => return (all, Err(super::incomplete(page.total))),
        };
    }
}

#[derive(Debug, Serialize)]
struct Row {
    entity: &'static str,
    entity_id: u8,
    entity_instance: u8,
    temperature_celsius: i16,
    #[serde(skip)]
    negative: bool,
}

impl Row {
    fn new(entity_id: u8, entity: &'static str, read: Temperature) -> Self {
        Self {
            entity,
            entity_id,
            entity_instance: read.instance,
            temperature_celsius: read.celsius(),
            negative: read.negative,
        }
    }
}

impl Render for Row {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let sign = if self.negative { '-' } else { '+' };
        let (instance, degrees) = (self.entity_instance, self.temperature_celsius.unsigned_abs());
        write!(w, "\n{}\t\t{instance}\t\t{sign}{degrees} C", self.entity)
    }
}
