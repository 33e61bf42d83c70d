//! The state of `mock-bmc` after the process was killed in the middle of writes.
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ripmitool::cmd::app::user::{GetUserName, SetUserName, UserId};
use ripmitool::cmd::storage::sel::{AddSelEntry, ClearSel, GetSelEntry, ReserveSel};
use ripmitool::crypto::secret::Secret;
use ripmitool::error::Error;
use ripmitool::mock::Options;
use ripmitool::session::config::Config;
use ripmitool::transport::{Client, Family};
use tokio::sync::Notify;

use crate::bmc::Bmc;
use crate::mock_bmc::start_as;

const USERS: std::ops::RangeInclusive<u8> = 3..=12;
/// Writes of a round; it is killed somewhere among them.
const WRITES: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Write {
    /// User ID and what its name says.
    Name(u8, usize),
    Event(usize),
}

/// What is on the BMC.
#[derive(Clone, Debug, Default, PartialEq)]
struct Content {
    /// By user ID.
    names: Vec<Option<usize>>,
    events: Vec<usize>,
}

impl Content {
    fn with(&self, write: Write) -> Self {
        let mut after = self.clone();
        match write {
            Write::Name(id, number) => after.names[usize::from(id)] = Some(number),
            Write::Event(number) => after.events.push(number),
        }
        after
    }
}

async fn client(port: u16) -> Client {
    let config = Config::lanplus("admin", Secret::from("password"));
    Client::connect("127.0.0.1", port, Family::Any, config).await.unwrap()
}

async fn send(client: &mut Client, write: Write) -> Result<(), Error> {
    match write {
        Write::Name(id, number) => {
            let mut name = [0; 16];
            name[..8].copy_from_slice(format!("u{number:07}").as_bytes());
            client.send(&SetUserName { user: UserId::new(id).unwrap(), name }).await
        }
        Write::Event(number) => {
            let mut entry = [0; 16];
            entry[2] = 0xe0;
            entry[8..].copy_from_slice(&number.to_le_bytes());
            client.send(&AddSelEntry(entry)).await.map(|_| ())
        }
    }
}

async fn content(client: &mut Client) -> Content {
    let mut content = Content { names: vec![None; 16], events: Vec::new() };
    for id in USERS {
        let name = client.send(&GetUserName(UserId::new(id).unwrap())).await.unwrap();
        let text = String::from_utf8(name).unwrap();
        content.names[usize::from(id)] = text.strip_prefix('u').map(|n| n.parse().unwrap());
    }
    let mut next = 0;
    while next != 0xffff {
        let Ok(entry) = client.send(&GetSelEntry(next)).await else { break };
        content.events.push(usize::from_le_bytes(entry.record[8..].try_into().unwrap()));
        next = entry.next;
    }
    content
}

async fn clear(client: &mut Client) {
    let reservation = client.send(&ReserveSel).await.unwrap();
    assert!(client.send(&ClearSel { reservation, begin: true }).await.unwrap());
}

/// Kills the program once so many writes were answered, and says so.
fn kill_after(mut child: Child, count: usize, answered: &Arc<AtomicUsize>) -> Arc<Notify> {
    let killed = Arc::new(Notify::new());
    let (answered, notify) = (Arc::clone(answered), Arc::clone(&killed));
    std::thread::spawn(move || {
        while answered.load(Ordering::SeqCst) < count {
            std::thread::sleep(Duration::from_micros(200));
        }
        // Somewhere within the next write.
        std::thread::sleep(Duration::from_micros(u64::try_from(count * 17 % 3_000).unwrap()));
        child.kill().unwrap();
        child.wait().unwrap();
        notify.notify_one();
    });
    killed
}

/// Writes until the program is killed; gives what is there for sure, and the write that was not
/// answered.
async fn write_until_killed(
    client: &mut Client,
    mut before: Content,
    serial: &mut usize,
    (answered, killed): (&AtomicUsize, &Notify),
) -> (Content, Write) {
    loop {
        *serial += 1;
        let id = USERS.start() + u8::try_from(*serial % USERS.len()).unwrap();
        let write =
            if serial.is_multiple_of(2) { Write::Event(*serial) } else { Write::Name(id, *serial) };
        tokio::select! {
            biased;
            answer = send(client, write) => answer.unwrap(),
            () = killed.notified() => return (before, write),
        }
        before = before.with(write);
        answered.fetch_add(1, Ordering::SeqCst);
    }
}

/// Ends the program of a round that failed.
struct AtTheEnd<'a>(&'a AtomicUsize);

impl Drop for AtTheEnd<'_> {
    fn drop(&mut self) {
        self.0.store(usize::MAX, Ordering::SeqCst);
    }
}

fn rounds(state: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let state = state.to_str().unwrap();
    let (mut expected, mut serial) = (None::<(Content, Write)>, 0);
    for round in 0..20 {
        let (child, addresses) = start_as(&["--listen", "127.0.0.1:0", "--state", state]);
        let answered = Arc::new(AtomicUsize::new(0));
        let killed = kill_after(child, 1 + round * 83 % WRITES, &answered);
        let _end = AtTheEnd(&answered);
        expected = Some(runtime.block_on(async {
            let mut client = client(addresses[0].port()).await;
            let mut now = content(&mut client).await;
            match &expected {
                None => {
                    clear(&mut client).await;
                    now.events.clear();
                }
                Some((sure, last)) => {
                    assert!(now == *sure || now == sure.with(*last), "{round}: {now:?} {sure:?}");
                }
            }
            if now.events.len() > 300 {
                clear(&mut client).await;
                now.events.clear();
            }
            write_until_killed(&mut client, now, &mut serial, (&answered, &killed)).await
        }));
    }
    assert!(serial > 1_000, "{serial}");
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    rounds(&folder.path().join("state"));
}

#[test]
fn what_cannot_be_saved_is_not_answered_and_reads_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let state_file = Some(folder.path().join("state"));
    let bmc = Bmc::new(Options { state_file, ..Options::default() });
    let set = "-I lanplus -R 1 -N 1 chassis policy previous";
    // A folder of that name: nothing can be written under it.
    let obstacle = folder.path().join("state.new");
    std::fs::create_dir(&obstacle).unwrap();
    let refused = bmc.run(set);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert_eq!(bmc.good("-I lanplus power status"), "Chassis Power is on\n");
    std::fs::remove_dir(&obstacle).unwrap();
    let done = bmc.run(set);
    assert_eq!(done.code, Some(0), "{done:?}");
    let text = std::fs::read_to_string(folder.path().join("state")).unwrap();
    assert!(text.contains("\npolicy 01\n"), "{text}");
}
