//! Who somebody of a chat is, and whom a name means.

use context::{Participant, Said};
use intent::{PersonQuery, PersonRef, slots::names::same_person};
use language::packs::List;
use language::text::{
    catalogue::Args,
    inflection::{case_endings, is_case_ending},
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

/// People of one name who are told of at most.
const NAMESAKES: usize = 5;
/// A name in the other alphabet is further than any in the same.
const OTHER_ALPHABET: usize = 10;

/// Whom the name means, in whatever case and alphabet it stands: all who are called so, those who wrote most first, as
/// `people` are. What they are called for short counts where nobody writes that very name.
pub(crate) fn namesakes(people: Vec<Participant>, name: &str) -> Vec<Participant> {
    let fit = |person: &Participant| -> Option<usize> {
        let names = [&person.first_name, &person.last_name, &person.username];
        let names: Vec<String> = names.into_iter().flat_map(|name| words(name)).map(fold).collect();
        let nearest = |word: &str| {
            let same = names.iter().filter_map(|name| distance(name, word)).min();
            same.or_else(|| names.iter().any(|name| sounds_like(name, word)).then_some(OTHER_ALPHABET))
        };
        words(name).map(|word| nearest(&fold(word))).sum()
    };
    let fits: Vec<Option<usize>> = people.iter().map(fit).collect();
    let nearest = fits.iter().flatten().min().copied();
    let short = |person: &Participant| !name.starts_with('@') && same_person(&person.first_name, name);
    let is_meant = |(person, fit): &(Participant, Option<usize>)| match nearest {
        Some(_) => *fit == nearest,
        None => short(person),
    };
    people.into_iter().zip(fits).filter(is_meant).map(|(person, _)| person).collect()
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

/// The answer to a question who somebody is.
pub(crate) async fn about(ctx: &ReplyContext<'_>, query: &PersonQuery) -> Result<String, ReplyError> {
    let portraits = ctx.look_up(&[ctx.context().store()], find(ctx, query)).await?;
    Ok(ctx.word(|speaker| match portraits.as_slice() {
        [] => unknown(speaker, &query.who),
        [portrait] => who_is(speaker, portrait),
        several => several.iter().map(|it| counted(speaker, &it.person)).collect::<Vec<_>>().join("\n"),
    }))
}

/// What the memory of the chat tells of somebody.
struct Portrait {
    person: Participant,
    last: Option<Said>,
}

async fn find(ctx: &ReplyContext<'_>, query: &PersonQuery) -> Result<Vec<Portrait>, AskError> {
    let (context, request) = (ctx.context(), ctx.request);
    let people = context.participants(request.chat).await?;
    let mut meant = match &query.who {
        PersonRef::Asker => people.into_iter().filter(|person| person.id == request.asker).collect(),
        PersonRef::Named(name) => namesakes(people, name),
    };
    meant.truncate(NAMESAKES);
    let mut portraits = Vec::new();
    for person in meant {
        let mut last = context.last_said(request.chat, person.id, 0..i64::MAX).await?;
        last.retain(|it| Some(it.message_id) != request.reply_to);
        last.retain(|it| !ctx.style.is_for_us(request, &it.text, it.to_us));
        portraits.push(Portrait { person, last: last.into_iter().next() });
    }
    Ok(portraits)
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
    let told = counted(speaker, &portrait.person);
    match &portrait.last {
        Some(last) => format!("{told}\n\n{}", recall::quote(speaker, last)),
        None => told,
    }
}

fn counted(speaker: &mut Speaker<'_>, person: &Participant) -> String {
    let name = speaker.name(&format!("{} {}", person.first_name, person.last_name));
    let args = Args::default()
        .text("name", &name)
        .number("messages", person.messages)
        .text("first", &speaker.day(person.first_at))
        .text("last", &speaker.when(person.last_at));
    speaker.say_with(Line::SomebodyWho, &args)
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

    /// The one who is called so.
    fn only(people: Vec<Participant>, name: &str) -> Option<PersonId> {
        match namesakes(people, name).as_slice() {
            [only] => Some(only.id),
            _ => None,
        }
    }

    #[test]
    fn all_of_one_name_are_meant_by_it() {
        let mut people = vec![person(1, "Олена", "olena_sh"), person(2, "Олена", "lena"), person(3, "Оля", "")];
        people[0].last_name = "Шевчук".into();
        let named = |name: &str| namesakes(people.clone(), name).iter().map(|it| it.id.0).collect::<Vec<_>>();
        for (name, ids) in [
            ("Олена", &[1, 2][..]),
            ("Олену", &[1, 2]),
            ("Олена Шевчук", &[1]),
            ("@lena", &[2]),
            ("Оля", &[3]),
            ("Оленка", &[1, 2]),
            ("Гриць", &[]),
        ] {
            assert_eq!(named(name), ids, "{name}");
        }
    }

    #[test]
    fn names_are_known_in_their_cases() {
        let people =
            || vec![person(1, "Іван", "ivan"), person(2, "Іванка", ""), person(3, "Оля", ""), person(4, "Тарас", "")];
        for (asked, id) in
            [("іванка", 2), ("іван", 1), ("івана", 1), ("Олю", 3), ("олі", 3), ("Тарасові", 4), ("ivan", 1)]
        {
            assert_eq!(only(people(), asked), Some(PersonId(id)), "{asked}");
        }
        for stranger in ["олена", "та", "богдан", "тарасенко"] {
            assert_eq!(only(people(), stranger), None, "{stranger}");
        }
    }

    #[test]
    fn names_are_known_in_the_other_alphabet() {
        let people =
            || vec![person(1, "Тарас", ""), person(2, "Maryna", ""), person(3, "Max", ""), person(4, "Андрій", "")];
        let of = |asked: &str| only(people(), asked).map(|it| it.0);
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
