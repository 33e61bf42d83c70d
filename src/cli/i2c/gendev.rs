//! `gendev`: memories that the sensor data records name.
use std::fs::File;
use std::io::Read;

use serde::Serialize;

use super::{PRIVATE, transfer};
use crate::cli::Context;
use crate::cli::failure::Failure;
use crate::cli::inventory::Source;
use crate::cli::out::{Out, Quiet};
use crate::cli::save;
use crate::cli::sdr::{Sdr, records::Records};
use crate::cli::words::Word;
use crate::cmd::app::i2c::MasterWriteRead;
use crate::model::sdr::Record;
use crate::model::sdr::locator::GenericLocator;
use crate::transport::Client;

/// Subcommands of `gendev`.
#[derive(Clone, Debug)]
pub enum Gendev {
    /// Show the records of generic devices.
    List(Sdr),
    /// Read a memory into a file.
    Read(Copy),
    /// Write a file into a memory.
    Write(Copy),
}

/// A memory and a file.
#[derive(Clone, Debug)]
pub struct Copy {
    source: Source,
    name: String,
    file: String,
}

impl Gendev {
    /// Reads the words behind `gendev`.
    ///
    /// # Errors
    /// What to say about words that make no command.
    pub fn parse(words: &[&str], context: &Context) -> Result<Self, Failure> {
        let copy = |rest: &[&str], verb: &str| match rest {
            [name, file, ..] => Ok(Copy {
                source: context.records.clone(),
                name: (*name).to_owned(),
                file: (*file).to_owned(),
            }),
            _ => Err(Failure::help(format!("usage: gendev {verb} <gendev> <filename>"))),
        };
        match words {
            [] | ["help", ..] => Err(Failure::help(USAGE)),
            ["list", ..] => Sdr::parse(&["list", "generic"], context).map(Self::List),
            ["read", rest @ ..] => copy(rest, "read").map(Self::Read),
            ["write", rest @ ..] => copy(rest, "write").map(Self::Write),
            [other, ..] => Err(Failure::usage(format!("Invalid gendev command: {other}"))),
        }
    }

    /// Carries the command out.
    ///
    /// # Errors
    /// What to say when it fails.
    pub async fn run(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run(client, out).await,
            Self::Read(copy) => copy.read(client, out).await,
            Self::Write(copy) => copy.write(client, out).await,
        }
    }
}

impl Copy {
    async fn read(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let (device, size) = self.find(client, out).await?;
        let mut file = save::create(&self.file)?;
        for at in (0..size).step_by(STEP) {
            progress(out, at, size)?;
            let request = device.request(at, STEP_BYTE, Vec::new());
            let part = transfer(client, &request).await?;
            let part = part.get(..STEP).ok_or_else(|| {
                Failure::result("The memory gave fewer bytes than were asked for")
            })?;
            save::write(&mut file, &self.file, part)?;
        }
        self.finish(size, out)
    }

    async fn write(self, client: &mut Client, out: &mut Out<'_>) -> Result<(), Failure> {
        let (device, size) = self.find(client, out).await?;
        let mut bytes = Vec::new();
        File::open(&self.file)
            .and_then(|file| file.take(MOST).read_to_end(&mut bytes))
            .map_err(|_| Failure::result(format!("File {} does not exist", self.file)))?;
        if bytes.len() != size {
            return Err(Failure::result(format!("File   Size: {}", bytes.len()))
                .line(format!("Eeprom Size: {size}"))
                .line("File size does not fit Eeprom Size"));
        }
        for (at, part) in (0..size).step_by(STEP).zip(bytes.chunks(STEP)) {
            progress(out, at, size)?;
            transfer(client, &device.request(at, 0, part.to_vec())).await?;
        }
        self.finish(size, out)
    }

    /// The device of the record with that name, and its size.
    async fn find(
        &self,
        client: &mut Client,
        out: &mut Out<'_>,
    ) -> Result<(Device, usize), Failure> {
        out.plain(format_args!("Locating sensor record '{}'...", self.name))?;
        let walk = self.source.open(client, out).await?;
        let mut records = Records::new(walk);
        let found = records.find(client, &self.name).await;
        let missing = || Failure::result("Sensor data record not found!");
        let entry = match (found, records.end) {
            (Some(entry), _) => entry,
            (None, Some(end)) => return Err(end),
            (None, None) => return Err(missing()),
        };
        let Record::Generic(locator) = &entry.record else { return Err(missing()) };
        let size = size(locator.device_type).ok_or_else(|| {
            let code = locator.device_type;
            Failure::result(format!("Device type {code:#04x} is no memory that is known here"))
        })?;
        Ok((Device::new(locator), size))
    }

    fn finish(&self, size: usize, out: &mut Out<'_>) -> Result<(), Failure> {
        out.unended("\r")?;
        out.plain("%100 percent completed")?;
        out.show(&Quiet(Copied { device: self.name.clone(), file: self.file.clone(), bytes: size }))
    }
}

fn progress(out: &mut Out<'_>, at: usize, size: usize) -> Result<(), Failure> {
    let percent = (at * 100).checked_div(size).unwrap_or(0);
    out.unended(format_args!("\r{percent} percent completed"))
}

/// Where a memory is.
#[derive(Clone, Copy, Debug)]
struct Device {
    bus: u8,
    address: u8,
}

impl Device {
    fn new(locator: &GenericLocator) -> Self {
        let bus = locator.channel << 4 | locator.bus << 1 | PRIVATE;
        Self { bus, address: locator.slave_address }
    }

    /// Addresses over 255 choose the block with bits of the slave address.
    fn request(self, at: usize, count: u8, written: Vec<u8>) -> MasterWriteRead {
        let [low, block, ..] = at.to_le_bytes();
        let mut data = vec![low];
        data.extend(written);
        MasterWriteRead { bus: self.bus, address: self.address | block << 1, count, data }
    }
}

/// Bytes of the serial memories 24C01 to 24C16 (table 43-12).
fn size(device_type: u8) -> Option<usize> {
    Some(match device_type {
        0x08 => 128,
        0x09 => 256,
        0x0a => 512,
        0x0b => 1024,
        0x0c | 0x0d => 2048,
        _ => return None,
    })
}

/// What was copied.
#[derive(Debug, Serialize)]
struct Copied {
    device: String,
    file: String,
    bytes: usize,
}

/// Bytes at a time: a memory's page.
const STEP: usize = 8;
const STEP_BYTE: u8 = 8;
/// More than any memory has.
const MOST: u64 = 4096;

/// The words behind `gendev`.
pub const WORDS: &[Word] = &[
    word("list", "", "Show the records of generic devices"),
    word("read", "NAME FILE", "Read a memory into a file"),
    word("write", "NAME FILE", "Write a file into a memory"),
    word("help", "", "Print the list of commands"),
];

const fn word(name: &'static str, args: &'static str, help: &'static str) -> Word {
    Word { name, help, args, words: &[] }
}

const USAGE: &str = "\
usage: gendev list
       gendev read NAME FILE
       gendev write NAME FILE";
