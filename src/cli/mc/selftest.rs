//! `mc selftest`.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cmd::app::device::{GetSelfTestResults, SelfTest};
use crate::transport::Client;

pub(super) async fn run(client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
    let answer = client.send(&GetSelfTestResults).await;
    let test = answer.said_by(|code| match code {
        Some(code) => format!("Bad response: ({code})"),
        None => "No response from devices\n".to_owned(),
    })?;
    let result = TestResult::new(test);
    out.show(&result)?;
    if result.failed() { Err(Failure::result("")) } else { Ok(()) }
}

#[derive(Debug, Serialize)]
struct TestResult {
    result: &'static str,
    result_code: u8,
    detail_code: Option<u8>,
    faults: Vec<&'static str>,
    #[serde(skip)]
    test: SelfTest,
}

impl TestResult {
    fn new(test: SelfTest) -> Self {
        let (result, result_code, detail_code) = match test {
            SelfTest::Passed => ("passed", 0x55, None),
            SelfTest::NotImplemented => ("not_implemented", 0x56, None),
            SelfTest::Corrupted(bits) => ("corrupted", 0x57, Some(bits)),
            SelfTest::Fatal(code) => ("fatal", 0x58, Some(code)),
            SelfTest::Reserved(_) => ("reserved", 0xff, None),
            SelfTest::Specific { result, detail } => ("device_specific", result, Some(detail)),
        };
        let faults = match test {
            SelfTest::Corrupted(bits) => {
                let named = (0..8).rev().zip(FAULTS);
                named.filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, (_, name))| name).collect()
            }
            _ => Vec::new(),
        };
        Self { result, result_code, detail_code, faults, test }
    }

    /// As IPMItool has it, a result of the maker's own is no failure.
    fn failed(&self) -> bool {
        !matches!(self.test, SelfTest::Passed | SelfTest::Specific { .. })
    }
}

impl Render for TestResult {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        match self.test {
            SelfTest::Passed => writeln!(w, "Selftest: passed"),
            SelfTest::NotImplemented => writeln!(w, "Selftest: not implemented"),
            SelfTest::Corrupted(bits) => {
                writeln!(w, "Selftest: device corrupted")?;
                for (bit, (mark, name)) in (0..8).rev().zip(FAULTS) {
                    if bits & (1 << bit) != 0 {
                        writeln!(w, "{mark}{name}")?;
                    }
                }
                Ok(())
            }
            SelfTest::Fatal(code) => {
                writeln!(w, "Selftest     : fatal error\nFailure code : {code:02x}")
            }
            SelfTest::Reserved(_) => write!(w, "Selftest: N/A"),
            SelfTest::Specific { result, detail } => {
                writeln!(w, "Selftest     : device specific ({result:02X}h)")?;
                writeln!(w, "Failure code : {detail:02X}h")
            }
        }
    }
}

/// By bit, from 7 down to 0 (IPMI v2.0 §20.4, table 20-3), with what IPMItool puts before.
const FAULTS: [(&str, &str); 8] = [
    (" -> ", "SEL device not accessible"),
    (" -> ", "SDR repository not accessible"),
    ("", "FRU device not accessible"),
    ("", "IPMB signal lines do not respond"),
    ("", "SDR repository empty"),
    ("", "Internal Use Area corrupted"),
    ("", "Controller update boot block corrupted"),
    ("", "controller operational firmware corrupted"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn text(test: SelfTest) -> (String, bool) {
        let result = TestResult::new(test);
        let mut out = Vec::new();
        result.text(&mut out).unwrap();
        (String::from_utf8(out).unwrap(), result.failed())
    }

    #[test]
    fn every_result_in_ipmitools_words() {
        assert_eq!(text(SelfTest::Passed), ("Selftest: passed\n".into(), false));
        assert_eq!(text(SelfTest::NotImplemented), ("Selftest: not implemented\n".into(), true));
        assert_eq!(text(SelfTest::Reserved(0)), ("Selftest: N/A".into(), true));
        assert_eq!(
            text(SelfTest::Fatal(0xab)),
            (include_str!("testdata/selftest_fatal.txt").into(), true)
        );
        assert_eq!(
            text(SelfTest::Specific { result: 0x54, detail: 0xff }),
            (include_str!("testdata/selftest_specific.txt").into(), false)
        );
        assert_eq!(
            text(SelfTest::Corrupted(0xff)),
            (include_str!("testdata/selftest_corrupted.txt").into(), true)
        );
    }

    #[test]
    fn json_names_result_and_faults() {
        let json = serde_json::to_value(TestResult::new(SelfTest::Corrupted(0x88))).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "result": "corrupted",
                "result_code": 0x57,
                "detail_code": 0x88,
                "faults": ["SEL device not accessible", "SDR repository empty"],
            })
        );
    }
}
