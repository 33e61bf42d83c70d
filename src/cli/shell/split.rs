//! A line of a script or of the shell into words.

/// Where a line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// From a file: `#` begins a comment.
    Script,
    /// Typed.
    Typed,
}

/// Takes a line apart at blanks. Quotes of either kind hold words together, and are not closed at
/// the end of the line at the latest.
pub(super) fn split(line: &str, kind: Kind) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.trim_end_matches(['\r', '\n']).chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '#') if kind == Kind::Script => break,
            (None, c) if c.is_ascii_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(line: &str) -> Vec<String> {
        split(line, Kind::Script)
    }

    #[test]
    fn words_end_at_blanks_unless_they_are_quoted() {
        assert_eq!(script("  a\tb  c "), ["a", "b", "c"]);
        assert_eq!(script("a \"b c\" 'd \"e' f\"g h\"i ''"), ["a", "b c", "d \"e", "fg hi", ""]);
        assert_eq!(script("a \"b c\r\n"), ["a", "b c"]);
        assert_eq!(script(""), Vec::<String>::new());
        assert_eq!(script("user set name 5 x~y"), ["user", "set", "name", "5", "x~y"]);
    }

    #[test]
    fn comments_are_for_scripts() {
        assert_eq!(script("raw 6 1#x"), ["raw", "6", "1"]);
        assert_eq!(script("# a"), Vec::<String>::new());
        assert_eq!(script("a '#b' # c"), ["a", "#b"]);
        assert_eq!(split("a #b", Kind::Typed), ["a", "#b"]);
    }
}
