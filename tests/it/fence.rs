//! `fence_ipmilan` of the fence agents, with our program in IPMItool's place.
use std::path::{Path, PathBuf};

use ripmitool::mock::Options;

use crate::bmc::{Bmc, side_by_side};
use crate::foreign::{Run, find, run};
use crate::sim::{Setup, Sim};

/// The agent, and which BMC it talks to.
struct Fence {
    agent: PathBuf,
    port: u16,
}

impl Fence {
    fn run(&self, action: &str, options: &str) -> Run {
        let port = self.port.to_string();
        let path = format!("--ipmitool-path={}", env!("CARGO_BIN_EXE_ripmitool"));
        let mut args = vec!["--ip=127.0.0.1", "--ipport", &port, "--username=admin", &path];
        args.extend(["--password=password", "--action", action]);
        // Seconds that the agent sleeps by itself.
        args.extend(["--power-wait=0", "--stonith-status-sleep=1"]);
        args.extend(options.split_whitespace());
        run(Path::new(&self.agent), &args)
    }

    fn good(&self, action: &str, options: &str) -> String {
        let run = self.run(action, options);
        assert_eq!(run.code, Some(0), "{action} {options}: {run:?}");
        run.stdout
    }

    /// Status, off, on and reboot; `power` tells how the machine really is.
    fn all_actions(&self, options: &str, power: impl Fn() -> bool) {
        assert!(self.good("status", options).contains("Status: ON"), "{options}");
        self.good("off", options);
        assert!(!power(), "{options}");
        let off = self.run("status", options);
        assert_eq!((off.code, off.stdout.contains("Status: OFF")), (Some(2), true), "{off:?}");
        self.good("on", options);
        assert!(power(), "{options}");
        self.good("reboot", options);
        assert!(power(), "{options}");
    }
}

/// What clusters have in their configuration.
const OPTIONS: [&str; 6] = [
    "",
    "--lanplus",
    "--lanplus --cipher=3",
    "--lanplus --cipher=3 --privlvl=operator",
    "--lanplus --verbose-level=2 --quiet",
    "--privlvl=administrator --auth=md5",
];

#[test]
fn our_own_bmc_can_be_fenced() {
    let Some(agent) = find("fence_ipmilan") else { return };
    side_by_side(&OPTIONS, |options| {
        let bmc = Bmc::new(Options::default());
        let fence = Fence { agent: agent.clone(), port: bmc.port() };
        let power = || bmc.server.with_state(|state| state.chassis.settled_power());
        fence.all_actions(options, power);
        let actions = bmc.server.with_state(|state| state.chassis.actions);
        // Off and reboot; on and reboot.
        assert_eq!((actions.off, actions.on), (2, 2), "{options}: {actions:?}");
        assert_eq!(bmc.server.open_sessions(), 0, "{options}");
    });
}

#[test]
fn a_machine_is_interrupted_and_cycled_once() {
    let Some(agent) = find("fence_ipmilan") else { return };
    let bmc = Bmc::new(Options::default());
    let fence = Fence { agent, port: bmc.port() };
    // In this order: a machine that is off between the halves of a cycle takes no interrupt.
    fence.good("diag", "--lanplus");
    fence.good("reboot", "--lanplus --method=cycle");
    let actions = bmc.server.with_state(|state| state.chassis.actions);
    assert_eq!((actions.cycle, actions.diag, actions.off), (1, 1, 0), "{actions:?}");
}

#[test]
fn a_bmc_of_other_people_can_be_fenced() {
    let Some(agent) = find("fence_ipmilan") else { return };
    side_by_side(&["", "--lanplus", "--lanplus --cipher=3 --privlvl=operator"], |options| {
        let Some(sim) = Sim::start(&Setup::default()) else { return };
        let fence = Fence { agent: agent.clone(), port: sim.port() };
        fence.all_actions(options, || sim.power());
    });
}

#[test]
fn a_failure_to_log_in_is_no_status() {
    let Some(agent) = find("fence_ipmilan") else { return };
    let bmc = Bmc::new(Options { suites: vec![17], ..Options::default() });
    let fence = Fence { agent, port: bmc.port() };
    let run = fence.run("status", "--lanplus --cipher=3");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(!run.stdout.contains("Status:"), "{run:?}");
}
