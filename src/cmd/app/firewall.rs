//! Command discovery and the firmware firewall (IPMI v2.0 §21).
use crate::cmd::Command;
use crate::wire::ids::{Privilege, netfn};
use crate::wire::{self, buf::Reader};

/// Asks which network functions there are (§21.1).
#[derive(Clone, Copy, Debug)]
pub struct GetNetFnSupport(
    /// Channel number.
    pub u8,
);

/// Which network functions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetFnSupport {
    /// Two bits for each LUN, 0 when it has no commands.
    pub luns: u8,
    /// For each LUN a bit for each pair of network functions.
    pub pairs: [u32; 4],
}

impl Command for GetNetFnSupport {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x09;
    const NAME: &'static str = "Get NetFn Support";
    type Response = NetFnSupport;

    fn emit(&self, out: &mut Vec<u8>) {
        out.push(self.0 & 0x0f);
    }

    fn parse(data: &[u8]) -> Result<NetFnSupport, wire::Error> {
        let mut r = Reader::new(data);
        let luns = r.u8("LUN support")?;
        let mut pairs = [0; 4];
        for pair in &mut pairs {
            *pair = r.u32("network functions")?;
        }
        Ok(NetFnSupport { luns, pairs })
    }
}

/// One half of the 256 commands of a network function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Half {
    /// Channel number.
    pub channel: u8,
    /// Network function.
    pub netfn: u8,
    /// LUN.
    pub lun: u8,
    /// Commands from `0x80` on.
    pub upper: bool,
}

impl Half {
    fn emit(self, out: &mut Vec<u8>) {
        let upper = u8::from(self.upper) << 6;
        out.extend([self.channel & 0x0f, upper | self.netfn & 0x3f, self.lun & 0x03]);
    }
}

/// A bit for each command: Get Command Support, `0x0a` (§21.2, 0 stands for a command that is
/// there), Get Configurable Commands, `0x0c` (§21.4), and Get Command Enables, `0x61` (§21.7).
#[derive(Clone, Copy, Debug)]
pub struct GetCommands<const CMD: u8>(
    /// Which commands.
    pub Half,
);

impl<const CMD: u8> Command for GetCommands<CMD> {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = CMD;
    const NAME: &'static str = match CMD {
        0x0a => "Get Command Support",
        0x0c => "Get Configurable Command",
        _ => "Get Command Enables",
    };
    type Response = [u8; 16];

    fn emit(&self, out: &mut Vec<u8>) {
        self.0.emit(out);
    }

    fn parse(data: &[u8]) -> Result<[u8; 16], wire::Error> {
        Reader::new(data).array("commands")
    }
}

/// One command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct One {
    /// Channel number.
    pub channel: u8,
    /// Network function.
    pub netfn: u8,
    /// LUN.
    pub lun: u8,
    /// Command number.
    pub command: u8,
}

impl One {
    fn emit(self, out: &mut Vec<u8>) {
        out.extend([self.channel & 0x0f, self.netfn & 0x3f, self.lun & 0x03, self.command]);
    }
}

/// A bit for each sub-function: Get Command Sub-function Support, `0x0b` (§21.3), Get
/// Configurable Command Sub-functions, `0x0d` (§21.5), and Get Command Sub-function Enables,
/// `0x63` (§21.9).
#[derive(Clone, Copy, Debug)]
pub struct GetSubFunctions<const CMD: u8>(
    /// Which command's.
    pub One,
);

impl<const CMD: u8> Command for GetSubFunctions<CMD> {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = CMD;
    const NAME: &'static str = match CMD {
        0x0b => "Get Command Sub-function Support",
        0x0d => "Get Configurable Command Sub-function",
        _ => "Get Command Sub-function Enables",
    };
    type Response = u32;

    fn emit(&self, out: &mut Vec<u8>) {
        self.0.emit(out);
    }

    fn parse(data: &[u8]) -> Result<u32, wire::Error> {
        Reader::new(data).u32("sub-functions")
    }
}

/// Turns commands on and off (§21.6).
#[derive(Clone, Copy, Debug)]
pub struct SetCommandEnables {
    /// Which commands.
    pub half: Half,
    /// A bit for each.
    pub enables: [u8; 16],
}

impl Command for SetCommandEnables {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x60;
    const NAME: &'static str = "Set Command Enables";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        self.half.emit(out);
        out.extend(self.enables);
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

/// Turns sub-functions of a command on and off (§21.8).
#[derive(Clone, Copy, Debug)]
pub struct SetSubFunctionEnables {
    /// Which command's.
    pub one: One,
    /// A bit for each.
    pub enables: u32,
}

impl Command for SetSubFunctionEnables {
    const NETFN: u8 = netfn::APP;
    const CMD: u8 = 0x62;
    const NAME: &'static str = "Set Command Sub-function Enables";
    const PRIVILEGE: Privilege = Privilege::Administrator;
    type Response = ();

    fn emit(&self, out: &mut Vec<u8>) {
        self.one.emit(out);
        out.extend(self.enables.to_le_bytes());
    }

    fn parse(_data: &[u8]) -> Result<(), wire::Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_as_specified() {
        fn bytes(command: &impl Command) -> Vec<u8> {
            let mut out = Vec::new();
            command.emit(&mut out);
            out
        }
        let half = Half { channel: 0x0e, netfn: 6, lun: 1, upper: true };
        assert_eq!(bytes(&GetCommands::<0x0a>(half)), [0x0e, 0x46, 1]);
        let set = bytes(&SetCommandEnables { half, enables: [0xff; 16] });
        assert_eq!((set.len(), &set[..4]), (19, &[0x0e, 0x46, 1, 0xff][..]));
        let one = One { channel: 1, netfn: 6, lun: 0, command: 2 };
        assert_eq!(bytes(&GetSubFunctions::<0x0b>(one)), [1, 6, 0, 2]);
        let set = SetSubFunctionEnables { one, enables: 0x0d };
        assert_eq!(bytes(&set), [1, 6, 0, 2, 0x0d, 0, 0, 0]);
    }

    #[test]
    fn answers_are_read_and_short_ones_refused() {
        let mut data = [0; 17];
        (data[0], data[1], data[4]) = (1, 0x09, 0x80);
        let support = GetNetFnSupport::parse(&data).unwrap();
        assert_eq!((support.luns, support.pairs[0]), (1, 0x8000_0009));
        assert!(GetNetFnSupport::parse(&data[..16]).is_err());
        assert!(GetCommands::<0x0c>::parse(&data[..15]).is_err());
        assert_eq!(GetSubFunctions::<0x63>::parse(&[0x0d, 0, 0, 0]), Ok(0x0d));
        assert!(GetSubFunctions::<0x63>::parse(&[0x0d, 0, 0]).is_err());
    }
}
