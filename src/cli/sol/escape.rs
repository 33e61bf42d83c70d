//! What is typed at a console: characters for the other side, and escapes for us.

/// Something typed that is for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// `~B`
    Break,
    /// `~?`
    Help,
    /// `~^Z`
    Suspend,
    /// `~^X`: without the terminal's own settings.
    SuspendRaw,
    /// `~.`
    Terminate,
}

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// For us, with what to show of it.
    Action(Action),
    /// For the other side.
    Text(Vec<u8>),
}

/// Finds escapes: the escape character right after a new line, and another character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Escape {
    /// `None` for no escapes at all.
    character: Option<u8>,
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// An escape may begin.
    Start,
    /// The escape character came.
    Escaped,
    Middle,
}

impl Escape {
    pub(super) const fn new(character: Option<u8>) -> Self {
        Self { character, at: At::Start }
    }

    /// Takes what was typed apart.
    pub(super) fn read(&mut self, data: &[u8]) -> Vec<Typed> {
        let mut all = Vec::new();
        let mut text = Vec::new();
        for byte in data {
            match self.key(*byte) {
                Key::Nothing => {}
                Key::Text(first, second) => text.extend([Some(first), second].iter().flatten()),
                Key::Action(action) => {
                    if !text.is_empty() {
                        all.push(Typed::Text(std::mem::take(&mut text)));
                    }
                    all.push(Typed::Action(action));
                }
            }
        }
        if !text.is_empty() {
            all.push(Typed::Text(text));
        }
        all
    }

    /// The input has ended: an escape character that waits for another is an ordinary one.
    pub(super) fn finish(&mut self) -> Option<u8> {
        let waits = std::mem::replace(&mut self.at, At::Start) == At::Escaped;
        self.character.filter(|_| waits)
    }

    fn key(&mut self, byte: u8) -> Key {
        let line = if matches!(byte, b'\r' | b'\n') { At::Start } else { At::Middle };
        let Some(character) = self.character else { return Key::Text(byte, None) };
        match self.at {
            At::Start if byte == character => {
                self.at = At::Escaped;
                Key::Nothing
            }
            At::Start | At::Middle => {
                self.at = line;
                Key::Text(byte, None)
            }
            At::Escaped => {
                let action = match byte {
                    b'.' => Action::Terminate,
                    b'B' => Action::Break,
                    b'?' => Action::Help,
                    CTRL_X => Action::SuspendRaw,
                    CTRL_Z => Action::Suspend,
                    _ => {
                        self.at = line;
                        let twice = byte == character;
                        return Key::Text(character, (!twice).then_some(byte));
                    }
                };
                self.at = At::Start;
                Key::Action(action)
            }
        }
    }
}

enum Key {
    Action(Action),
    Nothing,
    Text(u8, Option<u8>),
}

const CTRL_X: u8 = 0x18;
const CTRL_Z: u8 = 0x1a;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(data: &[&[u8]]) -> Vec<Typed> {
        let mut escape = Escape::new(Some(b'~'));
        data.iter().flat_map(|data| escape.read(data)).collect()
    }

    fn text(data: &[u8]) -> Typed {
        Typed::Text(data.to_vec())
    }

    #[test]
    fn escapes_count_after_a_new_line_only() {
        assert_eq!(read(&[b"~."]), [Typed::Action(Action::Terminate)]);
        assert_eq!(read(&[b"a~.\r~."]), [text(b"a~.\r"), Typed::Action(Action::Terminate)]);
        assert_eq!(read(&[b"a\n", b"~", b"B"]), [text(b"a\n"), Typed::Action(Action::Break)]);
        let both = [Typed::Action(Action::Help), Typed::Action(Action::Terminate)];
        assert_eq!(read(&[b"~?~."]), both);
        assert_eq!(read(&[b"~\x1a"]), [Typed::Action(Action::Suspend)]);
        assert_eq!(read(&[b"~\x18"]), [Typed::Action(Action::SuspendRaw)]);
    }

    #[test]
    fn twice_is_once_and_others_pass() {
        assert_eq!(read(&[b"~~.\r"]), [text(b"~.\r")]);
        assert_eq!(read(&[b"~x"]), [text(b"~x")]);
        assert_eq!(read(&[b"~\r~."]), [text(b"~\r"), Typed::Action(Action::Terminate)]);
        assert_eq!(Escape::new(None).read(b"~."), [text(b"~.")]);
        let mut escape = Escape::new(Some(b'~'));
        assert_eq!((escape.read(b"x\n~"), escape.finish()), (vec![text(b"x\n")], Some(b'~')));
        assert_eq!(escape.finish(), None);
    }
}
