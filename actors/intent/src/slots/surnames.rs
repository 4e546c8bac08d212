//! Surnames and patronymics in the nominative: "Шевченка" is "Шевченко", "Петрівні" is "Петрівна".

use language::packs::{List, packs};

use super::key;

/// Stands for no ending.
const NONE: &str = "-";
/// Stands before an ending of the vocative.
const VOCATIVE: char = '!';

/// The nominative of a surname or a patronymic that stands in another case, by the list of its gender; as it is written
/// but for its ending. The longest ending that fits decides; its letters tell how sure that is.
pub fn nominative(word: &str, gender: List) -> Option<(String, usize)> {
    let small = key(word);
    let rules = packs().all().iter().flat_map(|pack| pack.list(gender).pairs());
    let forms =
        rules.flat_map(|(base, forms)| forms.split(' ').map(move |form| (base, form.trim_start_matches(VOCATIVE))));
    let longest = forms.filter(|(_, form)| small.ends_with(form)).reduce(|best, next| {
        // Of two that are alike the first counts, as the packs stand in their order.
        if next.1.len() > best.1.len() { next } else { best }
    });
    let (base, form) = longest?;
    let letters = form.chars().count();
    let stem: String = word.chars().take(word.chars().count() - letters).collect();
    let base = if base == NONE { "" } else { base };
    (!stem.is_empty()).then(|| (format!("{stem}{base}"), letters))
}
