//! `sel save`: all entries, and a file with their events.
use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::file;
use super::line::Line;
use super::list::List;
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::out::{Format, Out};
use crate::error::Error;
use crate::model::sel::{Event, event_file};
use crate::transport::Client;

/// Shows entries and writes a file: text for `sel add`, or with `--json` an object on each line.
#[derive(Clone, Debug)]
pub struct Save {
    list: List,
    file: String,
}

impl Save {
    pub(super) fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        Ok(Self { file: file(words, "save")?, list: List::all(false, context) })
    }

    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let json = out.format() == Format::Json;
        save(&self.list, client, out, &self.file, &mut |line, file| {
            if json {
                serde_json::to_writer(&mut *file, line)?;
                writeln!(file)
            } else {
                file.write_all(&text(line))
            }
        })
        .await
    }
}

/// Shows all entries and writes each of them to a file, which is made only when there is an entry.
pub(super) async fn save(
    list: &List,
    client: &mut Client,
    out: &mut Out<'_>,
    path: &str,
    write: &mut (dyn FnMut(&Line, &mut dyn Write) -> io::Result<()> + '_),
) -> Result<(), Failure> {
    let mut opened: Option<BufWriter<File>> = None;
    let cannot = |what: &str, error: io::Error| {
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or_default();
        let line = format!("Unable to {what}: {text}");
        Failure::client(Error::Io(error), line)
    };
    let unwritten = |error| cannot(&format!("write to file {path}"), error);
    list.each(client, out, &mut |line| {
        let file = match &mut opened {
            Some(file) => file,
            place => {
                let file = File::create(path)
                    .map_err(|error| cannot(&format!("open file {path} for write"), error))?;
                place.insert(BufWriter::new(file))
            }
        };
        write(line, file).map_err(unwritten)
    })
    .await?;
    opened.map_or(Ok(()), |mut file| file.flush().map_err(unwritten))
}

/// The line of an entry. IPMItool takes records of all types for events here.
fn text(line: &Line) -> Vec<u8> {
    let event = Event::of(line.record.bytes);
    let what = line.description(&event);
    let what = if what.is_empty() { "Unknown" } else { &what };
    let kind = line.sensor_type(&event);
    event_file::line(&event, format!("{kind} #0x{:02x} {what}", event.number).as_bytes())
}
