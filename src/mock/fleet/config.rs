//! The configuration: a TOML file with defaults and with sections for names. `docs/fleet.md`
//! describes it.
use std::net::Ipv4Addr;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::Problem;
use super::values::{
    Auth, Console, Hidden, Kind, Level, Lockout, Mac, Mask, Patterns, Source, Suites, Text,
    UserName, Uuid, Within,
};

/// A configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Config {
    /// The directory of the state files.
    pub(super) state: Option<PathBuf>,
    /// Addresses may come later than the BMCs.
    pub(super) free_bind: bool,
    defaults: Settings,
    sections: Vec<Section>,
}

/// What is said about the BMCs whose names fit.
#[derive(Clone, Debug, PartialEq)]
struct Section {
    line: usize,
    patterns: Patterns,
    settings: Settings,
}

/// What can be said about a BMC; `None` for what is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    pub(super) users: Option<Vec<User>>,
    pub(super) kg: Option<Source>,
    pub(super) keys: Keys,
}

/// An account.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct User {
    pub(super) id: u8,
    pub(super) name: String,
    pub(super) password: Source,
    pub(super) level: Level,
    /// Line in the file.
    pub(super) line: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    state: Option<PathBuf>,
    free_bind: bool,
    defaults: Option<Spanned<Table>>,
    bmc: Vec<Spanned<Table>>,
}

/// The keys of a section.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    r#match: Option<Patterns>,
    user: Option<Vec<Spanned<UserTable>>>,
    kg: Option<Hidden>,
    kg_file: Option<PathBuf>,
    suites: Option<Suites>,
    ipmi15: Option<bool>,
    auth_types: Option<Vec<Auth>>,
    sessions: Option<Within<1, 63>>,
    max_users: Option<Within<2, 63>>,
    idle: Option<Within<1, 86_400>>,
    lockout: Option<Lockout>,
    model: Option<String>,
    console: Option<Console>,
    netmask: Option<Mask>,
    gateway: Option<Ipv4Addr>,
    guid: Option<Uuid>,
    mac: Option<Mac>,
    product: Option<Text>,
    serial: Option<Text>,
    asset: Option<Text>,
    hypervisor: Option<Kind>,
    uri: Option<String>,
    program: Option<PathBuf>,
    power_command: Option<PathBuf>,
    machine: Option<Text>,
}

/// Keys that need nothing but their value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Keys {
    pub(super) suites: Option<Suites>,
    pub(super) ipmi15: Option<bool>,
    pub(super) auth_types: Option<Vec<Auth>>,
    pub(super) sessions: Option<Within<1, 63>>,
    pub(super) max_users: Option<Within<2, 63>>,
    pub(super) idle: Option<Within<1, 86_400>>,
    pub(super) lockout: Option<Lockout>,
    pub(super) model: Option<String>,
    pub(super) console: Option<Console>,
    pub(super) netmask: Option<Mask>,
    pub(super) gateway: Option<Ipv4Addr>,
    pub(super) guid: Option<Uuid>,
    pub(super) mac: Option<Mac>,
    pub(super) product: Option<Text>,
    pub(super) serial: Option<Text>,
    pub(super) asset: Option<Text>,
    pub(super) hypervisor: Option<Kind>,
    pub(super) uri: Option<String>,
    pub(super) program: Option<PathBuf>,
    pub(super) power_command: Option<PathBuf>,
    pub(super) machine: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UserTable {
    name: UserName,
    password: Option<Hidden>,
    password_file: Option<PathBuf>,
    privilege: Level,
    id: Option<Within<2, 63>>,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line; never a password.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let file: File = toml::from_str(text).map_err(|error| syntax(text, &error))?;
        let defaults =
            file.defaults.map(|table| (line(text, table.span().start), table.into_inner()));
        let (at, defaults) = defaults.unwrap_or_default();
        if defaults.r#match.is_some() {
            return Err(Problem::at(at, "defaults: match: they are for every BMC"));
        }
        let defaults = settings(text, at, defaults)?;
        let mut sections = Vec::new();
        for table in file.bmc {
            let (line, mut table) = (line(text, table.span().start), table.into_inner());
            let patterns = table.r#match.take();
            let patterns = patterns.ok_or_else(|| Problem::at(line, "bmc: match is missing"))?;
            let settings = settings(text, line, table)?;
            sections.push(Section { line, patterns, settings });
        }
        Ok(Self { state: file.state, free_bind: file.free_bind, defaults, sections })
    }

    /// All that is said about a name: what comes later counts.
    pub(super) fn about(&self, name: &str) -> Settings {
        let fits = self.sections.iter().filter(|section| section.patterns.fit(name));
        fits.fold(self.defaults.clone(), |all, section| all.under(&section.settings))
    }

    /// Lines of sections that fit no name.
    pub(super) fn idle_sections(&self, names: &[&str]) -> Vec<usize> {
        let idle = |section: &&Section| !names.iter().any(|name| section.patterns.fit(name));
        self.sections.iter().filter(idle).map(|section| section.line).collect()
    }
}

impl Settings {
    /// These with others put over them. A list of users replaces the one before.
    fn under(self, over: &Self) -> Self {
        macro_rules! pick {
            ($($field:ident)*) => {
                Keys { $($field: over.keys.$field.clone().or(self.keys.$field)),* }
            };
        }
        Self {
            users: over.users.clone().or(self.users),
            kg: over.kg.clone().or(self.kg),
            keys: pick! {
                suites ipmi15 auth_types sessions max_users idle lockout model console netmask gateway
                guid mac product serial asset hypervisor uri program power_command machine
            },
        }
    }
}

fn settings(text: &str, at: usize, table: Table) -> Result<Settings, Problem> {
    macro_rules! keys {
        ($($field:ident)*) => { Keys { $($field: table.$field),* } };
    }
    let kg = Source::of(table.kg, table.kg_file);
    let kg = kg.map_err(|()| Problem::at(at, "kg and kg-file: only one can be"))?;
    let users = table.user.map(|users| accounts(text, users)).transpose()?;
    Ok(Settings {
        users,
        kg,
        keys: keys! {
            suites ipmi15 auth_types sessions max_users idle lockout model console netmask gateway
            guid mac product serial asset hypervisor uri program power_command machine
        },
    })
}

/// Accounts with IDs: those without one get what is free from 2 on.
fn accounts(text: &str, tables: Vec<Spanned<UserTable>>) -> Result<Vec<User>, Problem> {
    let taken: Vec<u8> =
        tables.iter().filter_map(|table| Some(table.get_ref().id?.byte())).collect();
    let mut free = (2..=63).filter(|id| !taken.contains(id));
    let mut users: Vec<User> = Vec::new();
    for table in tables {
        let (line, table) = (line(text, table.span().start), table.into_inner());
        let name = table.name.0;
        let wrong = |reason: &str| Problem::at(line, format!("user {name:?}: {reason}"));
        let password = Source::of(table.password, table.password_file)
            .map_err(|()| wrong("password and password-file: only one can be"))?
            .ok_or_else(|| wrong("password or password-file is missing"))?;
        let id = table.id.map(Within::byte).or_else(|| free.next());
        let id = id.ok_or_else(|| wrong("there is no ID left"))?;
        if users.iter().any(|user| user.id == id) {
            return Err(wrong("another has that id"));
        }
        if users.iter().any(|user| user.name == name) {
            return Err(wrong("is there already"));
        }
        users.push(User { id, name, password, level: table.privilege, line });
    }
    Ok(users)
}

fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

/// What is wrong, with line and key. The line itself may hold a password.
fn syntax(text: &str, error: &toml::de::Error) -> Problem {
    let Some(span) = error.span() else { return Problem::general(without_text(error.message())) };
    let at = span.start.min(text.len());
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let key = text.get(start..).unwrap_or_default().split(['=', '\n']).next().unwrap_or_default();
    let key = key.trim();
    let is_key = |c: char| c.is_ascii_alphanumeric() || "-_.[]".contains(c);
    let shown = !key.is_empty() && key.len() <= MAX_KEY && key.chars().all(is_key);
    let message = without_text(error.message());
    let text = if shown { format!("{key}: {message}") } else { message };
    Problem::at(line(before, at), text)
}

/// A message of serde without the text that it found: it may be an account, written as `--user`
/// takes it.
fn without_text(message: &str) -> String {
    let parts = message.split_once("string \"").and_then(|(before, rest)| {
        rest.rsplit_once("\", expected")
            .map(|(_, after)| format!("{before}string, expected{after}"))
    });
    parts.unwrap_or_else(|| message.to_owned())
}

const MAX_KEY: usize = 32;

#[cfg(test)]
mod tests;
