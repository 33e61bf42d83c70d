//! Names with `*` and `?` in them.

/// True when the pattern fits the whole name: `*` stands for any characters or none, `?` for one.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut at, mut here) = (0, 0);
    // Where the last star was, and what it stands for so far.
    let mut star: Option<(usize, usize)> = None;
    while here < name.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(c) if *c == b'?' || Some(c) == name.get(here) => {
                (at, here) = (at + 1, here + 1);
            }
            _ => {
                let Some((back, taken)) = star else { return false };
                star = Some((back, taken + 1));
                (at, here) = (back + 1, taken + 1);
            }
        }
    }
    pattern.get(at..).is_some_and(|rest| rest.iter().all(|c| *c == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, name, wanted) in [
            ("node*", "nodea", true),
            ("node*", "node", true),
            ("node*", "anode", false),
            ("*", "x", true),
            ("n?dea", "nodea", true),
            ("n?dea", "ndea", false),
            ("*a*b", "xaab", true),
            ("*a*b", "xabc", false),
            ("nodea", "nodea", true),
            ("nodea", "nodeab", false),
            ("", "x", false),
            ("a*********************b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false),
        ] {
            assert_eq!(fits(pattern, name), wanted, "{pattern} {name}");
        }
    }
}
