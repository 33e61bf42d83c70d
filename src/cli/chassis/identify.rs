//! `chassis identify`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::number::{self, NumberError};
use crate::cli::out::{Out, Render};
use crate::cli::words::Word;
use crate::cmd::chassis::ChassisIdentify;
use crate::transport::Client;

/// How long to light the identify light.
#[derive(Debug)]
pub struct Identify(ChassisIdentify);

impl Identify {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let interval = match words {
            [] => ChassisIdentify::Default,
            ["help", ..] => return Err(Failure::usage(USAGE)),
            ["force", ..] => ChassisIdentify::Forever,
            [seconds, ..] => {
                ChassisIdentify::Seconds(number::parse_u8(seconds).map_err(|error| {
                    Failure::usage(match error {
                        NumberError::Syntax => "Invalid interval given.",
                        NumberError::Range => "Given interval is too big.",
                    })
                })?)
            }
        };
        Ok(Self(interval))
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        client.send(&self.0).await.map_err(|error| match error.completion_code() {
            Some(code) => {
                let failure =
                    Failure::client(error, format!("Set Chassis Identify failed: {code}"));
                match self.0 {
                    ChassisIdentify::Forever => {
                        failure.line("Chassis may not support Force Identify On\n")
                    }
                    _ => failure,
                }
            }
            None => Failure::client(error, "Unable to set Chassis Identify"),
        })?;
        out.show(&Identifying::from(self.0))
    }
}

/// What the light does now. With neither, the BMC's default time runs, 15 s by the specification.
#[derive(Debug, Serialize)]
struct Identifying {
    interval_s: Option<u8>,
    indefinite: bool,
}

impl From<ChassisIdentify> for Identifying {
    fn from(identify: ChassisIdentify) -> Self {
        Self {
            interval_s: match identify {
                ChassisIdentify::Seconds(seconds) => Some(seconds),
                _ => None,
            },
            indefinite: identify == ChassisIdentify::Forever,
        }
    }
}

impl Render for Identifying {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(b"Chassis identify interval: ")?;
        match (self.interval_s, self.indefinite) {
            (_, true) => writeln!(w, "indefinite"),
            (None, false) => writeln!(w, "default (15 seconds)"),
            (Some(0), false) => writeln!(w, "off"),
            (Some(seconds), false) => writeln!(w, "{seconds} seconds"),
        }
    }
}

pub(super) const WORDS: &[Word] =
    &[super::word("force", "Light it until it is turned off with 0", "", &[])];

const USAGE: &str = "\
chassis identify <interval>
                 seconds, 0 to 255; 15 when left out
                 0 turns the light off
                 force leaves it on";

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &[&str]) -> String {
        let mut out = Vec::new();
        Identifying::from(Identify::parse(words).unwrap().0).text(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_ipmitools() {
        let lines = [&[][..], &["0"], &["1"], &["0x10"], &["010"], &["255"], &["force", "x"]];
        let seen: String = lines.into_iter().map(text).collect();
        assert_eq!(seen, include_str!("testdata/identify.txt"));
    }

    #[test]
    fn wrong_intervals_are_not_sent() {
        let line = |word| Identify::parse(&[word]).unwrap_err().lines().next().unwrap();
        assert_eq!(line("256"), "Given interval is too big.");
        assert_eq!(line("FORCE"), "Invalid interval given.");
        assert!(line("help").starts_with("chassis identify <interval>\n"));
    }

    #[test]
    fn json_has_seconds_or_null() {
        let json = |identify| serde_json::to_value(Identifying::from(identify)).unwrap();
        let of = |interval_s: Option<u8>, indefinite| serde_json::json!({"interval_s": interval_s, "indefinite": indefinite});
        assert_eq!(json(ChassisIdentify::Seconds(5)), of(Some(5), false));
        assert_eq!(json(ChassisIdentify::Default), of(None, false));
        assert_eq!(json(ChassisIdentify::Forever), of(None, true));
    }
}
