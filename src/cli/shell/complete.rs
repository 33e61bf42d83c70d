//! Completion of commands in the shell.
use super::split::{Kind, split};
use crate::cli::groups::GROUPS;

/// What the last word of a line may become, and where it begins.
pub(super) fn complete(line: &str) -> (usize, Vec<String>) {
    let begins = line.rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |at| at + 1);
    let (before, start) = line.split_at(begins);
    let mut known = GROUPS;
    for word in split(before, Kind::Typed) {
        let Some(found) = known.iter().find(|known| known.name == word) else {
            return (begins, Vec::new());
        };
        known = found.words;
    }
    let first = before.trim_start().is_empty();
    let own = ["exit", "quit"].into_iter().filter(|_| first);
    let words = known.iter().map(|word| word.name).filter(|name| *name != "mock-bmc").chain(own);
    (begins, words.filter(|name| name.starts_with(start)).map(|name| format!("{name} ")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_completed_by_what_stands_before() {
        let words = |line| complete(line).1;
        assert_eq!(complete("po"), (0, vec!["power ".to_owned()]));
        assert_eq!(complete("  chassis pow"), (10, vec!["power ".to_owned()]));
        assert_eq!(words("qu"), ["quit "]);
        assert_eq!(words("power qu"), Vec::<String>::new());
        assert!(words("power ").contains(&"status ".to_owned()));
        assert!(words("").contains(&"exit ".to_owned()));
        assert_eq!(words("mock"), Vec::<String>::new());
        assert_eq!(words("nonsense x"), Vec::<String>::new());
    }
}
