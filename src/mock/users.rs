//! User accounts (IPMI v2.0 §22.26 to §22.30).
use super::options::Account;
use crate::crypto::secret::Secret;
use crate::wire::ids::Privilege;

/// One user ID.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Name, up to 16 bytes; empty for the null user or an unused ID.
    pub name: Vec<u8>,
    /// Password without padding.
    pub password: Secret,
    /// The password was stored as one of 20 bytes: no IPMI 1.5 login then.
    pub long_password: bool,
    /// Set by Set User Password.
    pub enabled: bool,
    /// Access on the LAN channel.
    pub access: Access,
}

/// A user's access on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// Only callback logins.
    pub callback_only: bool,
    /// Link authentication.
    pub link_auth: bool,
    /// IPMI messaging.
    pub messaging: bool,
    /// Privilege limit as on the wire: 1 to 5, 15 for no access.
    pub limit: u8,
    /// Simultaneous session limit, 0 for none.
    pub sessions: u8,
}

/// All user IDs, from 1 on.
#[derive(Clone, Debug, PartialEq)]
pub struct Users(Vec<User>);

impl Access {
    /// No access.
    pub const NONE: Self = Self {
        callback_only: false,
        link_auth: false,
        messaging: false,
        limit: NO_ACCESS,
        sessions: 0,
    };

    /// Callback, link authentication and messaging as in bits 6 to 4 of the wire's bytes.
    pub fn flags(self) -> u8 {
        u8::from(self.callback_only) << 6
            | u8::from(self.link_auth) << 5
            | u8::from(self.messaging) << 4
    }

    /// Takes the flags of [`Self::flags`].
    pub fn set_flags(&mut self, flags: u8) {
        self.callback_only = flags & 0x40 != 0;
        self.link_auth = flags & 0x20 != 0;
        self.messaging = flags & 0x10 != 0;
    }
}

impl User {
    /// The level that the user may reach, or `None` for no access.
    pub fn limit(&self) -> Option<Privilege> {
        Privilege::from_u8(self.access.limit)
    }

    /// True when the user may log in on the LAN channel.
    pub fn may_log_in(&self) -> bool {
        self.enabled && self.access.messaging && self.limit().is_some()
    }

    fn of(account: &Account) -> Self {
        Self {
            name: account.name.iter().copied().take(16).collect(),
            password: account.password.clone(),
            long_password: account.password.len() > 16,
            enabled: true,
            access: Access {
                callback_only: false,
                link_auth: true,
                messaging: true,
                limit: account.privilege.to_u8(),
                sessions: 0,
            },
        }
    }

    fn unused() -> Self {
        Self {
            name: Vec::new(),
            password: Secret::default(),
            long_password: false,
            enabled: false,
            access: Access::NONE,
        }
    }
}

impl Users {
    /// User ID 1 is the null user, disabled; the accounts come after it. `max` is at most 63.
    pub fn new(accounts: &[Account], max: u8) -> Self {
        let max = usize::from(max.clamp(2, 63));
        let mut users = vec![User::unused()];
        users.extend(accounts.iter().map(User::of));
        users.resize(max, User::unused());
        Self(users)
    }

    /// Puts an account at an ID.
    pub fn put(&mut self, id: u8, account: &Account) {
        if let Some(user) = self.get_mut(id) {
            *user = User::of(account);
        }
    }

    /// Takes an account away.
    pub fn remove(&mut self, id: u8) {
        if let Some(user) = self.get_mut(id) {
            *user = User::unused();
        }
    }

    /// How many IDs there are from now on, 2 to 63.
    pub fn resize(&mut self, max: u8) {
        self.0.resize(max.clamp(2, 63).into(), User::unused());
    }

    /// The highest user ID.
    pub fn max(&self) -> u8 {
        u8::try_from(self.0.len()).unwrap_or(u8::MAX)
    }

    /// The user with that ID.
    pub fn get(&self, id: u8) -> Option<&User> {
        self.0.get(usize::from(id).checked_sub(1)?)
    }

    /// The user with that ID, to change it.
    pub fn get_mut(&mut self, id: u8) -> Option<&mut User> {
        self.0.get_mut(usize::from(id).checked_sub(1)?)
    }

    /// All with their IDs.
    pub fn iter(&self) -> impl Iterator<Item = (u8, &User)> {
        (1_u8..).zip(&self.0)
    }

    /// The users of that name that may log in, and of just that limit where one is given.
    pub fn named(&self, name: &[u8], limit: Option<u8>) -> impl Iterator<Item = (u8, &User)> {
        let fits = move |user: &User| limit.is_none_or(|limit| user.access.limit == limit);
        self.iter().filter(move |(_, user)| user.name == name && user.may_log_in() && fits(user))
    }

    /// How many are enabled.
    pub fn enabled(&self) -> u8 {
        let count = self.0.iter().filter(|user| user.enabled).count();
        u8::try_from(count).unwrap_or(u8::MAX)
    }
}

/// Privilege limit of a user without access.
pub const NO_ACCESS: u8 = 0x0f;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_name_and_by_name_and_limit() {
        let account =
            |privilege| Account { name: b"bob".to_vec(), password: Secret::from("x"), privilege };
        let accounts = [account(Privilege::User), account(Privilege::Operator)];
        let mut users = Users::new(&accounts, 16);
        assert_eq!(users.max(), 16);
        assert_eq!(users.named(b"bob", None).next().unwrap().0, 2);
        assert_eq!(users.named(b"bob", Some(3)).next().unwrap().0, 3);
        assert!(users.named(b"bob", Some(4)).next().is_none());
        assert!(users.named(b"", None).next().is_none(), "the null user is disabled");
        users.get_mut(2).unwrap().enabled = false;
        assert_eq!(users.named(b"bob", None).next().unwrap().0, 3);
        assert!(users.get(0).is_none());
        assert!(users.get(17).is_none());
    }
}
