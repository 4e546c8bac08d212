//! Every line that the composer can say; its words are in the catalogues under its id.

use intent::SmallTalk;

macro_rules! lines {
    ($($line:ident = $id:literal),+ $(,)?) => {
        /// A message of the catalogues.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Line { $($line),+ }

        impl Line {
            /// Each of them.
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$line),+];

            /// The message's id in the catalogues; if it has variants, what their ids begin with.
            pub fn id(self) -> &'static str {
                match self { $(Self::$line => $id),+ }
            }

            /// Whether no persona has a say in it.
            pub fn is_grave(self) -> bool {
                matches!(
                self,
                    Self::Lifeline
                        | Self::Grief
                        | Self::Judge
                        | Self::SoftJoke
                        | Self::SummaryGrief
                        | Self::SummaryQuarrel
                )
            }
        }
    };
}

impl From<SmallTalk> for Line {
    fn from(small_talk: SmallTalk) -> Self {
        match small_talk {
            SmallTalk::Greeting => Self::Greeting,
            SmallTalk::Farewell => Self::Farewell,
            SmallTalk::Thanks => Self::Thanks,
            SmallTalk::Praise => Self::Praise,
            SmallTalk::HowAreYou => Self::HowAreYou,
            SmallTalk::WhoAreYou => Self::WhoAreYou,
            SmallTalk::Abilities => Self::Abilities,
            SmallTalk::Age => Self::Age,
            SmallTalk::Doing => Self::Doing,
            SmallTalk::AboutMe => Self::AboutMe,
            SmallTalk::ForgetMe => Self::ForgetMe,
            SmallTalk::Joke => Self::Joke,
            SmallTalk::Advice => Self::Advice,
            SmallTalk::Insult => Self::Insult,
            SmallTalk::Birthday => Self::Birthday,
            SmallTalk::Note => Self::Note,
            SmallTalk::Congratulate => Self::Congratulate,
            SmallTalk::Fired => Self::Fired,
            SmallTalk::Grief => Self::Grief,
            SmallTalk::Lifeline => Self::Lifeline,
            SmallTalk::Called => Self::Called,
            SmallTalk::Question => Self::Question,
            SmallTalk::AboutUs => Self::AboutUs,
            SmallTalk::ByLot => Self::ByLot,
            SmallTalk::Instructions => Self::Instructions,
            SmallTalk::Chatter => Self::Chatter,
        }
    }
}

lines! {
    Start = "start",
    HelpTitle = "help-title",
    HelpTalk = "help-talk",
    HelpModel = "help-model",
    Welcome = "welcome",
    WelcomePrivacy = "welcome-privacy",
    Promoted = "promoted",
    NotListed = "not-listed",
    Shown = "shown",
    ShownBy = "shown-by",
    MediaRow = "media-row",
    UnknownCommand = "unknown-command",
    DidYouMean = "did-you-mean",
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
    SaidNothing = "said-nothing",
    RelatedFound = "related-found",
    HitRow = "hit-row",
    SearchPage = "search-page",
    SummaryToday = "summary-today",
    SummaryYesterday = "summary-yesterday",
    SummaryDay = "summary-day",
    SummaryWeek = "summary-week",
    SummarySince = "summary-since",
    SummaryCount = "summary-count",
    SummaryTopics = "summary-topics",
    SummaryRead = "summary-read",
    SummaryFew = "summary-few",
    SummaryGrief = "summary-grief",
    SummaryQuarrel = "summary-quarrel",
    SummaryTalk = "summary-talk",
    SummarySaid = "summary-said",
    SummarySaidOf = "summary-said-of",
    SummaryNews = "summary-news",
    SummaryDecided = "summary-decided",
    SummaryPlans = "summary-plans",
    SummaryPromised = "summary-promised",
    SummaryOpen = "summary-open",
    SummaryRest = "summary-rest",
    SummaryEmpty = "summary-empty",
    SummaryUsage = "summary-usage",
    SomebodyWho = "somebody-who",
    SomebodySilent = "somebody-silent",
    SomebodyUnknown = "somebody-unknown",
    TimeNow = "time-now",
    TimeThere = "time-there",
    TimeNamed = "time-named",
    TimeElsewhere = "time-elsewhere",
    DayToday = "day-today",
    DayThen = "day-then",
    ModelHint = "model-hint",
    Nameless = "nameless",
    Unavailable = "unavailable",
    Greeting = "greeting",
    Farewell = "farewell",
    Thanks = "thanks",
    Praise = "praise",
    HowAreYou = "how-are-you",
    WhoAreYou = "who-are-you",
    Abilities = "abilities",
    Age = "age",
    Doing = "doing",
    AboutMe = "about-me",
    ForgetMe = "forget-me",
    Joke = "joke",
    SoftJoke = "soft-joke",
    Judge = "judge",
    Advice = "advice",
    Insult = "insult",
    Birthday = "birthday",
    Note = "note",
    Congratulate = "congratulate",
    Fired = "fired",
    Grief = "grief",
    Lifeline = "lifeline",
    Received = "received",
    Called = "called",
    Question = "question",
    AboutUs = "about-us",
    ByLot = "by-lot",
    Instructions = "instructions",
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
    MoodMonth = "mood-month",
    MoodUsage = "mood-usage",
    MoodQuietToday = "mood-quiet-today",
    MoodActivity = "mood-activity",
    MoodEmotions = "mood-emotions",
    MoodTopics = "mood-topics",
    MoodWords = "mood-words",
    MoodShare = "mood-share",
    MoodBetter = "mood-better",
    MoodWorse = "mood-worse",
    MoodEmpty = "mood-empty",
    TopUsage = "top-usage",
    TopToday = "top-today",
    TopWeek = "top-week",
    TopMonth = "top-month",
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
