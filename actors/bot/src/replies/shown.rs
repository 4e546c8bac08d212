//! What the words of a request are about, in words: what came with them, and what they answer or quote.

use conversation::Request;
use events::Media;
use language::text::{
    catalogue::{Args, Language, say},
    media::media_words,
    visible::{name, shorten, visible},
};

use crate::{lines::Line, speaker::Speaker};

/// Graphemes shown of a caption to people.
const CAPTION_LENGTH: usize = 200;

/// What is asked about, line by line, for those who word answers: `світлина з підписом «кіт»`, `Тарас: «слова»`. Plain
/// text of at most some 3,000 characters, all of it data of strangers; `None` if there is nothing beside the words.
pub(crate) fn about_words(language: Language, request: &Request) -> Option<String> {
    let beside = request.about.media.as_ref().map(|media| media_words(language, media));
    let quoted = request.about.quoted.as_ref().map(|quoted| {
        let what = match (&quoted.media, quoted.text.as_deref()) {
            (Some(media), caption) => captioned(language, media, caption.map(visible)),
            (None, text) => format!("«{}»", visible(text.unwrap_or_default())),
        };
        name(&quoted.author).map_or_else(|| what.clone(), |author| format!("{author}: {what}"))
    });
    let lines: Vec<String> = beside.into_iter().chain(quoted).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The answer to "what is this?"; `None` if nothing was sent, and nothing quoted that could be meant.
pub(crate) fn what_is_this(speaker: &mut Speaker<'_>, request: &Request) -> Option<String> {
    let language = speaker.style.language;
    if let Some(media) = &request.about.media {
        let args = Args::default().text("what", &media_words(language, media));
        return Some(speaker.say_with(Line::Shown, &args));
    }
    let quoted = request.about.quoted.as_ref()?;
    let caption = quoted.text.as_deref().map(|text| shorten(visible(text).trim(), CAPTION_LENGTH));
    let args = Args::default().text("what", &captioned(language, quoted.media.as_ref()?, caption));
    Some(match name(&quoted.author) {
        Some(author) => speaker.say_with(Line::ShownBy, &args.text("name", &author)),
        None => speaker.say_with(Line::Shown, &args),
    })
}

/// A kind word for what came without any.
pub(crate) fn received(speaker: &mut Speaker<'_>, request: &Request) -> String {
    let media = request.about.media.as_ref();
    let what = media.map(|media| media_words(speaker.style.language, media)).unwrap_or_default();
    speaker.say_with(Line::Received, &Args::default().text("what", &what))
}

fn captioned(language: Language, media: &Media, caption: Option<String>) -> String {
    let words = media_words(language, media);
    match caption {
        Some(caption) => {
            say(language, "media-captioned", &Args::default().html("media", words).html("caption", caption))
        }
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{talk, uk};
    use conversation::request::About;
    use events::{PersonId, Quoted, Sketch};

    fn photo() -> Media {
        Media { kind: "photo".into(), file_id: None, sketch: Sketch::default() }
    }

    fn quoting(text: &str, quoted: Option<&str>, media: Option<Media>) -> Request {
        let text_of = quoted.map(str::to_owned);
        let quoted = Quoted { from: Some(PersonId(2)), date: 0, author: "Тарас".into(), text: text_of, media };
        Request { about: About { media: None, quoted: Some(Box::new(quoted)) }, ..talk(text) }
    }

    #[test]
    fn what_was_sent_is_told_when_asked_and_only_then() {
        let asked = quoting("Балачко, що це?", Some("кіт <b>на дивані"), Some(photo()));
        let said = uk(&asked);
        assert!(said.contains("світлина з підписом «кіт &lt;b&gt;на дивані»") && said.contains("Тарас"), "{said}");
        let own = Request { about: About { media: Some(photo()), quoted: None }, ..talk("що це") };
        assert!(uk(&own).contains("світлина"));
        for other in [quoting("Балачко, привіт", None, Some(photo())), quoting("що це?", Some("слова"), None)]
        {
            assert!(!uk(&other).contains("світлина"), "{other:?}");
        }
    }

    #[test]
    fn those_who_word_answers_get_all_of_it_in_line() {
        let words = |request: &Request| about_words(Language::Uk, request);
        assert_eq!(words(&talk("що це")), None);
        assert_eq!(words(&quoting("справді?", Some("дощ\nзавтра"), None)).as_deref(), Some("Тарас: «дощ завтра»"));
        let both = quoting("?", None, Some(photo()));
        let both = Request { about: About { media: Some(photo()), ..both.about }, ..both };
        assert_eq!(words(&both).as_deref(), Some("світлина\nТарас: світлина"));
    }
}
