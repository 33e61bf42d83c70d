//! Reservations (IPMI v2.0 §33.11): one at a time, cancelled by changes.

/// The present reservation of a repository or log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reservation {
    last: u16,
    valid: bool,
    reads: u32,
}

impl Reservation {
    /// A new reservation, in place of the one before. Never 0.
    pub fn reserve(&mut self) -> u16 {
        self.last = self.last.checked_add(1).unwrap_or(1);
        self.valid = true;
        self.last
    }

    /// Ends it.
    pub fn cancel(&mut self) {
        self.valid = false;
    }

    /// True for the ID of the present reservation.
    pub fn holds(&self, id: u16) -> bool {
        self.valid && id == self.last
    }

    /// Counts a read with a reservation; every so many end it.
    pub fn read(&mut self, id: u16, cancel_every: u32) -> bool {
        self.reads = self.reads.wrapping_add(1);
        if cancel_every > 0 && self.reads.is_multiple_of(cancel_every) {
            self.cancel();
        }
        self.holds(id)
    }
}
