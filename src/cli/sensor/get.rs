//! `sensor get`.
use super::block::Block;
use super::find::find;
use super::row::Row;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out};
use crate::cli::sdr::sweep::{Depth, Sweep};
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
        let missing = |name: &str| format!("Sensor data record \"{name}\" not found!");
        let (found, failure) = find(&self.source, &self.names, client, out, missing).await?;
        let csv = out.format() == Format::Csv;
        let depth = if csv { Depth::Thresholds } else { Depth::Everything };
        let entries = found.into_iter().map(|(_, entry)| entry).collect();
        let mut unreadable = false;
        let mut rows = out.rows();
        let swept = Sweep::new(&|_| true, depth)
            .these(client, entries, &mut |entry| {
                unreadable |= entry.sensed.is_some_and(|sensed| !sensed.is_valid());
                match entry.sensor() {
                    Some(_) if csv => rows.push(&Row::new(entry, true)),
                    _ => rows.push(&Block::new(entry)),
                }
            })
            .await;
        rows.finish()?;
        swept?;
        match failure {
            Some(failure) => Err(failure),
            None if unreadable => Err(Failure::result("")),
            None => Ok(()),
        }
    }
}

const USAGE: &str = "\
sensor get <id> ... [id]
   id        : name of the sensor";
