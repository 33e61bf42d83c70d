//! Many requests in flight over real sockets show what one at a time shows, whatever the BMC and
//! the network do to them.
use std::path::Path;
use std::sync::Arc;

use ripmitool::mock::Options;
use ripmitool::mock::model::Model;

use crate::bmc::{Bmc, options, side_by_side};

/// A part of the usual server: some sensors of the BMC, and controllers among their records.
fn server(records: usize) -> Arc<Model> {
    let mut model = Model::clone(&Model::standard());
    let own = |bytes: &[u8]| match bytes.get(3) {
        Some(1..=3) => bytes.get(5) == Some(&0x20),
        kind => kind == Some(&0x12),
    };
    model.records.retain(|record| own(&record.bytes));
    model.records.truncate(records);
    Arc::new(model)
}

/// That server with faults; it gives records in parts when asked to.
fn bmc(records: usize, in_parts: bool, faults: &[&str], seed: u64) -> Bmc {
    let mut model = Model::clone(&server(records));
    if in_parts {
        model.sdr.limit = 20;
    }
    Bmc::new(Options { faults: options(faults).faults, seed, ..Options::of(Arc::new(model)) })
}

fn line(cache: &Path, inflight: u8, words: &str) -> String {
    format!("-I lanplus --cache-dir {} --inflight {inflight} {words}", cache.display())
}

const LISTS: [&str; 2] = ["sdr elist", "sensor list"];

#[test]
fn a_bmc_that_mixes_answers_up_changes_nothing() {
    let truth =
        LISTS.map(|words| bmc(30, false, &[], 1).good(&format!("-I lanplus --no-cache {words}")));
    assert!(truth.iter().all(|text| text.lines().count() > 20), "{truth:?}");
    let sets: [&[&str]; 12] = [
        &[],
        &["merge=3"],
        &["merge-messages=3"],
        &["reorder=20"],
        &["duplicate=3"],
        &["replay"],
        &["delay=15"],
        &["drop=10"],
        &["merge-messages=3", "drop=5"],
        &["reorder=10", "duplicate=2"],
        &["lose-request=04.2d:5", "silent=0a.23:5"],
        &["completion=04.2d:c0:3", "completion=0a.23:c3:1"],
    ];
    let cases: Vec<(&[&str], bool, u8)> = sets
        .into_iter()
        .flat_map(|set| [(set, false, 1), (set, false, 4), (set, false, 8), (set, true, 4)])
        .collect();
    side_by_side(&cases, |&(faults, in_parts, inflight)| {
        for (words, truth) in LISTS.iter().zip(&truth) {
            let folder = tempfile::tempdir().unwrap();
            let bmc = bmc(30, in_parts, faults, inflight.into());
            for run in ["cold", "warm"] {
                let shown = bmc.good(&line(folder.path(), inflight, words));
                assert_eq!(&shown, truth, "{faults:?} {in_parts} {inflight} {words} {run}");
            }
        }
    });
}

#[test]
fn loss_both_ways_changes_nothing() {
    let words = "sdr list";
    let truth = bmc(20, false, &[], 1).good(&format!("-I lanplus --no-cache {words}"));
    let cases: Vec<(u64, u8)> = (1..4).flat_map(|seed| [1, 8].map(|many| (seed, many))).collect();
    side_by_side(&cases, |&(seed, inflight)| {
        let folder = tempfile::tempdir().unwrap();
        let bmc = bmc(20, false, &["drop=20", "duplicate=2", "reorder=10"], seed);
        for run in ["cold", "warm"] {
            let shown = bmc.good(&line(folder.path(), inflight, words));
            assert_eq!(shown, truth, "{seed} {inflight} {run}");
        }
    });
}
