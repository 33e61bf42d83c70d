use super::*;

fn read(words: &[&str]) -> Result<Letters, Stop> {
    let args: Vec<OsString> =
        std::iter::once("/usr/bin/ipmitool").chain(words.iter().copied()).map(Into::into).collect();
    Letters::read(&args, false)
}

fn good(words: &[&str]) -> Letters {
    read(words).unwrap_or_else(|stop| panic!("{words:?}: {stop:?}"))
}

/// Exit status and the first line on standard error.
fn bad(words: &[&str]) -> (u8, String) {
    let stop = read(words).expect_err("an error");
    assert!(stop.stdout.is_empty());
    (stop.status, String::from_utf8(stop.stderr).unwrap().lines().next().unwrap().to_owned())
}

#[test]
fn values_are_kept() {
    let it = good(&[
        "-vIlanplus",
        "-H",
        "bmc",
        "-p0x100",
        "-U",
        "admin",
        "-C17",
        "-e",
        "&x",
        "-l",
        "1",
        "-d",
        "2",
        "-S",
        "cache",
        "-O",
        "oem",
        "-z",
        "100",
        "power",
        "-c",
        "status",
        "-Z",
        "-4",
        "-D",
        "x",
    ]);
    assert_eq!(it.program, "ipmitool");
    assert_eq!(it.interface.unwrap(), "lanplus");
    assert_eq!(it.host.unwrap(), "bmc");
    assert_eq!((it.port, it.suite, it.lun, it.device), (Some(256), Some(17), 1, 2));
    assert_eq!((it.verbosity, it.csv, it.utc, it.family), (1, true, true, Family::V4));
    assert_eq!((it.escape, it.buffer_size), (Some(b'&'), Some(100)));
    assert_eq!(it.username, b"admin");
    assert_eq!(it.words, ["power", "status"]);
    assert_eq!(it.sdr_cache, Some(PathBuf::from("cache")));
    assert_eq!(it.oem_sel, Some(PathBuf::from("oem")));
}

#[test]
fn bridging_has_ipmitools_defaults() {
    assert_eq!(good(&[]).bridge.my_addr, 0x20);
    let it = good(&["-m", "0x24", "-t", "0x72", "-b", "7", "-T", "0x82", "-B", "0"]).bridge;
    assert_eq!((it.my_addr, it.target_addr, it.target_channel), (0x24, 0x72, 7));
    assert_eq!((it.transit_addr, it.transit_channel), (0x82, 0));
}

/// Status and text of each were seen with IPMItool 1.8.19.
#[test]
fn bad_values_have_ipmitools_words() {
    let out = |letter: char| format!("Invalid parameter given or out of range for '-{letter}'.");
    for (letter, value) in [
        ('p', "abc"),
        ('p', "99999999999"),
        ('p', "08"),
        ('N', "abc"),
        ('N', "-1"),
        ('N', "99999999999"),
        ('R', "1x"),
        ('R', "-1"),
        ('R', "2147483648"),
        ('d', "abc"),
        ('d', "2147483648"),
        ('m', "256"),
        ('t', "-1"),
        ('b', "x"),
        ('T', "256"),
        ('B', "1.5"),
        ('z', "65536"),
    ] {
        assert_eq!(bad(&[&format!("-{letter}"), value]), (1, out(letter)), "-{letter} {value}");
    }
    for value in ["abc", "256", "-1"] {
        assert_eq!(bad(&["-l", value]), (0, out('l')), "-l ends with 0");
        let text = "Invalid parameter given or out of range [0-255] for '-C'.".to_owned();
        assert_eq!(bad(&["-C", value]), (1, text));
    }
    for (value, number) in [("65536", "65536"), ("-1", "-1"), ("0x10000", "65536")] {
        assert_eq!(bad(&["-p", value]), (1, format!("Port number {number} is out of range.")));
    }
    assert_eq!(bad(&["-d", " -1"]), (1, "Device number -1 is out of range.".into()));
    let name = "a".repeat(17);
    assert_eq!(bad(&["-U", &name]), (1, "Username is too long (> 16 bytes)".into()));
    assert_eq!(good(&["-U", &name[1..]]).username.len(), 16);
}

#[test]
fn families_exclude_each_other() {
    assert_eq!(bad(&["-46"]).1, "Parameter is mutually exclusive with -4.");
    assert_eq!(bad(&["-6", "-4"]).1, "Parameter is mutually exclusive with -6.");
    assert_eq!(bad(&["-44"]), (1, "Multiple -4 parameters given.".into()));
    assert_eq!(bad(&["-6", "x", "-6"]).1, "Multiple -6 parameters given.");
}

#[test]
fn the_first_effect_wins() {
    let version = b"ipmitool version 1.8.19\n".to_vec();
    for line in [&["raw", "6", "-V"][..], &["-Vx"], &["-V", "-p", "abc"], &["-o", "bogus", "-V"]] {
        let stop = read(line).unwrap_err();
        assert_eq!((stop.stdout, stop.status), (version.clone(), 0), "{line:?}");
    }
    assert_eq!(bad(&["-xV"]).1, "/usr/bin/ipmitool: invalid option -- 'x'");
    assert_eq!(bad(&["-p", "abc", "-V"]).0, 1);
    let help = read(&["-h", "-x"]).unwrap_err();
    assert_eq!(help.status, 0);
    assert!(help.stderr.starts_with(b"ipmitool version 1.8.19\n\nusage: ipmitool "));
}

#[test]
fn unknown_options_are_followed_by_usage_and_unknown_long_ones_are_one_line() {
    let stop = read(&["sensor", "thresh", "X", "lcr", "-10"]).unwrap_err();
    let text = String::from_utf8(stop.stderr).unwrap();
    assert!(text.starts_with(
        "/usr/bin/ipmitool: invalid option -- '1'\nipmitool version 1.8.19\n\nusage:"
    ));
    let stop = read(&["--bogus"]).unwrap_err();
    assert_eq!(stop, Stop::error("/usr/bin/ipmitool: unrecognized option '--bogus'"));
}

#[test]
fn ironics_probes_print_help() {
    for line in [
        &["-N", "0", "-R", "0", "-h"][..],
        &["-m", "0", "-b", "0", "-t", "0", "-B", "0", "-T", "0", "-h"],
    ] {
        let stop = read(line).unwrap_err();
        assert_eq!((stop.status, stop.stdout.len()), (0, 0));
        assert!(!stop.stderr.is_empty());
    }
}

#[test]
fn times_and_tries() {
    let ms = |ms| Some(Duration::from_millis(ms));
    for (value, want) in [
        ("0", None),
        ("", None),
        ("5", ms(5000)),
        ("0x10", ms(16_000)),
        ("0.3", ms(300)),
        ("1.5", ms(1500)),
    ] {
        assert_eq!(good(&["-N", value]).timeout, want, "{value}");
    }
    for value in ["-0.5", "1e3", "2s", ".", "1.5.2", "0x1.8"] {
        assert_eq!(bad(&["-N", value]).0, 1, "{value}");
    }
    assert_eq!(good(&["-R", "0"]).tries, None);
    assert_eq!(good(&["-R", "010"]).tries, Some(8));
}

#[test]
fn privilege_levels() {
    let level = |text: &str| {
        let it = good(&["-L", text]);
        let choice = it.privilege.unwrap();
        (choice.level, choice.by_name_and_privilege, it.warnings.join("|"))
    };
    assert_eq!(level("administrator"), (4, false, String::new()));
    assert_eq!(level("User+"), (2, true, String::new()));
    assert_eq!(level("no access"), (0x0f, false, String::new()));
    assert_eq!(level("OEM"), (5, false, String::new()));
    assert_eq!(level("foo+"), (0xff, true, "Invalid privilege level foo".into()));
    assert_eq!(level(""), (0xff, false, "Invalid privilege level ".into()));
    assert_eq!(level("4"), (0xff, false, "Invalid privilege level 4".into()));
    assert_eq!(good(&[]).privilege, None);
    let stop = read(&["-L", "foo", "-x"]).unwrap_err();
    assert!(stop.stderr.starts_with(b"Invalid privilege level foo\n/usr/bin/ipmitool: invalid"));
}

#[test]
fn auth_types() {
    for (text, want) in [
        ("md5", 2),
        ("NONE", 0),
        ("Password", 4),
        ("MD2", 1),
        ("oem", 5),
        ("rmcp+", 6),
        ("x", 0xff),
        ("", 0xff),
    ] {
        assert_eq!(good(&["-A", text]).auth_type, Some(want), "{text}");
    }
}

#[test]
fn kg_keys_in_hexadecimal() {
    let key = |text: &str| good(&["-y", text]).secrets;
    assert_eq!(key("0001aF"), [SecretStep::Kg(Secret::new(vec![0x00, 0x01, 0xaf]))]);
    assert_eq!(key(""), [SecretStep::Kg(Secret::default())]);
    assert_eq!(bad(&["-y", "123"]), (1, "Number of Kg key characters is not even".into()));
    for text in ["0x01", "xx", " 1", "+1"] {
        assert_eq!(bad(&["-y", text]), (1, "Kg key is not hexadecimal number".into()), "{text}");
    }
    assert_eq!(bad(&["-y", &"zz".repeat(30)]).1, "Kg key is not hexadecimal number");
    assert_eq!(bad(&["-y", &"00".repeat(21)]), (0, "Kg key is too long".into()));
    assert_eq!(key(&"01".repeat(20)).len(), 1);
}

#[test]
fn secrets_are_steps_in_their_order_and_their_places_are_known() {
    let it =
        good(&["-Psecret", "power", "-E", "-k", "key", "-a", "-f", "file", "--password-command=x"]);
    assert_eq!(
        it.secrets,
        [
            SecretStep::Password(Secret::from("secret")),
            SecretStep::PasswordEnvironment,
            SecretStep::Kg(Secret::from("key")),
            SecretStep::PasswordPrompt,
            SecretStep::PasswordFile("file".into()),
            SecretStep::PasswordCommand("x".into()),
        ]
    );
    assert_eq!(it.places, [Place { index: 1, offset: 2 }, Place { index: 5, offset: 0 }]);
    assert!(!format!("{it:?}").contains("secret\""));
}

#[test]
fn secrets_on_the_command_line_can_be_refused() {
    for line in [["-P", "x"], ["-k", "x"], ["-y", "00"]] {
        let line = [line[0], line[1], "--no-argv-secrets"];
        assert_eq!(bad(&line), (1, "-P, -k and -y are refused by --no-argv-secrets".into()));
    }
    assert!(good(&["--no-argv-secrets", "-E"]).long.no_argv_secrets);
}

#[test]
fn oem_types_and_quirks() {
    assert_eq!(good(&["-s", "-g"]).oem.unwrap(), "intelwv2");
    assert_eq!(good(&["-g", "-s"]).oem.unwrap(), "supermicro");
    assert_eq!(good(&["-o", "bogus"]).oem.unwrap(), "bogus");
    for name in ["list", "help"] {
        let stop = read(&["-o", name, "-x"]).unwrap_err();
        assert_eq!((stop.status, stop.stdout.len()), (0, 0));
        assert!(stop.stderr.starts_with(b"\nOEM Support:\n\tsupermicro   "));
    }
    let it = good(&["-W", "intel20,altbridging", "--quirks", "authcap"]).quirks;
    assert!(it.has(crate::session::quirks::Quirk::AltBridging));
    assert!(it.has(crate::session::quirks::Quirk::IgnoreAuthCapabilities));
    assert_eq!(bad(&["-W", "x"]).1, "Unknown quirk \"x\": --quirks list prints the names");
    let list = read(&["--quirks", "list"]).unwrap_err();
    assert_eq!(list.status, 0);
    assert!(String::from_utf8(list.stdout).unwrap().contains("\nopensesspriv"));
}

#[test]
fn two_v_show_the_version_line_once() {
    assert!(good(&["-v"]).warnings.is_empty());
    assert_eq!(good(&["-vvv"]).warnings, ["ipmitool version 1.8.19\n"]);
    let stop = read(&["-vvV"]).unwrap_err();
    assert_eq!(stop.stderr, b"ipmitool version 1.8.19\n\n");
}
