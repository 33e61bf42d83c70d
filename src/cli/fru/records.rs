//! Multirecords in IPMItool's words, which has some for the most usual types only.
use std::io::{self, Write};

use super::picmg;
use crate::cli::maker;
use crate::model::fru::multirecord::{Content, Electric, PICMG, PowerSupply, Record};

/// Writes a record.
pub(super) fn text(w: &mut dyn Write, record: &Record) -> io::Result<()> {
    match (record.kind, record.content()) {
        (0x00, Some(Content::PowerSupply(supply))) => power_supply(w, &supply),
        (0x01, Some(Content::DcOutput(output))) => dc_output(w, &output),
        (0x02, Some(Content::DcLoad(load))) => dc_load(w, &load),
        (OEM, Some(Content::Oem { manufacturer: PICMG, data })) => picmg::text(w, &data),
        (OEM, Some(Content::Oem { manufacturer, .. })) => {
            w.write_all(b"  OEM (")?;
            match maker::name(manufacturer) {
                Some(name) => w.write_all(&name)?,
                None => write!(w, "Unknown (0x{manufacturer:X})")?,
            }
            w.write_all(b") Record\n")
        }
        _ => Ok(()),
    }
}

fn power_supply(w: &mut dyn Write, supply: &PowerSupply) -> io::Result<()> {
    writeln!(w, " Power Supply Record")?;
    line(w, "Capacity", format_args!("{} W", supply.capacity_watts))?;
    line(w, "Peak VA", format_args!("{} VA", supply.peak_va))?;
    line(w, "Inrush Current", format_args!("{} A", supply.inrush_amps))?;
    line(w, "Inrush Interval", format_args!("{} ms", supply.inrush_ms))?;
    for (label, (low, high)) in
        [("Input Voltage Range 1", supply.input1), ("Input Voltage Range 2", supply.input2)]
    {
        line(w, label, format_args!("{}-{} V", low / 100, high / 100))?;
    }
    let (low, high) = supply.frequency;
    line(w, "Input Frequency Range", format_args!("{low}-{high} Hz"))?;
    line(w, "A/C Dropout Tolerance", format_args!("{} ms", supply.dropout_ms))?;
    line(w, "Flags", format_args!("{}", flags(supply)))?;
    line(w, "Peak capacity", format_args!("{} W", supply.peak_watts))?;
    line(w, "Peak capacity holdup", format_args!("{} s", supply.hold_up_seconds))?;
    match supply.combined_watts {
        0 => line(w, "Combined capacity", format_args!("not specified"))?,
        watts => {
            let (first, second) = supply.combined;
            let outputs = (output_name(first), output_name(second));
            line(
                w,
                "Combined capacity",
                format_args!("{watts} W ({} and {})", outputs.0, outputs.1),
            )?;
        }
    }
    if supply.has(PowerSupply::PREDICTIVE_FAIL) {
        line(w, "Fan lower threshold", format_args!("{} RPS", supply.tachometer_rps))?;
    }
    Ok(())
}

fn flags(supply: &PowerSupply) -> String {
    let mut text = String::new();
    let names = [
        (PowerSupply::PREDICTIVE_FAIL, "'Predictive fail' "),
        (PowerSupply::POWER_FACTOR, "'Power factor correction' "),
        (PowerSupply::AUTOSWITCH, "'Autoswitch voltage' "),
        (PowerSupply::HOT_SWAP, "'Hot swap' "),
    ];
    let set = names.iter().filter(|(flag, _)| supply.has(*flag));
    text.extend(set.map(|(_, name)| *name));
    if supply.has(PowerSupply::PREDICTIVE_FAIL) {
        // Without a lowest speed it is no tachometer.
        text.push_str(match (supply.tachometer_rps, supply.has(PowerSupply::TWO_PULSES)) {
            (0, false) => "'Failure on pin assertion'",
            (0, true) => "'Failure on pin de-assertion'",
            (_, false) => "'One pulse per rotation'",
            (_, true) => "'Two pulses per rotation'",
        });
    }
    text
}

/// The name of an output by its code (§18.1).
pub(super) fn output_name(code: u8) -> &'static str {
    match code {
        0 => "12 V",
        1 => "-12 V",
        2 => "5 V",
        3 => "3.3 V",
        _ => "unknown",
    }
}

fn dc_output(w: &mut dyn Write, output: &Electric) -> io::Result<()> {
    writeln!(w, " DC Output Record")?;
    line(w, "Output Number", format_args!("{}", output.number))?;
    line(w, "Standby power", format_args!("{}", if output.standby { "Yes" } else { "No" }))?;
    let labels = ["Max negative deviation", "Max positive deviation"];
    electric(w, output, labels, ["Minimum current draw", "Maximum current draw"])
}

fn dc_load(w: &mut dyn Write, load: &Electric) -> io::Result<()> {
    writeln!(w, " DC Load Record")?;
    line(w, "Output Number", format_args!("{}", load.number))?;
    let labels = ["Min voltage allowed", "Max voltage allowed"];
    electric(w, load, labels, ["Minimum current load", "Maximum current load"])
}

fn electric(
    w: &mut dyn Write,
    values: &Electric,
    [lowest, highest]: [&str; 2],
    [least, most]: [&str; 2],
) -> io::Result<()> {
    for (label, value) in
        [("Nominal voltage", values.nominal), (lowest, values.lowest), (highest, values.highest)]
    {
        line(w, label, format_args!("{:.2} V", f64::from(value) / 100.0))?;
    }
    line(w, "Ripple and noise pk-pk", format_args!("{} mV", values.ripple_mv))?;
    line(w, least, format_args!("{:.3} A", f64::from(values.least_ma) / 1000.0))?;
    line(w, most, format_args!("{:.3} A", f64::from(values.most_ma) / 1000.0))
}

fn line(w: &mut dyn Write, label: &str, value: std::fmt::Arguments<'_>) -> io::Result<()> {
    writeln!(w, "  {label:<27}: {value}")
}

/// The type of records that IPMItool looks into for a maker's number.
const OEM: u8 = 0xc0;
