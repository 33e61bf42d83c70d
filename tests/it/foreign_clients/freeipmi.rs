//! FreeIPMI, all programs that go over a network.
use std::fs;

use ripmitool::mock::chassis::Actions;
use tempfile::TempDir;

use super::{
    Client, at_own_address, becomes, bmc, is_on, on_port_623, options, shows, state, talk,
};
use crate::bmc::Bmc;
use crate::foreign::{Run, find};

/// Each way to the BMC that FreeIPMI has.
const DRIVERS: [&str; 4] = ["LAN", "LAN_2_0", "LAN_2_0 -I 3", "LAN_2_0 -I 17"];

/// The programs at a BMC of their own, and a folder for their records.
struct Bench {
    bmc: Bmc,
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self { bmc: bmc(), folder: tempfile::tempdir().unwrap() }
    }

    fn client(&self, program: &str, driver: &str) -> Option<Client> {
        let login = format!("-h {} -u admin -p password -D {driver}", self.bmc.server.addr());
        Client::new(program, &login)
    }

    /// A program that keeps records of the BMC.
    fn with_records(&self, program: &str) -> Option<Client> {
        let cache = format!("--quiet-cache --sdr-cache-directory {}", self.folder.path().display());
        self.client(program, &format!("LAN_2_0 {cache}"))
    }

    /// Runs `ipmi-config` for a category of settings.
    fn config(&self, category: &str, words: &str) -> Option<Run> {
        Some(self.with_records("ipmi-config")?.run(&format!("-g {category} {words}")))
    }
}

#[test]
fn bmc_info_tells_what_it_is() {
    let bench = Bench::new();
    for driver in DRIVERS {
        let Some(client) = bench.client("bmc-info", driver) else { return };
        let text = client.good("");
        shows(
            &text,
            &[
                "Firmware Revision     : 2.30",
                "IPMI Version          : 2.0",
                "Manufacturer ID       : Dell Inc. (674)",
                "Product ID            : 256",
                "System GUID : 52102d7a-6f4e-419f-b04c-5e025d941633",
                "System Firmware Version       : 2.30",
                "Medium Type          : IPMB (I2C)",
                "Medium Type          : 802.3 LAN",
                "Session Support      : multi-session",
                "Medium Type          : Asynch. Serial/Modem (RS-232)",
                "Session Support      : single-session",
            ],
        );
    }
    assert_eq!(bench.bmc.server.open_sessions(), 0);
}

#[test]
fn ipmi_chassis_shows_and_changes_the_chassis() {
    let bench = Bench::new();
    let Some(client) = bench.client("ipmi-chassis", "LAN_2_0") else { return };
    shows(&client.good("--get-chassis-capabilities"), &["SDR Device Address      : 20h"]);
    for (word, identify) in [("FORCE", "Indefinite on"), ("15", "Timed on"), ("TURN-OFF", "off")] {
        client.good(&format!("--chassis-identify={word}"));
        let line = format!("Chassis Identify state              : {identify}");
        shows(&client.good("--get-chassis-status"), &[&line]);
    }
    let mut wanted = Actions::default();
    for (word, on) in [
        ("POWER-DOWN", false),
        ("POWER-UP", true),
        ("HARD-RESET", true),
        ("DIAGNOSTIC-INTERRUPT", true),
        ("POWER-CYCLE", true),
        ("SOFT-SHUTDOWN", false),
    ] {
        client.good(&format!("--chassis-control={word}"));
        becomes(&bench.bmc, on);
        match word {
            "POWER-DOWN" => wanted.off += 1,
            "POWER-UP" => wanted.on += 1,
            "HARD-RESET" => wanted.reset += 1,
            "DIAGNOSTIC-INTERRUPT" => wanted.diag += 1,
            "POWER-CYCLE" => wanted.cycle += 1,
            _ => wanted.soft += 1,
        }
        assert_eq!(state(&bench.bmc, |it| it.chassis.actions), wanted, "{word}");
        let line =
            format!("System Power                        : {}", if on { "on" } else { "off" });
        shows(&client.good("--get-chassis-status"), &[&line]);
    }
    shows(&client.good("--get-system-restart-cause"), &["Restart cause : Chassis control command"]);
    shows(&client.good("--get-power-on-hours-counter"), &["Power on hours : 0 Hours 0 Minutes"]);
    state(&bench.bmc, |it| it.boot.flags = [0x80, 0x04, 0, 0, 0]);
    shows(&client.good("--get-boot-flags"), &["Boot device selector          : Force PXE"]);
}

#[test]
fn ipmipower_does_every_action() {
    for driver in DRIVERS {
        let bench = Bench::new();
        let Some(client) = bench.client("ipmipower", driver) else { return };
        let power = |word: &str, said: &str| {
            assert_eq!(client.good(word), format!("127.0.0.1: {said}\n"), "{driver} {word}");
        };
        power("--stat", "on");
        power("--off", "ok");
        assert!(!is_on(&bench.bmc), "{driver}");
        power("--stat", "off");
        power("--on", "ok");
        assert!(is_on(&bench.bmc), "{driver}");
        power("--cycle", "ok");
        becomes(&bench.bmc, true);
        power("--reset", "ok");
        power("--pulse", "ok");
        power("--soft", "ok");
        becomes(&bench.bmc, false);
        power("--on-if-off --reset", "ok");
        becomes(&bench.bmc, true);
        power("--wait-until-off --off", "ok");
        power("--wait-until-on --on", "ok");
        let actions = state(&bench.bmc, |it| it.chassis.actions);
        let wanted = Actions { on: 3, off: 2, cycle: 1, reset: 1, diag: 1, soft: 1 };
        assert_eq!(actions, wanted, "{driver}");
    }
}

#[test]
fn ipmi_sensors_reads_every_sensor_and_threshold() {
    let bench = Bench::new();
    let Some(client) = bench.with_records("ipmi-sensors") else { return };
    let text = client.good("--bridge-sensors --output-sensor-thresholds");
    let count = state(&bench.bmc, |it| {
        let records = it.repository.records.iter();
        records.filter(|record| matches!(record.bytes[3], 0x01 | 0x02)).count()
    });
    assert_eq!(text.lines().count(), count + 1, "a heading, and a line each: {text}");
    let row = |name: &str| {
        let line = text.lines().find(|line| line.contains(name)).expect(name);
        line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    };
    let cpu = row("CPU1 Temp");
    assert_eq!(cpu[3..], ["41.00", "C", "N/A", "3.00", "5.00", "85.00", "95.00", "100.00", "'OK'"]);
    assert_eq!(row("PM Temp")[3], "33.00", "behind another controller");
    state(&bench.bmc, |it| {
        let at = it.sensors.position(0x20, 0, 0, 1).unwrap();
        it.sensors.get_mut(at).unwrap().1.raw = Some(96);
    });
    let hot = client.good("-r 10");
    assert!(hot.contains("96.00") && hot.contains("At or Above (>=) Upper Critical"), "{hot}");
    let all = client.good("-vv --bridge-sensors");
    let records = state(&bench.bmc, |it| it.repository.records.len());
    assert_eq!(all.matches("Record ID: ").count(), records);
}

#[test]
fn ipmi_sel_reads_deletes_and_clears() {
    let bench = Bench::new();
    let Some(client) = bench.with_records("ipmi-sel") else { return };
    let entries = || state(&bench.bmc, |it| it.log.entries.len());
    let count = entries();
    shows(
        &client.good("--info"),
        &[
            "SEL version                            : 1.5",
            &format!("Number of log entries                  : {count}"),
            "Number of possible allocation units    : 512",
        ],
    );
    assert_eq!(client.good("--no-header-output").lines().count(), count);
    let last = client.good("--no-header-output --tail=1");
    assert!(last.starts_with("26 | Jan-15-2026 | 07:01:00"), "{last}");
    client.good("--delete=3");
    assert_eq!(entries(), count - 1);
    assert!(!client.good("--no-header-output").lines().any(|line| line.starts_with("3 ")));
    client.good("--clear");
    assert_eq!(entries(), 0);
    shows(&client.good("--info"), &["Number of log entries                  : 0"]);
}

#[test]
fn ipmi_fru_reads_every_inventory() {
    let bench = Bench::new();
    let Some(client) = bench.with_records("ipmi-fru") else { return };
    let text = client.good("--bridge-fru");
    shows(
        &text,
        &[
            "FRU Board Product Name: Two-Socket Board",
            "FRU Product Serial Number: BP750-1111",
            "FRU Board Serial Number: PM-1",
        ],
    );
    // And a heading for the controller that has none of its own.
    let count = state(&bench.bmc, |it| it.model().frus.len()) + 1;
    assert_eq!(text.matches("FRU Inventory Device: ").count(), count);
}

/// What cannot be read, with its section.
fn unable(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.split("Unable to ").nth(1)).collect()
}

#[test]
fn ipmi_config_reads_all_settings() {
    let bench = Bench::new();
    let check = |category: &str, sections: usize, missing: &[&str]| {
        let run = bench.config(category, "--checkout -vv")?;
        assert_eq!(unable(&run.stdout), missing, "{category}");
        let code = i32::from(!missing.is_empty());
        assert_eq!(run.code, Some(code), "{category}");
        // Of records it says which are no sensors.
        let strange = run.stderr.lines().find(|line| !line.contains("SDR record format"));
        assert_eq!(strange, None, "{category}");
        let count = run.stdout.lines().filter(|line| line.starts_with("Section ")).count();
        assert_eq!(count, sections, "{category}: {}", run.stdout);
        Some(run.stdout)
    };
    // A second key is not used (§22.25, code 84h), and most suites are off; and it reads no
    // sensor whose factors change with the reading.
    let mut core = vec!["checkout Lan_Conf_Security_Keys:K_R".to_owned()];
    let on = options().suites;
    core.extend((0..=15).filter(|id| !on.contains(id)).map(|id| {
        format!("checkout Rmcpplus_Conf_Privilege:Maximum_Privilege_Cipher_Suite_Id_{id}")
    }));
    let core: Vec<&str> = core.iter().map(String::as_str).collect();
    let Some(text) = check("core", 27, &core) else { return };
    shows(
        &text.replace([' ', '\t'], ""),
        &[
            "Usernameadmin",
            "Usernameoper",
            "Lan_Privilege_LimitOperator",
            "IP_Address127.0.0.1",
            "MAC_Address52:54:00:2D:10:52",
            "SOL_Retry_Count7",
            "Character_Send_Threshold96",
            "Connect_ModeDirect_Connect",
            "Maximum_Privilege_Cipher_Suite_Id_3Administrator",
        ],
    );
    check("chassis", 3, &[]).unwrap();
    check("pef", 40, &[]).unwrap();
    check("dcmi", 1, &[]).unwrap();
    let sensors = [
        "handle event flags for sensor type 0x14",
        "handle event flags for sensor type 0x14",
        "handle event flags for sensor type 0x22",
        "handle event flags for sensor type 0x22",
        "handle event flags for sensor type 0x27",
        "handle event flags for sensor type 0x27",
        "checkout 18_VRM_Temp:Upper_Non_Critical_Threshold",
        "checkout 18_VRM_Temp:Upper_Critical_Threshold",
    ];
    check("sensors", 62, &sensors).unwrap();
}

#[test]
fn what_ipmi_config_reads_can_be_written_back() {
    let bench = Bench::new();
    for category in ["core", "chassis", "sensors", "pef", "dcmi"] {
        let file = bench.folder.path().join(category);
        let Some(out) = bench.config(category, "--checkout") else { return };
        // A value with a blank ends at the blank when it is read from a file.
        fs::write(&file, out.stdout.replace("Too hot", "Hot")).unwrap();
        for word in ["--commit", "--diff"] {
            let run = bench.config(category, &format!("{word} -n {}", file.display())).unwrap();
            assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), "", ""), "{category}");
        }
        let again = bench.config(category, "--checkout").unwrap();
        assert_eq!(again.stdout, out.stdout.replace("Too hot", "Hot"), "{category}");
    }
}

#[test]
fn what_ipmi_config_writes_is_in_force() {
    let bench = Bench::new();
    let commit = |category: &str, pairs: &[&str]| {
        let words = format!("--commit -e {}", pairs.join(" -e "));
        let run = bench.config(category, &words)?;
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{pairs:?}: {run:?}");
        Some(())
    };
    let user = [
        "User4:Username=frank",
        "User4:Password=frankpass",
        "User4:Enable_User=Yes",
        "User4:Lan_Enable_IPMI_Msgs=Yes",
        "User4:Lan_Privilege_Limit=Operator",
        "User4:Serial_Privilege_Limit=User",
        "User4:SOL_Payload_Access=No",
        "Lan_Conf:MAC_Address=52:54:00:00:00:99",
        "SOL_Conf:Character_Send_Threshold=50",
        "Serial_Conf:Bit_Rate=19200",
        "Serial_Channel:Non_Volatile_Channel_Privilege_Limit=Operator",
    ];
    if commit("core", &user).is_none() {
        return;
    }
    let power = bench.bmc.run_as("frank", "frankpass", "-I lanplus -L operator power status");
    assert_eq!(power.stdout, "Chassis Power is on\n", "{power:?}");
    state(&bench.bmc, |it| {
        assert!(!it.sol.admits(4));
        assert_eq!(it.lan.get(5, 0, 0).unwrap(), [0x52, 0x54, 0, 0, 0, 0x99]);
        assert_eq!(it.sol.get(3).unwrap()[1], 50);
        assert_eq!(it.modem.get(7).unwrap()[1] & 0x0f, 7);
        assert_eq!((it.modem.user(4).limit, it.modem.stored.limit), (2, 3));
    });
    let chassis = [
        "Chassis_Power_Conf:Power_Restore_Policy=On_State_AC_Apply",
        "Chassis_Power_Conf:Power_Cycle_Interval=7",
        "Chassis_Boot_Flags:Boot_Device=PXE",
        "Chassis_Front_Panel_Buttons:Enable_Reset_Button=No",
    ];
    commit("chassis", &chassis).unwrap();
    state(&bench.bmc, |it| {
        assert_eq!((it.chassis.policy, it.chassis.cycle_interval), (2, 7));
        assert_eq!((it.boot.flags[1] >> 2 & 0x0f, it.chassis.buttons), (1, 0x02));
    });
    let sensors = [
        "10_CPU1_Temp:Upper_Critical_Threshold=90.000000",
        "10_CPU1_Temp:Enable_Assertion_Event_Upper_Critical_Going_High=No",
    ];
    commit("sensors", &sensors).unwrap();
    state(&bench.bmc, |it| {
        let at = it.sensors.position(0x20, 0, 0, 1).unwrap();
        let (_, sensor) = it.sensors.get_mut(at).unwrap();
        assert_eq!((sensor.thresholds[4], sensor.events[0] & 1 << 9), (90, 0));
    });
    commit("pef", &["PEF_Conf:Enable_PEF_Event_Messages=Yes"]).unwrap();
    commit("dcmi", &["DCMI_Conf:Asset_Tag=SHELF-9", "DCMI_Conf:Power_Limit_Requested=444"])
        .unwrap();
    state(&bench.bmc, |it| {
        assert_eq!(it.pef.control & 0x02, 0x02);
        assert_eq!((it.dcmi.asset_tag.as_slice(), it.dcmi.limit.watts), (&b"SHELF-9"[..], 444));
    });
}

#[test]
fn the_old_names_of_ipmi_config_work() {
    let bench = Bench::new();
    for (program, line) in [
        ("bmc-config", "Username                                      admin"),
        ("pef-config", "Enable_PEF                                    Yes"),
        ("ipmi-pef-config", "Enable_PEF                                    Yes"),
        ("ipmi-chassis-config", "Enable_Reset_Button                           Yes"),
        (
            "ipmi-sensors-config",
            "Enable_All_Event_Messages                                                   Yes",
        ),
    ] {
        let Some(client) = bench.with_records(program) else { return };
        shows(&client.run("--checkout").stdout, &[line]);
    }
    let client = bench.with_records("pef-config").unwrap();
    shows(&client.good("--info"), &["Number of Event Filters                : 16"]);
}

#[test]
fn ipmiconsole_talks_to_the_console() {
    // It takes no port above 32767.
    let Some(bmc) = at_own_address(20_623) else { return };
    let Some(program) = find("ipmiconsole") else { return };
    let address = bmc.server.addr().to_string();
    let shown = talk(&program, &["-h", &address, "-u", "admin", "-p", "password"], "&.");
    assert!(shown.starts_with("[SOL established]"), "{shown:?}");
    assert_eq!(bmc.server.open_sessions(), 0);
}

#[test]
fn ipmi_dcmi_shows_and_changes() {
    let bench = Bench::new();
    let Some(client) = bench.client("ipmi-dcmi", "LAN_2_0") else { return };
    shows(
        &client.good("--get-dcmi-capability-info"),
        &["DCMI Specification Conformance                     : 1.5"],
    );
    assert_eq!(client.good("--get-asset-tag"), "RACK-07-U12\n");
    client.good("--set-asset-tag=TAG-3");
    client.good("--set-management-controller-identifier-string=bmc-3");
    assert_eq!(client.good("--get-management-controller-identifier-string"), "bmc-3\n");
    client.good("--set-power-limit --power-limit-requested=321");
    client.good("--activate-deactivate-power-limit=ACTIVATE");
    state(&bench.bmc, |it| {
        assert_eq!(it.dcmi.asset_tag, b"TAG-3");
        assert_eq!((it.dcmi.limit.watts, it.dcmi.limit_active), (321, true));
    });
    let limit = "Power Limit Requested                             : 321 watts";
    shows(&client.good("--get-power-limit"), &[limit]);
    let now = "Current Power                        : 276 Watts";
    shows(&client.good("--get-system-power-statistics"), &[now]);
    assert_eq!(client.good("--get-enhanced-system-power-statistics").matches(now).count(), 4);
    shows(&client.good("--get-dcmi-sensor-info"), &["Inlet Temperature SDR Record IDs", "14"]);
}

#[test]
fn bmc_device_asks_for_the_rarer_things() {
    let bench = Bench::new();
    let Some(client) = bench.with_records("bmc-device") else { return };
    for (words, line) in [
        ("--get-self-test-results", "Self Test Result : No Error"),
        ("--get-acpi-power-state", "ACPI System Power State : S0/G0"),
        ("--get-lan-statistics", "UDP Packets Received           : 1150"),
        ("--get-sel-time-utc-offset", "SEL UTC Offset : 0 minutes"),
        ("--get-mca-auxiliary-log-status", "Number of entries in MCA log : 0"),
        ("--get-kcs-interface-capabilities", "KCS Maximum Input Message Size : 255 bytes"),
        (
            "--get-bt-interface-capabilities",
            "BT Request to Response Time                 : 10 seconds",
        ),
        ("--get-bmc-global-enables", "System Event Logging            : enabled"),
    ] {
        shows(&client.good(words), &[line]);
    }
    for words in [
        "--set-sel-time-utc-offset=60",
        "--clear-lan-statistics",
        "--rearm-sensor=10",
        "--set-system-name=lark",
        "--set-bmc-url=http://bmc.example.test/",
        "--set-present-os-version-number=12.4",
        "--set-base-os-hypervisor-url=http://host.example.test/",
        "--set-acpi-power-state --set-acpi-system-power-state=S1",
    ] {
        client.good(words);
    }
    let count = state(&bench.bmc, |it| it.log.entries.len());
    let event = "--platform-event=4 1 48 1 assertion 0x59 0x56 0x55";
    assert_eq!(client.run_with(&[event]).code, Some(0));
    let reading = "--set-sensor-reading-and-event-status=\
                   117 50 write 0 nochange 0 nochange 0 0 0 nochange";
    let settable = client.run_with(&[reading]);
    state(&bench.bmc, |it| {
        assert_eq!((it.clock.utc_offset, it.lan.statistics[0]), (60, 0));
        assert_eq!(it.sysinfo.text(2), b"lark");
        assert_eq!(it.sysinfo.text(5), b"12.4");
        assert_eq!(it.sysinfo.text(6), b"http://bmc.example.test/");
        assert_eq!(it.sysinfo.text(7), b"http://host.example.test/");
        assert_eq!(it.acpi[0], 1);
        assert_eq!(it.log.entries.len(), count + 1, "the platform event");
    });
    let file = bench.folder.path().join("fru");
    client.good(&format!("--read-fru={} --device-id=1", file.display()));
    let image = fs::read(&file).unwrap();
    assert!(image.windows(10).any(|part| part == b"BP750-1111"), "{settable:?}");
    client.run(&format!("--write-fru={} --device-id=1", file.display()));
    for words in ["--warm-reset", "--cold-reset"] {
        client.good(words);
    }
    assert_eq!(state(&bench.bmc, |it| it.resets), 2);
}

#[test]
fn ipmi_raw_and_ipmi_pet_work() {
    let bench = Bench::new();
    let Some(client) = bench.client("ipmi-raw", "LAN_2_0") else { return };
    let id = state(&bench.bmc, |it| it.device_id);
    let bytes = id.map(|byte| format!("{byte:02X} ")).concat();
    assert_eq!(client.good("0 6 1"), format!("rcvd: 01 00 {bytes}\n"));
    // A trap of sensor 1: upper critical, going high.
    let trap = "65801 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 00 07 1a 00 00 01 ff ff \
                20 20 04 20 01 03 01 59 56 55 00 00 00 00 00 19 00 00 02 a2 01 00 c1";
    let client = bench.with_records("ipmi-pet").unwrap();
    let text = client.good(trap);
    assert!(text.contains("CPU1 Temp") && text.contains("Threshold = 85.00 C"), "{text}");
    let client = bench.client("ipmi-pet", "LAN").unwrap();
    client.good(&format!("--pet-acknowledge {trap}"));
    assert!(bench.bmc.seen().count(0x04, 0x17) > 0, "the acknowledgement arrived");
}

#[test]
fn pings_are_answered() {
    let Some(bmc) = on_port_623() else { return };
    let address = bmc.server.addr().ip();
    for (program, line) in [
        ("ipmiping", "1 requests transmitted, 1 responses received in time, 0.0% packet loss"),
        ("rmcpping", "1 pings transmitted, 1 pongs received in time, 0.0% packet loss"),
    ] {
        let Some(client) = Client::new(program, "-c 1") else { return };
        shows(&client.good(&address.to_string()), &[line]);
    }
}
