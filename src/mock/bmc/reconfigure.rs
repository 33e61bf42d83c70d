//! Other options for a BMC that runs: sessions stay.
use std::sync::Arc;

use super::{Bmc, Options};
use crate::mock::host::Host;
use crate::mock::notice::Notice;
use crate::mock::state::State;
use crate::mock::tyan::Tyan;

impl Bmc {
    /// The machine that orders are for.
    pub(in crate::mock) fn host(&self) -> Option<Arc<dyn Host>> {
        self.options.host.clone()
    }

    /// Who is told what goes wrong with it.
    pub(in crate::mock) fn notices(&self) -> Option<Notice> {
        self.options.notice.clone()
    }

    /// Takes other options. `settle` makes the state fit, and gives the user IDs whose sessions
    /// end; all others stay.
    pub fn reconfigure(
        &mut self,
        options: Options,
        settle: impl FnOnce(&mut State, &Options) -> Vec<u8>,
    ) {
        self.state.touched = true;
        self.state.adopt(&options);
        let ended = settle(&mut self.state, &options);
        let last = self.state.users.max();
        self.sessions.close_where(|user| user > last || ended.contains(&user));
        self.sessions.resize(options.sessions);
        self.faults.set(&options.faults);
        let hosted = options.host.is_some();
        let other_end = hosted != self.options.host.is_some();
        if other_end || !hosted && options.console != self.options.console {
            self.serial.replace(options.console, hosted);
            self.tyan = Tyan::new(options.console);
        }
        self.options = options;
    }
}
