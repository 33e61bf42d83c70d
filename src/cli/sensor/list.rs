//! `sensor list`, and `sensor` without words.
use super::block::Block;
use super::fetch::{self, Depth};
use super::find;
use super::row::Row;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out};
use crate::transport::Client;

/// Shows all sensors with readings and thresholds.
#[derive(Clone, Debug)]
pub struct List {
    source: Source,
}

impl List {
    pub(super) fn new(context: &Context) -> Self {
        Self { source: context.records.clone() }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let sensors = find::sensors(&self.source, client, out).await?;
        let verbose = out.verbosity() > 0;
        let blocks = verbose && out.format() != Format::Csv;
        let depth = if blocks { Depth::Events } else { Depth::Thresholds };
        let mut rows = out.rows();
        fetch::ask(client, sensors, depth, &mut |seen| {
            if blocks { rows.push(&Block::new(seen)) } else { rows.push(&Row::new(seen, verbose)) }
        })
        .await?;
        rows.finish()
    }
}
