//! One BMC of many: what the map and the configuration make of it.
use sha2::{Digest, Sha256};

use crate::mock::host::Hypervisor;
use crate::mock::options::{Account, Options};
use crate::mock::state::State;
use crate::mock::sysinfo::SYSTEM_NAME;

/// A BMC as it is wanted.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The machine's name.
    pub(super) name: String,
    /// Everything but the accounts.
    pub(super) options: Options,
    /// Accounts with their IDs.
    pub(super) accounts: Vec<(u8, Account)>,
    /// Who runs the machine, and its name there.
    pub(super) machine: (Hypervisor, String),
}

impl Member {
    /// Puts what the configuration says into a state, unless it is there already: what commands
    /// have changed since stays. Gives the IDs of accounts that are other ones now.
    pub(super) fn settle(&self, state: &mut State) -> Vec<u8> {
        let place = self.place();
        if state.configured.place != place {
            state.configured.place = place;
            self.settle_place(state);
        }
        let accounts = self.digest();
        // The last account may have been locked out for good.
        let nobody = state.users.iter().all(|(_, user)| !user.may_log_in());
        if state.configured.accounts == accounts && !nobody {
            return Vec::new();
        }
        state.configured.accounts = accounts;
        self.settle_accounts(state)
    }

    fn settle_place(&self, state: &mut State) {
        let fresh = State::new(&self.options);
        state.guid = fresh.guid;
        state.lan.settle(&fresh.lan);
        state.sysinfo.set_text(SYSTEM_NAME, &fresh.sysinfo.text(SYSTEM_NAME));
        state.frus = fresh.frus;
        state.dcmi.asset_tag = fresh.dcmi.asset_tag;
        state.dcmi.identifier = fresh.dcmi.identifier;
        if let Some(address) = self.options.listen.first() {
            state.sol.port = address.port();
        }
    }

    /// Accounts that the configuration had and has no more go; those that it has are as it says;
    /// those that commands have made stay.
    fn settle_accounts(&self, state: &mut State) -> Vec<u8> {
        let before = state.users.clone();
        let ids = self.accounts.iter().fold(0, |ids, (id, _)| ids | 1_u64 << (id & 0x3f));
        for id in 1..=63 {
            if (state.configured.ids & !ids) >> id & 1 != 0 {
                state.users.remove(id);
            }
        }
        for (id, account) in &self.accounts {
            state.users.put(*id, account);
            state.lockouts.forgive(*id);
        }
        state.configured.ids = ids;
        state.channels.kg.clone_from(&self.options.kg);
        let differs = |(id, user)| before.get(id) != Some(user);
        state.users.iter().filter(|user| differs(*user)).map(|(id, _)| id).collect()
    }

    /// A digest of addresses, names and numbers, and of whom it lets in.
    fn place(&self) -> [u8; 32] {
        let Options { listen, identity, guid, auth_types, threshold, .. } = &self.options;
        let text = format!("{listen:?} {identity:?} {guid:?} {auth_types:?} {threshold:?}");
        Sha256::digest(text).into()
    }

    /// A digest of accounts and BMC key.
    fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(bytes);
        };
        for (id, account) in &self.accounts {
            add(&[*id, account.privilege.to_u8()]);
            add(&account.name);
            add(account.password.bytes());
        }
        add(self.options.kg.as_ref().map_or(&[][..], |key| key.bytes()));
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::secret::Secret;
    use crate::mock::identity::Identity;
    use crate::wire::ids::Privilege;

    fn member(accounts: &[(u8, &str, &str)]) -> Member {
        let account = |(id, name, password): &(u8, &str, &str)| {
            let password = Secret::from(*password);
            let name = name.as_bytes().to_vec();
            (*id, Account { name, password, privilege: Privilege::Operator })
        };
        let options = Options {
            users: Vec::new(),
            identity: Some(Identity::of("nodea")),
            ..Options::default()
        };
        let accounts = accounts.iter().map(account).collect();
        let machine = (Hypervisor::None, String::new());
        Member { name: "nodea".into(), options, accounts, machine }
    }

    fn names(state: &State) -> Vec<String> {
        let named = state.users.iter().filter(|(_, user)| !user.name.is_empty());
        named.map(|(id, user)| format!("{id} {}", String::from_utf8_lossy(&user.name))).collect()
    }

    #[test]
    fn what_commands_changed_stays_until_the_configuration_changes() {
        let first = member(&[(2, "admin", "a"), (3, "fence", "b")]);
        let mut state = State::new(&first.options);
        assert_eq!(first.settle(&mut state), [2, 3]);
        assert_eq!(names(&state), ["2 admin", "3 fence"]);
        state.users.get_mut(2).unwrap().password = Secret::from("new");
        state.users.get_mut(5).unwrap().name = b"eve".to_vec();
        assert!(first.settle(&mut state).is_empty());
        assert_eq!(state.users.get(2).unwrap().password.bytes(), b"new");
        let second = member(&[(2, "admin", "a"), (4, "ops", "b")]);
        assert_eq!(second.settle(&mut state), [2, 3, 4]);
        assert_eq!(names(&state), ["2 admin", "4 ops", "5 eve"]);
        assert_eq!(state.users.get(2).unwrap().password.bytes(), b"a");
        assert!(!state.users.get(3).unwrap().may_log_in());
    }

    #[test]
    fn names_and_addresses_follow_the_configuration() {
        let first = member(&[]);
        let mut state = State::new(&first.options);
        first.settle(&mut state);
        assert_eq!(state.sysinfo.text(2), b"nodea");
        assert_eq!(state.dcmi.identifier, b"nodea\0");
        let inventory = state.frus.bytes(0).to_vec();
        assert!(inventory.windows(21).any(|bytes| bytes == b"Virtual machine nodea"));
        state.lan.set(3, &[10, 0, 0, 9]).unwrap();
        state.sysinfo.set_text(2, b"other");
        first.settle(&mut state);
        assert_eq!((state.lan.has_moved(), state.sysinfo.text(2)), (true, b"other".to_vec()));
        let mut second = member(&[]);
        second.options.listen = vec!["127.0.0.7:623".parse().unwrap()];
        second.settle(&mut state);
        assert_eq!(state.lan.get(3, 0, 0), Ok(vec![127, 0, 0, 7]));
        assert!(!state.lan.has_moved());
        assert_eq!((state.sysinfo.text(2), state.sol.port), (b"nodea".to_vec(), 623));
    }
}
