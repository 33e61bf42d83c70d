//! `chassis restart_cause`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::Render;
use crate::cmd::chassis::{GetSystemRestartCause, RestartCause};
use crate::transport::Client;

/// Why the system started last.
#[derive(Debug, Serialize)]
pub(super) struct Cause {
    restart_cause: Option<&'static str>,
    restart_cause_code: u8,
    channel: Option<u8>,
}

impl Cause {
    pub(super) async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let answer = client.send(&GetSystemRestartCause).await.map_err(|error| {
            let line = match error.completion_code() {
                Some(code) => format!("Get Chassis Restart Cause failed: {code}"),
                None => "Unable to get Chassis Restart Cause".to_owned(),
            };
            Failure::client(error, line)
        })?;
        Ok(Self::from(answer))
    }
}

impl From<RestartCause> for Cause {
    fn from(RestartCause { cause, channel }: RestartCause) -> Self {
        let restart_cause = CAUSES.get(usize::from(cause)).copied();
        Self { restart_cause, restart_cause_code: cause, channel }
    }
}

impl Render for Cause {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(b"System restart cause: ")?;
        match self.restart_cause {
            Some(cause) => writeln!(w, "{cause}"),
            None => writeln!(w, "Unknown (0x{:02X})", self.restart_cause_code),
        }
    }
}

/// By number (IPMI v2.0 §28.11, table 28-11), in IPMItool's words.
const CAUSES: [&str; 12] = [
    "unknown",
    "chassis power control command",
    "reset via pushbutton",
    "power-up via pushbutton",
    "watchdog expired",
    "OEM",
    "power-up due to always-restore power policy",
    "power-up due to restore-previous power policy",
    "reset via PEF",
    "power-cycle via PEF",
    "soft reset",
    "power-up via RTC wakeup",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded from ipmitool 1.8.19 for the causes 0 to 15.
    #[test]
    fn every_cause_in_ipmitools_words() {
        let mut out = Vec::new();
        for cause in 0..16 {
            Cause::from(RestartCause { cause, channel: None }).text(&mut out).unwrap();
        }
        assert_eq!(String::from_utf8(out).unwrap(), include_str!("testdata/restart_cause.txt"));
    }

    #[test]
    fn json_has_text_and_code() {
        let json = |cause, channel| {
            serde_json::to_value(Cause::from(RestartCause { cause, channel })).unwrap()
        };
        let unknown = serde_json::json!(
            {"restart_cause": null, "restart_cause_code": 13, "channel": 1}
        );
        assert_eq!(json(13, Some(1)), unknown);
        assert_eq!(json(5, None)["restart_cause"], "OEM");
    }
}
