use std::net::Ipv4Addr;

use super::*;

const LAB: &str = r#"
state = "/var/lib/bmc"

[defaults]
netmask = "255.255.255.0"
gateway = "192.168.0.1"
suites = [17]

[[defaults.user]]
name = "admin"
password = "geheim"
privilege = "administrator"

[[defaults.user]]
name = "fence"
password-file = "fence.pw"
privilege = "operator"
id = 2

[[bmc]]
match = "node*"
gateway = "192.168.0.2"
sessions = 4

[[bmc]]
match = ["nodeb", "x?"]
gateway = "192.168.0.3"
user = [{ name = "b", password = "b", privilege = "user" }]
"#;

fn wrong(text: &str) -> (usize, String) {
    let problem = Config::parse(text).unwrap_err();
    (problem.line.unwrap_or(0), problem.text)
}

#[test]
fn what_comes_later_counts() {
    let config = Config::parse(LAB).unwrap();
    assert_eq!(config.state, Some("/var/lib/bmc".into()));
    let gateway = |name| config.about(name).keys.gateway.unwrap();
    assert_eq!(gateway("other"), Ipv4Addr::new(192, 168, 0, 1));
    assert_eq!(gateway("nodea"), Ipv4Addr::new(192, 168, 0, 2));
    assert_eq!(gateway("nodeb"), Ipv4Addr::new(192, 168, 0, 3));
    let b = config.about("nodeb");
    assert_eq!(b.keys.sessions.unwrap().byte(), 4);
    assert_eq!(b.keys.suites.unwrap().0, [17]);
    assert_eq!(b.users.unwrap().len(), 1, "a list of users replaces the one before");
    let users = config.about("nodea").users.unwrap();
    let ids: Vec<_> = users.iter().map(|user| (user.id, user.name.as_str(), user.line)).collect();
    assert_eq!(ids, [(3, "admin", 9), (2, "fence", 14)]);
    assert_eq!(config.idle_sections(&["nodea"]), [25]);
}

#[test]
fn wrong_values_are_told_with_line_and_key() {
    for (text, line, word) in [
        ("[defaults]\nsuits = [3]", 2, "suits: unknown field `suits`"),
        ("[defaults]\nsuites = [99]", 2, "suites: there is no cipher suite 99"),
        ("[defaults]\nsuites = 3", 2, "suites: invalid type"),
        ("\n[defaults]\nsessions = 64", 3, "sessions: expected a number from 1 to 63"),
        ("[defaults]\nnetmask = '255.0.255.0'", 2, "netmask: expected a mask"),
        ("[defaults]\nauth-types = ['md6']", 2, "auth-types: expected none, md2"),
        ("[defaults]\nmatch = '*'", 1, "match"),
        ("[[bmc]]\nkg = 'x'", 1, "match is missing"),
        ("[[bmc]]\nmatch = 3", 2, "match: expected a text or a list"),
        ("[[bmc]]\nmatch = 'a'\nkg = 'x'\nkg-file = 'y'", 1, "only one"),
        ("[[bmc]]\nmatch = 'a'\nkg = 'longer than twenty bytes'", 3, "kg: has more than 20 bytes"),
        ("[[bmc]\n", 1, ""),
    ] {
        let (at, message) = wrong(text);
        assert_eq!(at, line, "{text}: {message}");
        assert!(message.contains(word), "{text}: {message}");
    }
}

proptest::proptest! {
    /// Half of a configuration, and one with some character changed.
    #[test]
    fn damaged_text_is_refused_or_read(at in 0..LAB.len(), c: char) {
        if let (Some(start), Some(end)) = (LAB.get(..at), LAB.get(at + 1..)) {
            let _ = Config::parse(start);
            let _ = Config::parse(&format!("{start}{c}{end}"));
        }
    }
}

#[test]
fn wrong_users_are_told_and_no_password_is() {
    let user = |text: &str| wrong(&format!("[[defaults.user]]\n{text}"));
    for (text, line, word) in [
        ("name = 'a'\nprivilege = 'user'", 1, "password or password-file is missing"),
        ("name = 'a'\nprivilege = 'king'\npassword = 'x'", 3, "privilege: expected callback"),
        ("name = 'a'\npassword = 47110815\nprivilege = 'user'", 3, "password: expected a text"),
        ("name = 'a'\npasword = '47110815'\nprivilege = 'user'", 3, "pasword: unknown field"),
        ("name = 'a'\npassword = '47110815", 3, ""),
        ("name = 'a'\npassword = 47110815x", 3, ""),
        ("name = ''\npassword = 'x'\nprivilege = 'user'", 2, "name: expected 1 to 16"),
        ("name = 'a'\npassword = ''\nprivilege = 'user'", 3, "password: is empty"),
        ("name = 'a'\npassword = 'x'\nprivilege = 'user'\nid = 1", 5, "id: expected a number"),
    ] {
        let (at, message) = user(text);
        assert_eq!(at, line, "{text}: {message}");
        assert!(message.contains(word), "{text}: {message}");
        assert!(!message.contains("4711"), "{message}");
    }
    for text in ["user = 'admin:47110815:user'", "user = ['admin:47110815']", "kg = [47110815]"] {
        let (line, message) = wrong(&format!("[defaults]\n{text}"));
        assert_eq!((line, message.contains("4711")), (2, false), "{message}");
    }
    let two = "[[defaults.user]]\nname = 'a'\npassword = 'x'\nprivilege = 'user'\nid = 3\n";
    let (line, message) = wrong(&format!("{two}{}", two.replace("'a'", "'b'")));
    assert_eq!((line, message.contains("another has that id")), (6, true), "{message}");
    let (line, message) = wrong(&format!("{two}{}", two.replace("id = 3", "id = 4")));
    assert_eq!((line, message.contains("is there already")), (6, true), "{message}");
}
