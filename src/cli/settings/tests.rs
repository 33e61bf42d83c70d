use super::*;

/// Settings without environment; a prompt answers `typed`.
fn resolve(words: &[&str]) -> Result<Settings, Stop> {
    let args: Vec<OsString> =
        std::iter::once("ipmitool").chain(words.iter().copied()).map(Into::into).collect();
    let mut ask = |_: &[u8], prompt: &str| Ok(Secret::from(prompt));
    let mut source = Source { env: &|_| None, ask: &mut ask };
    Letters::read(&args, false)?.resolve(&mut source)
}

fn good(line: &str) -> Settings {
    let words: Vec<&str> = line.split(' ').collect();
    resolve(&words).unwrap_or_else(|stop| panic!("{line}: {stop:?}"))
}

/// Exit status and first line on standard error.
fn bad(line: &str) -> (u8, String) {
    let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    let stop = resolve(&words).expect_err("an error");
    (stop.status, String::from_utf8(stop.stderr).unwrap().lines().next().unwrap_or("").to_owned())
}

#[test]
fn the_interface_follows_the_host() {
    assert_eq!(good("power").interface, Interface::Open);
    assert_eq!(good("-H x power").interface, Interface::Lan);
    assert_eq!(good("-H x -I open power").interface, Interface::Open);
    assert_eq!(good("-H x -I lanplus power").interface, Interface::Lanplus);
    assert_eq!(bad("-I foo power"), (1, "Error loading interface foo".into()));
    assert_eq!(bad("-I LAN power").1, "Error loading interface LAN");
    assert_eq!(bad("-I usb power").1, "Interface usb is not supported by ipmitool");
    assert_eq!(bad("-I lanplus power"), (1, "No hostname specified!".into()));
    assert_eq!(bad("-I lan -P x power"), (1, "No hostname specified!".into()));
}

#[test]
fn passwords_are_asked_for_where_a_session_needs_one() {
    let password = |line: &str| {
        good(line).password.map(|secret| String::from_utf8(secret.bytes().to_vec()).unwrap())
    };
    assert_eq!(password("-H x power"), Some("Password: ".into()));
    assert_eq!(password("-H x -P secret power"), Some("secret".into()));
    assert_eq!(password("-H x -P  power"), Some(String::new()), "an empty one is one");
    assert_eq!(password("-H x -A none power"), None);
    assert_eq!(password("power"), None);
    assert_eq!(password("-H x -I open power"), None);
    assert_eq!(password("-H x -a -P later power"), Some("later".into()));
    assert_eq!(password("-H x -f /nonexistent power"), Some("Password: ".into()));
    assert_eq!(password("-I mock power"), Some("password".into()));
    assert_eq!(password("-I mock -P x power"), Some("x".into()));
}

#[test]
fn nobody_is_asked_for_a_password_in_vain() {
    let args = |line: &str| -> Vec<OsString> { line.split(' ').map(Into::into).collect() };
    for (line, status) in [
        ("ipmitool -H x -a help", 0),
        ("ipmitool -H x bogus", 1),
        ("ipmitool -H x", 1),
        ("ipmitool -H x -I foo power", 1),
        ("ipmitool -H x -o bogus power", 1),
    ] {
        let mut ask = |_: &[u8], _: &str| panic!("{line} asks");
        let mut source = Source { env: &|_| None, ask: &mut ask };
        let stop = Letters::read(&args(line), false).unwrap().resolve(&mut source).unwrap_err();
        assert_eq!(stop.status, status, "{line}");
        assert!(stop.stdout.is_empty(), "{line}");
    }
    let mut ask = |_: &[u8], _: &str| panic!("mock-bmc asks");
    let mut source = Source { env: &|_| None, ask: &mut ask };
    let line = args("ipmitool -H x -a mock-bmc --port 1");
    let settings = Letters::read(&line, false).unwrap().resolve(&mut source).unwrap();
    assert_eq!(settings.words, ["mock-bmc", "--port", "1"]);
}

#[test]
fn password_lengths_are_known_before_any_packet() {
    let line =
        |interface: &str, len: usize| format!("-I {interface} -H x -P {} power", "a".repeat(len));
    assert_eq!(bad(&line("lan", 17)), (1, "lan: password is longer than 16 bytes.".into()));
    assert_eq!(bad(&line("lanplus", 21)), (1, "lanplus: password is longer than 20 bytes.".into()));
    assert_eq!(good(&line("lan", 16)).password.unwrap().len(), 16);
    assert_eq!(good(&line("lanplus", 20)).password.unwrap().len(), 20);
    assert_eq!(good(&line("open", 30)).password.unwrap().len(), 30);
}

#[test]
fn hosts_and_ports() {
    let host = |text: &str| {
        let it = good(&format!("-P x {text} power"));
        (it.host.unwrap(), it.port)
    };
    assert_eq!(host("-H bmc"), ("bmc".into(), 623));
    assert_eq!(host("-H bmc -p 0"), ("bmc".into(), 623));
    assert_eq!(host("-H bmc:6230"), ("bmc".into(), 6230));
    assert_eq!(host("-H [fe80::1%eth0]:1"), ("fe80::1%eth0".into(), 1));
    assert_eq!(host("-H bmc:7 -p 7"), ("bmc".into(), 7));
    assert_eq!(bad("-H bmc:7 -p 8 power").1, "Two ports are given: -p 8 and -H bmc:7");
    assert_eq!(bad("-H bmc:70000 power"), (1, "Port number 70000 is out of range.".into()));
    assert_eq!(bad("-H [::1 power").0, 1);
}

#[test]
fn commands() {
    assert_eq!(bad(""), (1, "No command provided!".into()));
    assert_eq!(bad("bogus"), (1, "Invalid command: bogus".into()));
    assert_eq!(bad("POWER").1, "Invalid command: POWER");
    assert_eq!(bad("help"), (0, "Commands:".into()));
    assert_eq!(bad("-L foo help"), (0, "Invalid privilege level foo".into()));
    assert_eq!(good("power status").words, ["power", "status"]);
}

#[test]
fn oem_types_are_set_up_before_the_host_is_missed() {
    assert_eq!(bad("-I lanplus -o bogus power"), (1, "OEM setup for \"bogus\" failed".into()));
    assert_eq!(bad("-o INTELPLUS power").1, "OEM setup for \"INTELPLUS\" failed");
    assert_eq!(bad("-I foo -o bogus power").1, "Error loading interface foo");
    assert_eq!(bad("-o ibm power").1, "Unable to read IPMI_OEM_IBM_DATAFILE from environment");
    let quirks = good("-o bogus -o intelplus -W altbridging power").quirks;
    assert!(quirks.has(Quirk::OpenSessionPrivilege) && quirks.has(Quirk::AltBridging));
    assert!(good("-s power").quirks.has(Quirk::SupermicroAuth));
}

#[test]
fn transit_needs_a_target() {
    let text = "Transit address/channel 0x1/0 ignored. Target address must be specified!";
    assert_eq!(bad("-T 1 power"), (1, text.into()));
    assert_eq!(bad("-T 1 -t 0 power"), (1, text.into()));
    assert!(bad("-T 0x30 -B 2 power").1.starts_with("Transit address/channel 0x30/0x2 ignored."));
    assert_eq!(good("-B 1 power").bridge.transit_channel, 1);
    assert_eq!(good("-T 1 -t 0x20 power").bridge.transit_addr, 1);
}

#[test]
fn a_kg_of_zeros_is_none_and_one_that_begins_with_zero_is_one() {
    let kg = |line: &str| good(line).kg.map(|key| key.bytes().to_vec());
    assert_eq!(kg("-y 0011 power"), Some(vec![0x00, 0x11]));
    assert_eq!(kg("-y 0000 power"), None);
    assert_eq!(kg("-k x -y  power"), None);
    assert_eq!(kg("-k x -K power"), Some(b"x".to_vec()));
    assert_eq!(kg("power"), None);
}

#[test]
fn a_floor_for_suites() {
    assert_eq!(good("-I lanplus -H x --min-cipher 17 power").min_suite, Some(17));
    assert_eq!(good("-I lanplus -H x -C 17 --min-cipher 3 power").suite, Some(17));
    assert_eq!(
        bad("-I lanplus -H x -C 3 --min-cipher 17 power").1,
        "Cipher suite 3 is weaker than suite 17 of --min-cipher"
    );
    for suite in [0, 1, 2, 8, 12, 15, 16, 99] {
        assert_eq!(bad(&format!("-I lanplus -H x -C {suite} --min-cipher 3 power")).0, 1);
    }
    assert_eq!(bad("-I lan -H x --min-cipher 3 power").0, 1);
    assert_eq!(good("-I lanplus -H x -C 0 power").suite, Some(0));
}

#[test]
fn output_options() {
    assert_eq!(good("power").format, Format::Text);
    assert_eq!(good("power -c").format, Format::Csv);
    assert_eq!(good("power -c --json").format, Format::Json);
    assert_eq!(good("power --json --format table").format, Format::Table);
    assert!(good("--exit-codes detailed power").detailed_exit);
    assert!(!good("--exit-codes plain power").detailed_exit);
    assert_eq!(good("--deadline 2s power").deadline, Some(Duration::from_secs(2)));
    assert_eq!(good("--deadline 0 power").deadline, None);
    assert!(good("--allow-cleartext power").allow_cleartext);
}

#[test]
fn commands_are_told_what_they_may_know() {
    let it = good("-Z -l 2 --wait=1m --or-on --allow-cleartext --dry-run power cycle").context();
    assert_eq!((it.program.as_str(), it.utc, it.lun), ("ipmitool", true, 2));
    assert_eq!(it.wait, Some(Duration::from_secs(60)));
    assert!(it.or_on && it.allow_cleartext && it.dry_run);
}
