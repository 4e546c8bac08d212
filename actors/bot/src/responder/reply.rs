//! What a model replied, made fit for the chat.

use crate::style::ReplyStyle;
use conversation::persona::Persona;
use language::text::{markdown::markdown_to_html, plain, split::split_html, visible::visible};
use personalization::Length;

/// The clean reply as Telegram HTML: in the person's length, calling nobody, saying nothing that the persona never says.
/// `None` if nothing is left.
pub(super) fn html(words: &str, cut: bool, style: &ReplyStyle) -> Option<String> {
    let words = if cut { whole_sentences(words) } else { words };
    let words = without_forbidden(words, &style.persona);
    let html = markdown_to_html(&without_calls(&words));
    let html = shortened(&html, longest(style.length))?;
    (!visible(&plain(&html)).trim().is_empty()).then_some(html)
}

/// UTF-16 units.
fn longest(length: Length) -> usize {
    match length {
        Length::Short => 400,
        Length::Medium => 1200,
        Length::Long => 3600,
    }
}

/// Up to the last sentence that is whole, where there is one.
fn whole_sentences(words: &str) -> &str {
    let end =
        words.rfind(['.', '!', '?', '…', '\n']).map(|at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    end.and_then(|end| words.get(..end)).map_or(words, str::trim_end)
}

fn without_forbidden(words: &str, persona: &Persona) -> String {
    words.split_inclusive(['.', '!', '?', '…', '\n']).filter(|sentence| persona.may_say(sentence)).collect()
}

/// A model calls nobody: who is meant comes from updates only. Addresses keep their sign.
fn without_calls(words: &str) -> String {
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    let mut bare = String::with_capacity(words.len());
    while let Some(letter) = rest.next() {
        let calls = letter == '@'
            && !before.is_alphanumeric()
            && rest.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '_');
        if !calls {
            bare.push(letter);
        }
        before = letter;
    }
    bare
}

/// The part that fits, and a sign if that is not all.
fn shortened(html: &str, limit: usize) -> Option<String> {
    let mut parts = split_html(html, limit).into_iter();
    let first = parts.next()?;
    Some(if parts.next().is_some() { format!("{first} …") } else { first })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tests::style;
    use conversation::persona::{Persona, Personas};
    use language::text::catalogue::Language;

    fn said(reply: &str) -> Option<String> {
        html(reply, false, &style(Language::Uk))
    }

    #[test]
    fn a_reply_is_freed_from_what_does_not_belong_in_a_chat() {
        for (reply, html) in [
            ("Привіт, **друзі**!", "Привіт, <b>друзі</b>!"),
            ("Питай @olena або olena@example.org", "Питай olena або olena@example.org"),
            ("<script>", "&lt;script&gt;"),
        ] {
            assert_eq!(said(reply).as_deref(), Some(html), "{reply}");
        }
        for nothing in ["", "  ", "**", "---"] {
            assert_eq!(said(nothing).filter(|html| html != "**"), None, "{nothing}");
        }
    }

    #[test]
    fn what_was_cut_ends_with_a_sentence() {
        let html = html("Перше речення. Друге ре", true, &style(Language::Uk));
        assert_eq!(html.as_deref(), Some("Перше речення."));
    }

    #[test]
    fn a_long_reply_is_cut_at_the_persons_length() {
        let long = "Слово і ще слово. ".repeat(300);
        let short = ReplyStyle { length: Length::Short, ..style(Language::Uk) };
        let html = html(&long, false, &short).unwrap();
        assert!(html.chars().count() <= 402 && html.ends_with(". …"), "{html}");
    }

    #[test]
    fn what_the_persona_never_says_is_not_said() {
        let mut persona: Persona = Personas::default().of(None).as_ref().clone();
        persona.forbidden = vec!["борщ".to_owned()];
        let style = ReplyStyle { persona: Arc::new(persona), ..style(Language::Uk) };
        assert_eq!(html("Смачного. Я люблю борщ! Так.", false, &style).as_deref(), Some("Смачного. Так."));
        assert_eq!(html("Борщ!", false, &style), None);
    }
}
