//! Real ipmitool and FreeIPMI talk to the BMC of this crate: it is one that they accept, and
//! what they print says that it does what it was asked.
use std::path::PathBuf;

use ripmitool::crypto::secret::Secret;
use ripmitool::mock::chassis::Actions;
use ripmitool::mock::model::Model;
use ripmitool::mock::options::{Account, Bridging};
use ripmitool::mock::{Fault, Options, Server, embedded};
use ripmitool::wire::ids::Privilege;

use crate::foreign::{Run, find, run};

/// A BMC, and the program that talks to it.
struct Bench {
    bmc: Server,
    ipmitool: PathBuf,
}

impl Bench {
    fn new(options: Options) -> Option<Self> {
        let ipmitool = find("ipmitool")?;
        Some(Self { bmc: Server::spawn(options).unwrap(), ipmitool })
    }

    /// Runs ipmitool as admin; `words` are separated by blanks.
    fn run(&self, words: &str) -> Run {
        self.run_as("admin", "password", words)
    }

    fn run_as(&self, user: &str, password: &str, words: &str) -> Run {
        let port = self.bmc.addr().port().to_string();
        let mut args = vec!["-H", "127.0.0.1", "-p", &port, "-U", user, "-P", password];
        args.extend(words.split(' '));
        run(&self.ipmitool, &args)
    }

    /// Standard output of a run over RMCP+ that must succeed.
    fn plus(&self, words: &str) -> String {
        self.good(&format!("-I lanplus -C 3 {words}"))
    }

    fn good(&self, words: &str) -> String {
        let run = self.run(words);
        assert_eq!(run.code, Some(0), "{words}: {run:?}");
        run.stdout
    }

    fn actions(&self) -> Actions {
        self.bmc.with_state(|state| state.chassis.actions)
    }
}

fn bench() -> Option<Bench> {
    Bench::new(Options::permissive())
}

const ON: &str = "Chassis Power is on\n";
const NO_SESSION: &str = "Error: Unable to establish IPMI v2 / RMCP+ session\n";

#[test]
fn every_suite_that_ipmitool_can_do_works() {
    let Some(bench) = bench() else { return };
    for suite in [0, 1, 2, 3, 6, 7, 8, 15, 16, 17] {
        let run = bench.run(&format!("-I lanplus -C {suite} power status"));
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), (ON, ""), "suite {suite}");
    }
    assert_eq!(bench.bmc.seen().opened, 10);
    assert_eq!(bench.bmc.open_sessions(), 0, "every session was closed");
}

#[test]
fn without_a_suite_ipmitool_finds_17_in_the_list() {
    let Some(bench) = bench() else { return };
    let run = bench.run("-I lanplus -v power status");
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("Chassis Power is on"), "{run:?}");
    assert!((run.stdout + &run.stderr).contains("Using best available cipher suite 17"));
    assert!(bench.bmc.seen().count(0x06, 0x54) > 0);
}

#[test]
fn a_suite_that_is_off_is_refused() {
    let options = Options { suites: vec![17], ..Options::default() };
    let Some(bench) = Bench::new(options) else { return };
    let run = bench.run("-I lanplus -C 3 power status");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("open session response message : no matching cipher suite"));
    assert_eq!(bench.bmc.seen().opened, 0);
}

#[test]
fn ipmi_1_5_works_with_every_type_that_ipmitool_can_do() {
    let Some(bench) = bench() else { return };
    for kind in ["MD5", "PASSWORD", "NONE", "OEM"] {
        let run = bench.run(&format!("-I lan -A {kind} power status"));
        assert_eq!((run.stdout.as_str(), run.code), (ON, Some(0)), "{kind}: {run:?}");
    }
    assert_eq!(bench.good("-I lan power status"), ON);
    assert_eq!(bench.bmc.open_sessions(), 0);
}

#[test]
fn ipmi_1_5_without_per_message_authentication_works() {
    let Some(bench) = bench() else { return };
    bench.bmc.with_state(|state| state.channels.volatile.flags |= 0x10);
    assert_eq!(bench.good("-I lan power status"), ON);
    assert_eq!(bench.good("-I lan power off"), "Chassis Power Control: Down/Off\n");
    assert_eq!(bench.actions(), Actions { off: 1, ..Actions::default() });
}

#[test]
fn a_wrong_password_opens_nothing() {
    let Some(bench) = bench() else { return };
    let run = bench.run_as("admin", "wrong", "-I lanplus -C 3 -v power status");
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("RAKP 2 HMAC is invalid"), "{run:?}");
    assert!(run.stderr.ends_with(NO_SESSION), "{run:?}");
    let run = bench.run_as("nobody", "password", "-I lanplus -C 3 -v power status");
    assert!(run.stderr.contains("RAKP 2 message indicates an error : unauthorized name"));
    let run = bench.run_as("nobody", "password", "-I lan power status");
    assert!(run.stderr.starts_with("Invalid user name\n"), "{run:?}");
    assert_eq!(bench.bmc.seen().opened, 0);
}

#[test]
fn the_bmc_key_is_needed_once_it_is_set() {
    let options = Options { kg: Some(Secret::from("a secret key")), ..Options::default() };
    let Some(bench) = Bench::new(options) else { return };
    let key = "-y 6120736563726574206b6579";
    for suite in [3, 17] {
        assert_eq!(bench.good(&format!("-I lanplus -C {suite} {key} power status")), ON);
    }
    let run = bench.run("-I lanplus -C 3 power status");
    assert_eq!((run.code, run.stderr.ends_with(NO_SESSION)), (Some(1), true), "{run:?}");
    let capabilities = bench.plus(&format!("{key} channel authcap 1 4"));
    assert!(capabilities.contains("KG status                  : non-zero"), "{capabilities}");
}

#[test]
fn an_operator_gets_no_further_than_its_limit() {
    let mut options = Options::default();
    options.users.push(Account {
        name: b"oper".to_vec(),
        password: Secret::from("secret"),
        privilege: Privilege::Operator,
    });
    let Some(bench) = Bench::new(options) else { return };
    let run = |words: &str| bench.run_as("oper", "secret", &format!("-I lanplus -C 3 {words}"));
    let refused = run("-v power status");
    assert!(refused.stderr.contains("RAKP 2 message indicates an error : unauthorized role"));
    assert_eq!(run("-L OPERATOR power status").stdout, ON);
    assert_eq!(run("-L USER power status").stdout, ON);
    let refused = run("-L USER power off");
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("Insufficient privilege level"), "{refused:?}");
    let exact = run("-L OPERATOR+ power status");
    assert_eq!(exact.stdout, ON, "name and privilege look-up: {exact:?}");
    assert_eq!(bench.actions(), Actions::default());
}

#[test]
fn power_actions_are_executed_once_each() {
    let Some(bench) = bench() else { return };
    assert_eq!(bench.plus("power off"), "Chassis Power Control: Down/Off\n");
    assert_eq!(bench.plus("power status"), "Chassis Power is off\n");
    let refused = bench.run("-I lanplus -C 3 power cycle");
    assert_eq!(
        refused.stderr,
        "Set Chassis Power Control to Cycle failed: Command not supported in present state\n"
    );
    assert_eq!(bench.plus("power on"), "Chassis Power Control: Up/On\n");
    assert_eq!(bench.plus("power reset"), "Chassis Power Control: Reset\n");
    assert_eq!(bench.plus("power diag"), "Chassis Power Control: Diag\n");
    assert_eq!(bench.plus("power cycle"), "Chassis Power Control: Cycle\n");
    let expected = Actions { off: 1, on: 1, cycle: 1, reset: 1, diag: 1, soft: 0 };
    assert_eq!(bench.actions(), expected);
    let cause = bench.plus("chassis restart_cause");
    assert_eq!(cause, "System restart cause: chassis power control command\n");
    let status = bench.plus("chassis status");
    assert!(status.contains("Last Power Event     : command\n"), "{status}");
}

#[test]
fn boot_options_are_kept() {
    let Some(bench) = bench() else { return };
    bench.plus("chassis bootdev pxe options=persistent,efiboot");
    let flags = bench.plus("chassis bootparam get 5");
    assert!(flags.contains("Boot parameter data: e004000000\n"), "{flags}");
    assert!(flags.contains("Options apply to all future boots\n"), "{flags}");
    assert_eq!(bench.bmc.with_state(|s| s.boot.flags), [0xe0, 0x04, 0, 0, 0]);
    bench.plus("chassis bootdev disk");
    bench.plus("power reset");
    let flags = bench.plus("chassis bootparam get 5");
    assert!(flags.contains("Boot Flag Invalid\n"), "for one boot only: {flags}");
}

#[test]
fn users_can_be_listed_made_and_tested() {
    let Some(bench) = bench() else { return };
    bench.plus("user set name 3 eve");
    bench.plus("user set password 3 a-password-of-20byte 20");
    bench.plus("user priv 3 3 1");
    bench.plus("channel setaccess 1 3 link=on ipmi=on callin=on privilege=3");
    bench.plus("user enable 3");
    let list = bench.plus("-c user list 1");
    assert!(list.contains("2,admin,true,true,true,ADMINISTRATOR\n"), "{list}");
    assert!(list.contains("3,eve,true,true,true,OPERATOR\n"), "{list}");
    assert_eq!(bench.plus("user test 3 20 a-password-of-20byte"), "Success\n");
    let wrong = bench.run("-I lanplus -C 3 user test 3 20 another");
    assert!((wrong.stdout + &wrong.stderr).contains("Failure: password incorrect"));
    let size = bench.run("-I lanplus -C 3 user test 3 16 another");
    assert!((size.stdout + &size.stderr).contains("Failure: wrong password size"));
    let words = "-I lanplus -C 17 -L OPERATOR power status";
    assert_eq!(bench.run_as("eve", "a-password-of-20byte", words).stdout, ON);
    bench.plus("user disable 3");
    assert_eq!(bench.run_as("eve", "a-password-of-20byte", words).code, Some(1));
}

#[test]
fn channels_and_sessions_are_described() {
    let Some(bench) = bench() else { return };
    let info = bench.plus("channel info");
    assert!(info.contains("Channel Medium Type   : 802.3 LAN\n"), "{info}");
    assert!(info.contains("Active Session Count  : 1\n"), "{info}");
    let ciphers = bench.plus("-c channel getciphers ipmi 1");
    assert_eq!(ciphers.lines().count(), 12, "{ciphers}");
    assert!(ciphers.contains("17,N/A,hmac_sha256,sha256_128,aes_cbc_128"), "{ciphers}");
    let access = bench.plus("channel getaccess 1 2");
    assert!(access.contains("User Name            : admin\n"), "{access}");
    let sessions = bench.plus("session info all");
    assert!(sessions.contains("console ip                    : 127.0.0.1\n"), "{sessions}");
    assert!(sessions.contains("session type                  : IPMIv2/RMCP+\n"), "{sessions}");
    assert_eq!(sessions.matches("session handle").count(), 16);
    let old = bench.good("-I lan session info active");
    assert!(old.contains("session type                  : IPMIv1.5\n"), "{old}");
}

#[test]
fn the_watchdog_is_set_started_and_counts_down() {
    let Some(bench) = bench() else { return };
    bench.plus("mc watchdog set timeout=30 action=reset use=osload");
    bench.plus("mc watchdog reset");
    let watchdog = bench.plus("mc watchdog get");
    assert!(watchdog.contains("OS Load (0x43)"), "{watchdog}");
    assert!(watchdog.contains("Started/Running"), "{watchdog}");
    assert!(watchdog.contains("Hard Reset (0x01)"), "{watchdog}");
    assert!(watchdog.contains("Initial Countdown:      30.0 sec"), "{watchdog}");
    bench.plus("mc watchdog off");
    assert!(!bench.bmc.with_state(|state| state.watchdog.running()));
}

#[test]
fn system_info_is_kept() {
    let Some(bench) = bench() else { return };
    let name = "a-name-of-more-than-one-block-of-16-bytes";
    bench.plus(&format!("mc setsysinfo system_name {name}"));
    assert_eq!(bench.plus("mc getsysinfo system_name"), format!("{name}\n"));
    assert_eq!(bench.bmc.with_state(|state| state.sysinfo.text(2)), name.as_bytes());
    assert_eq!(bench.plus("mc getsysinfo system_fw_version"), "2.30\n");
}

#[test]
fn controllers_behind_the_bmc_answer_in_both_shapes() {
    for bridging in [Bridging::Separate, Bridging::Combined] {
        let Some(bench) = Bench::new(Options { bridging, ..Options::default() }) else { return };
        let info = bench.plus("-t 0x24 mc info");
        assert!(info.contains("Device ID                 : 36\n"), "{bridging:?}: {info}");
        let refused = bench.run("-I lanplus -C 3 -t 0x26 mc info");
        assert_eq!(refused.code, Some(1), "{bridging:?}");
        if bridging == Bridging::Separate {
            // Over two hops ipmitool does not find an answer that is inside another.
            let behind = bench.plus("-b 7 -t 0x72 -B 0 -T 0x24 mc info");
            assert!(behind.contains("Device ID                 : 114\n"), "{behind}");
        }
    }
}

#[test]
fn a_reset_of_the_bmc_ends_every_session() {
    let Some(bench) = bench() else { return };
    let run = bench.run("-I lanplus -C 3 -R 1 -N 1 mc reset cold");
    assert_eq!(run.stdout, "Sent cold reset command to MC\n");
    assert_eq!(bench.bmc.open_sessions(), 0);
    assert_eq!(bench.bmc.with_state(|state| state.resets), 1);
    assert_eq!(bench.plus("power status"), ON);
}

#[test]
fn a_lost_answer_does_not_execute_the_command_twice() {
    let fault: Fault = "silent=00.02:1".parse().unwrap();
    let Some(bench) = Bench::new(Options { faults: vec![fault], ..Options::default() }) else {
        return;
    };
    // The first answer is lost, and the filter gives it again without another reset.
    assert_eq!(bench.plus("power reset"), "Chassis Power Control: Reset\n");
    assert_eq!(bench.actions().reset, 1);
    let seen = bench.bmc.seen();
    let resets: Vec<bool> = seen
        .requests
        .iter()
        .filter(|r| (r.netfn, r.cmd) == (0x00, 0x02))
        .map(|r| r.repeated)
        .collect();
    assert_eq!(resets, [false, true]);
}

#[test]
fn the_state_outlives_the_server() {
    let Some(ipmitool) = find("ipmitool") else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state");
    let bench = Bench { bmc: embedded(file.clone()).unwrap(), ipmitool };
    bench.plus("power soft");
    let Bench { bmc, ipmitool } = bench;
    bmc.stop();
    let bench = Bench { bmc: embedded(file).unwrap(), ipmitool };
    assert_eq!(bench.plus("power status"), "Chassis Power is off\n");
}

/// Runs a FreeIPMI program as admin, without any workaround; `words` are separated by blanks.
fn freeipmi(bmc: &Server, program: &str, words: &str) -> Option<String> {
    let program = find(program)?;
    let host = format!("127.0.0.1:{}", bmc.addr().port());
    let mut args = vec!["-h", &host, "-u", "admin", "-p", "password"];
    args.extend(words.split(' '));
    let run = run(&program, &args);
    assert_eq!(run.code, Some(0), "{words}: {run:?}");
    Some(run.stdout)
}

#[test]
fn freeipmi_works_without_workarounds() {
    let bmc = Server::spawn(Options::permissive()).unwrap();
    let drivers = ["-D LAN_2_0 -I 3", "-D LAN_2_0 -I 17", "-D LAN", "-D LAN -a MD2"];
    for driver in drivers {
        let power = |word: &str| freeipmi(&bmc, "ipmipower", &format!("{driver} {word}"));
        let Some(on) = power("--stat") else { return };
        assert_eq!(on, "127.0.0.1: on\n", "{driver}");
        assert_eq!(power("--off").unwrap(), "127.0.0.1: ok\n", "{driver}");
        assert_eq!(power("--stat").unwrap(), "127.0.0.1: off\n", "{driver}");
        assert_eq!(power("--on").unwrap(), "127.0.0.1: ok\n", "{driver}");
        let info = freeipmi(&bmc, "bmc-info", driver).unwrap();
        assert!(info.contains("Firmware Revision     : 2.30\n"), "{driver}: {info}");
        let status = freeipmi(&bmc, "ipmi-chassis", &format!("{driver} --get-status")).unwrap();
        assert!(status.contains("System Power                        : on\n"), "{status}");
    }
    let actions = bmc.with_state(|state| state.chassis.actions);
    assert_eq!((actions.off, actions.on), (4, 4));
}

#[test]
fn freeipmi_does_the_suites_that_ipmitool_cannot() {
    let bmc = Server::spawn(Options::permissive()).unwrap();
    for suite in [0, 1, 2, 6, 7, 8, 11, 12, 15, 16] {
        let words = format!("-D LAN_2_0 -I {suite} --stat");
        let Some(on) = freeipmi(&bmc, "ipmipower", &words) else { return };
        assert_eq!(on, "127.0.0.1: on\n", "suite {suite}");
    }
}

/// The shipped models that stay as they are, and what ipmitool may say about them.
fn shipped() -> [(Server, &'static str); 2] {
    [Model::standard(), Model::odd()].map(|model| {
        let version = model.sdr.version;
        let said = match version {
            0x51 => "",
            _ => "WARNING: Unknown SDR repository version 0x15\n",
        };
        (Server::spawn(Options::of(model)).unwrap(), said)
    })
}

#[test]
fn ipmitool_reads_all_records_of_the_shipped_models() {
    let Some(ipmitool) = find("ipmitool") else { return };
    for (bmc, said) in shipped() {
        let bench = Bench { bmc, ipmitool: ipmitool.clone() };
        let shown = [0x01, 0x02, 0x03, 0x10, 0x11, 0x12];
        let kinds = bench.bmc.with_state(|state| {
            let kinds: Vec<u8> = state.repository.records.iter().map(|it| it.bytes[3]).collect();
            kinds.into_iter().filter(|kind| shown.contains(kind)).count()
        });
        let run = bench.run("-I lanplus -C 3 sdr elist all");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), said), "{run:?}");
        // A tab or a line break in a name is one of a model of its own.
        assert_eq!(run.stdout.lines().count(), kinds, "{}", run.stdout);
        let run = bench.run("-I lanplus -C 3 sensor list");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), said), "{run:?}");
        let entries = bench.bmc.with_state(|state| state.log.entries.len());
        let run = bench.run("-I lanplus -C 3 sel list");
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stdout.lines().count(), entries, "{}", run.stdout);
    }
}

#[test]
fn ipmitool_reads_the_inventories_of_the_shipped_models() {
    for ((bmc, _), odd) in shipped().into_iter().zip([false, true]) {
        let Some(ipmitool) = find("ipmitool") else { return };
        let bench = Bench { bmc, ipmitool };
        let run = bench.run("-I lanplus -C 3 fru print");
        let devices = run.stdout.matches("FRU Device Description").count();
        let frus = bench.bmc.with_state(|state| state.model().frus.len());
        assert!(run.code == Some(0) && devices >= frus, "{run:?}");
        assert_eq!(run.stderr.is_empty(), !odd, "{run:?}");
    }
}

#[test]
fn freeipmi_reads_the_shipped_models() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().display().to_string();
    for ((bmc, _), odd) in shipped().into_iter().zip([false, true]) {
        let host = format!("127.0.0.1:{}", bmc.addr().port());
        let read = |name: &str| {
            let program = find(name)?;
            let login = ["-D", "LAN_2_0", "-I", "3", "-u", "admin", "-p", "password"];
            let more = ["-h", &host, "--quiet-cache", "--sdr-cache-directory", &cache];
            Some(run(&program, &[login.as_slice(), &more].concat()))
        };
        let (Some(sensors), Some(log), Some(frus)) =
            (read("ipmi-sensors"), read("ipmi-sel"), read("ipmi-fru"))
        else {
            return;
        };
        let entries = bmc.with_state(|state| state.log.entries.len());
        assert_eq!(log.code, Some(0), "{log:?}");
        if odd {
            // Three entries are of types that nobody knows.
            assert_eq!(log.stderr.lines().count(), 3, "{log:?}");
            assert_eq!(log.stdout.lines().count() + 3, entries + 1, "{log:?}");
            // It stops at a sensor that answers "invalid command", and at storage that is damaged.
            assert!(sensors.stderr.lines().count() <= 1, "{sensors:?}");
            assert!(frus.stderr.contains("FRU information inconsistent"), "{frus:?}");
        } else {
            for run in [&sensors, &log, &frus] {
                assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
            }
            assert_eq!(log.stdout.lines().count(), entries + 1, "{log:?}");
            assert!(sensors.stdout.lines().count() > 55, "{sensors:?}");
            assert!(frus.stdout.contains("FRU Inventory Device: PSU1"), "{frus:?}");
        }
    }
}
