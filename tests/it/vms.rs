//! Virtual machines under libvirt, whose BMCs are ours: what is asked over IPMI happens to them.
use crate::bmc::side_by_side;
use crate::lab::{Lab, NOBODY, Program, eventually};

const BOTH: [Program; 2] = [Program::Ours, Program::Theirs];
const BOOTED: &str = "guest: booted";
const BUTTON: &str = "guest: power button";
const NMI: &str = "guest: NMI";

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
        good("power off", "Chassis Power Control: Down/Off\n");
        self.status(node, false);
        good("power off", "Chassis Power Control: Down/Off\n");
        self.status(node, false);
    }

    /// The power button.
    fn soft(&self, program: Program, node: &str) {
        let presses = self.wrote(node, BUTTON);
        self.good(program, node, "power soft", "Chassis Power Control: Soft\n");
        self.wait_for(node, BUTTON, presses);
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
                assert!(eventually(|| !lab.is_on(node)), "{program:?}");
                lab.status(node, false);
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
            lab.status(node, false);
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
