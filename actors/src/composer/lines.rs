//! Every line that the composer can say; its words are in the catalogues under its id.

macro_rules! lines {
    ($($line:ident = $id:literal),+ $(,)?) => {
        /// A message of the catalogues.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Line { $($line),+ }

        impl Line {
            /// Each of them.
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$line),+];

            /// The message's id in the catalogues; if it has variants, what their ids begin with.
            pub fn id(self) -> &'static str {
                match self { $(Self::$line => $id),+ }
            }
        }
    };
}

lines! {
    Start = "start",
    Help = "help",
    Welcome = "welcome",
    WelcomePrivacy = "welcome-privacy",
    Promoted = "promoted",
    NotListed = "not-listed",
    Shown = "shown",
    ShownBy = "shown-by",
    MediaRow = "media-row",
    UnknownCommand = "unknown-command",
    SearchUsage = "search-usage",
    StatsTitle = "stats-title",
    StatsTotal = "stats-total",
    StatsOwn = "stats-own",
    StatsSince = "stats-since",
    StatsTop = "stats-top",
    StatsTopRow = "stats-top-row",
    StatsEmpty = "stats-empty",
    MyStats = "my-stats",
    MyStatsEmpty = "my-stats-empty",
    SearchFound = "search-found",
    SearchNothing = "search-nothing",
    SaidFound = "said-found",
    SaidNothing = "said-nothing",
    HitRow = "hit-row",
    Nameless = "nameless",
    Unavailable = "unavailable",
    Greeting = "greeting",
    Farewell = "farewell",
    Thanks = "thanks",
    Praise = "praise",
    HowAreYou = "how-are-you",
    WhoAreYou = "who-are-you",
    Abilities = "abilities",
    Called = "called",
    Question = "question",
    Chatter = "chatter",
    Comfort = "comfort",
    Calm = "calm",
    Cheer = "cheer",
    Wonder = "wonder",
    ChatMerry = "chat-merry",
    ChatGloomy = "chat-gloomy",
    MeTitle = "me-title",
    MeMessages = "me-messages",
    MeStyle = "me-style",
    MeLength = "me-length",
    MeHumour = "me-humour",
    MeInteraction = "me-interaction",
    MeTopics = "me-topics",
    MeHours = "me-hours",
    MeEmoji = "me-emoji",
    MeSentiment = "me-sentiment",
    MeChosen = "me-chosen",
    MeCorrect = "me-correct",
    MeEmpty = "me-empty",
    MeChanged = "me-changed",
    MeReset = "me-reset",
    MeUnknownKey = "me-unknown-key",
    MeBadValue = "me-bad-value",
    MeWhich = "me-which",
    MeUnasked = "me-unasked",
    MeOnlyAsked = "me-only-asked",
    MePrivately = "me-privately",
    MoodTitle = "mood-title",
    MoodToday = "mood-today",
    MoodWeek = "mood-week",
    MoodQuietToday = "mood-quiet-today",
    MoodActivity = "mood-activity",
    MoodEmotions = "mood-emotions",
    MoodTopics = "mood-topics",
    MoodWords = "mood-words",
    MoodShare = "mood-share",
    MoodBetter = "mood-better",
    MoodWorse = "mood-worse",
    MoodEmpty = "mood-empty",
    TopToday = "top-today",
    TopWeek = "top-week",
    TopEver = "top-ever",
    ChimeRecall = "chime-recall",
    ChimeComfort = "chime-comfort",
    ChimeCalm = "chime-calm",
    ChimeCheer = "chime-cheer",
    ChimeLaugh = "chime-laugh",
    ChimeWonder = "chime-wonder",
    Silence = "silence",
    SilenceDowncast = "silence-downcast",
    SilenceTheme = "silence-theme",
    MildMessages = "mild-messages",
    MildRepeats = "mild-repeats",
    MildCalls = "mild-calls",
    MildAnswers = "mild-answers",
}
