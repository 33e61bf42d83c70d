//! What a BMC has seen and done, for tests to look at.
use std::fmt;

use crate::wire::message::Shown;

/// What a packet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RMCP presence ping.
    Ping,
    /// RMCP presence pong.
    Pong,
    /// Open Session Request.
    Open,
    /// Open Session Response.
    Opened,
    /// RAKP message 1.
    Rakp1,
    /// RAKP message 2.
    Rakp2,
    /// RAKP message 3.
    Rakp3,
    /// RAKP message 4.
    Rakp4,
    /// An IPMI request, in a session or not.
    Request,
    /// An IPMI response.
    Answer,
    /// A serial over LAN packet, either way.
    Sol,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Ping,
        Self::Pong,
        Self::Open,
        Self::Opened,
        Self::Rakp1,
        Self::Rakp2,
        Self::Rakp3,
        Self::Rakp4,
        Self::Request,
        Self::Answer,
        Self::Sol,
    ];

    /// The name in fault specifications.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Pong => "pong",
            Self::Open => "open",
            Self::Opened => "opened",
            Self::Rakp1 => "rakp1",
            Self::Rakp2 => "rakp2",
            Self::Rakp3 => "rakp3",
            Self::Rakp4 => "rakp4",
            Self::Request => "request",
            Self::Answer => "answer",
            Self::Sol => "sol",
        }
    }
}

/// A request that reached the BMC.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The BMC's session ID; `None` outside a session.
    pub session: Option<u32>,
    /// Network function.
    pub netfn: u8,
    /// Logical unit.
    pub lun: u8,
    /// Command.
    pub cmd: u8,
    /// Request data.
    pub data: Vec<u8>,
    /// Requester sequence number.
    pub seq: u8,
    /// The completion code of the answer; `None` when the request was lost on purpose.
    pub completion: Option<u8>,
    /// The answer came out of the duplicate filter; nothing was executed.
    pub repeated: bool,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { session, netfn, lun, cmd, data, seq, completion, repeated } = self;
        f.debug_struct("Request")
            .field("session", session)
            .field("netfn", netfn)
            .field("lun", lun)
            .field("cmd", cmd)
            .field("data", &Shown { netfn: *netfn, cmd: *cmd, data })
            .field("seq", seq)
            .field("completion", completion)
            .field("repeated", repeated)
            .finish()
    }
}

/// The log of a BMC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The first 4,096 requests that came through authentication.
    pub requests: Vec<Request>,
    /// Kinds of the first 4,096 packets that could be read, as they came.
    pub packets: Vec<Kind>,
    /// Datagrams received.
    pub received: u64,
    /// Datagrams sent.
    pub sent: u64,
    /// Datagrams that were dropped: unreadable, not authentic, out of the window.
    pub refused: u64,
    /// Sessions that were opened.
    pub opened: u64,
}

impl Seen {
    /// Network function and command of every request in a session, repeated ones left out.
    pub fn commands(&self) -> Vec<(u8, u8)> {
        let in_session = self.requests.iter().filter(|r| r.session.is_some() && !r.repeated);
        in_session.map(|r| (r.netfn, r.cmd)).collect()
    }

    /// How many requests of a command came, repeated ones too.
    pub fn count(&self, netfn: u8, cmd: u8) -> usize {
        self.requests.iter().filter(|r| (r.netfn, r.cmd) == (netfn, cmd)).count()
    }

    pub(super) fn packet(&mut self, kind: Kind) {
        if self.packets.len() < MAX_LOG {
            self.packets.push(kind);
        }
    }

    pub(super) fn request(&mut self, request: Request) {
        if self.requests.len() < MAX_LOG {
            self.requests.push(request);
        }
    }
}

const MAX_LOG: usize = 4096;
