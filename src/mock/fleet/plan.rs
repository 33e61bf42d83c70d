//! What the files add up to: every BMC with its options and accounts.
use std::path::{Path, PathBuf};

use super::Problem;
use super::config::{Config, Keys, Settings, User};
use super::files::{Files, Models, Reader};
use super::map::Entry;
use super::member::Member;
use super::values::{Runner, Source, Text, Within};
use crate::crypto::secret::Secret;
use crate::mock::host::Hypervisor;
use crate::mock::identity::{Identity, smbios, uuid};
use crate::mock::model::Model;
use crate::mock::options::{Account, Options};

/// What every BMC begins with, where the configuration says nothing.
#[derive(Clone, Debug)]
pub struct Template {
    /// Everything that is not said otherwise. Its accounts are those of every BMC.
    pub options: Options,
    /// The directory of the state files; the configuration can name it too.
    pub state: Option<PathBuf>,
    /// Who runs the machines.
    pub hypervisor: Hypervisor,
}

/// A fleet as it is wanted.
#[derive(Debug)]
pub(super) struct Plan {
    /// In the order of the map.
    pub(super) members: Vec<Member>,
    pub(super) state: Option<PathBuf>,
    /// Addresses may come later than the BMCs.
    pub(super) free_bind: bool,
    /// What is not wrong, and should be known.
    pub(super) notes: Vec<Problem>,
}

impl Template {
    /// The options of a BMC without accounts.
    pub fn new() -> Self {
        let options = Options::of(Model::of_virtual());
        let options = Options { users: Vec::new(), keep_seen: false, ..options };
        Self { options, state: None, hypervisor: Hypervisor::None }
    }
}

impl Default for Template {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads all files.
///
/// # Errors
/// Everything that is wrong.
pub(super) fn plan(
    files: &Files,
    template: &Template,
    models: &mut Models,
) -> Result<Plan, Vec<Problem>> {
    let (entries, config) = match (files.read_map(), files.read_config()) {
        (Ok(entries), Ok(config)) => (entries, config),
        (entries, config) => {
            let problems = entries.err().unwrap_or_default();
            return Err(problems.into_iter().chain(config.err()).collect());
        }
    };
    let state = template.state.clone();
    let state = state.or_else(|| config.state.as_deref().map(|path| files.resolve(path)));
    let mut reader = Reader::new(files, models);
    let (mut members, mut problems) = (Vec::new(), Vec::new());
    for entry in &entries {
        let mut draft = Draft { files, template, reader: &mut reader };
        match draft.member(entry, &config.about(&entry.name)) {
            Ok(mut member) => {
                let file = state.as_ref().map(|dir| dir.join(format!("{}.state", entry.name)));
                member.options.state_file = file;
                members.push(member);
            }
            // What is wrong with a section is wrong with every BMC of it.
            Err(problem) if problems.contains(&problem) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut notes = reader.keep();
    notes.extend(idle(&config, &entries).map(|problem| files.in_config(problem)));
    Ok(Plan { members, state, free_bind: config.free_bind, notes })
}

/// Sections that no name of the map fits.
fn idle(config: &Config, entries: &[Entry]) -> impl Iterator<Item = Problem> {
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    let lines = config.idle_sections(&names);
    lines.into_iter().map(|line| Problem::at(line, "match: fits no BMC of the map"))
}

/// What one BMC is made with.
struct Draft<'a, 'b> {
    files: &'a Files,
    template: &'a Template,
    reader: &'a mut Reader<'b>,
}

impl Draft<'_, '_> {
    fn member(&mut self, entry: &Entry, settings: &Settings) -> Result<Member, Problem> {
        let keys = &settings.keys;
        let base = &self.template.options;
        let mut options = Options {
            listen: vec![entry.address],
            users: Vec::new(),
            guid: keys.guid.as_ref().map_or_else(|| smbios(uuid(&entry.name)), |guid| guid.0),
            identity: Some(identity(&entry.name, keys)),
            ..base.clone()
        };
        if let Some(name) = &keys.model {
            options.model = self.reader.model(name)?;
            options.device_id = options.model.device_id;
        }
        if let Some(source) = &settings.kg {
            options.kg = Some(self.secret(source)?);
        }
        if let Some(suites) = &keys.suites {
            options.suites.clone_from(&suites.0);
        }
        if let Some(types) = &keys.auth_types {
            options.auth_types = types.iter().map(|auth| auth.0).collect();
        }
        if keys.ipmi15 == Some(false) {
            options.auth_types = Vec::new();
        }
        options.sessions = keys.sessions.map_or(options.sessions, Within::byte);
        options.max_users = keys.max_users.map_or(options.max_users, Within::byte);
        if let Some(lockout) = &keys.lockout {
            options.threshold = lockout.0;
        }
        if let Some(idle) = keys.idle {
            options.inactivity = std::time::Duration::from_secs(idle.0.into());
        }
        if let Some(console) = &keys.console {
            options.console = console.0;
        }
        let machine = keys.machine.as_ref().map_or("{name}", |machine| machine.0.as_str());
        let hypervisor = self.hypervisor(keys).map_err(|text| {
            self.files.in_config(Problem::general(format!("{}: {text}", entry.name)))
        })?;
        let machine = machine.replace("{name}", &entry.name);
        options.host = hypervisor.host(&machine);
        options.notice = options.notice.map(|notice| notice.about(&entry.name));
        let accounts = match &settings.users {
            Some(users) => self.accounts(users, options.max_users)?,
            None => (2..).zip(base.users.iter().cloned()).collect(),
        };
        if accounts.is_empty() {
            let file = Some(self.files.map.clone());
            let text = format!("{}: there is no account, and nobody could log in", entry.name);
            return Err(Problem { file, line: Some(entry.line), text });
        }
        let machine = (hypervisor, machine);
        Ok(Member { name: entry.name.clone(), options, accounts, machine })
    }

    fn hypervisor(&self, keys: &Keys) -> Result<Hypervisor, &'static str> {
        Ok(match keys.hypervisor.as_ref().map(|kind| kind.0) {
            None if keys.uri.is_some()
                || keys.program.is_some()
                || keys.power_command.is_some() =>
            {
                return Err("uri, program and power-command need hypervisor");
            }
            None => self.template.hypervisor.clone(),
            Some(Runner::None) => Hypervisor::None,
            Some(Runner::Virsh) => {
                let program = keys.program.as_deref().unwrap_or(Path::new("virsh"));
                Hypervisor::Virsh { program: self.files.program(program), uri: keys.uri.clone() }
            }
            Some(Runner::Command) => {
                let program = keys.power_command.as_deref();
                let program = program.ok_or("hypervisor = \"command\" needs power-command")?;
                Hypervisor::Command { program: self.files.program(program) }
            }
        })
    }

    fn accounts(&mut self, users: &[User], max: u8) -> Result<Vec<(u8, Account)>, Problem> {
        let mut accounts = Vec::new();
        for user in users {
            if user.id > max {
                let text = format!("user {:?}: id {} is above max-users", user.name, user.id);
                return Err(self.files.in_config(Problem::at(user.line, text)));
            }
            let password = self.secret(&user.password)?;
            let (name, privilege) = (user.name.clone().into_bytes(), user.level.0);
            accounts.push((user.id, Account { name, password, privilege }));
        }
        Ok(accounts)
    }

    fn secret(&mut self, source: &Source) -> Result<Secret, Problem> {
        match source {
            Source::Here(secret) => Ok(secret.clone()),
            Source::File(path) => self.reader.secret(path),
        }
    }
}

fn identity(name: &str, keys: &Keys) -> Identity {
    let own = Identity::of(name);
    let text = |key: &Option<Text>, own: String| {
        key.as_ref().map_or(own, |text| text.0.replace("{name}", name))
    };
    Identity {
        mac: keys.mac.as_ref().map_or(own.mac, |mac| mac.0),
        netmask: keys.netmask.as_ref().map(|mask| mask.0),
        gateway: keys.gateway,
        product: text(&keys.product, own.product),
        serial: text(&keys.serial, own.serial),
        asset: text(&keys.asset, own.asset),
        name: own.name,
    }
}
