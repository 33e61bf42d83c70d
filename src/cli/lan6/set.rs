//! `lan6 set`.
use std::net::Ipv6Addr;

use serde::Serialize;

use super::items::{Item, Shape, set_lines};
use super::words::{bad, block_selector, channel, set_selector, set_usage};
use crate::cli::failure::{Failure, Said};
use crate::cli::lan::address::mac;
use crate::cli::lan::guard::{Guard, IN_PROGRESS};
use crate::cli::number::{parse_u8, parse_u32};
use crate::cli::out::{Out, Quiet};
use crate::cmd::lan::Parameter;
use crate::cmd::lan::ipv6::{Ipv6Address, Router};
use crate::transport::Client;

/// Changes a parameter.
#[derive(Clone, Debug)]
pub(super) struct Set {
    channel: u8,
    /// Somebody else says that writes are in progress.
    nolock: bool,
    item: &'static Item,
    selector: u8,
    writes: Vec<(Parameter, Vec<u8>)>,
}

impl Set {
    pub(super) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let Some((first, rest)) = words.split_first() else {
            return Err(Failure::usage_printed(set_usage(), 1));
        };
        let channel = channel(first)?;
        let (nolock, rest) = match rest {
            [word, rest @ ..] if word.eq_ignore_ascii_case("nolock") => (true, rest),
            _ => (false, rest),
        };
        let Some((name, mut rest)) = rest.split_first() else {
            return Err(Failure::usage("invalid parameter, must be one of:").printing(set_lines()));
        };
        let item = Item::find(name).ok_or_else(|| bad("invalid parameter", set_usage))?;
        let (mut set, mut block) = (0, 0);
        if item.shape != Shape::One {
            let Some((word, behind)) = rest.split_first() else {
                return Err(Failure::usage("set selector is not specified"));
            };
            (set, rest) = (set_selector(item, word, set_usage)?, behind);
        }
        if item.shape == Shape::Blocks {
            let Some((word, behind)) = rest.split_first() else {
                return Err(Failure::usage("block selector is not specified"));
            };
            (block, rest) = (block_selector(word, set_usage)?, behind);
        }
        let usage = item.set_usage().ok_or_else(|| Failure::usage("the parameter is read-only"))?;
        let writes = writes(item, set, block, rest).map_err(|problem| match problem {
            Problem::Few => Failure::usage_printed(usage.clone(), 1),
            Problem::Value => Failure::usage("invalid value").printing(usage.clone()),
        })?;
        Ok(Self { channel, nolock, item, selector: set, writes })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        out.note_at(1, "Setting parameter(s)...");
        let guard = Guard::new(self.channel, client);
        if !self.nolock {
            progress(&guard, IN_PROGRESS, client).await?;
        }
        let written = self.write(&guard, client).await;
        if !self.nolock {
            guard.end(client, written.is_ok()).await;
        }
        written?;
        let (channel, parameter, set) = (self.channel, self.item.name, self.selector);
        let set = (self.item.shape != Shape::One).then_some(set);
        out.show(&Quiet(Changed { channel, parameter, set }))
    }

    async fn write(&self, guard: &Guard, client: &mut Client) -> Result<(), Failure> {
        let router = ["IP Address", "MAC Address", "Prefix Length", "Prefix Value"];
        for (at, (parameter, data)) in self.writes.iter().enumerate() {
            let title = match (self.item.shape, router.get(at)) {
                (Shape::StaticRouters, Some(what)) => {
                    format!("{} {} {what}", self.item.title, self.selector)
                }
                _ => self.item.title.to_owned(),
            };
            let written = guard.write(client, *parameter, data.clone()).await;
            written.said(&format!("Failed to set {title}"))?;
        }
        Ok(())
    }
}

/// Says that writes are in progress, over, or to be kept.
pub(super) async fn progress(guard: &Guard, state: u8, client: &mut Client) -> Result<(), Failure> {
    let written = guard.write(client, Parameter::SET_IN_PROGRESS, vec![state]).await;
    written.said("Failed to set Set In Progress")
}

/// What is wrong with values.
enum Problem {
    Few,
    Value,
}

fn writes(
    item: &Item,
    set: u8,
    block: u8,
    words: &[&str],
) -> Result<Vec<(Parameter, Vec<u8>)>, Problem> {
    let parameter = Parameter(item.number);
    let one = |data| vec![(parameter, data)];
    let [first, rest @ ..] = words else { return Err(Problem::Few) };
    Ok(match item.shape {
        Shape::One => one(single(item.name, first)?),
        Shape::Sets => one(address(set, words)?.bytes()),
        Shape::Blocks => one([vec![set, block], hex_block(first)?].concat()),
        Shape::Timing(count) => {
            let mut writes = Vec::new();
            for number in 0..count {
                let word = words.get(usize::from(number)).copied().unwrap_or_default();
                writes.push((parameter, [vec![set, number], hex_block(word)?].concat()));
            }
            writes
        }
        Shape::StaticRouters | Shape::DynamicRouters => {
            let [mac_word, prefix, len, ..] = rest else { return Err(Problem::Few) };
            let router = Router {
                address: ipv6(first)?,
                mac: mac(mac_word).map_err(|_| Problem::Value)?,
                prefix: ipv6(prefix)?,
                prefix_len: number(len)?,
            };
            let first =
                if set == 1 { Parameter::STATIC_ROUTER_1 } else { Parameter::STATIC_ROUTER_2 };
            router.parts(first).to_vec()
        }
    })
}

fn single(name: &str, word: &str) -> Result<Vec<u8>, Problem> {
    let choice = |choices: &[(&str, u8)]| {
        let known = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        known.map(|(_, code)| vec![*code]).ok_or(Problem::Value)
    };
    match name {
        "enables" => choice(&[("ipv4", 0), ("ipv6", 1), ("both", 2)]),
        "rtr_cfg" => choice(&[("static", 1), ("dynamic", 2), ("both", 3)]),
        "flow_label" => match parse_u32(word) {
            Ok(label @ 0..=0x000f_ffff) => {
                let [_, bytes @ ..] = label.to_be_bytes();
                Ok(bytes.to_vec())
            }
            _ => Err(Problem::Value),
        },
        _ => Ok(vec![number(word)?]),
    }
}

fn address(set: u8, words: &[&str]) -> Result<Ipv6Address, Problem> {
    let [state, address, prefix, rest @ ..] = words else { return Err(Problem::Few) };
    let source = match state.to_ascii_lowercase().as_str() {
        "enable" => 0x80,
        "disable" => 0,
        _ => return Err(Problem::Value),
    };
    // The BMC has a status of its own; what `lan6 save` wrote is sent back to it.
    let names = ["active", "disabled", "pending", "failed", "deprecated", "invalid"];
    let status = rest.first().and_then(|word| (0..).zip(names).find(|(_, name)| name == word));
    let status = status.map_or(0, |(code, _)| code);
    Ok(Ipv6Address { set, source, address: ipv6(address)?, prefix: number(prefix)?, status })
}

fn ipv6(word: &str) -> Result<Ipv6Addr, Problem> {
    word.parse().map_err(|_| Problem::Value)
}

fn number(word: &str) -> Result<u8, Problem> {
    parse_u8(word).map_err(|_| Problem::Value)
}

/// Up to 16 bytes as pairs of digits, filled up with zeros.
fn hex_block(word: &str) -> Result<Vec<u8>, Problem> {
    let digits: Option<Vec<u8>> =
        word.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.ok_or(Problem::Value)?;
    if digits.len() % 2 != 0 || digits.len() > 2 * BLOCK {
        return Err(Problem::Value);
    }
    let mut bytes: Vec<u8> =
        digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    bytes.resize(BLOCK, 0);
    Ok(bytes)
}

#[derive(Debug, Serialize)]
struct Changed {
    channel: u8,
    parameter: &'static str,
    set: Option<u8>,
}

const BLOCK: usize = 16;
