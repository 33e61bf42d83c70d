//! Platform event filtering (IPMI v2.0 §17, §30): its tables are kept, and nothing acts on them.

/// PEF configuration parameters, as on the wire (table 30-6), and the postpone timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pef {
    /// Parameter 0, set in progress: 0 or 1.
    pub progress: u8,
    /// Parameter 1, what is on: PEF in bit 0, event messages, startup delay, alert startup delay.
    pub control: u8,
    /// Parameter 2: actions that are globally enabled.
    pub actions: u8,
    /// Parameters 3 and 4: startup delay and alert startup delay in seconds.
    pub delays: [u8; 2],
    /// Parameter 6: event filters, the first has number 1.
    pub filters: Vec<[u8; FILTER]>,
    /// Parameter 9: alert policies, the first has number 1.
    pub policies: Vec<[u8; POLICY]>,
    /// Parameter 10: whether the GUID is used, and the GUID.
    pub guid: [u8; 17],
    /// Parameter 12: event filter and string set of each string; string 0 is the volatile one.
    pub keys: Vec<[u8; 2]>,
    /// Parameter 13: the strings.
    pub strings: Vec<[u8; STRING]>,
    /// The postpone timer in seconds (§30.2).
    pub postpone: u8,
    /// Record IDs of the last events that software and the BMC have processed (§30.5).
    pub processed: [u16; 2],
}

impl Pef {
    /// What a parameter is at present; `None` for one, or a part of one, that is not there.
    pub fn get(&self, number: u8, set: u8, block: u8) -> Option<Vec<u8>> {
        let with = |bytes: &[u8]| [&[set], bytes].concat();
        let count = |len: usize| vec![u8::try_from(len).unwrap_or(0x7f)];
        Some(match number {
            0 => vec![self.progress],
            1 => vec![self.control],
            2 => vec![self.actions],
            3 => vec![self.delays[0]],
            4 => vec![self.delays[1]],
            5 => count(self.filters.len()),
            6 => with(self.filters.get(nth(set)?)?),
            7 => with(&self.filters.get(nth(set)?)?[..1]),
            8 => count(self.policies.len()),
            9 => with(self.policies.get(nth(set)?)?),
            10 => self.guid.to_vec(),
            11 => count(self.strings.len().saturating_sub(1)),
            12 => with(self.keys.get(usize::from(set))?),
            13 => {
                let string = self.strings.get(usize::from(set))?;
                let part = string.chunks(BLOCK).nth(nth(block)?)?;
                [&[set, block], part].concat()
            }
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
            (0, [0 | 2]) => self.progress = 0,
            (0, [1]) => self.progress = 1,
            (1, [value]) => self.control = value & 0x0f,
            (2, [value]) => self.actions = value & ACTIONS,
            (3, [value]) => self.delays[0] = *value,
            (4, [value]) => self.delays[1] = *value,
            (6, [at, bytes @ ..]) => *part(&mut self.filters, nth(*at))? = whole(bytes)?,
            (7, [at, value]) => {
                // What the maker configured stays his: only on and off may change.
                let settings = &mut part(&mut self.filters, nth(*at))?[0];
                *settings = *settings & 0x7f | value & 0x80;
            }
            (9, [at, bytes @ ..]) => *part(&mut self.policies, nth(*at))? = whole(bytes)?,
            (10, bytes) => self.guid = whole(bytes)?,
            (12, [at, bytes @ ..]) => {
                *part(&mut self.keys, Some(usize::from(*at)))? = whole(bytes)?;
            }
            (13, [at, block, bytes @ ..]) if bytes.len() <= BLOCK => {
                let string = part(&mut self.strings, Some(usize::from(*at)))?;
                let place = nth(*block).and_then(|block| string.chunks_mut(BLOCK).nth(block));
                for (to, from) in place.ok_or(OUT_OF_RANGE)?.iter_mut().zip(bytes) {
                    *to = *from;
                }
            }
            (5 | 8 | 11, _) => return Err(READ_ONLY),
            (0..=13, _) => return Err(LENGTH),
            _ => return Err(NOT_SUPPORTED),
        }
        Ok(())
    }
}

impl Pef {
    /// Parameters that differ from a fresh BMC's, as they are set.
    pub fn settings(&self) -> Vec<(u8, Vec<u8>)> {
        let fresh = Self::default();
        let mut settings = Vec::new();
        for number in [1, 2, 3, 4, 6, 9, 10, 12, 13] {
            let (sets, blocks) = match number {
                6 => (1..=self.filters.len(), 0..=0),
                9 => (1..=self.policies.len(), 0..=0),
                12 => (0..=self.keys.len(), 0..=0),
                13 => (1..=self.strings.len(), 1..=STRING / BLOCK),
                _ => (0..=0, 0..=0),
            };
            for (set, block) in sets.flat_map(|set| blocks.clone().map(move |block| (set, block))) {
                let (Ok(set), Ok(block)) = (u8::try_from(set), u8::try_from(block)) else {
                    continue;
                };
                let value = self.get(number, set, block);
                if value != fresh.get(number, set, block) {
                    settings.extend(value.map(|value| (number, value)));
                }
            }
        }
        settings
    }
}

impl Default for Pef {
    fn default() -> Self {
        let mut strings = vec![[0; STRING]; 9];
        for (to, from) in strings.iter_mut().flatten().skip(STRING).zip(b"Too hot") {
            *to = *from;
        }
        let mut keys = vec![[0; 2]; 9];
        if let Some(key) = keys.get_mut(1) {
            *key = [1, 1];
        }
        Self {
            progress: 0,
            control: 0x01,
            actions: ACTIONS,
            delays: [60, 60],
            filters: FILTERS.to_vec(),
            policies: POLICIES.to_vec(),
            guid: [0; 17],
            keys,
            strings,
            postpone: 0,
            processed: [0, 0],
        }
    }
}

/// Numbers in tables begin with 1, and have seven bits.
fn nth(number: u8) -> Option<usize> {
    usize::from(number & 0x7f).checked_sub(1)
}

fn part<T>(table: &mut [T], at: Option<usize>) -> Result<&mut T, u8> {
    at.and_then(|at| table.get_mut(at)).ok_or(OUT_OF_RANGE)
}

fn whole<const N: usize>(bytes: &[u8]) -> Result<[u8; N], u8> {
    bytes.try_into().map_err(|_| LENGTH)
}

/// Actions that are there: alert, power off, reset, power cycle, OEM, diagnostic interrupt.
pub const ACTIONS: u8 = 0x3f;
const FILTER: usize = 20;
const POLICY: usize = 3;
const BLOCK: usize = 16;
const STRING: usize = 3 * BLOCK;
const NOT_SUPPORTED: u8 = 0x80;
const IN_PROGRESS: u8 = 0x81;
const READ_ONLY: u8 = 0x82;
const LENGTH: u8 = 0xc7;
const OUT_OF_RANGE: u8 = 0xc9;

/// An event filter (table 17-2): settings, action, policy, severity, generator, sensor type,
/// sensor, event type, offsets; any event data.
const fn filter(head: [u8; 4], from: [u8; 2], what: [u8; 3], offsets: u16) -> [u8; FILTER] {
    let [settings, action, policy, severity] = head;
    let [kind, sensor, event] = what;
    let [low, high] = offsets.to_le_bytes();
    let mut all = [0; FILTER];
    all[0] = settings;
    all[1] = action;
    all[2] = policy;
    all[3] = severity;
    all[4] = from[0];
    all[5] = from[1];
    all[6] = kind;
    all[7] = sensor;
    all[8] = event;
    all[9] = low;
    all[10] = high;
    all
}

const ANY: [u8; 2] = [0xff, 0xff];
const UNUSED: [u8; FILTER] = [0; FILTER];
const FILTERS: [[u8; FILTER]; 16] = [
    filter([0xc0, 0x01, 0x01, 0x10], ANY, [0x01, 0xff, 0x01], 0x0a95),
    filter([0xc0, 0x01, 0x01, 0x08], ANY, [0x02, 0xff, 0x01], 0x0204),
    filter([0x80, 0x03, 0x02, 0x20], [0x20, 0x00], [0x01, 0x30, 0x01], 0x0800),
    filter([0x00, 0x04, 0x02, 0x04], [0x41, 0x10], [0x0c, 0xff, 0x6f], 0x0022),
    filter([0xc0, 0x01, 0x01, 0x02], ANY, [0x04, 0xff, 0x0b], 0x0006),
    filter([0x40, 0x08, 0x01, 0x01], ANY, [0x08, 0xff, 0x6f], 0x000b),
    filter([0x80, 0x30, 0x03, 0x00], ANY, [0xff, 0xff, 0xff], 0xffff),
    filter([0x80, 0x40, 0x21, 0x10], ANY, [0xc0, 0x02, 0x70], 0x0001),
    UNUSED,
    UNUSED,
    UNUSED,
    UNUSED,
    UNUSED,
    UNUSED,
    UNUSED,
    UNUSED,
];
/// Alert policies (table 17-4): policy number, whether it is on, and rule; channel and
/// destination; string.
const POLICIES: [[u8; POLICY]; 8] = [
    [0x18, 0x11, 0x00],
    [0x19, 0x12, 0x81],
    [0x20, 0x13, 0x01],
    [0x2b, 0x11, 0x00],
    [0; 3],
    [0; 3],
    [0; 3],
    [0; 3],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_there() {
        let mut pef = Pef::default();
        let filter: Vec<u8> = (0..20).collect();
        let settings: [(u8, &[u8], &[u8]); 6] = [
            (1, &[0x0b], &[0x0b]),
            (6, &[&[3][..], &filter].concat(), &[&[3][..], &filter].concat()),
            (7, &[3, 0x80], &[3, 0x80]),
            (9, &[5, 1, 2, 3], &[5, 1, 2, 3]),
            (12, &[2, 7, 8], &[2, 7, 8]),
            (0, &[1], &[1]),
        ];
        for (number, data, there) in settings {
            assert_eq!(pef.set(number, data), Ok(()), "{number}");
            let set = if there.len() > 1 { there[0] } else { 0 };
            assert_eq!(pef.get(number, set, 0).unwrap(), there, "{number}");
        }
        assert_eq!(pef.get(6, 3, 0).unwrap()[1], 0x80);
        assert_eq!(pef.set(13, &[1, 2, b'x']), Ok(()));
        assert_eq!(pef.get(13, 1, 2).unwrap()[..3], [1, 2, b'x']);
        assert_eq!(pef.get(13, 1, 1).unwrap()[2..9], *b"Too hot");
    }

    #[test]
    fn wrong_settings_are_refused() {
        let mut pef = Pef::default();
        let before = pef.clone();
        let cases: [(u8, &[u8], u8); 8] = [
            (1, &[1, 2], LENGTH),
            (5, &[1], READ_ONLY),
            (6, &[0; 21], OUT_OF_RANGE),
            (6, &[1, 2], LENGTH),
            (7, &[17, 0x80], OUT_OF_RANGE),
            (13, &[1, 4, 1], OUT_OF_RANGE),
            (13, &[1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], LENGTH),
            (14, &[1], NOT_SUPPORTED),
        ];
        for (number, data, code) in cases {
            assert_eq!(pef.set(number, data), Err(code), "{number} {data:?}");
        }
        assert_eq!(pef, before);
        assert_eq!(pef.get(6, 0, 0), None);
        assert_eq!(pef.get(14, 1, 0), None);
    }
}
