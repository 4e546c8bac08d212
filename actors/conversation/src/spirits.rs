//! What a chat goes through: grief, during which nobody jokes, and quarrels, which we keep out of.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use events::PersonId;
use language::{
    analyzer::{Emotion, Reading},
    packs::List,
    text::{
        distress::is_suicidal,
        glance::Glance,
        news::{News, news},
        words::{fold, words},
    },
};

/// How long a chat is spared jokes after somebody told of a death or of a serious illness, seconds.
const GRIEF: i64 = 6 * 3600;
/// Condolences of two people within so many seconds tell that somebody mourns.
const CONDOLING: i64 = 3600;
/// A quarrel is over when so many seconds pass without hard words.
const QUARREL: i64 = 900;
/// Hard words that make a quarrel, an insult counted twice.
const HEATED: usize = 4;
/// Hard words that are remembered of a chat.
const REMEMBERED: usize = 16;
/// Anger less sure than this may be none.
const SURE: f32 = 0.6;

/// The mood of a chat, as far as it bears on what may be said in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatMood {
    #[default]
    Calm,
    /// Somebody died, or is gravely ill: no jokes for some hours.
    Grief,
    /// People quarrel: no word unasked, and no side is taken.
    Quarrel,
}

impl ChatMood {
    /// Whether nothing bears on what may be said.
    pub fn is_calm(&self) -> bool {
        *self == Self::Calm
    }
}

/// What a message does to the mood of its chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    Grief,
    Condolence,
    Insult,
    Anger,
}

/// What is kept of one chat. Times are those of its messages, Unix seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Spirits {
    /// When somebody last told of grief.
    grief_at: Option<i64>,
    /// Who condoled last, until another does.
    condoled: Option<Said>,
    /// The last hard words.
    heat: VecDeque<Said>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    at: i64,
    who: PersonId,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    insult: bool,
}

/// News of a message. Whoever laughs tells no bad news.
pub(super) fn told(text: &str, glance: Glance, reading: &Reading) -> Option<News> {
    let news = if glance.news { news(text) } else { None };
    news.filter(|news| !news.is_bad() || reading.cues.humour == 0)
}

/// What the words of a message do to the mood of its chat.
pub(super) fn heard(text: &str, glance: Glance, reading: &Reading) -> Option<Heard> {
    if glance.end && is_suicidal(text) || told(text, glance, reading).is_some_and(News::is_grave) {
        return Some(Heard::Grief);
    }
    let said: Vec<String> = match glance.condolences || glance.hostile {
        true => words(text).map(fold).collect(),
        false => Vec::new(),
    };
    let angry = || reading.emotion() == Some(Emotion::Anger) && reading.confidence >= SURE;
    match () {
        () if List::Condolences.is_in(&said) => Some(Heard::Condolence),
        () if reading.cues.humour > 0 => None,
        () if reading.cues.conflict || List::Hostile.is_in(&said) => Some(Heard::Insult),
        () if angry() => Some(Heard::Anger),
        () => None,
    }
}

impl Spirits {
    /// Somebody said something that bears on the mood.
    pub fn hear(&mut self, heard: Heard, who: PersonId, at: i64) {
        let said = Said { at, who, insult: heard == Heard::Insult };
        match heard {
            Heard::Grief => self.grief_at = Some(at),
            Heard::Condolence => {
                let with = |it: &Said| it.who != who && is_within(it.at, at, CONDOLING);
                if self.condoled.as_ref().is_some_and(with) {
                    self.grief_at = Some(at);
                }
                self.condoled = Some(said);
            }
            Heard::Insult | Heard::Anger => {
                self.heat.retain(|it| is_within(it.at, at, QUARREL));
                self.heat.push_back(said);
                if self.heat.len() > REMEMBERED {
                    self.heat.pop_front();
                }
            }
        }
    }

    /// The mood at a time.
    pub fn mood(&self, now: i64) -> ChatMood {
        if self.quarrels(now) {
            ChatMood::Quarrel
        } else if self.grief_at.is_some_and(|at| is_within(at, now, GRIEF)) {
            ChatMood::Grief
        } else {
            ChatMood::Calm
        }
    }

    /// Whether at least two people have hard words for each other.
    fn quarrels(&self, now: i64) -> bool {
        let lately = || self.heat.iter().filter(|it| is_within(it.at, now, QUARREL));
        let heat: usize = lately().map(|it| 1 + usize::from(it.insult)).sum();
        let first = lately().next().map(|it| it.who);
        heat >= HEATED && lately().any(|it| it.insult) && lately().any(|it| Some(it.who) != first)
    }
}

/// Messages may come a little out of order.
fn is_within(at: i64, now: i64, span: i64) -> bool {
    (-QUARREL..span).contains(&now.saturating_sub(at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use language::analyzer::Analyzer;

    const HOUR: i64 = 3600;

    fn of(text: &str) -> Option<Heard> {
        heard(text, Glance::at(text), &Analyzer::default().read(text))
    }

    /// The mood after these people said this, a minute apart.
    fn after(said: &[(i64, &str)]) -> (Spirits, i64) {
        let (mut spirits, mut now) = (Spirits::default(), 0);
        for (who, text) in said {
            now += 60;
            if let Some(heard) = of(text) {
                spirits.hear(heard, PersonId(*who), now);
            }
        }
        (spirits, now)
    }

    #[test]
    fn grief_is_told_in_many_words_and_lasts_for_hours() {
        for text in [
            "сьогодні вночі помер мій дідусь",
            "маму поклали в реанімацію",
            "у тата знайшли рак",
            "Олег загинув під Бахмутом",
            "брат зник безвісти",
            "нашого кота збила машина насмерть, кіт помер",
            "my grandma passed away this morning",
            "у бабушки инсульт",
            "я не хочу жити",
        ] {
            let (spirits, now) = after(&[(1, text)]);
            assert_eq!(spirits.mood(now), ChatMood::Grief, "{text}");
            assert_eq!(spirits.mood(now + 5 * HOUR), ChatMood::Grief, "{text}");
            assert_eq!(spirits.mood(now + 7 * HOUR), ChatMood::Calm, "{text}");
        }
        for text in [
            "помер телефон",
            "хто помер у серіалі?",
            "я вмираю зі сміху",
            "дід помер у 1986 році",
            "мама працює в лікарні",
            "якби мама потрапила в лікарню, я б знала",
            "у мене народився син",
            "захворіла, сиджу вдома",
        ] {
            let (spirits, now) = after(&[(1, text)]);
            assert_eq!(spirits.mood(now), ChatMood::Calm, "{text}");
        }
    }

    #[test]
    fn condolences_of_two_people_tell_of_grief_and_those_of_one_do_not() {
        let (one, now) = after(&[(1, "співчуваю, у вас знову нема води"), (1, "співчуваю")]);
        assert_eq!(one.mood(now), ChatMood::Calm);
        let (two, now) = after(&[(1, "співчуваю"), (2, "царство небесне")]);
        assert_eq!(two.mood(now), ChatMood::Grief);
    }

    #[test]
    fn a_quarrel_takes_two_and_ends() {
        let (quarrel, now) =
            after(&[(1, "ти ідіот, Тарасе"), (2, "сам такий, заткнись"), (1, "ненавиджу тебе, придурку")]);
        assert_eq!(quarrel.mood(now), ChatMood::Quarrel);
        assert_eq!(quarrel.mood(now + QUARREL + 1), ChatMood::Calm);
        for no_quarrel in [
            &[(1, "ти ідіот, Тарасе"), (1, "заткнись"), (1, "придурок")][..],
            &[(1, "ти дурень 😂"), (2, "сам такий ахаха"), (1, "хаха придурок")],
            &[(1, "де мій дриль"), (2, "у Марка"), (1, "ну дякую")],
        ] {
            let (spirits, now) = after(no_quarrel);
            assert_eq!(spirits.mood(now), ChatMood::Calm, "{no_quarrel:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_heard_nothing_grows_and_no_clock_does_harm(
            said in proptest::collection::vec((0..4_u8, 0..5_i64, any::<i64>()), 0..200),
        ) {
            let mut spirits = Spirits::default();
            for (what, who, at) in said {
                let heard = [Heard::Grief, Heard::Condolence, Heard::Insult, Heard::Anger][usize::from(what)];
                spirits.hear(heard, PersonId(who), at);
                let _ = spirits.mood(at);
            }
            prop_assert!(spirits.heat.len() <= REMEMBERED);
        }
    }
}
