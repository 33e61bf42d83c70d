//! Text that came from a BMC.
use serde::{Serialize, Serializer};

/// Bytes that should be text. Shown as they are; in JSON as UTF-8 where they are that, else as
/// Latin-1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<u8>);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => {
                serializer.collect_str(&self.0.iter().copied().map(char::from).collect::<String>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_gets_unicode() {
        let json = |bytes: &[u8]| serde_json::to_string(&Text(bytes.to_vec())).unwrap();
        assert_eq!(json("größe".as_bytes()), "\"größe\"");
        assert_eq!(json(b"gr\xf6\xdfe"), "\"größe\"");
    }
}
