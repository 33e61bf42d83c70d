//! Devices on I2C buses (IPMI v2.0 §22.11): small memories with an address pointer.

/// All devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buses {
    devices: Vec<Device>,
}

/// A memory of 256 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Device {
    /// As in the first byte of a request, the channel apart: bus in bits 3:1, private in bit 0.
    bus: u8,
    /// The address on the bus, with 0 in its lowest bit.
    address: u8,
    writable: bool,
    bytes: [u8; SIZE],
    /// Where the next byte is read.
    at: u8,
}

impl Buses {
    /// Writes bytes to a device, then reads so many. The first written byte sets the pointer.
    ///
    /// # Errors
    /// The completion code.
    pub fn transfer(
        &mut self,
        bus: u8,
        address: u8,
        written: &[u8],
        count: u8,
    ) -> Result<Vec<u8>, u8> {
        let mut devices = self.devices.iter_mut();
        let device = devices
            .find(|device| device.bus == bus && device.address == address & 0xfe)
            .ok_or(NAK)?;
        if let [at, values @ ..] = written {
            device.at = *at;
            for value in values {
                device.put(*value)?;
            }
        }
        Ok((0..count).map(|_| device.take()).collect())
    }

    /// Pieces that differ from a fresh device: bus, address, place and bytes.
    pub fn changes(&self) -> impl Iterator<Item = (u8, u8, u8, &[u8])> {
        self.devices.iter().zip(Self::default().devices).flat_map(|(device, fresh)| {
            let places = (0..=u8::MAX).step_by(PIECE);
            let pieces = places.zip(device.bytes.chunks(PIECE).enumerate());
            let changed = pieces.filter(move |(_, (piece, bytes))| {
                fresh.bytes.chunks(PIECE).nth(*piece) != Some(*bytes)
            });
            changed.map(|(at, (_, bytes))| (device.bus, device.address, at, bytes))
        })
    }

    /// Puts a piece back; `None` where it does not fit.
    pub fn restore(&mut self, bus: u8, address: u8, at: u8, bytes: &[u8]) -> Option<()> {
        let mut devices = self.devices.iter_mut();
        let device = devices.find(|device| (device.bus, device.address) == (bus, address))?;
        let start = usize::from(at);
        device.bytes.get_mut(start..start + bytes.len())?.copy_from_slice(bytes);
        Some(())
    }
}

impl Default for Buses {
    fn default() -> Self {
        let device =
            |bus, address, writable, bytes| Device { bus, address, writable, bytes, at: 0 };
        let mut counting = [0; SIZE];
        for (byte, value) in counting.iter_mut().zip(0..=u8::MAX) {
            *byte = value;
        }
        Self {
            devices: vec![
                device(PUBLIC, 0xa0, true, counting),
                device(PRIVATE, 0xa0, false, module()),
                device(PRIVATE, 0xa2, true, counting),
                device(PRIVATE | 1 << 1, 0xa4, true, [0xff; SIZE]),
            ],
        }
    }
}

impl Device {
    fn take(&mut self) -> u8 {
        let byte = self.bytes.get(usize::from(self.at)).copied().unwrap_or(0xff);
        self.at = self.at.wrapping_add(1);
        byte
    }

    fn put(&mut self, value: u8) -> Result<(), u8> {
        if !self.writable {
            return Err(NAK);
        }
        if let Some(byte) = self.bytes.get_mut(usize::from(self.at)) {
            *byte = value;
        }
        self.at = self.at.wrapping_add(1);
        Ok(())
    }
}

/// A DDR2 module of 2 GiB with error correction (JEDEC 21-C, annex J).
fn module() -> [u8; SIZE] {
    let mut bytes = [0; SIZE];
    let parts: [(usize, &[u8]); 4] = [
        (0, &[0x80, 0x08, 0x08, 0x0e, 0x0a, 0x61, 0x48, 0x00, 0x05, 0x30, 0x45, 0x02]),
        (17, &[0x08]),
        (64, &[0xce, 0x00]),
        (72, b"\x01M393T5660QZA-CE6  \x51\x41\x07\x23\x12\x34\x56\x78"),
    ];
    for (at, part) in parts {
        for (to, from) in bytes.iter_mut().skip(at).zip(part) {
            *to = *from;
        }
    }
    bytes
}

const SIZE: usize = 256;
const PIECE: usize = 16;
const PUBLIC: u8 = 0;
const PRIVATE: u8 = 1;
/// NAK on write.
const NAK: u8 = 0x83;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_moves_and_goes_round() {
        let mut buses = Buses::default();
        assert_eq!(buses.transfer(0, 0xa0, &[0xfe], 3), Ok(vec![0xfe, 0xff, 0x00]));
        assert_eq!(buses.transfer(0, 0xa1, &[], 2), Ok(vec![1, 2]));
        assert_eq!(buses.transfer(0, 0xa0, &[0x10, 7, 8], 0), Ok(vec![]));
        assert_eq!(buses.transfer(0, 0xa0, &[0x10], 3), Ok(vec![7, 8, 0x12]));
    }

    #[test]
    fn what_is_not_there_or_read_only_does_not_acknowledge() {
        let mut buses = Buses::default();
        assert_eq!(buses.transfer(0, 0x50, &[], 1), Err(NAK));
        assert_eq!(buses.transfer(3, 0xa0, &[], 1), Err(NAK));
        assert_eq!(buses.transfer(1, 0xa0, &[0, 1], 0), Err(NAK));
        assert_eq!(buses.transfer(1, 0xa0, &[2], 1), Ok(vec![0x08]));
    }
}
