//! `sdr type` and `sdr entity`: what their words mean, and the tables they show.
use std::io::{self, Write};

use serde::Serialize;

use super::list::Filter;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cli::out::{Out, Render};
use crate::model::tables::{entities, sensor_types};

/// What `sdr type WORD` asks for.
#[derive(Clone, Debug)]
pub(super) enum Type {
    /// Sensors of a type.
    Sensors(Filter),
    /// The table; with the word that is no name of a type.
    Table(Option<String>),
}

impl Type {
    /// Reads the word.
    pub(super) fn parse(word: Option<&str>) -> Result<Self, Failure> {
        let Some(word) = word else { return Ok(Self::Table(None)) };
        if asks_for_table(word) {
            return Ok(Self::Table(None));
        }
        if word.starts_with("0x") {
            let wrong =
                || format!("Given type of sensor \"{word}\" is either invalid or out of range.");
            return match parse_u8(word) {
                Ok(code) => Ok(Self::Sensors(Filter::Type(code))),
                Err(_) => Err(Failure::usage(wrong())),
            };
        }
        let found = sensor_type_names().find(|(_, name)| name.eq_ignore_ascii_case(word));
        Ok(match found {
            Some((code, _)) => Self::Sensors(Filter::Type(code)),
            None => Self::Table(Some(word.to_owned())),
        })
    }
}

/// True for `list` and `help`, in any case.
pub(super) fn asks_for_table(word: &str) -> bool {
    word.eq_ignore_ascii_case("help") || word.eq_ignore_ascii_case("list")
}

/// All but the reserved 0.
fn sensor_type_names() -> impl Iterator<Item = (u8, &'static str)> {
    (0_u8..).zip(sensor_types::GENERIC.iter().copied()).skip(1)
}

/// Reads what stands behind `sdr entity`: `ID`, `ID.INSTANCE` or a name.
pub(super) fn entity(word: &str) -> Result<Filter, Failure> {
    if let Some((id, rest)) = leading_number(word) {
        let instance = rest.strip_prefix('.').and_then(leading_number);
        let instance = instance.map(|(number, _)| number & WILDCARD);
        return Ok(Filter::Entity(id, instance.filter(|number| *number != WILDCARD)));
    }
    let named = |(_, name): &(u8, &str)| name.eq_ignore_ascii_case(word);
    match entities::all().filter(named).last() {
        Some((id, _)) => Ok(Filter::Entity(id, None)),
        None => Err(Failure::usage(format!("Invalid entity: {word}"))),
    }
}

/// A number as C's scanf takes it, cut to its low byte, and what stands behind it.
fn leading_number(text: &str) -> Option<(u8, &str)> {
    let text = text.trim_start();
    let (negative, digits) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (number, rest) = digits.split_at_checked(end)?;
    if number.is_empty() {
        return None;
    }
    let value = number.parse::<u64>().unwrap_or(u64::MAX);
    let value = if negative { value.wrapping_neg() } else { value };
    let [low, ..] = value.to_le_bytes();
    Some((low, rest))
}

/// A name with its code.
#[derive(Debug, Serialize)]
struct Named {
    code: u8,
    name: &'static str,
}

/// The table of sensor types, or of entities.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Table {
    names: Vec<Named>,
    #[serde(skip)]
    entities: bool,
}

impl Table {
    pub(super) fn of_types() -> Self {
        let names = sensor_type_names().map(|(code, name)| Named { code, name }).collect();
        Self { names, entities: false }
    }

    pub(super) fn of_entities() -> Self {
        let names = entities::all().map(|(code, name)| Named { code, name }).collect();
        Self { names, entities: true }
    }

    pub(super) fn show(&self, out: &mut Out<'_>) -> Result<(), Failure> {
        out.show(self)
    }
}

impl Render for Table {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        writeln!(w, "{}", if self.entities { "\nEntity IDs:\n" } else { "Sensor Types:" })?;
        for pair in self.names.chunks(2) {
            for (at, Named { code, name }) in pair.iter().enumerate() {
                match (self.entities, at) {
                    (true, 0) => write!(w, "{code:>6}  {name:<32}  ")?,
                    (true, _) => write!(w, "{code:>6}  {name:<32}")?,
                    (false, 0) => write!(w, "\t{name:<25} (0x{code:02x})   ")?,
                    (false, _) => write!(w, "{name:<25} (0x{code:02x})")?,
                }
            }
            writeln!(w)?;
        }
        if self.entities { writeln!(w) } else { Ok(()) }
    }
}

/// The instance that stands for all.
const WILDCARD: u8 = 0x7f;
