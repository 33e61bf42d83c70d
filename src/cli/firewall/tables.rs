//! What the BMC says about its commands.
use crate::cli::failure::Failure;
use crate::cmd::Command;
use crate::cmd::app::firewall::{GetCommands, GetNetFnSupport, GetSubFunctions, Half, One};
use crate::error::Error;
use crate::transport::Client;

/// A bit for each of 256 commands.
pub(super) type Bits = [u8; 32];

/// The commands of a network function; `None` for what was refused.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Commands {
    pub(super) support: Option<Bits>,
    pub(super) configurable: Option<Bits>,
    pub(super) enabled: Option<Bits>,
}

/// The sub-functions of a command; `None` for what was refused.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SubFunctions {
    pub(super) support: Option<u32>,
    pub(super) configurable: Option<u32>,
    pub(super) enabled: Option<u32>,
}

/// Collects what to say about refusals.
pub(super) type Notes = Vec<String>;

impl Commands {
    pub(super) async fn fetch(
        client: &mut Client,
        half: Half,
        notes: &mut Notes,
    ) -> Result<Self, Failure> {
        let support = both::<0x0a>(client, half, notes).await?;
        Ok(Self {
            support: support.map(|bits| bits.map(|byte| !byte)),
            configurable: both::<0x0c>(client, half, notes).await?,
            enabled: both::<0x61>(client, half, notes).await?,
        })
    }

    /// True when nothing was refused.
    pub(super) fn is_whole(&self) -> bool {
        self.support.is_some() && self.configurable.is_some() && self.enabled.is_some()
    }
}

impl SubFunctions {
    pub(super) async fn fetch(
        client: &mut Client,
        one: One,
        notes: &mut Notes,
    ) -> Result<Self, Failure> {
        let support = told(client.send(&GetSubFunctions::<0x0b>(one)).await, one, notes)?;
        Ok(Self {
            support: support.map(|bits| !bits),
            configurable: told(client.send(&GetSubFunctions::<0x0d>(one)).await, one, notes)?,
            enabled: told(client.send(&GetSubFunctions::<0x63>(one)).await, one, notes)?,
        })
    }
}

/// Both halves of a table.
async fn both<const CMD: u8>(
    client: &mut Client,
    half: Half,
    notes: &mut Notes,
) -> Result<Option<Bits>, Failure> {
    let mut bits = [0; 32];
    for (upper, part) in [false, true].into_iter().zip(bits.chunks_mut(16)) {
        match client.send(&GetCommands::<CMD>(Half { upper, ..half })).await {
            Ok(answer) => part.copy_from_slice(&answer),
            Err(Error::Completion { code, .. }) => {
                let (name, op) = (GetCommands::<CMD>::NAME, u8::from(upper));
                let Half { lun, netfn, .. } = half;
                notes.push(format!(
                    "{name} (LUN={lun}, NetFn={netfn}, op={op}) command failed: {code}"
                ));
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Some(bits))
}

fn told(answer: Result<u32, Error>, one: One, notes: &mut Notes) -> Result<Option<u32>, Failure> {
    match answer {
        Ok(bits) => Ok(Some(bits)),
        Err(Error::Completion { command, code, .. }) => {
            let One { lun, netfn, command: number, .. } = one;
            notes.push(format!(
                "{command} (LUN={lun}, NetFn={netfn}, command={number}) command failed: {code}"
            ));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// LUNs and network functions that have commands; none where the BMC does not tell.
pub(super) async fn pairs(
    client: &mut Client,
    channel: u8,
    notes: &mut Notes,
) -> Result<Vec<(u8, u8)>, Failure> {
    let support = match client.send(&GetNetFnSupport(channel)).await {
        Ok(support) => support,
        Err(Error::Completion { command, code, .. }) => {
            notes.push(format!("{command} command failed: {code}"));
            return Ok(Vec::new());
        }
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for (lun, pairs) in (0_u8..).zip(support.pairs) {
        if support.luns >> (2 * lun) & 0x03 != 0 {
            let there = (0_u8..32).filter(|pair| pairs >> pair & 1 != 0);
            found.extend(there.map(|pair| (lun, pair * 2)));
        }
    }
    Ok(found)
}

/// One command's bit.
pub(super) fn has(bits: Option<&Bits>, command: u8) -> bool {
    let byte = bits.and_then(|bits| bits.get(usize::from(command >> 3)));
    byte.is_some_and(|byte| byte >> (command & 7) & 1 != 0)
}
