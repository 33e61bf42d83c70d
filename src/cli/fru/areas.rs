//! Chassis, board and product in IPMItool's words.
use std::io::{self, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::fru::area::Area;
use crate::model::fru::info::{Board, Chassis, Product, chassis_name};

/// Writes a chassis.
pub(super) fn chassis(w: &mut dyn Write, chassis: &Chassis) -> io::Result<()> {
    let Some(kind) = chassis.kind() else { return Ok(()) };
    line(w, "Chassis Type", chassis_name(kind).as_bytes())?;
    fields(w, &chassis.0, &["Chassis Part Number", "Chassis Serial"], "Chassis Extra")
}

/// Writes a board; the file ID only with `-v`.
pub(super) fn board(w: &mut dyn Write, board: &Board, verbose: bool) -> io::Result<()> {
    if board.0.fixed.len() < 4 {
        return Ok(());
    }
    line(w, "Board Mfg Date", date(board.made_at()).as_bytes())?;
    let file = if verbose { "Board FRU ID" } else { "" };
    let labels = ["Board Mfg", "Board Product", "Board Serial", "Board Part Number", file];
    fields(w, &board.0, &labels, "Board Extra")
}

/// Writes a product; the file ID only with `-v`.
pub(super) fn product(w: &mut dyn Write, product: &Product, verbose: bool) -> io::Result<()> {
    let file = if verbose { "Product FRU ID" } else { "" };
    let labels = [
        "Product Manufacturer",
        "Product Name",
        "Product Part Number",
        "Product Version",
        "Product Serial",
        "Product Asset Tag",
        file,
    ];
    fields(w, &product.0, &labels, "Product Extra")
}

fn fields(w: &mut dyn Write, area: &Area, labels: &[&str], extra: &str) -> io::Result<()> {
    for (label, field) in labels.iter().zip(&area.fields) {
        if !label.is_empty() {
            line(w, label, &field.text())?;
        }
    }
    area.custom.iter().try_for_each(|field| line(w, extra, &field.text()))
}

fn line(w: &mut dyn Write, label: &str, text: &[u8]) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    write!(w, " {label:<22}: ")?;
    w.write_all(text)?;
    writeln!(w)
}

fn date(seconds: Option<i64>) -> String {
    let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    match time {
        Some(time) => {
            time.to_zoned(TimeZone::system()).strftime("%a %b %e %H:%M:%S %Y %Z").to_string()
        }
        None => "Unspecified".to_owned(),
    }
}
