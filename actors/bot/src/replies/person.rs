//! What the memory tells about somebody of a chat: who they are, when they wrote last, what they said.

use context::{Hit, Participant, Said};
use conversation::Request;
use intent::{PersonAspect, PersonQuery, PersonRef, RecallQuery};
use language::packs::List;
use language::text::{
    catalogue::Args,
    inflection::{case_endings, is_case_ending},
    moment::{date, moment},
    spelling::sound,
    visible::{shorten, visible},
    words::{fold, words},
};
use storage::AskError;

use super::recall;
use crate::{
    lines::Line,
    reply_context::{ReplyContext, ReplyError},
    speaker::Speaker,
};

/// Last words of a person that are told at most.
const LAST_WORDS: usize = 5;

/// What the memory of the chat tells of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Portrait {
    pub person: Participant,
    /// Newest first, of what is worth quoting.
    pub last: Vec<Said>,
    pub hits: Vec<Hit>,
}

/// A name in the other alphabet is further than any in the same.
const OTHER_ALPHABET: usize = 10;

/// Whom the name means, in whatever case and alphabet it stands; the one who wrote most if several are called so. `people`
/// are in that order.
pub(crate) fn called(people: Vec<Participant>, name: &str) -> Option<Participant> {
    let fit = |person: &Participant| -> Option<usize> {
        let names = [&person.first_name, &person.last_name, &person.username];
        let names: Vec<String> = names.into_iter().flat_map(|name| words(name)).map(fold).collect();
        let nearest = |word: &String| {
            let same = names.iter().filter_map(|name| distance(name, word)).min();
            same.or_else(|| names.iter().any(|name| sounds_like(name, word)).then_some(OTHER_ALPHABET))
        };
        name.split(' ').map(fold).map(|word| nearest(&word)).sum()
    };
    let fits = people.into_iter().filter_map(|person| fit(&person).map(|fit| (fit, person)));
    fits.min_by_key(|(fit, _)| *fit).map(|(_, person)| person)
}

/// How far a word is from being that name; `None` if it is another.
fn distance(name: &str, word: &str) -> Option<usize> {
    if name == word {
        return Some(0);
    }
    let shared: usize =
        name.chars().zip(word.chars()).take_while(|(one, other)| one == other).map(|(it, _)| it.len_utf8()).sum();
    let (lost, ending) = (name.get(shared..)?, word.get(shared..)?);
    let declined = ending.is_empty() || is_case_ending(ending);
    let whole = lost.is_empty() || lost.chars().count() == 1 && List::NameEndings.has(lost);
    let enough = name.chars().count() >= 3 && name.get(..shared)?.chars().count() >= 2;
    (enough && whole && declined).then(|| 1 + ending.chars().count())
}

/// Whether the word, in some case, is that name as the other alphabet writes it.
fn sounds_like(name: &str, word: &str) -> bool {
    let (name, latin) = (sound(name), word.is_ascii());
    // Only Ukrainian names are declined; in Latin letters there is the apostrophe of a possessive.
    let endings = case_endings().filter(|_| !latin).chain(["", "'s"]);
    let stems = endings.filter_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.chars().count() >= 2);
    let bare = name.trim_end_matches(['a', 'o', 'i', 'e']);
    stems.into_iter().any(|stem| {
        let sounded = sound(stem);
        name.chars().count() >= 3 && (sounded == name || !latin && stem != word && bare.len() >= 2 && sounded == bare)
    })
}

/// The answer to a question about somebody.
pub(crate) async fn about(ctx: &ReplyContext<'_>, query: &PersonQuery) -> Result<String, ReplyError> {
    let found = ctx.look_up(&[ctx.context().store()], find(ctx, query)).await?;
    Ok(ctx.word(|speaker| match found {
        Found::Person(portrait) => in_words(speaker, ctx.request, query, &portrait),
        Found::Said(recall, hits) => recall::who_said_in_words(speaker, ctx.request, &recall, &hits),
        Found::Nobody => unknown(speaker, &query.who),
    }))
}

/// What the memory has of a question about somebody.
enum Found {
    Person(Box<Portrait>),
    /// Nobody is called so; this was said about it by anybody.
    Said(RecallQuery, Vec<Hit>),
    Nobody,
}

async fn find(ctx: &ReplyContext<'_>, query: &PersonQuery) -> Result<Found, AskError> {
    let (context, request) = (ctx.context(), ctx.request);
    let chat = request.chat;
    let recall = match &query.about {
        PersonAspect::Said(recall) => Some(recall),
        PersonAspect::Who | PersonAspect::Count | PersonAspect::Last | PersonAspect::Words => None,
    };
    let hits = match recall {
        Some(recall) => context.search(chat, &recall.stems.join(" "), recall::HITS, 0).await?,
        None => Vec::new(),
    };
    let people = context.participants(chat).await?;
    let person = match &query.who {
        PersonRef::Asker => people.into_iter().find(|person| person.id == request.asker),
        PersonRef::Named(name) => called(people, name),
    };
    let Some(person) = person else {
        return Ok(recall.map_or(Found::Nobody, |recall| Found::Said(recall.clone(), hits)));
    };
    let mut last = context.last_said(chat, person.id, 0..i64::MAX).await?;
    last.retain(|it| Some(it.message_id) != request.reply_to);
    last.retain(|it| !ctx.style.is_for_us(request, &it.text, it.to_us));
    last.truncate(LAST_WORDS);
    let hits = hits.into_iter().filter(|hit| hit.sender_id == person.id).collect();
    Ok(Found::Person(Box::new(Portrait { person, last, hits })))
}

fn in_words(speaker: &mut Speaker<'_>, request: &Request, query: &PersonQuery, portrait: &Portrait) -> String {
    match &query.about {
        PersonAspect::Who => who_is(speaker, portrait),
        PersonAspect::Count => counted(speaker, portrait),
        PersonAspect::Last => with_last(speaker, Line::SomebodyLast, portrait, 1),
        PersonAspect::Words => with_last(speaker, Line::SomebodyWords, portrait, recall::in_talk(speaker.style.length)),
        PersonAspect::Said(recall) => spoke_of(speaker, request, portrait, recall),
    }
}

fn unknown(speaker: &mut Speaker<'_>, who: &PersonRef) -> String {
    match who {
        PersonRef::Asker => speaker.say(Line::MyStatsEmpty),
        PersonRef::Named(name) => {
            let name = shorten(visible(name).trim(), 40);
            speaker.say_with(Line::SomebodyUnknown, &Args::default().text("name", &name))
        }
    }
}

fn who_is(speaker: &mut Speaker<'_>, portrait: &Portrait) -> String {
    let told = counted(speaker, portrait);
    quoting(speaker, told, &portrait.last, 1)
}

fn counted(speaker: &mut Speaker<'_>, portrait: &Portrait) -> String {
    let person = &portrait.person;
    let args = named(speaker, person)
        .number("messages", person.messages)
        .text("first", &date(person.first_at, speaker.style.utc_offset))
        .text("last", &moment(person.last_at, speaker.style.utc_offset));
    speaker.say_with(Line::SomebodyWho, &args)
}

/// When they wrote something that was not for us; if they never did, when they wrote.
fn with_last(speaker: &mut Speaker<'_>, line: Line, portrait: &Portrait, most: usize) -> String {
    let last = portrait.last.first().map_or(portrait.person.last_at, |said| said.date);
    let args = named(speaker, &portrait.person).text("when", &moment(last, speaker.style.utc_offset));
    let line = if portrait.last.is_empty() { Line::SomebodyLast } else { line };
    let told = speaker.say_with(line, &args);
    quoting(speaker, told, &portrait.last, most)
}

fn quoting(speaker: &mut Speaker<'_>, told: String, last: &[Said], most: usize) -> String {
    let rows: Vec<String> = last.iter().take(most).map(|said| recall::quote(speaker, said)).collect();
    if rows.is_empty() { told } else { format!("{told}\n\n{}", rows.join("\n")) }
}

fn spoke_of(speaker: &mut Speaker<'_>, request: &Request, portrait: &Portrait, query: &RecallQuery) -> String {
    let rows = recall::rows_about(speaker, request, query, &portrait.hits);
    let words = shorten(visible(&query.words).trim(), 60);
    let args = named(speaker, &portrait.person).text("words", &words);
    if rows.is_empty() {
        return speaker.say_with(Line::SomebodySilent, &args);
    }
    format!("{}\n\n{}", speaker.say_with(Line::SomebodySaid, &args), rows.join("\n"))
}

fn named(speaker: &mut Speaker<'_>, person: &Participant) -> Args {
    let name = speaker.name(&format!("{} {}", person.first_name, person.last_name));
    Args::default().text("name", &name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use events::PersonId;

    fn person(id: i64, first_name: &str, username: &str) -> Participant {
        Participant {
            id: PersonId(id),
            first_name: first_name.to_owned(),
            last_name: String::new(),
            username: username.to_owned(),
            messages: 10 - id,
            first_at: 0,
            last_at: 0,
        }
    }

    #[test]
    fn names_are_known_in_their_cases() {
        let people =
            || vec![person(1, "Іван", "ivan"), person(2, "Іванка", ""), person(3, "Оля", ""), person(4, "Тарас", "")];
        for (asked, id) in
            [("іванка", 2), ("іван", 1), ("івана", 1), ("Олю", 3), ("олі", 3), ("Тарасові", 4), ("ivan", 1)]
        {
            assert_eq!(called(people(), asked).map(|it| it.id), Some(PersonId(id)), "{asked}");
        }
        for stranger in ["олена", "та", "богдан", "тарасенко"] {
            assert_eq!(called(people(), stranger), None, "{stranger}");
        }
    }

    #[test]
    fn names_are_known_in_the_other_alphabet() {
        let people =
            || vec![person(1, "Тарас", ""), person(2, "Maryna", ""), person(3, "Max", ""), person(4, "Андрій", "")];
        let of = |asked: &str| called(people(), asked).map(|it| it.id.0);
        for (asked, id) in [
            ("Taras", 1),
            ("Taras's", 1),
            ("Марина", 2),
            ("Марину", 2),
            ("Макса", 3),
            ("Макс", 3),
            ("Andriy", 4),
            ("Andrii", 4),
        ] {
            assert_eq!(of(asked), Some(id), "{asked}");
        }
        for stranger in ["Tara", "Мар", "Andrea", "May", "Марк"] {
            assert_eq!(of(stranger), None, "{stranger}");
        }
    }
}
