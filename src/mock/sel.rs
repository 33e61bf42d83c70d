//! The system event log.
use super::model::Model;
use super::reservation::Reservation;

/// The entries and what can happen to them.
#[derive(Clone, Debug)]
pub struct Log {
    /// Record IDs and entries, oldest first.
    pub entries: Vec<(u16, Vec<u8>)>,
    /// The present reservation.
    pub reservation: Reservation,
    /// Time of the last addition.
    pub added: u32,
    /// Time of the last erasure.
    pub erased: u32,
    /// Entries were lost.
    pub overflow: bool,
    /// It is not as the model had it.
    pub changed: bool,
    /// So many status requests until an erasure is done.
    pub(super) erasing: u8,
    /// An entry that Partial Add SEL Entry has begun.
    pub(super) partial: Option<(u16, Vec<u8>)>,
    next_id: u16,
    capacity: usize,
    loop_to: Option<u16>,
    endless: bool,
}

impl Log {
    /// The log of a model.
    pub fn new(model: &Model) -> Self {
        let timed = |(_, entry): &(u16, Vec<u8>)| match entry.as_slice() {
            [_, _, 0x00..0xe0, a, b, c, d, ..] => Some(u32::from_le_bytes([*a, *b, *c, *d])),
            _ => None,
        };
        let real = |time: &u32| (PRE_INIT..u32::MAX).contains(time);
        let highest = model.entries.iter().map(|(id, _)| *id).filter(|id| *id < 0xffff).max();
        Self {
            entries: model.entries.clone(),
            reservation: Reservation::default(),
            added: model.entries.iter().filter_map(timed).filter(real).max().unwrap_or(u32::MAX),
            erased: model.sel.erased,
            overflow: model.sel.overflow,
            changed: false,
            erasing: 0,
            partial: None,
            next_id: highest.map_or(1, |id| id + 1),
            capacity: usize::from(model.sel.capacity),
            loop_to: model.sel.loop_to,
            endless: model.sel.endless,
        }
    }

    /// The entry of an ID and the ID of the next one. 0 is the first, `0xffff` the last.
    pub fn find(&self, id: u16) -> Option<(Vec<u8>, u16)> {
        if self.endless {
            let wanted = if id == 0 { 1 } else { id };
            let at = usize::from(wanted - 1).checked_rem(self.entries.len())?;
            let mut entry = self.entries.get(at)?.1.clone();
            for (to, from) in entry.iter_mut().zip(wanted.to_le_bytes()) {
                *to = from;
            }
            return Some((entry, if wanted >= 0xfffe { 1 } else { wanted + 1 }));
        }
        let at = match id {
            0 => 0,
            0xffff => self.entries.len().checked_sub(1)?,
            _ => self.entries.iter().position(|(own, _)| *own == id)?,
        };
        let (_, entry) = self.entries.get(at)?;
        let end = self.loop_to.unwrap_or(0xffff);
        Some((entry.clone(), self.entries.get(at + 1).map_or(end, |(next, _)| *next)))
    }

    /// Puts an entry at the end, with an ID and, unless its type has none, a time. `None` when
    /// the log is full.
    pub fn add(&mut self, mut entry: [u8; 16], now: u32) -> Option<u16> {
        if self.entries.len() >= self.capacity {
            self.overflow = true;
            return None;
        }
        let id = self.next_id;
        self.next_id = if id >= 0xfffe { 1 } else { id + 1 };
        let [low, high] = id.to_le_bytes();
        let [a, b, kind, times @ .., _, _, _, _, _, _, _, _, _] = &mut entry;
        (*a, *b) = (low, high);
        if *kind < 0xe0 {
            *times = now.to_le_bytes();
        }
        self.entries.push((id, entry.to_vec()));
        self.added = now;
        self.touch();
        Some(id)
    }

    /// Takes an entry out; gives its ID. 0 is the first, `0xffff` the last.
    pub fn delete(&mut self, id: u16, now: u32) -> Option<u16> {
        let at = match id {
            0 => 0,
            0xffff => self.entries.len().checked_sub(1)?,
            _ => self.entries.iter().position(|(own, _)| *own == id)?,
        };
        if at >= self.entries.len() {
            return None;
        }
        let (id, _) = self.entries.remove(at);
        self.erased = now;
        self.touch();
        Some(id)
    }

    /// Takes all entries out.
    pub fn clear(&mut self, now: u32) {
        self.entries.clear();
        (self.overflow, self.next_id, self.erased) = (false, 1, now);
        self.touch();
    }

    /// Takes all entries out, so that others can be put in; the next added one gets `next_id`.
    pub fn restore(&mut self, (added, erased): (u32, u32), next_id: u16, overflow: bool) {
        self.entries.clear();
        (self.added, self.erased, self.overflow) = (added, erased, overflow);
        (self.next_id, self.changed) = (next_id.max(1), true);
    }

    /// The ID that the next added entry gets.
    pub fn next_id(&self) -> u16 {
        self.next_id
    }

    /// How many entries there is room for.
    pub fn free(&self) -> usize {
        self.capacity.saturating_sub(self.entries.len())
    }

    fn touch(&mut self) {
        self.changed = true;
        self.reservation.cancel();
    }
}

/// Times below are seconds since the BMC started (§37.1).
const PRE_INIT: u32 = 0x2000_0000;
