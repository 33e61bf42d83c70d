//! From words to a command.
use std::ffi::OsString;

use super::Context;
use super::channel::Channel;
use super::chassis::{Chassis, Power};
use super::dcmi::Dcmi;
use super::elsewhere::{self, Elsewhere};
use super::event::Event;
use super::failure::Failure;
use super::firewall::Firewall;
use super::fru::Fru;
use super::groups;
use super::i2c::I2c;
use super::i2c::gendev::Gendev;
use super::i2c::spd::Spd;
use super::lan::Lan;
use super::lan6::Lan6;
use super::mc::Mc;
use super::nm::Nm;
use super::out::Out;
use super::pef::Pef;
use super::raw::Raw;
use super::sdr::Sdr;
use super::sel::Sel;
use super::sensor::Sensor;
use super::session::Session;
use super::shell::Script;
use super::sol::Sol;
use super::sol::intel::Isol;
use super::sol::tyan::Tsol;
use super::user::User;
use crate::transport::Client;

/// A command that is ready to run.
#[derive(Debug)]
pub struct Command(Group);

#[derive(Debug)]
enum Group {
    Channel(Channel),
    Chassis(Chassis),
    Elsewhere(Box<Elsewhere>),
    Dcmi(Dcmi),
    Event(Event),
    Firewall(Firewall),
    Fru(Fru),
    Isol(Isol),
    Lan(Lan),
    Lan6(Lan6),
    Sdr(Sdr),
    Sel(Sel),
    Sensor(Sensor),
    Gendev(Gendev),
    I2c(I2c),
    Mc(Mc),
    Pef(Pef),
    Nm(Nm),
    Power(Power),
    Raw(Raw),
    Script(Box<Script>),
    Session(Session),
    Spd(Spd),
    Sol(Box<Sol>),
    Tsol(Box<Tsol>),
    User(User),
}

/// Reads the command's words.
///
/// # Errors
/// What to say about words that make no command; nothing has been sent then.
pub fn parse(words: &[OsString], context: &Context) -> Result<Command, Failure> {
    let mut texts = Vec::new();
    for word in words {
        let Some(text) = word.to_str() else {
            let shown = word.to_string_lossy();
            return Err(Failure::usage(format!("Argument is not valid UTF-8: {shown}")));
        };
        texts.push(text);
    }
    parse_words(&texts, context)
}

/// [`parse`] for words that are text.
///
/// # Errors
/// As [`parse`].
pub fn parse_words(words: &[&str], context: &Context) -> Result<Command, Failure> {
    if let Some(script) = Script::parse(words) {
        return script.map(|script| Command(Group::Script(Box::new(script))));
    }
    let Some((first, rest)) = words.split_first() else {
        return Err(Failure::usage("No command provided!"));
    };
    if context.dry_run && !DRY_RUNS.contains(&name_of(words).as_str()) {
        let known = DRY_RUNS.join(", ");
        return Err(Failure::usage(format!("--dry-run is for these commands: {known}")));
    }
    let group = match *first {
        "channel" => Group::Channel(Channel::parse(rest, context)?),
        "chassis" => Group::Chassis(Chassis::parse(rest, context)?),
        "dcmi" => Group::Dcmi(Dcmi::parse(rest, context)?),
        "event" => Group::Event(Event::parse(rest, context)?),
        "firewall" => Group::Firewall(Firewall::parse(rest)?),
        "fru" => Group::Fru(Fru::parse(rest, context)?),
        "lan" => Group::Lan(Lan::parse(rest, context)?),
        "lan6" => Group::Lan6(Lan6::parse(rest, context)?),
        "sdr" => Group::Sdr(Sdr::parse(rest, context)?),
        "sel" => Group::Sel(Sel::parse(rest, context)?),
        "sensor" => Group::Sensor(Sensor::parse(rest, context)?),
        "gendev" => Group::Gendev(Gendev::parse(rest, context)?),
        "i2c" => Group::I2c(I2c::parse(rest)?),
        "spd" => Group::Spd(Spd::parse(rest)?),
        "mc" | "bmc" => Group::Mc(Mc::parse(rest, context)?),
        "pef" => Group::Pef(Pef::parse(rest, context)?),
        "nm" => Group::Nm(Nm::parse(rest, context)?),
        "power" => Group::Power(Power::parse(rest, context)?),
        "raw" => Group::Raw(Raw::parse(rest, context)?),
        "session" => Group::Session(Session::parse(rest, context)?),
        "sol" => Group::Sol(Box::new(Sol::parse(rest, context)?)),
        "isol" => Group::Isol(Isol::parse(rest, context)?),
        "tsol" => Group::Tsol(Box::new(Tsol::parse(rest, context)?)),
        "user" => Group::User(User::parse(rest, context)?),
        first if elsewhere::WORDS.contains(&first) => {
            Group::Elsewhere(Box::new(Elsewhere::parse(first, rest)?))
        }
        other => {
            return Err(Failure::usage(format!("{other}: this command is not available yet")));
        }
    };
    Ok(Command(group))
}

impl Command {
    /// The command as one that runs others.
    ///
    /// # Errors
    /// The command itself, when it is none.
    pub fn into_script(self) -> Result<Script, Box<Self>> {
        match self.0 {
            Group::Script(script) => Ok(*script),
            other => Err(Box::new(Self(other))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self.0 {
            Group::Channel(command) => command.run(client, out).await,
            Group::Chassis(command) => command.run(client, out).await,
            Group::Elsewhere(command) => command.run(client, out).await,
            Group::Dcmi(command) => command.run(client, out).await,
            Group::Event(command) => command.run(client, out).await,
            Group::Firewall(command) => command.run(client, out).await,
            Group::Fru(command) => command.run(client, out).await,
            Group::Lan(command) => command.run(client, out).await,
            Group::Lan6(command) => command.run(client, out).await,
            Group::Sdr(command) => command.run(client, out).await,
            Group::Sel(command) => command.run(client, out).await,
            Group::Sensor(command) => command.run(client, out).await,
            Group::Gendev(command) => command.run(client, out).await,
            Group::I2c(command) => command.run(client, out).await,
            Group::Spd(command) => command.run(client, out).await,
            Group::Mc(command) => command.run(client, out).await,
            Group::Pef(command) => command.run(client, out).await,
            Group::Nm(command) => command.run(client, out).await,
            Group::Power(command) => command.run(client, out).await,
            Group::Raw(command) => command.run(client, out).await,
            Group::Script(_) => Err(Failure::usage("this command runs by itself only")),
            Group::Session(command) => command.run(client, out).await,
            Group::Sol(command) => command.run(client, out).await,
            Group::Isol(command) => command.run(client, out).await,
            Group::Tsol(command) => command.run(client, out).await,
            Group::User(command) => command.run(client, out).await,
        }
    }
}

/// The fixed words in front, as the table of commands knows them: arguments may be secrets.
pub fn name(words: &[OsString]) -> String {
    let words: Vec<&str> = words.iter().map_while(|word| word.to_str()).collect();
    name_of(&words)
}

/// [`name`] for words that are text.
pub fn name_of(words: &[&str]) -> String {
    let mut known = groups::GROUPS;
    let mut name = Vec::new();
    for text in words {
        let Some(word) = known.iter().find(|word| *text == word.name) else { break };
        name.push(word.name);
        known = word.words;
    }
    name.join(" ")
}

/// Commands that can say what they would write. All others must not run by mistake.
const DRY_RUNS: &[&str] = &["fru write", "fru edit", "fru internaluse", "fru upgEkey"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_never_becomes_a_real_one() {
        let context = Context { dry_run: true, ..Context::default() };
        let parse = |line: &str| {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            parse(&words, &context)
        };
        assert!(parse("power off").is_err());
        assert!(parse("fru read 0 image").is_err());
        for known in DRY_RUNS {
            let rest = if known.ends_with("internaluse") { "0 write image" } else { "0 image" };
            let line = format!("{known} {rest}");
            let line = if known.ends_with("edit") { "fru edit 0 field b 0 X" } else { &line };
            assert!(parse(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn names_have_no_arguments() {
        let name = |words: &[&str]| name(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(name(&["user", "set", "password", "2", "secret"]), "user set password");
        assert_eq!(name(&["raw", "6", "1"]), "raw");
        assert_eq!(name(&["power", "status", "more"]), "power status");
    }
}
