//! What a message that calls us may mean, in one word each.

use serde::{Deserialize, Serialize};

macro_rules! labels {
    ($($(#[$doc:meta])+ $label:ident = $name:literal;)+) => {
        /// What a message means; [`Label::as_str`] is its name in data, files of training messages and answers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Label { $($(#[$doc])+ $label),+ }

        impl Label {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$label),+];

            /// Its name, in `snake_case`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$label => $name),+ }
            }

            /// The one of that name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$label),)+ _ => None }
            }
        }
    };
}

labels! {
    /// Somebody says hello.
    Greeting = "greeting";
    /// Somebody leaves.
    Farewell = "farewell";
    /// Somebody goes to sleep.
    Goodnight = "goodnight";
    /// Somebody thanks us.
    Thanks = "thanks";
    /// Somebody says sorry.
    Apology = "apology";
    /// Somebody praises us or our answer.
    Praise = "praise";
    /// Somebody insults us.
    Insult = "insult";
    /// Somebody tells us of love.
    Affection = "affection";
    /// Somebody laughs.
    Laugh = "laugh";
    /// Yes.
    Agree = "agree";
    /// No.
    Disagree = "disagree";
    /// How we are.
    HowAreYou = "how_are_you";
    /// Who or what we are.
    WhoAreYou = "who_are_you";
    /// Whether we hear.
    AreYouThere = "are_you_there";
    /// What we are able to do.
    WhatCanYou = "what_can_you";
    /// "Слава Україні!" and its like: they have a fixed answer.
    Slogan = "slogan";
    /// Somebody congratulates a person or the chat.
    Congratulation = "congratulation";
    /// Asks for a joke.
    Joke = "joke";
    /// Asks to tell something.
    Story = "story";
    /// Asks for one more of the last thing.
    More = "more";
    /// What was said before was a joke.
    JustKidding = "just_kidding";
    /// Asks about the last answer.
    Clarify = "clarify";
    /// News that brings joy.
    ShareJoy = "share_joy";
    /// News that brings sadness.
    ShareSadness = "share_sadness";
    /// Something that makes angry.
    ShareAnger = "share_anger";
    /// Something that frightens.
    ShareFear = "share_fear";
    /// Nothing to do.
    Boredom = "boredom";
    /// Somebody died.
    Grief = "grief";
    /// Somebody does not want to live.
    Crisis = "crisis";
    /// Who said what about a thing, and what was decided.
    RecallTopic = "recall_topic";
    /// What a person said.
    RecallPerson = "recall_person";
    /// What was talked about in a time.
    Summary = "summary";
    /// When a person wrote last.
    LastSeen = "last_seen";
    /// How often something was said.
    CountMentions = "count_mentions";
    /// Who writes most.
    TopPeople = "top_people";
    /// Who writes most about a thing.
    TopByTopic = "top_by_topic";
    /// Figures of the chat.
    StatsChat = "stats_chat";
    /// Figures of the asker.
    StatsMe = "stats_me";
    /// The mood of the chat.
    MoodChat = "mood_chat";
    /// The mood of a person.
    MoodPerson = "mood_person";
    /// To be silent for a time.
    Quiet = "quiet";
    /// To speak again.
    Unquiet = "unquiet";
    /// To remind somebody of something.
    Remind = "remind";
    /// Which reminders there are.
    Reminders = "reminders";
    /// To drop a reminder.
    CancelReminder = "cancel_reminder";
    /// To choose among options.
    Choose = "choose";
    /// To choose a person of the chat.
    PickPerson = "pick_person";
    /// To toss a coin.
    Coin = "coin";
    /// A number of a range, dice.
    RandomNumber = "random_number";
    /// A sum.
    Calculate = "calculate";
    /// How many days until or since a date.
    Countdown = "countdown";
    /// A birthday, told or asked for.
    Birthday = "birthday";
    /// To make a poll.
    Poll = "poll";
    /// What time it is.
    Time = "time";
    /// What day it is.
    Date = "date";
    /// To change how we behave in the chat.
    Settings = "settings";
    /// To speak another language.
    Language = "language";
    /// To be somebody else.
    Persona = "persona";
    /// How to use us.
    Help = "help";
    /// What we keep, and who sees it.
    Privacy = "privacy";
    /// To erase what we know of the asker.
    ForgetMe = "forget_me";
    /// To hand the asker their data.
    ExportMe = "export_me";
    /// Not to speak when nobody asked.
    StopUnasked = "stop_unasked";
    /// To translate.
    Translate = "translate";
    /// The weather.
    Weather = "weather";
    /// A fact of the world.
    Knowledge = "knowledge";
    /// What to do.
    Advice = "advice";
    /// A film, a book, a place.
    Recommend = "recommend";
    /// To write a text.
    Write = "write";
    /// The news.
    News = "news";
    /// A program.
    Code = "code";
    /// Rates of money.
    Currency = "currency";
    /// None of these.
    Chatter = "chatter";
}

impl Label {
    /// Whether it asks the memory for what was said.
    pub fn is_recall(self) -> bool {
        use Label::*;
        matches!(self, RecallTopic | RecallPerson | LastSeen | CountMentions | TopByTopic | MoodPerson)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_labels() {
        for label in Label::ALL {
            assert_eq!(Label::named(label.as_str()), Some(*label));
            assert_eq!(serde_json::to_string(label).unwrap(), format!("{:?}", label.as_str()));
        }
        assert_eq!(Label::named("nothing"), None);
    }
}
