//! The lists that a pack may have.

use super::{Words, packs};

/// What the entries of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One word each.
    Word,
    /// One or several words each.
    Phrase,
    /// What somebody types as a whole, with whatever signs are in it.
    Text,
    /// A part of a word: an ending, a beginning, a syllable.
    Part,
    /// Letters, one after another.
    Letters,
    /// Written as it is shown.
    Name,
    /// `left = right`.
    Pairs,
    /// `word = number`.
    Counts,
    /// `place = time zone`.
    Zones,
    /// A saying with places that may be filled in several ways; see [`Patterns`](crate::text::patterns::Patterns).
    Pattern,
}

macro_rules! lists {
    ($($(#[$doc:meta])+ $list:ident = $section:literal, $kind:ident;)+) => {
        /// A list of a pack. Its name in the files is [`List::section`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum List { $($(#[$doc])+ $list),+ }

        impl List {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$list),+];

            /// The section of a file that it stands in.
            pub fn section(self) -> &'static str {
                match self { $(Self::$list => $section),+ }
            }

            /// What its entries are.
            pub fn kind(self) -> Kind {
                match self { $(Self::$list => Kind::$kind),+ }
            }

            /// The list that stands in a section.
            pub fn named(section: &str) -> Option<Self> {
                match section { $($section => Some(Self::$list),)+ _ => None }
            }
        }
    };
}

/// Of all languages together.
impl List {
    /// Its entries.
    pub fn words(self) -> &'static Words {
        packs().list(self)
    }

    /// Whether the folded word or text is an entry.
    pub fn has(self, word: &str) -> bool {
        self.words().has(word)
    }

    /// Whether any of the folded words is an entry.
    pub fn has_any<S: AsRef<str>>(self, said: &[S]) -> bool {
        self.words().has_any(said)
    }

    /// Whether any phrase stands among the folded words.
    pub fn is_in<S: AsRef<str>>(self, said: &[S]) -> bool {
        self.words().is_in(said)
    }

    /// Each entry.
    pub fn iter(self) -> impl Iterator<Item = &'static str> + Clone {
        self.words().iter()
    }
}

lists! {
    // language.txt: the language itself.
    /// When the language is asked, in a row with the others: the lower the earlier. The first language with a
    /// catalogue is spoken where nothing else is known.
    Place = "place", Name;
    /// What its speakers call it.
    NativeName = "native name", Name;
    /// What it is called in instructions to language models.
    EnglishName = "english name", Name;
    /// How people name it when they choose it, in any language.
    Called = "called", Text;
    /// Languages of Telegram clients (IETF) whose people are spoken to in this one.
    Clients = "clients", Text;
    /// Its small letters. What only one alphabet has tells a language from others of the same script.
    Alphabet = "alphabet", Letters;
    /// Its vowels.
    Vowels = "vowels", Letters;
    /// What parts the thousands of a number: comma, point or space.
    Thousands = "thousands", Name;
    /// What stands before the decimals of a number: comma or point.
    Decimals = "decimals", Name;
    // recall.txt: what an answer from the memory goes by.
    /// Say that something is settled, or how it will be.
    Settled = "settled", Phrase;
    /// Stand behind an amount of money.
    Amounts = "amounts", Word;
    /// Ask how somebody or something is reached.
    AskingPlace = "asking a place", Word;
    /// Endings of what all of us do: "we meet".
    TogetherEndings = "together endings", Part;
    /// Tell that all of us do something.
    OurDoing = "our doing", Word;
    /// Ask at what time of the day.
    AskingHour = "asking the hour", Phrase;
    /// Ask at what other time.
    AskingWhen = "asking when", Phrase;
    /// Say that a time or a place is another one than before.
    Rescheduling = "rescheduling", Phrase;
    /// Leave the asker out.
    BesidesAsker = "besides the asker", Phrase;
    /// Stand before how long ahead of something to remind.
    Ahead = "ahead of", Word;
    /// Ask what each has to pay.
    EachPays = "each pays", Phrase;
    /// Stand before what each has to pay.
    Each = "each, before a sum", Word;
    /// Doubt that an answer is honest or right.
    Doubting = "doubting", Word;
    /// Ask for something else than what was just said.
    Rather = "rather", Word;
    /// Order something that was kept to be altered.
    Altering = "altering", Word;
    /// Ask which of several things was agreed on.
    Checking = "checking", Phrase;
    /// Ask what we think.
    AskingOpinion = "asking an opinion", Word;
    /// Ask for a reason.
    Why = "why", Word;
    /// Say that something is otherwise than before.
    Changing = "changing", Phrase;
    /// Say that a sum is another one than before.
    ChangingSum = "changing a sum", Phrase;
    /// Say that somebody brings or takes something.
    Taking = "taking", Phrase;
    /// Begin a question that goes on from the one before it.
    GoingOn = "going on", Word;
    /// Beginnings of words that name one thing, each with the name of that.
    Synonyms = "synonyms", Pairs;
    /// Stand in an address.
    AddressWords = "address words", Word;
    // bot.txt: how the bot is called and spoken to.
    /// Our name as people call it; it is no part of what they say.
    Names = "names", Word;
    /// What calls us where nobody has chosen anything else, in the nominative.
    Triggers = "triggers", Phrase;
    /// Nouns for what we are: as an address they call us, whatever our name is.
    CommonNames = "common names", Phrase;
    /// Greet, thank or call: a name behind them is an address.
    Hailing = "hailing", Phrase;
    /// Call out to somebody and say nothing more.
    CallingOut = "calling out", Word;
    /// Little words that may stand before an address, or between it and what is asked.
    BeforeCall = "before a call", Word;
    /// Ask somebody to do something: a name before them is an address.
    Orders = "orders", Phrase;
    /// Little words before what somebody tells of themselves.
    Somehow = "somehow", Word;
    /// Begin a condition.
    Conditions = "conditions", Word;
    /// Order something to be made: what is named behind them is what is made.
    Making = "making", Word;
    /// Ask for the same once more.
    DoingAgain = "doing again", Phrase;
    /// Begin what somebody tells of themselves: a name before it is an address.
    OfThemselves = "of themselves", Phrase;
    /// Pronouns and verbs in the second person that no other list and no ending tells.
    SecondPerson = "second person", Word;
    /// Endings of verbs in the second person. Two letters must be left.
    SecondPersonEndings = "second person endings", Part;
    /// Adverbs that may stand between a name and what is told about it.
    TellingAdverbs = "telling adverbs", Word;
    /// Verbs in the third person, and other words that tell something about the name before them.
    ThirdPerson = "third person", Word;
    /// Endings of verbs in the third person of the singular. Two letters must be left.
    ThirdPersonEndings = "third person endings", Part;
    /// Order to tell somebody else something.
    PassingOn = "passing on", Word;
    /// To whom it is to be told.
    PassedTo = "passed to", Word;
    /// Ask up to when something is to be done.
    AskingDeadline = "asking a deadline", Phrase;
    /// Tell, or ask, that somebody paid.
    Paid = "paid", Word;
    /// Stand before an amount that somebody paid, besides verbs.
    PaidBy = "paid by", Phrase;
    /// Ask how much money is there by now.
    Collected = "collected", Word;
    /// Ask who is left.
    Left = "left over", Word;
    /// Say whose something is.
    Claiming = "claiming", Word;
    /// To whom something belongs in a question: "who has how much?".
    Whose = "whose", Word;
    /// Beginnings of words for the most or the least of something.
    Superlatives = "superlatives, beginnings", Part;
    /// The rest of what is to be paid.
    Rest = "the rest", Word;
    /// Endings of names to whom something is said.
    DativeEndings = "dative endings", Part;
    /// The asker, as whoever does something.
    AskerSubject = "asker, subject", Word;
    /// Whoever will do something that is wanted.
    Anybody = "anybody", Word;
    /// Order something to be set to a time.
    Setting = "setting", Word;
    /// Begin the reason for something.
    Because = "because", Word;
    /// Tell that time went by.
    GoneBy = "gone by", Word;
    /// Question words that begin a question only before a question mark.
    DoubtfulQuestions = "doubtful questions", Word;
    /// Begin as a question does, and are none.
    NoQuestions = "no questions", Phrase;
    /// Behind a comma: begin a clause about the noun before it.
    Relatives = "relatives", Word;
    /// Stand between commas and turn to nobody.
    Asides = "asides", Phrase;
    /// Stand before a noun that is talked about.
    Determiners = "determiners", Word;
    /// The name that we bear where nobody has chosen another.
    BotName = "bot name", Name;
    /// To speak as it comes.
    AnyLanguage = "any language", Text;
    /// Whose figures somebody asks for: their own.
    Own = "own", Word;
    /// Switches something on.
    Yes = "yes", Text;
    /// Switches something off.
    No = "no", Text;
    /// Takes a choice back.
    Reset = "reset", Text;
    /// Names the choice whether we may speak to somebody unasked.
    Unasked = "unasked", Text;
    /// Ends the quiet.
    QuietOff = "quiet off", Text;
    /// Quiet without an end.
    Forever = "forever", Text;
    /// Quiet that not even a call ends.
    Mute = "mute", Text;
    /// Names a page of `/admin`: health.
    AdminHealth = "admin health", Text;
    /// Names a page of `/admin`: usage.
    AdminUsage = "admin usage", Text;
    /// Names a page of `/admin`: letters.
    AdminLetters = "admin letters", Text;
    /// Names a page of `/admin`: tidy.
    AdminTidy = "admin tidy", Text;
    /// Names a page of `/admin`: backup.
    AdminBackup = "admin backup", Text;
    /// Names a page of `/admin`: reload.
    AdminReload = "admin reload", Text;
    // intents.txt: what people ask of us. A phrase is found wherever it stands in a message, unless its section says otherwise.
    /// The figures of the asker.
    OwnStats = "own stats", Phrase;
    /// The figures of the chat.
    ChatStats = "chat stats", Phrase;
    /// What was talked about.
    Summary = "summary", Phrase;
    /// How we are.
    HowAreYou = "how are you", Phrase;
    /// Who we are.
    WhoAreYou = "who are you", Phrase;
    /// What we can do.
    Abilities = "abilities", Phrase;
    /// How old we are.
    Age = "age", Phrase;
    /// What we are doing.
    Doing = "doing", Phrase;
    /// What we know about the asker.
    AboutMe = "about me", Phrase;
    /// To forget the asker.
    ForgetMe = "forget me", Phrase;
    /// To follow other instructions than ours.
    OtherInstructions = "other instructions", Phrase;
    /// Ask to be cheered up.
    Encouraging = "encouraging", Phrase;
    /// Ask for a compliment.
    Complimenting = "complimenting", Phrase;
    /// Stand behind "or" at the end of a question and name nothing.
    OrSo = "or so", Word;
    /// Ask us to wish luck.
    WishLuck = "wish luck", Phrase;
    /// Ask whether somebody annoys or bores us.
    WorryingAboutUs = "worrying about us", Phrase;
    /// Ask how we find somebody or something.
    AskingOurOpinion = "asking our opinion", Phrase;
    /// How much of something there is, in several words.
    AskingHowMany = "asking how many", Phrase;
    /// Forms by which somebody is spoken to politely.
    Polite = "polite", Word;
    /// To rest.
    Resting = "resting", Word;
    /// Ask how likely something is.
    Chances = "chances", Word;
    /// Days on which somebody who died is remembered.
    MemorialDays = "memorial days", Phrase;
    /// To long for somebody, by the beginning of the word.
    Longing = "longing", Part;
    /// Somebody feels better.
    Relief = "relief", Phrase;
    /// Whoever says so does not take part.
    Refusing = "refusing", Phrase;
    /// To tell a joke.
    Joke = "joke", Phrase;
    /// To advise.
    Advice = "advice", Phrase;
    /// How we are, if nothing else is said.
    HowAreYouWhole = "how are you, whole", Phrase;
    /// A short message of thanks.
    Thanks = "thanks", Phrase;
    /// A short message of praise.
    Praise = "praise", Phrase;
    /// A short farewell.
    Farewell = "farewell", Phrase;
    /// A short greeting.
    Greeting = "greeting", Phrase;
    /// What is on a picture, if nothing else is said.
    WhatIsThis = "what is this", Phrase;
    /// What time it is.
    Clock = "clock", Phrase;
    /// What time it is, if nothing else is said.
    ClockWhole = "clock, whole", Phrase;
    /// Who says most.
    Top = "top", Phrase;
    /// Who says most, if nothing else is said.
    TopWhole = "top, whole", Phrase;
    /// How many people there are.
    People = "people", Phrase;
    /// A birthday.
    Birthday = "birthday", Phrase;
    /// To be quiet or to go away, rudely.
    Dismissals = "dismissals", Phrase;
    // words.txt: words by which questions and small talk are understood.
    /// Make a question without a question mark.
    QuestionWords = "question words", Word;
    /// Stand around the words looked for and are none of them.
    Fillers = "fillers", Word;
    /// Tell nothing of what a question is about.
    Trivial = "trivial", Word;
    /// Open a question about what was said.
    Wondering = "wondering", Word;
    /// Ask to search when a sentence begins with them.
    Seeking = "seeking", Word;
    /// Verbs of speaking, as they stand.
    Speaking = "speaking", Word;
    /// Verbs of speaking without the endings of the past.
    SpeakingStems = "speaking, stems", Part;
    /// Endings of the past that come after those.
    PastEndings = "past endings", Part;
    /// Endings of verbs that tell of what is over.
    PastVerbEndings = "past verb endings", Part;
    /// Verbs of sending in the past.
    Sending = "sending", Word;
    /// Who does something.
    Who = "who", Word;
    /// More than others.
    Most = "most", Word;
    /// Who talks much.
    Talkative = "talkative", Word;
    /// What something is said about.
    About = "about", Word;
    /// The same, and what may mean it after a verb of speaking.
    AboutOrFor = "about or for", Word;
    /// May stand around the question how many people there are.
    AroundPeople = "around people", Word;
    /// A chat's mood.
    Mood = "mood", Word;
    /// Ask for it.
    AskingMood = "asking mood", Word;
    /// Speak to us.
    Yours = "yours", Word;
    /// The speaker.
    Mine = "mine", Word;
    /// Denies the word that follows.
    Not = "not", Word;
    /// What we are.
    Machine = "machine", Word;
    /// Abuse; it is meant for us where nobody else is.
    Abuse = "abuse", Word;
    /// Abuse that may be said of the weather as well.
    Slights = "slights", Word;
    /// Jokes.
    Jokes = "jokes", Word;
    /// Ask to tell one.
    Telling = "telling", Word;
    /// Congratulate somebody.
    Wishing = "wishing", Word;
    // people.txt: questions about somebody of the chat.
    /// Asks who somebody is; the name follows.
    WhoIs = "who is", Phrase;
    /// What somebody said.
    What = "what", Word;
    /// When somebody wrote.
    When = "when", Word;
    /// How much somebody wrote, in one word.
    HowMany = "how many", Word;
    /// The same in two words: the first.
    How = "how", Word;
    /// The second of them.
    Many = "many", Word;
    /// What is counted.
    Messages = "messages", Word;
    /// Stand in such a question and are nobody's name.
    AroundCount = "around count", Word;
    /// The last of something, and of what.
    Last = "last", Word;
    /// That somebody was here.
    Appearing = "appearing", Word;
    /// Stand beside a name and are no part of it.
    Auxiliaries = "auxiliaries", Word;
    /// Are nobody's names.
    Pronouns = "pronouns", Word;
    /// The asker.
    Oneself = "oneself", Word;
    /// Letters that the end of a name may lose before the ending of another case.
    NameEndings = "name endings", Part;
    // time.txt: times, and how long they are.
    /// A minute, in all forms and short.
    Minute = "minute", Word;
    /// An hour, in all forms and short.
    Hour = "hour", Word;
    /// A day, in all forms and short.
    Day = "day", Word;
    /// A week, in all forms and short.
    Week = "week", Word;
    /// A month, in all forms and short.
    Month = "month", Word;
    /// May stand before a length of time.
    ForTime = "for", Word;
    /// Numbers in words.
    Numbers = "numbers", Counts;
    /// Half of what follows.
    Half = "half", Word;
    /// Half an hour in one word.
    HalfHour = "half an hour", Word;
    /// Yesterday.
    Yesterday = "yesterday", Word;
    /// Today.
    Today = "today", Word;
    /// Before now.
    Ago = "ago", Word;
    /// After `/top`: of today.
    TopToday = "top today", Text;
    /// After `/top`: of the week.
    TopWeek = "top week", Text;
    /// After `/top`: of the month.
    TopMonth = "top month", Text;
    /// After `/top`: of all times.
    TopEver = "top ever", Text;
    /// In the question who says most: today.
    OfToday = "of today", Word;
    /// The same: in a week.
    OfWeek = "of the week", Word;
    /// The same: in a month.
    OfMonth = "of the month", Word;
    /// The same: at all.
    OfAllTime = "of all time", Word;
    /// Stand before a place.
    Where = "where", Word;
    /// No other place.
    Here = "here", Word;
    /// Are no part of the name of a place.
    NoPlace = "no place", Word;
    /// Ask for a day.
    AskingDay = "asking day", Word;
    /// Of a day or its date.
    Dates = "dates", Word;
    /// Days by their distance from today.
    DayShifts = "day shifts", Counts;
    /// Before one of those: a day later than that.
    DayLater = "a day later", Phrase;
    /// What else a question about a day is made of.
    AroundDay = "around day", Word;
    // when.txt: words by which times, days and spans are read.
    /// A second, in all forms and short.
    Second = "second", Word;
    /// A year, in all forms and short.
    Year = "year", Word;
    /// A quarter of a year.
    YearQuarter = "quarter of a year", Word;
    /// Two weeks.
    Fortnight = "fortnight", Word;
    /// The name of a day that means a week where one is counted.
    SundayOrWeek = "sunday or week", Word;
    /// Units that are a length of time without a number.
    LengthAlone = "length alone", Word;
    /// Numbers that name no hour and no day.
    VagueNumbers = "vague numbers", Word;
    /// A half more than the number before it.
    AndHalf = "and a half", Phrase;
    /// One and a half of what follows.
    OneAndHalf = "one and a half", Phrase;
    /// Half, where it is written together with what follows.
    HalfJoined = "half, joined", Part;
    /// A quarter of an hour.
    Quarter = "quarter", Phrase;
    /// Ordinal numbers.
    Ordinals = "ordinals", Counts;
    /// Ordinal numbers in the forms that name an hour of the clock.
    HoursInWords = "hours in words", Counts;
    /// Ordinal numbers in the forms that name a day of a month.
    DaysOfMonth = "days of a month", Counts;
    /// Make an ordinal number of the figures before them.
    OrdinalEndings = "ordinal endings", Word;
    /// The same, where it is most likely a day of a month.
    DayEndings = "day endings", Word;
    /// After a number: a day of the month.
    DayNumber = "number of a day", Word;
    /// Days of the week; Monday is the first.
    WeekDays = "week days", Counts;
    /// The same in the forms that mean each such day.
    EverySuchDay = "every such day", Counts;
    /// From Monday to Friday.
    Workdays = "workdays", Word;
    /// Saturday and Sunday.
    Weekend = "weekend", Word;
    /// The months.
    MonthNames = "months", Counts;
    /// Seasons, by the month that each begins with.
    Seasons = "seasons", Counts;
    /// Days that have names, as month and day in four figures.
    Feasts = "feasts", Counts;
    /// Feasts that move with Easter, the Orthodox one, by their days from it.
    MovableFeasts = "movable feasts", Counts;
    /// The same, named after people: a word must stand before them.
    NameDays = "name days", Counts;
    /// When something is, by the hour that the part of the day begins with.
    PartsOfDay = "parts of the day", Counts;
    /// Parts of the day that need a word before them, by the same hours.
    PartNames = "names of parts of the day", Counts;
    /// After an hour: of the first half of the day.
    BeforeNoon = "before noon", Phrase;
    /// After an hour: of the second half of the day.
    AfterNoon = "after noon", Phrase;
    /// Twelve o'clock of the day.
    Noon = "noon", Phrase;
    /// Twelve o'clock of the night.
    Midnight = "midnight", Phrase;
    /// The hour that it is now, on another day.
    SameHour = "same hour", Phrase;
    /// Which of several in a row: -1 is the one before this.
    Which = "which", Counts;
    /// Before or after this one, whichever is talked about.
    ThatOne = "that one", Word;
    /// So many of them up to now.
    Recent = "most recent", Phrase;
    /// Stand before an hour of the clock alone.
    AtHour = "at an hour", Word;
    /// Stand before an hour, a day or a longer time.
    AtTime = "at a time", Word;
    /// Stand before what something is for: an hour, a day, a length.
    Onto = "onto", Word;
    /// Nearly then.
    AboutTime = "about a time", Phrase;
    /// So long from now.
    InTime = "in a time", Word;
    /// Within so long a time, up to now or from now.
    OverTime = "over a time", Phrase;
    /// After a length of time: so long from now.
    Later = "later", Phrase;
    /// Up to a time.
    Until = "until", Word;
    /// The same after a time that something begins with.
    Through = "through", Word;
    /// From a time on.
    Since = "since", Word;
    /// Not before a time.
    After = "after", Word;
    /// Stand before two times with a word from the next list between them.
    Between = "between", Word;
    /// Join two times, or two options.
    And = "and", Word;
    /// Half an hour after the hour that follows.
    HalfPast = "half past", Phrase;
    /// So many minutes after the hour that follows.
    PastHour = "past the hour", Word;
    /// So many minutes before the hour that follows.
    ToHour = "to the hour", Word;
    /// The minutes that follow are missing to the hour after them.
    ShortOfHour = "short of the hour", Word;
    /// After a number: an hour of the clock.
    OClock = "o'clock", Word;
    /// The end of what follows.
    End = "end", Word;
    /// The beginning of what follows.
    Beginning = "beginning", Word;
    /// Each of what follows.
    Every = "every", Word;
    /// Once an hour.
    EveryHour = "every hour", Phrase;
    /// Once a day.
    EveryDay = "every day", Phrase;
    /// Once a week.
    EveryWeek = "every week", Phrase;
    /// Once a month.
    EveryMonth = "every month", Phrase;
    /// Once a year.
    EveryYear = "every year", Phrase;
    /// Stand before days on which something is each time.
    OnEach = "on each", Word;
    /// Stand inside of what says a time and tell nothing.
    BetweenTimes = "between times", Phrase;
    /// What a number before them counts, so that it is no hour.
    CountedThings = "counted things", Word;
    // places.txt: places and the time zones that their clocks follow.
    /// Cities and countries, with the forms that endings do not tell, and the zone. Other cities are known by the
    /// names that the zones themselves have.
    Cities = "cities", Zones;
    // letters.txt: letters: how words are folded, and how they sound.
    /// A letter and the mark set apart from it (its number in Unicode) that are one letter.
    Composed = "composed", Pairs;
    /// The same where the letter is of another script, but looks like this one.
    ComposedLookAlikes = "composed look-alikes", Pairs;
    /// A letter that is read as another, since people seldom write it.
    Folds = "folds", Pairs;
    /// Letters of another script that are taken for one of this, in a word that has letters of this.
    LookAlikes = "look-alikes", Pairs;
    /// Letters in faces such as `:D` and `o_O`, and the Latin letter that each stands for.
    FaceLetters = "face letters", Pairs;
    /// Syllables that laughter is made of: a consonant and a vowel.
    Laughter = "laughter", Part;
    /// Letters in Latin ones, by which a name is known in another alphabet.
    Sounds = "sounds", Pairs;
    /// Latin letters, and what they stand for where somebody has no others at hand. The longest are read first.
    Latin = "latin", Pairs;
    /// What different people write for one sound in Latin letters, one after another.
    Alike = "alike", Pairs;
    /// A row of keys of a phone, one beside the other.
    Keys = "keys", Part;
    /// A letter, and another that people write for it.
    Mistaken = "mistaken", Pairs;
    // endings.txt: endings, by which forms of a word are known for one. The longest that fits is cut.
    /// Cut off before anything else.
    Possessives = "possessives", Part;
    /// Endings of plurals, and what stays of them. The longest that fits decides.
    Plurals = "plurals", Pairs;
    /// Endings of nouns, adjectives and verbs. Three letters must be left, a vowel among them.
    Endings = "endings", Part;
    /// Consonants that are doubled in the word itself: others were doubled for its ending.
    Undoubled = "doubled consonants", Letters;
    /// Cut off after the ending.
    SoftSigns = "soft signs", Part;
    /// Last letters that differ between forms, and what they become.
    LastLetters = "last letters", Pairs;
    /// The last vowel of a stem that ends in a consonant, as another form has it.
    StemVowels = "stem vowels", Pairs;
    /// Endings of nouns and adjectives by which other cases of a name or of a word looked for are known.
    CaseEndings = "case endings", Part;
    /// Such an ending that no name has.
    PluralEndings = "plural endings", Part;
    /// A vowel of a closed syllable, and what it is in an open one.
    AlternatingVowels = "alternating vowels", Pairs;
    /// Case endings that close the syllable.
    ClosedEndings = "closed endings", Part;
    /// What a stem with a closed syllable ends in, besides nothing; `+` stands for its last letter once more.
    ClosedForms = "closed forms", Text;
    /// Consonants behind which a vowel does not alternate.
    Glides = "glides", Letters;
    /// Little words that are no form of a noun, though they look like one.
    NoNouns = "no nouns", Word;
    /// Endings that a search cuts off long words, to find what begins so.
    SearchEndings = "search endings", Part;
    // distress.txt: words of somebody who may not want to live, and of somebody who has lost a loved one. They are met with care: nothing may be missing here.
    /// What somebody says who wants an end: one of these, then one of the next.
    Wish = "wish", Word;
    /// The end that is wanted.
    WishedEnd = "wished end", Word;
    /// Means, plans and farewells of somebody who may act at once.
    MeansOfHarm = "means of harm", Phrase;
    /// What is denied by who does not want to live: one of these, then one of the next.
    Refusal = "refusal", Word;
    /// The life that is not wanted.
    RefusedLife = "refused life", Word;
    /// Deny what follows.
    Denials = "denials", Word;
    /// To live.
    Living = "living", Word;
    /// To live, where it may stand before what denies it.
    LivingFirst = "living first", Word;
    /// Who does not want to live somewhere, or with somebody, wants to move.
    Somewhere = "somewhere", Word;
    /// Unless it is at all.
    Altogether = "altogether", Word;
    /// Sayings of somebody who wants an end.
    EndSayings = "end sayings", Phrase;
    /// Who speaks so laughs or groans.
    Figures = "figures", Word;
    /// That somebody died.
    Deaths = "deaths", Word;
    /// The same in several words.
    DeathSayings = "death sayings", Phrase;
    /// Somebody one grieves for, by the beginning of the word.
    Dear = "dear", Part;
    /// What dies without being mourned, by the beginning of the word.
    Things = "things", Part;
    // news.txt: sayings by which news of somebody's life is known, and who is asked to settle a quarrel.
    /// Who such news is about: the speaker, and people near to somebody.
    NewsWho = "news who", Word;
    /// Tell of a story that somebody made up.
    FictionBeginnings = "fiction, beginnings", Part;
    /// Tell that something is only thought of.
    Hypotheses = "hypotheses", Word;
    /// Tell that it is years since.
    LongAgo = "long ago", Phrase;
    /// Somebody dear died, besides those sayings of `[deaths]`.
    NewsDeath = "news death", Pattern;
    /// Somebody dear is missing, or in captivity.
    NewsMissing = "news missing", Pattern;
    /// Somebody dear is seriously ill or hurt.
    NewsIllness = "news illness", Pattern;
    /// Somebody is a little ill.
    NewsAilment = "news ailment", Pattern;
    /// A couple breaks up.
    NewsBreakup = "news breakup", Pattern;
    /// Somebody lost a job.
    NewsJobLoss = "news job loss", Pattern;
    /// Somebody failed, was refused or was robbed.
    NewsSetback = "news setback", Pattern;
    /// Somebody quarrelled with somebody near.
    NewsQuarrel = "news quarrel", Pattern;
    /// A child was born.
    NewsBirth = "news birth", Pattern;
    /// Somebody marries, or is engaged.
    NewsWedding = "news wedding", Pattern;
    /// A fear is over: somebody got well, came home or was found; people made up.
    NewsRelief = "news relief", Pattern;
    /// Somebody has a new job, or was promoted.
    NewsJob = "news job", Pattern;
    /// Somebody passed an examination, was admitted, won or achieved something.
    NewsSuccess = "news success", Pattern;
    /// Somebody has a new home or a car, or no debts any more.
    NewsHome = "news home", Pattern;
    /// It is some years that people have been together.
    NewsAnniversary = "news anniversary", Pattern;
    /// Ask to say who is right in a quarrel, or to make peace.
    Judging = "judging", Pattern;
    // choices.txt: words by which people choose how they are spoken to. The first of each is its name for people of the language.
    /// Names what is chosen: style.
    KeyStyle = "key style", Text;
    /// Names what is chosen: length.
    KeyLength = "key length", Text;
    /// Names what is chosen: humour.
    KeyHumour = "key humour", Text;
    /// Names what is chosen: complexity.
    KeyComplexity = "key complexity", Text;
    /// Names what is chosen: interaction.
    KeyInteraction = "key interaction", Text;
    /// Names what is chosen: topics.
    KeyTopics = "key topics", Text;
    /// A manner of speaking: neutral.
    StyleNeutral = "style neutral", Text;
    /// A manner of speaking: formal.
    StyleFormal = "style formal", Text;
    /// A manner of speaking: friendly.
    StyleFriendly = "style friendly", Text;
    /// A manner of speaking: casual.
    StyleCasual = "style casual", Text;
    /// A manner of speaking: humorous.
    StyleHumorous = "style humorous", Text;
    /// How long answers are: short.
    LengthShort = "length short", Text;
    /// How long answers are: medium.
    LengthMedium = "length medium", Text;
    /// How long answers are: long.
    LengthLong = "length long", Text;
    /// How plain words are: simple.
    ComplexitySimple = "complexity simple", Text;
    /// How plain words are: medium.
    ComplexityMedium = "complexity medium", Text;
    /// How plain words are: complex.
    ComplexityComplex = "complexity complex", Text;
    /// How much somebody takes part: minimal.
    InteractionMinimal = "interaction minimal", Text;
    /// How much somebody takes part: balanced.
    InteractionBalanced = "interaction balanced", Text;
    /// How much somebody takes part: active.
    InteractionActive = "interaction active", Text;
    /// What the bot does unasked: smart reactions.
    NoticeSmartReactions = "notice smart reactions", Text;
    /// What the bot does unasked: spontaneous messages.
    NoticeSpontaneousMessages = "notice spontaneous messages", Text;
    /// What the bot does unasked: analytics mentions.
    NoticeAnalyticsMentions = "notice analytics mentions", Text;
    /// Humour of 0 per cent.
    Humour0 = "humour 0", Text;
    /// Humour of 25 per cent.
    Humour25 = "humour 25", Text;
    /// Humour of 50 per cent.
    Humour50 = "humour 50", Text;
    /// Humour of 75 per cent.
    Humour75 = "humour 75", Text;
    /// Humour of 100 per cent.
    Humour100 = "humour 100", Text;
    /// A topic: technology.
    TopicTechnology = "topic technology", Text;
    /// A topic: sport.
    TopicSport = "topic sport", Text;
    /// A topic: food.
    TopicFood = "topic food", Text;
    /// A topic: music.
    TopicMusic = "topic music", Text;
    /// A topic: films.
    TopicFilms = "topic films", Text;
    /// A topic: travel.
    TopicTravel = "topic travel", Text;
    /// A topic: learning.
    TopicLearning = "topic learning", Text;
    /// A topic: work.
    TopicWork = "topic work", Text;
    /// A topic: hobby.
    TopicHobby = "topic hobby", Text;
    /// A topic: news.
    TopicNews = "topic news", Text;
    /// A topic: philosophy.
    TopicPhilosophy = "topic philosophy", Text;
    /// A topic: everyday.
    TopicEveryday = "topic everyday", Text;
    /// Stand between topics and name none.
    BetweenTopics = "between topics", Word;
    // names.txt: given names and how they are declined.
    /// Given names of men, in full.
    Men = "men", Word;
    /// Given names of women, in full.
    Women = "women", Word;
    /// A full name, and what people who bear it are called for short, with spaces between.
    ShortNames = "short names", Pairs;
    /// A name, and the one that it is another form of, be it of another language.
    SameNames = "same names", Pairs;
    /// An ending of names, and what stands in its place in the other cases. The longest that fits decides; `-` is no
    /// ending, and fits consonants; `!` stands before the vocative.
    NameCases = "cases of names", Pairs;
    /// The same for men alone.
    MenCases = "cases of men", Pairs;
    /// The same for women alone.
    WomenCases = "cases of women", Pairs;
    /// Endings that a name has in the vocative and in no other case.
    VocativeEndings = "vocative endings", Part;
    /// An ending of surnames and patronymics of men, and what stands in its place in the other cases, as of names. The
    /// longest of these that a word ends in decides.
    SurnamesOfMen = "surnames of men", Pairs;
    /// The same for women.
    SurnamesOfWomen = "surnames of women", Pairs;
    /// Forms of names that are words too: small, or at the start of a sentence, they are taken for words.
    NamesAndWords = "names and words", Word;
    /// Forms of names that nearly always are other words.
    NoNames = "no names", Word;
    // slots.txt: what a question names besides times: people, things to choose among, numbers and sums.
    /// The asker.
    Asker = "asker", Word;
    /// The bot, who is spoken to.
    SpokenTo = "spoken to", Word;
    /// Somebody else, and the form by which they are known.
    SomebodyElse = "somebody else", Pairs;
    /// Somebody else beside a verb of speaking, or where "who" follows.
    ThatPerson = "that person", Word;
    /// A person stands after them: verbs of speaking to somebody.
    Addressing = "addressing", Word;
    /// The same: prepositions that seldom stand before things.
    BeforePeople = "before people", Word;
    /// Stand before nouns and are nothing by themselves.
    Prepositions = "prepositions", Word;
    /// Stand before one of several things to choose among.
    Or = "or", Word;
    /// What is chosen stands between two, joined as times are.
    Among = "among", Word;
    /// Tell nothing of what is chosen when they stand before it.
    BeforeOptions = "before options", Word;
    /// Ask for help with a choice, or tell why it is needed, where a clause begins with them.
    BehindOptions = "behind options", Word;
    /// Open a question with a verb behind who it is about: all of that may be chosen.
    VerbQuestions = "questions of verbs", Word;
    /// Endings of infinitives. One that begins an option tells that the options are things to do.
    InfinitiveEndings = "endings of infinitives", Part;
    /// Ask to choose.
    Choosing = "choosing", Word;
    /// Ask for a poll.
    Polls = "polls", Word;
    /// Name a poll that is asked for.
    PollNames = "names of polls", Word;
    /// Numbers in words, in all cases.
    Cardinals = "cardinals", Counts;
    /// What a number before them is multiplied by.
    Scales = "scales", Counts;
    /// Dice.
    Dice = "dice", Word;
    /// Letters before the sides of a die.
    Die = "die", Letters;
    /// Stand between the ends of a range.
    RangeTo = "to", Word;
    /// The same where "between" stands before the first.
    RangeAnd = "range and", Word;
    /// Of how many digits a number is to be; 0 where the number before tells it.
    DigitsOf = "digits of a number", Counts;
    /// Stand before the upper end of a range that begins with 1.
    UpTo = "up to", Word;
    /// Words for what is done to numbers, and the sign.
    Operators = "operators", Pairs;
    /// Verbs before a sum that tell what the word between the numbers means.
    SumVerbs = "sum verbs", Pairs;
    /// The words between the numbers, and the sign where no verb tells it.
    SumLinks = "sum links", Pairs;
    /// After a percentage: of what it is.
    PercentOf = "of", Word;
    /// Between a part and the whole that it is taken from.
    OutOf = "out of", Word;
    /// Say that something is wanting up to a sum.
    Lacking = "lacking", Phrase;
    /// What a part divides: 3 for a third.
    Fractions = "fractions", Counts;
    /// Stand before what each of the things costs or holds that a number before them counts.
    EachAt = "each at", Word;
    /// Stand before the price of a thing.
    PricedAt = "priced at", Word;
    /// All that was counted so far, to which something more is done.
    AllSoFar = "all so far", Word;
    /// Ask for what several numbers are together.
    InAll = "in all", Word;
    /// Ask for what everybody's share is.
    Sharing = "sharing", Phrase;
    /// Stand beside numbers in a sum and change nothing.
    Money = "money", Word;
    /// Ask to remember or to look for something, and stand for nothing of it.
    Recalling = "recalling", Word;
    /// Little words, courtesy, adverbs: never what a message is about.
    TellingNothing = "telling nothing", Word;
    /// Begin what somebody adds to say why.
    Detours = "detours", Phrase;
    /// Stand before what is talked about.
    Topic = "topic", Word;
    /// The word or the phrase that follows is meant as it stands.
    TheWord = "the word", Word;
    /// Verbs that their endings do not tell.
    Verbs = "verbs", Word;
    /// Endings of verbs. Two letters must be left.
    VerbEndings = "verb endings", Part;
    /// Beginnings of nouns that only look like verbs.
    NoVerbs = "no verbs", Part;
    /// Ask for a reminder, or name it.
    Reminding = "reminding", Word;
    /// Ask to put a reminder to another time, at the beginning of a message.
    Moving = "moving", Word;
    /// Ask to keep something in mind, at the beginning of a message.
    Noting = "noting", Word;
    /// Beginnings of words for drugs and treatment.
    Medicine = "medicine", Part;
    /// All of us, whom somebody wants to be reminded.
    Us = "us", Word;
    /// Stand beside a request for a reminder: courtesy.
    Please = "please", Word;
    /// Join a request for a reminder with what it is about.
    Joining = "joining", Word;
    /// Drop a reminder.
    Cancelling = "cancelling", Word;
    /// Around a request for a poll, besides those that ask for it.
    AskingPoll = "asking a poll", Word;
    /// Ask for the time.
    AskingTime = "asking time", Word;
    /// Ask for the day or the date of something.
    AskingDate = "asking a date", Word;
    /// Ask for what is handed on: a translation, the weather, advice, a text, a rate.
    Asking = "asking", Word;
    // summary.txt: words by which a summary finds what matters in a talk.
    /// Tell that something is decided.
    Decided = "decided", Phrase;
    /// Propose something: it is decided once another agrees.
    Deciding = "deciding", Phrase;
    /// Agree. Messages of nothing but such words, greetings and thanks are no talk.
    Assent = "assent", Word;
    /// Promise what the speaker will do.
    Promising = "promising", Phrase;
    /// News about people.
    News = "news", Phrase;
    /// Are said to who mourns.
    Condolences = "condolences", Phrase;
    /// Hurt others. Such messages are never quoted; several from both sides are a quarrel.
    Hostile = "hostile", Phrase;
    /// Answer a question with nothing.
    NoAnswer = "no answer", Phrase;
    /// Begin something new.
    NewSubject = "new subject", Phrase;
    /// Laughter, by the beginning of the word.
    LaughterBeginnings = "laughter, beginnings", Part;
    // models.txt: what language models write and nobody wants to read.
    /// A sentence with one of these tells only that a language model speaks.
    AsAModel = "as a model", Phrase;
    /// Words for a language model, in questions what we are.
    ModelWords = "model words", Word;
    /// Who speaks, before a colon, in dialogues that nobody asked for.
    Roles = "roles", Word;
    /// Beginnings of words that ask for another language.
    Tongues = "tongues", Part;
}
