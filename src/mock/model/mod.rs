//! What the server is that the BMC manages: sensors, records, FRUs and log, read from a TOML file.
//! `docs/mock-models.md` describes the format.
mod controllers;
mod event;
mod file;
mod fru;
mod locators;
mod multirecord;
mod names;
mod records;
mod scale;
mod sensor;
mod source;
mod text;
mod value;

use std::sync::{Arc, OnceLock};

pub use controllers::Controller;
pub use file::{FruOptions, SdrOptions, SelOptions};
pub use fru::Fru;
pub use scale::{Factors, Scale};
pub use sensor::{Conduct, Sensor};
pub use source::Source;

/// A server.
#[derive(Clone, Debug)]
pub struct Model {
    /// Answer of Get Device ID.
    pub device_id: [u8; 15],
    /// Answer of Get System GUID.
    pub guid: [u8; 16],
    /// What the BMC's clock says at the start; `None` for the time of the system.
    pub time: Option<u32>,
    /// Sensor data records in the order of their chain.
    pub records: Vec<Record>,
    /// How records are read.
    pub sdr: SdrOptions,
    /// Sensors, of the BMC and of satellites.
    pub sensors: Vec<Sensor>,
    /// Inventories, of the BMC and of satellites.
    pub frus: Vec<Fru>,
    /// How the log behaves.
    pub sel: SelOptions,
    /// Log entries with their record IDs, oldest first.
    pub entries: Vec<(u16, Vec<u8>)>,
    /// Controllers behind the BMC.
    pub controllers: Vec<Controller>,
}

/// A sensor data record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The record ID that it is found by.
    pub id: u16,
    /// Header, key and body; the ID in there may be another.
    pub bytes: Vec<u8>,
}

/// A model that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The text is not TOML, or a key or value is unknown; says line and key itself.
    #[error("{0}")]
    Syntax(String),
    /// A value makes no sense.
    #[error("line {line}: {what}: {reason}")]
    Value {
        /// Line, from 1 on.
        line: usize,
        /// Which item.
        what: String,
        /// Key and reason.
        reason: String,
    },
    /// More than 65,534 records, or too large a file.
    #[error("too many {0}")]
    TooMany(&'static str),
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// [`Error`], with line and key.
    pub fn parse(text: &str) -> Result<Self, Error> {
        file::read(text)
    }

    /// A two-socket server where everything is as it should be.
    pub fn standard() -> Arc<Self> {
        static MODEL: OnceLock<Arc<Model>> = OnceLock::new();
        shipped(&MODEL, include_str!("../models/default.toml"))
    }

    /// A server with all the odd cases.
    pub fn odd() -> Arc<Self> {
        static MODEL: OnceLock<Arc<Model>> = OnceLock::new();
        shipped(&MODEL, include_str!("../models/odd.toml"))
    }

    /// A few sensors that change over time.
    pub fn lively() -> Arc<Self> {
        static MODEL: OnceLock<Arc<Model>> = OnceLock::new();
        shipped(&MODEL, include_str!("../models/lively.toml"))
    }

    /// A virtual machine.
    pub fn of_virtual() -> Arc<Self> {
        static MODEL: OnceLock<Arc<Model>> = OnceLock::new();
        shipped(&MODEL, include_str!("../models/virtual.toml"))
    }

    /// A shipped model by its name.
    pub fn by_name(name: &str) -> Option<Arc<Self>> {
        match name {
            "default" => Some(Self::standard()),
            "odd" => Some(Self::odd()),
            "lively" => Some(Self::lively()),
            "virtual" => Some(Self::of_virtual()),
            _ => None,
        }
    }

    /// A server without sensors, inventory and log.
    pub fn empty() -> Self {
        Self {
            device_id: *b"\x20\x01\x02\x30\x02\xbf\xa2\x02\x00\x00\x01\x00\x00\x00\x00",
            guid: *b"\x33\x16\x94\x5d\x02\x5e\x4c\xb0\x9f\x41\x4e\x6f\x7a\x2d\x10\x52",
            time: None,
            records: Vec::new(),
            sdr: SdrOptions::default(),
            sensors: Vec::new(),
            frus: Vec::new(),
            sel: SelOptions::default(),
            entries: Vec::new(),
            controllers: Vec::new(),
        }
    }
}

fn shipped(place: &OnceLock<Arc<Model>>, text: &str) -> Arc<Model> {
    // A test reads each of them; so none is ever empty.
    Arc::clone(
        place.get_or_init(|| Arc::new(Model::parse(text).unwrap_or_else(|_| Model::empty()))),
    )
}

#[cfg(test)]
mod tests;
