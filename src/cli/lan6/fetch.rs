//! Reading the parameters of `lan6`.
use super::items::{ITEMS, Item, Shape};
use super::shown::Row;
use super::words::Choice;
use crate::cli::failure::{Failure, Said};
use crate::cli::out::Out;
use crate::cmd::lan::{GetLanParameter, Parameter};
use crate::error::Error;
use crate::transport::Client;
use crate::wire::completion::CompletionCode;

/// Reads from one channel.
pub(super) struct Source {
    channel: u8,
    /// A parameter that one BMC or another does not have is no failure.
    lenient: bool,
}

impl Source {
    pub(super) fn new(channel: u8, choice: Choice) -> Self {
        Self { channel, lenient: choice.item.is_none() }
    }

    /// What was chosen, or all there is.
    pub(super) async fn fetch(
        &self,
        choice: Choice,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<Vec<Row>, Failure> {
        let Some(item) = choice.item else {
            let mut rows = Vec::new();
            for item in ITEMS {
                match self.all(item, client, &mut rows).await {
                    Ok(()) => {}
                    Err(failure) if failure.error().is_some_and(is_refusal) => {
                        failure.lines().take(1).for_each(|line| out.note(line));
                    }
                    Err(failure) => return Err(failure),
                }
            }
            return Ok(rows);
        };
        let mut rows = Vec::new();
        match (choice.set, choice.block) {
            (None, _) => self.all(item, client, &mut rows).await?,
            (Some(set), None) => rows.push(self.one(item, set, client).await?),
            (Some(set), Some(block)) => {
                let data = self.get(item, set, block, client).await.said(&failed(item.title))?;
                rows.push(Row { item, set, first_block: block, blocks: vec![data] });
            }
        }
        Ok(rows)
    }

    /// As many as the BMC has of an item. The last one is the one before the first refusal.
    async fn all(
        &self,
        item: &'static Item,
        client: &mut Client,
        rows: &mut Vec<Row>,
    ) -> Result<(), Failure> {
        let sets = match item.shape {
            Shape::One => 0..=0,
            Shape::StaticRouters => 1..=2,
            _ => 0..=u8::MAX - 1,
        };
        let mut first = true;
        for set in sets {
            match self.one(item, set, client).await {
                Ok(row) => rows.push(row),
                Err(failure) if failure.error().is_some_and(|e| self.is_end(e, first)) => break,
                Err(failure) => return Err(failure),
            }
            first = false;
        }
        Ok(())
    }

    /// True for a refusal that only says that there are no more.
    fn is_end(&self, error: &Error, first: bool) -> bool {
        if first && !self.lenient {
            return false;
        }
        matches!(
            error,
            Error::Completion {
                code: CompletionCode(0x80)
                    | CompletionCode::OUT_OF_RANGE
                    | CompletionCode::INVALID_FIELD,
                ..
            }
        )
    }

    /// An item whole.
    async fn one(&self, item: &'static Item, set: u8, client: &mut Client) -> Result<Row, Failure> {
        let mut blocks = Vec::new();
        match item.shape {
            Shape::One | Shape::Sets => {
                blocks.push(self.get(item, set, 0, client).await.said(&failed(item.title))?);
            }
            Shape::Timing(count) => {
                for block in 0..count {
                    let data = self.get(item, set, block, client).await;
                    blocks.push(data.said(&failed(item.title))?);
                }
            }
            Shape::Blocks => {
                blocks.push(self.get(item, set, 0, client).await.said(&failed(item.title))?);
                for block in 1..MOST_BLOCKS {
                    match self.get(item, set, block, client).await {
                        Ok(data) => blocks.push(data),
                        Err(Error::Completion { .. }) => break,
                        Err(error) => return Err(error.into()),
                    }
                }
            }
            Shape::StaticRouters | Shape::DynamicRouters => {
                blocks = self.router(item, set, client).await?;
            }
        }
        Ok(Row { item, set, first_block: 0, blocks })
    }

    async fn router(
        &self,
        item: &'static Item,
        set: u8,
        client: &mut Client,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let (first, set, title) = if item.shape == Shape::StaticRouters {
            let first =
                if set == 1 { Parameter::STATIC_ROUTER_1 } else { Parameter::STATIC_ROUTER_2 };
            (first, 0, format!("{} {set}", item.title))
        } else {
            (Parameter::DYNAMIC_ROUTER, set, format!("{} Info", item.title))
        };
        let mut parts = Vec::new();
        for (step, what) in
            (0..).zip(["IP Address", "MAC Address", "Prefix Length", "Prefix Value"])
        {
            let parameter = Parameter(first.0.saturating_add(step));
            let channel = self.channel;
            let request = GetLanParameter { channel, parameter, set, block: 0 };
            let data = client.send(&request).await.said(&failed(&format!("{title} {what}")))?;
            // A dynamic router has a set selector in front.
            let skip = usize::from(item.shape == Shape::DynamicRouters);
            parts.push(data.get(skip..).unwrap_or_default().to_vec());
        }
        Ok(parts)
    }

    /// The data of one request, without selectors but for an address, which has them as its own.
    async fn get(
        &self,
        item: &Item,
        set: u8,
        block: u8,
        client: &mut Client,
    ) -> Result<Vec<u8>, Error> {
        let (channel, parameter) = (self.channel, Parameter(item.number));
        let data = client.send(&GetLanParameter { channel, parameter, set, block }).await?;
        let skip = match item.shape {
            Shape::Timing(_) | Shape::Blocks => 2,
            _ => 0,
        };
        Ok(data.get(skip..).unwrap_or_default().to_vec())
    }
}

fn is_refusal(error: &Error) -> bool {
    matches!(error, Error::Completion { .. })
}

fn failed(title: &str) -> String {
    format!("Failed to get {title}")
}

/// A DUID has at most 130 bytes (RFC 8415 §11.1), and a block 16.
const MOST_BLOCKS: u8 = 16;
