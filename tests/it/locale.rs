//! Other languages: ipmitool writes dates and decimal points as the locale has it; we write them
//! as in the C locale, whatever it is, because programs read them.
use std::path::Path;
use std::process::Command;

use ripmitool::mock::Options;

use crate::bmc::{Bmc, OURS, login};
use crate::foreign::{find, find_file};

/// Standard output in a locale whose data is in a folder.
fn run(program: &Path, bmc: &Bmc, words: &str, locale: &str, data: &Path) -> String {
    let output = Command::new("timeout")
        .arg("60")
        .arg(program)
        .args(login(bmc.port(), "admin", "password", &format!("-I lanplus -C 3 {words}")))
        .env("LOCPATH", data)
        .env("LC_ALL", locale)
        .env("TZ", "UTC")
        .output()
        .unwrap();
    assert!(output.status.success(), "{} {words}: {output:?}", program.display());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn dates_and_numbers_are_those_of_the_c_locale() {
    let (Some(ipmitool), Some(localedef)) = (find("ipmitool"), find("localedef")) else { return };
    if !find_file("/usr/share/i18n/locales/de_DE") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new(localedef)
        .args(["-i", "de_DE", "-f", "UTF-8"])
        .arg(folder.path().join("de_DE.UTF-8"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let cases = [
        ("sel list", "| 01/10/26 |", "| 10.01.2026 |"),
        ("fru print 0", "Mon Nov  3 08:30:00 2025", "Mo 03 Nov 2025 08:30:00"),
        ("sdr elist", "| 22.50 degrees C", "| 22,50 degrees C"),
        ("lan print 1", ": 2.0 seconds", ": 2,0 seconds"),
    ];
    let bmc = Bmc::new(Options::default());
    for (words, english, german) in cases {
        let text = |program: &Path, locale| run(program, &bmc, words, locale, folder.path());
        let (plain, theirs) = (text(&ipmitool, "C"), text(&ipmitool, "de_DE.UTF-8"));
        assert!(plain.contains(english), "{words}: {plain}");
        assert!(theirs.contains(german) && !theirs.contains(english), "{words}: {theirs}");
        let ours = Path::new(OURS);
        assert_eq!(text(ours, "C"), plain, "{words}");
        assert_eq!(text(ours, "de_DE.UTF-8"), plain, "{words}");
    }
}
