//! What people may choose. The words in which they name it are the language packs' (`choices.txt`); the names here are
//! those of the database and of JSON.

use serde::{Deserialize, Serialize};

use language::{
    analyzer::Topic,
    packs::{List, Words},
    text::{catalogue::Language, inflection::roots, words::fold},
};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal, $list:ident;)+ }) => {
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

            /// The one of that name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == name)
            }

            /// Its name as people of that language type it.
            pub fn word(self, language: Language) -> &'static str {
                first_word(self.words(), language).unwrap_or(self.as_str())
            }

            /// The one that a folded word means.
            pub fn meant(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.words().has(word))
            }

            fn words(self) -> List {
                match self { $(Self::$variant => List::$list),+ }
            }
        }
    };
}

vocabulary! {
    /// What can be chosen.
    Key {
        Style = "style", KeyStyle;
        Length = "length", KeyLength;
        Humour = "humour", KeyHumour;
        Complexity = "complexity", KeyComplexity;
        Interaction = "interaction", KeyInteraction;
        Topics = "topics", KeyTopics;
    }
}

vocabulary! {
    /// How a person speaks, and likes to be spoken to.
    Style {
        Neutral = "neutral", StyleNeutral;
        Formal = "formal", StyleFormal;
        Friendly = "friendly", StyleFriendly;
        Casual = "casual", StyleCasual;
        Humorous = "humorous", StyleHumorous;
    }
}

vocabulary! {
    /// How long answers are.
    Length {
        Short = "short", LengthShort;
        Medium = "medium", LengthMedium;
        Long = "long", LengthLong;
    }
}

vocabulary! {
    /// How plain the words are.
    Complexity {
        Simple = "simple", ComplexitySimple;
        Medium = "medium", ComplexityMedium;
        Complex = "complex", ComplexityComplex;
    }
}

vocabulary! {
    /// How much a person takes part.
    Interaction {
        Minimal = "minimal", InteractionMinimal;
        Balanced = "balanced", InteractionBalanced;
        Active = "active", InteractionActive;
    }
}

vocabulary! {
    /// What the bot does unasked.
    Notice {
        SmartReactions = "smart_reactions", NoticeSmartReactions;
        SpontaneousMessages = "spontaneous_messages", NoticeSpontaneousMessages;
        AnalyticsMentions = "analytics_mentions", NoticeAnalyticsMentions;
    }
}

impl Notice {
    /// Whether it is done to those who did not say.
    pub fn by_default(self) -> bool {
        self != Self::AnalyticsMentions
    }
}

/// Degrees of humour, percent.
pub(super) const HUMOUR: &[(u8, List)] =
    &[(0, List::Humour0), (25, List::Humour25), (50, List::Humour50), (75, List::Humour75), (100, List::Humour100)];

/// Words for topics; a topic's own name means it too.
pub(super) const TOPICS: &[(Topic, List)] = &[
    (Topic::Technology, List::TopicTechnology),
    (Topic::Sport, List::TopicSport),
    (Topic::Food, List::TopicFood),
    (Topic::Music, List::TopicMusic),
    (Topic::Films, List::TopicFilms),
    (Topic::Travel, List::TopicTravel),
    (Topic::Learning, List::TopicLearning),
    (Topic::Work, List::TopicWork),
    (Topic::Hobby, List::TopicHobby),
    (Topic::News, List::TopicNews),
    (Topic::Philosophy, List::TopicPhilosophy),
    (Topic::Everyday, List::TopicEveryday),
];

/// The topic that people call so, in whatever case.
pub fn topic_called(word: &str) -> Option<Topic> {
    let asked = roots(&fold(word));
    let is_called = |list: List| list.iter().any(|name| roots(name).iter().any(|root| asked.contains(root)));
    TOPICS.iter().find(|(_, list)| is_called(*list)).map(|(topic, _)| *topic)
}

/// The word of that language by which people name what the list is of.
pub(super) fn first_word(list: List, language: Language) -> Option<&'static str> {
    language.list(list).and_then(Words::first)
}
