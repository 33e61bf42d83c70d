//! FreeIPMI's inventory programs against the BMC of this crate: they find in it what our program
//! finds.
use std::process::Command;

use ripmitool::mock::{Options, Server};
use tempfile::TempDir;

use crate::bmc::said;
use crate::foreign::find;

/// A BMC, and a folder for FreeIPMI's records.
struct Bench {
    bmc: Server,
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self {
            bmc: Server::spawn(Options::default()).unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Runs a FreeIPMI program without any workaround; it must have nothing to complain of.
    fn run(&self, program: &str, driver: &str, words: &[&str]) -> Option<String> {
        let program = find(program)?;
        let output = Command::new(&program)
            .args(["-h", &self.bmc.addr().to_string(), "-u", "admin", "-p", "password", "-D"])
            .args(driver.split(' '))
            .args(["--quiet-cache", "--sdr-cache-recreate", "--sdr-cache-directory"])
            .arg(self.folder.path())
            .args(words)
            .envs([("LC_ALL", "C"), ("TZ", "UTC")])
            .output()
            .unwrap();
        let [stdout, stderr] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        let place = (program.display(), driver);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{place:?} {stdout}");
        Some(stdout)
    }

    /// What our program says of all sensors, by name.
    fn ours(&self) -> Vec<(String, serde_json::Value)> {
        let (json, ..) = said(&self.bmc, &["--no-cache", "--json", "sensor", "list"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let rows = json["data"].as_array().unwrap().clone();
        rows.into_iter().map(|row| (row["name"].as_str().unwrap().to_owned(), row)).collect()
    }
}

#[test]
fn ipmi_sensors_reads_the_same_numbers() {
    let bench = Bench::new();
    for driver in ["LAN_2_0 -I 17", "LAN"] {
        let words = ["--comma-separated-output", "--no-header-output", "--output-sensor-state"];
        let Some(text) = bench.run("ipmi-sensors", driver, &words) else { return };
        let ours = bench.ours();
        let mut compared = 0;
        for line in text.lines() {
            // Record ID, name, type, state, reading, units, events.
            let cells: Vec<&str> = line.split(',').collect();
            let (name, Ok(theirs)) = (cells[1], cells[4].parse::<f64>()) else { continue };
            // Its cube root of anything is 0.
            if name == "Curve cbrt" {
                continue;
            }
            let (_, row) = ours.iter().find(|(own, _)| own == name).expect(name);
            let value = row["value"].as_f64().expect(name);
            assert!((value - theirs).abs() < 0.006, "{driver} {line}: {value}");
            compared += 1;
        }
        assert!(compared >= 30, "{driver}: {text}");
    }
}

#[test]
fn ipmi_sel_reads_every_entry() {
    let bench = Bench::new();
    let words = ["--comma-separated-output", "--no-header-output"];
    let Some(text) = bench.run("ipmi-sel", "LAN_2_0 -I 17", &words) else { return };
    let model = ripmitool::mock::Model::standard();
    let ids: Vec<String> = model.entries.iter().map(|(id, _)| id.to_string()).collect();
    let theirs: Vec<&str> = text.lines().filter_map(|line| line.split(',').next()).collect();
    assert_eq!(theirs, ids, "{text}");
    // Readings and thresholds of events are those of the sensor.
    assert!(text.contains("CPU1 Temp,Temperature,Upper Non-critical - going high"), "{text}");
    assert!(text.contains("Sensor Reading = 86.00 C ; Threshold = 85.00 C"), "{text}");
}

#[test]
fn ipmi_fru_reads_every_area() {
    let bench = Bench::new();
    let Some(text) = bench.run("ipmi-fru", "LAN_2_0 -I 17", &[]) else { return };
    let Some(ipmitool) = find("ipmitool") else { return };
    let output =
        crate::bmc::program(ipmitool.to_str().unwrap(), &bench.bmc, &["fru", "print", "0"]);
    let theirs = String::from_utf8(output.stdout).unwrap();
    // Their names of the same fields.
    for (label, other) in [
        ("Chassis Part Number", "Chassis Part Number"),
        ("Chassis Serial", "Chassis Serial Number"),
        ("Board Mfg", "Board Manufacturer"),
        ("Board Product", "Board Product Name"),
        ("Board Serial", "Board Serial Number"),
        ("Product Manufacturer", "Product Manufacturer Name"),
        ("Product Part Number", "Product Part/Model Number"),
        ("Product Serial", "Product Serial Number"),
        ("Product Asset Tag", "Product Asset Tag"),
    ] {
        let line = theirs.lines().find_map(|line| {
            let (name, value) = line.split_once(" : ")?;
            (name.trim() == label).then_some(value)
        });
        let wanted = format!("  FRU {other}: {}\n", line.expect(label));
        assert!(text.contains(&wanted), "{wanted:?}: {text}");
    }
    // The areas that IPMItool shows in part or not at all.
    for area in ["FRU Power Supply Overall Capacity: 750 Watts", "FRU DC Output Output Number: 2"] {
        assert!(text.contains(area), "{area}: {text}");
    }
    assert_eq!(text.matches("FRU Inventory Device: ").count(), 4, "{text}");
}
