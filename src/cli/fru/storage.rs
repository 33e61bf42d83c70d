//! Reads what is in an inventory.
use super::device::{Kind, Place};
use crate::cmd::storage::fru::AreaInfo;
use crate::error::Error;
use crate::model::fru::info::{Board, Chassis, Product};
use crate::model::fru::multirecord::Record;
use crate::model::fru::spd::Spd;
use crate::model::fru::{EIGHT, Header};
use crate::transport::Client;
use crate::transport::inventory_area::{Inventory, Sizes};

/// How much to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Chassis, board and product.
    Areas,
    /// Multirecords too.
    Records,
}

/// What is in an inventory, or why that is not known.
#[derive(Debug)]
pub(super) enum Content {
    /// Its areas.
    Areas(Box<Storage>),
    /// The presence detect data of a memory module.
    Spd(Spd),
    /// The controller does not know it.
    Absent(Error),
    /// It is there, and cannot be read.
    Unreadable(Error),
    /// It has no areas.
    Odd(String),
    /// A record says that it is something else.
    Unsupported,
}

/// The areas of an inventory.
#[derive(Debug)]
pub(super) struct Storage {
    pub(super) info: AreaInfo,
    pub(super) header: Header,
    pub(super) chassis: Option<Chassis>,
    pub(super) board: Option<Board>,
    pub(super) product: Option<Product>,
    /// Multirecords, where they were read.
    pub(super) records: Vec<Record>,
    /// What is wrong with the areas' places.
    pub(super) complaints: Vec<String>,
}

/// Reads an inventory.
pub(super) async fn fetch(
    client: &mut Client,
    sizes: &mut Sizes,
    place: &Place,
    depth: Depth,
) -> Content {
    let inventory = match Inventory::open(client, place.target, place.id).await {
        Ok(inventory) => inventory,
        Err(error) => return Content::Absent(error),
    };
    let read = read(client, sizes, inventory, place.kind, depth).await;
    read.unwrap_or_else(Content::Unreadable)
}

async fn read(
    client: &mut Client,
    sizes: &mut Sizes,
    mut inventory: Inventory,
    kind: Kind,
    depth: Depth,
) -> Result<Content, Error> {
    let info = inventory.info();
    if info.size == 0 {
        return Ok(Content::Odd(" Invalid FRU size 0".into()));
    }
    if kind == Kind::Spd {
        let bytes = inventory.read(client, sizes, 0..Spd::MOST).await?;
        return Ok(Spd::parse(bytes).map_or_else(|| Content::Odd(String::new()), Content::Spd));
    }
    let header = Header::parse(inventory.read(client, sizes, 0..Header::LEN).await?);
    if header.version != Header::VERSION {
        let line = format!(" Unknown FRU header version {:#04x}", header.version);
        return Ok(Content::Odd(line));
    }
    let mut areas = Reader { client, sizes, inventory, complaints: Vec::new(), gone: false };
    let places = header.areas;
    let chassis = areas.area(places.chassis).await.map(|bytes| Chassis::parse(&bytes));
    let board = areas.area(places.board).await.map(|bytes| Board::parse(&bytes));
    let product = areas.area(places.product).await.map(|bytes| Product::parse(&bytes));
    let records = match places.records {
        Some(offset) if depth == Depth::Records => areas.records(offset).await,
        _ => Vec::new(),
    };
    let complaints = areas.complaints;
    let storage = Storage { info, header, chassis, board, product, records, complaints };
    Ok(Content::Areas(Box::new(storage)))
}

/// Reads areas one by one.
struct Reader<'c> {
    client: &'c mut Client,
    sizes: &'c mut Sizes,
    inventory: Inventory,
    complaints: Vec<String>,
    /// The controller has stopped to answer.
    gone: bool,
}

impl Reader<'_> {
    /// Reads an area as far as it is there.
    async fn area(&mut self, offset: Option<usize>) -> Option<Vec<u8>> {
        let offset = self.inside(offset?)?;
        let head = self.bytes(offset, 2).await?;
        let len = head.get(1).map(|eights| usize::from(*eights) * EIGHT)?;
        self.adjust(offset, offset + len);
        self.bytes(offset, len).await
    }

    /// Follows the chain of records, as far as there are any.
    async fn records(&mut self, offset: usize) -> Vec<Record> {
        let mut records = Vec::new();
        let Some(mut at) = self.inside(offset) else { return records };
        while records.len() < MOST_RECORDS {
            let Some(header) = self.bytes(at, Record::HEADER).await else { break };
            let Some(len) = header.get(2).copied().filter(|_| header.iter().any(|b| *b != 0))
            else {
                break;
            };
            let end = at + Record::HEADER + usize::from(len);
            self.adjust(at + Record::HEADER, end);
            let Some(bytes) = self.bytes(at, end - at).await else { break };
            let Some(record) = Record::parse(&bytes) else { break };
            let last = record.last;
            records.push(record);
            if last || self.inside(end).is_none() {
                break;
            }
            at = end;
        }
        records
    }

    /// The offset, unless it is beyond the end.
    fn inside(&mut self, offset: usize) -> Option<usize> {
        let size = usize::from(self.inventory.info().size);
        if offset > size {
            self.complaints.push(format!("Read FRU Area offset incorrect: {offset} > {size}"));
        }
        (offset < size).then_some(offset)
    }

    /// Complains of an end that is beyond the inventory's.
    fn adjust(&mut self, offset: usize, end: usize) {
        let size = usize::from(self.inventory.info().size);
        if end > size {
            let rest = size - offset;
            self.complaints
                .push(format!("Read FRU Area length {end} too large, Adjusting to {rest}"));
        }
    }

    async fn bytes(&mut self, offset: usize, len: usize) -> Option<Vec<u8>> {
        let range = offset..offset + len;
        if self.gone {
            return None;
        }
        match self.inventory.read(self.client, self.sizes, range.clone()).await {
            Ok(bytes) => return Some(bytes.to_vec()),
            Err(Error::Completion { code, .. }) => {
                self.complaints.push(format!("FRU Read failed: {code}"));
            }
            Err(error) => {
                self.gone = true;
                self.complaints.push(format!("FRU Read failed: {error}"));
            }
        }
        let part = self.inventory.get(range);
        (!part.is_empty()).then(|| part.to_vec())
    }
}

/// More records than any chain has.
const MOST_RECORDS: usize = 256;
