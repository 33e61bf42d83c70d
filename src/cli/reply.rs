//! The three sentences that IPMItool's newer commands have for any failed request.
use super::failure::Failure;
use crate::error::Error;

/// Says why a request failed, as IPMItool does where the command has no words of its own; the
/// caller adds its line.
pub fn failed(error: Error) -> Failure {
    let line = match &error {
        Error::Completion { code, .. } => format!("IPMI command failed: {code}"),
        Error::NoAnswer(_) | Error::OutcomeUnknown(_) => "IPMI response is NULL.".to_owned(),
        Error::Wire { .. } => "Unexpected data length received.".to_owned(),
        _ => return Failure::from(error),
    };
    Failure::client(error, line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;
    use crate::wire::completion::CompletionCode;

    #[test]
    fn each_cause_has_its_sentence() {
        let said = |error| failed(error).lines().next().unwrap();
        let code = CompletionCode(0x80);
        let refused = Error::Completion { command: "X", code, meaning: Some("own") };
        assert_eq!(said(refused), "IPMI command failed: Unknown (0x80)");
        assert_eq!(said(Error::NoAnswer("X")), "IPMI response is NULL.");
        let short = Error::Wire { command: "X", source: wire::Error::Short("x") };
        assert_eq!(said(short), "Unexpected data length received.");
    }
}
