//! A warning before a secret leaves unencrypted.
use super::out::Out;
use crate::transport::Client;

/// Says, in one line, that `what` travels unencrypted, unless the session encrypts or the user
/// has allowed it. The request is sent all the same: scripts have always done so.
pub fn warn(client: &Client, out: &mut Out<'_>, allowed: bool, what: &str) {
    if !allowed && !client.is_confidential() {
        out.note(format_args!(
            "Warning: {what} travels unencrypted in this session; use -I lanplus with cipher \
             suite 3 or 17, or --allow-cleartext to be silent."
        ));
    }
}
