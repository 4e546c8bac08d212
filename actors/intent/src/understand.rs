//! Text to intent: by phrases what is asked for by name, then questions to the memory and the clock, then small talk; by
//! the classifier what no phrase tells.

use jiff::{Timestamp, tz::TimeZone};
use language::packs::List;
use language::text::distress::{is_grieving, is_suicidal};
use language::text::news::{News, asks_to_judge, news};
use language::text::words::{fold, words};

use crate::classifier::{Classifier, Guess};
use crate::{
    ClockQuery, Intent, Label, PersonAspect, PersonQuery, PersonRef, SmallTalk, SummaryPeriod, everyday, figures,
    latin::in_own_letters,
    person_query::recall_label,
    phrases::{ASKING, BRIEF, BRIEF_WORDS, WHOLE},
    recall::asks_what_was_said,
    slots::names::{PersonKind, people},
    small_talk,
    times::{Direction, times},
    understanding::{hours_between, without_our_name},
};

/// Words of a greeting that stands before a question, or of a message that is no words, at most.
const FEW: usize = 4;

const GREETING: Intent = Intent::SmallTalk(SmallTalk::Greeting);

/// What the text of a message to us means.
pub fn understand(text: &str) -> Intent {
    let typed = without_our_name(text);
    let text = &in_own_letters(&typed).map_or(typed, |own| own.text);
    if is_suicidal(text) {
        return Intent::SmallTalk(SmallTalk::Lifeline);
    }
    let text = behind_greeting(text).unwrap_or(text);
    let own = own_words(text);
    if List::WhatIsThis.has(&own.join(" ")) {
        return Intent::WhatIsThis;
    }
    if List::OtherInstructions.is_in(&own) {
        return Intent::SmallTalk(SmallTalk::Instructions);
    }
    if List::ForgetMe.is_in(&own) {
        return Intent::SmallTalk(SmallTalk::ForgetMe);
    }
    if List::Summary.is_in(&own) {
        return Intent::Summary(SummaryPeriod::within(text).unwrap_or(SummaryPeriod::Usual));
    }
    if List::Birthday.is_in(&own) && List::QuestionWords.has_any(&own) && !List::Wishing.has_any(&own) {
        return Intent::Order(Label::Birthday);
    }
    if List::Complimenting.is_in(&own) {
        return Intent::SmallTalk(SmallTalk::Compliment);
    }
    if own.len() <= FEW && own.iter().any(|word| small_talk::is_gibberish(word)) {
        return Intent::SmallTalk(SmallTalk::Gibberish);
    }
    if asks_our_opinion(text, &own) {
        return Intent::SmallTalk(SmallTalk::Opinion);
    }
    if moves_a_reminder(text) {
        return Intent::Order(Label::Remind);
    }
    if asks_how_long_ago(text, &own) {
        return Intent::Favour(Label::Countdown);
    }
    let guess = guess(text);
    if asks_to_judge(&own) && !everyday::asks_for_lots(guess) {
        return Intent::Judge;
    }
    if passes_on(text, &own) {
        return Intent::SmallTalk(SmallTalk::PassOn);
    }
    everyday::poll(text, guess)
        .or_else(|| everyday::favour(text, guess))
        .or_else(|| everyday::order(guess).filter(|order| is_meant(order, text, &own)))
        .or_else(|| everyday::confided(guess, &own).filter(|_| !asks(text, &own) && told(text).is_none()))
        .or_else(|| figures::top(&own).map(Intent::Top))
        .or_else(|| everyday::recall(text, guess).filter(|_| asks(text, &own) || told(text).is_none()))
        .or_else(|| PersonQuery::of(text).map(of_person))
        .or_else(|| asked_for(text).map(Intent::Recall))
        .or_else(|| ClockQuery::of(text).map(Intent::Clock))
        .or_else(|| figures::chat(&own))
        .or_else(|| small_talk::of_words(&own).map(Intent::SmallTalk))
        .unwrap_or_else(|| of_phrases(text, &own, guess))
}

/// The question of a text that greets first: "Good day! Do you come with us?"
fn behind_greeting(text: &str) -> Option<&str> {
    let (greeting, rest) = text.split_at(text.find(['!', '.', '\n'])? + 1);
    let greeting: Vec<String> = words(greeting).map(fold).collect();
    let greets = greeting.len() <= FEW && List::Greeting.is_in(&greeting);
    (greets && rest.contains('?') && words(rest).count() > 1).then_some(rest)
}

/// "How do you like the new one?"
fn asks_our_opinion(text: &str, own: &[String]) -> bool {
    let begins = own.iter().position(|word| !List::GoingOn.has(word)).unwrap_or(own.len());
    let asked = &own[begins..];
    let Some(length) = List::AskingOurOpinion.words().begins(asked) else { return false };
    text.contains('?') && asked.len() > length && !List::Not.has_any(asked)
}

fn guess(text: &str) -> Guess {
    Classifier::built_in().guess(text)
}

/// Whether a message to us that is not surely anything else asks for something that may have been said here. Questions about
/// ourselves do not.
pub fn may_ask_the_memory(text: &str) -> bool {
    let text = &without_our_name(text);
    let said: Vec<String> = words(text).map(fold).collect();
    let asks = [List::QuestionWords, List::Who, List::HowMany, List::When, List::AskingPlace];
    let guess = guess(text);
    let is_doubtful = guess.confidence < everyday::CERTAIN || guess.label == Label::Chatter;
    let asks = asks.iter().any(|list| list.has_any(&said)) && !List::AskingOpinion.has_any(&said);
    asks && !is_about_us(text) && is_doubtful
}

/// "Move it to 9:30": whether a reminder is to come at another time.
pub fn moves_a_reminder(text: &str) -> bool {
    let own = own_words(&without_our_name(text));
    let mut said = own.iter().skip_while(|word| List::GoingOn.has(word) || List::BeforeCall.has(word));
    // "Better put the call at 8".
    let rather = List::Rather.has_any(&own) && own.iter().any(|word| List::Setting.has(word));
    let begins = said.next().is_some_and(|word| List::Moving.has(word)) && said.next().is_some();
    // "The dentist was moved to 11:40, change it please".
    let has_time = || own.iter().any(|word| word.starts_with(|it: char| it.is_ascii_digit()));
    let is_told_late = || List::Rescheduling.is_in(&own) && List::Altering.has_any(&own);
    begins || (rather || is_told_late()) && has_time()
}

/// Whether a text speaks of ourselves in the second person.
pub fn is_about_us(text: &str) -> bool {
    let mut said = words(text).map(fold);
    said.any(|word| List::Yours.has(&word) || List::SpokenTo.has(&word))
}

/// Whether the text, whoever it is said to, asks what was said: it is no answer to another question like it. By phrases
/// alone: the classifier knows what is said to us, and takes much of what people say to each other for it.
pub fn asks_the_memory(text: &str) -> bool {
    PersonQuery::of(text).is_some() || asked_for(text).is_some()
}

/// Which wish to the memory the text is by its phrases, if it is one.
fn asked_for(text: &str) -> Option<Label> {
    recall_label(text).or_else(|| asks_what_was_said(text).then_some(Label::RecallTopic))
}

/// How much the asker wrote is a figure of theirs.
fn of_person(query: PersonQuery) -> Intent {
    match query {
        PersonQuery { who: PersonRef::Asker, about: PersonAspect::Count } => Intent::OwnStats,
        PersonQuery { about: PersonAspect::Count, .. } => Intent::Recall(Label::CountMentions),
        query => Intent::Person(query),
    }
}

/// Whether the words are such as English is spoken with to a bot, be they ever so few.
pub fn is_english(text: &str) -> bool {
    let spoken = own_words(text).join(" ");
    let latin = spoken.chars().any(|it| it.is_ascii_alphabetic());
    latin && [ASKING, WHOLE, BRIEF].into_iter().flatten().any(|(_, phrases)| phrases.has(&spoken))
}

fn of_phrases(text: &str, own: &[String], guess: Guess) -> Intent {
    if !everyday::asks_otherwise(guess)
        && let Some(news) = told(text)
    {
        return news;
    }
    let brief = own.len() <= BRIEF_WORDS;
    let spoken = own.join(" ");
    if own.is_empty() {
        return Intent::SmallTalk(bare(text));
    }
    if calls_out(own) {
        return Intent::SmallTalk(SmallTalk::Called);
    }
    let asks = List::QuestionWords.has_any(own);
    find(WHOLE, |phrases| phrases.has(&spoken))
        .or_else(|| everyday::certain(text, guess))
        .or_else(|| everyday::choice(text).filter(|_| List::Advice.is_in(own) && !everyday::or_not(own)))
        .or_else(|| find(ASKING, |phrases| phrases.is_in(own)))
        .or_else(|| find(BRIEF, |phrases| brief && phrases.is_in(own)).filter(|it| !asks || *it != GREETING))
        .or_else(|| everyday::likely(text, guess))
        .or_else(|| everyday::choice(text))
        .unwrap_or_else(|| Intent::SmallTalk(question_or_chatter(text, own)))
}

/// Whether a text gives the order that it is taken for. Who asks who did something asks for no reminders; a birthday to
/// keep is named as one or has a date, and news of a birth is none.
fn is_meant(order: &Intent, text: &str, own: &[String]) -> bool {
    let asks_who = own.iter().take(2).any(|word| List::Who.has(word));
    let names_reminders = || List::Reminding.has_any(own);
    match order {
        Intent::Order(Label::Reminders | Label::CancelReminder) => !asks_who || names_reminders(),
        Intent::Order(Label::Birthday) if !List::Birthday.is_in(own) => {
            let only_tells = !List::Noting.has_any(own) && news(text) == Some(News::Birth);
            !only_tells && (List::QuestionWords.has_any(own) || has_date(text))
        }
        _ => true,
    }
}

fn has_date(text: &str) -> bool {
    let now = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    times(text, &now, Direction::Future).date.is_some()
}

/// "Tell him that he is wrong", "pass it on to them": what the asker wants said to somebody else.
fn passes_on(text: &str, own: &[String]) -> bool {
    let mut said = own.iter().skip_while(|word| List::BeforeCall.has(word));
    let named = |word: &str| {
        let is_name =
            people(text, &[]).iter().any(|it| it.kind != PersonKind::Pronoun && fold(&text[it.place.clone()]) == word);
        is_name && List::DativeEndings.iter().any(|ending| word.ends_with(ending))
    };
    said.next().is_some_and(|word| List::PassingOn.has(word))
        && said.next().is_some_and(|word| List::PassedTo.has(word) || named(word))
        && said.next().is_some_and(|word| !List::Somehow.has(word))
}

/// "How long is it since 23:40?", "how many hours from 3:10 to 8:00?"
fn asks_how_long_ago(text: &str, own: &[String]) -> bool {
    let asks = List::HowMany.has_any(own) && (List::GoneBy.has_any(own) || List::Hour.has_any(own));
    asks && hours_between(text, &Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC)).is_some()
}

fn asks(text: &str, own: &[String]) -> bool {
    text.contains('?') || List::QuestionWords.has_any(&own[..own.len().min(2)])
}

/// What somebody tells that happened in their life.
fn told(text: &str) -> Option<Intent> {
    match news(text) {
        Some(News::Death) => Some(Intent::SmallTalk(SmallTalk::Grief)),
        Some(News::JobLoss) => Some(Intent::SmallTalk(SmallTalk::Fired)),
        // However long ago it was.
        None if is_grieving(text) => Some(Intent::SmallTalk(SmallTalk::Grief)),
        news => news.map(Intent::News),
    }
}

/// Nothing but our name is a call; nothing but emoji is chatter.
fn bare(text: &str) -> SmallTalk {
    if words(text).next().is_some() { SmallTalk::Called } else { SmallTalk::Chatter }
}

/// "Ау 2": nothing is said but that somebody calls.
fn calls_out(own: &[String]) -> bool {
    let is_number = |word: &String| word.bytes().all(|it| it.is_ascii_digit());
    List::CallingOut.has_any(own) && own.iter().all(|word| List::CallingOut.has(word) || is_number(word))
}

/// Folded words without handles and our name.
pub(crate) fn own_words(text: &str) -> Vec<String> {
    let chunks = text.split_whitespace().filter(|it| !it.starts_with('@'));
    chunks.flat_map(words).map(fold).filter(|word| !List::Names.has(word)).collect()
}

fn find(table: &[(Intent, List)], fits: impl Fn(List) -> bool) -> Option<Intent> {
    table.iter().find(|(_, phrases)| fits(*phrases)).map(|(intent, _)| intent.clone())
}

fn question_or_chatter(text: &str, own: &[String]) -> SmallTalk {
    let mut opening = own.iter().skip_while(|word| List::GoingOn.has(word));
    let counts = [List::Who, List::HowMany, List::When, List::AskingPlace].iter().any(|list| list.has_any(own));
    let asks = opening.next().is_some_and(|it| List::QuestionWords.has(it)) || text.contains('?') || counts;
    let begins_to_ask = List::QuestionWords.has_any(&own[..own.len().min(2)]);
    let asks = asks || List::Yours.has_any(own) && begins_to_ask;
    match asks && List::Yours.has_any(own) {
        true => SmallTalk::AboutUs,
        false if asks => SmallTalk::Question,
        false => SmallTalk::Chatter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{TopPeriod, understanding::birthday};

    #[test]
    fn small_talk_is_told_apart() {
        for (text, line) in [
            ("Привіт, Балачко!", SmallTalk::Greeting),
            ("hello there", SmallTalk::Greeting),
            ("привіт, як справи?", SmallTalk::HowAreYou),
            ("How are you, Balachka?", SmallTalk::HowAreYou),
            ("Балачко, а ти як?", SmallTalk::HowAreYou),
            ("ДЯКУЮ", SmallTalk::Thanks),
            ("thank you!", SmallTalk::Thanks),
            ("good bot", SmallTalk::Praise),
            ("Балачко, хто ти?", SmallTalk::WhoAreYou),
            ("що ти вмієш", SmallTalk::Abilities),
            ("Балачко!", SmallTalk::Called),
            ("@balachka_bot", SmallTalk::Called),
            ("Балачко ау 2", SmallTalk::Called),
            ("гей, бот!", SmallTalk::Called),
            ("а я сьогодні вдома", SmallTalk::Chatter),
            ("🙂", SmallTalk::Chatter),
            ("передай усім у нашому великому чаті привіт від мене", SmallTalk::Chatter),
        ] {
            assert_eq!(understand(text), Intent::SmallTalk(line), "{text}");
        }
    }

    #[test]
    fn what_no_phrase_tells_is_told_by_the_classifier() {
        for (text, intent) in [
            ("як ти думаєш, буде дощ?", Intent::Beyond(Label::Weather)),
            ("чому небо синє", Intent::Beyond(Label::Knowledge)),
            ("переклади англійською: дякую за каву", Intent::Beyond(Label::Translate)),
            ("чай чи кава?", Intent::Favour(Label::Choose)),
            ("Балачко, кинь монетку", Intent::Favour(Label::Coin)),
            ("скільки буде 15% від 840?", Intent::Favour(Label::Calculate)),
            ("хто з нас сьогодні миє посуд?", Intent::Favour(Label::PickPerson)),
            ("скільки днів до Нового року", Intent::Favour(Label::Countdown)),
            ("я тебе люблю", Intent::Social(Label::Affection)),
            ("На добраніч, Балачко", Intent::Social(Label::Goodnight)),
            ("порадь фільм на вечір", Intent::Beyond(Label::Recommend)),
            ("слава Україні!", Intent::Social(Label::Slogan)),
            ("мені дуже сумно сьогодні", Intent::Social(Label::ShareSadness)),
            ("а я сьогодні втомився", Intent::Social(Label::ShareSadness)),
            ("нагадай завтра о 9 купити хліб", Intent::Order(Label::Remind)),
            ("які шанси, що автобус прийде вчасно?", Intent::Favour(Label::RandomNumber)),
            ("йти пішки чи чекати трамвая? порадь щось", Intent::Favour(Label::Choose)),
            ("good night everyone, off to bed", Intent::Social(Label::Goodnight)),
        ] {
            assert_eq!(understand(text), intent, "{text}");
        }
    }

    #[test]
    fn what_was_said_is_asked_for_in_many_ways() {
        for (text, label) in [
            ("Скільки скидаємо на домофон?", Label::RecallTopic),
            ("Балачко, коли збори ОСББ?", Label::RecallTopic),
            ("знайди номер сантехніка", Label::RecallTopic),
            ("хто казав про граблі?", Label::RecallTopic),
            ("who mentioned the deadline?", Label::RecallTopic),
            ("що казав Тарас про дачу?", Label::RecallPerson),
            ("що писала Оля вчора?", Label::RecallPerson),
            ("що я казав?", Label::RecallPerson),
            ("коли востаннє писав Тарас?", Label::LastSeen),
            ("when did James last write?", Label::LastSeen),
            ("скільки разів Тарас писав \"борщ\"?", Label::CountMentions),
            ("скільки разів тут згадували борщ?", Label::CountMentions),
            ("скільки повідомлень написала Іванка?", Label::CountMentions),
            ("хто тут найбільше пише про їжу?", Label::TopByTopic),
            ("хто частіше згадує кота?", Label::TopByTopic),
        ] {
            assert_eq!(understand(text), Intent::Recall(label), "{text}");
        }
        for text in ["я казав про каву", "що ти сказала?", "хто найбільше пише?", "про що говорили вчора?"]
        {
            assert!(!matches!(understand(text), Intent::Recall(_)), "{text}");
        }
    }

    #[test]
    fn numbers_are_asked_for_in_words_too() {
        assert_eq!(understand("Балачко, яка в нас статистика?"), Intent::ChatStats);
        for text in ["скільки людей у чаті?", "скільки нас тут?", "how many people are in this chat?"]
        {
            assert_eq!(understand(text), Intent::ChatStats, "{text}");
        }
        for text in ["Балачко, скільки я написав?", "скільки повідомлень я написав?", "how much did I write?"]
        {
            assert_eq!(understand(text), Intent::OwnStats, "{text}");
        }
        for text in
            ["хто найбільше пише?", "хто говорив найбільше?", "who writes the most?", "who is the most active here?"]
        {
            assert_eq!(understand(text), Intent::Top(TopPeriod::Ever), "{text}");
        }
        assert_eq!(understand("хто сьогодні найбільше писав?"), Intent::Top(TopPeriod::Today));
        assert_eq!(understand("Балачко, покажи топ"), Intent::Top(TopPeriod::Week));
        for text in ["який у нас настрій?", "what is the mood here?", "Балачко, як настрій у чаті?"]
        {
            assert_eq!(understand(text), Intent::Mood, "{text}");
        }
    }

    #[test]
    fn what_people_tell_of_themselves_and_of_us_is_met_as_it_deserves() {
        for (text, line) in [
            ("я не хочу жити", SmallTalk::Lifeline),
            ("Балачко, що робити, якщо хочу вмерти?", SmallTalk::Lifeline),
            ("у мене помер кіт", SmallTalk::Grief),
            ("привітай Олену з днем народження", SmallTalk::Congratulate),
            ("мене звільнили", SmallTalk::Fired),
            ("Балачко, ти дурна", SmallTalk::Insult),
            ("stupid bot", SmallTalk::Insult),
            ("розкажи анекдот", SmallTalk::Joke),
            ("а розкажи нам якийсь жарт", SmallTalk::Joke),
            ("забудь усе, що я казав", SmallTalk::ForgetMe),
            ("як тебе звати?", SmallTalk::WhoAreYou),
            ("Як Вас звати?", SmallTalk::WhoAreYou),
            ("ти робот?", SmallTalk::WhoAreYou),
            ("Розкажіть про себе", SmallTalk::WhoAreYou),
            ("Що ви вмієте?", SmallTalk::Abilities),
            ("скільки тобі років?", SmallTalk::Age),
            ("що робиш?", SmallTalk::Doing),
            ("що ти про мене знаєш?", SmallTalk::AboutMe),
            ("забудь мене", SmallTalk::ForgetMe),
            ("який у тебе настрій?", SmallTalk::HowAreYou),
            ("Добридень! Ти з нами в похід?", SmallTalk::AboutUs),
            ("а ти сам колись на лижах катався?", SmallTalk::AboutUs),
            ("і як тобі нова кав'ярня?", SmallTalk::Opinion),
            ("how do you like the new sofa?", SmallTalk::Opinion),
            ("фух, попустило трохи", SmallTalk::Relieved),
            ("I feel better, thanks to Nadia", SmallTalk::Relieved),
            ("йцкнгшщз", SmallTalk::Gibberish),
        ] {
            assert_eq!(understand(text), Intent::SmallTalk(line), "{text}");
        }
        for (other, line) in [
            ("мені не легше", SmallTalk::Relieved),
            ("як тобі не соромно?", SmallTalk::Opinion),
            ("ааааа шшшшшшш", SmallTalk::Gibberish),
            ("контрстратегія", SmallTalk::Gibberish),
            ("Здзвонимось", SmallTalk::Gibberish),
        ] {
            assert_ne!(understand(other), Intent::SmallTalk(line), "{other}");
        }
        for of_others in ["Балачко, погана сьогодні погода", "мій бос дурень, яких світ не бачив"]
        {
            assert_ne!(understand(of_others), Intent::SmallTalk(SmallTalk::Insult), "{of_others}");
        }
    }

    #[test]
    fn the_clock_and_what_was_talked_about_are_asked_for_in_words_too() {
        assert_eq!(understand("Балачко, котра година?"), Intent::Clock(ClockQuery::Now));
        assert_eq!(understand("який сьогодні день?"), Intent::Clock(ClockQuery::Day(0)));
        assert_eq!(understand("Балачко, про що говорили сьогодні?"), Intent::Summary(SummaryPeriod::Today));
        assert_eq!(understand("what did I miss?"), Intent::Summary(SummaryPeriod::Usual));
        assert_eq!(understand("про що ми говорили вчора?"), Intent::Summary(SummaryPeriod::Yesterday));
        assert_eq!(understand("підсумуй за 2 години"), Intent::Summary(SummaryPeriod::Last(7200)));
        assert_eq!(understand("про що тут говорили за тиждень?"), Intent::Summary(SummaryPeriod::Week));
    }

    #[test]
    fn whose_birthday_it_is_is_told_by_kin_only_where_it_is_theirs() {
        let now = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
        for (text, kin) in [
            ("у доньки Марка день народження завтра", Some("доньки Марка")),
            ("запиши, у моєї тещі день народження 5 травня", Some("тещі")),
            ("день народження мами Олени 5 травня", Some("мами Олени")),
            ("мій брат Тарас має день народження завтра", None),
            ("у Тараса день народження завтра", None),
        ] {
            assert_eq!(birthday(text, &now, &[]).kin.as_deref(), kin, "{text}");
        }
    }

    #[test]
    fn many_greetings_before_a_question_are_read_as_one_message() {
        let text = format!("{}як справи?", "Привіт! ".repeat(20_000));
        assert!(matches!(understand(&text), Intent::SmallTalk(_)), "it comes to an end");
    }

    #[test]
    fn the_tables_are_folded() {
        let tables = ASKING.iter().chain(WHOLE).chain(BRIEF);
        for phrase in tables.flat_map(|(_, phrases)| phrases.iter()) {
            assert_eq!(words(phrase).map(fold).collect::<Vec<_>>().join(" "), phrase);
        }
    }
}
