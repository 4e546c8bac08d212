//! "As a language model, I…": sentences that tell nothing but what speaks. The phrases are the packs' (`models.txt`).

use language::{
    packs::List,
    text::words::{fold, words},
};

use super::{Asked, parts::sentences};

/// The text without such sentences. Who asks what we are gets the honest answer.
pub(super) fn without_disclaimers(text: &str, asked: &Asked<'_>) -> String {
    let question: Vec<String> = words(asked.words).map(fold).collect();
    if List::ModelWords.has_any(&question) || List::AsAModel.is_in(&question) {
        return text.to_owned();
    }
    let disclaims = |sentence: &str| {
        let said: Vec<String> = words(sentence).map(fold).collect();
        !sentence.contains('`') && List::AsAModel.is_in(&said)
    };
    sentences(text).into_iter().filter(|sentence| !disclaims(sentence)).collect()
}
