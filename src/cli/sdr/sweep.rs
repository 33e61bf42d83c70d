//! Records with their readings, in order, as fast as the BMC gives them.
use std::collections::VecDeque;
use std::time::Duration;

use super::entry::Entry;
use crate::cli::failure::Failure;
use crate::cli::inventory::{Source, Walk};
use crate::cli::out::Out;
use crate::cli::reading::{self, Maker, Reason, Sensed, is_foreign, is_idle, request_of, sorted};
use crate::cmd::sensor::{
    GetSensorEventEnable, GetSensorEventStatus, GetSensorThresholds, SensorEvents,
};
use crate::error::Error;
use crate::model::sdr::SensorKey;
use crate::model::sdr::sensor::Sensor;
use crate::transport::{Client, Request, Response};

/// Opens the records. IPMItool would erase an empty repository here, and fill it from the sensors
/// that it finds; a command that reads should not write.
pub(super) async fn open(
    source: &Source,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<Walk, Failure> {
    let walk = source.open(client, out).await?;
    // A file of -S may be empty.
    if walk.is_empty() && !walk.is_kept() {
        return Err(
            Failure::result("The SDR repository is empty").line("Unable to open SDR for reading")
        );
    }
    Ok(walk)
}

/// What is asked about a sensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Reading,
    Factors,
    Thresholds,
    EventStatus,
    EventEnable,
}

/// How much is asked about sensors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Depth {
    /// Readings.
    Readings,
    /// Readings and events.
    Events,
    /// Readings and thresholds.
    Thresholds,
    /// All three, of sensors with thresholds.
    Everything,
}

/// Takes an entry that is complete.
type Emit<'f> = dyn FnMut(&Entry) -> Result<(), Failure> + 'f;

/// A request about the record with that number.
type Asked = (usize, Question, Request);

/// Walks records and reads sensors. Entries leave in the order of the records, each as soon as
/// all that is known of it has come.
pub(in crate::cli) struct Sweep<'e> {
    /// Which records are wanted.
    wanted: &'e (dyn Fn(&Entry) -> bool + Sync),
    depth: Depth,
    maker: Option<Maker>,
    /// Entries not yet given out, with the number of answers each waits for.
    queue: VecDeque<(Entry, u8)>,
    /// Entries given out.
    given: usize,
    /// What the BMC said of sensors that are not its own.
    idle: Vec<(SensorKey, Response)>,
    /// Why a record could not be read, the first of them.
    unread: Option<Error>,
}

impl<'e> Sweep<'e> {
    /// Begins.
    pub(in crate::cli) fn new(wanted: &'e (dyn Fn(&Entry) -> bool + Sync), depth: Depth) -> Self {
        let queue = VecDeque::new();
        Self { wanted, depth, maker: None, queue, given: 0, idle: Vec::new(), unread: None }
    }

    /// Does it all.
    ///
    /// # Errors
    /// When the walk fails, the session ends, or `emit` fails.
    pub(in crate::cli) async fn run(
        mut self,
        client: &mut Client,
        walk: &mut Walk,
        emit: &mut Emit<'_>,
    ) -> Result<(), Failure> {
        let read = self.read(client, walk, emit).await;
        if read.is_err() {
            self.emit_answered(emit)?;
        }
        read
    }

    async fn read(
        &mut self,
        client: &mut Client,
        walk: &mut Walk,
        emit: &mut Emit<'_>,
    ) -> Result<(), Failure> {
        let inflight = usize::from(client.config().inflight);
        let one_by_one = inflight <= 1 && !walk.is_kept();
        let room = if walk.is_kept() { usize::MAX } else { inflight * WALK_AHEAD };
        let mut late = Vec::new();
        let mut end = Ok(true);
        while let Ok(true) = end {
            let mut asked = Vec::new();
            end = self.gather(client, walk, if one_by_one { 1 } else { room }, &mut asked).await;
            self.emit(emit)?;
            if one_by_one {
                self.ask_each(client, asked, &mut late, emit).await?;
            } else {
                self.ask(client, asked, false, emit).await?;
            }
        }
        self.ask(client, late, true, emit).await?;
        self.idle.iter().for_each(|(key, answer)| walk.learn(*key, answer));
        end?;
        self.unread.take().map_or(Ok(()), |error| Err(walk_failed(error)))
    }

    /// Reads the sensors of these records.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub(in crate::cli) async fn these(
        mut self,
        client: &mut Client,
        entries: Vec<Entry>,
        emit: &mut Emit<'_>,
    ) -> Result<(), Failure> {
        let mut asked = Vec::new();
        for entry in entries {
            self.take(client, entry, None, &mut asked).await?;
        }
        self.emit(emit)?;
        self.ask(client, asked, false, emit).await
    }

    /// Takes the next records, at most `room` that are wanted; false after the last of all.
    async fn gather(
        &mut self,
        client: &mut Client,
        walk: &mut Walk,
        room: usize,
        asked: &mut Vec<Asked>,
    ) -> Result<bool, Failure> {
        let mut found = 0;
        while found < room {
            let bytes = match walk.next(client).await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return Ok(false),
                Err(error) if is_passing(&error) => {
                    self.unread.get_or_insert(error);
                    continue;
                }
                Err(error) => return Err(walk_failed(error)),
            };
            let Some(entry) = Entry::parse(&bytes).filter(|entry| (self.wanted)(entry)) else {
                continue;
            };
            found += 1;
            let known = self.depth.is_short().then(|| walk.idle(entry.sensor()?.key)).flatten();
            self.take(client, entry, known, asked).await?;
        }
        Ok(true)
    }

    /// Takes a record in; the reading of its sensor may be known.
    async fn take(
        &mut self,
        client: &mut Client,
        mut entry: Entry,
        known: Option<Response>,
        asked: &mut Vec<Asked>,
    ) -> Result<(), Failure> {
        let number = self.given + self.queue.len();
        let mut waits = 0;
        if let Some(sensor) = entry.sensor().cloned() {
            let maker = self.maker_for(client, &entry).await?;
            entry.sensed = Some(Sensed::not_asked(&sensor, maker));
            let mut ask = |question, request: Request| {
                asked.push((number, question, request));
                waits += 1;
            };
            let (key, number) = (sensor.key, sensor.key.number);
            match known {
                Some(answer) => entry.sensed = Some(Sensed::new(&sensor, maker, Ok(answer))?),
                None => ask(Question::Reading, reading::request(&sensor)),
            }
            if self.depth.has_thresholds(&sensor) {
                ask(Question::Thresholds, request_of(key, &GetSensorThresholds(number)));
            }
            if self.depth.has_events(&sensor) {
                ask(Question::EventStatus, request_of(key, &GetSensorEventStatus(number)));
                ask(Question::EventEnable, request_of(key, &GetSensorEventEnable(number)));
            }
        }
        self.queue.push_back((entry, waits));
        Ok(())
    }

    /// The BMC is asked for its maker only where that matters.
    async fn maker_for(&mut self, client: &mut Client, entry: &Entry) -> Result<Maker, Failure> {
        match (self.maker, entry.sensor().is_some_and(Maker::matters)) {
            (Some(maker), _) => Ok(maker),
            (None, false) => Ok(Maker::default()),
            (None, true) => {
                let maker = Maker::ask(client).await?;
                self.maker = Some(maker);
                Ok(maker)
            }
        }
    }

    /// Asks all, then for the factors of sensors that are not linear; for the `last` time what was
    /// silent before.
    async fn ask(
        &mut self,
        client: &mut Client,
        mut asked: Vec<Asked>,
        last: bool,
        emit: &mut Emit<'_>,
    ) -> Result<(), Failure> {
        while !asked.is_empty() {
            let requests = asked.iter().map(|(.., request)| request.clone()).collect();
            let mut more = Vec::new();
            let mut reads = if last { client.last_reads(requests) } else { client.reads(requests) };
            while let Some((index, answer)) = reads.next().await {
                if reads.is_gone() {
                    answer?;
                    continue;
                }
                if let Some((number, question, _)) = asked.get(index) {
                    more.extend(self.answered(*number, *question, answer)?);
                }
                self.emit(emit)?;
            }
            asked = more;
        }
        Ok(())
    }

    /// Asks one after the other with little patience; what stays silent is asked again at the end.
    async fn ask_each(
        &mut self,
        client: &mut Client,
        asked: Vec<Asked>,
        late: &mut Vec<Asked>,
        emit: &mut Emit<'_>,
    ) -> Result<(), Failure> {
        let mut asked = VecDeque::from(asked);
        while let Some((number, question, request)) = asked.pop_front() {
            let hurried = Request { patience: Some(PATIENCE), ..request.clone() };
            match client.request(hurried).await {
                Err(Error::NoAnswer(_)) => late.push((number, question, request)),
                answer => {
                    if let Some(next) = self.answered(number, question, answer)? {
                        asked.push_front(next);
                    }
                }
            }
        }
        self.emit(emit)
    }

    /// Takes an answer in; gives what has to be asked because of it.
    fn answered(
        &mut self,
        number: usize,
        question: Question,
        answer: Result<Response, Error>,
    ) -> Result<Option<Asked>, Failure> {
        let maker = self.maker.unwrap_or_default();
        let place = number.checked_sub(self.given);
        let Some((entry, waits)) = place.and_then(|place| self.queue.get_mut(place)) else {
            return Ok(None);
        };
        let Some(sensor) = entry.sensor().cloned() else { return Ok(None) };
        let mut next = None;
        match (question, entry.sensed) {
            (Question::Reading, _) => {
                if let Ok(answer) = &answer
                    && is_foreign(&sensor)
                    && is_idle(answer)
                {
                    self.idle.push((sensor.key, answer.clone()));
                }
                let sensed = Sensed::new(&sensor, maker, answer)?;
                next = sensed.factors_request(&sensor);
                entry.sensed = Some(sensed);
            }
            (Question::Factors, Some(sensed)) => {
                entry.sensed = Some(sensed.with_factors(answer)?);
            }
            (Question::Factors, None) => {}
            (Question::Thresholds, _) => {
                entry.thresholds = Some(sorted::<GetSensorThresholds>(answer)?);
            }
            (Question::EventStatus, _) => {
                entry.event_status = events(sorted::<GetSensorEventStatus>(answer)?);
            }
            (Question::EventEnable, _) => {
                entry.event_enable = events(sorted::<GetSensorEventEnable>(answer)?);
            }
        }
        if next.is_none() {
            *waits = waits.saturating_sub(1);
        }
        Ok(next.map(|request| (number, Question::Factors, request)))
    }

    /// Gives out all entries at the head that wait for nothing.
    fn emit(&mut self, emit: &mut Emit<'_>) -> Result<(), Failure> {
        while self.queue.front().is_some_and(|(_, waits)| *waits == 0) {
            let Some((entry, _)) = self.queue.pop_front() else { break };
            self.given += 1;
            emit(&entry)?;
        }
        Ok(())
    }

    /// Before a failure: gives out what was read, and what lies before it without a reading.
    fn emit_answered(&mut self, emit: &mut Emit<'_>) -> Result<(), Failure> {
        let answered = self.queue.iter().rposition(|(_, waits)| *waits == 0);
        for (entry, _) in self.queue.drain(..answered.map_or(0, |at| at + 1)) {
            emit(&entry)?;
        }
        Ok(())
    }
}

impl Depth {
    /// Thresholds without a full record are never shown, but in full it is said when there are
    /// none.
    fn has_thresholds(self, sensor: &Sensor) -> bool {
        let wanted = match self {
            Self::Readings | Self::Events => false,
            Self::Thresholds => sensor.full_part().is_some() && sensor.has_readable_thresholds(),
            Self::Everything => true,
        };
        wanted && sensor.is_threshold()
    }

    /// A short answer may be a day old where nothing else can be expected.
    fn is_short(self) -> bool {
        matches!(self, Self::Readings | Self::Thresholds)
    }

    fn has_events(self, sensor: &Sensor) -> bool {
        match self {
            Self::Readings | Self::Thresholds => false,
            Self::Events => true,
            Self::Everything => sensor.is_threshold(),
        }
    }
}

/// An answer without any data is taken as one of zeros.
fn events(answer: Result<SensorEvents, Reason>) -> Option<SensorEvents> {
    match answer {
        Ok(events) => Some(events),
        Err(Reason::Malformed) => Some(SensorEvents::default()),
        Err(_) => None,
    }
}

/// True when one record could not be read: the walk goes on behind it where it can.
pub(in crate::cli) fn is_passing(error: &Error) -> bool {
    matches!(error, Error::Completion { .. } | Error::Wire { .. })
}

/// What was read is good, and IPMItool's exit status says no more than that.
pub(in crate::cli) fn walk_failed(error: Error) -> Failure {
    let line = match error.completion_code() {
        Some(code) => format!("Get SDR command failed: {code}"),
        None => "Get SDR command failed".to_owned(),
    };
    Failure::client(error, line).with_status(0)
}

/// Records that are read ahead for each request that may be in flight.
const WALK_AHEAD: usize = 16;
/// How long a sensor may take before the next one is asked.
const PATIENCE: Duration = Duration::from_millis(1500);
