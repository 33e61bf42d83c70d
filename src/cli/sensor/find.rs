//! Records by name.
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::model::sdr::sensor::Sensor;
use crate::model::sdr::{Header, Record};
use crate::transport::Client;

/// A record that has the name.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its header.
    pub header: Header,
    /// What it says.
    pub record: Record,
}

/// The first record of each name, in the order of the names; stops at the last that is found.
///
/// # Errors
/// What to say when the records cannot be read.
pub async fn find(
    source: &Source,
    names: &[String],
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<Vec<Option<Found>>, Failure> {
    let mut found: Vec<Option<Found>> = names.iter().map(|_| None).collect();
    let mut walk = source.open(client, out).await?;
    while found.iter().any(Option::is_none) {
        let Some(bytes) = walk.next(client).await? else { break };
        let Ok((header, record)) = Record::parse(&bytes) else { continue };
        let Some(name) = record.name() else { continue };
        for (place, wanted) in found.iter_mut().zip(names) {
            if place.is_none() && terminated(&name.bytes) == wanted.as_bytes() {
                *place = Some(Found { header, record: record.clone() });
            }
        }
    }
    Ok(found)
}

/// All full and compact records.
///
/// # Errors
/// What to say when the records cannot be read.
pub async fn sensors(
    source: &Source,
    client: &mut Client,
    out: &mut Out<'_>,
) -> Result<Vec<Sensor>, Failure> {
    let mut walk = source.open(client, out).await?;
    let mut sensors = Vec::new();
    while let Some(bytes) = walk.next(client).await? {
        if let Ok((_, Record::Sensor(sensor))) = Record::parse(&bytes) {
            sensors.push(*sensor);
        }
    }
    Ok(sensors)
}

/// Names end at a NUL.
pub fn terminated(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or(bytes)
}

/// What IPMItool shows of a name.
pub fn shown(sensor: &Sensor) -> &[u8] {
    let name = terminated(&sensor.name.bytes);
    name.get(..NAME_SHOWN).unwrap_or(name)
}

const NAME_SHOWN: usize = 16;
