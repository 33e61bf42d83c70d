//! `dcmi`: data center manageability.
mod config;
mod discover;
mod failed;
mod limit;
mod ping;
mod reading;
mod sensors;
mod temperatures;
mod text;
mod thermal;
mod usage;

use super::Context;
use super::failure::Failure;
use super::out::Out;
use crate::transport::Client;

pub use usage::WORDS;

/// Subcommands of `dcmi`.
#[derive(Clone, Debug)]
pub enum Dcmi {
    /// Show the configuration parameters.
    GetConfig,
    /// Change a configuration parameter.
    SetConfig(config::Set),
    /// Show what there is.
    Discover,
    /// The power limit.
    Limit(limit::Limit),
    /// RMCP ping.
    Ping,
    /// Show how much power is drawn.
    Reading(reading::Reading),
    /// List sensors.
    Sensors(sensors::Sensors),
    /// List temperatures.
    Temperatures,
    /// Show a text.
    GetText(text::Kind),
    /// Change a text.
    SetText(text::Set),
    /// Thermal limits.
    Thermal(thermal::Thermal),
}

impl Dcmi {
    /// Reads the words behind `dcmi`; case does not matter.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let small: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
        let small: Vec<&str> = small.iter().map(String::as_str).collect();
        match (small.as_slice(), words) {
            (["set_asset_tag", ..], [_, text, ..]) => {
                text::Set::parse(text::Kind::AssetTag, text).map(Self::SetText)
            }
            (["set_mc_id_string", ..], [_, text, ..]) => {
                text::Set::parse(text::Kind::Identifier, text).map(Self::SetText)
            }
            (words, _) => Self::parse_small(words, context),
        }
    }

    fn parse_small(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            ["discover", ..] => Ok(Self::Discover),
            ["power", rest @ ..] => Self::parse_power(rest, context),
            ["sensors", ..] => {
                Ok(Self::Sensors(sensors::Sensors { source: context.records.clone() }))
            }
            ["asset_tag", ..] => Ok(Self::GetText(text::Kind::AssetTag)),
            ["get_mc_id_string", ..] => Ok(Self::GetText(text::Kind::Identifier)),
            ["thermalpolicy", rest @ ..] => thermal::Thermal::parse(rest)
                .map(Self::Thermal)
                .map_err(|bad| bad.also_printing("\n")),
            ["get_temp_reading", ..] => Ok(Self::Temperatures),
            ["get_conf_param", ..] => Ok(Self::GetConfig),
            ["set_conf_param", rest @ ..] => config::Set::parse(rest).map(Self::SetConfig),
            ["oob_discover", ..] => Ok(Self::Ping),
            _ => Err(Failure::usage(usage::DCMI)),
        }
    }

    fn parse_power(words: &[&str], context: &Context) -> Result<Self, Failure> {
        match words {
            [] => Err(Failure::usage(usage::POWER)),
            ["reading", rest @ ..] => reading::Reading::parse(rest, context.utc).map(Self::Reading),
            ["get_limit", ..] => Ok(Self::Limit(limit::Limit::Get)),
            ["set_limit", rest @ ..] => {
                limit::Limit::parse(rest).map(Self::Limit).map_err(|bad| bad.also_printing("\n"))
            }
            ["activate", ..] => Ok(Self::Limit(limit::Limit::Activate(true))),
            ["deactivate", ..] => Ok(Self::Limit(limit::Limit::Activate(false))),
            // An unknown word too.
            _ => Err(Failure::help(usage::POWER).also_printing("\n")),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::GetConfig => config::run(client, out).await,
            Self::SetConfig(command) => command.run(client, out).await,
            Self::Discover => discover::run(client, out).await,
            Self::Limit(command) => {
                command.run(client, out).await.map_err(|failure| failure.also_printing("\n"))
            }
            Self::Ping => ping::run(client, out).await,
            Self::Reading(command) => {
                command.run(client, out).await.map_err(|failure| failure.also_printing("\n"))
            }
            Self::Sensors(command) => command.run(client, out).await,
            Self::Temperatures => temperatures::run(client, out).await,
            Self::GetText(kind) => text::run(kind, client, out).await,
            Self::SetText(command) => command.run(client, out).await,
            Self::Thermal(command) => {
                command.run(client, out).await.map_err(|failure| failure.also_printing("\n"))
            }
        }
    }
}

/// Fewer instances came than the BMC says that it has.
fn incomplete(total: u8) -> Failure {
    Failure::result(format!("The BMC has {total} sensors, and does not tell of all of them"))
}

/// Entities with temperature sensors: ID, and their names in the two lists.
const ENTITIES: [(u8, &str, &str); 3] = [
    (0x40, "Inlet", "Inlet air temperature(40h)"),
    (0x41, "CPU", "CPU temperature sensors(41h)"),
    (0x42, "Baseboard", "Baseboard temperature sensors(42h)"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Standard output and exit status of words that make no command, as IPMItool has them.
    #[test]
    fn bad_words_are_answered_as_ipmitool_does() {
        let cases: &[(&str, &str, u8)] = &[
            ("", "", 1),
            ("help", "", 1),
            ("bogus", "", 1),
            ("power", "", 1),
            ("power help", "\n", 0),
            ("power bogus", "\n", 0),
            ("power reading bogus", " |  |  |  |  |  |  |  | \n\n", 1),
            ("power set_limit", "\n", 1),
            ("power set_limit limit", "\n", 1),
            ("power set_limit limit x", "\n", 1),
            ("power set_limit bogus 1", "\n", 1),
            ("power set_limit a b l 1 c 1 s 1", "\n", 1),
            ("set_asset_tag", "", 1),
            ("set_mc_id_string", "", 1),
            ("thermalpolicy", "\n", 1),
            ("thermalpolicy help", "\n", 1),
            ("thermalpolicy get x 1", "\n", 1),
            ("thermalpolicy set 64 1", "\n", 1),
            ("thermalpolicy set 64 1 volatile poweroff sel 300 5", "\n", 1),
            ("set_conf_param", "", 1),
            ("set_conf_param timeout 65536", "", 1),
        ];
        for (line, output, status) in cases {
            let words: Vec<&str> = line.split_whitespace().collect();
            let failure = Dcmi::parse(&words, &Context::default()).unwrap_err();
            assert_eq!(String::from_utf8_lossy(failure.printed()), *output, "{line}");
            assert_eq!(failure.exit_code(false), *status, "{line}");
        }
    }
}
