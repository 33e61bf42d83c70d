//! OpenIPMI's `ipmi_sim`: a BMC that other people wrote.
use std::fs;
use std::net::UdpSocket;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ripmitool::mock::Model;
use tempfile::TempDir;

use crate::bmc::login;
use crate::foreign::{Run, find, run};

/// A running simulator on a loopback port; it ends with the value.
pub(crate) struct Sim {
    child: Child,
    port: u16,
    folder: TempDir,
}

/// What a simulator is started with.
#[derive(Clone, Default)]
pub(crate) struct Setup {
    /// BMC key as text.
    pub(crate) kg: Option<&'static str>,
    /// Whose sensors and inventory it has.
    pub(crate) model: Option<Arc<Model>>,
    /// The device that its serial console is.
    pub(crate) serial: Option<String>,
}

/// The records, sensors and inventories of a model's BMC, in the simulator's words.
fn inventory(model: &Model) -> String {
    // Four masks of events: none is made or shown.
    let masks = "000000000000000 ".repeat(4);
    let mut lines = Vec::new();
    for record in &model.records {
        if let [_, _, _, 1 | 2, _, 0x20, place, number, _, _, _, _, kind, event, ..] =
            record.bytes[..]
            && place.trailing_zeros() >= 2
        {
            let raw = 0x40 + number % 0x40;
            let sensor = format!("0x20 0 {number:#x}");
            lines.push(format!("sensor_add {sensor} {kind:#x} {event:#x}"));
            lines.push(format!("sensor_set_value {sensor} {raw:#x} 0"));
            let support = "enable scanning per-state";
            lines.push(format!("sensor_set_event_support {sensor} {support} {masks}"));
        }
        lines.push(format!("main_sdr_add 0x20 {}", hex(&record.bytes)));
    }
    for fru in model.frus.iter().filter(|fru| fru.owner == 0x20) {
        let (id, len) = (fru.id, fru.bytes.len());
        lines.push(format!("mc_add_fru_data 0x20 {id} {len} data {}", hex(&fru.bytes)));
    }
    lines.join("\n")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:#04x}")).collect::<Vec<_>>().join(" ")
}

impl Sim {
    /// `None`, said aloud, where the simulator is not installed.
    pub(crate) fn start(setup: &Setup) -> Option<Self> {
        let program = find("ipmi_sim")?;
        // Another test may take the port between our look and the start.
        (0..5).find_map(|_| Self::try_start(&program, setup)).or_else(|| panic!("no simulator"))
    }

    fn try_start(program: &Path, setup: &Setup) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let key = setup.kg.map_or_else(String::new, |key| format!("bmc_key \"{key}\""));
        let chassis = at.join("chassis");
        fs::write(at.join("power"), "1").unwrap();
        fs::write(&chassis, CHASSIS).unwrap();
        fs::set_permissions(&chassis, fs::Permissions::from_mode(0o755)).unwrap();
        let serial = setup.serial.as_ref();
        let serial = serial.map_or_else(String::new, |path| format!("sol \"{path}\" 115200"));
        let conf = LAN_CONF
            .replace("SERIAL", &serial)
            .replace("PORT", &port.to_string())
            .replace("KEY", &key)
            .replace("CHASSIS", chassis.to_str().unwrap());
        fs::write(at.join("lan.conf"), conf).unwrap();
        let inventory = setup.model.as_deref().map(inventory).unwrap_or_default();
        fs::write(at.join("bmc.emu"), MODEL.replace("INVENTORY", &inventory)).unwrap();
        fs::create_dir(at.join("state")).unwrap();
        let log = fs::File::create(at.join("log")).unwrap();
        let child = Command::new(program)
            .args(["-n", "-c", "lan.conf", "-f", "bmc.emu", "-s", "state"])
            .current_dir(at)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut sim = Self { child, port, folder };
        sim.answers().then_some(sim)
    }

    /// Waits for the answer to a presence ping.
    fn answers(&mut self) -> bool {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end && self.child.try_wait().unwrap().is_none() {
            let _ = socket.send_to(PING, ("127.0.0.1", self.port));
            if socket.recv(&mut [0; 64]).is_ok() {
                return true;
            }
            // A closed port ends the wait at once.
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Whether the chassis is on, as its own program knows it.
    pub(crate) fn power(&self) -> bool {
        fs::read_to_string(self.folder.path().join("power")).unwrap().trim() == "1"
    }

    /// Runs this crate's program as admin; `words` hold `-I`.
    pub(crate) fn run(&self, words: &str) -> Run {
        self.run_as("admin", "password", words)
    }

    pub(crate) fn run_as(&self, user: &str, password: &str, words: &str) -> Run {
        self.program(Path::new(env!("CARGO_BIN_EXE_ripmitool")), user, password, words)
    }

    /// Runs any program with IPMItool's options.
    pub(crate) fn program(&self, program: &Path, user: &str, password: &str, words: &str) -> Run {
        let args = login(self.port, user, password, words);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        run(program, &args)
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// RMCP presence ping (IPMI v2.0 §13.2.3).
const PING: &[u8] = b"\x06\x00\xff\x06\x00\x00\x11\xbe\x80\x00\x00\x00";

const LAN_CONF: &str = r#"
name "test"
set_working_mc 0x20
startlan 1
  addr 127.0.0.1 PORT
  priv_limit admin
  allowed_auths_callback none md2 md5 straight
  allowed_auths_user none md2 md5 straight
  allowed_auths_operator none md2 md5 straight
  allowed_auths_admin none md2 md5 straight
  guid 00112233445566778899aabbccddeeff
  KEY
endlan
SERIAL
chassis_control "CHASSIS"
startnow false
user 1 true "" "test" user 10 none md2 md5 straight
user 2 true "admin" "password" admin 10 none md2 md5 straight
user 3 true "oper" "operpass" operator 10 none md2 md5 straight
"#;

const MODEL: &str = "
mc_setbmc 0x20
mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02
sel_enable 0x20 100 0x0a
INVENTORY
mc_enable 0x20
";

/// The simulator asks this program for the power state, and tells it what to do.
const CHASSIS: &str = r#"#!/bin/sh
cd "$(dirname "$0")" || exit 1
while [ $# -gt 0 ]; do
  case $1 in
    get) do=get;;
    set) do=set;;
    power)
      if [ "$do" = set ]; then shift; echo "$1" > power; else echo "power:$(cat power)"; fi;;
    boot)
      if [ "$do" = set ]; then shift; else echo "boot:default"; fi;;
    reset) [ "$do" = set ] && shift;;
  esac
  shift
done
"#;
