//! What a message that calls us means, with everything it names: the label of the classifier, and the slots that belong
//! to it.

use std::ops::Range;

use jiff::{
    SignedDuration, Timestamp, ToSpan as _, Zoned,
    civil::{Date, Time},
};
use language::{
    packs::{List, packs},
    text::{
        calling::{CallNames, without_calls},
        distress::{is_grieving, is_suicidal},
        words::{Cut, fold, words},
    },
};
use serde::{Serialize, Serializer};

use crate::{
    Label,
    classifier::Classifier,
    latin::{in_latin, in_own_letters},
    respelled::Respelled,
    slots::{
        about::{Purpose, about},
        expression::expression,
        key,
        names::{ASKER, BOT, PersonKind, PersonMention, people},
        options::options,
        range::range,
        task::task,
    },
    times::{Direction, Repeat, Times, times},
    typing::word_of_time,
};

/// The hour at which a day begins for whoever wants to be reminded on it.
const MORNING: i8 = 9;
/// Letters that follow the beginning of a word for somebody dear, at most.
const KIN_ENDING: usize = 4;

/// What a message means. What it does not name, or what does not belong to its label, is absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Understanding {
    /// What it most likely means.
    pub intent: Label,
    /// The probability of that, 0 to 1.
    pub confidence: f32,
    /// In its base form if that is known, else as written; "asker" or "bot".
    pub person: Option<String>,
    /// What it is about: words as written, in small letters.
    pub about: Option<Vec<String>>,
    /// The first moment of the time that it asks about.
    #[serde(serialize_with = "moment")]
    pub from: Option<Zoned>,
    /// The first moment after that time, or the moment until which something is to last.
    #[serde(serialize_with = "moment")]
    pub to: Option<Zoned>,
    /// When something is to happen.
    #[serde(serialize_with = "moment")]
    pub at: Option<Zoned>,
    /// How long something is to last.
    pub duration_s: Option<i64>,
    /// What to choose among, as written.
    pub options: Option<Vec<String>>,
    /// The lowest and the highest number to draw.
    pub range: Option<[i64; 2]>,
    /// A sum, as one would key it.
    pub expression: Option<String>,
    #[serde(serialize_with = "day")]
    pub date: Option<Date>,
    pub urgency: Option<Urgency>,
}

/// How soon somebody who does not want to live needs help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Does not want to be.
    Medium,
    /// Has a plan or the means, or does it now.
    High,
}

impl Understanding {
    /// With its words as they were typed in the text.
    fn typed_in(self, text: &Respelled) -> Self {
        let typed = |words: Vec<String>| words.iter().map(|word| text.typed(word)).collect();
        let name = |name: String| in_latin(&text.typed(&name));
        Self { person: self.person.map(name), about: self.about.map(typed), options: self.options.map(typed), ..self }
    }
}

fn moment<S: Serializer>(moment: &Option<Zoned>, to: S) -> Result<S::Ok, S::Error> {
    let written = |it: &Zoned| it.timestamp().display_with_offset(it.offset()).to_string();
    moment.as_ref().map(written).serialize(to)
}

fn day<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|it| it.to_string()).serialize(to)
}

/// What a text means that is said now. `known` are names of people that the chat knows.
pub fn read(text: &str, now: &Zoned, known: &[&str]) -> Understanding {
    let typed = &without_our_name(text);
    let Some(own) = in_own_letters(typed) else { return read_as(typed, label(typed), now, known) };
    let label = if is_suicidal(&own.text) { (Label::Crisis, 1.0) } else { label(typed) };
    read_as(&own.text, label, now, known).typed_in(&own)
}

/// What a text means whose label is known.
pub fn read_for(label: Label, text: &str, now: &Zoned, known: &[&str]) -> Understanding {
    let typed = &without_our_name(text);
    let Some(own) = in_own_letters(typed) else { return read_as(typed, (label, 1.0), now, known) };
    read_as(&own.text, (label, 1.0), now, known).typed_in(&own)
}

/// The date that a text counts the days to or from.
pub fn countdown(text: &str, now: &Zoned) -> Option<Date> {
    let label = Label::Countdown;
    Slots { text, now, label, people: Vec::new(), times: times_of(label, text, now) }.date()
}

/// The time of the day that a text counts the hours to, if it does.
pub fn hours_until(text: &str, now: &Zoned) -> Option<Zoned> {
    times_of(Label::Countdown, text, now).at.filter(|at| at > now && !counts_from(text))
}

/// From when to when a text asks how long it is or was: "from 3:10 to 8:00", or since a time up to now.
pub fn hours_between(text: &str, now: &Zoned) -> Option<(Zoned, Zoned)> {
    let named: Vec<Time> = text.split_whitespace().filter_map(clock).collect();
    if let [from, to] = named[..] {
        let from = now.with().time(from).build().ok()?;
        let to = now.with().time(to).build().ok()?;
        let to = if to < from { to.checked_add(1_i64.days()).ok()? } else { to };
        return Some((from, to));
    }
    let is_past = words(text).map(fold).any(|word| List::GoneBy.has(&word));
    let since = times(text, now, Direction::Past).at.filter(|at| is_past && at < now)?;
    Some((since, now.clone()))
}

/// "23:40".
fn clock(chunk: &str) -> Option<Time> {
    let (hour, minute) = chunk.trim_matches(|it: char| !it.is_ascii_digit()).split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// A birthday that somebody tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BirthdayTold {
    /// Whose it is; `None` for that of whoever tells it.
    pub person: Option<String>,
    /// Whose it is, as written, if it is told by who they are to somebody: "my aunt's", "Taras's daughter's".
    pub kin: Option<String>,
    /// The next one, today's included; `None` if the text does not say.
    pub date: Option<Date>,
}

/// What a text says of a birthday, if it is said now. `known` are names of people that the chat knows.
pub fn birthday(text: &str, now: &Zoned, known: &[&str]) -> BirthdayTold {
    let label = Label::Birthday;
    let slots = Slots { text, now, label, people: people(text, known), times: times_of(label, text, now) };
    let named = slots.person().filter(|it| it != ASKER).or_else(|| named_behind_birthday(text));
    BirthdayTold { person: named, kin: kin(text, &slots.people), date: slots.date() }
}

/// "The daughter of Taras": who somebody is to somebody else, with the name behind it, as written.
fn kin(text: &str, people: &[PersonMention]) -> Option<String> {
    let said: Vec<Range<usize>> = Cut::Said.runs(text).collect();
    let is_kin = |place: &Range<usize>| {
        let word = fold(&text[place.clone()]);
        let is_ending = |rest: &str| rest.chars().count() <= KIN_ENDING;
        List::Dear.iter().any(|kin| word.strip_prefix(kin).is_some_and(is_ending))
    };
    let at = said.iter().position(is_kin)?;
    let next = said.get(at + 1).filter(|next| people.iter().any(|it| it.place == **next));
    // "My brother Taras has a birthday" names Taras.
    let before: Vec<String> = said[..at].iter().map(|place| fold(&text[place.clone()])).collect();
    let owner = before.iter().rposition(|word| !List::Asker.has(word));
    let belongs = owner.is_some_and(|owner| List::Prepositions.has(&before[owner]) || ends_birthday(&before[owner]));
    if next.is_some() && !belongs {
        return None;
    }
    Some(text[said[at].start..next.unwrap_or(&said[at]).end].to_owned())
}

/// "The birthday of": whether a word is the last one of those for a birthday.
fn ends_birthday(word: &str) -> bool {
    List::Birthday.iter().any(|birthday| birthday.rsplit(' ').next() == Some(word))
}

/// "The birthday of Thea": a name that no list knows, as written.
fn named_behind_birthday(text: &str) -> Option<String> {
    let said: Vec<Range<usize>> = Cut::Said.runs(text).collect();
    let keys: Vec<String> = said.iter().map(|place| fold(&text[place.clone()])).collect();
    let behind = (0..keys.len()).find_map(|at| Some(at + List::Birthday.words().begins(&keys[at..])?))?;
    let next = &text[said.get(behind)?.clone()];
    next.starts_with(char::is_uppercase).then(|| next.to_owned())
}

/// Until when a text asks for quiet, if it says so.
pub fn quiet_until(text: &str, now: &Zoned) -> Option<Zoned> {
    let label = Label::Quiet;
    let slots = Slots { text, now, label, people: Vec::new(), times: times_of(label, text, now) };
    let (_, until) = slots.period();
    until.or_else(|| now.checked_add(SignedDuration::from_secs(slots.duration()?)).ok())
}

/// What a request for a reminder asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct ReminderWish {
    /// What to be reminded of, as written; may be empty.
    pub what: String,
    /// Whom to remind, if not the asker.
    pub person: Option<String>,
    pub when: When,
    /// How often it comes again after the first time.
    pub repeat: Option<Repeat>,
}

/// When somebody wants to be reminded.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    At(Zoned),
    /// They name a time that is over.
    Over,
    /// They name none.
    Unsaid,
}

/// What a text asks to be reminded of, if it is said now.
pub fn reminder(text: &str, now: &Zoned) -> ReminderWish {
    let text = &without_our_name(text);
    let label = Label::Remind;
    let slots = Slots { text, now, label, people: people(text, &[]), times: times_of(label, text, now) };
    ReminderWish {
        what: task(text, &slots.people, &slots.times.places),
        person: slots.person(),
        when: slots.moment(),
        repeat: slots.times.repeat,
    }
}

/// What a text of that label, of that probability, means.
fn read_as(text: &str, (intent, confidence): (Label, f32), now: &Zoned, known: &[&str]) -> Understanding {
    let slots = Slots { text, now, label: intent, people: people(text, known), times: times_of(intent, text, now) };
    slots.understood(confidence)
}

/// What a text of that label says about time. Where a time is likely, mistyped words are read as what they are meant to
/// be.
fn times_of(label: Label, text: &str, now: &Zoned) -> Times {
    let meant = |word: &str| word_of_time(&fold(word)).filter(|_| names_times(label)).map(str::to_owned);
    let respelled = Respelled::of(text, meant);
    let mut times = times(&respelled.text, now, direction(label, text));
    times.places.iter_mut().for_each(|place| *place = respelled.typed_place(place));
    times
}

/// Whether messages of a label are likely to name a time.
fn names_times(label: Label) -> bool {
    use Label::*;
    matches!(
        label,
        RecallTopic
            | RecallPerson
            | Summary
            | CountMentions
            | TopPeople
            | TopByTopic
            | StatsChat
            | StatsMe
            | MoodChat
            | MoodPerson
            | Quiet
            | Remind
            | CancelReminder
            | Countdown
            | Birthday
            | Date
            | Weather
    )
}

/// Words that must not be missed are known by their lists too.
fn label(text: &str) -> (Label, f32) {
    if is_suicidal(text) {
        return (Label::Crisis, 1.0);
    }
    let guess = Classifier::built_in().guess(text);
    if is_grieving(text) && guess.label != Label::Crisis {
        return (Label::Grief, 1.0);
    }
    (guess.label, guess.confidence)
}

/// The text without the names that call us. Nothing but our name stays as it is.
pub fn without_our_name(text: &str) -> String {
    let said = without_calls(text, &[CallNames::usual()]);
    if words(&said).next().is_some() { said } else { text.to_owned() }
}

/// Whether what is asked lies behind or ahead.
fn direction(label: Label, text: &str) -> Direction {
    match label {
        Label::Countdown if counts_from(text) => Direction::Past,
        Label::Remind | Label::CancelReminder | Label::Countdown | Label::Birthday | Label::Quiet | Label::Poll => {
            Direction::Future
        }
        _ => Direction::Past,
    }
}

/// Whether days are counted from something that was, and not up to something.
fn counts_from(text: &str) -> bool {
    let words: Vec<String> = Cut::Said.runs(text).map(|place| key(&text[place])).collect();
    (List::Since.has_any(&words) || List::After.has_any(&words)) && !List::Until.has_any(&words)
}

struct Slots<'a> {
    text: &'a str,
    now: &'a Zoned,
    label: Label,
    people: Vec<PersonMention>,
    times: Times,
}

impl Slots<'_> {
    fn understood(&self, confidence: f32) -> Understanding {
        let (from, to) = self.period();
        Understanding {
            intent: self.label,
            confidence,
            person: self.person(),
            about: self.about(),
            from,
            to,
            at: self.at(),
            duration_s: self.duration(),
            options: self.options(),
            range: self.range(),
            expression: self.expression(),
            date: self.date(),
            urgency: (self.label == Label::Crisis).then(|| urgency(self.text)),
        }
    }

    fn person(&self) -> Option<String> {
        use Label::*;
        let asks = matches!(
            self.label,
            Congratulation | RecallTopic | RecallPerson | LastSeen | CountMentions | MoodPerson | Remind | Birthday
        );
        let named = |it: &&PersonMention| it.name != ASKER && it.name != BOT && it.kind != PersonKind::Pronoun;
        let others = self.people.iter().find(named).map(|it| it.name.clone());
        match self.label {
            _ if !asks => None,
            Remind | RecallTopic | Congratulation => others,
            Birthday => others.or_else(|| self.pronoun(ASKER, false)),
            _ => others.or_else(|| self.speaker()),
        }
    }

    /// Whom a question is about that names nobody: who asks or is asked, before those to whom something was said.
    fn speaker(&self) -> Option<String> {
        let subject = |name| self.pronoun(name, true);
        subject(ASKER).or_else(|| subject(BOT)).or_else(|| self.pronoun(ASKER, false))
    }

    /// The asker or the bot, if a pronoun names them; one that does something if that is asked for.
    fn pronoun(&self, name: &str, does: bool) -> Option<String> {
        let fits = |it: &&PersonMention| it.name == name && (!does || is_subject(&key(&self.text[it.place.clone()])));
        self.people.iter().find(fits).map(|it| it.name.clone())
    }

    fn about(&self) -> Option<Vec<String>> {
        let purpose = Purpose::of(self.label)?;
        let named = self.people.iter().filter(|it| it.kind != PersonKind::Pronoun).map(|it| it.place.clone());
        let chosen = self.options().into_iter().flatten().filter_map(|option| place_of(&option, self.text));
        let named: Vec<Range<usize>> = named.collect();
        let taken: Vec<Range<usize>> = named.iter().cloned().chain(chosen).collect();
        let words = [taken, named].map(|taken| about(self.text, purpose, &taken, &self.times.places));
        words.into_iter().find(|words| !words.is_empty())
    }

    /// The time that is asked about, or until when it is to be quiet.
    fn period(&self) -> (Option<Zoned>, Option<Zoned>) {
        use Label::*;
        match self.label {
            RecallTopic | RecallPerson | Summary | CountMentions | TopPeople | TopByTopic | StatsChat | StatsMe
            | MoodChat | MoodPerson => self.asked_period(),
            Quiet if self.times.duration.is_none() => {
                let until = self.times.period.as_ref().map(|(from, _)| from.clone());
                (None, self.times.at.clone().or(until))
            }
            _ => (None, None),
        }
    }

    fn asked_period(&self) -> (Option<Zoned>, Option<Zoned>) {
        if let Some((from, to)) = &self.times.period {
            // "Up to Friday" has no beginning.
            let from = Some(from).filter(|from| from.timestamp() > Timestamp::UNIX_EPOCH);
            return (from.cloned(), Some(to.clone()));
        }
        let ago = self.times.duration.and_then(|seconds| self.now.checked_sub(SignedDuration::from_secs(seconds)).ok());
        match ago {
            Some(from) => (Some(from), Some(self.now.clone())),
            None => (None, None),
        }
    }

    fn at(&self) -> Option<Zoned> {
        let ahead = || self.now.checked_add(SignedDuration::from_secs(self.times.duration?)).ok();
        match self.label {
            Label::Remind => self.times.at.clone().or_else(ahead),
            Label::CancelReminder => self.times.at.clone(),
            _ => None,
        }
    }

    /// When to remind: where only a day or a part of one is named, as it begins, and not before the morning.
    fn moment(&self) -> When {
        if let Some(at) = self.at() {
            return if at > *self.now { When::At(at) } else { When::Over };
        }
        let Some((from, to)) = &self.times.period else { return When::Unsaid };
        if to <= self.now {
            return When::Over;
        }
        let begins_at_midnight = from.time() == Time::midnight();
        let from = if begins_at_midnight {
            from.with().hour(MORNING).build().unwrap_or_else(|_| from.clone())
        } else {
            from.clone()
        };
        let soon = || self.now.checked_add(SignedDuration::from_hours(1)).unwrap_or_else(|_| self.now.clone());
        When::At(if from > *self.now { from } else { soon().min(to.clone()) })
    }

    fn duration(&self) -> Option<i64> {
        self.times.duration.filter(|_| self.label == Label::Quiet)
    }

    fn options(&self) -> Option<Vec<String>> {
        let asks = matches!(self.label, Label::Choose | Label::Poll | Label::PickPerson);
        options(self.text).filter(|_| asks).map(|it| it.options)
    }

    fn range(&self) -> Option<[i64; 2]> {
        range(self.text).filter(|_| self.label == Label::RandomNumber).map(|it| [it.from, it.to])
    }

    fn expression(&self) -> Option<String> {
        expression(self.text).filter(|_| self.label == Label::Calculate)
    }

    fn date(&self) -> Option<Date> {
        let asks = matches!(self.label, Label::Countdown | Label::Birthday);
        let of_period = || self.times.period.as_ref().map(|(from, _)| from.date());
        let day = self.times.date.or_else(|| self.times.at.as_ref().map(Zoned::date)).or_else(of_period);
        day.filter(|_| asks)
    }
}

/// Whether the pronoun stands in the nominative, which is the first of its forms in a pack.
pub(crate) fn is_subject(pronoun: &str) -> bool {
    let first = |list: List| packs().all().iter().any(|pack| pack.list(list).first() == Some(pronoun));
    first(List::Asker) || first(List::SpokenTo)
}

/// Where a part of a text stands in it last: options come after the question.
fn place_of(part: &str, text: &str) -> Option<Range<usize>> {
    text.rfind(part).map(|at| at..at + part.len())
}

fn urgency(text: &str) -> Urgency {
    let words: Vec<String> = Cut::Said.runs(text).map(|place| fold(&text[place])).collect();
    if List::MeansOfHarm.is_in(&words) { Urgency::High } else { Urgency::Medium }
}
