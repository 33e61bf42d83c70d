//! `sensor thresh`.
use std::io::{self, Write};

use serde::Serialize;

use super::details::long_name;
use super::find::find;
use super::{number, raw};
use crate::cli::Context;
use crate::cli::failure::{Failure, Said};
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Render};
use crate::cli::reading::target;
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::number::fixed;
use crate::cmd::sensor::{GetSensorThresholds, SensorThresholds, SetSensorThresholds};
use crate::error::Error;
use crate::model::sdr::sensor::Sensor;
use crate::model::sensor::threshold::{Threshold, Thresholds};
use crate::transport::{Client, Target};

/// Sets thresholds of one sensor.
#[derive(Clone, Debug)]
pub struct Thresh {
    source: Source,
    name: String,
    settings: Vec<(Threshold, f64)>,
    /// Their order is checked against the sensor's other thresholds.
    checked: bool,
}

impl Thresh {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let (name, settings, checked) = match words {
            ["help", ..] | [] | [_] | [_, _] => return Err(Failure::help(USAGE)),
            [name, group @ ("upper" | "lower"), rest @ ..] => {
                let [a, b, c, ..] = rest else {
                    let usage = if *group == "upper" { UPPER_USAGE } else { LOWER_USAGE };
                    return Err(Failure::usage(usage));
                };
                let group = if *group == "upper" { UPPER } else { LOWER };
                (name, all_of(group, [a, b, c])?, false)
            }
            [name, which, value, ..] => {
                let found = Threshold::ALL.into_iter().find(|known| known.short() == *which);
                let threshold = found.ok_or_else(|| {
                    Failure::usage(format!(
                        "Valid threshold '{which}' for sensor '{name}' not specified!"
                    ))
                })?;
                let value = number::parse(value).ok_or_else(|| {
                    Failure::usage(format!("Given {which} threshold value '{value}' is invalid."))
                })?;
                (name, vec![(threshold, value)], true)
            }
        };
        Ok(Self { source: context.records.clone(), name: (*name).to_owned(), settings, checked })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        out.plain(format_args!("Locating sensor record '{}'...", self.name))?;
        let names = [self.name.clone()];
        let missing = |_: &str| NOT_FOUND.to_owned();
        let (found, failure) = find(&self.source, &names, client, out, missing).await?;
        let Some((_, entry)) = found.into_iter().next() else {
            return Err(failure.unwrap_or_else(|| Failure::result(NOT_FOUND)));
        };
        let sensor = settable(&entry)?;
        let target = target(sensor.key);
        if self.checked {
            let number = sensor.key.number;
            let present = client.send_to(target, &GetSensorThresholds(number)).await;
            let present = match present {
                Ok(present) => present,
                // A BMC that gives none of them may take them all the same.
                Err(Error::Wire { .. }) => SensorThresholds::default(),
                Err(error) => return Err(Failure::client(error, NOT_FOUND)),
            };
            for (which, value) in &self.settings {
                if !fits(&sensor, present, *which, *value) {
                    return Err(Failure::result(INVALID));
                }
            }
        }
        let mut changes = Vec::new();
        for (which, value) in self.settings {
            let raw = raw::nearest(&sensor, value).ok_or_else(|| Failure::result(INVALID))?;
            changes.push(Change { threshold: which.short(), value, raw, which });
        }
        set(client, out, &entry, target, changes).await
    }
}

/// Sets one after the other; a refusal of one does not keep the others from being set.
async fn set(
    client: &mut Client,
    out: &mut Out<'_>,
    entry: &Entry,
    target: Target,
    changes: Vec<Change>,
) -> Result<(), Failure> {
    let Some(sensor) = entry.sensor() else { return Ok(()) };
    let name = String::from_utf8_lossy(entry.shown_name());
    let mut refused: Option<Failure> = None;
    let mut done = out.rows();
    for change in changes {
        let Change { which, value, raw, .. } = change;
        let value = fixed(value, 3);
        done.plain(format_args!(
            "Setting sensor \"{name}\" {} threshold to {value}",
            long_name(which)
        ))?;
        let mut values = Thresholds::default();
        values.set(which, raw);
        let command = SetSensorThresholds { number: sensor.key.number, mask: which.bit(), values };
        match client.send_to(target, &command).await.said("Error setting threshold") {
            Ok(()) => done.push(&change)?,
            Err(failure) => {
                if let Some(earlier) = refused.replace(failure) {
                    earlier.lines().for_each(|line| done.note(line));
                }
            }
        }
    }
    done.finish()?;
    refused.map_or(Ok(()), Err)
}

/// The sensor, where it has thresholds and numbers.
fn settable(entry: &Entry) -> Result<Sensor, Failure> {
    match entry.sensor().filter(|sensor| sensor.full_part().is_some()) {
        None => Err(Failure::result(format!("Invalid sensor type {:02x}", entry.header.kind))),
        Some(sensor) if !sensor.is_threshold() => {
            Err(Failure::result(format!("Invalid sensor event type {:02x}", sensor.event_type)))
        }
        Some(sensor) => Ok(sensor.clone()),
    }
}

/// IPMItool's check: a threshold that the BMC gives must stay above those below it. It takes a
/// present threshold below zero for zero, and so do we.
fn fits(sensor: &Sensor, present: SensorThresholds, which: Threshold, value: f64) -> bool {
    use Threshold as T;
    let (above, below): (&[T], &[T]) = match which {
        T::LowerNonRecoverable => (&[T::LowerCritical, T::LowerNonCritical], &[]),
        T::LowerCritical => (&[T::LowerNonCritical], &[T::LowerNonRecoverable]),
        T::LowerNonCritical => {
            (&[T::UpperNonCritical], &[T::LowerCritical, T::LowerNonRecoverable])
        }
        T::UpperNonCritical => {
            (&[T::UpperCritical, T::UpperNonRecoverable], &[T::LowerNonCritical])
        }
        T::UpperCritical => (&[T::UpperNonRecoverable], &[T::UpperNonCritical]),
        T::UpperNonRecoverable => (&[], &[T::UpperNonCritical, T::UpperCritical]),
    };
    let now = |which: &T| {
        let converted = sensor.conversion().map_or(0.0, |by| by.value(present.values.get(*which)));
        present.get(*which).map(|_| converted.max(0.0))
    };
    present.get(which).is_none()
        || (above.iter().filter_map(now).all(|limit| value < limit)
            && below.iter().filter_map(now).all(|limit| value > limit))
}

fn all_of(group: [Threshold; 3], words: [&&str; 3]) -> Result<Vec<(Threshold, f64)>, Failure> {
    let mut settings = Vec::new();
    for (which, word) in group.into_iter().zip(words) {
        let value = number::parse(word).ok_or_else(|| {
            Failure::usage(format!("Given {} '{word}' is invalid.", which.short()))
        })?;
        settings.push((which, value));
    }
    Ok(settings)
}

/// A threshold that was set.
#[derive(Debug, Serialize)]
struct Change {
    threshold: &'static str,
    value: f64,
    raw: u8,
    #[serde(skip)]
    which: Threshold,
}

impl Render for Change {
    /// All was said before it was set.
    fn text(&self, _w: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

const LOWER: [Threshold; 3] =
    [Threshold::LowerNonRecoverable, Threshold::LowerCritical, Threshold::LowerNonCritical];
const UPPER: [Threshold; 3] =
    [Threshold::UpperNonCritical, Threshold::UpperCritical, Threshold::UpperNonRecoverable];
const NOT_FOUND: &str = "Sensor data record not found!";
const INVALID: &str = "Invalid Threshold data values. Cannot Set Threshold Data.";
const UPPER_USAGE: &str = "usage: sensor thresh <id> upper <unc> <ucr> <unr>";
const LOWER_USAGE: &str = "usage: sensor thresh <id> lower <lnr> <lcr> <lnc>";
const USAGE: &str = "\
sensor thresh <id> <threshold> <setting>
   id        : name of the sensor
   threshold : which one to set
                 unr = upper non-recoverable
                 ucr = upper critical
                 unc = upper non-critical
                 lnc = lower non-critical
                 lcr = lower critical
                 lnr = lower non-recoverable
   setting   : its value, in the sensor's units

sensor thresh <id> lower <lnr> <lcr> <lnc>
   Set the three lower thresholds

sensor thresh <id> upper <unc> <ucr> <unr>
   Set the three upper thresholds
";
