//! OpenIPMI's programs.
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Client, becomes, bmc, state, talk};
use ripmitool::mock::seen::Kind;

use crate::bmc::Bmc;
use crate::foreign::find;

/// Where the BMC is, in OpenIPMI's words.
fn place(bmc: &Bmc, more: &str) -> Vec<String> {
    let port = bmc.port();
    let words = format!("lan -U admin -P password -p {port} {more} 127.0.0.1");
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn openipmicmd_gets_answers_over_every_protocol() {
    let bmc = bmc();
    let Some(program) = find("openipmicmd") else { return };
    let id = state(&bmc, |it| it.device_id);
    let bytes = id.map(|byte| format!("{byte:02x} ")).concat();
    for way in ["", "-A rmcp+", "-A md5", "-Ra rakp_hmac_sha1 -Ri hmac_sha1 -Rc aes_cbc_128"] {
        let place = place(&bmc, way);
        let mut args = vec!["-k", "0f 00 06 01"];
        args.extend(place.iter().map(String::as_str));
        let run = crate::foreign::run(&program, &args);
        assert_eq!(run.code, Some(0), "{way}: {run:?}");
        assert_eq!(run.stdout.trim_end(), format!("0f 07 00 01 00 {}", bytes.trim_end()), "{way}");
    }
    assert_eq!(bmc.server.open_sessions(), 0);
}

#[test]
fn openipmicmd_reaches_the_controller_behind() {
    let bmc = bmc();
    let Some(program) = find("openipmicmd") else { return };
    let place = place(&bmc, "");
    for (command, answer) in [
        ("0 20 0 06 01", "07 00 01 00 20 01 02 30 02 bf a2 02 00"),
        ("0 2c 0 06 01", "07 00 01 00 2c"),
        ("0f 00 00 02 00", "0f 01 00 02 00"),
    ] {
        let mut args = vec!["-k", command];
        args.extend(place.iter().map(String::as_str));
        let run = crate::foreign::run(&program, &args);
        assert!(run.stdout.contains(answer), "{command}: {run:?}");
    }
    assert!(!super::is_on(&bmc), "the last command turned it off");
}

/// A talk with `openipmish`, which answers when it can.
struct Shell {
    child: Child,
    lines: Receiver<String>,
}

impl Shell {
    fn open(bmc: &Bmc) -> Option<Self> {
        let mut child = Command::new(find("openipmish")?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let mut shell = Self { child, lines };
        shell.say(&format!("redisp_cmd off\ndomain open me {}", place(bmc, "").join(" ")));
        Some(shell)
    }

    fn say(&mut self, command: &str) {
        let mut stdin = self.child.stdin.as_ref().unwrap();
        writeln!(stdin, "{command}").unwrap();
    }

    /// Asks, again and again, until all these lines have come in that order.
    fn asks(&mut self, command: &str, wanted: &[&str]) {
        let end = Instant::now() + Duration::from_secs(30);
        let mut left = wanted.iter().peekable();
        while left.peek().is_some() {
            assert!(Instant::now() < end, "{command}: {left:?}");
            left = wanted.iter().peekable();
            self.say(command);
            while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(300)) {
                left.next_if(|wanted| line.trim() == **wanted);
            }
        }
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn openipmish_finds_the_whole_machine() {
    let bmc = bmc();
    let Some(mut shell) = Shell::open(&bmc) else { return };
    shell.asks("mc list me", &["Name: me", "MCs", "Name: me(0.20)", "Name: me(0.2c)"]);
    shell.asks(
        "mc info me(0.20)",
        &["Name: me(0.20)", "fw_revision: 2.30", "manufacturer_id: 0x2a2", "product_id: 0x100"],
    );
    shell.asks("entity list me", &["Name: me(3.1)", "Name: me(10.1)"]);
    shell.asks("sensor list me(3.1)", &["Sensors", "Name: me(3.1).CPU1 Temp"]);
    let reading = ["Name: me(3.1).CPU1 Temp", "Value: 4.100000e+01", "Raw Value: 0x29"];
    shell.asks("sensor get \"me(3.1).CPU1 Temp\"", &reading);
    shell.asks("sel list me", &["Entries: 26", "Record ID: 26"]);
    shell.asks("domain fru me 1 0x20 1 0 0 0", &["Data: BP750-1111"]);
    shell.asks("domain msg me 0 0x20 0 0 1", &["Data: 0x00 0x01 0x00 0x40 0xf0"]);
    let power = "me(23.1).power";
    shell.asks(
        "control list me(23.1)",
        &["Controls", "Name: me(23.1).power", "Name: me(23.1).reset"],
    );
    for (value, on) in [(0, false), (1, true)] {
        shell.say(&format!("control set \"{power}\" {value}"));
        becomes(&bmc, on);
        let reading = format!("Value: {value}");
        shell.asks(&format!("control get \"{power}\""), &["Name: me(23.1).power", &reading]);
    }
}

#[test]
fn solterm_talks_to_the_console() {
    let bmc = bmc();
    let Some(program) = find("solterm") else { return };
    let place = place(&bmc, "");
    let args: Vec<&str> = place.iter().map(String::as_str).collect();
    let shown = talk(&program, &args, "\r~.");
    assert!(shown.starts_with("Connecting to remote system...\r\nConnected."), "{shown:?}");
}

#[test]
fn rmcp_ping_is_answered() {
    let bmc = bmc();
    let Some(client) = Client::new("rmcp_ping", "-t 1") else { return };
    let text = client.good(&format!("-p {} 127.0.0.1", bmc.port()));
    assert!(text.ends_with(" IPMI\n"), "{text}");
    assert!(bmc.count(Kind::Ping) > 0);
}
