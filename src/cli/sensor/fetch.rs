//! Asking sensors: readings, thresholds and event states, in one stream of requests.
use crate::cli::failure::Failure;
use crate::cli::reading::{Maker, Reason, Sensed, request, request_of, sorted};
use crate::cmd::sensor::{
    GetSensorEventEnable, GetSensorEventStatus, GetSensorThresholds, SensorEvents, SensorThresholds,
};
use crate::error::Error;
use crate::model::sdr::sensor::Sensor;
use crate::transport::{Client, Request, Response};

/// How much to ask of each sensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The reading.
    Reading,
    /// Thresholds as well.
    Thresholds,
    /// Event states as well.
    Events,
}

/// A sensor and its answers.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its record.
    pub sensor: Sensor,
    /// Its reading.
    pub sensed: Sensed,
    /// Its thresholds; `None` where they were not asked for.
    pub thresholds: Option<Result<SensorThresholds, Reason>>,
    /// Which of its events are active.
    pub event_status: Option<Result<SensorEvents, Reason>>,
    /// Which events it makes.
    pub event_enable: Option<Result<SensorEvents, Reason>>,
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Reading,
    Thresholds,
    EventStatus,
    EventEnable,
    Factors,
}

/// A sensor whose answers are coming in.
struct Slot {
    seen: Seen,
    missing: usize,
}

/// Asks all these sensors, and hands each over, in order, as soon as its answers and those of the
/// sensors before it are there.
///
/// # Errors
/// Errors of the session, and those of `each`.
pub async fn ask(
    client: &mut Client,
    sensors: Vec<Sensor>,
    depth: Depth,
    each: &mut impl FnMut(Seen) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let maker = maker_for(client, &sensors).await?;
    let mut asked = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    for (index, sensor) in sensors.into_iter().enumerate() {
        let requests = requests(&sensor, depth);
        slots.push(Slot { seen: Seen::new(sensor, maker), missing: requests.len() });
        asked.extend(requests.into_iter().map(|(part, request)| (index, part, request)));
    }
    let mut row = Row { slots, done: 0, maker };
    let factors = row.round(client, asked, each).await?;
    // Factors depend on the reading, so they make a second round.
    row.round(client, factors, each).await?;
    row.give(each)
}

/// Asks one sensor.
///
/// # Errors
/// Errors of the session.
pub async fn ask_one(client: &mut Client, sensor: Sensor, depth: Depth) -> Result<Seen, Failure> {
    let mut found = None;
    ask(client, vec![sensor.clone()], depth, &mut |seen| {
        found = Some(seen);
        Ok(())
    })
    .await?;
    Ok(found.unwrap_or_else(|| Seen::new(sensor, Maker::default())))
}

/// Asks for the maker where readings depend on it.
async fn maker_for(client: &mut Client, sensors: &[Sensor]) -> Result<Maker, Error> {
    if sensors.iter().any(Maker::matters) { Maker::ask(client).await } else { Ok(Maker::default()) }
}

fn requests(sensor: &Sensor, depth: Depth) -> Vec<(Part, Request)> {
    let key = sensor.key;
    let number = key.number;
    let mut parts = vec![(Part::Reading, request(sensor))];
    // Thresholds without a full record are never shown. In full it is said when there are none.
    let has_thresholds = sensor.full_part().is_some() || depth == Depth::Events;
    if depth != Depth::Reading && sensor.is_threshold() && has_thresholds {
        parts.push((Part::Thresholds, request_of(key, &GetSensorThresholds(number))));
    }
    if depth == Depth::Events && sensor.is_threshold() {
        parts.push((Part::EventStatus, request_of(key, &GetSensorEventStatus(number))));
        parts.push((Part::EventEnable, request_of(key, &GetSensorEventEnable(number))));
    }
    parts.into_iter().filter_map(|(part, request)| Some((part, request?))).collect()
}

type Asked = (usize, Part, Request);

struct Row {
    slots: Vec<Slot>,
    done: usize,
    maker: Maker,
}

impl Row {
    /// One stream of requests; gives the requests that follow from the answers.
    async fn round(
        &mut self,
        client: &mut Client,
        asked: Vec<Asked>,
        each: &mut impl FnMut(Seen) -> Result<(), Failure>,
    ) -> Result<Vec<Asked>, Failure> {
        let (places, requests): (Vec<_>, Vec<_>) =
            asked.into_iter().map(|(index, part, request)| ((index, part), request)).unzip();
        let mut more = Vec::new();
        if requests.is_empty() {
            return Ok(more);
        }
        let mut reads = client.reads(requests);
        while let Some((at, answer)) = reads.next().await {
            let Some((index, part)) = places.get(at).copied() else { continue };
            let Some(slot) = self.slots.get_mut(index) else { continue };
            slot.missing = slot.missing.saturating_sub(1);
            if let Some(request) = slot.seen.take(part, self.maker, answer)? {
                slot.missing += 1;
                more.push((index, Part::Factors, request));
            }
            self.give(each)?;
        }
        Ok(more)
    }

    fn give(&mut self, each: &mut impl FnMut(Seen) -> Result<(), Failure>) -> Result<(), Failure> {
        while let Some(slot) = self.slots.get(self.done).filter(|slot| slot.missing == 0) {
            each(slot.seen.clone())?;
            self.done += 1;
        }
        Ok(())
    }
}

impl Seen {
    fn new(sensor: Sensor, maker: Maker) -> Self {
        let sensed = Sensed::not_asked(&sensor, maker);
        Self { sensor, sensed, thresholds: None, event_status: None, event_enable: None }
    }

    /// Takes one answer in; gives the request that follows from it.
    fn take(
        &mut self,
        part: Part,
        maker: Maker,
        answer: Result<Response, Error>,
    ) -> Result<Option<Request>, Error> {
        match part {
            Part::Reading => {
                self.sensed = Sensed::new(&self.sensor, maker, answer)?;
                return Ok(self.sensed.factors_request(&self.sensor));
            }
            Part::Factors => self.sensed = self.sensed.with_factors(answer)?,
            Part::Thresholds => self.thresholds = Some(sorted::<GetSensorThresholds>(answer)?),
            Part::EventStatus => self.event_status = Some(sorted::<GetSensorEventStatus>(answer)?),
            Part::EventEnable => self.event_enable = Some(sorted::<GetSensorEventEnable>(answer)?),
        }
        Ok(None)
    }
}
