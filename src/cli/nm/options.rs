//! Options of `nm`: names with values, in any order.
use super::usage;
use crate::cli::failure::Failure;
use crate::cli::number::parse_u8;
use crate::cmd::oem::nm::{Domain, PolicyKey};

/// A domain and, where one was named, a policy.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Options {
    pub(super) domain: Domain,
    pub(super) policy: Option<u8>,
    /// IPMItool says on standard output what is wrong with a number.
    aloud: bool,
}

impl Options {
    /// None yet, of a command that complains on standard output.
    pub(super) const ALOUD: Self = Self { domain: Domain(0), policy: None, aloud: true };

    /// Takes an option and its value; false for one that is neither of the two.
    pub(super) fn take(&mut self, name: &str, value: Option<&str>) -> Result<bool, Failure> {
        match name {
            "domain" => self.domain = domain(value)?,
            "policy_id" if self.aloud => {
                let printed = format!("{BAD_POLICY}\n");
                self.policy = Some(policy_id(value).map_err(|bad| bad.also_printing(printed))?);
            }
            "policy_id" => self.policy = Some(policy_id(value)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Reads words in pairs, with nothing but the two.
    pub(super) fn parse(words: &[&str], usage: &'static str) -> Result<Self, Failure> {
        Self::default().read(words, usage)
    }

    /// [`Self::parse`] with those that are there already.
    pub(super) fn read(mut self, words: &[&str], usage: &'static str) -> Result<Self, Failure> {
        for (name, value) in pairs(words) {
            if !self.take(name, value)? {
                return Err(Failure::usage(usage));
            }
        }
        Ok(self)
    }

    /// The policy, which must have been named.
    pub(super) fn key(self) -> Result<PolicyKey, Failure> {
        let id = self.policy.ok_or_else(|| Failure::usage(usage::MISSING_POLICY))?;
        Ok(PolicyKey { domain: self.domain, id })
    }
}

/// Names with their values; the last may have none.
pub(super) fn pairs<'w>(words: &'w [&str]) -> impl Iterator<Item = (&'w str, Option<&'w str>)> {
    words.chunks(2).filter_map(|pair| Some((*pair.first()?, pair.get(1).copied())))
}

/// A domain; the platform when none is named.
pub(super) fn domain(word: Option<&str>) -> Result<Domain, Failure> {
    let Some(word) = word else { return Ok(Domain::default()) };
    let known = (0..).zip(DOMAINS).find(|(_, name)| name.eq_ignore_ascii_case(word));
    known.map(|(number, _)| Domain(number)).ok_or_else(|| Failure::usage(usage::DOMAINS))
}

/// The number of a policy.
pub(super) fn policy_id(word: Option<&str>) -> Result<u8, Failure> {
    let id = word.and_then(|word| parse_u8(word).ok());
    id.ok_or_else(|| Failure::usage(format!("{BAD_POLICY}\n")))
}

/// The name of the domain in bits 3:0.
pub(super) fn domain_name(bits: u8) -> String {
    named(bits & 0x0f, &DOMAINS)
}

/// The name of a number in a list that begins with 0.
pub(super) fn named(number: u8, names: &[&str]) -> String {
    let known = names.get(usize::from(number));
    known.map_or_else(|| format!("Unknown (0x{number:x})"), |name| (*name).to_owned())
}

const BAD_POLICY: &str = "Policy ID must be a positive integer (0-255)";
const DOMAINS: [&str; 5] = ["platform", "CPU", "Memory", "protection", "I/O"];
