//! What is said about a DCMI request that failed.
use crate::cli::failure::Failure;
use crate::cmd::dcmi::GROUP_FIELD;
use crate::error::Error;
use crate::wire;

/// IPMItool's lines for a failed request. That the answer was not DCMI's it says on standard
/// output.
pub(super) fn failed(error: Error) -> Failure {
    let why = match &error {
        Error::Completion { code, meaning, .. } => {
            let text = meaning.map_or_else(|| code.to_string(), str::to_owned);
            format!("DCMI request failed because: {text} ({:02x})", code.0)
        }
        Error::Wire { source, .. } => {
            let said = format!("    DCMI request failed because: {source}");
            return match foreign(*source) {
                Some(group) => {
                    let text = format!("\n    A valid DCMI command was not returned! ({group:x})");
                    Failure::client(error, "").line("").line(said).also_printing(text)
                }
                None => Failure::client(error, "").line("").line(said),
            };
        }
        Error::NoAnswer(_) | Error::OutcomeUnknown(_) => "Unable to get DCMI information".into(),
        _ => return Failure::from(error),
    };
    Failure::client(error, "").line("").line(format!("    {why}"))
}

/// The group of an answer that is not DCMI's; 0 when there is none.
fn foreign(error: wire::Error) -> Option<u32> {
    match error {
        wire::Error::Short(GROUP_FIELD) => Some(0),
        wire::Error::Value { field: GROUP_FIELD, value } => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::completion::CompletionCode;

    #[test]
    fn each_cause_has_its_line() {
        let said = |error| failed(error).lines().nth(1).unwrap();
        let refused =
            |code, meaning| Error::Completion { command: "X", code: CompletionCode(code), meaning };
        assert_eq!(
            said(refused(0xc1, None)),
            "    DCMI request failed because: Invalid command (c1)"
        );
        assert_eq!(said(refused(0x84, Some("x"))), "    DCMI request failed because: x (84)");
        assert_eq!(said(Error::NoAnswer("X")), "    Unable to get DCMI information");
        let other = wire::Error::Value { field: GROUP_FIELD, value: 0xcc };
        let failure = failed(Error::Wire { command: "X", source: other });
        assert_eq!(failure.printed(), b"\n    A valid DCMI command was not returned! (cc)");
    }
}
