//! `sel time`: the clock of the log.
use std::io::{self, Write};

use jiff::civil::DateTime;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use serde::Serialize;

use crate::cli::Context;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cli::timestamp;
use crate::cmd::storage::sel::{GetSelTime, SetSelTime};
use crate::transport::Client;

/// Shows or sets the clock.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    set: Option<Setting>,
    utc: bool,
}

/// The time to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// The time of the system.
    Now,
    /// Seconds since 1970.
    At(u32),
}

impl Time {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let utc = context.utc;
        let set = match words {
            ["get", ..] => None,
            ["set"] => return Err(Failure::help("usage: sel time set \"mm/dd/yyyy hh:mm:ss\"")),
            ["set", "now", ..] => Some(Setting::Now),
            ["set", time, ..] => {
                let zone = if utc { TimeZone::UTC } else { TimeZone::system() };
                let seconds = parse(time, &zone)
                    .ok_or_else(|| Failure::usage("Specified time could not be parsed"))?;
                Some(Setting::At(seconds))
            }
            _ => return Err(Failure::help("sel time commands: get set")),
        };
        Ok(Self { set, utc })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        if let Some(setting) = self.set {
            let seconds = match setting {
                Setting::At(seconds) => seconds,
                Setting::Now => u32::try_from(Timestamp::now().as_second()).unwrap_or(u32::MAX),
            };
            client.send(&SetSelTime(seconds)).await.said("Set SEL Time command failed")?;
        }
        let answer = client.send(&GetSelTime).await.said("Get SEL Time command failed");
        // A refused read exits 0.
        let seconds = answer.map_err(|failure| failure.with_status(0))?;
        out.show(&Clock { time: timestamp::numeric(seconds, self.utc), time_seconds: seconds })
    }
}

/// What the clock says.
#[derive(Debug, Serialize)]
struct Clock {
    time: String,
    time_seconds: u32,
}

impl Render for Clock {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{}", self.time)
    }
}

/// Date and time as C's `%x %X` has them, in a time zone: `11/14/23 22:13:20`. What stands behind
/// them is ignored.
fn parse(text: &str, zone: &TimeZone) -> Option<u32> {
    let (broken, _) = strtime::BrokenDownTime::parse_prefix("%m/%d/%y %H:%M:%S", text).ok()?;
    let date: civil::Date = broken.to_date().ok()?;
    let time: DateTime = date.to_datetime(broken.to_time().ok()?);
    let at = zone.to_ambiguous_zoned(time).compatible().ok()?;
    u32::try_from(at.timestamp().as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen with ipmitool: which texts it takes.
    #[test]
    fn times_are_read_as_ipmitool_reads_them() {
        for (text, want) in [
            ("11/14/23 22:13:20", Some(1_700_000_000)),
            ("11/14/23 22:13:20 UTC", Some(1_700_000_000)),
            ("1/2/23 2:3:0", Some(1_672_624_980)),
            ("11/14/70 22:13:20", Some(27_468_800)),
            ("11/14/2023 22:13:20", None),
            ("11/14/23", None),
            ("bogus", None),
            ("", None),
        ] {
            assert_eq!(parse(text, &TimeZone::UTC), want, "{text}");
        }
        let west = TimeZone::fixed(jiff::tz::offset(-5));
        assert_eq!(parse("11/14/23 17:13:20", &west), Some(1_700_000_000));
    }
}
