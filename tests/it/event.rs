//! The `event` commands and `sel add`, as a program.
use std::fs;
use std::sync::Arc;

use ripmitool::mock::Options;
use ripmitool::mock::model::Model;
use serde_json::Value;

use crate::bmc::{Bmc, said};

/// The entries that were added to the log, from sensor type on.
fn logged(bmc: &Bmc, before: usize) -> Vec<Vec<u8>> {
    bmc.server.with_state(|state| {
        state.log.entries.iter().skip(before).map(|(_, entry)| entry[10..].to_vec()).collect()
    })
}

fn entries(bmc: &Bmc) -> usize {
    bmc.server.with_state(|state| state.log.entries.len())
}

/// Bytes of Platform Event requests.
fn sent(bmc: &Bmc) -> Vec<Vec<u8>> {
    let requests = bmc.seen().requests;
    let events = requests.iter().filter(|request| (request.netfn, request.cmd) == (0x04, 0x02));
    events.map(|request| request.data.clone()).collect()
}

const LINE: &str = "0x04 0x04 0x30 0x01 0x52 0x07 0x08 # Fan\n";

#[test]
fn what_is_sent_is_logged() {
    let bmc = Bmc::faulty(&[]);
    let before = entries(&bmc);
    for words in [["1", "", ""], ["CPU1 Temp", "ucr", "deassert"], ["CPU1 Status", "ierr", ""]] {
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let (_, stderr, code) = said(&bmc.server, &[&["event"], words.as_slice()].concat());
        assert_eq!((stderr.as_str(), code), ("", Some(0)), "{words:?}");
    }
    let wanted: [&[u8]; 3] = [
        &[0x01, 0x30, 0x01, 0x09, 0xff, 0xff],
        &[0x01, 0x01, 0x81, 0x58, 0x5d, 0x5f],
        &[0x07, 0x51, 0x6f, 0x00, 0xff, 0xff],
    ];
    assert_eq!(logged(&bmc, before), wanted);
    assert!(sent(&bmc).iter().all(|event| event.len() == 7), "no generator over the network");
}

#[test]
fn a_refused_event_is_shown_and_fails() {
    let bmc = Bmc::faulty(&["completion=04.02:c1"]);
    let run = bmc.run("-I lanplus event 1");
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr, "Platform Event Message command failed: Invalid command\n");
    assert_eq!(run.stdout.lines().count(), 2);
    let bmc = Bmc::faulty(&["completion=06.42:c1"]);
    let run = bmc.run("-I lanplus event 1");
    assert_eq!((run.code, sent(&bmc).len()), (Some(1), 0));
    assert!(run.stderr.contains("Failed to send the platform event via an unknown channel"));
}

#[test]
fn wrong_words_send_nothing() {
    let bmc = Bmc::faulty(&[]);
    for words in [&["CPU1 Temp", "ucr", "down"], &["CPU1 Temp", "high", "assert"], &["x", "y", ""]]
    {
        let words: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
        assert_eq!(said(&bmc.server, &[&["event"], words.as_slice()].concat()).2, Some(1));
    }
    assert_eq!(said(&bmc.server, &["event"]).2, Some(0));
    assert!(sent(&bmc).is_empty());
}

/// A sensor whose thresholds cannot be read makes an event without made-up values.
#[test]
fn thresholds_that_are_not_there() {
    let bmc = Bmc::faulty(&[]);
    let before = entries(&bmc);
    assert_eq!(said(&bmc.server, &["event", "CPU1 Temp", "lnr"]).2, Some(0));
    assert_eq!(logged(&bmc, before), [[0x01, 0x01, 0x01, 0x04, 0xff, 0xff]]);
    let bmc = Bmc::faulty(&["completion=04.27:cd"]);
    let (stdout, stderr, code) = said(&bmc.server, &["event", "CPU1 Temp", "ucr"]);
    assert_eq!((stdout.as_str(), code), ("Finding sensor CPU1 Temp... ok\n", Some(1)));
    assert!(stderr.starts_with("Command Get Sensor Thresholds failed: "), "{stderr}");
    assert!(sent(&bmc).is_empty());
}

/// A state that only event data 2 tells from others is the one that is sent.
#[test]
fn states_with_an_extension_code() {
    let text = "[[sensor]]\nname = 'POST'\nnumber = 7\ntype = 0x0f\nrecord = 'compact'\n";
    let model = Arc::new(Model::parse(text).unwrap());
    let bmc = Bmc::new(Options { model, ..Options::default() });
    let words = ["event", "POST", "No system memory installed"];
    let (stdout, _, code) = said(&bmc.server, &words);
    assert_eq!(code, Some(0));
    assert!(stdout.contains("| No system memory installed | Asserted"), "{stdout}");
    assert_eq!(logged(&bmc, 0), [[0x0f, 0x07, 0x6f, 0xc0, 0x01, 0xff]]);
}

#[test]
fn a_file_of_events() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    fs::write(&path, format!("# events\n\n{LINE}0x04 xx\n{LINE}")).unwrap();
    let name = path.to_str().unwrap();
    for words in [["event", "file"], ["sel", "add"]] {
        let bmc = Bmc::faulty(&[]);
        let before = entries(&bmc);
        let (stdout, stderr, code) = said(&bmc.server, &[words[0], words[1], name]);
        assert_eq!((stdout.lines().count(), code), (2, Some(1)), "{words:?}");
        let told = "Invalid token in file: [xx]\nInvalid Event: 04000000000000\n";
        assert_eq!(stderr, format!("{told}No event in line 4\n"));
        let event = vec![0x04, 0x30, 0x01, 0x52, 0x07, 0x08];
        assert_eq!(logged(&bmc, before), [event.clone(), event]);
    }
    let bmc = Bmc::faulty(&["completion=0a.44:c4", "completion=04.02:c4"]);
    for (words, line) in [
        (["event", "file"], "Platform Event Message command failed: Out of space\n"),
        (["sel", "add"], "Add SEL Entry failed: Out of space\n"),
    ] {
        let (stdout, stderr, code) = said(&bmc.server, &[words[0], words[1], name]);
        assert_eq!((stdout.lines().count(), stderr.as_str(), code), (1, line, Some(1)));
    }
    let missing = folder.path().join("none");
    let (stdout, stderr, code) = said(&bmc.server, &["sel", "add", missing.to_str().unwrap()]);
    assert_eq!((stdout.as_str(), code), ("", Some(1)));
    assert_eq!(stderr, format!("File {} does not exist\n", missing.display()));
    let (_, stderr, code) = said(&bmc.server, &["event", "file", folder.path().to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(stderr.starts_with("Could not read file"), "{stderr}");
}

/// An answer that is lost must not make a second event.
#[test]
fn events_are_sent_once() {
    let mut options = crate::bmc::options(&["silent=04.02:9"]);
    options.duplicate_filter = false;
    let bmc = Bmc::new(options);
    let before = entries(&bmc);
    let run = bmc.run("-I lanplus -N 1 -R 1 event 1");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.starts_with("Platform Event Message command failed\n"), "{run:?}");
    let events = bmc.seen().requests;
    let numbers = events.iter().filter(|request| (request.netfn, request.cmd) == (4, 2));
    let mut numbers: Vec<u8> = numbers.map(|request| request.seq).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 1, "one request, however often it travels");
    assert!(entries(&bmc) > before);
}

#[test]
fn json() {
    let bmc = Bmc::faulty(&[]);
    let parse = |words: &[&str]| -> Value {
        let (stdout, ..) = said(&bmc.server, &[&["--json"], words].concat());
        serde_json::from_str(&stdout).unwrap()
    };
    let event = parse(&["event", "CPU1 Temp", "ucr"]);
    assert_eq!(event["data"]["description"], "Upper Critical going high");
    assert_eq!(event["data"]["event_data"], "59615f");
    assert_eq!(event["ok"], true);
    let states = parse(&["event", "Fan Presence", "list"]);
    assert_eq!(states["data"]["states"][1]["state"], "Device Present");
    assert_eq!(states["data"]["states"][1]["offset"], 1);
    assert_eq!(states["data"]["shortcuts"][0]["word"], "present");
    let thresholds = parse(&["event", "CPU1 Temp", "list"]);
    assert_eq!(thresholds["data"]["states"][0]["state"], "lnr");
    let missing = parse(&["event", "nobody", "list"]);
    assert_eq!(missing["error"]["message"], "Finding sensor nobody... not found!");
}
