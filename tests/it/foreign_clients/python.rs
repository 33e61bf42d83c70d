//! The libraries of Python: pyghmi, and pyipmi with its own RMCP.
use std::sync::Arc;

use ripmitool::mock::chassis::Actions;
use ripmitool::mock::{Model, Options};
use serde_json::{Value, json};

use super::{Client, becomes, bmc, is_on, options, options_of, shows, state};
use crate::bmc::Bmc;
use crate::foreign::{find_file, run};
use crate::monitoring::client;

const PYTHON: &str = "/usr/bin/python3";
const PYGHMI: &str = "/usr/lib/python3/dist-packages/pyghmi/__init__.py";
const PYIPMI: &str = "/usr/lib/python3/dist-packages/pyipmi/__init__.py";

/// A part of `tests/clients/pyghmi.py` at a BMC.
fn pyghmi(bmc: &Bmc, part: &str) -> Option<Value> {
    if !find_file(PYGHMI) {
        return None;
    }
    let script = client("pyghmi.py").display().to_string();
    let args = [&script, part, "127.0.0.1", &bmc.port().to_string(), "admin", "password"];
    let run = run(PYTHON.as_ref(), &args);
    assert_eq!(run.code, Some(0), "{part}: {run:?}");
    Some(serde_json::from_str(&run.stdout).unwrap())
}

/// A server without anything rare: pyghmi's lists end at a sensor that is not linear, at 6-bit
/// texts of odd lengths and at log entries of other makers.
fn plain() -> Bmc {
    let text = include_str!("../../models/plain.toml");
    let model = Arc::new(Model::parse(text).unwrap());
    Bmc::new(options_of(model))
}

#[test]
fn pyghmi_powers_the_machine() {
    for suite in [3, 17] {
        pyghmi_powers(&Bmc::new(Options { suites: vec![suite], ..options() }));
    }
}

fn pyghmi_powers(bmc: &Bmc) {
    let Some(found) = pyghmi(bmc, "power") else { return };
    assert_eq!(found["first"], "on");
    for (step, wanted) in [("wait off", "off"), ("wait on", "on"), ("wait softoff", "off")] {
        assert_eq!(found[step], wanted, "{step}");
    }
    let actions = state(bmc, |it| it.chassis.actions);
    let wanted = Actions { off: 1, on: 2, soft: 1, reset: 2, diag: 1, cycle: 0 };
    assert_eq!(actions, wanted);
    assert!(is_on(bmc));
    assert_eq!(bmc.seen().count(0x00, 0x04), 1, "identify");
}

#[test]
fn pyghmi_sets_the_boot_device() {
    let bmc = bmc();
    let Some(found) = pyghmi(&bmc, "boot") else { return };
    for device in ["network", "hd", "optical", "setup", "floppy", "safe"] {
        for (persist, step) in [(false, "False"), (true, "True")] {
            let wanted = json!({"bootdev": device, "persistent": persist, "uefimode": persist});
            assert_eq!(found[format!("{device} {step}")], wanted, "{device} {step}");
        }
    }
}

#[test]
fn pyghmi_reads_a_whole_machine() {
    let bmc = plain();
    let Some(found) = pyghmi(&bmc, "machine") else { return };
    let sensors = &found["sensors"];
    for (name, value, unit) in [
        ("Inlet Temp", 23.0, "°C"),
        ("CPU Temp", 96.0, "°C"),
        ("Fan 1", 4200.0, "RPM"),
        ("12V", 12.06, "V"),
        ("System Power", 182.0, "W"),
    ] {
        assert_eq!(sensors[name], json!([value, unit]), "{name}");
    }
    // Critical and a warning.
    assert_eq!(found["health"], json!([3, ["CPU Temp"]]));
    let inventory = &found["inventory"];
    assert_eq!(inventory["System"]["Product name"], "Wren 100");
    assert_eq!(inventory["PSU1"]["Serial Number"], "BP250-1");
    assert_eq!(found["firmware"]["BMC Version"]["version"], "1.12");
    let events = pyghmi(&bmc, "log").unwrap();
    let wanted = json!([["CPU Temp", "Upper critical"], ["PSU 1 Status", "Power input lost"]]);
    assert_eq!((&events["events"], &events["cleared"]), (&wanted, &json!(0)));
    assert_eq!(state(&bmc, |it| it.log.entries.len()), 0);
}

#[test]
fn pyghmi_reads_one_thing_after_the_other() {
    let bmc = bmc();
    let Some(found) = pyghmi(&bmc, "items") else { return };
    assert_eq!(found["cpu"], 41.0);
    assert_eq!(found["System"]["Board serial number"], "BSN-0815-0042");
    assert_eq!(found["System"]["Asset Number"], "ASSET-7");
    assert_eq!(found["PSU2"]["Serial Number"], "BP750-2222");
    let names = json!(["System", "PSU1", "PSU2", "Riser", "Power Module"]);
    assert_eq!(found["names"], names);
    assert_eq!(found["firmware"]["BMC Version"]["version"], "2.30");
    assert!(found["descriptions"].as_array().unwrap().len() > 55);
}

#[test]
fn pyghmi_configures_the_network() {
    let bmc = bmc();
    let Some(found) = pyghmi(&bmc, "network") else { return };
    assert_eq!(found["net"]["ipv4_address"], "192.0.2.77/24");
    assert_eq!(found["net"]["mac_address"], "52:54:00:2d:10:52");
    assert_eq!((&found["destinations"], &found["mci"]), (&json!(4), &json!("node12\u{0}")));
    assert_eq!(found["channel"]["Channel Medium type"], "802.3 LAN");
    state(&bmc, |it| {
        assert_eq!(it.lan.get(3, 0, 0).unwrap(), [192, 0, 2, 77]);
        assert_eq!(it.lan.get(6, 0, 0).unwrap(), [255, 255, 255, 0]);
        assert_eq!(it.lan.get(12, 0, 0).unwrap(), [192, 0, 2, 1]);
        assert!(it.lan.get(16, 0, 0).unwrap().starts_with(b"elsewhere\0"));
        assert!(it.dcmi.identifier.starts_with(b"node12"));
    });
}

#[test]
fn pyghmi_makes_users() {
    let bmc = bmc();
    let Some(found) = pyghmi(&bmc, "users") else { return };
    assert_eq!((&found["max"], &found["password"]), (&json!(16), &json!(true)));
    assert_eq!(found["created"]["access"]["privilege_level"], "operator");
    assert_eq!(found["her power"], "on");
    assert_eq!(found["changed"]["name"], "dora");
    assert_eq!(found["changed"]["access"]["privilege_level"], "user");
    assert_eq!(found["all"], json!({"2": "admin", "3": "oper"}));
    let user = state(&bmc, |it| it.users.get(5).cloned()).unwrap();
    assert_eq!((user.name.as_slice(), user.access.messaging), (&b""[..], false));
}

#[test]
fn pyghmi_talks_to_the_console() {
    let bmc = bmc();
    let Some(found) = pyghmi(&bmc, "console") else { return };
    let shown = found["shown"].as_str().unwrap();
    assert!(shown.contains("hostname\r\nmock\r\n"), "{shown:?}");
    assert!(shown.contains("echo forty two\r\nforty two\r\n"), "{shown:?}");
    // Activate and Deactivate Payload.
    assert_eq!((bmc.seen().count(0x06, 0x48), bmc.seen().count(0x06, 0x49)), (1, 1));
}

/// pyipmi's own program over its own RMCP, which is IPMI 1.5. It reads no log: it takes no packet
/// with the pad byte that 1.5 wants at some lengths (§13.6). Its words `soft`, `diag` and `raw`
/// end in Python errors before anything is sent.
#[test]
fn pyipmi_reads_and_powers_the_machine() {
    let bmc = plain();
    if !find_file(PYIPMI) {
        return;
    }
    let port = bmc.port();
    let login = format!("-I rmcp -H 127.0.0.1 -p {port} -U admin -P password");
    let Some(pyipmi) = Client::new("ipmitool.py", &login) else { return };
    shows(&pyipmi.good("bmc info"), &["Product ID:         258 (0x0102)", "SEL Device"]);
    for (word, on) in [("off", false), ("on", true), ("reset", true)] {
        pyipmi.good(&format!("chassis power {word}"));
        assert_eq!(is_on(&bmc), on, "{word}");
    }
    pyipmi.good("chassis power cycle");
    becomes(&bmc, true);
    shows(&pyipmi.good("chassis status"), &["Power ON:          True"]);
    let actions = state(&bmc, |it| it.chassis.actions);
    let wanted = Actions { off: 1, on: 1, reset: 1, cycle: 1, ..Actions::default() };
    assert_eq!(actions, wanted);
    let records = pyipmi.good("sdr list");
    for (name, value) in [("CPU Temp", "96.0"), ("Fan 1", "4200.0"), ("12V", "12.06")] {
        let row = records.lines().find(|line| line.contains(name)).unwrap();
        assert!(row.contains(&format!(" {value} |")), "{row}");
    }
    pyipmi.good("sel clear");
    assert_eq!(state(&bmc, |it| it.log.entries.len()), 0);
}
