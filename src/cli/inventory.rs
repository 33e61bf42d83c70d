//! Where a command's sensor data records come from: a file, the cache, the BMC.
use super::failure::Failure;
use super::out::Out;
use crate::error::Error;
use crate::transport::{Client, walk};

/// What the options say about records.
#[derive(Clone, Debug, Default)]
pub struct Source {}

impl Source {
    /// Begins a walk over all records.
    ///
    /// # Errors
    /// What to say when the repository cannot be read at all.
    #[allow(clippy::unused_async, reason = "the cache is yet to come")]
    pub async fn open(&self, client: &mut Client, out: &mut Out<'_>) -> Result<Walk, Failure> {
        let _ = (client, out);
        Ok(Walk { wire: walk::Walk::new(walk::Store::Repository, 0, Vec::new(), 32) })
    }
}

/// A walk over records, wherever they come from.
#[derive(Debug)]
pub struct Walk {
    wire: walk::Walk,
}

impl Walk {
    /// The next record as it came, header included; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn next(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Error> {
        self.wire.next(client).await
    }

    /// All records that are left.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn rest(&mut self, client: &mut Client) -> Result<Vec<Vec<u8>>, Error> {
        let mut records = Vec::new();
        while let Some(record) = self.next(client).await? {
            records.push(record);
        }
        Ok(records)
    }
}
