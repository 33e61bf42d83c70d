use std::sync::Mutex;

use ripmitool::error::Error;
use ripmitool::session::config::Config;
use ripmitool::transport::walk::{Store, Walk};
use ripmitool::transport::{Client, Family};
use ripmitool::wire::v15::AuthType;

use crate::scripted::Scripted;

const GET: (u8, u8) = (0x0a, 0x23);
const RESERVE: (u8, u8) = (0x0a, 0x22);

/// A repository, and how it gives its records.
#[derive(Clone)]
struct Repository {
    /// ID, ID of the next, bytes.
    records: Vec<(u16, u16, Vec<u8>)>,
    /// The most bytes of one answer.
    limit: usize,
    /// What is said to a request for more; silence when there is none.
    refusal: Option<u8>,
    /// So many bytes come more than were asked for.
    more: usize,
    /// The reservation is cancelled before each of these requests.
    cancels: Vec<usize>,
}

fn record(id: u16, len: u8) -> Vec<u8> {
    let [low, high] = id.to_le_bytes();
    let body = (0..len).map(|n| n.wrapping_mul(7).wrapping_add(low));
    [low, high, 0x51, 0x01, len].into_iter().chain(body).collect()
}

/// Records with these IDs, of lengths that go up and down.
fn chain(ids: impl IntoIterator<Item = u16>) -> Repository {
    let ids: Vec<u16> = ids.into_iter().collect();
    let next = ids.iter().skip(1).copied().chain([0xffff]);
    let records = ids.iter().zip(next);
    let len = |id: u16| 20 + u8::try_from(id % 40).unwrap();
    Repository {
        records: records.map(|(id, next)| (*id, next, record(*id, len(*id)))).collect(),
        limit: 300,
        refusal: Some(0xca),
        more: 0,
        cancels: Vec::new(),
    }
}

impl Repository {
    fn bytes(&self) -> Vec<Vec<u8>> {
        self.records.iter().map(|(_, _, bytes)| bytes.clone()).collect()
    }

    fn serve(self) -> Scripted {
        let reservation = Mutex::new((1_u16, 0_usize));
        Scripted::new(move |netfn, cmd, data| {
            let mut reservation = reservation.lock().unwrap();
            match (netfn & 0x0e, cmd) {
                (0x0a | 0x04, 0x22) => {
                    reservation.0 += 1;
                    let [low, high] = reservation.0.to_le_bytes();
                    Some(vec![0, low, high])
                }
                (0x0a, 0x23) | (0x04, 0x21) => {
                    reservation.1 += 1;
                    if self.cancels.contains(&reservation.1) {
                        reservation.0 += 1;
                    }
                    self.get(data, reservation.0)
                }
                _ => Some(vec![0xc1]),
            }
        })
    }

    fn get(&self, data: &[u8], reservation: u16) -> Option<Vec<u8>> {
        let word = |at: usize| u16::from_le_bytes([data[at], data[at + 1]]);
        let (offset, count) = (usize::from(data[4]), usize::from(data[5]));
        if offset > 0 && word(0) != reservation {
            return Some(vec![0xc5]);
        }
        let id = word(2);
        let found = self.records.iter().find(|(own, ..)| *own == id || id == 0);
        let Some((_, next, bytes)) = found else { return Some(vec![0xcb]) };
        let Some(rest) = bytes.get(offset..) else { return Some(vec![0xc9]) };
        let part = &rest[..count.min(rest.len())];
        if part.len() > self.limit {
            return self.refusal.map(|code| vec![code]);
        }
        let [low, high] = next.to_le_bytes();
        let more = vec![0xee; self.more];
        Some([&[0, low, high], part, &more].concat())
    }
}

/// What a walk gives: records, errors, whether it was complete, and its complaint.
struct Walked {
    records: Vec<Vec<u8>>,
    errors: Vec<Error>,
    complete: bool,
    complaint: Option<&'static str>,
}

fn walk(bmc: &Scripted, inflight: u8, guess: Vec<u16>) -> Walked {
    walk_store(bmc, Store::Repository, inflight, guess)
}

fn walk_store(bmc: &Scripted, store: Store, inflight: u8, guess: Vec<u16>) -> Walked {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let config = Config { auth_type: Some(AuthType::None), inflight, ..Config::lan("", "") };
        let mut client =
            Client::connect("127.0.0.1", bmc.port(), Family::Any, config).await.unwrap();
        let mut walk = Walk::new(store, 0, guess, 32);
        let (mut records, mut errors) = (Vec::new(), Vec::new());
        loop {
            match walk.next(&mut client).await {
                Ok(Some(record)) => records.push(record),
                Ok(None) => break,
                Err(error) => errors.push(error),
            }
            assert!(records.len() + errors.len() < 20_000, "no end");
        }
        client.close().await;
        let (complete, complaint) = (walk.is_complete(), walk.complaint());
        Walked { records, errors, complete, complaint }
    })
}

/// Walks and expects exactly the repository; gives how many requests that took.
fn all(repository: &Repository, inflight: u8, guess: &[u16]) -> usize {
    let bmc = repository.clone().serve();
    let walked = walk(&bmc, inflight, guess.to_vec());
    assert!(walked.errors.is_empty(), "{:?}", walked.errors);
    assert_eq!(walked.records, repository.bytes());
    assert!(walked.complete && walked.complaint.is_none());
    bmc.asked().len()
}

#[test]
fn whole_records_are_one_request_each_and_need_no_reservation() {
    let repository = chain(1..=50);
    let bmc = repository.clone().serve();
    assert_eq!(walk(&bmc, 1, Vec::new()).records, repository.bytes());
    let asked = bmc.asked();
    assert_eq!(asked.len(), 50);
    assert!(asked.iter().all(|(netfn, cmd, data)| (*netfn, *cmd) == GET && data[5] == 0xff));
}

#[test]
fn a_limit_costs_two_requests_for_a_record() {
    let repository = Repository { limit: 32, ..chain(20..=70) };
    let long = repository.records.iter().filter(|(.., bytes)| bytes.len() > 32).count();
    // All of the first record is refused, and parts need a reservation.
    assert_eq!(all(&repository, 1, &[]), 51 + long + 2);
    // That takes a little longer to find out where the first records are short.
    let repository = Repository { limit: 32, ..chain(1..=50) };
    assert_eq!(all(&repository, 1, &[]), 50 + (50 - 7 - 8) + 3);
    for refusal in [0xca, 0xc8, 0xff, 0xc3, 0xc7].map(Some) {
        for limit in [5, 8, 13, 16, 24, 28, 30, 31, 40, 60] {
            all(&Repository { limit, refusal, ..chain(1..=12) }, 1, &[]);
        }
    }
}

#[test]
fn silence_means_too_much_as_well() {
    all(&Repository { limit: 30, refusal: None, ..chain(1..=5) }, 1, &[]);
}

#[test]
fn reading_ahead_gives_the_same() {
    let sparse = [1, 2, 3, 9, 10, 500, 501, 502, 7, 0x4000, 0x4001, 4, 5];
    let stale: Vec<u16> = sparse.iter().copied().filter(|id| *id != 501 && *id != 4).collect();
    for limit in [300, 60, 32, 30, 16] {
        for inflight in [2, 4, 16] {
            all(&Repository { limit, ..chain(1..=90) }, inflight, &[]);
            all(&Repository { limit, ..chain((1..=90).map(|id| id * 3)) }, inflight, &[]);
            all(&Repository { limit, ..chain(sparse) }, inflight, &[]);
            all(&Repository { limit, ..chain(sparse) }, inflight, &stale);
        }
    }
}

#[test]
fn a_lost_reservation_costs_no_record_twice() {
    for inflight in [1, 4] {
        let cancels = vec![5, 9, 10, 11, 40, 41];
        all(&Repository { limit: 32, cancels, ..chain(1..=50) }, inflight, &[]);
    }
    let always = Repository { limit: 32, cancels: (1..4000).collect(), ..chain(60..=63) };
    let walked = walk(&always.serve(), 1, Vec::new());
    assert!(!walked.complete && walked.records.is_empty(), "{:?}", walked.records);
    assert_eq!(walked.errors.len(), 4, "each record in its turn: {:?}", walked.errors);
}

#[test]
fn answers_that_are_too_long_are_cut() {
    for (more, limit) in [(3, 300), (40, 300), (7, 32)] {
        for inflight in [1, 4] {
            all(&Repository { limit, more, ..chain(1..=20) }, inflight, &[]);
        }
    }
}

#[test]
fn a_chain_without_end_ends() {
    for inflight in [1, 4] {
        for back in [0, 1, 3, 9] {
            let mut repository = chain(1..=9);
            repository.records[8].1 = back;
            let bmc = repository.clone().serve();
            let walked = walk(&bmc, inflight, Vec::new());
            assert_eq!(walked.records, repository.bytes(), "back to {back}");
            assert!(!walked.complete && walked.complaint.is_some());
        }
    }
    let count = Mutex::new(0_u16);
    let bmc = Scripted::new(move |_, _, _| {
        let mut count = count.lock().unwrap();
        *count += 1;
        let [low, high] = (*count % 0xfff0 + 1).to_le_bytes();
        Some([&[0, low, high], record(*count, 1).as_slice()].concat())
    });
    let walked = walk(&bmc, 1, Vec::new());
    assert!(walked.records.len() <= 4097 && walked.complaint.is_some());
}

#[test]
fn records_that_lie_about_their_length_are_what_came() {
    for inflight in [1, 4] {
        for limit in [300, 32] {
            let mut repository = chain(1..=12);
            repository.limit = limit;
            // The third says that it is longer, the fifth that it is shorter.
            repository.records[2].2[4] = 200;
            repository.records[4].2[4] = 3;
            let mut want = repository.bytes();
            want[4].truncate(8);
            let walked = walk(&repository.serve(), inflight, Vec::new());
            assert_eq!(walked.records, want, "limit {limit}, window {inflight}");
        }
    }
}

#[test]
fn a_record_without_a_header_is_an_error_and_the_walk_goes_on() {
    let mut repository = chain(1..=4);
    repository.records[1].2.truncate(3);
    let want: Vec<Vec<u8>> =
        repository.bytes().into_iter().filter(|bytes| bytes.len() > 3).collect();
    let walked = walk(&repository.serve(), 1, Vec::new());
    assert_eq!((walked.records, walked.errors.len(), walked.complete), (want, 1, false));
}

#[test]
fn an_empty_repository_is_an_error_of_the_first_record() {
    let walked = walk(&Repository { records: Vec::new(), ..chain([1]) }.serve(), 1, Vec::new());
    assert!(walked.records.is_empty() && !walked.complete);
    assert_eq!(walked.errors[0].completion_code().map(|code| code.0), Some(0xcb));
}

#[test]
fn device_records_have_commands_of_their_own() {
    let repository = Repository { limit: 32, ..chain(1..=5) };
    let bmc = repository.clone().serve();
    let walked = walk_store(&bmc, Store::Device, 1, Vec::new());
    assert_eq!(walked.records, repository.bytes());
    let asked = bmc.asked();
    assert!(asked.iter().all(|(netfn, cmd, _)| *netfn == 0x04 && [0x21, 0x22].contains(cmd)));
    assert!(!asked.iter().any(|(netfn, cmd, _)| (*netfn, *cmd) == RESERVE));
}
