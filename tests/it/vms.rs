//! Virtual machines under libvirt, whose BMCs are ours: what is asked over IPMI happens to them.
use std::process::Command;

use crate::bmc::side_by_side;
use crate::lab::{Lab, NOBODY, Program, eventually};
use crate::terminal::Terminal;

const BOTH: [Program; 2] = [Program::Ours, Program::Theirs];
const BOOTED: &str = "guest: booted";
const BUTTON: &str = "guest: power button";
const NMI: &str = "guest: NMI";
const FROM_NETWORK: &str = "Booting from ROM";
const FROM_CD: &str = "Booting from DVD/CD";

impl Lab {
    /// Runs it, which must succeed, and print that.
    fn good(&self, program: Program, node: &str, words: &str, wanted: &str) {
        let run = self.program(program, node, words);
        let result = (run.stdout.as_str(), run.stderr.as_str(), run.code);
        assert_eq!(result, (wanted, "", Some(0)), "{program:?} {node} {words}");
    }

    /// Both programs say that the machine is on, or off, and libvirt says so too.
    fn status(&self, node: &str, on: bool) {
        let line = if on { "Chassis Power is on\n" } else { "Chassis Power is off\n" };
        for program in BOTH {
            self.good(program, node, "power status", line);
        }
        assert_eq!(self.is_on(node), on, "{node}");
    }

    /// The same, as soon as libvirt has done it: what takes long is answered before.
    fn becomes(&self, node: &str, on: bool) {
        assert!(eventually(|| self.is_on(node) == on), "{node}: {on}");
        self.status(node, on);
    }

    /// Waits for the machine to write a text once more than before.
    fn wait_for(&self, node: &str, text: &str, before: usize) {
        let came = eventually(|| self.wrote(node, text) > before);
        assert!(came, "{node} does not write {text:?}");
        assert_eq!(self.wrote(node, text), before + 1, "{node}: {text:?}");
    }

    /// Does something, and waits for the machine to boot once.
    fn boots(&self, node: &str, act: impl Fn()) {
        let before = self.wrote(node, BOOTED);
        act();
        self.wait_for(node, BOOTED, before);
    }

    /// Every kind of power control, each seen at the machine.
    fn power(&self, program: Program, node: &str) {
        let good = |words, wanted| self.good(program, node, words, wanted);
        self.status(node, false);
        self.boots(node, || good("power on", "Chassis Power Control: Up/On\n"));
        self.status(node, true);
        let life = self.life(node);
        good("power on", "Chassis Power Control: Up/On\n");
        self.boots(node, || good("power reset", "Chassis Power Control: Reset\n"));
        assert_eq!(self.life(node), life, "a reset is no new start");
        let interrupts = self.wrote(node, NMI);
        good("power diag", "Chassis Power Control: Diag\n");
        self.wait_for(node, NMI, interrupts);
        self.boots(node, || good("power cycle", "Chassis Power Control: Cycle\n"));
        assert_ne!(self.life(node), life, "a cycle is a new start");
        self.status(node, true);
        for _ in 0..2 {
            good("power off", "Chassis Power Control: Down/Off\n");
            self.becomes(node, false);
        }
    }

    /// The power button.
    fn soft(&self, program: Program, node: &str) {
        let presses = self.wrote(node, BUTTON);
        self.good(program, node, "power soft", "Chassis Power Control: Soft\n");
        self.wait_for(node, BUTTON, presses);
    }

    /// The devices that a machine is to boot from, in their order: as it runs, or as it is stored.
    fn boot_order(&self, node: &str, stored: bool) -> Vec<String> {
        let option = if stored { " --inactive" } else { "" };
        let text = self.virsh(&format!("dumpxml {node}{option}"));
        let devices = text.split("<boot dev='").skip(1);
        devices.map(|rest| rest.split('\'').next().unwrap().to_owned()).collect()
    }

    /// Another device to boot from: once, until further notice, and no more.
    fn boot_devices(&self, program: Program, node: &str) {
        let good = |words, wanted| self.good(program, node, words, wanted);
        let [once, cd] = [FROM_NETWORK, FROM_CD].map(|text| self.wrote(node, text));
        let stored = self.virsh(&format!("dumpxml --inactive {node}"));

        good("chassis bootdev pxe", "Set Boot Device to pxe\n");
        good("power on", "Chassis Power Control: Up/On\n");
        self.wait_for(node, FROM_NETWORK, once);
        assert_eq!(self.boot_order(node, false), ["network", "hd"]);
        assert_eq!(self.boot_order(node, true), ["hd"]);
        self.boots(node, || good("power cycle", "Chassis Power Control: Cycle\n"));
        assert_eq!(self.wrote(node, FROM_NETWORK), once + 1, "once is once");

        good("chassis bootdev cdrom options=persistent", "Set Boot Device to cdrom\n");
        assert_eq!(self.boot_order(node, true), ["cdrom", "hd"]);
        for times in 1..=2 {
            self.boots(node, || good("power cycle", "Chassis Power Control: Cycle\n"));
            assert_eq!(self.wrote(node, FROM_CD), cd + times);
        }
        good("chassis bootdev disk", "Set Boot Device to disk\n");
        self.boots(node, || good("power reset", "Chassis Power Control: Reset\n"));
        assert_eq!(self.wrote(node, FROM_CD), cd + 2, "the disk came first");

        good("chassis bootdev none", "Set Boot Device to none\n");
        good("power off", "Chassis Power Control: Down/Off\n");
        self.becomes(node, false);
        assert_eq!(self.virsh(&format!("dumpxml --inactive {node}")), stored);
    }

    /// Types at the machine's console.
    fn talk(&self, program: Program, node: &str) -> String {
        let mut terminal = Terminal::new();
        let mut command = Command::new(self.path(program));
        let mut child = terminal.start_with(command.args(self.login(node, "sol activate")));
        let mut shown = terminal.until("for help]\r\n");
        while !terminal.is_raw() {
            std::thread::yield_now();
        }
        for (keys, wanted) in [
            ("hello\r", "hello\r\nguest> "),
            ("there\r", "there\r\nguest> "),
            ("~.", "[terminated ipmitool]\n"),
        ] {
            terminal.key(keys);
            shown.push_str(&terminal.until(wanted));
        }
        assert_eq!(child.wait().unwrap().code(), Some(0), "{shown:?}");
        shown
    }

    /// What a machine that is off refuses, with both programs.
    fn refusals(&self, node: &str) {
        for words in ["power reset", "power cycle", "power diag"] {
            let [ours, theirs] = BOTH.map(|program| self.program(program, node, words));
            assert_eq!((&ours.stdout, ours.code), (&theirs.stdout, theirs.code), "{words}");
            assert_eq!(ours.code, Some(1), "{words}: {ours:?}");
            let code = "Command not supported in present state";
            assert!(theirs.stderr.contains(code), "{words}: {theirs:?}");
        }
        assert!(!self.is_on(node));
    }
}

#[test]
fn the_power_of_a_machine_is_its_bmcs() {
    let Some(lab) = Lab::start() else { return };
    side_by_side(&["nodea", "nodeb", "nodec", "noded"], |node| match *node {
        "nodea" => BOTH.iter().for_each(|program| lab.power(*program, node)),
        "nodeb" => {
            lab.refusals(node);
            for program in BOTH {
                lab.boots(node, || {
                    lab.virsh("start nodeb");
                });
                lab.status(node, true);
                lab.soft(program, node);
                lab.becomes(node, false);
            }
        }
        "nodec" => {
            lab.boots(node, || {
                lab.virsh("start nodec");
            });
            for program in BOTH {
                lab.soft(program, node);
                lab.status(node, true);
            }
            lab.good(Program::Ours, node, "power off", "Chassis Power Control: Down/Off\n");
            lab.becomes(node, false);
        }
        // What others do to the machine is seen at once.
        _ => {
            for _ in 0..3 {
                lab.virsh("start noded");
                lab.status(node, true);
                lab.virsh("destroy noded");
                lab.status(node, false);
            }
        }
    });
}

#[test]
fn a_machine_boots_from_what_its_bmc_says() {
    let Some(lab) = Lab::start() else { return };
    for program in BOTH {
        lab.boot_devices(program, "nodea");
    }
}

#[test]
fn a_machines_console_is_serial_over_lan() {
    let Some(lab) = Lab::start() else { return };
    // A console that is there before the machine is stays.
    lab.boots("nodeb", || {
        lab.virsh("start nodeb");
    });
    let [ours, theirs] = BOTH.map(|program| lab.talk(program, "nodeb"));
    assert_eq!(ours, theirs);
    lab.boots("nodeb", || {
        lab.good(Program::Ours, "nodeb", "power cycle", "Chassis Power Control: Cycle\n");
    });
    assert_eq!(lab.talk(Program::Ours, "nodeb"), ours, "after another start");
}

#[test]
fn a_hypervisor_that_fails_is_told_in_time() {
    let Some(lab) = Lab::start() else { return };
    let all = ["power status", "power on", "power off", "power soft", "chassis status"];
    let fails = |node: &str, meaning: &str| {
        for (program, words) in BOTH.iter().flat_map(|p| all.map(|words| (*p, words))) {
            let run = lab.program(program, node, words);
            assert_eq!((run.stdout.as_str(), run.code), ("", Some(1)), "{node} {words}: {run:?}");
            // An answer, not the end of the console's patience.
            assert!(run.stderr.contains(meaning), "{node} {words}: {run:?}");
        }
    };
    fails(NOBODY, "Requested sensor, data, or record not found");
    assert!(lab.said().contains("nobody: "), "{}", lab.said());
    lab.virsh("start noded");
    lab.status("noded", true);
    lab.end_libvirtd();
    fails("noded", "Unspecified error");
    assert!(lab.said().contains("noded: "), "{}", lab.said());
    // The BMC itself is well.
    assert_eq!(lab.program(Program::Theirs, "noded", "mc selftest").code, Some(0));
    lab.start_libvirtd();
    assert!(eventually(|| lab.program(Program::Ours, "noded", "power status").code == Some(0)));
    lab.status("noded", true);
}
