//! The BMC side: a controller that speaks IPMI 1.5 and 2.0 over UDP, for tests, for trying the
//! tool without hardware, and for classrooms.
//!
//! [`bmc::Bmc`] is the controller without sockets and clock; [`server::Server`] puts it on the
//! network. It shares bytes and ciphers with the client and nothing else, and its answers are
//! written as the specification's bytes, so that a table that was misread is not misread twice.
mod answers;
pub mod bmc;
pub mod boot;
pub mod channels;
pub mod chassis;
pub mod clock;
mod console;
pub mod dcmi;
mod desk;
mod env;
pub mod faults;
pub mod firewall;
pub mod fleet;
pub mod fru;
pub mod host;
mod hosted;
pub mod i2c;
pub mod identity;
pub mod isol;
pub mod lan;
pub mod lockout;
pub mod model;
pub mod modem;
pub mod nm;
pub mod notice;
pub mod options;
mod orders;
mod outbox;
pub mod pef;
mod pending;
pub mod persist;
mod reply;
pub mod reservation;
pub mod sdr;
pub mod seen;
pub mod sel;
pub mod sensors;
mod serial;
pub mod server;
mod session15;
mod session20;
mod sessions;
pub mod sol;
pub mod state;
mod strangers;
pub mod sysinfo;
pub mod terminal;
#[cfg(test)]
mod tests;
mod tyan;
pub mod users;
pub mod watchdog;
mod work;

pub use bmc::Bmc;
pub use faults::Fault;
pub use host::{Host, Hypervisor};
pub use model::Model;
pub use notice::Notice;
pub use options::Options;
pub use server::{Server, embedded, serve};

/// A source of random bytes: fills the whole buffer.
pub type Rng = Box<dyn FnMut(&mut [u8]) + Send>;
