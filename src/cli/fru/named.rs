//! The inventory that one record names.
use super::device::{Device, Kind};
use super::locators;
use super::storage::{Content, Depth, fetch};
use crate::cli::sdr::entry::Entry;
use crate::transport::Client;
use crate::transport::inventory_area::Sizes;

/// Reads it; `None` for a record that names none.
pub(in crate::cli) async fn read(
    client: &mut Client,
    entry: &Entry,
    verbose: bool,
) -> Option<Device> {
    let place = locators::place(entry, client.config().route)?;
    let depth = if verbose { Depth::Records } else { Depth::Areas };
    let content = match place.kind {
        Kind::Unsupported(..) => Content::Unsupported,
        _ => fetch(client, &mut Sizes::default(), &place, depth).await,
    };
    Some(Device { place, content, verbose })
}
