//! What is said about a Node Manager request that failed.
use crate::cli::args::unknown;
use crate::cli::failure::Failure;
use crate::cmd::oem::nm::NUMBER_FIELD;
use crate::error::Error;
use crate::wire;

/// IPMItool's lines for a failed request. Of completion codes it knows the Node Manager's only.
pub(super) fn failed(error: Error) -> Failure {
    let why = match &error {
        Error::Completion { code, meaning, .. } => {
            let text = meaning.map_or_else(|| unknown(code.0), str::to_owned);
            format!("NM request failed because: {text} ({:02x})", code.0)
        }
        Error::Wire { source, .. } => {
            let said = format!("    NM request failed because: {source}");
            let printed = match source {
                wire::Error::Short(NUMBER_FIELD) => foreign(0),
                wire::Error::Value { field: NUMBER_FIELD, value } => foreign(value & 0xff),
                _ => String::new(),
            };
            return Failure::client(error, "").line("").line(said).also_printing(printed);
        }
        Error::NoAnswer(_) | Error::OutcomeUnknown(_) => "No response to NM request".into(),
        _ => return Failure::from(error),
    };
    Failure::client(error, "").line("").line(format!("    {why}"))
}

/// What IPMItool has on standard output for an answer that is not Intel's.
fn foreign(first: u32) -> String {
    format!("\n    A valid NM command was not returned! ({first:x})")
}
