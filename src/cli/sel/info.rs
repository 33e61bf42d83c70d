//! `sel info`: the log as a whole.
use std::io::{self, Write};

use serde::Serialize;

use crate::cli::failure::{Failure, Said};
use crate::cli::out::{Out, Render};
use crate::cli::timestamp;
use crate::cmd::storage::sel::{GetSelAllocationInfo, GetSelInfo, SelAllocation, SelInfo};
use crate::transport::Client;

/// Shows what the log holds and can do.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    pub(super) utc: bool,
}

impl Info {
    pub(super) async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let info = client.send(&GetSelInfo).await.said("Get SEL Info command failed")?;
        let mut log = Log::new(&info, self.utc);
        if !log.allocation_info_supported {
            return out.show(&log);
        }
        let units =
            client.send(&GetSelAllocationInfo).await.said("Get SEL Allocation Info command failed");
        match units {
            Ok(units) => {
                log.allocation = Some(Allocation::new(&units));
                out.show(&log)
            }
            Err(failure) => {
                out.show(&log)?;
                Err(failure)
            }
        }
    }
}

#[derive(Debug, Serialize)]
struct Log {
    version: String,
    version_code: u8,
    entries: u16,
    /// At least so many.
    free_bytes: u16,
    /// There may be more free bytes than that.
    free_bytes_or_more: bool,
    used_percent: Option<u32>,
    last_addition: Option<String>,
    last_addition_seconds: u32,
    last_erase: Option<String>,
    last_erase_seconds: u32,
    overflow: bool,
    delete_supported: bool,
    partial_add_supported: bool,
    reserve_supported: bool,
    allocation_info_supported: bool,
    allocation: Option<Allocation>,
}

#[derive(Debug, Serialize)]
struct Allocation {
    units: u16,
    unit_size_bytes: u16,
    free_units: u16,
    largest_free_units: u16,
    largest_record_units: u8,
}

impl Log {
    fn new(info: &SelInfo, utc: bool) -> Self {
        let has = |bit: u8| info.operations & bit != 0;
        let time = |seconds: u32| {
            let known = seconds != 0 && seconds != u32::MAX;
            known.then(|| timestamp::numeric(seconds, utc))
        };
        let used = u32::from(info.entries) * ENTRY;
        let total = used + u32::from(info.free);
        let percent = (used * 100).checked_div(total).unwrap_or(0);
        Self {
            version: format!("{}.{}", info.version & 0x0f, info.version >> 4),
            version_code: info.version,
            entries: info.entries,
            free_bytes: info.free,
            free_bytes_or_more: info.free == u16::MAX,
            used_percent: (total < u32::from(u16::MAX)).then_some(percent),
            last_addition: time(info.last_add),
            last_addition_seconds: info.last_add,
            last_erase: time(info.last_erase),
            last_erase_seconds: info.last_erase,
            overflow: has(0x80),
            delete_supported: has(0x08),
            partial_add_supported: has(0x04),
            reserve_supported: has(0x02),
            allocation_info_supported: has(0x01),
            allocation: None,
        }
    }

    fn commands(&self) -> String {
        let all = [
            (self.delete_supported, "Delete"),
            (self.partial_add_supported, "Partial Add"),
            (self.reserve_supported, "Reserve"),
            (self.allocation_info_supported, "Get Alloc Info"),
        ];
        let names = all.iter().filter(|(has, _)| *has).map(|(_, name)| format!("'{name}' "));
        let names = names.collect::<Vec<_>>().concat();
        if names.is_empty() { "None".to_owned() } else { names }
    }
}

impl Allocation {
    fn new(info: &SelAllocation) -> Self {
        Self {
            units: info.units,
            unit_size_bytes: info.unit_size,
            free_units: info.free,
            largest_free_units: info.largest_free,
            largest_record_units: info.largest_record,
        }
    }
}

impl Render for Log {
    fn text(&self, w: &mut dyn Write) -> io::Result<()> {
        let known = matches!(self.version_code, 0x51 | 0x02);
        let version = if known { "v1.5, v2 compliant" } else { "Unknown" };
        let more = if self.free_bytes_or_more { "or more" } else { "" };
        let percent = self.used_percent.map_or("unknown".to_owned(), |used| format!("{used}%"));
        let time =
            |time: &Option<String>| time.clone().unwrap_or_else(|| "Not Available".to_owned());
        writeln!(w, "SEL Information")?;
        writeln!(w, "Version          : {} ({version})", self.version)?;
        writeln!(w, "Entries          : {}", self.entries)?;
        writeln!(w, "Free Space       : {} bytes {more}", self.free_bytes)?;
        writeln!(w, "Percent Used     : {percent}")?;
        writeln!(w, "Last Add Time    : {}", time(&self.last_addition))?;
        writeln!(w, "Last Del Time    : {}", time(&self.last_erase))?;
        writeln!(w, "Overflow         : {}", self.overflow)?;
        writeln!(w, "Supported Cmds   : {}", self.commands())?;
        let Some(units) = &self.allocation else { return Ok(()) };
        writeln!(w, "# of Alloc Units : {}", units.units)?;
        writeln!(w, "Alloc Unit Size  : {}", units.unit_size_bytes)?;
        writeln!(w, "# Free Units     : {}", units.free_units)?;
        writeln!(w, "Largest Free Blk : {}", units.largest_free_units)?;
        writeln!(w, "Max Record Size  : {}", units.largest_record_units)
    }
}

/// Bytes of an entry.
const ENTRY: u32 = 16;
