//! What the parts of the BMC hand to each other while they answer a packet.
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::Rng;
use super::answers::BMC;
use super::boot::BootDevice;
use super::chassis::Action;
use super::faults::Faults;
use super::host::{HostError, Order, Outcome, Report};
use super::options::Options;
use super::serial::Serial;
use super::session15::Challenges;
use super::sessions::{Session, Sessions};
use super::state::State;
use super::tyan::Tyan;
use crate::wire::completion::CompletionCode;
use crate::wire::ids::Privilege;
use crate::wire::message::Message;

/// The data behind a good completion code, or another code.
pub(super) type Answer = Result<Vec<u8>, CompletionCode>;

/// All that the BMC is made of, while one packet is taken.
pub(super) struct Around<'a> {
    pub(super) now: Instant,
    pub(super) from: SocketAddr,
    pub(super) options: &'a Options,
    pub(super) state: &'a mut State,
    pub(super) sessions: &'a mut Sessions,
    pub(super) serial: &'a mut Serial,
    pub(super) tyan: &'a mut Tyan,
    pub(super) faults: &'a Faults,
    pub(super) rng: &'a mut Rng,
}

/// All that a command can look at and change.
pub(super) struct Env<'a> {
    pub(super) around: Around<'a>,
    pub(super) challenges: &'a mut Challenges,
    /// The session that the request came in.
    pub(super) caller: Option<Caller>,
    /// The request itself.
    pub(super) request: &'a Message,
    /// Address and channel of the controller that the request is for.
    pub(super) at: (u8, u8),
    /// How much later the answer comes.
    pub(super) delay: Duration,
    /// There is no answer.
    pub(super) silent: bool,
    /// The completion code in front of an answer's data: 0, but for answers that are both.
    pub(super) code: CompletionCode,
    /// A message of its own that is sent after the answer.
    pub(super) follow_up: Option<Message>,
    /// What happens once the answer is on its way.
    pub(super) then: Option<Then>,
    /// What the machine must be asked or told before there is an answer.
    pub(super) order: Option<Order>,
    /// What came of that order, when the command is executed for the second time.
    pub(super) word: Option<Word>,
}

/// What is known of an order that a request waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It was carried out, or not.
    Came(Outcome),
    /// Nothing yet, and the answer must not wait any longer.
    Late,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller {
    /// The BMC's session ID.
    pub(super) session: u32,
    /// What the session may do at present.
    pub(super) privilege: Privilege,
    /// False for a packet without a code in a session that has them.
    pub(super) authenticated: bool,
}

/// What happens once the answer is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The session ends.
    Close(u32),
    /// The console is ended.
    EndSerial,
    /// The BMC restarts: every session ends.
    Reset,
}

impl<'a> Env<'a> {
    pub(super) fn new(
        around: Around<'a>,
        challenges: &'a mut Challenges,
        caller: Option<Caller>,
        request: &'a Message,
    ) -> Self {
        Self {
            around,
            challenges,
            caller,
            request,
            at: BMC,
            delay: Duration::ZERO,
            silent: false,
            code: CompletionCode::OK,
            follow_up: None,
            then: None,
            order: None,
            word: None,
        }
    }

    pub(super) fn now(&self) -> Instant {
        self.around.now
    }

    /// What the BMC's clock says.
    pub(super) fn time(&self) -> u32 {
        self.around.state.clock.time(self.around.now)
    }

    pub(super) fn state(&mut self) -> &mut State {
        self.around.state
    }

    /// Whether the system is on. Where a hypervisor must be asked, the command ends here the first
    /// time and is executed again with the answer: nothing may be changed before.
    pub(super) fn power(&mut self) -> Result<bool, CompletionCode> {
        if self.around.options.host.is_none() {
            return Ok(self.around.state.chassis.power);
        }
        match &self.word {
            None => Err(self.wait_for(Order::Power)),
            Some(Word::Came(Ok(Report::Power(on)))) => Ok(*on),
            Some(Word::Came(Ok(_))) => Err(CompletionCode::UNSPECIFIED),
            Some(Word::Came(Err(error))) => Err(error.code()),
            Some(Word::Late) => Err(HostError::TimedOut.code()),
        }
    }

    /// Executes a power action; waits as [`Self::power`] does. An action that takes long goes on.
    pub(super) fn act(&mut self, action: Action) -> Result<(), CompletionCode> {
        let now = self.around.now;
        let state = &mut *self.around.state;
        if self.around.options.host.is_none() {
            return if state.power(action, now) { Ok(()) } else { Err(CompletionCode::NOT_NOW) };
        }
        if self.word.is_none() {
            state.boot.touch(now);
        }
        // The boot flags are looked at when it begins.
        self.change(Order::Act(action, None))
    }

    /// Makes the machine boot from a device from now on; waits as [`Self::act`] does.
    pub(super) fn set_boot(&mut self, device: Option<BootDevice>) -> Result<(), CompletionCode> {
        if self.around.options.host.is_none() {
            return Ok(());
        }
        self.change(Order::SetBoot(device))
    }

    fn change(&mut self, order: Order) -> Result<(), CompletionCode> {
        match &self.word {
            None => Err(self.wait_for(order)),
            Some(Word::Came(Ok(_)) | Word::Late) => Ok(()),
            Some(Word::Came(Err(error))) => Err(error.code()),
        }
    }

    fn wait_for(&mut self, order: Order) -> CompletionCode {
        self.order = Some(order);
        // Nobody sees it.
        CompletionCode::BUSY
    }

    /// The caller's session.
    pub(super) fn session(&mut self) -> Result<&mut Session, CompletionCode> {
        let caller = self.caller.ok_or(CompletionCode::NOT_NOW)?;
        self.around.sessions.get_mut(caller.session).ok_or(CompletionCode::NOT_NOW)
    }
}
