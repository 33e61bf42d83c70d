//! Records of PICMG in IPMItool's words.
use std::io::{self, Write};

/// Writes a record behind the maker's number.
pub(super) fn text(w: &mut dyn Write, data: &[u8]) -> io::Result<()> {
    writeln!(w, "  PICMG Extension Record")?;
    let id = data.first().copied().unwrap_or(0);
    writeln!(w, "    Unknown OEM Extension Record ID: {id:x}")
}
