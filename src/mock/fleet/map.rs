//! The map: which virtual machine has its BMC at which address. Lines of `name,address[:port]`.
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};

use super::Problem;

/// A line of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The machine's name.
    pub(super) name: String,
    /// Where its BMC listens.
    pub(super) address: SocketAddr,
    /// Line, from 1 on.
    pub(super) line: usize,
}

/// Reads a map.
///
/// # Errors
/// Every line that is wrong.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<Entry>, Vec<Problem>> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut seen = Seen::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        if entries.len() + problems.len() >= MAX_BMCS {
            problems.push(Problem::at(number, format!("there are more than {MAX_BMCS} BMCs")));
            break;
        }
        match entry(line, number) {
            Ok(entry) => {
                problems
                    .extend(seen.before(&entry).into_iter().map(|text| Problem::at(number, text)));
                entries.push(entry);
            }
            Err(text) => problems.push(Problem::at(number, text)),
        }
    }
    if entries.is_empty() && problems.is_empty() {
        problems.push(Problem::general("there is no BMC in it"));
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

/// Names and addresses of the lines above.
#[derive(Default)]
struct Seen {
    names: HashMap<String, usize>,
    addresses: HashMap<SocketAddr, usize>,
}

impl Seen {
    /// What an entry has in common with one above.
    fn before(&mut self, entry: &Entry) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(line) = self.names.get(&entry.name) {
            problems.push(format!("{} is in line {line} already", entry.name));
        }
        if let Some(line) = self.addresses.get(&entry.address) {
            problems.push(format!("{} is in line {line} already", entry.address));
        }
        self.names.entry(entry.name.clone()).or_insert(entry.line);
        self.addresses.entry(entry.address).or_insert(entry.line);
        problems
    }
}

fn entry(line: &str, number: usize) -> Result<Entry, String> {
    let (name, address) = line.split_once(',').ok_or("expected name,address[:port]")?;
    let (name, address) = (name.trim_end(), address.trim_start());
    check_name(name)?;
    Ok(Entry { name: name.to_owned(), address: parse_address(address)?, line: number })
}

/// A name is a file name and a word for other programs too.
fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("expected a name before the comma".into());
    }
    if name.len() > MAX_NAME {
        return Err(format!("the name has more than {MAX_NAME} characters"));
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.+".contains(c);
    if let Some(odd) = name.chars().find(|c| !fits(*c)) {
        return Err(format!("the name has {odd:?} in it: use letters, digits, - _ . +"));
    }
    if name.starts_with(['-', '.', '+']) {
        return Err("the name begins with a letter, a digit or _".into());
    }
    Ok(())
}

fn parse_address(text: &str) -> Result<SocketAddr, String> {
    let wrong = || {
        let shown: String = text.chars().take(60).collect();
        format!("{shown:?} is no address: expected 192.0.2.1, 192.0.2.1:623 or [2001:db8::1]:623")
    };
    let with_port = format!("{text}:{DEFAULT_PORT}");
    let bare = text.contains('.') && !text.contains(':') || text.ends_with(']');
    let address: SocketAddr =
        if bare { with_port.parse() } else { text.parse() }.map_err(|_| wrong())?;
    let group = match address.ip() {
        IpAddr::V4(ip) => ip.is_multicast() || ip.is_broadcast(),
        IpAddr::V6(ip) => ip.is_multicast(),
    };
    if group {
        return Err(format!("{text} is the address of a group"));
    }
    if address.port() == 0 {
        return Err("a BMC needs a port other than 0".into());
    }
    Ok(address)
}

/// IPMI's own port (ASF 2.0 §3.2.3).
const DEFAULT_PORT: u16 = 623;
/// More than one process should serve.
const MAX_BMCS: usize = 4096;
/// As long as a label in the DNS and a text in DCMI.
const MAX_NAME: usize = 63;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let text = "\u{feff}# the lab\r\n\r\nnodea,192.168.0.101\r\n  node-b.lab , 10.0.0.1:6230 # b\n\
                    c,[::1]\nd,[fe80::1]:700";
        let entries = parse(text.as_bytes()).unwrap();
        let all = entries.iter().map(|e| format!("{} {} {}", e.line, e.name, e.address));
        let all: Vec<_> = all.collect();
        assert_eq!(
            all,
            [
                "3 nodea 192.168.0.101:623",
                "4 node-b.lab 10.0.0.1:6230",
                "5 c [::1]:623",
                "6 d [fe80::1]:700"
            ]
        );
    }

    #[test]
    fn every_wrong_line_is_told() {
        let text = "ok,127.0.0.1\nno comma\n,127.0.0.2\nno de,127.0.0.2\n-x,127.0.0.2\n../x,1.2.3.4\n\
                    a,127.0.0\nb,::1\nc,127.0.0.1:0\nd,127.0.0.1:70000\ne,224.0.0.1\nok,127.0.0.1\n\
                    f,localhost\ng,127.0.0.3,x\n\u{e4},127.0.0.4\n";
        let long = format!("{text}{},127.0.0.9", "n".repeat(64));
        let problems = parse(long.as_bytes()).unwrap_err();
        let lines: Vec<_> = problems.iter().map(|problem| problem.line.unwrap()).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16]);
        assert_eq!(problems[10].text, "ok is in line 1 already");
        assert_eq!(problems[11].text, "127.0.0.1:623 is in line 1 already");
        assert_eq!(parse(b"\n# nothing\n").unwrap_err()[0].text, "there is no BMC in it");
        assert!(parse(&[0xff, 0xfe, b',', 0]).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, name in ".{0,70}", address in "[0-9.:%\\[\\]a-f]{0,40}") {
            let _ = parse(&bytes);
            let _ = parse(format!("{name},{address}").as_bytes());
        }
    }

    #[test]
    fn a_map_has_an_end() {
        let line = |n: usize| format!("n{n},10.{}.{}.{}\n", n >> 16, n >> 8 & 0xff, n & 0xff);
        let text: String = (1..=MAX_BMCS + 10).map(line).collect();
        let problems = parse(text.as_bytes()).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].line, Some(MAX_BMCS + 1));
        let problems = parse("x\n".repeat(3 * MAX_BMCS).as_bytes()).unwrap_err();
        assert_eq!(problems.len(), MAX_BMCS + 1);
    }
}
