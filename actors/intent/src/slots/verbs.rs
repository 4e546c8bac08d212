//! Verbs by the look of them.

use language::packs::List;

use crate::recall::speaks;

/// Letters before the ending of a verb, at least.
const STEM: usize = 2;

/// Whether a word, as the lists have it, is most likely a verb.
pub fn is_verb(key: &str) -> bool {
    List::Verbs.has(key) || speaks(key) || ends_as_verb(key) && !is_noun(key)
}

fn ends_as_verb(key: &str) -> bool {
    let long = |stem: &str| stem.chars().nth(STEM - 1).is_some();
    List::VerbEndings.iter().any(|ending| key.strip_suffix(ending).is_some_and(long))
}

/// Whether it begins as a noun that only looks like a verb.
fn is_noun(key: &str) -> bool {
    List::NoVerbs.iter().any(|beginning| key.starts_with(beginning))
}
