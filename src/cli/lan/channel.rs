//! Which channel is meant, and whether it is a LAN channel.
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cmd::app::channel::GetChannelInfo;
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// What is said about a channel that is none.
type Complaint = fn(u8) -> String;

/// Reads a channel number.
pub(super) fn parse(word: &str) -> Result<u8, Failure> {
    parse_u8(word).map_err(|_| Failure::usage(format!("Invalid channel: {word}")))
}

/// The channel that was named, or the first LAN channel.
pub(super) async fn find(
    named: Option<u8>,
    client: &mut Client,
    complaint: Complaint,
) -> Result<u8, Failure> {
    if let Some(channel) = named {
        check(channel, client, complaint).await?;
        return Ok(channel);
    }
    let mut refused = None;
    for channel in 1..=LAST {
        match client.send(&GetChannelInfo(channel)).await {
            Ok(info) if info.medium == LAN_MEDIUM => return Ok(channel),
            // One of these is the same for all.
            Err(error @ Error::Completion { code: CompletionCode::INVALID_COMMAND, .. }) => {
                refused = Some(error);
                break;
            }
            Ok(_) | Err(Error::Completion { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(refused.map_or_else(|| Failure::result(complaint(0)), Failure::from))
}

/// Makes sure that it is a LAN channel.
pub(super) async fn check(
    channel: u8,
    client: &mut Client,
    complaint: Complaint,
) -> Result<(), Failure> {
    if channel > MOST {
        return Err(Failure::usage(complaint(channel)));
    }
    match client.send(&GetChannelInfo(channel)).await {
        Ok(info) if info.medium == LAN_MEDIUM => Ok(()),
        Ok(_) => Err(Failure::result(complaint(channel))),
        Err(Error::Completion { code: CompletionCode::INVALID_FIELD, .. }) => {
            Err(Failure::result(complaint(channel)))
        }
        Err(error) => Err(Failure::from(error).line(complaint(channel))),
    }
}

/// What `lan print` and `lan stats` say.
pub(super) fn invalid(channel: u8) -> String {
    format!("Invalid channel: {channel}")
}

/// What `lan set` says.
pub(super) fn not_lan(channel: u8) -> String {
    format!("Channel {channel} is not a LAN channel!")
}

/// What `lan alert` says.
pub(super) fn not_lan_either(channel: u8) -> String {
    format!("Channel {channel} is not a LAN channel")
}

/// 802.3 LAN (IPMI v2.0 table 6-3).
const LAN_MEDIUM: u8 = 0x04;
/// The highest channel number there is.
const MOST: u8 = 15;
/// The highest number of a channel that is a network.
const LAST: u8 = 0x0b;
