//! Guesses at passwords, floods, and what is told to strangers.
use std::net::SocketAddr;
use std::time::Duration;

use super::console::{Console, Login};
use crate::mock::Options;
use crate::wire::rakp::Status;
use crate::wire::v20::PayloadType;

const SECOND: Duration = Duration::from_secs(1);

fn login() -> Login {
    Login::default()
}

/// A BMC that locks users out after three bad passwords, for 30 s, with an event.
fn strict() -> Console {
    let mut console = Console::new(Options::default());
    console.bmc.state_mut().lan.set(26, &[1, 3, 6, 0, 3, 0]).unwrap();
    console
}

/// A handshake that ends with a wrong code.
fn guess(console: &mut Console) -> Status {
    let Some(opened) = console.open(3).opened else { return Status::NO_RESOURCES };
    let second = console.rakp1(opened.bmc_sid, &login());
    if second.status != Status::OK {
        return second.status;
    }
    console.rakp3(opened.bmc_sid, &[7; 20]).status
}

/// A console that has seen that RAKP 2 does not fit its password.
fn give_up(console: &mut Console, status: Status) {
    let sid = console.open(3).opened.unwrap().bmc_sid;
    assert_eq!(console.rakp1(sid, &login()).status, Status::OK);
    let [a, b, c, d] = sid.to_le_bytes();
    assert_eq!(console.setup(PayloadType::Rakp3, &[9, status.0, 0, 0, a, b, c, d]), None);
}

fn events(console: &Console) -> Vec<Vec<u8>> {
    let fresh = Console::new(Options::default()).bmc.state().log.entries.len();
    let entries = console.bmc.state().log.entries.iter().skip(fresh);
    entries.map(|(_, entry)| entry[7..].to_vec()).collect()
}

#[test]
fn three_bad_passwords_lock_a_user_out_for_30_seconds() {
    let mut console = strict();
    for _ in 0..3 {
        assert_eq!(guess(&mut console), Status::BAD_CHECK_VALUE);
    }
    assert_eq!(console.log_in(&login()), Err(Status::UNAUTHORIZED_NAME));
    assert_eq!(guess(&mut console), Status::UNAUTHORIZED_NAME);
    console.wait(29 * SECOND);
    assert_eq!(console.log_in(&login()), Err(Status::UNAUTHORIZED_NAME));
    console.wait(SECOND);
    assert_eq!(console.log_in(&login()), Ok(()));
    let number = console.bmc.state().sensors.unused();
    let event = vec![0x20, 0, 4, 0x2a, number, 0x6f, 0xf3, 2, 1];
    assert_eq!(events(&console), [event], "one event for each lock-out");
}

#[test]
fn handshakes_that_were_begun_before_a_lock_out_open_nothing() {
    let mut console = strict();
    let sids: Vec<u32> = (0..5).map(|_| console.open(3).opened.unwrap().bmc_sid).collect();
    for sid in &sids {
        assert_eq!(console.rakp1(*sid, &login()).status, Status::OK);
    }
    let answers: Vec<Status> =
        sids.iter().map(|sid| console.rakp3(*sid, &[7; 20]).status).collect();
    let (bad, locked) = (Status::BAD_CHECK_VALUE, Status::UNAUTHORIZED_NAME);
    assert_eq!(answers, [bad, bad, bad, locked, locked]);
    assert_eq!(events(&console).len(), 1);
}

#[test]
fn a_console_that_gives_up_for_its_password_counts_and_others_do_not() {
    let mut console = strict();
    for _ in 0..5 {
        give_up(&mut console, Status::NO_RESOURCES);
    }
    assert_eq!(console.log_in(&login()), Ok(()));
    for _ in 0..3 {
        give_up(&mut console, Status::BAD_CHECK_VALUE);
    }
    assert_eq!(console.log_in(&login()), Err(Status::UNAUTHORIZED_NAME));
}

#[test]
fn a_good_password_and_time_begin_the_count_anew() {
    let mut console = strict();
    for _ in 0..3 {
        guess(&mut console);
        guess(&mut console);
        assert_eq!(console.log_in(&login()), Ok(()));
    }
    guess(&mut console);
    guess(&mut console);
    console.wait(60 * SECOND);
    guess(&mut console);
    assert_eq!(console.log_in(&login()), Ok(()));
    assert_eq!(events(&console), Vec::<Vec<u8>>::new());
}

#[test]
fn without_a_lock_out_time_the_user_is_disabled_until_it_is_enabled() {
    let mut console = strict();
    console.log_in(&login()).unwrap();
    assert_eq!(console.ask(0x06, 0x3b, &[4]), [0, 4]);
    console.bmc.state_mut().lan.set(26, &[0, 3, 0, 0, 0, 0]).unwrap();
    for _ in 0..3 {
        guess(&mut console);
    }
    console.wait(50 * SECOND);
    assert_eq!(guess(&mut console), Status::UNAUTHORIZED_NAME);
    assert!(!console.bmc.state().users.get(2).unwrap().enabled);
    assert_eq!(console.ask(0x06, 0x47, &[2, 1]), [0], "an open session goes on");
    assert_eq!(guess(&mut console), Status::BAD_CHECK_VALUE);
    assert_eq!(events(&console), Vec::<Vec<u8>>::new(), "no event was asked for");
}

#[test]
fn a_new_password_ends_a_lock_out() {
    let mut console = strict();
    console.log_in(&login()).unwrap();
    assert_eq!(console.ask(0x06, 0x3b, &[4]), [0, 4]);
    for _ in 0..3 {
        guess(&mut console);
    }
    assert_eq!(guess(&mut console), Status::UNAUTHORIZED_NAME);
    let password = [&[2, 2][..], b"other\0\0\0\0\0\0\0\0\0\0\0"].concat();
    assert_eq!(console.ask(0x06, 0x47, &password), [0]);
    assert_eq!(console.log_in(&Login { password: "other", ..login() }), Ok(()));
}

#[test]
fn without_a_threshold_nobody_is_locked_out() {
    let mut console = Console::new(Options::default());
    for _ in 0..300 {
        assert_eq!(guess(&mut console), Status::BAD_CHECK_VALUE);
        console.wait(SECOND);
    }
    assert_eq!(console.log_in(&login()), Ok(()));
}

/// A flood from one address, as fast as it comes.
#[test]
fn a_flood_of_handshakes_from_one_address_leaves_others_served() {
    let mut console = Console::new(Options { sessions: 2, ..Options::default() });
    let (quiet, loud) = (console.from, SocketAddr::from(([127, 0, 0, 2], 7)));
    let sid = console.open(3).opened.unwrap().bmc_sid;
    for round in 0..20 {
        console.from = loud;
        for _ in 0..2_000 {
            let mut payload = vec![1, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 8, 1, 0, 0, 0, 1, 0, 0, 8];
            payload.extend([1, 0, 0, 0, 2, 0, 0, 8, 1, 0, 0, 0]);
            console.setup(PayloadType::OpenRequest, &payload);
        }
        console.from = quiet;
        if round == 0 {
            assert_eq!(console.rakp1(sid, &login()).status, Status::OK, "begun before the flood");
        }
        assert_eq!(console.log_in(&login()), Ok(()), "round {round}");
        let sid = console.link.as_ref().unwrap().sid.to_le_bytes();
        assert_eq!(console.ask(0x06, 0x3c, &sid), [0]);
        console.wait(SECOND / 10);
    }
    assert_eq!(console.bmc.open_sessions(), 0);
    assert!(console.bmc.seen().refused > 30_000, "most of the flood was dropped");
}

#[test]
fn the_last_slot_goes_to_who_is_first_with_a_good_code() {
    let mut console = Console::new(Options { sessions: 1, ..Options::default() });
    let late = console.open(0);
    assert_eq!(late.status, Status::NO_CIPHER_SUITE, "suite 0 is off");
    let sid = console.open(3).opened.unwrap().bmc_sid;
    assert_eq!(console.rakp1(sid, &login()).status, Status::OK);
    assert_eq!(console.log_in(&login()), Ok(()));
    assert_eq!(console.open(3).status, Status::NO_RESOURCES);
    assert_eq!(console.bmc.open_sessions(), 1);
}

#[test]
fn strangers_learn_what_they_need_to_log_in_and_nothing_else() {
    let allowed = [(0x04, 0x17), (6, 0x37), (6, 0x38), (6, 0x39), (6, 0x3a), (6, 0x54)];
    for netfn in (0..0x40).step_by(2) {
        for cmd in 0..=0xff {
            let mut console = Console::new(Options::default());
            let answer = console.plain(netfn, cmd, &[]);
            if !allowed.contains(&(netfn, cmd)) {
                assert_eq!(answer, [0xd4], "{netfn:#x} {cmd:#x}");
            }
            assert!(answer.len() <= 17, "{netfn:#x} {cmd:#x}");
        }
    }
}
