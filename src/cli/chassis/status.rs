//! `chassis status`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::Render;
use crate::cmd::chassis::{Buttons, ChassisStatus, GetChassisStatus, RestorePolicy};
use crate::transport::Client;

/// Everything that the BMC says about power and front panel.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    power_on: bool,
    power_overload: bool,
    power_interlock: bool,
    main_power_fault: bool,
    power_control_fault: bool,
    power_restore_policy: &'static str,
    last_power_events: Vec<&'static str>,
    chassis_intrusion: bool,
    front_panel_lockout: bool,
    drive_fault: bool,
    cooling_fault: bool,
    front_panel: Option<FrontPanel>,
}

#[derive(Debug, Serialize)]
struct FrontPanel {
    may_disable: Vec<&'static str>,
    disabled: Vec<&'static str>,
}

impl Status {
    pub(super) async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let status = client.send(&GetChassisStatus).await;
        status.said("Error sending Chassis Status command").map(Self::from)
    }
}

impl From<ChassisStatus> for Status {
    fn from(status: ChassisStatus) -> Self {
        let event = status.last_power_event;
        let events = [
            (event.ac_failed, "ac-failed"),
            (event.overload, "overload"),
            (event.interlock, "interlock"),
            (event.fault, "fault"),
            (event.command, "command"),
        ];
        Self {
            power_on: status.power_on,
            power_overload: status.power_overload,
            power_interlock: status.power_interlock,
            main_power_fault: status.main_power_fault,
            power_control_fault: status.power_control_fault,
            power_restore_policy: match status.restore_policy {
                RestorePolicy::AlwaysOff => "always-off",
                RestorePolicy::Previous => "previous",
                RestorePolicy::AlwaysOn => "always-on",
                RestorePolicy::Unknown => "unknown",
            },
            last_power_events: set(events),
            chassis_intrusion: status.intrusion,
            front_panel_lockout: status.front_panel_lockout,
            drive_fault: status.drive_fault,
            cooling_fault: status.cooling_fault,
            front_panel: status.front_panel.map(|panel| FrontPanel {
                may_disable: names(panel.may_disable),
                disabled: names(panel.disabled),
            }),
        }
    }
}

impl Render for Status {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let mut line = |label: &str, value: &str| writeln!(w, "{label:<21}: {value}");
        let truth = |bit| if bit { "true" } else { "false" };
        let active = |bit| if bit { "active" } else { "inactive" };
        line("System Power", if self.power_on { "on" } else { "off" })?;
        line("Power Overload", truth(self.power_overload))?;
        line("Power Interlock", active(self.power_interlock))?;
        line("Main Power Fault", truth(self.main_power_fault))?;
        line("Power Control Fault", truth(self.power_control_fault))?;
        line("Power Restore Policy", self.power_restore_policy)?;
        line("Last Power Event", &self.last_power_events.join(" "))?;
        line("Chassis Intrusion", active(self.chassis_intrusion))?;
        line("Front-Panel Lockout", active(self.front_panel_lockout))?;
        line("Drive Fault", truth(self.drive_fault))?;
        line("Cooling/Fan Fault", truth(self.cooling_fault))?;
        let Some(panel) = &self.front_panel else { return Ok(()) };
        if panel.may_disable.is_empty() && panel.disabled.is_empty() {
            return line("Front Panel Control", "none");
        }
        for (button, label) in BUTTONS {
            let allowed = panel.may_disable.contains(&button);
            line(
                &format!("{label} Button Disable"),
                if allowed { "allowed" } else { "not allowed" },
            )?;
        }
        for (button, label) in BUTTONS {
            let disabled = panel.disabled.contains(&button);
            line(&format!("{label} Button Disabled"), truth(disabled))?;
        }
        Ok(())
    }
}

fn names(buttons: Buttons) -> Vec<&'static str> {
    let Buttons { sleep, diag, reset, power } = buttons;
    set([(sleep, "sleep"), (diag, "diag"), (reset, "reset"), (power, "power")])
}

fn set<const N: usize>(bits: [(bool, &'static str); N]) -> Vec<&'static str> {
    bits.into_iter().filter(|(bit, _)| *bit).map(|(_, name)| name).collect()
}

const BUTTONS: [(&str, &str); 4] =
    [("sleep", "Sleep"), ("diag", "Diag"), ("reset", "Reset"), ("power", "Power")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;

    fn status(data: &[u8]) -> Status {
        Status::from(GetChassisStatus::parse(data).unwrap())
    }

    fn text(data: &[u8]) -> String {
        let mut out = Vec::new();
        status(data).text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Recorded from ipmitool 1.8.19 for the same answers.
    #[test]
    fn text_is_ipmitools() {
        assert_eq!(text(&[0x21, 0x10, 0x40, 0x7a]), include_str!("testdata/status_buttons.txt"));
        assert_eq!(text(&[0x7e, 0x1f, 0x0f, 0x00]), include_str!("testdata/status_faults.txt"));
        assert_eq!(text(&[0x00, 0x00, 0x00]), include_str!("testdata/status_short.txt"));
    }

    #[test]
    fn json_has_a_key_for_each_state() {
        let json = serde_json::to_value(status(&[0x41, 0x11, 0x01, 0x82])).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "power_on": true, "power_overload": false, "power_interlock": false,
                "main_power_fault": false, "power_control_fault": false,
                "power_restore_policy": "always-on",
                "last_power_events": ["ac-failed", "command"],
                "chassis_intrusion": true, "front_panel_lockout": false,
                "drive_fault": false, "cooling_fault": false,
                "front_panel": {"may_disable": ["sleep"], "disabled": ["reset"]},
            })
        );
        assert!(serde_json::to_value(status(&[0, 0, 0])).unwrap()["front_panel"].is_null());
    }
}
