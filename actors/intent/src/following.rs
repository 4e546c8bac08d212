//! Whether words that call nobody go on from what we just said.

use language::packs::List;

use crate::{
    Label,
    classifier::Classifier,
    everyday::SURE,
    understand::{is_about_us, own_words},
};

/// Words of a message that goes on, at most; of a question that does, from somebody we did not talk to.
const BRIEF: usize = 6;
const LONG: usize = 12;

/// Whether the text may go on from our last answer; `is_theirs` is whether that answer was given to its writer.
pub fn follows(text: &str, is_theirs: bool) -> bool {
    let said = own_words(text);
    let Some(first) = said.first() else { return false };
    let goes_on = List::GoingOn.has(first);
    let little = [List::GoingOn, List::BeforeCall, List::Prepositions];
    let mut opening = said.iter().skip_while(|word| little.iter().any(|list| list.has(word)));
    let asks = opening.next().is_some_and(|word| List::QuestionWords.has(word));
    let is_brief = said.len() <= BRIEF;
    let again = List::DoingAgain.is_in(&said) && said.len() <= LONG;
    if !is_theirs {
        return goes_on && asks && is_brief && !is_about_us(text) || again;
    }
    let has_question = text.contains('?') || List::QuestionWords.has_any(&said) || List::Or.has_any(&said);
    let has_number = || said.iter().any(|word| word.starts_with(|it: char| it.is_ascii_digit()));
    let alters = || (List::Rather.has_any(&said) || List::No.has(first)) && has_number();
    again
        || is_brief && (asks || goes_on && text.contains('?') || alters())
        || said.len() <= LONG && is_about_us(text) && has_question
        || is_brief && thanks_or_confides(text)
}

/// Whether somebody thanks us, or tells how they feel.
fn thanks_or_confides(text: &str) -> bool {
    use Label::*;
    let guess = Classifier::built_in().guess(text);
    let label = matches!(guess.label, Thanks | Praise | ShareFear | ShareSadness | ShareAnger);
    label && guess.confidence >= SURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brief_questions_and_changes_go_on() {
        for text in [
            "а звідки",
            "а о котрій?",
            "а зріст?",
            "ні, краще о 14:30",
            "а ти жива людина чи програма якась",
            "ну а хоть шо ти знаєш",
            "ще раз",
            "nooo pick again",
            "from where tho",
            "спасибі тобі",
        ] {
            assert!(follows(text, true), "{text}");
        }
        for text in
            ["добре, тоді я в магазин", "та ні", "я вже вдома, хто виходить гуляти з собакою ввечері коло озера?", "ок"]
        {
            assert!(!follows(text, true), "{text}");
        }
    }

    #[test]
    fn others_go_on_with_brief_questions_alone() {
        assert!(follows("а як назвали?", false) && follows("а о котрій", false));
        assert!(!follows("а ти коли прийдеш?", false) && !follows("хто йде?", false) && !follows("дякую", false));
        assert!(follows("ні так не чесно, давай ще раз", false));
    }
}
