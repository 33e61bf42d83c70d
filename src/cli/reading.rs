//! Readings of sensors: what is asked, and what the answer means. `sdr`, `sensor` and `event`
//! share it.
use crate::cmd::Command;
use crate::cmd::app::device::GetDeviceId;
use crate::cmd::sensor::{GetSensorReading, GetSensorReadingFactors, SensorReading};
use crate::error::Error;
use crate::model::sdr::SensorKey;
use crate::model::sdr::sensor::{Conversion, Sensor};
use crate::model::sensor::conversion::Linearization;
use crate::model::sensor::threshold::Threshold;
use crate::transport::reads::parse;
use crate::transport::{Client, Request, Response, Target};
use crate::wire::completion::CompletionCode;
use crate::wire::ids::BMC_ADDRESS;

/// Where a sensor's commands go: to its owner, on its LUN. IPMItool asks the owner whatever it is,
/// system software and address 0 included.
pub fn target(key: SensorKey) -> Target {
    match key.owner {
        BMC_ADDRESS => Target { lun: key.lun, ..Target::BMC },
        owner => Target { address: owner, channel: key.channel, lun: key.lun },
    }
}

/// The request of a sensor command.
pub fn request_of<C: Command>(key: SensorKey, command: &C) -> Request {
    Request::of(command, target(key))
}

/// The request for a sensor's reading.
pub fn request(sensor: &Sensor) -> Request {
    request_of(sensor.key, &GetSensorReading(sensor.key.number))
}

/// True when the record says that nobody scans the sensor for the BMC: it belongs to the system's
/// software (§43.1, byte 6), and scanning is on neither at power-up nor after initialization
/// (byte 11). Some BMCs have a reading all the same.
pub fn is_foreign(sensor: &Sensor) -> bool {
    sensor.key.owner & SOFTWARE != 0 && sensor.initialization & (INIT_SCANNING | SCANNING) == 0
}

/// True for an answer that says that there is no reading, and no more than that.
pub fn is_idle(response: &Response) -> bool {
    match parse::<GetSensorReading>(response) {
        Ok(answer) => why_invalid(answer) == Some(Reason::ScanningDisabled),
        Err(Error::Completion { code, .. }) => IDLE_CODES.contains(&code),
        Err(_) => false,
    }
}

/// Reads one sensor, factors included.
///
/// # Errors
/// Those of [`Sensed::new`].
pub async fn sense(client: &mut Client, sensor: &Sensor, maker: Maker) -> Result<Sensed, Error> {
    let answer = client.request(request(sensor)).await;
    let sensed = Sensed::new(sensor, maker, answer)?;
    match sensed.factors_request(sensor) {
        Some(request) => sensed.with_factors(client.request(request).await),
        None => Ok(sensed),
    }
}

/// What the maker of the BMC changes about readings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Maker {
    /// HP's discrete sensors give numbers where their records have units.
    hp: bool,
}

impl Maker {
    /// By IANA enterprise number.
    pub const fn new(manufacturer: u32) -> Self {
        Self { hp: manufacturer == HP }
    }

    /// Asks the BMC who made it. A BMC that does not say is taken as anybody's.
    ///
    /// # Errors
    /// Errors of the session; refusals and silence are none.
    pub async fn ask(client: &mut Client) -> Result<Self, Error> {
        match client.send(&GetDeviceId).await {
            Ok(id) => Ok(Self::new(id.manufacturer_id)),
            Err(Error::Completion { .. } | Error::NoAnswer(_) | Error::Wire { .. }) => {
                Ok(Self::default())
            }
            Err(error) => Err(error),
        }
    }

    /// True when the reading of that sensor depends on who made the BMC.
    pub fn matters(sensor: &Sensor) -> bool {
        !sensor.is_threshold() && Self::new(HP).conversion(sensor).is_some()
    }

    /// How raw readings of that sensor become numbers; `None` where they don't.
    pub fn conversion(self, sensor: &Sensor) -> Option<Conversion> {
        let units = sensor.units;
        let has_units = units.base != 0 || units.modifier != 0 || units.flags & UNIT_FLAGS != 0;
        let analog = sensor.is_threshold() || (self.hp && has_units);
        sensor.conversion().filter(|_| analog)
    }
}

/// Why a sensor has no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was not asked.
    NotAsked,
    /// The BMC refused.
    Refused(CompletionCode),
    /// Nothing came back.
    NoAnswer,
    /// What came back is too short.
    Malformed,
    /// Scanning is disabled.
    ScanningDisabled,
    /// The BMC says that the reading is not available.
    Unavailable,
    /// The factors of a non-linear sensor could not be read.
    NoFactors,
}

impl Reason {
    /// The word for it in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAsked => "not_readable",
            Self::Refused(_) => "refused",
            Self::NoAnswer => "no_answer",
            Self::Malformed => "malformed_answer",
            Self::ScanningDisabled => "scanning_disabled",
            Self::Unavailable => "unavailable",
            Self::NoFactors => "no_conversion_factors",
        }
    }

    /// The completion code of a refusal.
    pub const fn code(self) -> Option<CompletionCode> {
        match self {
            Self::Refused(code) => Some(code),
            _ => None,
        }
    }
}

/// A sensor's reading, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sensed {
    /// The answer as it came; also there where the reading is not valid.
    pub answer: Option<SensorReading>,
    /// Why there is no valid reading.
    pub missing: Option<Reason>,
    /// How raw values become numbers now: factors of a non-linear sensor hold for one reading.
    pub conversion: Option<Conversion>,
    /// Thresholds are compared with; otherwise states are asserted.
    threshold: bool,
}

impl Sensed {
    /// Judges the answer to [`request`].
    ///
    /// # Errors
    /// Errors that concern more than this sensor: the deadline, the session, the network.
    pub fn new(
        sensor: &Sensor,
        maker: Maker,
        answer: Result<Response, Error>,
    ) -> Result<Self, Error> {
        let (answer, missing) = match sorted::<GetSensorReading>(answer)? {
            Ok(answer) => (Some(answer), why_invalid(answer)),
            Err(reason) => (None, Some(reason)),
        };
        let conversion = maker.conversion(sensor);
        Ok(Self { answer, missing, conversion, threshold: sensor.is_threshold() })
    }

    /// That of a sensor before it is asked.
    pub fn not_asked(sensor: &Sensor, maker: Maker) -> Self {
        let conversion = maker.conversion(sensor);
        let missing = Some(Reason::NotAsked);
        Self { answer: None, missing, conversion, threshold: sensor.is_threshold() }
    }

    /// The request for the factors that hold for this reading, where the sensor is not linear.
    /// Where the BMC says that there is no reading, they are those of 0: thresholds are
    /// converted with them.
    pub fn factors_request(&self, sensor: &Sensor) -> Option<Request> {
        let raw = match self.missing {
            None => self.answer?.raw,
            Some(Reason::Unavailable) => 0,
            Some(_) => return None,
        };
        let linearization = self.conversion?.linearization;
        let asks =
            matches!(linearization, Linearization::NonLinear | Linearization::Other(0x71..=0x7f));
        let number = sensor.key.number;
        asks.then(|| request_of(sensor.key, &GetSensorReadingFactors { number, raw }))
    }

    /// Takes the answer to [`Self::factors_request`] in.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_factors(self, answer: Result<Response, Error>) -> Result<Self, Error> {
        Ok(match sorted::<GetSensorReadingFactors>(answer)? {
            Ok(found) => {
                let with = |old| Conversion { factors: found.factors, ..old };
                Self { conversion: self.conversion.map(with), ..self }
            }
            Err(_) => Self { missing: Some(Reason::NoFactors), ..self },
        })
    }

    /// There is a reading.
    pub fn is_valid(&self) -> bool {
        self.missing.is_none()
    }

    /// The raw reading, where it is valid.
    pub fn raw(&self) -> Option<u8> {
        self.answer.filter(|_| self.is_valid()).map(|answer| answer.raw)
    }

    /// The reading as a number, where the sensor gives numbers and the reading is valid.
    pub fn value(&self) -> Option<f64> {
        Some(self.conversion?.value(self.raw()?))
    }

    /// Asserted states 0 to 14, or threshold comparisons; none without a valid reading.
    pub fn states(&self) -> u16 {
        self.answer.filter(|_| self.is_valid()).map_or(0, SensorReading::states)
    }

    /// How a threshold sensor does; [`Status::NotAvailable`] without a valid reading.
    pub fn status(&self) -> Status {
        let low = self.answer.and_then(|answer| answer.states_low).unwrap_or(0);
        match self.is_valid() {
            false => Status::NotAvailable,
            true if self.threshold => Status::of(low),
            true => Status::Ok,
        }
    }
}

fn why_invalid(answer: SensorReading) -> Option<Reason> {
    if !answer.scanning() {
        let short = answer.flags.is_none();
        return Some(if short { Reason::Malformed } else { Reason::ScanningDisabled });
    }
    answer.unavailable().then_some(Reason::Unavailable)
}

/// Reads an answer, and tells what concerns one sensor only from what ends the command.
///
/// # Errors
/// As [`Sensed::new`].
pub fn sorted<C: Command>(
    answer: Result<Response, Error>,
) -> Result<Result<C::Response, Reason>, Error> {
    match answer.and_then(|response| parse::<C>(&response)) {
        Ok(parsed) => Ok(Ok(parsed)),
        Err(Error::Completion { code, .. }) => Ok(Err(Reason::Refused(code))),
        Err(Error::NoAnswer(_)) => Ok(Err(Reason::NoAnswer)),
        Err(Error::Wire { .. }) => Ok(Err(Reason::Malformed)),
        Err(error) => Err(error),
    }
}

/// How a sensor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No threshold is crossed, or the sensor has none.
    Ok,
    /// That one is crossed; the worst where there are more.
    Crossed(Threshold),
    /// There is no reading.
    NotAvailable,
}

impl Status {
    /// Of the comparisons in a reading (§35.14, byte 3).
    pub fn of(comparisons: u8) -> Self {
        let crossed = WORST_FIRST.into_iter().find(|which| comparisons & which.bit() != 0);
        crossed.map_or(Self::Ok, Self::Crossed)
    }

    /// IPMItool's two letters: how bad it is.
    pub const fn severity(self) -> &'static str {
        use Threshold as T;
        match self {
            Self::Ok => "ok",
            Self::NotAvailable => "ns",
            Self::Crossed(T::LowerNonCritical | T::UpperNonCritical) => "nc",
            Self::Crossed(T::LowerCritical | T::UpperCritical) => "cr",
            Self::Crossed(T::LowerNonRecoverable | T::UpperNonRecoverable) => "nr",
        }
    }

    /// IPMItool's short name of the threshold.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Crossed(which) => which.short(),
            other => other.severity(),
        }
    }

    /// IPMItool's long name of the threshold.
    pub const fn long(self) -> &'static str {
        use Threshold as T;
        match self {
            Self::Ok => "ok",
            Self::NotAvailable => "Not Available",
            Self::Crossed(T::LowerNonCritical) => "Lower Non-Critical",
            Self::Crossed(T::LowerCritical) => "Lower Critical",
            Self::Crossed(T::LowerNonRecoverable) => "Lower Non-Recoverable",
            Self::Crossed(T::UpperNonCritical) => "Upper Non-Critical",
            Self::Crossed(T::UpperCritical) => "Upper Critical",
            Self::Crossed(T::UpperNonRecoverable) => "Upper Non-Recoverable",
        }
    }
}

const WORST_FIRST: [Threshold; 6] = [
    Threshold::LowerNonRecoverable,
    Threshold::UpperNonRecoverable,
    Threshold::LowerCritical,
    Threshold::UpperCritical,
    Threshold::LowerNonCritical,
    Threshold::UpperNonCritical,
];
const HP: u32 = 11;
/// The bit of an owner that makes it a software ID.
const SOFTWARE: u8 = 0x01;
/// Sensor initialization: scanning is turned on, and is on at power-up.
const INIT_SCANNING: u8 = 0x40;
const SCANNING: u8 = 0x01;
/// Refusals that don't depend on the moment or the user.
const IDLE_CODES: &[CompletionCode] = &[
    // Send Message (§22.7): nobody at that address.
    CompletionCode(0x83),
    CompletionCode::INVALID_COMMAND,
    CompletionCode::INVALID_LUN,
    CompletionCode::NOT_PRESENT,
    CompletionCode::INVALID_FIELD,
];
/// Modifier and percentage, but not the rate.
const UNIT_FLAGS: u8 = 0x07;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sdr::Record;
    use hex_literal::hex;

    /// A full record of sensor 30h on LUN 1: M = 40, readings in RPM.
    fn sensor(event_type: u8, units: u8, linearization: u8) -> Sensor {
        let mut bytes = hex!(
            "07 00 51 01 30"
            "20 61 30 1d 01 7f 68 04 01 05 0a 04 05 3f 3f"
            "00 12 00 00 28 02 00 00 00 00 07 64 c8 0a ff 00"
            "06 05 04 01 02 03 09 08 00 00 55 c5 46 61 6e 20 31"
        );
        (bytes[13], bytes[20], bytes[23]) = (event_type, units, linearization);
        match Record::parse(&bytes).unwrap().1 {
            Record::Sensor(sensor) => *sensor,
            other => panic!("{other:?}"),
        }
    }

    fn answer(bytes: &[u8]) -> Response {
        Response { code: CompletionCode(bytes[0]), data: bytes[1..].to_vec() }
    }

    fn sensed(sensor: &Sensor, bytes: &[u8]) -> Sensed {
        Sensed::new(sensor, Maker::default(), Ok(answer(bytes))).unwrap()
    }

    #[test]
    fn readings_are_judged_as_ipmitool_does() {
        let fan = sensor(1, 0, 0);
        let good = sensed(&fan, &hex!("00 60 c0 c3"));
        assert_eq!((good.value(), good.status().short()), (Some(3840.0), "lcr"));
        assert_eq!((good.status().severity(), good.status().long()), ("cr", "Lower Critical"));
        for (bytes, reason) in [
            (&hex!("00 60 80 00")[..], Reason::ScanningDisabled),
            (&hex!("00 60 20 00"), Reason::ScanningDisabled),
            (&hex!("00 60 e0 00"), Reason::Unavailable),
            (&hex!("00 60"), Reason::Malformed),
            (&hex!("00"), Reason::Malformed),
            (&hex!("cb"), Reason::Refused(CompletionCode(0xcb))),
        ] {
            let bad = sensed(&fan, bytes);
            assert_eq!((bad.missing, bad.value()), (Some(reason), None));
            assert_eq!((bad.status().short(), bad.states()), ("ns", 0));
        }
        let silent = Sensed::new(&fan, Maker::default(), Err(Error::NoAnswer("x"))).unwrap();
        assert_eq!(silent.missing, Some(Reason::NoAnswer));
        assert!(Sensed::new(&fan, Maker::default(), Err(Error::Deadline)).is_err());
    }

    #[test]
    fn discrete_sensors_have_numbers_at_hp_only() {
        let discrete = sensor(0x6f, 0, 0);
        let reading = sensed(&discrete, &hex!("00 60 c0 05 81"));
        assert_eq!((reading.value(), reading.states()), (None, 0x0105));
        assert_eq!(reading.status(), Status::Ok);
        assert!(Maker::matters(&discrete) && !Maker::matters(&sensor(1, 0, 0)));
        assert!(!Maker::matters(&sensor(0x6f, 0xc0, 0)));
        let hp = Sensed::new(&discrete, Maker::new(11), Ok(answer(&hex!("00 60 c0 05")))).unwrap();
        assert_eq!((hp.value(), hp.status()), (Some(3840.0), Status::Ok));
    }

    #[test]
    fn factors_of_a_non_linear_sensor_hold_for_one_reading() {
        let sensor = sensor(1, 0, 0x71);
        let reading = sensed(&sensor, &hex!("00 60 c0 00"));
        let request = reading.factors_request(&sensor).unwrap();
        assert_eq!((request.cmd, request.target.lun, request.data), (0x23, 1, vec![0x30, 0x60]));
        let with = reading.with_factors(Ok(answer(&hex!("00 61 02 00 03 00 00 00")))).unwrap();
        assert_eq!(with.value(), Some(195.0));
        let without = reading.with_factors(Ok(answer(&hex!("c1")))).unwrap();
        assert_eq!(without.missing, Some(Reason::NoFactors));
        assert!(sensed(&sensor, &hex!("cb")).factors_request(&sensor).is_none());
    }

    #[test]
    fn sensors_are_asked_where_their_records_say() {
        let key = |owner, channel| SensorKey { owner, channel, lun: 2, number: 1 };
        assert_eq!(target(key(0x20, 6)), Target { lun: 2, ..Target::BMC });
        assert_eq!(target(key(0x2c, 6)), Target { address: 0x2c, channel: 6, lun: 2 });
        assert_eq!(target(key(0x00, 0)), Target { address: 0, channel: 0, lun: 2 });
    }
}
