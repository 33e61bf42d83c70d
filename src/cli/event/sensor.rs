//! `event SENSOR STATE [assert|deassert]` and `event SENSOR list`.
use super::send::{Sender, Shown};
use super::states::{self, States};
use crate::cli::Context;
use crate::cli::failure::{Failure, Said};
use crate::cli::inventory::Source;
use crate::cli::out::{Format, Out};
use crate::cli::reading::target;
use crate::cli::sdr::sweep::walk_failed;
use crate::cli::sel::line::Shape;
use crate::cli::sel::lines::Lines;
use crate::cli::sel::vendor::Vendor;
use crate::cmd::sensor::{GetSensorHysteresis, GetSensorThresholds, Hysteresis};
use crate::error::Error;
use crate::model::sdr::sensor::Sensor;
use crate::model::sel::event_message::{EventMessage, VERSION, threshold_data};
use crate::model::sensor::threshold::Threshold;
use crate::model::tables::sensor_types::Dialect;
use crate::transport::Client;

/// Sends an event of a sensor.
#[derive(Clone, Debug)]
pub struct OfSensor {
    name: String,
    /// `None` to be told what there is.
    state: Option<String>,
    deasserted: bool,
    source: Source,
    utc: bool,
}

impl OfSensor {
    pub(super) fn parse(name: &str, rest: &[&str], context: &Context) -> Result<Self, Failure> {
        let deasserted = match rest.get(1) {
            None | Some(&"assert") => false,
            Some(&"deassert") => true,
            Some(other) => {
                return Err(Failure::usage(format!(
                    "Invalid event direction {other}.  Must be 'assert' or 'deassert'"
                )));
            }
        };
        Ok(Self {
            name: name.to_owned(),
            state: rest.first().map(|state| (*state).to_owned()),
            deasserted,
            source: context.records.clone(),
            utc: context.utc,
        })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let shape = Shape { verbose: out.verbosity() > 0, utc: self.utc };
        let mut lines = match self.source.open(client, out).await {
            Ok(walk) => Lines::over(shape, walk),
            Err(failure) => return Err(self.not_found(out, Some(failure))?),
        };
        let entry = match lines.named(client, &self.name).await {
            Ok(Some(entry)) => entry,
            Ok(None) => return Err(self.not_found(out, None)?),
            Err(error) => return Err(self.not_found(out, Some(walk_failed(error)))?),
        };
        out.plain(format_args!("Finding sensor {}... ok", self.name))?;
        let Some(sensor) = entry.sensor() else {
            return Err(Failure::result(format!("Unknown sensor type for id '{}'", self.name)));
        };
        let data = if sensor.is_threshold() {
            self.crossing(client, out, sensor).await?
        } else {
            self.event(client, out, sensor).await?
        };
        let Some(data) = data else { return Ok(()) };
        let message = EventMessage {
            version: VERSION,
            sensor_type: sensor.sensor_type,
            number: sensor.key.number,
            event_type: sensor.event_type,
            deasserted: self.deasserted,
            data,
        };
        let sender = Sender::new(client).await?;
        out.show(&Shown::new(client, &mut lines, message).await?)?;
        sender.send(client, message).await
    }

    fn not_found(&self, out: &mut Out<'_>, why: Option<Failure>) -> Result<Failure, Failure> {
        let line = format!("Finding sensor {}... not found!", self.name);
        out.plain(&line)?;
        // Without these forms the line is not there yet.
        let said = matches!(out.format(), Format::Text | Format::Csv);
        let alone = || Failure::result(if said { "" } else { line.as_str() });
        Ok(why.map_or_else(alone, |failure| failure.with_status(1)))
    }

    /// Event data of a threshold that is crossed; `None` when the states were asked for.
    async fn crossing(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        sensor: &Sensor,
    ) -> Result<Option<[u8; 3]>, Failure> {
        let Some(word) = self.state.as_deref().filter(|word| *word != LIST) else {
            out.show(&States::of_thresholds(&self.name))?;
            // IPMItool ends so, for sensors with thresholds only.
            return Err(Failure::result(""));
        };
        let which = Threshold::ALL.into_iter().find(|known| known.short() == word);
        let which =
            which.ok_or_else(|| Failure::result(format!("Invalid threshold identifier {word}")))?;
        let (number, target) = (sensor.key.number, target(sensor.key));
        let thresholds = client.send_to(target, &GetSensorThresholds(number)).await;
        let thresholds = thresholds.said("Command Get Sensor Thresholds failed")?;
        let hysteresis = match client.send_to(target, &GetSensorHysteresis(number)).await {
            Ok(Hysteresis { positive, negative }) => (positive, negative),
            Err(Error::Completion { .. } | Error::Wire { .. } | Error::NoAnswer(_)) => (0, 0),
            Err(error) => return Err(error.into()),
        };
        Ok(Some(threshold_data(which, self.deasserted, thresholds.get(which), hysteresis)))
    }

    /// Event data of another state; `None` when the states were asked for.
    async fn event(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        sensor: &Sensor,
    ) -> Result<Option<[u8; 3]>, Failure> {
        let Sensor { event_type, sensor_type, .. } = *sensor;
        let dialect = match sensor_type {
            MAKERS_TYPES.. => Vendor::ask(client).await?.dialect,
            _ => Dialect::default(),
        };
        let unknown = || Failure::result(format!("No state is known of '{}'", self.name));
        let states = States::of_events(&self.name, dialect, event_type, sensor_type);
        let states = states.ok_or_else(unknown)?;
        let word = self.state.as_deref().filter(|word| !word.eq_ignore_ascii_case(LIST));
        let Some(word) = word else {
            out.show(&states)?;
            return Ok(None);
        };
        let found = states::find(word, dialect, event_type, sensor_type);
        let (offset, data2) = found.ok_or_else(|| {
            Failure::result(format!("Unable to find matching event offset for '{word}'"))
        })?;
        Ok(Some(match data2 {
            Some(data2) => [WITH_EXTENSION | offset, data2, UNSPECIFIED],
            None => [offset, UNSPECIFIED, UNSPECIFIED],
        }))
    }
}

const LIST: &str = "list";
/// Event data 2 is the extension code of the sensor type (IPMI v2.0 table 29-6).
const WITH_EXTENSION: u8 = 0xc0;
const UNSPECIFIED: u8 = 0xff;
/// Sensor types from here on are the makers' (table 42-3).
const MAKERS_TYPES: u8 = 0xc0;
