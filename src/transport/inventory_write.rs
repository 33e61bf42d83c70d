//! Writes to FRU inventories (IPMI v2.0 §34.3): what differs, in small blocks, and what is not
//! known to have arrived is read back.
use std::ops::Range;

use super::inventory_area::{Inventory, Sizes, patiently};
use super::{Client, Request, Target, reads};
use crate::cmd::storage::fru::{AreaInfo, WRITE_PROTECTED, WriteFruData};
use crate::error::Error;
use crate::wire::completion::CompletionCode;

/// One inventory that is written to.
#[derive(Clone, Debug)]
pub struct Writer {
    target: Target,
    id: u8,
    /// Bytes that offsets and lengths are counted in: 1 or 2.
    unit: usize,
    /// Most bytes of one write.
    block: usize,
    /// What is done where writing is forbidden.
    protected: Protected,
}

/// What is done where the device says that it is write-protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protected {
    /// Nothing more is written.
    Stop,
    /// What lies behind is written all the same.
    Skip,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Bytes that the device took.
    pub bytes: usize,
    /// Where it did not let itself be written to.
    pub refused: Vec<Range<usize>>,
}

impl Writer {
    /// A writer for an inventory with that information.
    pub const fn new(target: Target, id: u8, info: AreaInfo, protected: Protected) -> Self {
        Self { target, id, unit: if info.words { 2 } else { 1 }, block: BLOCK, protected }
    }

    /// Writes what differs between the bytes that are there and those that shall be.
    ///
    /// # Errors
    /// Those of [`Client::send`]; some bytes may have been written then. With
    /// [`Protected::Skip`] a place that is write-protected is no error.
    pub async fn write(
        &mut self,
        client: &mut Client,
        old: &[u8],
        new: &[u8],
    ) -> Result<Written, Error> {
        let mut written = Written::default();
        for range in differences(old, new, self.unit) {
            let mut at = range.start;
            while at < range.end {
                let end = ((at / self.block + 1) * self.block).min(range.end);
                let data = new.get(at..end).unwrap_or_default();
                match self.block(client, at, data).await {
                    Ok(count) => {
                        written.bytes += count;
                        at += count;
                    }
                    Err(error) if is_size(&error) && data.len() > self.unit => {
                        self.block = (data.len().next_power_of_two() / 2).max(self.unit);
                    }
                    Err(Error::Completion { code, .. })
                        if code.0 == WRITE_PROTECTED && self.protected == Protected::Skip =>
                    {
                        join(&mut written.refused, at..end);
                        at = end;
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(written)
    }

    /// Writes one block; gives how many bytes of it were taken.
    async fn block(&self, client: &mut Client, at: usize, data: &[u8]) -> Result<usize, Error> {
        let offset = u16::try_from(at / self.unit).unwrap_or(u16::MAX);
        let command = WriteFruData { id: self.id, offset, data: data.to_vec() };
        let mut tries = 0;
        loop {
            let sent = patiently(client, Request::of(&command, self.target)).await;
            match sent.and_then(|response| reads::parse::<WriteFruData>(&response)) {
                // Some say 0, or count in other units.
                Ok(count) => match usize::from(count) * self.unit {
                    some if (1..data.len()).contains(&some) => return Ok(some),
                    _ => return Ok(data.len()),
                },
                Err(error @ Error::OutcomeUnknown(_)) => {
                    if self.is_there(client, at, data).await? {
                        return Ok(data.len());
                    }
                    // The same bytes at the same place: once more does no harm.
                    if tries == TRIES {
                        return Err(error);
                    }
                    tries += 1;
                }
                Err(Error::Wire { .. }) if self.is_there(client, at, data).await? => {
                    return Ok(data.len());
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Reads a block back.
    async fn is_there(&self, client: &mut Client, at: usize, data: &[u8]) -> Result<bool, Error> {
        let mut inventory = Inventory::open(client, self.target, self.id).await?;
        let range = at..at + data.len();
        Ok(inventory.read(client, &mut Sizes::default(), range).await? == data)
    }
}

/// Where two images differ, each range from the first to the last byte of neighbouring blocks
/// that do. The new one may be shorter; where the old one is, all counts as different.
pub fn differences(old: &[u8], new: &[u8], unit: usize) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (index, block) in new.chunks(BLOCK).enumerate() {
        let start = index * BLOCK;
        let differs = |at: &usize| old.get(start + at) != block.get(*at);
        let first = (0..block.len()).find(differs);
        let last = (0..block.len()).rfind(differs);
        if let (Some(first), Some(last)) = (first, last) {
            let end = (last + 1).next_multiple_of(unit).min(block.len());
            join(&mut all, start + first / unit * unit..start + end);
        }
    }
    all
}

/// Adds a range behind others.
fn join(all: &mut Vec<Range<usize>>, range: Range<usize>) {
    match all.last_mut() {
        Some(before) if before.end == range.start => before.end = range.end,
        _ => all.push(range),
    }
}

/// The block was too long.
fn is_size(error: &Error) -> bool {
    matches!(error, Error::Completion { code, .. } if SIZE_CODES.contains(code))
}

/// A page of the smallest EEPROMs, which begin again at its start when a write is longer.
const BLOCK: usize = 16;
/// How often a block is written anew when it is known not to have arrived.
const TRIES: u32 = 2;
const SIZE_CODES: &[CompletionCode] =
    &[CompletionCode::LENGTH, CompletionCode::FIELD_LENGTH, CompletionCode::CANNOT_RETURN];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written() {
        let old = [0; 64];
        let mut new = old;
        assert_eq!(differences(&old, &new, 1), []);
        (new[3], new[7], new[40]) = (1, 1, 1);
        assert_eq!(differences(&old, &new, 1), [3..8, 40..41]);
        assert_eq!(differences(&old, &new, 2), [2..8, 40..42]);
        (new[15], new[16]) = (1, 1);
        assert_eq!(differences(&old, &new, 1), [3..17, 40..41]);
    }

    #[test]
    fn what_is_not_known_differs() {
        assert_eq!(differences(&[0; 20], &[0; 40], 1), std::slice::from_ref(&(20..40)));
        assert_eq!(differences(&[0; 40], &[0; 20], 1), []);
        assert_eq!(differences(&[], &[0; 5], 2), std::slice::from_ref(&(0..5)));
    }
}
