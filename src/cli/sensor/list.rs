//! `sensor list`, and `sensor` without words.
use super::block::Block;
use super::row::Row;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out};
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::sweep::{Depth, Sweep};
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
        let mut walk = self.source.open(client, out).await?;
        let verbose = out.verbosity() > 0;
        let blocks = verbose && out.format() != Format::Csv;
        let depth = if blocks { Depth::Everything } else { Depth::Thresholds };
        let wanted = |entry: &Entry| entry.sensor().is_some();
        let mut rows = out.rows();
        let swept = Sweep::new(&wanted, depth)
            .run(client, &mut walk, &mut |entry| {
                if blocks {
                    rows.push(&Block::new(entry))
                } else {
                    rows.push(&Row::new(entry, verbose))
                }
            })
            .await;
        rows.finish()?;
        swept
    }
}
