//! `chassis power`, also known as `power`.
use std::io::{self, Write};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::chassis::{GetChassisStatus, PowerControl, PowerInterrupt};
use crate::error::{Error, Kind};
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Subcommands of `chassis power`.
#[derive(Debug)]
pub enum Power {
    /// Bring the power into a state, and wait for it where a time is given.
    Control(PowerControl, Option<Duration>),
    /// Power cycle a machine, or turn it on when it is off.
    CycleOrOn,
    /// Cycle, reset or interrupt.
    Interrupt(PowerInterrupt),
    /// Show whether the system is on.
    Status,
}

impl Power {
    /// Reads the words behind `power`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let Some((word, _)) = words.split_first() else { return Err(Failure::help(USAGE)) };
        let control = |state| Self::Control(state, context.wait);
        let power = match *word {
            "status" => Self::Status,
            "on" | "up" => control(PowerControl::On),
            "off" | "down" => control(PowerControl::Off),
            "soft" | "acpi" => control(PowerControl::Soft),
            "cycle" if context.or_on => Self::CycleOrOn,
            "cycle" => Self::Interrupt(PowerInterrupt::Cycle),
            "reset" => Self::Interrupt(PowerInterrupt::Reset),
            "diag" => Self::Interrupt(PowerInterrupt::Diag),
            "help" => return Err(Failure::help(USAGE)),
            other => {
                return Err(Failure::usage(format!("Invalid chassis power command: {other}")));
            }
        };
        if context.wait.is_some() && matches!(power, Self::CycleOrOn | Self::Interrupt(_)) {
            // The power is on before and after: no status can tell that it is over.
            return Err(Failure::usage("--wait is for power on, off and soft"));
        }
        Ok(power)
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::Status => out.show(&PowerState::fetch(client).await?),
            Self::Interrupt(interrupt) => {
                let done = Done::from(interrupt);
                client.send(&interrupt).await.map_err(|error| done.failed(error))?;
                out.show(&done)
            }
            Self::CycleOrOn => cycle_or_on(client, out).await,
            Self::Control(state, wait) => control(state, wait, client, out).await,
        }
    }
}

async fn cycle_or_on(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let cycle = Done::from(PowerInterrupt::Cycle);
    match client.send(&PowerInterrupt::Cycle).await {
        Ok(()) => out.show(&cycle),
        Err(error) if is_not_now(&error) && !PowerState::fetch(client).await?.power_on => {
            control(PowerControl::On, None, client, out).await
        }
        Err(error) => Err(cycle.failed(error)),
    }
}

async fn control(
    state: PowerControl,
    wait: Option<Duration>,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let done = Done::from(state);
    let wanted = state == PowerControl::On;
    match client.send(&state).await {
        Ok(()) => {}
        // Some BMCs refuse to turn off what is off; who waits for a state has it then.
        Err(error) if wait.is_some() && is_not_now(&error) => {
            if PowerState::fetch(client).await?.power_on != wanted {
                return Err(done.failed(error));
            }
        }
        Err(error) => return Err(done.failed(error)),
    }
    out.show(&done)?;
    match wait {
        Some(time) => wait_for(wanted, time, client).await,
        None => Ok(()),
    }
}

/// Asks again and again. A BMC that is silent or busy for a while does not end the wait.
async fn wait_for(wanted: bool, time: Duration, client: &mut Client) -> Result<(), Failure> {
    let end = Instant::now() + time;
    let mut pause = FIRST_PAUSE;
    loop {
        let state = client.send(&GetChassisStatus).await;
        let failure = match state {
            Ok(status) if status.power_on == wanted => return Ok(()),
            Ok(status) => Failure::result(format!(
                "Chassis Power is still {} after {} s",
                on_off(status.power_on),
                time.as_secs()
            )),
            Err(error) if !may_pass(&error) => return Err(PowerState::failed(error)),
            Err(error) => PowerState::failed(error),
        };
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || deadline_passed(client) {
            return Err(failure);
        }
        client.sleep(pause.min(left)).await;
        pause = (pause * 2).min(LAST_PAUSE);
    }
}

fn may_pass(error: &Error) -> bool {
    matches!(error, Error::NoAnswer(_)) || error.kind() == Kind::Busy
}

fn is_not_now(error: &Error) -> bool {
    error.completion_code() == Some(CompletionCode::NOT_NOW)
}

fn deadline_passed(client: &Client) -> bool {
    client.config().timing.deadline.is_some_and(|at| Instant::now() >= at)
}

fn on_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

#[derive(Debug, Serialize)]
struct PowerState {
    power_on: bool,
}

impl PowerState {
    async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let status = client.send(&GetChassisStatus).await.map_err(Self::failed)?;
        Ok(Self { power_on: status.power_on })
    }

    fn failed(error: Error) -> Failure {
        let line = match error.completion_code() {
            Some(code) => format!("Get Chassis Power Status failed: {code}"),
            None => "Unable to get Chassis Power Status".to_owned(),
        };
        Failure::client(error, line)
    }
}

impl Render for PowerState {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Chassis Power is {}", on_off(self.power_on))
    }
}

/// What was asked of the power, and accepted.
#[derive(Debug, Serialize)]
struct Done {
    action: &'static str,
    action_code: u8,
    #[serde(skip)]
    label: &'static str,
}

impl Done {
    fn failed(&self, error: Error) -> Failure {
        let label = self.label;
        let line = match error.completion_code() {
            Some(code) => format!("Set Chassis Power Control to {label} failed: {code}"),
            None => format!("Unable to set Chassis Power Control to {label}"),
        };
        Failure::client(error, line)
    }
}

impl From<PowerControl> for Done {
    fn from(state: PowerControl) -> Self {
        let (action_code, action, label) = match state {
            PowerControl::Off => (0, "off", "Down/Off"),
            PowerControl::On => (1, "on", "Up/On"),
            PowerControl::Soft => (5, "soft", "Soft"),
        };
        Self { action, action_code, label }
    }
}

impl From<PowerInterrupt> for Done {
    fn from(interrupt: PowerInterrupt) -> Self {
        let (action_code, action, label) = match interrupt {
            PowerInterrupt::Cycle => (2, "cycle", "Cycle"),
            PowerInterrupt::Reset => (3, "reset", "Reset"),
            PowerInterrupt::Diag => (4, "diag", "Diag"),
        };
        Self { action, action_code, label }
    }
}

impl Render for Done {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "Chassis Power Control: {}", self.label)
    }
}

pub(super) const WORDS: &[Word] = &[
    super::word("status", "Show whether the system is on", "", &[]),
    super::word("on", "Turn the system on", "", &[]),
    super::word("off", "Turn the system off at once", "", &[]),
    super::word("cycle", "Turn the system off and on", "", &[]),
    super::word("reset", "Reset the system", "", &[]),
    super::word("diag", "Send a diagnostic interrupt", "", &[]),
    super::word("soft", "Ask the operating system to shut down", "", &[]),
];

const USAGE: &str = "chassis power Commands: status, on, off, cycle, reset, diag, soft";
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LAST_PAUSE: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(word: &str, context: &Context) -> Result<Power, (String, u8)> {
        Power::parse(&[word, "more"], context)
            .map_err(|failure| (failure.lines().next().unwrap(), failure.exit_code(false)))
    }

    #[test]
    fn each_word_has_its_text() {
        let context = Context::default();
        let labels = "on up off down cycle reset diag soft acpi".split(' ').map(|word| {
            let done = match parse(word, &context).unwrap() {
                Power::Control(state, None) => Done::from(state),
                Power::Interrupt(interrupt) => Done::from(interrupt),
                other => panic!("{other:?}"),
            };
            let mut out = Vec::new();
            done.text(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        });
        let seen: String = labels.collect();
        assert_eq!(seen, include_str!("testdata/power_control.txt"));
    }

    #[test]
    fn help_ends_with_0_and_a_wrong_word_with_1() {
        let context = Context::default();
        assert_eq!(parse("help", &context).unwrap_err(), (USAGE.into(), 0));
        assert_eq!(Power::parse(&[], &context).unwrap_err().exit_code(false), 0);
        let wrong = ("Invalid chassis power command: ON".into(), 1);
        assert_eq!(parse("ON", &context).unwrap_err(), wrong);
    }

    #[test]
    fn waiting_is_for_what_a_status_can_tell() {
        let context = Context { wait: Some(Duration::from_secs(9)), ..Context::default() };
        let off = parse("off", &context).unwrap();
        assert!(matches!(off, Power::Control(PowerControl::Off, Some(_))));
        for word in ["cycle", "reset", "diag"] {
            assert_eq!(parse(word, &context).unwrap_err().1, 1);
        }
        assert!(matches!(parse("status", &context), Ok(Power::Status)));
    }

    #[test]
    fn json_names_the_action() {
        let json = serde_json::to_value(Done::from(PowerInterrupt::Diag)).unwrap();
        assert_eq!(json, serde_json::json!({"action": "diag", "action_code": 4}));
    }
}
