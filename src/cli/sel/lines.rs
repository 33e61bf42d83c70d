//! Entries with what else is known of them: their sensors and the maker of the BMC.
use super::line::{Line, Note, Shape};
use super::vendor::Vendor;
use crate::cli::failure::Failure;
use crate::cli::inventory::{Source, Walk};
use crate::cli::out::Out;
use crate::cli::sdr::entry::Entry;
use crate::error::Error;
use crate::model::sdr::{Entity, Record as SensorRecord, SensorKey};
use crate::model::sel::oem::{self, Answer, Question, Remark};
use crate::model::sel::oem_file::OemTexts;
use crate::model::sel::{Event, Record};
use crate::transport::Client;

/// Makes lines of entries. Sensor data records are read as far as they are needed, and the maker
/// is asked for at the first entry that depends on it.
#[derive(Debug)]
pub(in crate::cli) struct Lines {
    shape: Shape,
    vendor: Option<Vendor>,
    extension_known: bool,
    /// What the BMC said to its maker's question.
    answer: Option<Answer>,
    answer_known: bool,
    /// Sensor data records that are still to come.
    walk: Option<Walk>,
    read: Vec<Entry>,
    /// Texts for OEM entries.
    texts: OemTexts,
}

impl Lines {
    /// For entries without the names of their sensors.
    pub(in crate::cli) fn plain(shape: Shape) -> Self {
        Self {
            shape,
            vendor: None,
            extension_known: false,
            answer: None,
            answer_known: false,
            walk: None,
            read: Vec::new(),
            texts: OemTexts::default(),
        }
    }

    /// With the texts of a file (`-O`) for OEM entries.
    pub(super) fn with_texts(mut self, texts: OemTexts) -> Self {
        self.texts = texts;
        self
    }

    /// For entries with their sensors. A BMC without records is no failure: it is said, and
    /// sensors stay numbers.
    ///
    /// # Errors
    /// Those of the output.
    pub(in crate::cli) async fn with_sensors(
        shape: Shape,
        source: &Source,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<Self, Failure> {
        let mut lines = Self::plain(shape);
        match source.open(client, out).await {
            Ok(walk) => lines.walk = Some(walk),
            Err(failure) => failure.lines().for_each(|line| out.note(line)),
        }
        Ok(lines)
    }

    /// For entries with their sensors, which come from a walk that has begun.
    pub(in crate::cli) fn over(shape: Shape, walk: Walk) -> Self {
        Self { walk: Some(walk), ..Self::plain(shape) }
    }

    /// The first record of that name.
    ///
    /// # Errors
    /// Those of [`Walk::next`].
    pub(in crate::cli) async fn named(
        &mut self,
        client: &mut Client,
        name: &str,
    ) -> Result<Option<Entry>, Error> {
        if let Some(entry) = self.read.iter().find(|entry| entry.is_named(name)) {
            return Ok(Some(entry.clone()));
        }
        let Some(walk) = &mut self.walk else { return Ok(None) };
        while let Some(bytes) = walk.next(client).await? {
            let Some(entry) = Entry::parse(&bytes) else { continue };
            self.read.push(entry.clone());
            if entry.is_named(name) {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// The line of an entry: any bytes.
    ///
    /// # Errors
    /// Errors of the session.
    pub(in crate::cli) async fn line(
        &mut self,
        client: &mut Client,
        bytes: &[u8],
    ) -> Result<Line, Error> {
        let record = Record::parse(bytes);
        let (mut vendor, mut sensor, mut remark) = (Vendor::default(), None, None);
        if let Some(event) = record.event() {
            vendor = self.vendor_for(client, event).await?;
            sensor = self.sensor_of(client, event).await;
            remark = self.remark(client, vendor, &record).await?;
        }
        let notes = self.texts.find(&record.bytes).map(Note::from).collect();
        Ok(Line { record, sensor, vendor, remark, notes, shape: self.shape })
    }

    /// The records of the FRU devices that belong to an entity.
    pub(super) async fn frus_of(&mut self, client: &mut Client, entity: Entity) -> Vec<Entry> {
        while self.read_one(client).await.is_some() {}
        let is_it = |entry: &&Entry| match &entry.record {
            SensorRecord::Fru(fru) => fru.entity == entity,
            _ => false,
        };
        self.read.iter().filter(is_it).cloned().collect()
    }

    /// What the maker says. What holds for all entries is asked once.
    async fn remark(
        &mut self,
        client: &mut Client,
        vendor: Vendor,
        record: &Record,
    ) -> Result<Option<Remark>, Error> {
        let (maker, bytes) = (vendor.manufacturer, &record.bytes);
        let answer = match oem::question(maker, bytes) {
            None => None,
            Some(question @ Question::VikingText(_)) => Vendor::answer(client, question).await?,
            Some(question) => {
                if !self.answer_known {
                    self.answer = Vendor::answer(client, question).await?;
                    self.answer_known = true;
                }
                self.answer.clone()
            }
        };
        Ok(oem::remark(maker, bytes, answer.as_ref()))
    }

    async fn vendor_for(&mut self, client: &mut Client, event: &Event) -> Result<Vendor, Error> {
        if !Vendor::matters(event) {
            return Ok(self.vendor.unwrap_or_default());
        }
        let mut vendor = match self.vendor {
            Some(vendor) => vendor,
            None => Vendor::ask(client).await?,
        };
        if !self.extension_known && event.sensor_type >= STANDARDS_TYPES {
            vendor.dialect.extension = Vendor::ask_extension(client).await?;
            self.extension_known = true;
        }
        self.vendor = Some(vendor);
        Ok(vendor)
    }

    async fn sensor_of(&mut self, client: &mut Client, event: &Event) -> Option<Entry> {
        if let Some(entry) = self.read.iter().find(|entry| is_of(entry, event)) {
            return Some(entry.clone());
        }
        while let Some(entry) = self.read_one(client).await {
            if is_of(entry, event) {
                return Some(entry.clone());
            }
        }
        None
    }

    /// A walk that fails ends there; what is wrong with the session shows at the next entry.
    async fn read_one(&mut self, client: &mut Client) -> Option<&Entry> {
        loop {
            let Ok(Some(bytes)) = self.walk.as_mut()?.next(client).await else {
                self.walk = None;
                return None;
            };
            if let Some(entry) = Entry::parse(&bytes) {
                self.read.push(entry);
                return self.read.last();
            }
        }
    }
}

/// True for the record of the sensor that made the event.
fn is_of(entry: &Entry, event: &Event) -> bool {
    let (key, sensor_type) = match &entry.record {
        SensorRecord::Sensor(sensor) => (sensor.key, sensor.sensor_type),
        SensorRecord::EventOnly(event) => (event.key, event.sensor_type),
        _ => return false,
    };
    let SensorKey { owner, number, .. } = key;
    let [generator, _] = event.generator.to_le_bytes();
    (owner, number, sensor_type) == (generator, event.number, event.sensor_type)
}

/// Sensor types from here on are those of PICMG and VITA.
const STANDARDS_TYPES: u8 = 0xf0;
