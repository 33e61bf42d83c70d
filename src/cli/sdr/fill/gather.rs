//! The records that go into the repository.
use std::fs::File;

use crate::cli::cache::{MOST_BYTES, read_at_most};
use crate::cli::failure::Failure;
use crate::cli::inventory::{largest_part, records_in};
use crate::cli::out::Out;
use crate::cli::sdr::sweep::walk_failed;
use crate::cmd::app::device::GetDeviceId;
use crate::error::Error;
use crate::model::record_file::Dump;
use crate::transport::walk::{Store, Walk};
use crate::transport::{Client, Request, Target};
use crate::wire::ids::BMC_ADDRESS;

/// What one place has.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) place: Place,
    /// Slave address; of no meaning for a file.
    pub(super) address: u8,
    /// Records, header included.
    pub(super) records: Vec<Vec<u8>>,
    /// Why there are no more.
    pub(super) why: Vec<String>,
    /// The controller has records to read.
    opened: bool,
}

/// Places of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    File,
    /// The controller that the session is with.
    BuiltIn,
    /// One behind it.
    Satellite,
}

impl Found {
    /// The records of a file of `sdr dump`: all of them, or none.
    pub(super) fn in_file(path: &str) -> Result<Self, Failure> {
        let read = File::open(path).and_then(|file| read_at_most(file, MOST_BYTES));
        let bytes = read.map_err(|error| {
            let line = format!("Unable to read file {path}: {error}");
            Failure::client(Error::Io(error), line)
        })?;
        let Dump { records, fault } = Dump::read(&bytes);
        if let Some(fault) = fault {
            let line = format!("SDR from '{path}' truncated");
            return Err(Failure::result(line).line(fault.to_string()));
        }
        Ok(Self { records, ..Self::none(Place::File, 0) })
    }

    /// The device SDRs of the session's controller, and what the controllers at `addresses` have.
    pub(super) async fn on_devices(
        client: &mut Client,
        addresses: &[u8],
    ) -> Result<Vec<Self>, Failure> {
        let mut all = vec![Self::none(Place::BuiltIn, BMC_ADDRESS)];
        all.extend(addresses.iter().map(|address| Self::none(Place::Satellite, *address)));
        for found in &mut all {
            found.read(client).await?;
        }
        Ok(all)
    }

    /// Says what was found, as IPMItool does while it looks. `named`: the user named the address.
    pub(super) fn tell(&self, out: &mut Out<'_>, named: bool) -> Result<(), Failure> {
        let built_in = self.place == Place::BuiltIn;
        match self.place {
            Place::BuiltIn if named => out.plain("Sanning built-in sensors..")?,
            Place::Satellite if named => {
                out.plain(format_args!("Scanning {:02X}h..", self.address))?;
            }
            _ => {}
        }
        if self.opened {
            out.plain(format_args!("Load SDRs from 0x{:02x}", self.address))?;
        } else if built_in && !self.why.is_empty() {
            out.plain("Err in cmd get sensor sdr info")?;
        }
        // Most addresses have nobody, and that is no news.
        let verbosity = u8::from(!named && !built_in);
        self.why.iter().for_each(|line| out.note_at(verbosity, line));
        Ok(())
    }

    const fn none(place: Place, address: u8) -> Self {
        Self { place, address, records: Vec::new(), why: Vec::new(), opened: false }
    }

    fn target(&self) -> Target {
        match self.place {
            Place::Satellite => Target { address: self.address, ..Target::BMC },
            _ => Target::SESSION,
        }
    }

    /// Reads the controller's records. A controller without any is no failure.
    async fn read(&mut self, client: &mut Client) -> Result<(), Failure> {
        let Some(store) = self.store(client).await? else { return Ok(()) };
        let request = Request { target: self.target(), ..store.info() };
        let count = match client.request(request).await {
            Ok(answer) if answer.code.is_ok() => records_in(store, &answer.data),
            Ok(answer) => {
                self.why.push(format!("Error obtaining SDR info: {}", answer.code));
                return Ok(());
            }
            Err(error) => return self.forgive(error, "Error obtaining SDR info".into()),
        };
        self.opened = true;
        let route = largest_part(client.config().route);
        let most = if self.place == Place::Satellite { route.min(BRIDGED) } else { route };
        let mut walk = Walk::new(store, count, Vec::new(), most).at(self.target());
        loop {
            match walk.next(client).await {
                Ok(Some(record)) => self.records.push(record),
                Ok(None) => return Ok(()),
                // What is missing is missing: to erase what is there now would make it worse.
                Err(error) => return Err(walk_failed(error).with_status(1)),
            }
        }
    }

    /// Where a controller has its records; `None` when it has none, or is not there.
    async fn store(&mut self, client: &mut Client) -> Result<Option<Store>, Failure> {
        if self.place == Place::BuiltIn {
            return Ok(Some(Store::Device));
        }
        let id = match client.send_to(self.target(), &GetDeviceId).await {
            Ok(id) => id,
            Err(error) => {
                let line = match error.completion_code() {
                    Some(code) => format!("Get Device ID command failed: {:#04x} {code}", code.0),
                    None => "Get Device ID command failed".to_owned(),
                };
                return self.forgive(error, line).map(|()| None);
            }
        };
        // IPMItool asks a controller with both for its repository, unless it has just asked another
        // one for device SDRs.
        Ok(match (id.provides_sdrs, id.support.0 & SENSORS != 0, id.support.0 & REPOSITORY != 0) {
            (true, true, _) => Some(Store::Device),
            (true, false, false) => {
                self.why.push("Error obtaining SDR info".to_owned());
                None
            }
            _ => Some(Store::Repository),
        })
    }

    fn forgive(&mut self, error: Error, line: String) -> Result<(), Failure> {
        match error {
            Error::Completion { .. } | Error::NoAnswer(_) | Error::Wire { .. } => {
                self.why.push(line);
                Ok(())
            }
            other => Err(other.into()),
        }
    }
}

/// Bits of the additional device support (IPMI v2.0 §20.1).
const SENSORS: u8 = 0x01;
const REPOSITORY: u8 = 0x02;
/// Most that a part may have behind a bridge.
const BRIDGED: u8 = 23;
