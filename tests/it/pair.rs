//! The client's state machine and the mock BMC in memory: time, loss, duplication, reordering and
//! damage are simulated, so an hour of a bad network takes milliseconds and every run repeats.
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use ripmitool::crypto::secret::Secret;
use ripmitool::mock::faults::Fault;
use ripmitool::mock::options::Options;
use ripmitool::mock::seen::Kind;
use ripmitool::mock::{Bmc, Rng};
use ripmitool::session::config::{Config, Route, Suites, Timing, Version};
use ripmitool::session::error::Error;
use ripmitool::session::quirks::Quirks;
use ripmitool::session::request::{Request, Response, Target};
use ripmitool::session::{Event, Random, Session};
use ripmitool::wire::completion::CompletionCode;
use ripmitool::wire::ids::Privilege;
use ripmitool::wire::rakp::Status;

/// What the network does to each datagram, each way; chances are in percent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Network {
    pub(crate) rtt: Duration,
    pub(crate) loss: u64,
    pub(crate) duplicate: u64,
    pub(crate) reorder: u64,
    pub(crate) corrupt: u64,
}

pub(crate) const GOOD: Network =
    Network { rtt: Duration::from_millis(1), loss: 0, duplicate: 0, reorder: 0, corrupt: 0 };
pub(crate) const MS: Duration = Duration::from_millis(1);

/// A small generator of random numbers: seeded, so that a failing run can be played again.
#[derive(Clone, Copy, Debug)]
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn hits(&mut self, percent: u64) -> bool {
        self.roll() % 100 < percent
    }

    fn filler(seed: u64) -> impl FnMut(&mut [u8]) + Send + 'static {
        let mut dice = Self(seed | 1);
        move |bytes: &mut [u8]| bytes.iter_mut().for_each(|b| *b = dice.roll().to_le_bytes()[0])
    }
}

pub(crate) struct Pair {
    /// The address that the BMC answers from.
    answers_from: SocketAddr,
    pub(crate) now: Instant,
    start: Instant,
    pub(crate) session: Session,
    pub(crate) bmc: Bmc,
    pub(crate) network: Network,
    dice: Dice,
    /// Datagrams on their way: when, in which order, to the BMC or not, bytes.
    wire: BTreeMap<(Instant, u64), (bool, Vec<u8>)>,
    order: u64,
    sent: u32,
    /// Payloads of RAKP 3 from the client.
    rakp3s: Vec<Vec<u8>>,
}

fn client() -> SocketAddr {
    "127.0.0.1:50000".parse().unwrap()
}

fn server() -> SocketAddr {
    "127.0.0.1:623".parse().unwrap()
}

pub(crate) fn config() -> Config {
    Config {
        version: Version::V20,
        peers: vec![server()],
        username: b"admin".to_vec(),
        password: Secret::from("password"),
        kg: None,
        suites: Suites::Auto,
        privilege: None,
        auth_type: None,
        quirks: Quirks::NONE,
        route: Route::default(),
        timing: Timing::default(),
        inflight: 1,
        trace: false,
    }
}

pub(crate) fn request(netfn: u8, cmd: u8, data: &[u8], repeatable: bool) -> Request {
    Request {
        name: "test",
        netfn,
        cmd,
        target: Target::SESSION,
        data: data.to_vec(),
        privilege: Privilege::User,
        repeatable,
        secret: false,
        direct: false,
        patience: None,
    }
}

impl Pair {
    pub(crate) fn new(config: Config, options: Options, network: Network, seed: u64) -> Self {
        let now = Instant::now();
        let rng: Rng = Box::new(Dice::filler(seed.wrapping_mul(31)));
        let random = Random::new(Dice::filler(seed.wrapping_mul(17)));
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        dice.roll();
        Self {
            answers_from: server(),
            now,
            start: now,
            session: Session::open(now, config, random),
            bmc: Bmc::new(options, rng),
            network,
            dice,
            wire: BTreeMap::new(),
            order: 0,
            sent: 0,
            rakp3s: Vec::new(),
        }
    }

    /// Puts a datagram on the wire, if it does not get lost.
    fn carry(&mut self, to_bmc: bool, bytes: &[u8]) {
        if std::env::var_os("PAIR_TRACE").is_some() {
            let way = if to_bmc { "->" } else { "<-" };
            eprintln!("{:?} {way} {bytes:02x?}", self.elapsed());
        }
        if to_bmc && bytes.get(5) == Some(&0x14) {
            self.rakp3s.push(bytes[16..].to_vec());
        }
        if self.dice.hits(self.network.loss) {
            return;
        }
        let copies = if self.dice.hits(self.network.duplicate) { 2 } else { 1 };
        for _ in 0..copies {
            let mut bytes = bytes.to_vec();
            if self.dice.hits(self.network.corrupt) {
                let at = usize::try_from(self.dice.roll()).unwrap_or(0) % bytes.len();
                bytes[at] ^= 1 << (self.dice.roll() % 8);
            }
            let late = if self.dice.hits(self.network.reorder) {
                MS * u32::try_from(self.dice.roll() % 30).unwrap()
            } else {
                Duration::ZERO
            };
            self.order += 1;
            self.wire.insert((self.now + self.network.rtt / 2 + late, self.order), (to_bmc, bytes));
        }
    }

    /// Runs until the session has something to say.
    pub(crate) fn event(&mut self) -> Event {
        self.event_until(None).unwrap()
    }

    /// The same, or until that time.
    pub(crate) fn event_until(&mut self, until: Option<Instant>) -> Option<Event> {
        loop {
            while let Some(transmit) = self.session.poll_transmit() {
                self.sent += 1;
                if transmit.to == server() {
                    self.carry(true, &transmit.bytes);
                }
            }
            while let Some((to, bytes)) = self.bmc.poll_transmit(self.now) {
                assert_eq!(to, client());
                self.carry(false, &bytes);
            }
            while let Some(note) = self.session.poll_note() {
                if std::env::var_os("PAIR_TRACE").is_some() {
                    eprintln!("{:?} {note:?}", self.elapsed());
                }
            }
            if let Some(event) = self.session.poll_event() {
                return Some(event);
            }
            let wire = self.wire.keys().next().map(|(at, _)| *at);
            let due = self.session.poll_timeout();
            let bmc = self.bmc.poll_timeout();
            let Some(next) = [wire, due, bmc, until].into_iter().flatten().min() else {
                return Some(Event::Closed);
            };
            self.now = self.now.max(next);
            if until.is_some_and(|until| until <= self.now) {
                return None;
            }
            if let Some(entry) = self.wire.first_entry()
                && entry.key().0 <= self.now
            {
                let (to_bmc, bytes) = entry.remove();
                if to_bmc {
                    self.bmc.handle_datagram(self.now, client(), &bytes);
                } else {
                    self.session.handle_datagram(self.now, self.answers_from, &bytes);
                }
            } else if bmc.is_some_and(|at| at <= self.now) {
                self.bmc.handle_timeout(self.now);
            } else {
                self.session.handle_timeout(self.now);
            }
        }
    }

    pub(crate) fn ask(&mut self, request: Request) -> Option<Response> {
        let id = self.session.request(self.now, request);
        loop {
            match self.event() {
                Event::Answer(answered, response) if answered == id => return Some(response),
                Event::Lost(lost) if lost == id => return None,
                Event::Closed => return None,
                _ => {}
            }
        }
    }

    fn packets(&self, kind: Kind) -> usize {
        self.bmc.seen().packets.iter().filter(|seen| **seen == kind).count()
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.now - self.start
    }
}

/// Power status as a whole run: open, ask, close. Gives the answer, or why there is none.
fn power_status(pair: &mut Pair) -> Result<Vec<u8>, String> {
    match pair.event() {
        Event::Opened => {}
        other => return Err(format!("{other:?} after {:?}", pair.elapsed())),
    }
    let answer = pair.ask(request(0x00, 0x01, &[], true)).ok_or("no answer")?;
    let took = pair.now;
    pair.session.close(pair.now);
    while pair.event() != Event::Closed {}
    assert!(pair.now - took <= 250 * MS, "Close waits for {:?}", pair.now - took);
    if answer.code == CompletionCode::OK { Ok(answer.data) } else { Err(answer.code.to_string()) }
}

/// Runs power status many times; gives the mean time. All must succeed.
fn all_succeed(config: &Config, options: &Options, network: Network, runs: u64) -> Duration {
    let mut total = Duration::ZERO;
    for seed in 1..=runs {
        let mut pair = Pair::new(config.clone(), options.clone(), network, seed);
        let data = power_status(&mut pair).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
        assert_eq!(data.first().map(|b| b & 1), Some(1), "seed {seed}: the machine is on");
        total += pair.elapsed();
    }
    total / u32::try_from(runs).unwrap()
}

fn only_suite_3() -> Options {
    Options { suites: vec![3], ..Options::default() }
}

#[test]
fn power_status_takes_five_datagrams_or_six_with_a_fallback() {
    let mut pair = Pair::new(config(), Options::default(), GOOD, 1);
    power_status(&mut pair).unwrap();
    assert_eq!(pair.sent, 5);
    let mut pair = Pair::new(config(), only_suite_3(), GOOD, 1);
    power_status(&mut pair).unwrap();
    assert_eq!(pair.sent, 6);
}

#[test]
fn loss_of_thirty_percent_each_way_is_survived() {
    let network = Network { loss: 30, ..GOOD };
    for options in [Options::default(), only_suite_3()] {
        let mean = all_succeed(&config(), &options, network, 1000);
        eprintln!("loss 30 %: mean {mean:?}");
    }
}

#[test]
fn loss_of_ten_percent_costs_less_than_a_second() {
    let network = Network { loss: 10, ..GOOD };
    let mean = all_succeed(&config(), &only_suite_3(), network, 1000);
    eprintln!("loss 10 %: mean {mean:?}");
    assert!(mean < 900 * MS, "{mean:?}"); // simulated time: the same on every machine
}

#[test]
fn duplication_reordering_and_damage_change_nothing() {
    for network in [
        Network { duplicate: 30, ..GOOD },
        Network { reorder: 30, ..GOOD },
        Network { corrupt: 30, ..GOOD },
        Network { loss: 10, duplicate: 30, reorder: 30, corrupt: 10, ..GOOD },
    ] {
        let mean = all_succeed(&config(), &only_suite_3(), network, 400);
        eprintln!("{network:?}: mean {mean:?}");
    }
}

#[test]
fn lan_survives_the_same() {
    let config = Config { version: Version::V15, ..config() };
    for network in [
        Network { loss: 30, ..GOOD },
        Network { duplicate: 30, reorder: 30, ..GOOD },
        Network { corrupt: 30, ..GOOD },
    ] {
        // Eight lost copies of Activate Session on a path that shows no other sign of loss read as
        // a wrong password: a chance of about 1 in 7,000 at 30 % loss, the price of few copies.
        let mean = all_succeed(&config, &Options::default(), network, 250);
        eprintln!("lan, {network:?}: mean {mean:?}");
    }
}

#[test]
fn a_slow_rakp_2_is_waited_for() {
    let options =
        Options { faults: vec![Fault::Slow(Kind::Rakp2, 1800 * MS)], ..Options::default() };
    let mut pair = Pair::new(config(), options.clone(), GOOD, 1);
    power_status(&mut pair).unwrap();
    assert!(pair.elapsed() < 2000 * MS, "{:?}", pair.elapsed());
    let rakp1s = pair.packets(Kind::Rakp1);
    assert!(rakp1s <= 3, "{rakp1s} RAKP 1");
    // And over a bad network as well.
    all_succeed(&config(), &options, Network { loss: 30, ..GOOD }, 200);
}

#[test]
fn a_wrong_password_is_told_and_one_farewell_is_sent() {
    let config = Config { password: Secret::from("wrong"), ..config() };
    let mut pair = Pair::new(config, Options::default(), GOOD, 1);
    assert_eq!(pair.event(), Event::Failed(Error::WrongPassword));
    while let Some(transmit) = pair.session.poll_transmit() {
        pair.carry(true, &transmit.bytes);
    }
    assert!(!pair.rakp3s.is_empty(), "the BMC is told");
    for payload in &pair.rakp3s {
        assert_eq!(payload.len(), 8, "a RAKP 3 with a code would give the password's hash away");
    }
    let told = pair.rakp3s.iter().filter(|payload| payload[1] == 0x0f).count();
    assert_eq!(told, 1, "of a wrong password: BMCs lock accounts after a few of these");
}

#[test]
fn after_many_requests_without_loss_nobody_waits_for_the_farewell() {
    for (requests, waits) in [(63, true), (64, false)] {
        let mut pair = Pair::new(config(), Options::default(), GOOD, 1);
        assert_eq!(pair.event(), Event::Opened);
        for _ in 0..requests {
            pair.ask(request(0x00, 0x01, &[], true)).unwrap();
        }
        let before = pair.now;
        pair.session.close(pair.now);
        let mut copies = 0;
        while let Some(transmit) = pair.session.poll_transmit() {
            pair.carry(true, &transmit.bytes);
            copies += 1;
        }
        assert_eq!(pair.session.poll_event().is_none(), waits, "{requests}");
        assert_eq!((copies, pair.now), (if waits { 1 } else { 2 }, before), "{requests}");
    }
}

#[test]
fn a_bmc_with_few_slots_still_tells_what_is_wrong() {
    let options = Options { sessions: 2, half_open: Duration::from_secs(60), ..Options::default() };
    let wrong = Config { password: Secret::from("wrong"), ..config() };
    let mut pair = Pair::new(wrong, options.clone(), GOOD, 1);
    assert_eq!(pair.event(), Event::Failed(Error::WrongPassword));
    let unknown = Config { username: b"nobody".to_vec(), ..config() };
    let mut pair = Pair::new(unknown, options, GOOD, 1);
    assert_eq!(pair.event(), Event::Failed(Error::Rakp2Refused(Status::UNAUTHORIZED_NAME)));
    assert!(pair.elapsed() < 600 * MS, "{:?}", pair.elapsed());
}

#[test]
fn a_dead_address_is_unreachable_at_the_deadline() {
    let mut config = config();
    config.timing.deadline = Some(Instant::now() + 2000 * MS);
    let network = Network { loss: 100, ..GOOD };
    let mut pair = Pair::new(config, Options::default(), network, 1);
    assert_eq!(pair.event(), Event::Failed(Error::Unreachable));
    assert!(pair.elapsed() >= 1990 * MS && pair.elapsed() <= 2010 * MS, "{:?}", pair.elapsed());
}

/// As ipmitool does with `-o intelwv2`; the bytes are from its traffic.
#[test]
fn old_intel_bmcs_are_thumped() {
    let quirks = Quirks::from_o("intelwv2").unwrap();
    let config = Config { version: Version::V15, quirks, ..config() };
    let mut pair = Pair::new(config, Options::default(), GOOD, 1);
    let first: Vec<_> = std::iter::from_fn(|| pair.session.poll_transmit()).collect();
    assert_eq!(first.len(), 3);
    let wake_up = [0, 0, 0, 0, 0, 0, 0, 0, 7, 0x20, 0x18, 0xc8, 0xc2, 0x01, 0x01, 0x3c];
    assert_eq!(first[0].bytes, wake_up);
    assert_eq!(first[2].bytes, b"thump\0\0\0\0\0");
    pair.carry(true, &first[1].bytes);
    power_status(&mut pair).unwrap();
    // Two more steps to open and the command have a thump each, Close has none.
    assert_eq!(pair.sent, 7);
}

#[test]
fn addresses_are_tried_in_turn() {
    let dead = "[2001:db8::1]:623".parse().unwrap();
    let config = Config { peers: vec![dead, server()], ..config() };
    let mut pair = Pair::new(config, Options::default(), GOOD, 1);
    power_status(&mut pair).unwrap();
    assert!(pair.elapsed() < 300 * MS, "{:?}", pair.elapsed());
    assert_eq!(pair.sent, 6, "one to the dead address, five to the other");
}

#[test]
fn answers_from_another_address_count_only_when_they_prove_themselves() {
    let other = "127.0.0.9:623".parse().unwrap();
    for (suite, works) in [(3, true), (17, true), (0, false), (1, false)] {
        let mut config = config();
        config.suites = Suites::Pinned(suite);
        config.timing = Timing { request: 900 * MS, opening: 900 * MS, ..config.timing };
        let mut pair = Pair::new(config, Options::permissive(), GOOD, 1);
        pair.answers_from = other;
        assert_eq!(power_status(&mut pair).is_ok(), works, "suite {suite}");
    }
}

#[test]
fn a_reset_is_executed_once_where_duplicates_are_filtered() {
    let network = Network { loss: 30, ..GOOD };
    let (mut twice, mut unknown) = (0, 0);
    for filter in [true, false] {
        for seed in 1..=300 {
            let options = Options { duplicate_filter: filter, ..Options::default() };
            let mut pair = Pair::new(config(), options, network, seed);
            assert_eq!(pair.event(), Event::Opened, "seed {seed}");
            // Administrator first, as the client does.
            pair.ask(request(0x06, 0x3b, &[4], true)).unwrap();
            let answer = pair.ask(request(0x00, 0x02, &[3], false));
            let executed = pair.bmc.seen().commands();
            let times = executed.iter().filter(|command| **command == (0x00, 0x02)).count();
            if filter {
                // No answer at all is possible, and is said: the outcome is not known then.
                unknown += u32::from(answer.is_none());
                assert_eq!(times, 1, "seed {seed}");
            }
            twice += u32::from(times > 1);
        }
    }
    eprintln!("with a filter: no answer in {unknown} of 300 runs");
    eprintln!("without a filter: executed more than once in {twice} of 300 runs");
    assert!(unknown <= 6, "{unknown}");
}
