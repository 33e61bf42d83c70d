//! Records by name.
use super::entry::Entry;
use super::sweep::{is_passing, walk_failed};
use crate::cli::failure::Failure;
use crate::cli::inventory::Walk;
use crate::transport::Client;

/// Records as far as they were needed.
#[derive(Debug)]
pub(in crate::cli) struct Records {
    walk: Walk,
    read: Vec<Entry>,
    /// Why one could not be read, or why there are no more.
    pub end: Option<Failure>,
    over: bool,
}

impl Records {
    /// Those of a walk that begins.
    pub(in crate::cli) fn new(walk: Walk) -> Self {
        Self { walk, read: Vec::new(), end: None, over: false }
    }

    /// The first record of that name.
    pub(in crate::cli) async fn find(&mut self, client: &mut Client, name: &str) -> Option<Entry> {
        if let Some(entry) = self.read.iter().find(|entry| entry.is_named(name)) {
            return Some(entry.clone());
        }
        while !self.over {
            match self.walk.next(client).await {
                Ok(None) => self.over = true,
                Ok(Some(bytes)) => {
                    let Some(entry) = Entry::parse(&bytes) else { continue };
                    self.read.push(entry.clone());
                    if entry.is_named(name) {
                        return Some(entry);
                    }
                }
                Err(error) => {
                    self.over = !is_passing(&error);
                    self.end.get_or_insert(walk_failed(error));
                }
            }
        }
        None
    }
}
