//! FRU inventories and what was written to them.
use std::sync::Arc;

use super::model::{Fru, Model};

/// All inventories.
#[derive(Clone, Debug)]
pub struct Frus {
    model: Arc<Model>,
    all: Vec<State>,
}

/// An inventory.
#[derive(Clone, Debug)]
struct State {
    /// Only when it was written to.
    bytes: Option<Vec<u8>>,
    busy: u32,
}

impl Frus {
    /// The inventories of a model.
    pub fn new(model: &Arc<Model>) -> Self {
        let state = |fru: &Fru| State { bytes: None, busy: fru.options.busy };
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
        let model = || self.model.frus.get(at).map(|fru| fru.bytes.as_slice());
        written.or_else(model).unwrap_or_default()
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

    /// Pieces that differ from the model: place, offset and bytes.
    pub fn changes(&self) -> impl Iterator<Item = (usize, usize, &[u8])> {
        let written = self.all.iter().enumerate().filter_map(|(at, state)| {
            let bytes = state.bytes.as_deref()?;
            Some((at, bytes, self.model.frus.get(at)?.bytes.as_slice()))
        });
        written.flat_map(|(at, bytes, model)| {
            let pieces = bytes.chunks(PIECE).zip(model.chunks(PIECE)).enumerate();
            let changed = pieces.filter(|(_, (new, old))| new != old);
            changed.map(move |(piece, (new, _))| (at, piece * PIECE, new))
        })
    }
}

const PIECE: usize = 32;
