//! What a picture tells, as plain data. Every word is the caller's.

/// One of the pictures.
#[derive(Debug, Clone, PartialEq)]
pub enum Card {
    Stats(StatsCard),
    Mood(MoodCard),
    Top(TopCard),
}

/// How busy a chat is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StatsCard {
    /// The chat's name.
    pub title: String,
    pub subtitle: String,
    /// The first four are drawn.
    pub figures: Vec<Figure>,
    pub hour_caption: String,
    /// Messages by hour of the day, as the clock in the chat shows it.
    pub by_hour: [u32; 24],
    pub day_caption: String,
    /// Messages by day, oldest first; the last thirty are drawn.
    pub by_day: Vec<Tally>,
}

/// How a chat has felt.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MoodCard {
    /// The chat's name.
    pub title: String,
    pub subtitle: String,
    /// The mood in a word.
    pub word: String,
    pub mood_caption: String,
    /// Oldest first; many are averaged in groups.
    pub points: Vec<MoodPoint>,
    pub emotion_caption: String,
    /// The first seven are drawn.
    pub emotions: Vec<EmotionShare>,
    pub topic_caption: String,
    /// The first five are drawn.
    pub topics: Vec<Tally>,
}

/// Who talks most.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TopCard {
    /// The chat's name.
    pub title: String,
    pub subtitle: String,
    /// Best first; the first ten are drawn.
    pub rows: Vec<TopRow>,
}

/// A number with its name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    pub label: String,
    pub value: String,
}

/// How many there are of something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub label: String,
    pub count: u32,
}

/// The mood of an hour or a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MoodPoint {
    pub label: String,
    /// -1 to 1; counts for nothing where there are no messages.
    pub sentiment: f32,
    pub messages: u32,
}

/// How much of an emotion there was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EmotionShare {
    /// The emotion's key, such as `joy`, which gives the colour; any other is neutral.
    pub key: String,
    pub label: String,
    /// Of all messages, 0 to 1.
    pub share: f32,
}

/// One of those who talk most.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TopRow {
    pub name: String,
    pub count: u32,
    /// A word or two beside the name.
    pub note: Option<String>,
}
