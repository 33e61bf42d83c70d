//! SOL configuration and who may use it (IPMI v2.0 §26, §24.6).

/// SOL configuration parameters, as on the wire (table 26-5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sol {
    /// Parameter 0, set in progress: 0 or 1.
    pub progress: u8,
    /// Parameter 1: SOL is enabled.
    pub enabled: bool,
    /// Parameter 2: force encryption in bit 7, force authentication in bit 6, privilege level.
    pub authentication: u8,
    /// Parameter 3: accumulate interval in units of 5 ms, send threshold.
    pub accumulate: [u8; 2],
    /// Parameter 4: retry count, retry interval in units of 10 ms.
    pub retry: [u8; 2],
    /// Parameters 5 and 6: non-volatile and volatile bit rate.
    pub rates: [u8; 2],
    /// The UDP port of parameter 8 and of Activate Payload.
    pub port: u16,
    /// Users that may not use the payload, a bit for each ID.
    pub barred: u64,
}

impl Sol {
    /// What parameter `number` is at present; `None` for one that is not there.
    pub fn get(&self, number: u8) -> Option<Vec<u8>> {
        Some(match number {
            0 => vec![self.progress],
            1 => vec![self.enabled.into()],
            2 => vec![self.authentication],
            3 => self.accumulate.to_vec(),
            4 => self.retry.to_vec(),
            5 => vec![self.rates[0]],
            6 => vec![self.rates[1]],
            7 => vec![CHANNEL],
            8 => self.port.to_le_bytes().to_vec(),
            _ => return None,
        })
    }

    /// Sets a parameter.
    ///
    /// # Errors
    /// The completion code.
    pub fn set(&mut self, number: u8, data: &[u8]) -> Result<(), u8> {
        match (number, data) {
            (0, [1]) if self.progress == 1 => return Err(IN_PROGRESS),
            (0, [0 | 2, ..]) => self.progress = 0,
            (0, [1]) => self.progress = 1,
            (1, [value]) => self.enabled = value & 1 != 0,
            (2, [value]) if (2..=5).contains(&(value & 0x0f)) => self.authentication = *value,
            (3, [interval, threshold]) if *interval > 0 => {
                self.accumulate = [*interval, *threshold];
            }
            (4, [count, interval]) => self.retry = [count & 0x07, *interval],
            (5, [rate]) if is_rate(*rate) => self.rates[0] = rate & 0x0f,
            (6, [rate]) if is_rate(*rate) => self.rates[1] = rate & 0x0f,
            (7 | 8, _) => return Err(READ_ONLY),
            (0..=6, _) => return Err(INVALID_FIELD),
            _ => return Err(NOT_SUPPORTED),
        }
        Ok(())
    }

    /// True when a user may use the payload.
    pub fn admits(&self, user: u8) -> bool {
        self.barred >> (user & 0x3f) & 1 == 0
    }

    /// Lets a user use the payload, or not.
    pub fn admit(&mut self, user: u8, admitted: bool) {
        let bit = 1 << (user & 0x3f);
        self.barred = if admitted { self.barred & !bit } else { self.barred | bit };
    }
}

impl Default for Sol {
    fn default() -> Self {
        Self {
            progress: 0,
            enabled: true,
            authentication: 0x84,
            accumulate: [12, 96],
            retry: [7, 20],
            rates: [BAUD_115200; 2],
            port: 623,
            barred: 0,
        }
    }
}

/// Serial, or 9600 to 115200 baud.
fn is_rate(rate: u8) -> bool {
    matches!(rate & 0x0f, 0 | 6..=10)
}

const BAUD_115200: u8 = 0x0a;
/// The payload's channel, which is the LAN channel.
const CHANNEL: u8 = 1;
const NOT_SUPPORTED: u8 = 0x80;
const IN_PROGRESS: u8 = 0x81;
const READ_ONLY: u8 = 0x82;
const INVALID_FIELD: u8 = 0xcc;
