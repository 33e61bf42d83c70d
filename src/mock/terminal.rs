//! What is at the other end of the serial line.

/// Kinds of devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// Gives back what it gets.
    Echo,
    /// A little shell.
    #[default]
    Shell,
}

/// A device with its state.
#[derive(Debug)]
pub(super) struct Terminal {
    device: Device,
    /// The line that is being typed.
    line: Vec<u8>,
}

impl Terminal {
    pub(super) fn new(device: Device) -> Self {
        Self { device, line: Vec::new() }
    }

    /// What is on the screen when somebody looks.
    pub(super) fn greet(&self) -> Vec<u8> {
        match self.device {
            Device::Echo => Vec::new(),
            Device::Shell => [b"\r\n".as_slice(), PROMPT, &self.line].concat(),
        }
    }

    /// How many characters come back for one, at the most.
    pub(super) fn expansion(&self) -> usize {
        match self.device {
            Device::Echo => 1,
            Device::Shell => HELP.len() + LONGEST_LINE,
        }
    }

    /// Characters come in; gives what goes out.
    pub(super) fn input(&mut self, data: &[u8]) -> Vec<u8> {
        match self.device {
            Device::Echo => data.to_vec(),
            Device::Shell => data.iter().flat_map(|byte| self.key(*byte)).collect(),
        }
    }

    /// A break comes in.
    pub(super) fn take_break(&mut self) -> Vec<u8> {
        match self.device {
            Device::Echo => Vec::new(),
            Device::Shell => {
                self.line.clear();
                [b"\r\n[break]\r\n".as_slice(), PROMPT].concat()
            }
        }
    }

    fn key(&mut self, byte: u8) -> Vec<u8> {
        match byte {
            b'\r' | b'\n' => {
                let line = std::mem::take(&mut self.line);
                [b"\r\n".as_slice(), &reply(&line), PROMPT].concat()
            }
            0x08 | 0x7f => match self.line.pop() {
                Some(_) => b"\x08 \x08".to_vec(),
                None => Vec::new(),
            },
            0x03 => {
                self.line.clear();
                [b"^C\r\n".as_slice(), PROMPT].concat()
            }
            0x20.. if self.line.len() < LONGEST_LINE => {
                self.line.push(byte);
                vec![byte]
            }
            _ => Vec::new(),
        }
    }
}

/// What the shell says to a line.
fn reply(line: &[u8]) -> Vec<u8> {
    let text = line.trim_ascii();
    match text.split(|byte| *byte == b' ').next() {
        None | Some(b"") => Vec::new(),
        Some(b"help") => HELP.to_vec(),
        Some(b"hostname") => b"mock\r\n".to_vec(),
        Some(b"echo") => [text.get(5..).unwrap_or_default().trim_ascii_start(), b"\r\n"].concat(),
        Some(word) => [word, b": command not found\r\n"].concat(),
    }
}

const PROMPT: &[u8] = b"mock# ";
const HELP: &[u8] = b"echo TEXT, help, hostname\r\n";
const LONGEST_LINE: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_edits_and_answers_lines() {
        let mut shell = Terminal::new(Device::Shell);
        assert_eq!(shell.input(b"echX\x7fo a b\r"), b"echX\x08 \x08o a b\r\na b\r\nmock# ");
        assert_eq!(shell.input(b"\x7f\r"), b"\r\nmock# ");
        assert_eq!(shell.input(b"x y\r"), b"x y\r\nx: command not found\r\nmock# ");
        assert_eq!(shell.input(b"abc\x03"), b"abc^C\r\nmock# ");
        let most = shell.expansion();
        assert!(shell.input(b"help\r").len() <= most * 5);
    }
}
