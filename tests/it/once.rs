//! What must not happen twice: power cycle and reset over a path that loses packets.
use ripmitool::error::Kind;
use ripmitool::mock::Options;
use serde_json::Value;

use crate::bmc::{Bmc, options, side_by_side};

const CHASSIS_CONTROL: (u8, u8) = (0x00, 0x02);

#[test]
fn a_machine_is_cycled_once_however_many_packets_get_lost() {
    let words = ["cycle", "reset", "diag"];
    let cases = words.map(|word| [1, 2, 3, 4].map(|seed| (word, seed)));
    side_by_side(cases.as_flattened(), |&(word, seed)| {
        let lossy = options(&["drop-in=30", "drop-out=30"]);
        let bmc = Bmc::new(Options { seed, ..lossy });
        let run = bmc.run(&format!("--deadline 30s -I lanplus -C 3 power {word}"));
        assert_eq!(run.code, Some(0), "{word} {seed}: {run:?}");
        let actions = bmc.server.with_state(|state| state.chassis.actions);
        let all = (actions.cycle, actions.reset, actions.diag);
        let wanted = match word {
            "cycle" => (1, 0, 0),
            "reset" => (0, 1, 0),
            _ => (0, 0, 1),
        };
        assert_eq!(all, wanted, "{word} {seed}");
    });
}

#[test]
fn copies_keep_their_number_so_that_the_bmc_can_tell() {
    let bmc = Bmc::faulty(&["lose-request=00.02:2"]);
    assert_eq!(bmc.good("-I lanplus -C 3 power reset"), "Chassis Power Control: Reset\n");
    let seen = bmc.seen();
    let copies = seen.requests.iter().filter(|r| (r.netfn, r.cmd) == CHASSIS_CONTROL);
    let mut numbers: Vec<u8> = copies.map(|request| request.seq).collect();
    assert_eq!(numbers.len(), 3, "{seen:?}");
    numbers.dedup();
    assert_eq!(numbers.len(), 1, "{seen:?}");
}

#[test]
fn an_outcome_that_is_not_known_is_not_called_a_failure() {
    for interface in ["-I lan", "-I lanplus"] {
        let silent = options(&["silent=00.02"]);
        let bmc = Bmc::new(Options { duplicate_filter: false, ..silent });
        let words = "--json --exit-codes=detailed --deadline 700ms";
        let run = bmc.run(&format!("{words} {interface} power reset"));
        let value: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(value["error"]["kind"], Kind::OutcomeUnknown.name(), "{value}");
        assert_eq!(run.code, Some(Kind::OutcomeUnknown.exit_code().into()), "{run:?}");
        let text = bmc.run(&format!("--deadline 700ms {interface} power reset"));
        assert_eq!(text.code, Some(1));
        assert!(text.stderr.contains("Diagnosis: outcome unknown"), "{text:?}");
    }
}
