//! Commands that act on a machine, and a machine that takes its time, in simulated time.
use std::sync::Arc;
use std::time::Duration;

use super::console::Console;
use crate::mock::boot::BootDevice;
use crate::mock::chassis::Action;
use crate::mock::host::{BootChoice, Host, HostError, Order, Report, Ticket};
use crate::mock::{Bmc, Options};

/// A machine that nobody asks: the tests answer for it.
#[derive(Debug)]
struct Nobody;

impl Host for Nobody {
    fn power(&self) -> Result<bool, HostError> {
        Err(HostError::NotFound)
    }

    fn act(&self, _: Action, _: Option<BootChoice>) -> Result<(), HostError> {
        Err(HostError::NotFound)
    }

    fn set_boot(&self, _: Option<BootDevice>) -> Result<(), HostError> {
        Err(HostError::NotFound)
    }
}

fn admin() -> Console {
    Console::admin(Options { host: Some(Arc::new(Nobody)), ..Options::default() })
}

const STATUS: (u8, u8, &[u8]) = (0x00, 0x01, &[]);
const POWER_OFF: (u8, u8, &[u8]) = (0x00, 0x02, &[0]);
const RESET: (u8, u8, &[u8]) = (0x00, 0x02, &[3]);

/// Sends a request that must not be answered at once; gives its datagrams' message and the order.
fn begin(console: &mut Console, (netfn, cmd, data): (u8, u8, &[u8])) -> (Ticket, Order) {
    assert_eq!(console.try_ask(netfn, cmd, data), None);
    console.bmc.poll_order(console.now).unwrap()
}

/// The data of the answer that has come.
fn answer(console: &mut Console) -> Option<Vec<u8>> {
    let mut datagrams = console.receive();
    assert!(datagrams.len() < 2, "two answers");
    Some(console.opened(&datagrams.pop()?).unwrap().data)
}

fn after(console: &mut Console, ms: u64) {
    console.wait(Duration::from_millis(ms));
}

fn log(bmc: &Bmc) -> Vec<[u8; 4]> {
    let own = bmc.state().model().entries.len();
    let bytes = |(_, entry): &(u16, Vec<u8>)| [entry[10], entry[11], entry[12], entry[13]];
    bmc.state().log.entries.iter().skip(own).map(bytes).collect()
}

#[test]
fn power_is_asked_of_the_machine_every_time() {
    let mut console = admin();
    for on in [true, false, false, true] {
        let (ticket, order) = begin(&mut console, STATUS);
        assert_eq!(order, Order::Power);
        after(&mut console, 100);
        console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Power(on)));
        assert_eq!(answer(&mut console).unwrap()[..2], [0, u8::from(on)]);
    }
    let offs = [[0x09, 0x56, 0x6f, 0x00], [0x22, 0x73, 0x6f, 0x00]];
    assert_eq!(log(&console.bmc), offs, "changes are in the log, and the first state is none");
    for (netfn, cmd, data, at) in [(0x06, 0x07, &[][..], 1), (0x2c, 0x02, &[0xdc, 1, 0, 0][..], 18)]
    {
        let (ticket, order) = begin(&mut console, (netfn, cmd, data));
        assert_eq!(order, Order::Power, "{netfn:02x}.{cmd:02x}");
        console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Power(false)));
        let answer = answer(&mut console).unwrap();
        assert_eq!((answer[0], answer[at]), (0, if netfn == 6 { 5 } else { 0 }));
    }
}

#[test]
fn sensors_of_its_power_tell_what_is_true_now() {
    let model = crate::mock::Model::of_virtual();
    let mut console =
        Console::admin(Options { host: Some(Arc::new(Nobody)), ..Options::of(model) });
    let (unit, acpi) = ((0x04, 0x2d, &[0x01][..]), (0x04, 0x2d, &[0x02][..]));
    for (sensor, on, states) in
        [(unit, true, 0x00), (unit, false, 0x01), (acpi, true, 0x01), (acpi, false, 0x20)]
    {
        let (ticket, order) = begin(&mut console, sensor);
        assert_eq!(order, Order::Power);
        console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Power(on)));
        assert_eq!(answer(&mut console).unwrap()[..4], [0, 0, 0xc0, states], "{sensor:?} {on}");
    }
    let temperature = console.ask(0x04, 0x2d, &[0x10]);
    assert_eq!(temperature[..2], [0, 22], "others are not asked for");
    let other = console.ask(0x04, 0x2d, &[0x03]);
    assert_eq!(other[0], 0);
}

#[test]
fn a_machine_that_says_nothing_is_waited_for_three_seconds() {
    let mut console = admin();
    let (ticket, _) = begin(&mut console, STATUS);
    assert_eq!(console.bmc.poll_timeout(), Some(console.now + Duration::from_secs(3)));
    after(&mut console, 2999);
    assert_eq!(answer(&mut console), None);
    after(&mut console, 1);
    assert_eq!(answer(&mut console).unwrap(), [0xc3]);
    // Others that ask meanwhile wait, and are not asked for at all when they have waited long.
    assert_eq!(console.try_ask(0x00, 0x01, &[]), None);
    assert_eq!(console.bmc.poll_order(console.now), None, "one question at a time");
    after(&mut console, 3000);
    assert_eq!(answer(&mut console).unwrap(), [0xc3]);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Power(true)));
    assert_eq!((answer(&mut console), console.bmc.poll_order(console.now)), (None, None));
    // And then it goes on.
    let (ticket, _) = begin(&mut console, STATUS);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Power(true)));
    assert_eq!(answer(&mut console).unwrap()[..2], [0, 1]);
}

#[test]
fn failures_have_their_codes() {
    let mut console = admin();
    for (error, code) in [
        (HostError::Busy, 0xc0),
        (HostError::TimedOut, 0xc3),
        (HostError::NotFound, 0xcb),
        (HostError::NotNow, 0xd5),
        (HostError::Failed("no".into()), 0xff),
    ] {
        for request in [STATUS, RESET, (0x00, 0x08, &[5, 0xc0, 4, 0, 0, 0])] {
            let (ticket, _) = begin(&mut console, request);
            console.bmc.handle_outcome(console.now, ticket, &Err(error.clone()));
            assert_eq!(answer(&mut console).unwrap(), [code], "{request:?}");
        }
    }
    assert_eq!(console.bmc.state().chassis.actions.reset, 0);
    assert_eq!(console.bmc.state().boot.flags, [0; 5], "what was refused is not kept");
    assert_eq!(log(&console.bmc), [[0; 4]; 0]);
}

#[test]
fn an_action_that_takes_long_goes_on_and_keeps_others_out() {
    let mut console = admin();
    let (off, order) = begin(&mut console, POWER_OFF);
    assert_eq!(order, Order::Act(Action::Off, None));
    let (ask, _) = begin(&mut console, STATUS);
    console.bmc.handle_outcome(console.now, ask, &Ok(Report::Power(true)));
    assert_eq!(answer(&mut console).unwrap()[1], 1, "it can be asked meanwhile");
    after(&mut console, 799);
    assert_eq!(answer(&mut console), None);
    after(&mut console, 1);
    assert_eq!(answer(&mut console).unwrap(), [0]);
    after(&mut console, 30_000);
    assert_eq!(console.try_ask(0x00, 0x02, &[1]), None);
    assert_eq!(console.bmc.poll_order(console.now), None, "one change at a time");
    after(&mut console, 3000);
    assert_eq!(answer(&mut console).unwrap(), [0xc0]);
    assert_eq!(console.bmc.state().chassis.actions.off, 0);
    console.bmc.handle_outcome(console.now, off, &Ok(Report::Done));
    assert_eq!(answer(&mut console), None);
    assert_eq!(console.bmc.state().chassis.actions.off, 1);
    assert_eq!(log(&console.bmc), [[0x09, 0x56, 0x6f, 0x00]]);
    // One that hangs for less than that only keeps it waiting.
    let (off, _) = begin(&mut console, POWER_OFF);
    assert_eq!(console.try_ask(0x00, 0x02, &[1]), None);
    after(&mut console, 2000);
    assert_eq!(answer(&mut console).unwrap(), [0], "of power off");
    console.bmc.handle_outcome(console.now, off, &Ok(Report::Nothing));
    let (on, order) = console.bmc.poll_order(console.now).unwrap();
    assert_eq!(order, Order::Act(Action::On, None));
    after(&mut console, 799);
    assert_eq!(answer(&mut console), None);
    console.bmc.handle_outcome(console.now, on, &Ok(Report::Done));
    assert_eq!(answer(&mut console).unwrap(), [0]);
    assert_eq!(console.ask(0x00, 0x07, &[]), [0, 1, 1], "restart cause");
}

#[test]
fn a_request_that_comes_again_waits_for_the_one_answer() {
    let mut console = admin();
    let message = console.message(0x00, 0x02, &[3]);
    for _ in 0..3 {
        let datagram = console.sealed(&message);
        assert!(console.exchange(&datagram).is_empty());
        after(&mut console, 200);
    }
    let (ticket, _) = console.bmc.poll_order(console.now).unwrap();
    assert_eq!(console.bmc.poll_order(console.now), None);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    assert_eq!(answer(&mut console).unwrap(), [0]);
    let datagram = console.sealed(&message);
    let again = console.exchange(&datagram);
    assert_eq!(console.opened(&again[0]).unwrap().data, [0], "out of the filter");
    assert_eq!(console.bmc.poll_order(console.now), None);
    assert_eq!(console.bmc.state().chassis.actions.reset, 1);
    let repeated = console.bmc.seen().requests.iter().filter(|r| r.repeated).count();
    assert_eq!(repeated, 3);
}

/// FreeIPMI repeats a request after 400 ms with the next sequence number, and waits for that.
#[test]
fn a_request_that_comes_again_under_another_number_is_the_same() {
    let mut console = admin();
    let (ticket, _) = begin(&mut console, (0x00, 0x02, &[2]));
    let mut seqs = vec![console.rq_seq];
    for _ in 0..2 {
        after(&mut console, 300);
        assert_eq!(console.try_ask(0x00, 0x02, &[2]), None);
        seqs.push(console.rq_seq);
        assert_eq!(console.bmc.poll_order(console.now), None);
    }
    assert_eq!(console.try_ask(0x00, 0x02, &[3]), None, "something else waits for its turn");
    after(&mut console, 200);
    let answers: Vec<u8> =
        console.receive().iter().map(|bytes| console.opened(bytes).unwrap().seq).collect();
    assert_eq!(answers, seqs, "each is answered 800 ms after the first");
    assert_eq!(console.try_ask(0x00, 0x02, &[2]), None);
    after(&mut console, 0);
    assert_eq!(answer(&mut console).unwrap(), [0], "it is still under way");
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    let (reset, order) = console.bmc.poll_order(console.now).unwrap();
    assert_eq!(order, Order::Act(Action::Reset, None));
    console.bmc.handle_outcome(console.now, reset, &Ok(Report::Done));
    answer(&mut console).unwrap();
    let (_, order) = begin(&mut console, (0x00, 0x02, &[2]));
    assert_eq!(order, Order::Act(Action::Cycle, None), "it is new when the first is done");
    assert_eq!(console.bmc.state().chassis.actions.cycle, 1);
}

#[test]
fn questions_are_asked_for_all_who_wait_but_never_early() {
    let mut console = admin();
    let (first, _) = begin(&mut console, STATUS);
    assert_eq!(console.try_ask(0x00, 0x01, &[]), None, "the same again: part of it");
    assert_eq!(console.try_ask(0x06, 0x07, &[]), None, "another one asks anew");
    assert_eq!(console.try_ask(0x06, 0x07, &[]), None, "and one more with it");
    let (off, _) = begin(&mut console, POWER_OFF);
    console.bmc.handle_outcome(console.now, off, &Ok(Report::Done));
    answer(&mut console).unwrap();
    assert_eq!(console.try_ask(0x00, 0x01, &[]), None, "after a change it is not the same");
    console.bmc.handle_outcome(console.now, first, &Ok(Report::Power(true)));
    assert_eq!(console.receive().len(), 2);
    let (second, order) = console.bmc.poll_order(console.now).unwrap();
    assert_eq!(order, Order::Power);
    console.bmc.handle_outcome(console.now, second, &Ok(Report::Power(false)));
    let answers = console.receive();
    let powers: Vec<u8> =
        answers.iter().map(|bytes| console.opened(bytes).unwrap().data[1] & 0x07).collect();
    assert_eq!(powers, [5, 5, 0], "off for ACPI, and for the chassis");
    assert_eq!(console.bmc.poll_order(console.now), None);
}

#[test]
fn a_session_that_has_ended_gets_no_answer() {
    let mut console = admin();
    let (ticket, _) = begin(&mut console, POWER_OFF);
    let id = console.link.as_ref().unwrap().sid.to_le_bytes();
    assert_eq!(console.ask(0x06, 0x3c, &id), [0]);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    assert!(console.receive().is_empty());
    assert_eq!(console.bmc.state().chassis.actions.off, 1);
}

#[test]
fn boot_flags_go_with_what_boots_and_are_used_up_by_it() {
    let mut console = admin();
    assert_eq!(console.ask(0x00, 0x08, &[5, 0x80, 4, 0, 0, 0]), [0], "once: nothing to tell yet");
    let (ticket, order) = begin(&mut console, RESET);
    let once = BootChoice { device: BootDevice::Network, persistent: false };
    assert_eq!(order, Order::Act(Action::Reset, Some(once)));
    console.bmc.handle_outcome(console.now, ticket, &Err(HostError::NotNow));
    assert_eq!(answer(&mut console).unwrap(), [0xd5]);
    assert_eq!(console.bmc.state().boot.flags[0], 0x80);
    let (ticket, _) = begin(&mut console, (0x00, 0x02, &[1]));
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Nothing));
    assert_eq!(answer(&mut console).unwrap(), [0]);
    assert_eq!(console.bmc.state().boot.flags[0], 0x80, "it was on, and did not boot");
    let (ticket, _) = begin(&mut console, (0x00, 0x02, &[2]));
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    assert_eq!(answer(&mut console).unwrap(), [0]);
    assert_eq!(console.bmc.state().boot.flags[0], 0);
    // Flags that come while it boots are for the next time.
    let (ticket, order) = begin(&mut console, RESET);
    assert_eq!(order, Order::Act(Action::Reset, None));
    assert_eq!(console.ask(0x00, 0x08, &[5, 0x80, 8, 0, 0, 0]), [0]);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    assert_eq!(console.bmc.state().boot.flags[..2], [0x80, 8]);
    answer(&mut console).unwrap();
    after(&mut console, 59_000);
    console.ask(0x06, 0x01, &[]);
    after(&mut console, 1000);
    let (_, order) = begin(&mut console, RESET);
    assert_eq!(order, Order::Act(Action::Reset, None), "forgotten after a minute");
}

#[test]
fn a_lasting_device_is_told_at_once_and_taken_back() {
    let mut console = admin();
    let lasting: (u8, u8, &[u8]) = (0x00, 0x08, &[5, 0xc0, 4, 0, 0, 0]);
    let (ticket, order) = begin(&mut console, lasting);
    assert_eq!(order, Order::SetBoot(Some(BootDevice::Network)));
    assert_eq!(console.bmc.state().boot.flags, [0; 5]);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    assert_eq!(answer(&mut console).unwrap(), [0]);
    assert_eq!(console.bmc.state().boot.flags, [0xc0, 4, 0, 0, 0]);
    let (ticket, order) = begin(&mut console, RESET);
    let choice = BootChoice { device: BootDevice::Network, persistent: true };
    assert_eq!(order, Order::Act(Action::Reset, Some(choice)));
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    answer(&mut console).unwrap();
    let (ticket, order) = begin(&mut console, (0x00, 0x08, &[5, 0x80, 0, 0, 0, 0]));
    assert_eq!(order, Order::SetBoot(None));
    after(&mut console, 800);
    assert_eq!(answer(&mut console).unwrap(), [0], "it goes on");
    assert_eq!(console.bmc.state().boot.flags, [0x80, 0, 0, 0, 0]);
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    assert_eq!(answer(&mut console), None);
}

#[test]
fn the_watchdog_acts_on_the_machine() {
    let mut console = admin();
    assert_eq!(console.ask(0x06, 0x24, &[0x04, 0x02, 0, 0, 10, 0]), [0]);
    assert_eq!(console.ask(0x06, 0x22, &[]), [0]);
    let (hanging, _) = begin(&mut console, RESET);
    after(&mut console, 1000);
    assert_eq!(console.bmc.poll_order(console.now), None, "after what is under way");
    console.bmc.handle_outcome(console.now, hanging, &Err(HostError::TimedOut));
    let (ticket, order) = console.bmc.poll_order(console.now).unwrap();
    assert_eq!(order, Order::Act(Action::Off, None));
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
    let events = [[0x23, 0x71, 0x6f, 2], [0x09, 0x56, 0x6f, 5], [0x09, 0x56, 0x6f, 0]];
    assert_eq!(log(&console.bmc), events, "expired, the reset failed, off");
    let chassis = &console.bmc.state().chassis;
    assert_eq!((chassis.actions.off, chassis.restart_cause), (1, 4));
}

#[test]
fn what_was_done_is_in_the_log() {
    let mut console = admin();
    for (action, event) in [
        (2, [0x09, 0x56, 0x6f, 0x01]),
        (3, [0x14, 0x72, 0x6f, 0x02]),
        (4, [0x13, 0x81, 0x6f, 0x00]),
        (5, [0x14, 0x72, 0x6f, 0x00]),
    ] {
        let (ticket, _) = begin(&mut console, (0x00, 0x02, &[action]));
        console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Done));
        assert_eq!(answer(&mut console).unwrap(), [0]);
        assert_eq!(log(&console.bmc).pop().unwrap(), event);
    }
    let count = log(&console.bmc).len();
    let (cycle, _) = begin(&mut console, (0x00, 0x02, &[2]));
    let (ask, _) = begin(&mut console, STATUS);
    console.bmc.handle_outcome(console.now, ask, &Ok(Report::Power(false)));
    assert_eq!(answer(&mut console).unwrap()[..2], [0, 0]);
    console.bmc.handle_outcome(console.now, cycle, &Ok(Report::Done));
    answer(&mut console).unwrap();
    assert_eq!(log(&console.bmc)[count..], [[0x09, 0x56, 0x6f, 0x01]], "one event for a cycle");
    let count = count + 1;
    let (ticket, _) = begin(&mut console, (0x00, 0x02, &[1]));
    console.bmc.handle_outcome(console.now, ticket, &Ok(Report::Nothing));
    assert_eq!(log(&console.bmc).len(), count, "what was on already is no event");
}
