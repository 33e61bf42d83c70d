//! `fru print`: what is in one inventory, or in all.
use super::device::{Device, Place};
use super::fru_id;
use super::storage::{Depth, fetch};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out};
use crate::transport::inventory_area::Sizes;
use crate::transport::{Client, Target};

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
        let deep = out.verbosity() > 0 || matches!(out.format(), Format::Json | Format::Table);
        let depth = if deep { Depth::Records } else { Depth::Areas };
        let mut sizes = Sizes::default();
        let place = Place { target: Target::SESSION, id: self.id.unwrap_or(0), name: None };
        let content = fetch(client, &mut sizes, &place, depth).await;
        let mut rows = out.rows();
        rows.push(&Device { place, content })?;
        rows.finish()
    }
}

const USAGE: &str = "fru print [fru id] - print information about FRU(s)";
