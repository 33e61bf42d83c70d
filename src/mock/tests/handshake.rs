//! RMCP+ sessions: how they begin, what they take, how they end.
use std::time::Duration;

use super::console::{CONSOLE, Console, Login};
use crate::crypto::secret::Secret;
use crate::mock::Options;
use crate::mock::options::{Account, Roles};
use crate::wire::ids::Privilege;
use crate::wire::rakp::Status;
use crate::wire::v20::PayloadType;

fn with_operator() -> Options {
    let mut options = Options::default();
    options.users.push(Account {
        name: b"oper".to_vec(),
        password: Secret::from("secret"),
        privilege: Privilege::Operator,
    });
    options
}

#[test]
fn every_suite_opens_a_session() {
    for suite in [0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17] {
        let mut console = Console::new(Options::permissive());
        console.log_in(&Login { suite, ..Login::default() }).unwrap();
        assert_eq!(console.ask(0x06, 0x01, &[])[..3], [0, 0x20, 0x01], "suite {suite}");
    }
}

#[test]
fn a_suite_that_is_off_is_refused() {
    let options = Options { suites: vec![17], ..Options::default() };
    assert_eq!(Console::new(options).open(3).status, Status::NO_CIPHER_SUITE);
    let options =
        Options { refusal: Status::ILLEGAL_PARAMETER, suites: vec![3], ..Options::default() };
    assert_eq!(Console::new(options).open(17).status, Status::ILLEGAL_PARAMETER);
    assert_eq!(Console::new(Options::default()).open(4).status, Status::NO_CIPHER_SUITE, "RC4");
}

#[test]
fn a_session_gets_no_more_than_its_suite_may() {
    let levels = |levels: u8| {
        let options = Options { suites: vec![3, 17], ..with_operator() };
        let mut console = Console::new(options);
        console.bmc.state_mut().lan.set(24, &[0, levels, 0, 0, 0, 0, 0, 0, 0]).unwrap();
        console
    };
    let login = |suite, role| Login { suite, role, ..Login::default() };
    assert_eq!(levels(0x42).log_in(&login(17, 0x14)), Ok(()));
    assert_eq!(levels(0x42).log_in(&login(3, 0x14)), Err(Status::UNAUTHORIZED_ROLE));
    let mut console = levels(0x42);
    assert_eq!(console.log_in(&login(3, 0x12)), Ok(()));
    assert_ne!(console.ask(0x06, 0x3b, &[4])[0], 0, "above the level of the suite");
    assert_eq!(levels(0x04).open(17).status, Status::NO_CIPHER_SUITE, "unused");
    assert_eq!(levels(0x04).log_in(&login(3, 0x14)), Ok(()));
}

#[test]
fn each_mistake_has_its_status() {
    let status = |login: Login| Console::new(with_operator()).log_in(&login).unwrap_err();
    let login = Login::default();
    assert_eq!(status(Login { name: "nobody", ..login.clone() }), Status::UNAUTHORIZED_NAME);
    assert_eq!(status(Login { name: "", ..login.clone() }), Status::UNAUTHORIZED_NAME);
    assert_eq!(status(Login { name: "a name of 17 byte", ..login.clone() }), Status::NAME_LENGTH);
    assert_eq!(status(Login { role: 0x17, ..login.clone() }), Status::INVALID_ROLE);
    let oper = Login { name: "oper", password: "secret", ..login };
    assert_eq!(status(oper.clone()), Status::UNAUTHORIZED_ROLE);
    assert_eq!(status(Login { role: 0x04, ..oper.clone() }), Status::UNAUTHORIZED_NAME);
    assert_eq!(status(Login { role: 0x02, ..oper.clone() }), Status::UNAUTHORIZED_NAME);
    for role in [0x03, 0x13, 0x12] {
        let login = Login { role, ..oper.clone() };
        assert_eq!(Console::new(with_operator()).log_in(&login), Ok(()), "role {role:#x}");
    }
}

#[test]
fn a_lenient_bmc_caps_the_role() {
    let mut console = Console::new(Options { roles: Roles::Cap, ..with_operator() });
    let login = Login { name: "oper", password: "secret", ..Login::default() };
    console.log_in(&login).unwrap();
    assert_eq!(console.ask(0x06, 0x3b, &[4]), [0x81]);
    assert_eq!(console.ask(0x06, 0x3b, &[3]), [0, 3]);
}

#[test]
fn a_wrong_code_in_rakp_3_ends_the_handshake() {
    let mut console = Console::new(Options::default());
    let sid = console.open(3).opened.unwrap().bmc_sid;
    assert_eq!(console.rakp1(sid, &Login::default()).console_sid, CONSOLE);
    assert_eq!(console.rakp3(sid, &[0; 20]).status, Status::BAD_CHECK_VALUE);
    assert_eq!(console.rakp3(sid, &[0; 20]).status, Status::INVALID_SESSION_ID);
    assert_eq!(console.rakp1(sid, &Login::default()).status, Status::INVALID_SESSION_ID);
    assert_eq!(console.bmc.open_sessions(), 0);
}

#[test]
fn rakp_3_needs_rakp_1_and_one_with_an_error_is_not_answered() {
    let mut console = Console::new(Options::default());
    let sid = console.open(3).opened.unwrap().bmc_sid;
    assert_eq!(console.rakp3(sid, &[0; 20]).status, Status::INACTIVE_SESSION_ID);
    let mut payload = vec![1, Status::BAD_CHECK_VALUE.0, 0, 0];
    payload.extend(sid.to_le_bytes());
    assert_eq!(console.setup(PayloadType::Rakp3, &payload), None);
    assert_eq!(console.rakp1(sid, &Login::default()).status, Status::INVALID_SESSION_ID);
}

#[test]
fn a_handshake_that_is_not_finished_is_forgotten() {
    let mut console = Console::new(Options { sessions: 1, ..Options::default() });
    let sid = console.open(3).opened.unwrap().bmc_sid;
    assert_eq!(console.open(3).status, Status::OK, "it takes no slot");
    console.wait(Duration::from_secs(3));
    assert_eq!(console.rakp1(sid, &Login::default()).status, Status::INVALID_SESSION_ID);
    assert_eq!(console.log_in(&Login::default()), Ok(()));
}

#[test]
fn slots_are_freed_by_close_and_by_inactivity() {
    let mut console = Console::connected(Options { sessions: 1, ..Options::default() });
    assert_eq!(console.open(3).status, Status::NO_RESOURCES);
    let sid = console.link.as_ref().unwrap().sid.to_le_bytes();
    assert_eq!(console.ask(0x06, 0x3c, &sid), [0]);
    assert_eq!(console.try_ask(0x06, 0x01, &[]), None, "closed");
    console.log_in(&Login::default()).unwrap();
    console.wait(Duration::from_secs(59));
    assert_eq!(console.ask(0x06, 0x01, &[])[0], 0);
    console.wait(Duration::from_secs(59));
    assert_eq!(console.bmc.open_sessions(), 1);
    console.wait(Duration::from_secs(60));
    assert_eq!(console.try_ask(0x06, 0x01, &[]), None, "expired");
    assert_eq!(console.log_in(&Login::default()), Ok(()));
}

#[test]
fn a_user_may_have_a_limit_of_its_own() {
    let mut console = Console::connected(Options::default());
    console.bmc.state_mut().users.get_mut(2).unwrap().access.sessions = 1;
    assert_eq!(console.log_in(&Login::default()), Err(Status::NO_RESOURCES));
}

#[test]
fn rakp_1_and_3_may_come_twice() {
    let mut console = Console::new(Options::permissive());
    let sid = console.open(0).opened.unwrap().bmc_sid;
    let login = Login { suite: 0, ..Login::default() };
    let first = console.rakp1(sid, &login);
    assert_eq!(console.rakp1(sid, &login), first, "the same random number");
    let opened = console.rakp3(sid, &[]);
    assert_eq!(opened.status, Status::OK);
    assert_eq!(console.rakp3(sid, &[]), opened);
    assert_eq!(console.bmc.open_sessions(), 1);
}

#[test]
fn packets_must_be_protected_as_agreed_and_come_once() {
    let mut console = Console::connected(Options::default());
    let link = console.link.clone().unwrap();
    let bytes = console.message(0x06, 0x01, &[]).to_bytes();
    let dropped = |console: &mut Console, datagram: &[u8]| console.exchange(datagram).is_empty();
    assert!(dropped(&mut console, &link.seal_as(1, &bytes, true, false)));
    assert!(dropped(&mut console, &link.seal_as(1, &bytes, false, true)));
    let mut changed = link.seal(1, &bytes);
    changed[30] ^= 1;
    assert!(dropped(&mut console, &changed));
    assert!(dropped(&mut console, &link.seal(0, &bytes)));
    assert!(dropped(&mut console, &link.seal(16, &bytes)), "over the window");
    let good = link.seal(15, &bytes);
    assert!(!dropped(&mut console, &good));
    assert!(dropped(&mut console, &good), "replayed");
    assert_eq!(console.bmc.seen().refused, 6);
}

#[test]
fn the_bmc_key_counts_for_new_sessions() {
    let mut console = Console::admin(Options::default());
    let key = *b"0123456789abcdefghij";
    assert_eq!(console.ask(0x06, 0x56, &[0x0e, 1, 1, 0]), [0x81], "too few bytes");
    let set = [&[0x0e, 1, 1], &key[..]].concat();
    assert_eq!(console.ask(0x06, 0x56, &set), [0, 2]);
    assert_eq!(console.ask(0x06, 0x01, &[])[0], 0, "the session goes on");
    assert_eq!(console.ask(0x06, 0x56, &[0x0e, 0, 1]), [&[0, 2], &key[..]].concat());
    let login = Login::default();
    assert_eq!(console.log_in(&login), Err(Status::BAD_CHECK_VALUE));
    let login = Login { kg: Some(Secret::new(key.to_vec())), ..login };
    console.log_in(&login).unwrap();
    console.ask(0x06, 0x3b, &[4]);
    assert_eq!(console.ask(0x06, 0x56, &[0x0e, 2, 1]), [0, 1], "locked");
    assert_eq!(console.ask(0x06, 0x56, &set), [0x80]);
}

#[test]
fn a_session_starts_at_user_and_is_raised_up_to_its_limit() {
    let mut console = Console::connected(Options::default());
    assert_eq!(console.ask(0x06, 0x3b, &[0]), [0, 2]);
    assert_eq!(console.ask(0x00, 0x02, &[0]), [0xd4]);
    assert_eq!(console.ask(0x06, 0x3b, &[5]), [0x80]);
    assert_eq!(console.ask(0x06, 0x3b, &[3]), [0, 3]);
    assert_eq!(console.ask(0x00, 0x02, &[0]), [0]);
    assert_eq!(console.ask(0x06, 0x02, &[]), [0xd4], "a reset needs Administrator");
    let mut console = Console::new(Options::default());
    console.log_in(&Login { role: 0x12, ..Login::default() }).unwrap();
    assert_eq!(console.ask(0x06, 0x3b, &[4]), [0x81]);
    let mut console = Console::new(Options::default());
    console.log_in(&Login { role: 0x11, ..Login::default() }).unwrap();
    assert_eq!(console.ask(0x06, 0x01, &[]), [0xd4], "a callback session reads nothing");
}
