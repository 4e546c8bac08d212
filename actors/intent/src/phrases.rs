//! Which intent a phrase of the language packs means.

use language::packs::List;

use crate::{Intent, SmallTalk, SummaryPeriod};

/// Phrases that ask for something, wherever they stand in a message; the first intent that fits wins, in whatever
/// language it is said.
pub const ASKING: &[(Intent, List)] = &[
    (Intent::OwnStats, List::OwnStats),
    (Intent::ChatStats, List::ChatStats),
    (Intent::Summary(SummaryPeriod::Usual), List::Summary),
    (Intent::SmallTalk(SmallTalk::HowAreYou), List::HowAreYou),
    (Intent::SmallTalk(SmallTalk::WhoAreYou), List::WhoAreYou),
    (Intent::SmallTalk(SmallTalk::Abilities), List::Abilities),
    (Intent::SmallTalk(SmallTalk::Age), List::Age),
    (Intent::SmallTalk(SmallTalk::Doing), List::Doing),
    (Intent::SmallTalk(SmallTalk::AboutMe), List::AboutMe),
    (Intent::SmallTalk(SmallTalk::ForgetMe), List::ForgetMe),
    (Intent::SmallTalk(SmallTalk::Joke), List::Joke),
    (Intent::SmallTalk(SmallTalk::Advice), List::Advice),
];

/// Phrases that mean something only if nothing else is said ("як ти думаєш" does not ask how we are).
pub const WHOLE: &[(Intent, List)] = &[(Intent::SmallTalk(SmallTalk::HowAreYou), List::HowAreYouWhole)];

/// Phrases that are a whole message, or nearly.
pub const BRIEF: &[(Intent, List)] = &[
    (Intent::SmallTalk(SmallTalk::Thanks), List::Thanks),
    (Intent::SmallTalk(SmallTalk::Praise), List::Praise),
    (Intent::SmallTalk(SmallTalk::Farewell), List::Farewell),
    (Intent::SmallTalk(SmallTalk::Greeting), List::Greeting),
];

/// Most words of a message that is nothing but one of [`BRIEF`].
pub const BRIEF_WORDS: usize = 6;

/// Most words of a message that is nothing but abuse.
pub const ABUSE_WORDS: usize = 8;

/// Whether the folded word is a name of ours.
pub fn is_name(word: &str) -> bool {
    List::Names.has(word)
}
