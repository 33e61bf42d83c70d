//! `chassis poh`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::out::Render;
use crate::cmd::chassis::{GetPohCounter, PohCounter};
use crate::transport::Client;

/// How long the system has been on in its life.
#[derive(Debug, Serialize)]
pub(super) struct PowerOnTime {
    power_on_minutes: u64,
    count: u32,
    minutes_per_count: u8,
}

impl PowerOnTime {
    pub(super) async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let counter = client.send(&GetPohCounter).await.map_err(|error| {
            let line = match error.completion_code() {
                Some(code) => format!("Get Chassis Power-On-Hours failed: {code}"),
                None => "Unable to get Chassis Power-On-Hours".to_owned(),
            };
            Failure::client(error, line)
        })?;
        Ok(Self::from(counter))
    }
}

impl From<PohCounter> for PowerOnTime {
    fn from(PohCounter { minutes_per_count, count }: PohCounter) -> Self {
        let power_on_minutes = u64::from(count) * u64::from(minutes_per_count);
        Self { power_on_minutes, count, minutes_per_count }
    }
}

impl Render for PowerOnTime {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let hours = self.power_on_minutes / 60;
        write!(w, "POH Counter  : {} days, {} hours", hours / 24, hours % 24)?;
        if self.minutes_per_count < 60 {
            write!(w, ", {} minutes", self.power_on_minutes % 60)?;
        }
        writeln!(w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counter(minutes_per_count: u8, count: u32) -> PowerOnTime {
        PowerOnTime::from(PohCounter { minutes_per_count, count })
    }

    #[test]
    fn text_is_ipmitools() {
        let mut out = Vec::new();
        for (minutes, count) in
            [(60, 0), (60, 24), (60, 10_000), (1, 10_000), (5, 10_000), (0, 9), (61, 10_000)]
        {
            counter(minutes, count).text(&mut out).unwrap();
        }
        assert_eq!(String::from_utf8(out).unwrap(), include_str!("testdata/poh.txt"));
    }

    #[test]
    fn json_has_minutes_and_what_they_were_made_of() {
        let json = serde_json::to_value(counter(60, u32::MAX)).unwrap();
        let minutes = 257_698_037_700_u64;
        assert_eq!(
            json,
            serde_json::json!(
                {"power_on_minutes": minutes, "count": u32::MAX, "minutes_per_count": 60}
            )
        );
    }
}
