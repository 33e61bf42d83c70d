//! What failed handshakes mean: which proposal to make next, when a failure is believed, and
//! what to report in the end.
//!
//! Open Session and RAKP packets carry no checksum of their own, so one refusal proves little on
//! a path that damages packets. A failure must repeat before it is believed.
use std::time::Duration;

use super::config::Config;
use super::error::Error;
use super::v20::Proposal;
use crate::crypto::suite::CipherSuite;
use crate::wire::ids::Privilege;
use crate::wire::rakp::Status;

/// The failures of one opening.
#[derive(Debug, Default)]
pub(super) struct Failures {
    counts: Vec<(Error, usize)>,
    /// How many asked for another suite, and how many for another role.
    suite_turns: usize,
    role_turns: usize,
    /// The suite that the BMC has opened a session with: no other is proposed meanwhile.
    accepted: Option<CipherSuite>,
    /// How long the last RAKP 2 took that did not verify.
    pub(super) rakp2_took: Duration,
    /// Something came that did not fit, or something had to be started again.
    pub(super) trouble: bool,
}

impl Failures {
    /// Takes a failure down.
    pub(super) fn record(&mut self, error: Error) {
        if asks_for_another_suite(error) {
            // So much for having accepted it: a damaged packet can say anything.
            self.accepted = None;
            self.suite_turns += 1;
        }
        self.role_turns += usize::from(asks_for_another_role(error));
        match self.counts.iter_mut().find(|(known, _)| same_kind(*known, error)) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((error, 1)),
        }
    }

    /// The BMC has opened a session with that suite.
    pub(super) fn accept(&mut self, suite: CipherSuite) {
        self.accepted = Some(suite);
    }

    /// What the next handshake proposes: suites and roles take turns as failures ask for it.
    pub(super) fn proposal(&self, config: &Config) -> Option<Proposal> {
        let ids = config.suites.ids();
        let next = ids.get(self.suite_turns % ids.len().max(1))?;
        let suite = CipherSuite::by_id(*next)?;
        let role = config.privilege.map_or_else(
            || {
                let step = self.role_turns.min(LADDER.len() - 1);
                LADDER.get(step).copied().unwrap_or(Privilege::User)
            },
            |choice| choice.level,
        );
        Some(Proposal { suite: self.accepted.unwrap_or(suite), role })
    }

    /// Another suite or role has not had its turn yet, once this failure is taken down.
    pub(super) fn has_untried(&self, error: Error, config: &Config) -> bool {
        let options = if asks_for_another_suite(error) {
            config.suites.ids().len()
        } else if asks_for_another_role(error) && config.privilege.is_none() {
            LADDER.len()
        } else {
            1
        };
        self.count(error) < options
    }

    /// One more failure like this, and there is no more doubt. Where suites take turns, each
    /// must have had its share of tries.
    pub(super) fn would_confirm(&self, error: Error, config: &Config) -> bool {
        let turns = match config.suites.ids().len() {
            many @ 2.. if asks_for_another_suite(error) => many,
            _ => 1,
        };
        let needed = match (self.trouble, self.rakp2_took) {
            (true, _) => CONFIRM_IN_TROUBLE,
            (false, took) if took > SLOW => CONFIRM_SLOW,
            (false, _) => CONFIRM,
        } * turns;
        self.count(error) + 1 >= needed
    }

    /// What to report: what was said most often of the account, which is the closest to the
    /// truth; else want of slots; else what was said most often, and first among equals, which
    /// for refused suites is what was said of the strongest.
    pub(super) fn verdict(&self) -> Option<Error> {
        let most = |wanted: fn(Error) -> bool| {
            let fitting = self.counts.iter().rev().filter(|(error, _)| wanted(*error));
            fitting.max_by_key(|(_, count)| *count).map(|(error, _)| *error)
        };
        most(is_about_account).or_else(|| most(is_about_slots)).or_else(|| most(|_| true))
    }

    /// Something has been said of the account already, on a path that is not known to damage
    /// packets.
    pub(super) fn knows_the_account(&self) -> bool {
        !self.trouble && self.counts.iter().any(|(error, _)| is_about_account(*error))
    }

    fn count(&self, error: Error) -> usize {
        let known = self.counts.iter().find(|(known, _)| same_kind(*known, error));
        known.map_or(0, |(_, count)| *count)
    }
}

/// It came to RAKP, so the suite and the slots were fine.
fn is_about_account(error: Error) -> bool {
    let rakp = matches!(
        error,
        Error::Rakp2Refused(_) | Error::Rakp4Refused(_) | Error::WrongKg | Error::WrongPassword
    );
    rakp && !is_about_slots(error)
}

/// The BMC has no free session.
pub(super) fn is_about_slots(error: Error) -> bool {
    matches!(
        error,
        Error::OpenRefused(status) | Error::Rakp2Refused(status) | Error::Rakp4Refused(status)
            if matches!(status, Status::NO_RESOURCES | Status::NO_RESOURCES_FOR_ROLE)
    )
}

/// BMCs refuse a suite with nearly every status there is: `0x01`, `0x04` to `0x07`, `0x09` to
/// `0x0b` and `0x10` to `0x12` have been seen.
fn asks_for_another_suite(error: Error) -> bool {
    matches!(error, Error::OpenRefused(_) | Error::SuiteMismatch { .. })
}

fn asks_for_another_role(error: Error) -> bool {
    matches!(
        error,
        Error::Rakp2Refused(
            Status::INVALID_ROLE | Status::UNAUTHORIZED_ROLE | Status::UNAUTHORIZED_NAME
        )
    )
}

/// Failures that confirm each other.
fn same_kind(a: Error, b: Error) -> bool {
    is_about_slots(a) == is_about_slots(b)
        && std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// Roles in turn, where `-L` does not say.
pub(super) const LADDER: [Privilege; 3] =
    [Privilege::Administrator, Privilege::Operator, Privilege::User];
/// How often a failure must repeat before it is believed.
const CONFIRM: usize = 7;
/// The same with a BMC that computes long for each, so that nobody waits for seconds.
const CONFIRM_SLOW: usize = 2;
const SLOW: Duration = Duration::from_millis(200);
/// The same when the path damages or loses packets.
const CONFIRM_IN_TROUBLE: usize = 16;
