//! `sensor get`.
use super::block::Block;
use super::fetch::{self, Depth};
use super::find::{self, Found};
use super::row::Row;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out};
use crate::model::sdr::Record;
use crate::transport::Client;

/// Shows some sensors in full.
#[derive(Clone, Debug)]
pub struct Get {
    source: Source,
    names: Vec<String>,
}

impl Get {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage("Not enough parameters given.").line(USAGE)),
            ["help", ..] => Err(Failure::help(USAGE)),
            names => Ok(Self {
                source: context.records.clone(),
                names: names.iter().map(|name| (*name).to_owned()).collect(),
            }),
        }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        out.plain("Locating sensor record...")?;
        let found = find::find(&self.source, &self.names, client, out).await?;
        let mut good = true;
        let mut sensors = Vec::new();
        for (name, found) in self.names.iter().zip(found) {
            match found {
                Some(Found { record: Record::Sensor(sensor), .. }) => sensors.push(*sensor),
                Some(_) => {}
                None => {
                    out.note(format!("Sensor data record \"{name}\" not found!"));
                    good = false;
                }
            }
        }
        let csv = out.format() == Format::Csv;
        let depth = if csv { Depth::Thresholds } else { Depth::Events };
        let mut rows = out.rows();
        fetch::ask(client, sensors, depth, &mut |seen| {
            good &= seen.sensed.is_valid();
            if csv { rows.push(&Row::new(seen, true)) } else { rows.push(&Block::new(seen)) }
        })
        .await?;
        rows.finish()?;
        if good { Ok(()) } else { Err(Failure::result("")) }
    }
}

const USAGE: &str = "\
sensor get <id> ... [id]
   id        : name of the sensor";
