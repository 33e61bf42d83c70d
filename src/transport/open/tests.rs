//! The driver over a device that answers as it is told.
use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::*;
use crate::session::request::{Request, Response, Target};
use crate::wire::completion::CompletionCode;

/// A device that gives prepared messages, and nothing more.
#[derive(Default)]
struct Fake {
    gives: VecDeque<io::Result<Incoming>>,
    sent: Vec<Outgoing>,
    refuses: bool,
    wants_events: u32,
}

impl Device for Fake {
    fn send(&mut self, outgoing: &Outgoing) -> io::Result<()> {
        if self.refuses {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        self.sent.push(outgoing.clone());
        Ok(())
    }

    async fn receive(&mut self) -> io::Result<Incoming> {
        match self.gives.pop_front() {
            Some(given) => given,
            None => std::future::pending().await,
        }
    }

    fn get_events(&mut self) -> io::Result<()> {
        self.wants_events += 1;
        Ok(())
    }
}

fn driver(
    gives: impl IntoIterator<Item = io::Result<Incoming>>,
    patience: Duration,
) -> Driver<Fake> {
    let mut config = Config::local();
    config.timing.request = patience;
    Driver::new(0, Fake { gives: gives.into_iter().collect(), ..Fake::default() }, config)
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(work)
}

fn get_device_id() -> Request {
    Request::of(&crate::cmd::app::device::GetDeviceId, Target::SESSION)
}

fn answer(number: i32) -> Incoming {
    Incoming::Answer { number, netfn: 0x07, cmd: 0x01, data: vec![0xc3] }
}

const LONG: Duration = Duration::from_secs(100);

#[test]
fn an_answer_comes_between_other_messages() {
    let event = Incoming::Event(vec![2; 16]);
    let gives = [Ok(Incoming::Other), Ok(event), Ok(answer(9)), Ok(answer(0))];
    let mut driver = driver(gives, LONG);
    let id = driver.local.request(Instant::now(), get_device_id());
    let event = run(driver.event(&mut |_| {})).unwrap();
    let response = Response { code: CompletionCode(0xc3), data: vec![] };
    assert_eq!(event, Event::Answer(id, response));
    assert_eq!(driver.device.sent.len(), 1);
    // The event was kept.
    let told = run(driver.told(Instant::now() + LONG)).unwrap();
    assert_eq!((told, driver.device.wants_events), (Some(vec![2; 16]), 1));
}

#[test]
fn a_device_that_stays_silent_is_given_up() {
    let mut driver = driver([], Duration::from_millis(10));
    let id = driver.local.request(Instant::now(), get_device_id());
    assert_eq!(run(driver.event(&mut |_| {})).unwrap(), Event::Lost(id));
    assert_eq!(run(driver.event(&mut |_| {})).unwrap(), Event::Closed);
    let until = Instant::now() + Duration::from_millis(10);
    assert_eq!(run(driver.told(until)).unwrap(), None);
}

#[test]
fn a_request_that_is_refused_says_why() {
    let mut driver = driver([], LONG);
    driver.device.refuses = true;
    let id = driver.local.request(Instant::now(), get_device_id());
    assert_eq!(run(driver.event(&mut |_| {})).unwrap(), Event::Unsent(id));
    let Error::Device { doing, source } = driver.refusal() else { panic!() };
    assert_eq!((doing, source.kind()), ("Unable to send command", io::ErrorKind::InvalidInput));
}

#[test]
fn a_device_that_has_gone_ends_the_wait() {
    let mut driver = driver([Err(io::Error::from(io::ErrorKind::BrokenPipe))], LONG);
    driver.local.request(Instant::now(), get_device_id());
    let error = run(driver.event(&mut |_| {})).unwrap_err();
    assert!(matches!(error, Error::Device { .. }), "{error:?}");
}

#[test]
fn devices_are_looked_for_under_three_names() {
    let names = paths(3).map(|path| path.display().to_string());
    assert_eq!(names, ["/dev/ipmi3", "/dev/ipmi/3", "/dev/ipmidev/3"]);
    let error = Node::open(u32::MAX, 0x20).unwrap_err();
    let Error::NoDevice { number, tried } = error else { panic!("{error:?}") };
    assert_eq!((number, tried.len()), (u32::MAX, 3));
    assert!(tried.iter().all(|tried| tried.error.kind() == io::ErrorKind::NotFound));
}
