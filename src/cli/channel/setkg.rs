//! `channel setkg`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::Context;
use crate::cli::args;
use crate::cli::cleartext;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cli::prompt::prompt;
use crate::cmd::app::channel::{KEY_LEN, KeyId, KeyLock, SetChannelSecurityKeys};
use crate::crypto::secret::Secret;
use crate::transport::Client;
use crate::wire::ids::THIS_CHANNEL;

/// Sets the BMC key K_g.
#[derive(Clone, Debug)]
pub struct SetKg {
    channel: u8,
    key: Secret,
    allow_cleartext: bool,
}

impl SetKg {
    pub(super) fn parse(
        hex: bool,
        key: &str,
        channel: Option<&&str>,
        context: &Context,
    ) -> Result<Self, Failure> {
        let channel = channel.map_or(Ok(THIS_CHANNEL), |word| args::channel(word))?;
        let key = if key == "-" { prompt("K_g key: ")? } else { Secret::from(key) };
        let key = if hex { decode(key.bytes())? } else { key };
        if key.len() > KEY_LEN {
            return Err(Failure::usage(format!("The key is too long (> {KEY_LEN} bytes)")));
        }
        Ok(Self { channel, key, allow_cleartext: context.allow_cleartext })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let Self { channel, key, allow_cleartext } = self;
        cleartext::warn(client, out, allow_cleartext, "the key");
        let all_zero = key.bytes().iter().all(|byte| *byte == 0);
        let lock = client
            .send(&SetChannelSecurityKeys { channel, id: KeyId::Kg, key })
            .await
            .said(&format!("Set Channel Security Keys command failed (channel {channel})"))?;
        let lock = lock.map(|lock| match lock {
            KeyLock::NotLockable => "not lockable",
            KeyLock::Locked => "locked",
            KeyLock::Unlocked => "unlocked",
            KeyLock::Reserved => "unknown",
        });
        out.show(&Changed { channel, all_zero, lock })
    }
}

fn decode(digits: &[u8]) -> Result<Secret, Failure> {
    let (pairs, []) = digits.as_chunks::<2>() else {
        return Err(Failure::usage("The key has an odd number of digits"));
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let byte = |[high, low]: [u8; 2]| u8::try_from(digit(high)? << 4 | digit(low)?).ok();
    let key: Option<Vec<u8>> = pairs.iter().map(|pair| byte(*pair)).collect();
    key.map(Secret::new).ok_or_else(|| Failure::usage("The key is not hexadecimal"))
}

#[derive(Debug, Serialize)]
struct Changed {
    channel: u8,
    /// The default, which stands for no key.
    all_zero: bool,
    /// Absent when the BMC does not say.
    lock: Option<&'static str>,
}

impl Render for Changed {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let what = if self.all_zero { "reset to the default of all zeroes" } else { "set" };
        writeln!(w, "K_g of channel {} {what}.", self.channel)?;
        match self.lock {
            Some(lock) => writeln!(w, "Key lock: {lock}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_text_or_digits() {
        let parse = |hex, key| SetKg::parse(hex, key, None, &Context::default());
        assert_eq!(parse(true, "00ffAb").unwrap().key.bytes(), [0x00, 0xff, 0xab]);
        assert_eq!(parse(false, "00ff").unwrap().key.bytes(), b"00ff");
        let (fits, too_long) = ("00".repeat(20), "00".repeat(21));
        assert!(parse(true, &fits).is_ok());
        assert!(parse(true, &too_long).is_err());
        assert!(parse(true, "0").is_err());
        assert!(parse(true, "0g").is_err());
        assert!(!format!("{:?}", parse(false, "hunter2").unwrap()).contains("hunter2"));
    }

    #[test]
    fn text() {
        let text = |changed: &Changed| {
            let mut out = Vec::new();
            changed.text(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let set = Changed { channel: 14, all_zero: false, lock: Some("unlocked") };
        assert_eq!(text(&set), "K_g of channel 14 set.\nKey lock: unlocked\n");
        let reset = Changed { channel: 1, all_zero: true, lock: None };
        assert_eq!(text(&reset), "K_g of channel 1 reset to the default of all zeroes.\n");
    }
}
