//! Configuration of Intel's serial over LAN, which is older than IPMI 2.0. It is not published:
//! these are the parameters that IPMItool reads and writes.

/// The parameters, as on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isol {
    /// Parameter 1: it can be activated.
    pub enabled: bool,
    /// Parameter 2: the privilege level that it needs, in bits 3:0.
    pub level: u8,
    /// Parameter 5: bit rate, as in IPMI 2.0.
    pub rate: u8,
}

impl Isol {
    /// What parameter `number` is at present; `None` for one that is not there.
    pub fn get(&self, number: u8) -> Option<u8> {
        Some(match number {
            ENABLED => self.enabled.into(),
            LEVEL => self.level,
            RATE => self.rate,
            _ => return None,
        })
    }

    /// Sets a parameter.
    ///
    /// # Errors
    /// The completion code.
    pub fn set(&mut self, number: u8, value: u8) -> Result<(), u8> {
        match (number, value & 0x0f) {
            (ENABLED, value) => self.enabled = value & 1 != 0,
            (LEVEL, level @ 2..=5) => self.level = level,
            (RATE, rate @ (0 | 6..=10)) => self.rate = rate,
            (LEVEL | RATE, _) => return Err(INVALID_FIELD),
            _ => return Err(NOT_SUPPORTED),
        }
        Ok(())
    }
}

impl Default for Isol {
    fn default() -> Self {
        Self { enabled: true, level: 4, rate: BAUD_19200 }
    }
}

const ENABLED: u8 = 1;
const LEVEL: u8 = 2;
const RATE: u8 = 5;
const BAUD_19200: u8 = 7;
const NOT_SUPPORTED: u8 = 0x80;
const INVALID_FIELD: u8 = 0xcc;
