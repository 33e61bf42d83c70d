//! Data center manageability (DCMI v1.5 §6): network function 2Ch, group `DCh` in front of the data
//! of every request and answer.
pub mod asset;
pub mod capabilities;
pub mod config;
pub mod power;
pub mod sensors;
pub mod thermal;

use crate::wire::{self, buf::Reader};

/// The group number, first byte of requests and answers.
pub const GROUP: u8 = 0xdc;

/// What is behind the group of an answer.
fn body(data: &[u8]) -> Result<Reader<'_>, wire::Error> {
    let mut r = Reader::new(data);
    match r.u8(GROUP_FIELD)? {
        GROUP => Ok(r),
        other => Err(wire::Error::Value { field: GROUP_FIELD, value: other.into() }),
    }
}

/// DCMI's own completion codes, in IPMItool's words.
pub fn own_code(code: u8) -> Option<&'static str> {
    Some(match code {
        0x80 => "Parameter not supported",
        0x81 => "Something else has already claimed these parameters",
        0x82 => "Not supported or failed to write a read-only parameter",
        0x83 => "Access mode is not supported",
        0x84 => "Power/Thermal limit out of range",
        0x85 => "Correction/Exception time out of range",
        0x89 => "Sample/Statistics Reporting period out of range",
        0x8a => "Power limit already active",
        _ => return None,
    })
}

/// The group's name in errors: an answer with another group is not DCMI's.
pub const GROUP_FIELD: &str = "DCMI group";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_another_group_is_none() {
        assert_eq!(body(&[0xdc, 7]).unwrap().rest(), [7]);
        assert_eq!(body(&[]).unwrap_err(), wire::Error::Short(GROUP_FIELD));
        let other = wire::Error::Value { field: GROUP_FIELD, value: 0xcc };
        assert_eq!(body(&[0xcc]).unwrap_err(), other);
    }
}
