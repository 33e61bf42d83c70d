//! Usage texts of `dcmi`, and its words.
use super::{config, limit, reading, thermal};
use crate::cli::words::Word;

/// The words behind `dcmi`.
pub const WORDS: &[Word] = &[
    word("discover", "", "Show what the server offers", &[]),
    word("power", "", "Power readings and the power limit", POWER_WORDS),
    word("sensors", "", "Show the temperature sensors", &[]),
    word("asset_tag", "", "Show the asset tag", &[]),
    word("set_asset_tag", "TEXT", "Change the asset tag", &[]),
    word("get_mc_id_string", "", "Show the controller's identifier", &[]),
    word("set_mc_id_string", "TEXT", "Change the controller's identifier", &[]),
    word("thermalpolicy", "", "Show or set what happens in the heat", thermal::WORDS),
    word("get_temp_reading", "", "Show the temperatures", &[]),
    word("get_conf_param", "", "Show how DHCP is used", &[]),
    word("set_conf_param", "", "Change how DHCP is used", config::WORDS),
    word("oob_discover", "", "Ping the BMC", &[]),
    word("help", "", "Print the list of commands", &[]),
];

const POWER_WORDS: &[Word] = &[
    word("reading", "", "Show how much power is drawn", reading::WORDS),
    word("get_limit", "", "Show the power limit", &[]),
    word("set_limit", "", "Change the power limit", limit::WORDS),
    word("activate", "", "Enforce the power limit", &[]),
    word("deactivate", "", "Do not enforce the power limit", &[]),
    word("help", "", "Print the list of commands", &[]),
];

pub(super) const fn word(
    name: &'static str,
    args: &'static str,
    help: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

pub(super) const DCMI: &str = "
Data Center Management Interface commands
    discover            What the server offers
    power               Power readings and the power limit
    sensors             Temperature sensors
    asset_tag           Show the asset tag
    set_asset_tag TEXT  Change the asset tag
    get_mc_id_string    Show the controller's identifier
    set_mc_id_string TEXT
                        Change the controller's identifier
    thermalpolicy       What happens when it gets too hot
    get_temp_reading    Temperatures
    get_conf_param      How the BMC uses DHCP
    set_conf_param      Change how the BMC uses DHCP
    oob_discover        Ping the BMC
";

pub(super) const POWER: &str = "
power <command>
    reading [PERIOD]    How much power is drawn
    get_limit           Show the power limit
    set_limit           Change the power limit
    activate            Enforce the power limit
    deactivate          Do not enforce it
";
