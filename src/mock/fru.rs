//! FRU inventories and what was written to them.
use std::sync::Arc;

use super::model::{Fru, Model};
use super::options::Options;
use crate::wire::ids::BMC_ADDRESS;

/// All inventories.
#[derive(Clone, Debug)]
pub struct Frus {
    model: Arc<Model>,
    all: Vec<State>,
}

/// An inventory.
#[derive(Clone, Debug)]
struct State {
    /// In place of what the model has.
    own: Option<Vec<u8>>,
    /// Only when it was written to.
    bytes: Option<Vec<u8>>,
    busy: u32,
}

impl Frus {
    /// The inventories of the model; the machine's own one fits its name, where it has one.
    pub fn new(options: &Options) -> Self {
        let own = |fru: &Fru| {
            let identity = options.identity.as_ref()?;
            let machine = (fru.owner, fru.channel, fru.id) == (BMC_ADDRESS, 0, 0);
            machine.then(|| fru.made_for(identity, options.guid))?
        };
        let state = |fru| State { own: own(fru), bytes: None, busy: fru.options.busy };
        let model = &options.model;
        Self { all: model.frus.iter().map(state).collect(), model: Arc::clone(model) }
    }

    /// The place of an inventory at a controller.
    pub fn position(&self, owner: u8, channel: u8, id: u8) -> Option<usize> {
        let same = |fru: &Fru| (fru.owner, fru.channel, fru.id) == (owner, channel, id);
        self.model.frus.iter().position(same)
    }

    /// What the model says about it.
    pub fn about(&self, at: usize) -> Option<&Fru> {
        self.model.frus.get(at)
    }

    /// What is in it.
    pub fn bytes(&self, at: usize) -> &[u8] {
        let written = self.all.get(at).and_then(|state| state.bytes.as_deref());
        written.unwrap_or_else(|| self.unwritten(at))
    }

    /// What was in it before anything was written.
    fn unwritten(&self, at: usize) -> &[u8] {
        let own = self.all.get(at).and_then(|state| state.own.as_deref());
        let model = || self.model.frus.get(at).map(|fru| fru.bytes.as_slice());
        own.or_else(model).unwrap_or_default()
    }

    /// Counts an access to a device that is busy at first; true while it is.
    pub fn busy(&mut self, at: usize) -> bool {
        let Some(state) = self.all.get_mut(at) else { return false };
        let busy = state.busy > 0;
        state.busy = state.busy.saturating_sub(1);
        busy
    }

    /// Writes; false when that is beyond the end.
    pub fn write(&mut self, at: usize, offset: usize, data: &[u8]) -> bool {
        let now = self.bytes(at).to_vec();
        let Some(state) = self.all.get_mut(at) else { return false };
        let bytes = state.bytes.get_or_insert(now);
        let place = bytes.get_mut(offset..offset.saturating_add(data.len()));
        place.map(|place| place.copy_from_slice(data)).is_some()
    }

    /// Pieces that were written to: place, offset and bytes.
    pub fn changes(&self) -> impl Iterator<Item = (usize, usize, &[u8])> {
        let written = self.all.iter().enumerate().filter_map(|(at, state)| {
            let bytes = state.bytes.as_deref()?;
            Some((at, bytes, self.unwritten(at)))
        });
        written.flat_map(|(at, bytes, unwritten)| {
            let pieces = bytes.chunks(PIECE).zip(unwritten.chunks(PIECE)).enumerate();
            let changed = pieces.filter(|(_, (new, old))| new != old);
            changed.map(move |(piece, (new, _))| (at, piece * PIECE, new))
        })
    }
}

const PIECE: usize = 32;
