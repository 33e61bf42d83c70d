//! How a fuzz input tells what happens.

/// Two bytes, then datagrams, each behind a byte that tells its length.
pub(crate) fn script(bytes: &[u8]) -> Option<(u8, u8, Vec<&[u8]>)> {
    let [kind, turns, rest @ ..] = bytes else { return None };
    let mut datagrams = Vec::new();
    let mut rest = rest;
    while let Some((len, tail)) = rest.split_first() {
        let (datagram, tail) = tail.split_at(usize::from(*len).min(tail.len()));
        datagrams.push(datagram);
        rest = tail;
    }
    Some((*kind, *turns, datagrams))
}
