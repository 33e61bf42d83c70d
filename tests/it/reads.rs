use std::time::Duration;

use ripmitool::mock::options::Options;
use ripmitool::mock::{Fault, Server};
use ripmitool::session::batch::{Batch, Outcome, Step};
use ripmitool::session::request::{Request, Response};
use ripmitool::session::{Event, RequestId};
use ripmitool::transport::Client;
use ripmitool::wire::completion::CompletionCode;
use ripmitool::wire::ids::Privilege;

use crate::pair::{GOOD, MS, Network, Pair, config, request};

/// Reads with answers that differ: the names of ten users, again and again.
fn names(count: u8) -> Vec<Request> {
    (0..count).map(|n| request(0x06, 0x46, &[1 + n % 10], true)).collect()
}

/// What a BMC without faults answers.
fn truth(count: u8) -> Vec<Outcome> {
    let name = |id: u8| match id {
        1 => Vec::new(),
        2 => b"admin".to_vec(),
        _ => format!("user {id}").into_bytes(),
    };
    let answer = |n: u8| {
        let mut data = name(1 + n % 10);
        data.resize(16, 0);
        Outcome::Answer(Response { code: CompletionCode::OK, data })
    };
    (0..count).map(answer).collect()
}

/// An open session with a BMC that goes wrong from then on.
fn open(faults: &[&str], network: Network, seed: u64) -> Pair {
    let mut pair = Pair::new(config(), Options::default(), GOOD, seed);
    assert_eq!(pair.event(), Event::Opened);
    let raised = pair.ask(request(0x06, 0x3b, &[4], true)).unwrap();
    assert_eq!(raised.code, CompletionCode::OK);
    for id in 3..=10 {
        pair.bmc.state_mut().users.get_mut(id).unwrap().name = format!("user {id}").into_bytes();
    }
    let faults: Vec<Fault> = faults.iter().map(|fault| fault.parse().unwrap()).collect();
    pair.bmc.set_faults(&faults);
    pair.network = network;
    pair
}

/// Runs a batch to its end; gives the outcomes in the order in which they came.
fn run(pair: &mut Pair, batch: &mut Batch) -> Vec<(usize, Outcome)> {
    let mut under_way: Vec<(RequestId, usize)> = Vec::new();
    let mut outcomes = Vec::new();
    let index = |under_way: &mut Vec<(RequestId, usize)>, id| {
        let place = under_way.iter().position(|(waiting, _)| *waiting == id)?;
        Some(under_way.swap_remove(place).1)
    };
    loop {
        let step = batch.poll(pair.now, pair.session.troubles(), pair.session.round_trip());
        match step {
            Step::Send(index, request) => {
                under_way.push((pair.session.request(pair.now, request), index));
            }
            Step::Give(index, outcome) => outcomes.push((index, outcome)),
            Step::Probe => {
                let alive = pair.ask(request(0x06, 0x01, &[], true)).is_some();
                batch.alive(alive);
            }
            Step::Raise => panic!("the level is high enough"),
            Step::Wait(until) => match pair.event_until(until) {
                Some(Event::Answer(id, response)) => {
                    if let Some(index) = index(&mut under_way, id) {
                        batch.answered(pair.now, index, response);
                    }
                }
                Some(Event::Lost(id)) => {
                    if let Some(index) = index(&mut under_way, id) {
                        batch.lost(index);
                    }
                }
                Some(Event::Garbled(id)) => {
                    if let Some(index) = index(&mut under_way, id) {
                        batch.garbled(index);
                    }
                }
                Some(other) => panic!("{other:?}"),
                None => {}
            },
            Step::Done => return outcomes,
        }
    }
}

fn batch(pair: &Pair, requests: Vec<Request>, window: usize) -> Batch {
    Batch::new(requests, window, Duration::from_secs(15)).in_session(
        pair.session.troubles(),
        false,
        false,
    )
}

fn sorted(mut outcomes: Vec<(usize, Outcome)>) -> Vec<Outcome> {
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

#[test]
fn a_window_of_eight_takes_an_eighth_of_the_time() {
    let network = Network { rtt: 50 * MS, ..GOOD };
    let took = [1, 8].map(|window| {
        let mut pair = open(&[], network, 1);
        let start = pair.now;
        let mut batch = batch(&pair, names(160), window);
        assert_eq!(sorted(run(&mut pair, &mut batch)), truth(160));
        assert_eq!(batch.window(), window);
        pair.now - start
    });
    // Simulated time.
    assert_eq!(took, [160 * 50 * MS, 20 * 50 * MS]);
}

/// Whatever the BMC makes of several requests at a time, the answers are those of one at a time.
#[test]
fn results_are_right_in_every_trouble() {
    let sets: &[&[&str]] = &[
        &[],
        &["merge=20"],
        &["merge=300"],
        &["merge-messages=20"],
        &["merge-messages=300"],
        &["truncate=1"],
        &["truncate=5", "drop=10"],
        &["reorder=30"],
        &["reorder=400"],
        &["delay=100"],
        &["duplicate=3"],
        &["replay"],
        &["drop=10"],
        &["drop-in=30"],
        &["drop-out=30", "duplicate=2"],
        &["merge-messages=50", "drop=20"],
        &["silent=06.46:3"],
        &["lose-request=06.46:5"],
        &["completion=06.46:c0:4"],
        &["completion=06.46:cf:2"],
        &["completion=06.46:c3:1"],
        &["bad-checksum"],
    ];
    let rough = Network { loss: 5, duplicate: 10, reorder: 20, corrupt: 5, ..GOOD };
    for faults in sets {
        // What the BMC never sends right cannot be read right.
        let hopeless = faults.iter().any(|f| f.starts_with("truncate") || *f == "bad-checksum");
        for (network, seeds) in [(GOOD, 1..4), (rough, 4..8)] {
            for (seed, window) in seeds.flat_map(|seed| [1, 2, 8, 16].map(|window| (seed, window)))
            {
                let mut pair = open(faults, network, seed);
                let mut batch = batch(&pair, names(40), window);
                let outcomes = sorted(run(&mut pair, &mut batch));
                let about = format!("{faults:?}, seed {seed}, window {window}");
                if hopeless {
                    assert!(batch.is_gone(), "{about}");
                    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Lost), "{about}");
                } else {
                    assert_eq!(outcomes, truth(40), "{about}");
                }
            }
        }
    }
}

#[test]
fn a_bmc_that_mixes_answers_up_gets_one_request_at_a_time() {
    for fault in ["merge-messages=20", "merge=20", "completion=06.46:cf:1"] {
        let mut pair = open(&[fault], GOOD, 1);
        let mut batch = batch(&pair, names(30), 4);
        assert_eq!(sorted(run(&mut pair, &mut batch)), truth(30), "{fault}");
        assert_eq!(batch.window(), 1, "{fault}");
    }
    for fault in ["reorder=5", "duplicate=3", "replay", "delay=150"] {
        let mut pair = open(&[fault], GOOD, 1);
        let mut batch = batch(&pair, names(30), 4);
        assert_eq!(sorted(run(&mut pair, &mut batch)), truth(30), "{fault}");
        assert_eq!(batch.window(), 4, "{fault}");
    }
}

/// A BMC that is silent about one command, among others that it answers.
fn with_a_silent_one(window: usize) -> (Vec<(usize, Outcome)>, Duration) {
    let mut pair = open(&["lose-request=00.0f"], Network { rtt: 10 * MS, ..GOOD }, 1);
    let mut requests = names(20);
    requests.insert(5, request(0x00, 0x0f, &[], true));
    let start = pair.now;
    let mut batch = batch(&pair, requests, window);
    let outcomes = run(&mut pair, &mut batch);
    (outcomes, pair.now - start)
}

#[test]
fn a_silent_request_is_put_aside_and_tried_again_at_the_end() {
    for window in [1, 4] {
        let (outcomes, took) = with_a_silent_one(window);
        assert_eq!(outcomes.last(), Some(&(5, Outcome::Lost)));
        let others: Vec<usize> = outcomes.iter().map(|(index, _)| *index).take(20).collect();
        assert_eq!(others, (0..=20).filter(|index| *index != 5).collect::<Vec<_>>());
        assert!(took < 8000 * MS, "window {window}: {took:?}");
    }
}

#[test]
fn a_bmc_that_is_gone_ends_the_wait() {
    for window in [1, 8] {
        let mut pair = open(&[], Network { loss: 100, ..GOOD }, 1);
        let start = pair.now;
        let mut batch = batch(&pair, names(100), window);
        let outcomes = run(&mut pair, &mut batch);
        assert!(batch.is_gone());
        assert_eq!(outcomes.len(), 100);
        let took = pair.now - start;
        assert!(took < 25_000 * MS, "window {window}: {took:?}");
    }
}

/// The client raises the level first, and then reads.
#[test]
fn the_client_reads_in_real_time() {
    let server = Server::spawn(Options::default()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answers = runtime.block_on(async {
        let config = ripmitool::session::config::Config { inflight: 8, ..config() };
        let family = ripmitool::transport::Family::Any;
        let port = server.addr().port();
        let mut client = Client::connect("127.0.0.1", port, family, config).await.unwrap();
        let mut requests = names(30);
        for request in &mut requests {
            request.privilege = Privilege::Operator;
        }
        let answers = client.read_all(requests).await;
        client.close().await;
        answers
    });
    assert_eq!(answers.len(), 30);
    for (n, answer) in answers.into_iter().enumerate() {
        let answer = answer.unwrap();
        assert_eq!(answer.data.starts_with(b"admin"), n % 10 == 1, "{n}: {answer:?}");
    }
    server.stop();
}
