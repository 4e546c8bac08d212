//! What people may choose, and the words in which they name it. Of each value, the first English word is its name in
//! the database and in JSON, the first Ukrainian one its name for Ukrainians. Words are folded.

use serde::{Deserialize, Serialize};

use language::{analyzer::Topic, text::catalogue::Language};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident: [$name:literal $(, $english:literal)*]
                                                      [$ukrainian:literal $(, $more:literal)*],)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $kind { $(#[serde(rename = $name)] $variant),+ }

        impl $kind {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in the database and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// Its name as people of that language type it.
            pub fn word(self, language: Language) -> &'static str {
                match (language, self) {
                    (Language::En, it) => it.as_str(),
                    $((Language::Uk, Self::$variant) => $ukrainian),+
                }
            }

            /// The one that a folded word means.
            pub fn meant(word: &str) -> Option<Self> {
                match word {
                    $($name $(| $english)* | $ukrainian $(| $more)* => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

vocabulary! {
    /// What can be chosen.
    Key {
        Style: ["style", "communication_style", "tone", "manner"] ["стиль", "тон", "манера", "стилю"],
        Length: ["length", "response_length"] ["довжина", "довжину", "довжини", "розмір"],
        Humour: ["humour", "humor", "humor_level", "humour_level", "jokes"] ["гумор", "гумору", "жарти"],
        Complexity: ["complexity", "language_complexity"] ["складність", "складности", "складності"],
        Interaction: ["interaction", "interaction_style", "activity"] ["активність", "активности", "активності"],
        Topics: ["topics", "topic", "preferred_topics", "interests"] ["теми", "тема", "тему", "інтереси"],
    }
}

vocabulary! {
    /// How a person speaks, and likes to be spoken to.
    Style {
        Neutral: ["neutral", "neutrally", "plain"] ["нейтрально", "нейтральний", "нейтральна", "звичайно"],
        Formal: ["formal", "formally", "official"]
            ["офіційно", "формально", "офіційний", "формальний", "офіційна", "офіційніше", "ввічливо"],
        Friendly: ["friendly", "warm", "warmly"]
            ["дружньо", "дружній", "дружня", "дружелюбно", "приязно", "по-дружньому", "тепло"],
        Casual: ["casual", "casually", "informal", "relaxed"]
            ["просто", "невимушено", "невимушений", "неформально", "неформальний", "розмовно", "простий"],
        Humorous: ["humorous", "humorously", "funny", "joking"]
            ["жартівливо", "з гумором", "жартівливий", "весело", "жартома", "з жартами"],
    }
}

vocabulary! {
    /// How long answers are.
    Length {
        Short: ["short", "shortly", "brief", "briefly"] ["коротко", "короткі", "коротка", "короткий", "стисло", "коротше"],
        Medium: ["medium", "normal", "middle"] ["середньо", "середні", "середня", "середній", "помірно", "звичайно"],
        Long: ["long", "detailed", "longer"] ["довго", "докладно", "довгі", "довга", "довгий", "детально", "докладні", "довше"],
    }
}

vocabulary! {
    /// How plain the words are.
    Complexity {
        Simple: ["simple", "simply", "easy"] ["просто", "проста", "простий", "прості", "легко", "простіше"],
        Medium: ["medium", "normal", "middle"] ["середньо", "середня", "середній", "середні", "помірно", "звичайно"],
        Complex: ["complex", "advanced", "difficult"] ["складно", "складна", "складний", "складні", "складніше"],
    }
}

vocabulary! {
    /// How much a person takes part.
    Interaction {
        Minimal: ["minimal", "minimally", "low", "rarely"]
            ["мінімально", "мінімальна", "мінімальний", "мінімум", "рідко", "низька", "низько"],
        Balanced: ["balanced", "medium", "normal", "moderate"]
            ["помірно", "помірна", "помірний", "середньо", "середня", "збалансовано"],
        Active: ["active", "actively", "high", "often"] ["активно", "активна", "активний", "часто", "висока", "високо"],
    }
}

vocabulary! {
    /// What the bot does unasked.
    Notice {
        SmartReactions: ["smart_reactions", "reactions"] ["реакції", "реакція"],
        SpontaneousMessages: ["spontaneous_messages", "spontaneous", "messages"] ["повідомлення", "репліки"],
        AnalyticsMentions: ["analytics_mentions", "analytics", "mentions"] ["згадки", "аналітика", "статистика"],
    }
}

impl Notice {
    /// Whether it is done to those who did not say.
    pub fn by_default(self) -> bool {
        self != Self::AnalyticsMentions
    }
}

/// Degrees of humour, percent, in English and in Ukrainian.
pub(super) const HUMOUR: &[(u8, &[&str], &[&str])] = &[
    (
        0,
        &["none", "no", "off", "never", "without"],
        &["низько", "ні", "без", "без гумору", "ніколи", "вимкнути", "нема"],
    ),
    (25, &["little", "low", "some", "a little"], &["мало", "трохи", "рідко", "менше"]),
    (50, &["medium", "normal", "moderate", "balanced"], &["середньо", "помірно", "звичайно"]),
    (75, &["much", "high", "often", "a lot", "lots"], &["багато", "високо", "часто", "більше"]),
    (100, &["most", "max", "maximum", "always"], &["максимум", "найбільше", "завжди", "якнайбільше"]),
];

/// Topics in Ukrainian first, then other words for them.
pub(super) const TOPICS: &[(Topic, &[&str])] = &[
    (
        Topic::Technology,
        &["технології", "технологія", "техніка", "програмування", "tech", "it", "it-технології", "айті"],
    ),
    (Topic::Sport, &["спорт", "спорту", "футбол", "sports"]),
    (Topic::Food, &["їжа", "їжу", "їжі", "кухня", "кулінарія", "cooking"]),
    (Topic::Music, &["музика", "музику", "музики"]),
    (Topic::Films, &["фільми", "фільм", "кіно", "серіали", "film", "movies", "movie", "cinema"]),
    (Topic::Travel, &["подорожі", "подорож", "мандрівки", "туризм", "travels", "travelling", "traveling"]),
    (Topic::Learning, &["навчання", "освіта", "наука", "study", "education", "science"]),
    (Topic::Work, &["робота", "роботу", "праця", "кар'єра", "job", "career"]),
    (Topic::Hobby, &["хобі", "захоплення", "дозвілля", "hobbies"]),
    (Topic::News, &["новини", "новина", "політика", "politics"]),
    (Topic::Philosophy, &["філософія", "філософію", "роздуми"]),
    (Topic::Everyday, &["побут", "буденне", "щоденне", "дім", "home", "daily"]),
];

/// Words between topics that name none.
pub(super) const BETWEEN: &[&str] = &["and", "та", "і", "й", "а", "також", "or", "або"];
