//! Serial over LAN packets of a [`Bmc`], in and out.
use std::time::Instant;

use super::bmc::Bmc;
use super::faults::Fault;
use super::seen::Kind;
use super::serial::Trouble;
use super::sessions::Link;
use crate::wire::sol::Packet;
use crate::wire::v20::PayloadType;

impl Bmc {
    /// Takes a packet of the session that has the console; `None` for one that is dropped.
    pub(super) fn take_sol(
        &mut self,
        now: Instant,
        session: u32,
        encrypted: bool,
        payload: &[u8],
    ) -> Option<()> {
        if !self.arrives(Kind::Sol) {
            return Some(());
        }
        let fits = self.serial.holder() == Some(session);
        if !fits || (self.serial.is_encrypted() && !encrypted) {
            return None;
        }
        let packet = Packet::parse(payload).ok()?;
        let trouble = self.trouble();
        if let Some(answer) = self.serial.take(now, &packet, trouble) {
            self.send_sol(now, session, self.serial.is_encrypted(), &answer);
        }
        Some(())
    }

    /// Sends what the serial side has to tell.
    pub(super) fn drive_serial(&mut self, now: Instant) {
        let Some(session) = self.serial.holder() else { return };
        let trouble = self.trouble();
        if let Some(packet) = self.serial.poll(now, trouble) {
            self.send_sol(now, session, self.serial.is_encrypted(), &packet);
        }
    }

    /// Ends the console, and says so to the session that had it.
    pub(super) fn end_serial(&mut self, now: Instant) {
        if let Some((session, encrypted, packet)) = self.serial.deactivate() {
            self.send_sol(now, session, encrypted, &packet);
        }
    }

    /// True while somebody wants the machine's console. Then it is to be opened, and
    /// [`Self::set_console_attached`] told.
    pub fn wants_console(&mut self) -> bool {
        self.serial.holder().is_some() && self.serial.machine().is_some()
    }

    /// The machine's console is there, or not any more.
    pub fn set_console_attached(&mut self, attached: bool) {
        if let Some(machine) = self.serial.machine() {
            machine.missing = !attached;
            if !attached {
                machine.input.clear();
            }
        }
    }

    /// Takes what the machine's console says; not more than [`Self::console_room`].
    pub fn handle_console_output(&mut self, data: &[u8]) {
        self.serial.output(data);
    }

    /// How many characters of the machine's console there is room for.
    pub fn console_room(&self) -> usize {
        self.serial.room()
    }

    /// Characters for the machine's console, the first of those that wait. What was written is
    /// taken away with [`Self::console_input_written`].
    pub fn console_input(&mut self) -> &[u8] {
        self.serial.machine().map_or(&[], |machine| machine.input.as_slices().0)
    }

    /// So many of the characters were written to the machine's console.
    pub fn console_input_written(&mut self, count: usize) {
        if let Some(machine) = self.serial.machine() {
            machine.input.drain(..count.min(machine.input.len()));
        }
    }

    fn send_sol(&mut self, now: Instant, session: u32, encrypted: bool, packet: &Packet) {
        let mut payload = Vec::new();
        packet.emit(&mut payload);
        let Some(session) = self.sessions.get_mut(session) else { return };
        let peer = session.peer;
        let Link::V20(link) = &mut session.link else { return };
        let kind = (PayloadType::Sol, encrypted);
        let datagram = link.seal(kind, &payload, &mut self.rng, &self.faults);
        self.send(now, Kind::Sol, peer, datagram);
    }

    fn trouble(&self) -> Trouble {
        let every = |pick: fn(&Fault) -> Option<u32>| self.faults.find(pick).unwrap_or(0);
        Trouble {
            nack_every: every(|f| if let Fault::SolNack(n) = f { Some(*n) } else { None }),
            overrun_every: every(|f| if let Fault::SolOverrun(n) = f { Some(*n) } else { None }),
            grow: self.faults.has(&Fault::SolGrow),
            off: if self.state.hosted.is_some() {
                !self.serial.takes_characters()
            } else {
                !self.state.chassis.power
            },
        }
    }
}
