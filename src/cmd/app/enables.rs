//! BMC global enables: what the BMC tells its own system by interrupt, buffer and log
//! (IPMI v2.0 §22.1, §22.2).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// The global enables, one bit for each (§22.1, table 22-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlobalEnables(pub u8);

impl GlobalEnables {
    /// Interrupt when the receive message queue holds something.
    pub const RECEIVE_QUEUE_INTERRUPT: u8 = 0x01;
    /// Interrupt when the event message buffer is full.
    pub const EVENT_BUFFER_INTERRUPT: u8 = 0x02;
    /// Event message buffer.
    pub const EVENT_BUFFER: u8 = 0x04;
    /// System event log.
    pub const EVENT_LOG: u8 = 0x08;
    /// The maker's first bit.
    pub const OEM_0: u8 = 0x20;
    /// The maker's second bit.
    pub const OEM_1: u8 = 0x40;
    /// The maker's third bit.
    pub const OEM_2: u8 = 0x80;

    /// True when all bits of `mask` are set.
    pub const fn has(self, mask: u8) -> bool {
        self.0 & mask == mask
    }

    /// The same with the bits of `mask` on or off.
    #[must_use]
    pub const fn with(self, mask: u8, on: bool) -> Self {
        if on { Self(self.0 | mask) } else { Self(self.0 & !mask) }
    }
}

/// Sets the global enables (§22.1).
#[derive(Clone, Copy, Debug)]
pub struct SetGlobalEnables(pub GlobalEnables);

impl Command for SetGlobalEnables {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x2e;
    const NAME: &'static str = "Set Global Enables";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0.0);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks for the global enables (§22.2).
#[derive(Clone, Copy, Debug)]
pub struct GetGlobalEnables;

impl Command for GetGlobalEnables {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x2f;
    const NAME: &'static str = "Get Global Enables";
    type Response = GlobalEnables;

    fn emit(&self, _out: &mut Vec<u8>) {}

    fn parse(data: &[u8]) -> Result<GlobalEnables, wire::Error> {
        Ok(GlobalEnables(Reader::new(data).u8("global enables")?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_is_changed_and_the_others_stay() {
        let now = GetGlobalEnables::parse(&[0x09]).unwrap();
        assert!(now.has(GlobalEnables::EVENT_LOG) && !now.has(GlobalEnables::OEM_0));
        let mut out = Vec::new();
        SetGlobalEnables(now.with(GlobalEnables::OEM_0, true)).emit(&mut out);
        SetGlobalEnables(now.with(GlobalEnables::EVENT_LOG, false)).emit(&mut out);
        // IPMItool sends the same for `oem0 on` and `system_event_log off`.
        assert_eq!(out, [0x29, 0x01]);
    }

    #[test]
    fn an_empty_answer_is_refused() {
        assert_eq!(GetGlobalEnables::parse(&[]), Err(wire::Error::Short("global enables")));
    }
}
