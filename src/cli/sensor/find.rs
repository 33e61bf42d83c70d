//! The records of the names on the command line.
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::Out;
use crate::cli::sdr::entry::Entry;
use crate::cli::sdr::records::Records;
use crate::transport::Client;

/// The first record of each name, and what to say when not all are there: `missing` makes the
/// line for a name.
///
/// # Errors
/// What to say when the records cannot be read at all.
pub(super) async fn find(
    source: &Source,
    names: &[String],
    client: &mut Client,
    out: &mut Out<'_>,
    missing: impl Fn(&str) -> String,
) -> Result<(Vec<(String, Entry)>, Option<Failure>), Failure> {
    let opened = source.open(client, out).await;
    let walk = opened
        .map_err(|failure| names.iter().fold(failure, |said, name| said.line(missing(name))))?;
    let mut records = Records::new(walk);
    let mut found = Vec::new();
    let mut lines = Vec::new();
    for name in names {
        match records.find(client, name).await {
            Some(entry) => found.push((name.clone(), entry)),
            None => lines.push(missing(name)),
        }
    }
    let failure = match (records.end, lines.split_first()) {
        (_, None) => None,
        (Some(end), Some(_)) => Some(lines.iter().fold(end.with_status(1), Failure::line)),
        (None, Some((first, more))) => {
            Some(more.iter().fold(Failure::result(first), Failure::line))
        }
    };
    Ok((found, failure))
}
