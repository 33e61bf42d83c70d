//! The integration tests, one binary; a sentence for each module.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking and skips aloud"
)]

/// Cases side by side with ipmitool.
mod beside;
/// Our BMC inside the test, and the program that talks to it.
mod bmc;
/// Any bytes into every parser, every state of a session, and the BMC.
mod bytes;
/// The `chassis` and `power` commands, as a program.
mod chassis;
/// The `dcmi` and `nm` commands, as a program.
mod dcmi;
/// Each way to fail is told apart.
mod diagnosis;
/// The state file after a kill.
mod durable;
/// `-I mock`: the BMC inside the program.
mod embedded;
/// The `event` commands and `sel add`, as a program.
mod event;
/// A BMC and a network that go wrong.
mod faults;
/// `fence_ipmilan` with our program in ipmitool's place.
mod fence;
/// Pacemaker's fencer restarts a virtual machine.
mod fencer;
/// The firewall, I2C, what is not here: what is sent, what goes wrong.
mod firewall;
/// Many BMCs in one process.
mod fleet;
/// Finds other people's programs, or skips aloud.
mod foreign;
/// Clients of other people, each with all that it can do, against the BMC of this crate.
mod foreign_clients;
/// Real ipmitool and FreeIPMI against the BMC of this crate.
mod foreign_mock;
/// Our client against `ipmi_sim`.
mod foreign_sim;
/// The serial console of `ipmi_sim`, for our client and for ipmitool.
mod foreign_sol;
/// FreeIPMI reads sensors, events and inventories of the BMC.
mod freeipmi;
/// FRU inventories with limits and faults, and what is made of them.
mod fru;
/// Writes to inventories.
mod fru_write;
/// Completions and man page are fresh, and bash completes with them.
mod generated;
/// What ipmitool printed, played again.
mod golden;
/// Floods, guessed passwords, accounts.
mod guard;
/// The BMC acts on machines, through a program and through virsh.
mod host;
/// BMCs that mean harm.
mod hostile;
/// Many requests in flight over real sockets.
mod inflight;
/// OpenStack Ironic's own driver on our program in ipmitool's place.
mod ironic;
/// A session and a BMC on a perfect wire, for `bytes` and for the fuzz targets.
mod joined;
/// Virtual machines and their BMCs.
mod lab;
/// The `lan` and `lan6` commands, as a program.
mod lan;
/// Imports, sizes and purity of the layers.
mod layers;
/// Dates and numbers in other languages, beside ipmitool.
mod locale;
/// The `mc` commands, as a program.
mod mc;
/// `ripmitool mock-bmc` as a program.
mod mock_bmc;
/// Models of servers and what is written about them.
mod models;
/// Monitoring programs of other people, on our program in ipmitool's place.
mod monitoring;
/// What must not happen twice does not.
mod once;
/// `-I open` in virtual machines with a BMC.
mod open_lab;
/// Options: their checks, messages and exit status, side by side with ipmitool.
mod options;
/// Client and BMC in memory, in simulated time, over a bad network.
mod pair;
/// Platform event filtering: what is sent, what goes wrong.
mod pef;
/// Many reads under way at once, at BMCs that mix them up.
mod reads;
/// Records kept from one run to the next, and files of records.
mod record_cache;
/// A BMC that answers what a test wants.
mod scripted;
/// Sensor data records of every kind, beside ipmitool.
mod sdr;
/// `sdr fill`, as a program.
mod sdr_fill;
/// Secrets leave the command line.
mod secrets;
/// The `sel` commands, as a program.
mod sel;
/// The makers' words for log entries, beside ipmitool's.
mod sel_oem;
/// Intel's and Tyan's serial consoles.
mod serial;
/// `exec`, `shell`, `set` and `echo`.
mod shell;
/// Signals end the program and close the session.
mod signals;
/// Starts and ends `ipmi_sim`.
mod sim;
/// Serial over LAN, by pipe and on a terminal.
mod sol;
/// The units of systemd, and its sockets.
mod systemd;
/// A terminal, and a person at it.
mod terminal;
/// The `user`, `channel`, `session` and `raw` commands, as a program.
mod user;
/// Captured sessions of other programs.
mod vectors;
/// Virtual machines under libvirt do what their BMCs are told.
mod vms;
/// Walks over records, at BMCs with limits and faults.
mod walk;
/// `sensor watch`, as a program.
mod watch;
