//! System info parameters (IPMI v2.0 §22.14).
use std::collections::BTreeMap;

use super::identity::Identity;

/// Strings of the system, in blocks of 16 bytes as they are on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SysInfo {
    /// Parameter 0: 0 complete, 1 in progress, 2 commit.
    pub progress: u8,
    blocks: BTreeMap<(u8, u8), [u8; 16]>,
}

impl SysInfo {
    /// With a firmware version, and the machine's name where it has one.
    pub fn new(identity: Option<&Identity>) -> Self {
        let mut info = Self::default();
        info.set_text(FIRMWARE_VERSION, b"2.30");
        if let Some(identity) = identity {
            info.set_text(SYSTEM_NAME, identity.name.as_bytes());
        }
        info
    }

    /// True for parameters that hold a string: those of the specification (5 to 7 came with its
    /// errata) and Dell's two.
    pub const fn is_known(parameter: u8) -> bool {
        matches!(parameter, 1..=7 | 0xde | 0xe4)
    }

    /// One block; zeros for one that was never written.
    pub fn block(&self, parameter: u8, set: u8) -> [u8; 16] {
        self.blocks.get(&(parameter, set)).copied().unwrap_or_default()
    }

    /// Writes one block. Sets from [`MAX_SETS`] on are refused.
    pub fn set_block(&mut self, parameter: u8, set: u8, block: [u8; 16]) -> bool {
        let fits = Self::is_known(parameter) && set < MAX_SETS;
        if fits {
            self.blocks.insert((parameter, set), block);
        }
        fits
    }

    /// Every block that was written.
    pub fn iter(&self) -> impl Iterator<Item = (u8, u8, [u8; 16])> {
        self.blocks.iter().map(|((parameter, set), block)| (*parameter, *set, *block))
    }

    /// Writes a whole string as ASCII and Latin-1: encoding and length come first.
    pub fn set_text(&mut self, parameter: u8, text: &[u8]) {
        let text = text.get(..MAX_TEXT).unwrap_or(text);
        let mut bytes = vec![0, u8::try_from(text.len()).unwrap_or_default()];
        bytes.extend(text);
        for (set, chunk) in (0_u8..).zip(bytes.chunks(16)) {
            let mut block = [0; 16];
            for (to, from) in block.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.set_block(parameter, set, block);
        }
    }

    /// The string of a parameter.
    pub fn text(&self, parameter: u8) -> Vec<u8> {
        let all: Vec<u8> = (0..MAX_SETS).flat_map(|set| self.block(parameter, set)).collect();
        let [_encoding, len, text @ ..] = &all[..] else { return Vec::new() };
        text.iter().copied().take(usize::from(*len)).collect()
    }
}

/// Parameter of the system firmware version.
pub const FIRMWARE_VERSION: u8 = 1;
/// Parameter of the system name.
pub const SYSTEM_NAME: u8 = 2;
/// Sets that a string may have: 16 times 16 bytes hold a length byte's worth.
pub const MAX_SETS: u8 = 17;
const MAX_TEXT: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_goes_over_several_blocks() {
        let mut info = SysInfo::default();
        info.set_text(2, b"a name that is longer than one block");
        assert_eq!(info.block(2, 0)[..4], [0, 36, b'a', b' ']);
        assert_eq!(info.text(2), b"a name that is longer than one block");
        assert!(!info.set_block(2, MAX_SETS, [0; 16]));
        assert!(!info.set_block(9, 0, [0; 16]));
        assert_eq!(info.text(3), b"");
    }
}
