//! Sensor data records: the repository, or the BMC's device SDRs.
use super::model::{Model, Record};
use super::reservation::Reservation;

/// The records and what can happen to them.
#[derive(Clone, Debug)]
pub struct Repository {
    /// In the order of the chain.
    pub records: Vec<Record>,
    /// The present reservation.
    pub reservation: Reservation,
    /// Time of the last addition.
    pub added: u32,
    /// Time of the last erasure.
    pub erased: u32,
    /// It is not as the model had it.
    pub changed: bool,
    /// The present reservation of device SDRs beside it.
    pub(super) devices: Reservation,
    /// A record that Partial Add SDR has begun.
    pub(super) partial: Option<(u16, Vec<u8>)>,
    loop_to: Option<u16>,
    endless: bool,
    capacity: usize,
}

impl Repository {
    /// The records of a model.
    pub fn new(model: &Model) -> Self {
        Self {
            records: model.records.clone(),
            reservation: Reservation::default(),
            added: model.sdr.added,
            erased: model.sdr.erased,
            changed: false,
            devices: Reservation::default(),
            partial: None,
            loop_to: model.sdr.loop_to,
            endless: model.sdr.endless,
            capacity: usize::from(model.sdr.capacity),
        }
    }

    /// The record of an ID, as bytes, and the ID of the next one. 0 is the first, `0xffff` the
    /// last.
    pub fn find(&self, id: u16) -> Option<(Vec<u8>, u16)> {
        if self.endless {
            let wanted = if id == 0 { 1 } else { id };
            let count = self.records.len();
            let at = usize::from(wanted - 1).checked_rem(count)?;
            let mut bytes = self.records.get(at)?.bytes.clone();
            for (to, from) in bytes.iter_mut().zip(wanted.to_le_bytes()) {
                *to = from;
            }
            let next = if wanted >= 0xfffe { 1 } else { wanted + 1 };
            return Some((bytes, next));
        }
        find(&self.records, id, self.loop_to.unwrap_or(0xffff))
    }

    /// Puts a record at the end, with an ID of its own. `None` when there is no room.
    pub fn add(&mut self, mut bytes: Vec<u8>, now: u32) -> Option<u16> {
        if self.used() + bytes.len() > self.capacity {
            return None;
        }
        let highest = self.records.iter().map(|record| record.id).max().unwrap_or(0);
        let id = highest.checked_add(1).filter(|id| *id < 0xffff)?;
        for (to, from) in bytes.iter_mut().zip(id.to_le_bytes()) {
            *to = from;
        }
        self.records.push(Record { id, bytes });
        self.added = now;
        self.touch();
        Some(id)
    }

    /// Takes a record out; false when there is none.
    pub fn delete(&mut self, id: u16, now: u32) -> bool {
        let Some(at) = self.records.iter().position(|record| record.id == id) else { return false };
        self.records.remove(at);
        self.erased = now;
        self.touch();
        true
    }

    /// Takes all records out. The reservation stays: the status is asked for with it.
    pub fn clear(&mut self, now: u32) {
        self.records.clear();
        (self.erased, self.changed) = (now, true);
    }

    /// Puts other records in place of all.
    pub fn restore(&mut self, added: u32, erased: u32) {
        self.records.clear();
        (self.added, self.erased, self.changed) = (added, erased, true);
    }

    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.records.iter().map(|record| record.bytes.len()).sum()
    }

    fn touch(&mut self) {
        self.changed = true;
        self.reservation.cancel();
    }
}

/// The record of an ID, as bytes, and the ID of the next one; `end` after the last. 0 is the first
/// record, `0xffff` the last.
pub(super) fn find(records: &[Record], id: u16, end: u16) -> Option<(Vec<u8>, u16)> {
    let at = match id {
        0 => 0,
        0xffff => records.len().checked_sub(1)?,
        _ => records.iter().position(|record| record.id == id)?,
    };
    let record = records.get(at)?;
    let next = records.get(at + 1).map_or(end, |next| next.id);
    Some((record.bytes.clone(), next))
}
