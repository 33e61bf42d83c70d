//! `sdr get`: records by name, in the long form.
use super::entry::Entry;
use super::row::{Row, Shape};
use super::sweep::Sweep;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::transport::Client;

/// Shows the first record of each name.
#[derive(Clone, Debug)]
pub struct Get {
    pub(super) source: Source,
    pub(super) names: Vec<String>,
}

impl Get {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut walk = match self.source.open(client, out).await {
            Ok(walk) => walk,
            Err(failure) => return Err(self.none_found(failure)),
        };
        let shape = Shape { extended: false, verbose: true };
        let mut rows = out.rows();
        let mut pool: Vec<Vec<u8>> = Vec::new();
        let mut failed = None;
        let mut missing = Vec::new();
        for name in &self.names {
            match find(client, &mut walk, &mut pool, name).await {
                Ok(Some(bytes)) => {
                    let all = |_: &Entry| true;
                    let mut one = Walk::of(bytes);
                    Sweep::new(&all, true)
                        .run(client, &mut one, &mut |entry| rows.push(&Row { entry, shape }))
                        .await?;
                }
            }
        }
        rows.finish()
    }
}
