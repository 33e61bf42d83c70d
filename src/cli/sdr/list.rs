//! `sdr list`, `sdr elist`, `sdr type`, `sdr entity`: one line for each record.
use std::io::{self, Write};

use super::entry::Entry;
use super::row::{Row, Shape};
use super::sweep::{Depth, Sweep, open};
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::cli::reading::{Maker, Sensed};
use crate::model::sdr::Record;
use crate::model::sdr::sensor::Detail;
use crate::transport::{Client, Response};

/// Shows records in order.
#[derive(Clone, Debug)]
pub struct List {
    pub(super) source: Source,
    pub(super) filter: Filter,
    /// The extended form.
    pub(super) extended: bool,
    /// A BMC that gives no records at all is no failure to IPMItool.
    pub(super) forgiving: bool,
}

impl List {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let opened = open(&self.source, client, out).await;
        let status = |failure: Failure| {
            if self.forgiving { failure.with_status(0) } else { failure }
        };
        let mut walk = opened.map_err(status)?;
        let verbose = out.verbosity() > 0;
        let shape = Shape { extended: self.extended, verbose };
        let filter = self.filter;
        let wanted = move |entry: &Entry| filter.takes(entry);
        let mut rows = out.rows();
        let swept = Sweep::new(&wanted, if verbose { Depth::Events } else { Depth::Readings })
            .run(client, &mut walk, &mut |entry| rows.push(&Row { entry, shape }))
            .await;
        rows.finish()?;
        swept
    }
}

/// Writes a record as its line of `sdr list`, or of `sdr elist`; nothing for a record that has
/// none. `answer` is what Get Sensor Reading gave where the record is a sensor's.
///
/// # Errors
/// Those of `w`.
pub fn write_line(
    w: &mut dyn Write,
    record: &[u8],
    answer: Response,
    extended: bool,
) -> io::Result<()> {
    let Some(mut entry) = Entry::parse(record).filter(|entry| is_shown(&entry.record)) else {
        return Ok(());
    };
    if let Some(sensor) = entry.sensor() {
        entry.sensed = Sensed::new(sensor, Maker::default(), Ok(answer)).ok();
    }
    Row { entry: &entry, shape: Shape { extended, verbose: false } }.text(w)
}

/// Which records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// All that can be shown.
    All,
    /// Full and compact sensor records: what bare `sdr` shows.
    Sensors,
    /// Full sensor records.
    Full,
    /// Compact sensor records.
    Compact,
    /// Event-only records.
    EventOnly,
    /// Controllers.
    Controllers,
    /// FRU devices.
    Frus,
    /// Devices that are neither.
    Generic,
    /// Sensors of a type.
    Type(u8),
    /// What belongs to an entity; to all instances of it when there is no number.
    Entity(u8, Option<u8>),
}

impl Filter {
    /// The filter behind `list` and `elist`.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "all" => Self::All,
            "full" => Self::Full,
            "compact" => Self::Compact,
            "event" => Self::EventOnly,
            "mcloc" => Self::Controllers,
            "fru" => Self::Frus,
            "generic" => Self::Generic,
            _ => return None,
        })
    }

    pub(super) fn takes(self, entry: &Entry) -> bool {
        let record = &entry.record;
        match self {
            Self::All => is_shown(record),
            Self::Sensors => matches!(record, Record::Sensor(_)),
            Self::Full => is_full(record) == Some(true),
            Self::Compact => is_full(record) == Some(false),
            Self::EventOnly => matches!(record, Record::EventOnly(_)),
            Self::Controllers => matches!(record, Record::Mc(_)),
            Self::Frus => matches!(record, Record::Fru(_)),
            Self::Generic => matches!(record, Record::Generic(_)),
            Self::Type(wanted) => match record {
                Record::Sensor(sensor) => sensor.sensor_type == wanted,
                Record::EventOnly(event) => event.sensor_type == wanted,
                _ => false,
            },
            Self::Entity(id, instance) => {
                let entity = entry.entity();
                let fits = instance.is_none_or(|instance| entity.number() == instance);
                is_shown(record) && entity.id == id && fits
            }
        }
    }
}

fn is_shown(record: &Record) -> bool {
    matches!(
        record,
        Record::Sensor(_)
            | Record::EventOnly(_)
            | Record::Generic(_)
            | Record::Fru(_)
            | Record::Mc(_)
    )
}

fn is_full(record: &Record) -> Option<bool> {
    match record {
        Record::Sensor(sensor) => Some(matches!(sensor.detail, Detail::Full(_))),
        _ => None,
    }
}
