//! `sel list`, `sel elist`: one line for each entry.

use super::entries::{Choice, Entries};
use super::line::{Line, Shape};
use super::lines::Lines;
use crate::cli::Context;
use crate::cli::failure::{Failure, Said};
use crate::cli::files::OemFile;
use crate::cli::inventory::Source;
use crate::cli::number::parse_i32;
use crate::cli::out::{Format, Out};
use crate::cmd::storage::sel::GetSelInfo;
use crate::transport::Client;

/// Shows entries.
#[derive(Clone, Debug)]
pub struct List {
    source: Source,
    choice: Choice,
    /// With the names of sensors.
    extended: bool,
    utc: bool,
    /// Texts for OEM entries (`-O`).
    texts: Option<OemFile>,
}

impl List {
    /// Reads the words behind `list`. IPMItool ignores all but the first of three and more.
    pub(super) fn parse(
        words: &[&str],
        extended: bool,
        context: &Context,
    ) -> Result<Self, Failure> {
        let choice = match words {
            [count] | ["first", count] => number(count)?,
            ["last", count] => match number(count)? {
                Choice::First(count) => Choice::Last(count),
                Choice::Last(count) => Choice::First(count),
                Choice::All => Choice::All,
            },
            [_, _] => return Err(Failure::usage("Unknown sel list option")),
            _ => Choice::All,
        };
        Ok(Self { choice, ..Self::all(extended, context) })
    }

    /// All entries.
    pub(super) fn all(extended: bool, context: &Context) -> Self {
        let source = context.records.clone();
        let texts = context.oem_sel.clone();
        Self { source, choice: Choice::All, extended, utc: context.utc, texts }
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        self.each(client, out, &mut |_| Ok(())).await.map(|_| ())
    }

    /// Shows entries, and gives each of them to `take` as well; gives the number of entries.
    pub(super) async fn each(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
        take: &mut (dyn FnMut(&Line) -> Result<(), Failure> + '_),
    ) -> Result<usize, Failure> {
        let info = client.send(&GetSelInfo).await.said("Get SEL Info command failed")?;
        if info.entries == 0 {
            out.note("SEL has no entries");
            out.rows().finish()?;
            return Ok(0);
        }
        let mut lines = self.lines(client, out).await?;
        let mut entries = Entries::open(client, self.choice, info.entries).await?;
        let mut rows = out.rows();
        let mut count = 0;
        let mut end = Ok(());
        loop {
            match entries.next(client).await {
                Ok(Some(bytes)) => {
                    let line = lines.line(client, &bytes).await?;
                    rows.push(&line)?;
                    take(&line)?;
                    count += 1;
                }
                Ok(None) => break,
                Err(failure) => {
                    end = Err(failure);
                    break;
                }
            }
        }
        if let Some(complaint) = entries.complaint() {
            rows.note(complaint);
        }
        rows.finish()?;
        end.map(|()| count)
    }

    /// The long text form has no place for names of sensors.
    async fn lines(&self, client: &mut Client, out: &mut Out<'_>) -> Result<Lines, Failure> {
        let verbose = out.verbosity() > 0;
        let shape = Shape { verbose, utc: self.utc };
        let as_ipmitool = matches!(out.format(), Format::Text | Format::Csv);
        let lines = if self.extended && !(verbose && as_ipmitool) {
            Lines::with_sensors(shape, &self.source, client, out).await?
        } else {
            Lines::plain(shape)
        };
        let texts = self.texts.as_ref().and_then(OemFile::texts).cloned();
        Ok(lines.with_texts(texts.unwrap_or_default()))
    }
}

/// So many of the oldest entries, or with a minus of the newest; 0 is for all.
fn number(word: &str) -> Result<Choice, Failure> {
    let number = parse_i32(word)
        .map_err(|_| Failure::usage(format!("Numeric argument required; got '{word}'")))?;
    let most = usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX);
    Ok(match number.signum() {
        1 => Choice::First(most),
        0 => Choice::All,
        _ => Choice::Last(most),
    })
}
