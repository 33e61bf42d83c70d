//! The console of an open session, if it has one: its packets in and out.
use std::time::Instant;

use super::active::Active;
use super::console::Output;
use super::link::Received;
use super::{Event, Tools, Transmit};
use crate::wire::sol::Packet;

impl Active {
    /// Sends what the console has to send.
    pub(super) fn drive_console(&mut self, now: Instant, tools: &mut Tools<'_>) {
        let Some(console) = &mut self.console else { return };
        if console.is_silent(now) {
            self.console = None;
            tools.events.push(Event::Console(Output::Silent));
            return;
        }
        let packet = console.poll(now);
        if let Some(packet) = packet {
            self.send_console(&packet, tools);
        }
    }

    /// Takes a packet in. It is acknowledged before anything else is sent.
    pub(super) fn on_console(&mut self, now: Instant, received: &Received, tools: &mut Tools<'_>) {
        let Some(console) = &mut self.console else { return };
        if console.settings.encrypted && !received.encrypted && self.link.is_confidential() {
            return;
        }
        let Ok(packet) = self.link.parse_sol(&received.payload) else { return };
        let mut outputs = Vec::new();
        let pending = console.pending();
        let answer = console.on_packet(now, &packet, &mut outputs);
        if console.pending() < pending {
            outputs.push(Output::Taken);
        }
        if let Some(answer) = answer {
            self.send_console(&answer, tools);
        }
        tools.events.extend(outputs.into_iter().map(Event::Console));
        self.drive_console(now, tools);
    }

    fn send_console(&mut self, packet: &Packet, tools: &mut Tools<'_>) {
        let encrypted = self.console.as_ref().is_some_and(|console| console.settings.encrypted);
        let bytes = self.link.seal_sol(packet, encrypted, tools.random);
        tools.out.push(Transmit { to: self.peer, bytes });
    }
}
