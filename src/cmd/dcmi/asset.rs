//! Asset tag and management controller identifier (DCMI v1.5 §6.4): texts that are read and
//! written in parts of 16 bytes.
use super::{GROUP, body, own_code};
use crate::cmd::Command;
use crate::wire::{
    self,
    ids::{Privilege, netfn},
};

/// The most bytes in one part.
pub const MOST_PART: u8 = 16;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Length of the whole text.
    pub total: u8,
    /// The bytes that were asked for, or fewer.
    pub bytes: Vec<u8>,
}

impl Part {
    fn parse(data: &[u8]) -> Result<Self, wire::Error> {
        let mut r = body(data)?;
        Ok(Self { total: r.u8("total length")?, bytes: r.rest().to_vec() })
    }
}

/// A command that reads a part.
macro_rules! read {
    ($(#[$doc:meta])* $name:ident, $cmd:literal, $long:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            /// First byte.
            pub offset: u8,
            /// How many, at most [`MOST_PART`].
            pub count: u8,
        }

        impl Command for $name {
            const NETFN: u8 = netfn::GROUP_EXTENSION;
            const CMD: u8 = $cmd;
            const NAME: &'static str = $long;
            type Response = Part;

            fn emit(&self, out: &mut Vec<u8>) {
                out.extend([GROUP, self.offset, self.count]);
            }

            fn parse(data: &[u8]) -> Result<Part, wire::Error> {
                Part::parse(data)
            }

            fn own_code(code: u8) -> Option<&'static str> {
                own_code(code)
            }
        }
    };
}

/// A command that writes a part.
macro_rules! write {
    ($(#[$doc:meta])* $name:ident, $cmd:literal, $long:literal, $privilege:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Where it goes.
            pub offset: u8,
            /// At most [`MOST_PART`] bytes.
            pub bytes: Vec<u8>,
        }

        impl Command for $name {
            const NETFN: u8 = netfn::GROUP_EXTENSION;
            const CMD: u8 = $cmd;
            const NAME: &'static str = $long;
            const PRIVILEGE: Privilege = $privilege;
            type Response = ();

            fn emit(&self, out: &mut Vec<u8>) {
                let len = self.bytes.len().try_into().unwrap_or(MOST_PART);
                out.extend([GROUP, self.offset, len]);
                out.extend(&self.bytes);
            }

            fn parse(data: &[u8]) -> Result<(), wire::Error> {
                body(data).map(|_| ())
            }

            fn own_code(code: u8) -> Option<&'static str> {
                own_code(code)
            }
        }
    };
}

read!(
    /// Get Asset Tag (§6.4.2).
    GetAssetTag, 0x06, "Get Asset Tag"
);
write!(
    /// Set Asset Tag (§6.4.3).
    SetAssetTag, 0x08, "Set Asset Tag", Privilege::Operator
);
read!(
    /// Get Management Controller Identifier String (§6.4.6).
    GetIdentifier, 0x09, "Get Management Controller Identifier String"
);
write!(
    /// Set Management Controller Identifier String (§6.4.7).
    SetIdentifier, 0x0a, "Set Management Controller Identifier String", Privilege::Administrator
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_and_written() {
        let mut out = Vec::new();
        GetAssetTag { offset: 16, count: 4 }.emit(&mut out);
        SetIdentifier { offset: 0, bytes: b"ab\0".to_vec() }.emit(&mut out);
        assert_eq!(out, b"\xdc\x10\x04\xdc\x00\x03ab\x00");
        let part = Part { total: 5, bytes: b"Hello".to_vec() };
        assert_eq!(GetAssetTag::parse(b"\xdc\x05Hello"), Ok(part));
        assert!(GetIdentifier::parse(b"\xdc").is_err());
        assert!(SetAssetTag::parse(b"\x05").is_err());
    }
}
