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
            off: !self.state().chassis.power,
        }
    }
}
