//! ipmiutil, which knows no port but that of the standard.

use super::{Client, becomes, is_on, on_port_623, shows, state, talk};
use crate::bmc::Bmc;
use crate::foreign::find;

/// A program and its BMC, over RMCP+ (`lan2`) or IPMI 1.5 (`lan`).
struct Bench {
    bmc: Bmc,
    client: Client,
}

impl Bench {
    fn new() -> Option<Self> {
        find("ipmiutil")?;
        let bmc = on_port_623()?;
        let client = Client { program: find("ipmiutil")?, login: Vec::new() };
        Some(Self { bmc, client })
    }

    fn options(&self, driver: &str) -> String {
        format!("-F {driver} -V 4 -N {} -U admin -P password", self.bmc.server.addr().ip())
    }

    /// What a subcommand prints that must succeed: its name, its words, then the options. It
    /// says on standard error what it is doing.
    fn good(&self, driver: &str, words: &str) -> String {
        let run = self.client.run(&format!("{words} {}", self.options(driver)));
        assert_eq!(run.code, Some(0), "{driver} {words}: {run:?}");
        assert!(!run.stderr.contains("malformed"), "{driver} {words}: {run:?}");
        run.stdout
    }
}

#[test]
fn health_tells_what_it_is() {
    let Some(bench) = Bench::new() else { return };
    for driver in ["lan2", "lan"] {
        shows(
            &bench.good(driver, "health -ghils"),
            &[
                "BMC manufacturer  = 0002a2 (Dell), product = 0100 (PE R610)",
                "BMC version       = 2.30, IPMI v2.0",
                "chassis_power       = on",
                "System GUID       = 3316945d-025e-4cb0-9f41-4e6f7a2d1052",
                "Received UDP Packets     = 1150",
                "Privilege Level     = 4",
            ],
        );
    }
}

#[test]
fn sensors_events_and_inventories_are_read() {
    let Some(bench) = Bench::new() else { return };
    let sensors = bench.good("lan2", "sensor");
    for text in ["CPU1 Temp", "41.00 degrees C", "Fan1 RPM", "PM Temp", "33.00 degrees C"] {
        assert!(sensors.contains(text), "{text}: {sensors}");
    }
    let records = state(&bench.bmc, |it| it.repository.records.len());
    // And a line of its own for the hours.
    let rows = sensors.lines().filter(|line| line.get(4..9) == Some(" SDR ")).count();
    assert_eq!(rows, records + 1, "{sensors}");
    let log = bench.good("lan2", "sel");
    let line = "SEL Ver 0 Support 0f, Size = 512 records (Used=26, Free=486)";
    shows(
        &log,
        &[
            line,
            "0013 01/14/26 10:00:00 CRT Sms  OS Critical Stop #00  Runtime Crit Stop 6f [01 ff ff]",
        ],
    );
    bench.good("lan2", "sel -d");
    assert_eq!(state(&bench.bmc, |it| it.log.entries.len()), 0);
    let fru = bench.good("lan2", "fru");
    for text in ["Chassis Serial Num  : CSN0004711", "Product Serial Num  : BP750-1111", "PM-1"] {
        assert!(fru.contains(text), "{text}: {fru}");
    }
    bench.good("lan2", "fru -a TAG77");
    assert!(bench.good("lan2", "fru -b").contains("Product Asset Tag   : TAG77"));
}

#[test]
fn reset_does_what_it_says() {
    let Some(bench) = Bench::new() else { return };
    for (word, on) in [
        ("-d", false),
        ("-u", true),
        ("-r", true),
        ("-c", true),
        ("-n", true),
        ("-D", false),
        ("-u", true),
    ] {
        bench.good("lan2", &format!("reset {word}"));
        becomes(&bench.bmc, on);
    }
    bench.good("lan2", "reset -p");
    let (actions, flags) = state(&bench.bmc, |it| (it.chassis.actions, it.boot.flags));
    assert_eq!((actions.off, actions.on, actions.reset), (1, 2, 2));
    assert_eq!((actions.cycle, actions.diag, actions.soft), (1, 1, 1));
    assert_eq!(flags[1] >> 2 & 0x0f, 1, "PXE");
    bench.good("lan2", "reset -k");
    assert_eq!(state(&bench.bmc, |it| it.resets), 1);
    assert!(is_on(&bench.bmc), "the system goes on");
}

#[test]
fn users_are_made() {
    let Some(bench) = Bench::new() else { return };
    let line = |text: &str, id: &str| {
        let line = text.lines().find(|line| line.starts_with(&format!("User {id}:")));
        line.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap()
    };
    assert_eq!(line(&bench.good("lan2", "user list"), " 2"), "User 2: chan=1 enabled Admin admin");
    for words in ["name dan", "password secret9", "priv 3"] {
        bench.good("lan2", &format!("user set 4 {words}"));
    }
    bench.good("lan2", "user enable 4");
    let dan = state(&bench.bmc, |it| it.users.get(4).cloned()).unwrap();
    assert_eq!((dan.name.as_slice(), dan.enabled, dan.access.limit), (&b"dan"[..], true, 3));
    assert_eq!(line(&bench.good("lan", "user list"), " 4"), "User 4: chan=1 enabled Operator dan");
}

#[test]
fn lan_serial_and_watchdog_are_configured() {
    let Some(bench) = Bench::new() else { return };
    let address = bench.bmc.server.addr().ip();
    shows(
        &bench.good("lan2", "lan -r -s"),
        &[
            &format!("Lan Param(3) IP address: {address}"),
            "Lan Param(5) MAC addr: 52 54 00 2d 10 52",
            "SOL Enable: 01 : enabled",
            "PEF Actions: 3f : Alert PwrDn Reset PwrCyc OEM DiagInt",
            "Serial Param(3) Connection Mode: 81",
        ],
    );
    let serial = "Serial Param(7) IPMI Msg Comm: 20 0a : no_flow, DTR, 115.2k";
    shows(&bench.good("lan2", "serial"), &[serial]);
    shows(&bench.good("lan2", "config -l"), &["SOLParam 1,4,0: 07 14", "SerialParam 2,7,0: 20 0a"]);
    bench.good("lan2", "wdt -e -t 100 -a 1");
    bench.good("lan2", "wdt -r");
    let watchdog = state(&bench.bmc, |it| (it.watchdog.initial, it.watchdog.actions));
    assert_eq!(watchdog, (1000, 1));
    let running = "Watchdog timer is started for use with SMS/OS. Logging";
    shows(&bench.good("lan2", "wdt"), &[running]);
    bench.good("lan2", "wdt -d");
}

#[test]
fn dcmi_firewall_events_and_raw_commands_work() {
    let Some(bench) = Bench::new() else { return };
    bench.good("lan2", "dcmi power activate");
    // It cannot set a limit: it writes the number one byte too far.
    assert!(state(&bench.bmc, |it| it.dcmi.limit_active));
    let power = bench.good("lan2", "dcmi power");
    shows(
        &power,
        &["Current Power:                   276 Watts", "Power Limit:       500 Watts (active)"],
    );
    shows(&bench.good("lan2", "dcmi -s"), &["DCMI Asset Tag:          \tRACK-07-U12"]);
    let support = "00,00 support:      ff8f0000 00000000 00000000 00000000 00000000 00000000 00000000 00000000";
    shows(&bench.good("lan2", "firewall info"), &[support]);
    let id = bench.good("lan2", "cmd 00 20 18 01");
    shows(&id, &["respData[len=15]: 20 01 02 30 02 bf a2 02 00 00 01 00 00 00 00"]);
    let events = bench.client.run(&format!("getevt -s -o -t 1 {}", bench.options("lan2")));
    assert!(!(events.stdout + &events.stderr).contains("event receiver error"));
}

#[test]
fn it_is_discovered() {
    let Some(bench) = Bench::new() else { return };
    let address = bench.bmc.server.addr().ip();
    for way in ["", "-g"] {
        let text = bench.client.good(&format!("discover {way} -b {address}"));
        assert!(text.contains("idiscover: 1 pings sent, 1 responses"), "{text}");
        assert!(text.contains(&format!("response from |  {address}")), "{text}");
    }
}

#[test]
fn the_console_is_talked_to() {
    let Some(bench) = Bench::new() else { return };
    let words = format!("sol -a {}", bench.options("lan2"));
    let words: Vec<&str> = words.split(' ').collect();
    let shown = talk(&bench.client.program, &words, "\r~.");
    assert!(shown.contains("[SOL session is running"), "{shown:?}");
}
