//! What the standard says about a request that only its numbers are known of: the privilege level
//! that it needs (IPMI v2.0 appendix G, DCMI v1.5 §6), and whether it may be sent again.
use crate::wire::ids::{Privilege, netfn};

/// What is known about a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Least privilege level of the session.
    pub privilege: Privilege,
    /// True for reads that change nothing: carried out twice they do no harm.
    pub repeatable: bool,
    /// True when the request data holds a password or a key.
    pub secret: bool,
}

/// What a request needs. Commands that the standard does not define count as Administrator's, and
/// as not repeatable.
pub fn need(net_fn: u8, cmd: u8, data: &[u8]) -> Need {
    let found = match net_fn {
        netfn::CHASSIS => chassis(cmd),
        netfn::BRIDGE => bridge(cmd),
        netfn::SENSOR_EVENT => sensor_event(cmd),
        netfn::APP => app(cmd),
        netfn::STORAGE => storage(cmd),
        netfn::TRANSPORT => transport(cmd),
        netfn::GROUP_EXTENSION if data.first() == Some(&DCMI) => dcmi(cmd),
        _ => None,
    };
    let (privilege, repeatable) = match found {
        Some(Read(privilege)) => (privilege, true),
        Some(Write(privilege)) => (privilege, false),
        None => (Administrator, false),
    };
    Need { privilege, repeatable, secret: is_secret(net_fn, cmd, data) }
}

fn is_secret(net_fn: u8, cmd: u8, data: &[u8]) -> bool {
    match (net_fn, cmd) {
        // Activate Session, Set User Password, Set Channel Security Keys.
        (netfn::APP, 0x3a | 0x47 | 0x56) => true,
        // Set LAN Configuration Parameters: the community string serves as a password.
        (netfn::TRANSPORT, 0x01) => data.get(1) == Some(&16),
        _ => false,
    }
}

#[derive(Clone, Copy)]
enum Effect {
    Read(Privilege),
    Write(Privilege),
}

use Effect::{Read, Write};
use Privilege::{Administrator, Callback, Operator, User};

fn app(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        // Before and around a session.
        0x37..=0x39 | 0x54 => Read(Callback),
        0x3a | 0x3c => Write(Callback),
        // Device ID, self test, power state, GUID, command discovery, watchdog, enables.
        0x01 | 0x04 | 0x07..=0x0d | 0x25 | 0x2f | 0x36 => Read(User),
        // Session info, channel access and info, payload reads.
        0x3d | 0x41 | 0x42 | 0x4a | 0x4b | 0x4e..=0x50 | 0x57 | 0x59 | 0x61 | 0x63 | 0x64 => {
            Read(User)
        }
        // Send Message, session privilege, payloads and their encryption.
        0x34 | 0x3b | 0x48 | 0x49 | 0x55 => Write(User),
        // Auth code, user access and name, payload access.
        0x3f | 0x44 | 0x46 | 0x4d => Read(Operator),
        // Watchdog, I2C.
        0x22 | 0x24 | 0x52 => Write(Operator),
        // Resets, test mode, system interface only, channel and user settings, enables.
        0x02
        | 0x03
        | 0x05
        | 0x06
        | 0x2e
        | 0x30..=0x33
        | 0x35
        | 0x40
        | 0x43
        | 0x45
        | 0x47
        | 0x4c
        | 0x56
        | 0x58
        | 0x60
        | 0x62 => Write(Administrator),
        _ => return None,
    })
}

fn chassis(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        0x00 | 0x01 | 0x07 | 0x0f => Read(User),
        0x09 => Read(Operator),
        0x02..=0x04 | 0x06 | 0x08 => Write(Operator),
        0x05 | 0x0a | 0x0b => Write(Administrator),
        _ => return None,
    })
}

fn bridge(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        0x00 | 0x02 | 0x05 | 0x06 | 0x09..=0x0b | 0x11 | 0x13 | 0x30 | 0x34 | 0x35 => Read(User),
        0x0c => Write(User),
        0x01 | 0x03 | 0x04 | 0x08 | 0x10 | 0x12 | 0x14 | 0x20 | 0x21 | 0x31..=0x33 => {
            Write(Operator)
        }
        _ => return None,
    })
}

fn sensor_event(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        // PET Acknowledge needs no session.
        0x17 => Write(Callback),
        0x01 | 0x10 | 0x20..=0x23 | 0x25 | 0x27 | 0x29 | 0x2b | 0x2d | 0x2f => Read(User),
        0x13 => Read(Operator),
        0x02 | 0x24 | 0x26 | 0x28 | 0x2a | 0x2e | 0x30 => Write(Operator),
        0x15 => Read(Administrator),
        0x00 | 0x11 | 0x12 | 0x14 | 0x16 => Write(Administrator),
        _ => return None,
    })
}

fn storage(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        // Reservations are reads here: the newest one counts, and it is the one that is answered.
        0x10 | 0x11 | 0x20..=0x23 | 0x28 | 0x40..=0x43 | 0x48 | 0x5a | 0x5c => Read(User),
        0x12 | 0x24..=0x27 | 0x29..=0x2c | 0x44..=0x47 | 0x49 | 0x5d => Write(Operator),
        0x5b => Write(Administrator),
        _ => return None,
    })
}

fn transport(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        0x18 => Write(Callback),
        0x04 | 0x13 | 0x1b | 0x22 => Read(User),
        0x02 | 0x11 => Read(Operator),
        0x12 => Write(Operator),
        0x01 | 0x03 | 0x10 | 0x14..=0x17 | 0x19 | 0x1a | 0x1c | 0x20 | 0x21 => Write(Administrator),
        _ => return None,
    })
}

fn dcmi(cmd: u8) -> Option<Effect> {
    Some(match cmd {
        0x01..=0x03 | 0x06 | 0x07 | 0x09 | 0x0c | 0x10 | 0x13 => Read(User),
        0x04 | 0x05 | 0x08 | 0x0b => Write(Operator),
        0x0a | 0x12 => Write(Administrator),
        _ => return None,
    })
}

/// Group number of DCMI, the first byte of its requests.
const DCMI: u8 = 0xdc;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use crate::cmd::app::{channel, session, user};
    use crate::cmd::chassis::GetChassisStatus;
    use crate::cmd::dcmi;

    fn agrees<C: Command>() {
        let need = need(C::NETFN, C::CMD, &[]);
        assert_eq!(need.privilege, C::PRIVILEGE, "{}", C::NAME);
        assert_eq!(need.secret, C::SECRET, "{}", C::NAME);
    }

    #[test]
    fn typed_commands_say_the_same() {
        agrees::<GetChassisStatus>();
        agrees::<channel::GetChannelAccess>();
        agrees::<channel::GetChannelAuthenticationCapabilities>();
        agrees::<channel::GetChannelCipherSuites>();
        agrees::<channel::GetChannelInfo>();
        agrees::<channel::SetChannelSecurityKeys>();
        agrees::<session::GetSessionInfo>();
        agrees::<user::GetUserAccess>();
        agrees::<user::GetUserName>();
        agrees::<user::SetUserAccess>();
        agrees::<user::SetUserName>();
        agrees::<user::SetUserPassword>();
    }

    #[test]
    fn only_known_reads_may_be_repeated() {
        assert!(need(netfn::APP, 0x01, &[]).repeatable);
        assert!(!need(netfn::CHASSIS, 0x02, &[3]).repeatable);
        assert!(!need(0x30, 0x70, &[]).repeatable);
        assert!(!need(netfn::APP, 0x35, &[]).repeatable, "takes the event away");
        assert_eq!(need(0x30, 0x70, &[]).privilege, Administrator);
    }

    #[test]
    fn the_group_decides_about_extensions() {
        let dcmi = need(netfn::GROUP_EXTENSION, 0x02, &[0xdc, 1, 0, 0]);
        assert_eq!((dcmi.privilege, dcmi.repeatable), (User, true));
        let picmg = need(netfn::GROUP_EXTENSION, 0x02, &[0x00]);
        assert_eq!((picmg.privilege, picmg.repeatable), (Administrator, false));
    }

    #[test]
    fn typed_commands_of_dcmi_say_the_same() {
        fn agrees<C: Command>() {
            let need = need(C::NETFN, C::CMD, &[DCMI]);
            assert_eq!(need.privilege, C::PRIVILEGE, "{}", C::NAME);
        }
        agrees::<dcmi::power::GetPowerReading>();
        agrees::<dcmi::power::GetPowerLimit>();
        agrees::<dcmi::power::SetPowerLimit>();
        agrees::<dcmi::power::ActivatePowerLimit>();
        agrees::<dcmi::asset::GetAssetTag>();
        agrees::<dcmi::asset::SetAssetTag>();
        agrees::<dcmi::asset::GetIdentifier>();
        agrees::<dcmi::asset::SetIdentifier>();
        agrees::<dcmi::thermal::GetThermalLimit>();
        agrees::<dcmi::thermal::SetThermalLimit>();
        agrees::<dcmi::sensors::GetSensorInfo>();
        agrees::<dcmi::sensors::GetTemperatures>();
        agrees::<dcmi::config::GetParameter>();
        agrees::<dcmi::config::SetParameter>();
    }

    #[test]
    fn community_strings_are_secret() {
        assert!(need(netfn::TRANSPORT, 0x01, &[1, 16]).secret);
        assert!(!need(netfn::TRANSPORT, 0x01, &[1, 3]).secret);
    }
}
