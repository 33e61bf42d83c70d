//! The file of `-O`: words for OEM entries (IPMI v2.0 §32.2, §32.3).
//!
//! A line is an entry: 15 fields in double quotes with commas between, none empty. The first is
//! the record type, `"0xC1"`; the next 13 are bytes 3 to 15 of the record (from 0); the last is
//! the text, whose closing quote may be missing. What follows is ignored, as are empty lines.
//! A byte's field is
//!
//! * `0xNN`: the byte has this value. Only bytes 3 to 6, 10 and 11 are compared, as IPMItool does:
//!   elsewhere files say so of bytes that matter to nobody.
//! * `XX` or `R`: any value.
//! * anything else: a name for the byte, which is shown with the text.
//!
//! Every matching entry's text is shown behind an OEM entry in `sel list` and `sel elist`, but not
//! with `-v`, in `sel get`, or for type `0xf0` (a kernel panic). The file is no longer read after a
//! line that is wrong, and then no text is shown at all.

/// The entries of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OemTexts {
    /// How many lines hold something: IPMItool says so in front of everything.
    pub lines: usize,
    /// The first line that could not be read, from 1, of those that hold something.
    pub bad: Option<usize>,
    entries: Vec<Entry>,
}

/// What a file says of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OemText<'a> {
    /// The text.
    pub text: &'a [u8],
    /// Bytes of the record that have a name.
    pub values: Vec<(&'a [u8], u8)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    kind: u32,
    fields: Vec<Field>,
    text: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Any,
    Value(u32),
    Name(Vec<u8>),
}

impl OemTexts {
    /// Reads a file: any bytes. Lines beyond the 65,536th are counted and not kept.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut texts = Self::default();
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            texts.lines += 1;
            if texts.bad.is_some() || texts.entries.len() >= MOST {
                continue;
            }
            match Entry::parse(line) {
                Some(entry) => texts.entries.push(entry),
                None => texts.bad = Some(texts.lines),
            }
        }
        if texts.bad.is_some() {
            texts.entries.clear();
        }
        texts
    }

    /// What the file says of a record, in the file's order; nothing for one without 16 bytes.
    pub fn find<'a>(&'a self, record: &'a [u8]) -> impl Iterator<Item = OemText<'a>> {
        self.entries.iter().filter_map(|entry| entry.about(record))
    }
}

impl OemText<'_> {
    /// What stands behind the line of the entry: ` | TEXT NAME = 0xNN`, as CSV
    /// `,"TEXT",NAME=0xNN`.
    pub fn append(&self, csv: bool, line: &mut Vec<u8>) {
        let [before, after, between, equals]: [&[u8]; 4] =
            if csv { [b",\"", b"\"", b",", b"="] } else { [b" | ", b"", b" ", b" = "] };
        line.extend([before, self.text, after].concat());
        for (name, value) in &self.values {
            line.extend([between, *name, equals, format!("{value:#x}").as_bytes()].concat());
        }
    }
}

impl Entry {
    fn parse(line: &[u8]) -> Option<Self> {
        // A NUL ends a line.
        let mut rest = line.split(|byte| *byte == 0).next()?;
        let mut fields = Vec::new();
        while fields.len() < FIELDS {
            let (field, next) = quoted(rest.strip_prefix(b"\"")?)?;
            fields.push(Field::parse(field));
            rest = next.strip_prefix(b"\",")?;
        }
        let (text, _) = quoted(rest.strip_prefix(b"\"")?)?;
        let kind = match fields.remove(0) {
            Field::Value(kind) => kind,
            // No record has such a type.
            _ => u32::MAX,
        };
        Some(Self { kind, fields, text: text.to_vec() })
    }

    fn about<'a>(&'a self, record: &'a [u8]) -> Option<OemText<'a>> {
        let (kind, bytes) = (record.get(2)?, record.get(3..16)?);
        if u32::from(*kind) != self.kind || !(OEM..).contains(kind) || *kind == PANIC {
            return None;
        }
        let mut values = Vec::new();
        for (at, (field, byte)) in self.fields.iter().zip(bytes).enumerate() {
            match field {
                Field::Value(value) if COMPARED.contains(&at) && *value != u32::from(*byte) => {
                    return None;
                }
                Field::Name(name) => values.push((name.as_slice(), *byte)),
                Field::Any | Field::Value(_) => {}
            }
        }
        Some(OemText { text: &self.text, values })
    }
}

impl Field {
    fn parse(field: &[u8]) -> Self {
        match field {
            b"XX" | b"R" => Self::Any,
            _ => value(field).map_or_else(|| Self::Name(field.to_vec()), Self::Value),
        }
    }
}

/// `0x` and at least one digit; what follows the digits is ignored. A number that is too large is
/// no byte's.
fn value(field: &[u8]) -> Option<u32> {
    let digits = field.strip_prefix(b"0x")?;
    let count = digits.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let digits = std::str::from_utf8(digits.get(..count)?).ok()?;
    (count > 0).then(|| u32::from_str_radix(digits, 16).unwrap_or(u32::MAX))
}

/// What stands before the next quote, or all; `None` when that is nothing.
fn quoted(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = rest.iter().position(|byte| *byte == b'"').unwrap_or(rest.len());
    rest.split_at_checked(end).filter(|(field, _)| !field.is_empty())
}

/// Fields in front of the text.
const FIELDS: usize = 14;
/// Those of bytes 3 to 6, 10 and 11.
const COMPARED: [usize; 6] = [0, 1, 2, 3, 7, 8];
const OEM: u8 = 0xc0;
const PANIC: u8 = 0xf0;
const MOST: usize = 65_536;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RECORD: [u8; 16] = [1, 0, 0xc1, 0, 0, 0, 0x65, 0xa2, 2, 0, 1, 2, 3, 4, 5, 6];

    fn line(data: [&str; 6], text: &str) -> String {
        let data = data.map(|field| format!("\"{field}\",")).concat();
        format!("\"0xC1\",{}{data}\"{text}\"\n", "\"XX\",".repeat(7))
    }

    fn shown(file: &str, csv: bool) -> String {
        let (texts, mut out) = (OemTexts::parse(file.as_bytes()), Vec::new());
        texts.find(&RECORD).for_each(|text| text.append(csv, &mut out));
        String::from_utf8(out).unwrap()
    }

    /// IPMItool 1.8.19 shows other bytes for the names, two in front of those that they stand for.
    #[test]
    fn texts_and_names_stand_behind_the_entry() {
        let file = line(["0x01", "0x02", "Chassis", "R", "Slot Num", "0x99"], "TEXT");
        assert_eq!(shown(&file, false), " | TEXT Chassis = 0x3 Slot Num = 0x5");
        assert_eq!(shown(&file, true), ",\"TEXT\",Chassis=0x3,Slot Num=0x5");
        let any = ["0x1 z", "XX", "XX", "XX", "XX", "XX"];
        let other = line(["0x02", "XX", "XX", "XX", "XX", "XX"], "no");
        let both = format!("{}\n{other}{}", line(any, "first"), line(any, "a,b"));
        assert_eq!(shown(&both, false), " | first | a,b");
        assert_eq!(OemTexts::parse(both.as_bytes()).lines, 3);
    }

    /// Each was tried with IPMItool 1.8.19.
    #[test]
    fn fields_are_read_as_ipmitool_reads_them() {
        let with = |field| shown(&line([field, "XX", "XX", "XX", "XX", "XX"], "T"), false);
        for any in ["0x01", "0x001", "0x1 ", "0x1|0x2", "R", "XX"] {
            assert_eq!(with(any), " | T", "{any}");
        }
        for name in ["0X01", "1", "0x", "0xXX", "r", "xx", "RR", "'"] {
            assert_eq!(with(name), format!(" | T {name} = 0x1"));
        }
        for other in ["0x10", "0x101", "0x2"] {
            assert_eq!(with(other), "", "{other}");
        }
        let good = line(["XX"; 6], "T");
        for changed in [
            good.trim_end().to_owned(),
            good.replace("T\"\n", "T\n"),
            good.replace("T\"\n", "T\"more\r\n"),
            good.replace("T\"", "T\0x\""),
            good.replace("0xC1", "0xc1"),
        ] {
            assert_eq!(shown(&changed, false), " | T", "{changed}");
        }
        for kind in ["0xC2", "0x1C1", "C1", "XX", "193"] {
            assert_eq!(shown(&good.replace("0xC1", kind), false), "", "{kind}");
        }
    }

    #[test]
    fn one_wrong_line_spoils_the_file() {
        let good = line(["XX"; 6], "T");
        for bad in [
            good.replace('"', ""),
            good.replace("\",\"", "\", \""),
            good.replace('T', ""),
            good.replace("0xC1", ""),
            good.replacen("\"XX\",", "", 1),
            "# comment\n".into(),
        ] {
            let texts = OemTexts::parse(format!("{good}{bad}{good}").as_bytes());
            assert_eq!((texts.lines, texts.bad), (3, Some(2)), "{bad}");
            assert_eq!(texts.find(&RECORD).count(), 0);
        }
    }

    #[test]
    fn only_oem_entries_have_texts() {
        let file = "c1 e5 f0 02"
            .split(' ')
            .map(|kind| format!("\"0x{kind}\",{}\"{kind}\"\n", "\"XX\",".repeat(13)));
        let texts = OemTexts::parse(file.collect::<String>().as_bytes());
        let of = |kind: u8| -> Vec<String> {
            let mut record = RECORD;
            record[2] = kind;
            texts.find(&record).map(|it| String::from_utf8_lossy(it.text).into_owned()).collect()
        };
        assert_eq!([of(0xc1), of(0xe5)], [vec!["c1".to_owned()], vec!["e5".to_owned()]]);
        assert!(of(0xf0).is_empty() && of(0x02).is_empty());
        assert_eq!(texts.find(&RECORD[..15]).count(), 0);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_file(
            head in proptest::collection::vec(any::<u8>(), 0..40),
            fields in proptest::collection::vec("[0xRX1a\"]{0,4}", 15),
            record in proptest::collection::vec(any::<u8>(), 0..20),
        ) {
            let line = fields.iter().map(|field| format!("\"{field}\"")).collect::<Vec<_>>();
            for file in [head.clone(), [&head, line.join(",").as_bytes()].concat()] {
                let texts = OemTexts::parse(&file);
                let mut out = Vec::new();
                texts.find(&record).for_each(|text| text.append(true, &mut out));
                prop_assert!(texts.lines <= file.len());
            }
        }
    }
}
