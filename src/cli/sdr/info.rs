//! `sdr info`: the repository.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cli::timestamp;
use crate::cmd::storage::repository::{GetSdrRepositoryInfo, RepositoryInfo};
use crate::transport::Client;

/// Shows what the repository holds and can do.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    pub(super) utc: bool,
}

impl Info {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let info = client
            .send(&GetSdrRepositoryInfo)
            .await
            .said("Get SDR Repository Info command failed")?;
        out.show(&Repository::new(&info, self.utc))
    }
}

#[derive(Debug, Serialize)]
struct Repository {
    version: String,
    version_code: u8,
    records: u16,
    /// Absent where the BMC gives no number.
    free_bytes: Option<u16>,
    free_code: u16,
    last_addition: Option<String>,
    last_addition_seconds: u32,
    last_erase: Option<String>,
    last_erase_seconds: u32,
    overflow: bool,
    update_support: &'static str,
    delete_supported: bool,
    partial_add_supported: bool,
    reserve_supported: bool,
    allocation_info_supported: bool,
}

impl Repository {
    fn new(info: &RepositoryInfo, utc: bool) -> Self {
        let has = |bit: u8| info.operations & bit != 0;
        let time = |known: bool, seconds| known.then(|| timestamp::numeric(seconds, utc));
        let update = ["unspecified", "non-modal", "modal", "modal and non-modal"];
        Self {
            version: format!("{}.{}", info.version & 0x0f, info.version >> 4),
            version_code: info.version,
            records: info.records,
            free_bytes: (info.free < MORE).then_some(info.free),
            free_code: info.free,
            // IPMItool shows a time only where the repository can do what it is the time of.
            last_addition: time(has(PARTIAL_ADD), info.last_add),
            last_addition_seconds: info.last_add,
            last_erase: time(has(DELETE), info.last_erase),
            last_erase_seconds: info.last_erase,
            overflow: has(0x80),
            update_support: update.get(usize::from(info.operations >> 5 & 0x03)).unwrap_or(&""),
            delete_supported: has(DELETE),
            partial_add_supported: has(PARTIAL_ADD),
            reserve_supported: has(0x02),
            allocation_info_supported: has(0x01),
        }
    }
}

impl Render for Repository {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let word = |yes: bool| if yes { "yes" } else { "no" };
        let time = |time: &Option<String>| time.clone().unwrap_or_else(|| "NA".to_owned());
        let free = match self.free_code {
            0 => "none (full)".to_owned(),
            MORE => "> 64Kb - 2 bytes".to_owned(),
            0xffff => "unspecified".to_owned(),
            bytes => format!("{bytes} bytes"),
        };
        writeln!(w, "SDR Version                         : 0x{:x}", self.version_code)?;
        writeln!(w, "Record Count                        : {}", self.records)?;
        writeln!(w, "Free Space                          : {free}")?;
        writeln!(w, "Most recent Addition                : {}", time(&self.last_addition))?;
        writeln!(w, "Most recent Erase                   : {}", time(&self.last_erase))?;
        writeln!(w, "SDR overflow                        : {}", word(self.overflow))?;
        writeln!(w, "SDR Repository Update Support       : {}", self.update_support)?;
        writeln!(w, "Delete SDR supported                : {}", word(self.delete_supported))?;
        let partial = word(self.partial_add_supported);
        writeln!(w, "Partial Add SDR supported           : {partial}")?;
        writeln!(w, "Reserve SDR repository supported    : {}", word(self.reserve_supported))?;
        let allocation = word(self.allocation_info_supported);
        writeln!(w, "SDR Repository Alloc info supported : {allocation}")
    }
}

/// More free bytes than the field can say (§33.9).
const MORE: u16 = 0xfffe;
const DELETE: u8 = 0x08;
const PARTIAL_ADD: u8 = 0x04;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cmd::Command;
    use hex_literal::hex;

    fn shown(bytes: &[u8]) -> Vec<String> {
        let info = GetSdrRepositoryInfo::parse(bytes).unwrap();
        let mut text = Vec::new();
        Repository::new(&info, true).text(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        text.lines().map(|line| line.get(38..).unwrap().to_owned()).collect()
    }

    /// What ipmitool 1.8.19 printed for these answers.
    #[test]
    fn formats() {
        let all = shown(&hex!("51 05 01 fe ff 00f15365 00105e5f ff"));
        let want = [
            "0x51",
            "261",
            "> 64Kb - 2 bytes",
            "11/14/23 22:13:20 GMT",
            "09/13/20 12:26:40 GMT",
            "yes",
            "modal and non-modal",
            "yes",
            "yes",
            "yes",
            "yes",
        ];
        assert_eq!(all, want);
        let none = shown(&hex!("15 05 00 00 00 00f15365 00105e5f 20"));
        assert_eq!(none[..7], ["0x15", "5", "none (full)", "NA", "NA", "no", "non-modal"]);
        assert!(none[7..].iter().all(|word| word == "no"));
        assert_eq!(shown(&hex!("51 05 00 ff 00 00f15365 00105e5f 20"))[2], "255 bytes");
    }
}
