//! `chassis selftest`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::Render;
use crate::cmd::app::device::{GetSelfTestResults, SelfTest};
use crate::transport::Client;

/// What the controller's self test has found.
#[derive(Debug, Serialize)]
pub(super) struct TestResult {
    result: &'static str,
    result_code: u8,
    detail_code: Option<u8>,
    faults: Vec<&'static str>,
}

impl TestResult {
    pub(super) async fn fetch(client: &mut Client) -> Result<Self, Failure> {
        let answer = client.send(&GetSelfTestResults).await;
        answer.said("Error sending Get Self Test command").map(Self::from)
    }
}

impl From<SelfTest> for TestResult {
    fn from(test: SelfTest) -> Self {
        let (result, result_code, detail_code) = match test {
            SelfTest::Passed => ("passed", PASSED, None),
            SelfTest::NotImplemented => ("not_implemented", NOT_IMPLEMENTED, None),
            SelfTest::Corrupted(bits) => ("device_error", CORRUPTED, Some(bits)),
            SelfTest::Fatal(code) => ("fatal", FATAL, Some(code)),
            SelfTest::Reserved(detail) => ("device_specific", 0xff, Some(detail)),
            SelfTest::Specific { result, detail } => ("device_specific", result, Some(detail)),
        };
        let faults = match test {
            SelfTest::Corrupted(bits) => {
                let named = (0..8).zip(FAULTS);
                named.filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, name)| name).collect()
            }
            _ => Vec::new(),
        };
        Self { result, result_code, detail_code, faults }
    }
}

impl Render for TestResult {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        w.write_all(b"Self Test Results    : ")?;
        let detail = self.detail_code.unwrap_or(0);
        match self.result_code {
            PASSED => writeln!(w, "passed"),
            NOT_IMPLEMENTED => writeln!(w, "not implemented"),
            CORRUPTED => {
                writeln!(w, "device error")?;
                self.faults.iter().try_for_each(|fault| writeln!(w, "{:23}[{fault}]", ""))
            }
            FATAL => writeln!(w, "Fatal hardware error: {detail:02x}h"),
            code => writeln!(w, "Device-specific failure {code:02x}h:{detail:02x}h"),
        }
    }
}

const PASSED: u8 = 0x55;
const NOT_IMPLEMENTED: u8 = 0x56;
const CORRUPTED: u8 = 0x57;
const FATAL: u8 = 0x58;

/// By bit (IPMI v2.0 §20.4, table 20-3), in IPMItool's words.
const FAULTS: [&str; 8] = [
    "firmware corrupted",
    "boot block corrupted",
    "FRU Internal Use Area corrupted",
    "SDR Repository empty",
    "IPMB not responding",
    "cannot access BMC FRU",
    "cannot access SDR Repository",
    "cannot access SEL Device",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;

    fn result(data: &[u8]) -> TestResult {
        TestResult::from(GetSelfTestResults::parse(data).unwrap())
    }

    #[test]
    fn text_is_ipmitools() {
        let mut out = Vec::new();
        for data in
            [[0x55, 0], [0x56, 0], [0x57, 0], [0x57, 0xff], [0x58, 0xab], [0xff, 1], [0x54, 0xab]]
        {
            result(&data).text(&mut out).unwrap();
        }
        assert_eq!(String::from_utf8(out).unwrap(), include_str!("testdata/selftest.txt"));
    }

    #[test]
    fn json_names_result_and_faults() {
        let json = serde_json::to_value(result(&[0x57, 0x81])).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "result": "device_error", "result_code": 0x57, "detail_code": 0x81,
                "faults": ["firmware corrupted", "cannot access SEL Device"],
            })
        );
    }
}
