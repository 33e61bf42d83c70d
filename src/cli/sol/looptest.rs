//! `sol looptest`: consoles opened and closed, many times.
use std::time::Duration;

use super::activate::{Activate, KeepAlive, Wishes};
use super::deactivate::deactivate;
use crate::cli::failure::Failure;
use crate::cli::number::{parse_i32, parse_u8};
use crate::cli::out::Out;
use crate::transport::Client;

/// How often.
#[derive(Clone, Debug)]
pub struct LoopTest {
    times: i32,
    interval: Duration,
    activate: Activate,
    /// A number that is out of range is found out by the first activation.
    bad_instance: bool,
}

impl LoopTest {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        if words.len() > 3 {
            return Err(super::usage());
        }
        let number = |at: usize, name: &str, default: i32| match words.get(at) {
            None => Ok(default),
            Some(word) => parse_i32(word)
                .map_err(|_| Failure::usage(format!("Given {name} '{word}' is invalid."))),
        };
        let times = number(0, "cnt", DEFAULT_TIMES)?;
        let interval = number(1, "interval", DEFAULT_INTERVAL)?;
        let instance = match words.get(2) {
            None => 1,
            // One that is out of range is found out later.
            Some(word) => match parse_u8(word) {
                Ok(instance) => instance,
                Err(_) => super::instance(word)?,
            },
        };
        Ok(Self {
            times: if times <= 0 { DEFAULT_TIMES } else { times },
            interval: Duration::from_millis(u64::try_from(interval).unwrap_or(0)),
            activate: Activate { instance, keep_alive: KeepAlive::Off, wishes: Wishes::default() },
            bad_instance: !(1..=15).contains(&instance),
        })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        for left in (1..=self.times).rev() {
            out.plain(format_args!("remain loop test counter: {left}"))?;
            let opened = if self.bad_instance {
                Err(Failure::usage("Error: Instance must range from 1 to 15"))
            } else {
                self.activate.open(client, out, false).await
            };
            if let Err(failure) = opened {
                out.plain("SOL looptest failed: -1")?;
                return Err(failure);
            }
            out.plain("[SOL Session operational.  Use ~? for help]")?;
            client.sleep(self.interval).await;
            deactivate(client, self.activate.instance).await?;
        }
        Ok(())
    }
}

const DEFAULT_TIMES: i32 = 200;
const DEFAULT_INTERVAL: i32 = 100;
