//! What a BMC manages in place of a simulated chassis: a machine that something else runs.
//!
//! A [`Host`] is asked and told by calls that may block; [`Bmc`](super::Bmc) never makes one. It
//! gives [`Order`]s with tickets, and takes what came of them; [`Server`](super::Server) carries
//! them out on threads of their own.
mod child;
mod command;
mod console;
mod domain;
mod libvirt;
mod virsh;

use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;

use self::child::Runner;
use self::command::Program;
pub use self::console::Console;
use self::libvirt::Machine;
use super::boot::BootDevice;
use super::chassis::Action;
use crate::wire::completion::CompletionCode;

/// One machine. Calls may take their time; each is made on a thread that waits for nothing else.
pub trait Host: Debug + Send + Sync {
    /// Whether it is on.
    ///
    /// # Errors
    /// When that cannot be found out.
    fn power(&self) -> Result<bool, HostError>;

    /// Executes an action that the machine's state allows ([`perform`] has asked before). With
    /// `boot`, an action that boots it (on, cycle, reset) does so from that device, whatever the
    /// machine's own order is.
    ///
    /// # Errors
    /// When it is not done.
    fn act(&self, action: Action, boot: Option<BootChoice>) -> Result<(), HostError>;

    /// Makes it boot from a device from now on; `None` for what it did before it was told
    /// otherwise.
    ///
    /// # Errors
    /// When it is not done.
    fn set_boot(&self, device: Option<BootDevice>) -> Result<(), HostError>;

    /// Opens its serial console.
    ///
    /// # Errors
    /// When it has none, or none at present.
    fn console(&self) -> Result<Console, HostError> {
        Err(HostError::NotNow)
    }

    /// Nobody wants anything of it any more: questions under way return soon, and nothing hangs on
    /// to its console. What changes the machine is left to its end.
    fn give_up(&self) {}
}

/// What a machine is to boot from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BootChoice {
    /// The device.
    pub device: BootDevice,
    /// From now on, not only this time.
    pub persistent: bool,
}

/// Why a machine did not do what it was told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// The hypervisor is busy with something else.
    #[error("the hypervisor is busy")]
    Busy,
    /// The hypervisor does not know the machine.
    #[error("the hypervisor knows no machine of that name")]
    NotFound,
    /// Not possible in the machine's present state.
    #[error("not possible in the present state")]
    NotNow,
    /// It took too long.
    #[error("the hypervisor did not answer in time")]
    TimedOut,
    /// What the hypervisor says.
    #[error("{0}")]
    Failed(String),
}

impl HostError {
    /// The completion code that says so (IPMI v2.0 table 5-2).
    pub const fn code(&self) -> CompletionCode {
        match self {
            Self::Busy => CompletionCode::BUSY,
            Self::NotFound => CompletionCode::NOT_PRESENT,
            Self::NotNow => CompletionCode::NOT_NOW,
            Self::TimedOut => CompletionCode::TIMEOUT,
            Self::Failed(_) => CompletionCode::UNSPECIFIED,
        }
    }
}

/// What a BMC wants of its machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// To know whether it is on.
    Power,
    /// An action, and where to boot from in it.
    Act(Action, Option<BootChoice>),
    /// Another device to boot from, from now on.
    SetBoot(Option<BootDevice>),
}

impl Order {
    /// False for a question. Of the orders that change something, and of the questions, one is
    /// under way at a time.
    pub const fn changes(&self) -> bool {
        !matches!(self, Self::Power)
    }

    /// A word for it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Power => "status",
            Self::Act(action, _) => action.name(),
            Self::SetBoot(_) => "boot",
        }
    }
}

/// The number of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub(super) u64);

/// What came of an order.
pub type Outcome = Result<Report, HostError>;

/// An order that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// Whether the machine is on.
    Power(bool),
    /// It is done.
    Done,
    /// There was nothing to do: the machine was on, or off, already.
    Nothing,
}

/// Carries an order out. Actions that don't fit the machine's state don't reach the host.
///
/// # Errors
/// Why the order was not carried out.
pub fn perform(host: &dyn Host, order: Order) -> Outcome {
    match order {
        Order::Power => Ok(Report::Power(host.power()?)),
        Order::SetBoot(device) => host.set_boot(device).map(|()| Report::Done),
        Order::Act(action, boot) => match (action, host.power()?) {
            (Action::On, true) | (Action::Off | Action::Soft, false) => Ok(Report::Nothing),
            (Action::Cycle | Action::Reset | Action::Diag, false) => Err(HostError::NotNow),
            _ => host.act(action, boot).map(|()| Report::Done),
        },
    }
}

/// Who runs the machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hypervisor {
    /// Nobody: every BMC has a chassis that it simulates.
    #[default]
    None,
    /// Libvirt, through its program `virsh`.
    Virsh {
        /// The program's path, or its name to be looked for in `PATH`.
        program: PathBuf,
        /// Which libvirt; `None` for what `virsh` takes by itself.
        uri: Option<String>,
    },
    /// A program of the user's: `PROGRAM NAME ACTION [DEVICE]` (docs/mock-bmc.md).
    Command {
        /// The program's path, or its name to be looked for in `PATH`.
        program: PathBuf,
    },
}

impl Hypervisor {
    /// The machine of that name; `None` where nobody runs machines.
    pub fn host(&self, machine: &str) -> Option<Arc<dyn Host>> {
        let machine = machine.to_owned();
        Some(match self {
            Self::None => return None,
            Self::Virsh { program, uri } => {
                Arc::new(Machine::new(program.clone(), uri.clone(), machine))
            }
            Self::Command { program } => {
                let (runner, orders) = (Runner::default(), Runner::default());
                Arc::new(Program { path: program.clone(), machine, runner, orders })
            }
        })
    }
}
