//! `dcmi get_conf_param`, `set_conf_param`.
use std::io::{self, Write};

use serde::Serialize;

use super::failed::failed;
use super::usage::word;
use crate::cli::failure::Failure;
use crate::cli::number::{parse_u8, parse_u16};
use crate::cli::out::{Out, Quiet, Render};
use crate::cli::words::Word;
use crate::cmd::Command;
use crate::cmd::dcmi::config::{GetParameter, Parameter, SetParameter};
use crate::error::Error;
use crate::transport::Client;

/// Shows the parameters.
pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let mut shown = Shown::default();
    for parameter in READABLE {
        let answer = client.send(&GetParameter(parameter)).await;
        let value = answer.and_then(|bytes| {
            let wire = |source| Error::Wire { command: GetParameter::NAME, source };
            parameter.value(&bytes).map_err(wire)
        });
        match value {
            Ok(value) => shown.take(parameter, value),
            Err(error) => {
                let mut printed = Vec::new();
                shown.lines(&mut printed)?;
                let failure = failed(error).line("Error Get DCMI Configuration Parameters!");
                let output = [printed.as_slice(), failure.printed()].concat();
                return Err(failure.printing(output));
            }
        }
    }
    out.show(&shown)
}

#[derive(Debug, Default, Serialize)]
struct Shown {
    management_controller_id_string: Option<bool>,
    vendor_class_identifier: Option<bool>,
    discovery_code: Option<u16>,
    initial_timeout_s: Option<u16>,
    server_contact_timeout_s: Option<u16>,
    server_contact_retry_s: Option<u16>,
}

impl Shown {
    fn take(&mut self, parameter: Parameter, value: u16) {
        match parameter {
            Parameter::ActivateDhcp => {}
            Parameter::Discovery => {
                self.discovery_code = Some(value);
                self.management_controller_id_string = Some(value & 1 != 0);
                self.vendor_class_identifier = Some(value & 2 != 0);
            }
            Parameter::InitialTimeout => self.initial_timeout_s = Some(value),
            Parameter::ContactTimeout => self.server_contact_timeout_s = Some(value),
            Parameter::ContactRetry => self.server_contact_retry_s = Some(value),
        }
    }

    /// What has been read, without the last line feed.
    fn lines(&self, w: &mut dyn Write) -> io::Result<()> {
        if let Some(code) = self.discovery_code {
            let state = |bit: u16| if code & bit != 0 { "enabled" } else { "disabled" };
            writeln!(w, "\n\tDHCP Discovery method\t: ")?;
            writeln!(w, "\t\tManagement Controller ID String is {}", state(1))?;
            write!(
                w,
                "\t\tVendor class identifier DCMI IANA and Vendor class-specific Informationa are {}",
                state(2)
            )?;
        }
        for (label, seconds) in [
            ("Initial timeout interval", self.initial_timeout_s),
            ("Server contact timeout interval", self.server_contact_timeout_s),
            ("Server contact retry interval", self.server_contact_retry_s),
        ] {
            if let Some(seconds) = seconds {
                write!(w, "\n\t{label}\t: {seconds} seconds")?;
            }
        }
        Ok(())
    }
}

impl Render for Shown {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        self.lines(w)?;
        writeln!(w)
    }
}

/// `dcmi set_conf_param`.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    parameter: Parameter,
    value: u16,
}

impl Set {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let (name, text) = match words {
            // IPMItool takes a value here too, and sends 1.
            ["activate_dhcp"] | ["activate_dhcp", _] => {
                return Ok(Self { parameter: Parameter::ActivateDhcp, value: 1 });
            }
            [name, text] => (*name, *text),
            _ => return Err(Failure::usage(USAGE)),
        };
        let bad = |_| Failure::usage(format!("Given {name} '{text}' is invalid."));
        let (parameter, value) = match name {
            "dhcp_config" => (Parameter::Discovery, parse_u8(text).map(u16::from)),
            "init" => (Parameter::InitialTimeout, parse_u8(text).map(u16::from)),
            "timeout" => (Parameter::ContactTimeout, parse_u16(text)),
            "retry" => (Parameter::ContactRetry, parse_u16(text)),
            _ => return Err(Failure::usage(USAGE)),
        };
        Ok(Self { parameter, value: value.map_err(bad)? })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { parameter, value } = self;
        let sent = client.send(&SetParameter { parameter, value }).await;
        sent.map_err(|error| {
            failed(error).also_printing("\n").line("Error Set DCMI Configuration Parameters!")
        })?;
        out.plain("")?;
        let (value, value_s) = match parameter {
            Parameter::ActivateDhcp | Parameter::Discovery => (Some(value), None),
            _ => (None, Some(value)),
        };
        out.show(&Quiet(Done { parameter_code: parameter.number(), value, value_s }))
    }
}

#[derive(Debug, Serialize)]
struct Done {
    parameter_code: u8,
    value: Option<u16>,
    /// Of intervals.
    value_s: Option<u16>,
}

pub(super) const WORDS: &[Word] = &[
    word("activate_dhcp", "", "Start DHCP", &[]),
    word("dhcp_config", "BITS", "Which DHCP options are sent", &[]),
    word("init", "SECONDS", "Initial timeout interval", &[]),
    word("timeout", "SECONDS", "Server contact timeout interval", &[]),
    word("retry", "SECONDS", "Server contact retry interval", &[]),
];

/// IPMItool's order.
const READABLE: [Parameter; 4] = [
    Parameter::Discovery,
    Parameter::InitialTimeout,
    Parameter::ContactTimeout,
    Parameter::ContactRetry,
];

const USAGE: &str = "
DCMI Configuration Parameters
    activate_dhcp        Start DHCP
    dhcp_config BITS     DHCP options: identifier 1, vendor class 2
    init SECONDS         Initial timeout interval
    timeout SECONDS      Server contact timeout interval
    retry SECONDS        Server contact retry interval
";
