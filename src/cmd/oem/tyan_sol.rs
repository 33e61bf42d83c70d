//! Tyan's serial over LAN: the BMC sends output to a UDP port, and keys go to it as requests. It is
//! not published: this is what IPMItool sends.
use std::net::SocketAddrV4;

use crate::cmd::Command;
use crate::wire;
use crate::wire::ids::Privilege;

/// Asks the BMC to send output to an address.
#[derive(Clone, Copy, Debug)]
pub struct Start(pub SocketAddrV4);

impl Command for Start {
    const NETFN: u8 = TYAN;
    const CMD: u8 = 0x06;
    const NAME: &'static str = "Start Tyan SOL";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        emit(self.0, out);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Asks the BMC to send no more there.
#[derive(Clone, Copy, Debug)]
pub struct Stop(pub SocketAddrV4);

impl Command for Stop {
    const NETFN: u8 = TYAN;
    const CMD: u8 = 0x02;
    const NAME: &'static str = "Stop Tyan SOL";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        emit(self.0, out);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Characters for the serial side.
#[derive(Clone, Debug)]
pub struct SendKeys {
    /// At most [`SendKeys::MOST`].
    pub keys: Vec<u8>,
    /// Goes up by one with each.
    pub number: u8,
}

impl SendKeys {
    /// IPMItool sends no more at a time.
    pub const MOST: usize = 14;
}

impl Command for SendKeys {
    const NETFN: u8 = TYAN;
    const CMD: u8 = 0x03;
    const NAME: &'static str = "Send Tyan SOL keys";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    const REPEATABLE: bool = false;
    /// What is typed may be a password.
    const SECRET: bool = true;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        let keys = self.keys.get(..Self::MOST).unwrap_or(&self.keys);
        out.push(u8::try_from(keys.len() + 1).unwrap_or(u8::MAX));
        out.extend(keys);
        out.push(self.number);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// The address, and the port with its high byte first.
fn emit(to: SocketAddrV4, out: &mut Vec<u8>) {
    out.extend(to.ip().octets());
    out.extend(to.port().to_be_bytes());
}

const TYAN: u8 = 0x30;

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    #[test]
    fn requests_are_ipmitools() {
        fn bytes(command: &impl Command) -> Vec<u8> {
            let mut out = Vec::new();
            command.emit(&mut out);
            out
        }
        let to = SocketAddrV4::new([10, 1, 2, 3].into(), 6230);
        assert_eq!(bytes(&Start(to)), hex!("0a 01 02 03 18 56"));
        assert_eq!(bytes(&Stop(to)), hex!("0a 01 02 03 18 56"));
        let keys = b"hello".to_vec();
        assert_eq!(bytes(&SendKeys { keys, number: 3 }), hex!("06 68 65 6c 6c 6f 03"));
        assert_eq!(bytes(&SendKeys { keys: vec![b'a'; 20], number: 0 }).len(), 16);
    }
}
