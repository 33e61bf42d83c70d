//! The forms of `-H`: `name`, `1.2.3.4`, `fe80::1%eth0`, `[v6]`, `[v6]:port`, `host:port`.
use super::number::parse_u16;

/// A host, and the port where one was written behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Name or address, without brackets.
    pub name: String,
    /// The port behind the colon.
    pub port: Option<u16>,
}

/// A text that is no host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// What stands behind the colon is no port.
    #[error("Port number {0} is out of range.")]
    Port(String),
    /// `[` without `]`, or something else than a port behind it.
    #[error("Address {0} is not understood: an IPv6 address with a port is written [address]:port")]
    Brackets(String),
}

/// Takes the text apart. More than one colon without brackets is an IPv6 address.
///
/// # Errors
/// [`HostError`] for a port out of range or brackets that do not match.
pub fn parse(text: &str) -> Result<Host, HostError> {
    if let Some(rest) = text.strip_prefix('[') {
        let broken = || HostError::Brackets(text.to_owned());
        let (name, behind) = rest.split_once(']').ok_or_else(broken)?;
        let port = match behind.strip_prefix(':') {
            Some(port) => Some(read_port(port)?),
            None if behind.is_empty() => None,
            None => return Err(broken()),
        };
        return Ok(Host { name: name.to_owned(), port });
    }
    match text.split_once(':') {
        Some((name, port)) if !port.contains(':') => {
            Ok(Host { name: name.to_owned(), port: Some(read_port(port)?) })
        }
        _ => Ok(Host { name: text.to_owned(), port: None }),
    }
}

fn read_port(text: &str) -> Result<u16, HostError> {
    let error = || HostError::Port(text.to_owned());
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(error());
    }
    parse_u16(text).map_err(|_| error())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases = [
            ("bmc1", "bmc1", None),
            ("bmc1:6230", "bmc1", Some(6230)),
            ("10.0.0.1", "10.0.0.1", None),
            ("10.0.0.1:623", "10.0.0.1", Some(623)),
            ("::1", "::1", None),
            ("fe80::1%eth0", "fe80::1%eth0", None),
            ("[fe80::1%eth0]", "fe80::1%eth0", None),
            ("[fe80::1%eth0]:6623", "fe80::1%eth0", Some(6623)),
            ("[bmc1]:1", "bmc1", Some(1)),
            ("", "", None),
        ];
        for (text, name, port) in cases {
            assert_eq!(parse(text), Ok(Host { name: name.to_owned(), port }), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["a:", "a:x", "a:65536", "[::1]:x", "[::1]:"] {
            assert!(matches!(parse(text), Err(HostError::Port(_))), "{text}");
        }
        for text in ["[::1", "[::1]x", "["] {
            assert!(matches!(parse(text), Err(HostError::Brackets(_))), "{text}");
        }
    }
}
