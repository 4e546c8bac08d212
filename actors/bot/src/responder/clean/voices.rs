//! Lines that others are made to say. Our own name in front of our words is cut; where the model goes on with a dialogue, its
//! own part stays; an answer that begins with another's words is none.

use language::{
    packs::List,
    text::{
        catalogue::Language,
        words::{fold, words},
    },
};

use super::{Asked, Flaw, parts::lines};

/// What surrounds a name in front of a line.
const AROUND: [char; 6] = ['*', '_', '[', ']', '~', ' '];
/// What opens a quotation, or begins a list.
const QUOTES: [char; 5] = ['«', '"', '“', '„', '\''];
/// Longer ones are no names, bytes.
const LONGEST_NAME: usize = 80;
/// Words of an entry of a list.
const ENTRY: usize = 4;

/// Who a line names in front of a colon.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Own,
    Other,
    /// Some word that may be a name.
    Unknown,
}

/// What the model says in its own voice.
///
/// # Errors
/// If others speak from the start.
pub(super) fn own_words(text: &str, asked: &Asked<'_>) -> Result<String, Flaw> {
    let voices: Vec<_> = lines(text).filter(|(_, code)| !code).filter_map(|(line, _)| voice(line, asked)).collect();
    let is_dialogue = voices.iter().any(|(voice, _)| *voice == Voice::Own);
    let may_speak = !asked.retells && !is_roster(&voices);
    let mut own = String::with_capacity(text.len());
    let mut in_list = false;
    for (line, is_code) in lines(text) {
        match voice(line, asked).filter(|_| !is_code) {
            Some((Voice::Own, rest)) => own.push_str(rest.trim_start()),
            Some((voice, rest)) if may_speak && !in_list && speaks(voice, rest, is_dialogue) => {
                // What goes on from here is a dialogue that nobody asked for.
                return if own.trim().is_empty() { Err(Flaw::SpeaksForOthers) } else { Ok(own.trim().to_owned()) };
            }
            Some(_) => own.push_str(line),
            None => {
                own.push_str(line);
                in_list = line.trim_end().ends_with(':') || in_list && line.trim().is_empty();
            }
        }
    }
    Ok(own.trim().to_owned())
}

/// Whether the line is speech, and no entry of a list and no quotation.
fn speaks(voice: Voice, rest: &str, is_dialogue: bool) -> bool {
    let rest = rest.trim();
    let is_entry = rest.is_empty() || rest.starts_with(QUOTES) || rest.contains(|it: char| it.is_ascii_digit());
    match voice {
        Voice::Own => false,
        Voice::Other => !is_entry,
        Voice::Unknown => is_dialogue && !is_entry,
    }
}

/// Whether the lines are a list of who does what: several people, each once and in a few plain words.
fn is_roster(voices: &[(Voice, &str)]) -> bool {
    let plain = |rest: &str| words(rest).count() <= ENTRY && !rest.contains(['?', '!', '…']);
    let others = voices.iter().filter(|(voice, _)| *voice == Voice::Other);
    let is_own = voices.iter().any(|(voice, _)| *voice == Voice::Own);
    others.clone().count() > 1 && !is_own && others.clone().all(|(_, rest)| plain(rest))
}

/// Who is named in front of the line, and what follows the colon.
fn voice<'t>(line: &'t str, asked: &Asked<'_>) -> Option<(Voice, &'t str)> {
    let (front, rest) = line.split_once(':')?;
    let name = front.trim_matches(AROUND);
    let rest = rest.trim_start_matches(['*', '_']);
    let short = !name.is_empty() && name.len() <= LONGEST_NAME && words(name).count() <= 3;
    // An address or a time of day.
    if !short || rest.starts_with("//") || name.ends_with(|it: char| it.is_ascii_digit()) && !is_label(name) {
        return None;
    }
    let folded = fold(name);
    let is_own = folded == "you" || Language::all().any(|it| fold(asked.style.persona.name(it)) == folded);
    let of_people = |(label, known): &(String, String)| {
        let first = words(known).next().map(fold);
        label == name || fold(known) == folded || first.as_deref() == Some(folded.as_str())
    };
    let voice = if is_own {
        Voice::Own
    } else if asked.people.iter().any(of_people) || is_label(name) || List::Roles.has(&folded) {
        Voice::Other
    } else if name.starts_with(char::is_uppercase) && words(name).count() == 1 {
        Voice::Unknown
    } else {
        return None;
    };
    Some((voice, rest))
}

/// Whether that is what the prompt calls somebody: `u123`.
pub(super) fn is_label(word: &str) -> bool {
    let number = word.strip_prefix('u').unwrap_or_default();
    number.len() >= 3 && number.chars().all(|it| it.is_ascii_digit())
}
