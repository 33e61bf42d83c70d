//! Serial over LAN packets of a [`Bmc`], in and out.
use std::net::SocketAddr;
use std::time::Instant;

use super::bmc::Bmc;
use super::faults::Fault;
use super::seen::Kind;
use super::serial::Trouble;
use super::sessions::Link;
use crate::wire::sol::{INTEL_SESSION_BIT, Packet};
use crate::wire::v15;
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
        let packet = match &self.sessions.get(session)?.link {
            Link::V15(_) => Packet::parse_intel(payload),
            Link::V20(_) => Packet::parse(payload),
        };
        let packet = packet.ok()?;
        let trouble = self.trouble();
        if let Some(answer) = self.serial.take(now, &packet, trouble) {
            self.send_sol(now, session, self.serial.is_encrypted(), &answer);
        }
        Some(())
    }

    /// Ends the consoles of sessions that have ended.
    pub(super) fn forget_consoles(&mut self) {
        let gone = |holder| self.sessions.get(holder).is_none();
        if self.serial.holder().is_some_and(gone) {
            self.serial.forget();
        }
        if self.tyan.holder().is_some_and(gone) {
            self.tyan.forget();
        }
    }

    /// True for a packet that is marked as one of Intel's serial over LAN.
    pub(super) fn is_intel_sol(&self, packet: &v15::Packet) -> bool {
        let marked = packet.session_id & INTEL_SESSION_BIT != 0;
        marked && self.sessions.get(packet.session_id).is_none()
    }

    /// Takes a packet of IPMI 1.5 that is marked as one of Intel's serial over LAN.
    pub(super) fn take_intel_sol(
        &mut self,
        now: Instant,
        from: SocketAddr,
        packet: &v15::Packet,
    ) -> Option<()> {
        let session = self.sessions.get_mut(packet.session_id & !INTEL_SESSION_BIT)?;
        let Link::V15(link) = &session.link else { return None };
        // IPMItool sends them without a code in every session.
        let authentic = packet.auth_type == v15::AuthType::None || link.check(packet, true)?;
        if !authentic || session.peer != from || !session.window.accept(packet.sequence) {
            return None;
        }
        session.last_heard = now;
        let id = session.id;
        self.take_sol(now, id, false, &packet.payload)
    }

    /// Sends what the serial side has to tell.
    pub(super) fn drive_serial(&mut self, now: Instant) {
        while let Some((to, datagram)) = self.tyan.poll() {
            self.send(now, Kind::Sol, to, datagram);
        }
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

    /// The machine's console cannot be opened at present. What was taken before somebody looked
    /// waits until it can.
    pub fn set_console_missing(&mut self) {
        if let Some(machine) = self.serial.machine() {
            machine.missing = true;
        }
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
        let Some(session) = self.sessions.get_mut(session) else { return };
        let peer = session.peer;
        let datagram = match &mut session.link {
            Link::V15(link) => {
                packet.emit_intel(&mut payload);
                // IPMItool reads no other than those without a code.
                link.seal(session.id | INTEL_SESSION_BIT, payload, false, &self.faults)
            }
            Link::V20(link) => {
                packet.emit(&mut payload);
                let kind = (PayloadType::Sol, encrypted);
                link.seal(kind, &payload, &mut self.rng, &self.faults)
            }
        };
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
