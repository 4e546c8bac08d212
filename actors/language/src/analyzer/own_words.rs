//! What of a text its writer says: not the links and names in it, not code, not the lines quoted from others.

use std::borrow::Cow;

/// The text without links, `@names`, `code`, and quoted lines; spaces stand for them.
pub fn own_words(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| matches!(byte, b'>' | b'`' | b'@' | b'/' | b'.')) {
        return Cow::Borrowed(text);
    }
    let mut own = String::with_capacity(text.len());
    for line in without_code(text).lines().filter(|line| !is_quoted(line)) {
        for chunk in line.split_inclusive(char::is_whitespace) {
            push_own(&mut own, chunk);
        }
        own.push('\n');
    }
    Cow::Owned(own)
}

/// Without what stands between single or triple backticks. A backtick without its pair is an apostrophe or a slip.
fn without_code(text: &str) -> Cow<'_, str> {
    if !text.contains('`') {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, inside, after)) = next_code(rest) {
        kept.push_str(before);
        kept.extend(std::iter::once(' ').chain(inside.chars().filter(|character| *character == '\n')));
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// What stands before, in and after the first piece of code; code in single backticks ends with its line.
fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find('`')?;
        let fence = if text[at..].starts_with("```") { "```" } else { "`" };
        let inner = &text[at + fence.len()..];
        let is_word = text[..at].ends_with(char::is_alphanumeric) && fence.len() == 1;
        let end = inner.find(fence).filter(|end| fence.len() == 3 || !inner[..*end].contains('\n'));
        match end {
            Some(end) if !is_word => return Some((&text[..at], &inner[..end], &inner[end + fence.len()..])),
            // An opening fence that is never closed: no other is tried, so that the work stays linear.
            None if fence.len() == 3 => return None,
            _ => from = at + 1,
        }
    }
}

/// `> words`, `>words`, `>>`; not a face like `>:(` or `>_<`.
fn is_quoted(line: &str) -> bool {
    let after = line.trim_start().strip_prefix('>').map(|rest| rest.chars().next());
    after.is_some_and(|next| next.is_none_or(|next| !matches!(next, ':' | '_' | '.' | '<' | '=' | ';')))
}

fn push_own(own: &mut String, chunk: &str) {
    match chunk.find('@') {
        _ if is_link(chunk) => own.push(' '),
        Some(at) if chunk[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric()) => {
            // The name before the sign of an e-mail address goes too.
            own.push_str(chunk[..at].trim_end_matches(|before: char| before.is_ascii_alphanumeric() || before == '.'));
            let name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '@');
            own.push(' ');
            own.push_str(chunk[at..].trim_start_matches(name));
        }
        _ => own.push_str(chunk),
    }
}

/// `https://…`, `www.…`, `t.me/…`, `example.com`.
fn is_link(chunk: &str) -> bool {
    const ENDINGS: [&str; 13] =
        ["com", "org", "net", "ua", "ru", "io", "me", "dev", "info", "gov", "edu", "app", "html"];
    if !chunk.contains(['.', '/']) {
        return false;
    }
    if chunk.contains("://") || chunk.contains("www.") {
        return true;
    }
    let address = chunk.trim_matches(|edge: char| !edge.is_alphanumeric());
    let host = address.split('/').next().unwrap_or_default();
    let ending = host.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| host.is_ascii() && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        own_words(text).split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn links_names_and_addresses_go() {
        assert_eq!(words("ось https://x.y/happy і t.me/joy та Example.com!"), ["ось", "і", "та"]);
        assert_eq!(words("дякую,@happy_cat! пиши на joy.joy@mail.com"), ["дякую,", "!", "пиши", "на"]);
        assert_eq!(words("так.ні 10.30 @ 5/7"), ["так.ні", "10.30", "@", "5/7"]);
    }

    #[test]
    fn code_goes_and_a_single_backtick_stays() {
        assert_eq!(words("пиши `happy()` так ```\njoy\n``` ось"), ["пиши", "так", "ось"]);
        assert_eq!(words("п`ять і об`єкт"), ["п`ять", "і", "об`єкт"]);
        assert_eq!(words("кінець `не закрито\nдалі` ось"), ["кінець", "`не", "закрито", "далі`", "ось"]);
    }

    #[test]
    fn quoted_lines_go_and_faces_stay() {
        assert_eq!(words("> чудово\n>супер\nні"), ["ні"]);
        assert_eq!(words(">:( зло\n>_< ой"), [">:(", "зло", ">_<", "ой"]);
    }
}
