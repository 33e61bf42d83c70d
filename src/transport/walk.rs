//! Walks over sensor data records.
use super::Client;
use crate::cmd::storage::repository::{GetSdr, ReserveSdrRepository};
use crate::error::Error;

/// A walk over all records, in the order of the repository's chain.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    reservation: Option<u16>,
    next: u16,
    steps: u32,
}

impl Walk {
    /// The next record as it came, header included: at least 5 bytes, and no more than its
    /// header says. `None` after the last.
    ///
    /// # Errors
    /// Those of [`Client::send`].
    pub async fn next(&mut self, client: &mut Client) -> Result<Option<Vec<u8>>, Error> {
        if self.next == LAST || self.steps > MOST_RECORDS {
            return Ok(None);
        }
        let reservation = match self.reservation {
            Some(reservation) => reservation,
            None => client.send(&ReserveSdrRepository).await?,
        };
        self.reservation = Some(reservation);
        let record = self.next;
        let head = client.send(&GetSdr { reservation, record, offset: 0, count: 5 }).await?;
        let mut bytes = head.data;
        let len = 5 + usize::from(bytes.get(4).copied().unwrap_or(0));
        while bytes.len() < len {
            let count = u8::try_from((len - bytes.len()).min(16)).unwrap_or(16);
            let offset = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
            let part = client.send(&GetSdr { reservation, record, offset, count }).await?;
            if part.data.is_empty() {
                break;
            }
            bytes.extend(part.data);
        }
        bytes.truncate(len);
        self.next = head.next;
        self.steps += 1;
        Ok(Some(bytes))
    }
}

const LAST: u16 = 0xffff;
const MOST_RECORDS: u32 = 0xffff;
