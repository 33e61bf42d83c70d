//! Arguments that several groups share, with what IPMItool says about bad ones.
use super::failure::Failure;
use super::number::parse_u8;
use crate::cmd::app::user::UserId;
use crate::wire::ids::Privilege;

/// Reads a channel number: 0 to 11, 14 (the present one) or 15 (the system interface).
///
/// # Errors
/// A usage error for anything else.
pub fn channel(word: &str) -> Result<u8, Failure> {
    match parse_u8(word) {
        Ok(channel @ (0..=0x0b | 0x0e | 0x0f)) => Ok(channel),
        _ => Err(Failure::usage(format!(
            "Given Channel number '{word}' is either invalid or out of range."
        ))
        .line("Channel number must be from ranges: <0x0..0xB>, <0xE..0xF>")),
    }
}

/// Reads a user ID, 1 to 63.
///
/// # Errors
/// A usage error for anything else.
pub fn user_id(word: &str) -> Result<UserId, Failure> {
    parse_u8(word).ok().and_then(UserId::new).ok_or_else(|| {
        Failure::usage(format!("Given User ID '{word}' is either invalid or out of range."))
            .line("User ID is limited to range <1..63>.")
    })
}

/// Reads a privilege limit: 1 to 5, or 15 for no access.
///
/// # Errors
/// A usage error for anything else.
pub fn privilege_limit(word: &str) -> Result<u8, Failure> {
    match parse_u8(word) {
        Ok(limit @ (1..=5 | NO_ACCESS)) => Ok(limit),
        _ => Err(Failure::usage(format!("Given Privilege Limit '{word}' is invalid."))
            .line("Privilege Limit is limited to <0x1..0x5> and <0xF>.")),
    }
}

/// The name of a privilege level or limit as it is printed.
pub fn privilege_name(level: u8) -> String {
    match Privilege::from_u8(level) {
        Some(privilege) => privilege.name().to_owned(),
        None if level == NO_ACCESS => "NO ACCESS".to_owned(),
        None => unknown(level),
    }
}

/// What stands in for the name of a code that has none.
pub fn unknown(code: u8) -> String {
    format!("Unknown (0x{code:02X})")
}

/// Privilege limit that keeps a user out.
pub const NO_ACCESS: u8 = 0x0f;

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(failure: &Failure) -> Vec<String> {
        failure.lines().collect()
    }

    #[test]
    fn channels() {
        for (word, want) in [("0", 0), ("0xb", 11), ("14", 14), ("017", 15), ("", 0), (" 1", 1)] {
            assert_eq!(channel(word).unwrap(), want, "{word:?}");
        }
        for word in ["12", "13", "16", "x", "1 ", "-1"] {
            assert!(channel(word).is_err(), "{word:?}");
        }
        assert_eq!(
            lines(&channel("16").unwrap_err()),
            [
                "Given Channel number '16' is either invalid or out of range.",
                "Channel number must be from ranges: <0x0..0xB>, <0xE..0xF>",
            ]
        );
    }

    #[test]
    fn user_ids() {
        assert_eq!(user_id("0x3f").unwrap().get(), 63);
        assert_eq!(user_id("17").unwrap().get(), 17);
        for word in ["", "0", "64", "257", "1 ", "x"] {
            assert!(user_id(word).is_err(), "{word:?}");
        }
    }

    #[test]
    fn limits_and_names() {
        assert_eq!(privilege_limit("0xf").unwrap(), 15);
        assert_eq!(privilege_limit("4").unwrap(), 4);
        for word in ["", "0", "6", "9", "16", "user"] {
            assert!(privilege_limit(word).is_err(), "{word:?}");
        }
        assert_eq!(privilege_name(4), "ADMINISTRATOR");
        assert_eq!(privilege_name(15), "NO ACCESS");
        assert_eq!(privilege_name(0), "Unknown (0x00)");
    }
}
