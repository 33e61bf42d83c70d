//! What whoever runs a BMC should know, and no console is told.
use std::fmt;
use std::sync::Arc;

/// Takes such lines.
#[derive(Clone)]
pub struct Notice(Arc<dyn Fn(&str) + Send + Sync>);

impl Notice {
    /// Lines go there. It is called on any thread, and is done soon.
    pub fn new(taker: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(taker))
    }

    /// Lines with a name in front.
    #[must_use]
    pub fn about(self, name: &str) -> Self {
        let name = name.to_owned();
        Self::new(move |line| self.say(&format!("{name}: {line}")))
    }

    pub(super) fn say(&self, line: &str) {
        (self.0)(line);
    }
}

impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice").finish_non_exhaustive()
    }
}
