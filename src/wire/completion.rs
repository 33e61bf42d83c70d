//! Completion codes (IPMI v2.0 §5.2, table 5-2).
use std::fmt;

/// The first byte of every response's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CompletionCode(pub u8);

impl CompletionCode {
    /// Done.
    pub const OK: Self = Self(0x00);
    /// Node busy.
    pub const BUSY: Self = Self(0xc0);
    /// Unknown command.
    pub const INVALID_COMMAND: Self = Self(0xc1);
    /// Command not known on that LUN.
    pub const INVALID_LUN: Self = Self(0xc2);
    /// The BMC itself ran out of time.
    pub const TIMEOUT: Self = Self(0xc3);
    /// No room.
    pub const OUT_OF_SPACE: Self = Self(0xc4);
    /// Reservation cancelled or not valid.
    pub const RESERVATION: Self = Self(0xc5);
    /// Request cut short.
    pub const TRUNCATED: Self = Self(0xc6);
    /// Request of the wrong length.
    pub const LENGTH: Self = Self(0xc7);
    /// A field of the request is too long.
    pub const FIELD_LENGTH: Self = Self(0xc8);
    /// A parameter is out of range.
    pub const OUT_OF_RANGE: Self = Self(0xc9);
    /// More bytes asked for than can be answered.
    pub const CANNOT_RETURN: Self = Self(0xca);
    /// No such sensor, record or data.
    pub const NOT_PRESENT: Self = Self(0xcb);
    /// A field of the request is not valid.
    pub const INVALID_FIELD: Self = Self(0xcc);
    /// The same request came before.
    pub const DUPLICATE: Self = Self(0xcf);
    /// The session's privilege level does not allow it.
    pub const PRIVILEGE: Self = Self(0xd4);
    /// Not possible in the present state.
    pub const NOT_NOW: Self = Self(0xd5);
    /// Something else.
    pub const UNSPECIFIED: Self = Self(0xff);

    /// True for `0x00`.
    pub const fn is_ok(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for CompletionCode {
    /// The generic text, in the words that IPMItool prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            0x00 => "Command completed normally",
            0xc0 => "Node busy",
            0xc1 => "Invalid command",
            0xc2 => "Invalid command on LUN",
            0xc3 => "Timeout",
            0xc4 => "Out of space",
            0xc5 => "Reservation cancelled or invalid",
            0xc6 => "Request data truncated",
            0xc7 => "Request data length invalid",
            0xc8 => "Request data field length limit exceeded",
            0xc9 => "Parameter out of range",
            0xca => "Cannot return number of requested data bytes",
            0xcb => "Requested sensor, data, or record not found",
            0xcc => "Invalid data field in request",
            0xcd => "Command illegal for specified sensor or record type",
            0xce => "Command response could not be provided",
            0xcf => "Cannot execute duplicated request",
            0xd0 => "SDR Repository in update mode",
            0xd1 => "Device firmeware in update mode",
            0xd2 => "BMC initialization in progress",
            0xd3 => "Destination unavailable",
            0xd4 => "Insufficient privilege level",
            0xd5 => "Command not supported in present state",
            0xd6 => "Cannot execute command, command disabled",
            0xff => "Unspecified error",
            other => return write!(f, "Unknown (0x{other:02X})"),
        })
    }
}
