//! Events (IPMI v2.0 §29).
use super::Command;
use crate::model::sel::event_message::EventMessage;
use crate::wire;
use crate::wire::ids::{Privilege, netfn};

/// Makes the BMC take notice of an event (§29.3).
#[derive(Clone, Copy, Debug)]
pub struct PlatformEvent {
    /// Software ID of who says it. Only the system interface needs one: elsewhere the requester is
    /// known.
    pub generator: Option<u8>,
    /// What happened.
    pub message: EventMessage,
}

impl Command for PlatformEvent {
    const NETFN: u8 = netfn::SENSOR_EVENT;
    const CMD: u8 = 0x02;
    const NAME: &'static str = "Platform Event Message";
    const PRIVILEGE: Privilege = Privilege::Operator;
    /// Another copy would be another event.
    const REPEATABLE: bool = false;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        out.extend(self.generator);
        out.extend(self.message.to_bytes());
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn the_generator_is_for_the_system_interface() {
        let message = EventMessage::from_bytes(hex!("04 01 30 01 09 ff ff"));
        let bytes = |generator| {
            let mut out = Vec::new();
            PlatformEvent { generator, message }.emit(&mut out);
            out
        };
        // As IPMItool 1.8.19 sends it for `event 1`.
        assert_eq!(bytes(None), hex!("04 01 30 01 09 ff ff"));
        assert_eq!(bytes(Some(0x41)), hex!("41 04 01 30 01 09 ff ff"));
    }
}
