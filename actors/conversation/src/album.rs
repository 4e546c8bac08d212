//! Albums: messages that were sent as one are heard and answered as one.

use super::rhythm::Rhythm;
use events::Message;

/// What a message is to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A message of its own, or the first of an album.
    Whole,
    /// The first words of an album that was heard already: a caption may stand under any of its parts.
    Caption,
    /// An album that was heard already, and nothing new.
    More,
}

impl Part {
    /// What `message` is, which from now on is known.
    pub fn of(message: &Message, rhythm: &mut Rhythm) -> Self {
        let Some(album) = &message.album else { return Self::Whole };
        let worded = message.text.as_deref().is_some_and(|text| !text.trim().is_empty());
        match rhythm.see_album(album, worded) {
            None => Self::Whole,
            Some(false) if worded => Self::Caption,
            Some(_) => Self::More,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use storage::fixtures::{group, message};

    fn parts(album: &str, texts: &[Option<&str>], rhythm: &mut Rhythm) -> Vec<Part> {
        let part = |text: &Option<&str>| {
            let text = text.map(str::to_owned);
            Message { album: Some(album.into()), text, ..message(&group(-5), 1, "") }
        };
        texts.iter().map(|text| Part::of(&part(text), rhythm)).collect()
    }

    #[test]
    fn an_album_is_heard_once_and_its_caption_once() {
        let mut rhythm = Rhythm::default();
        assert_eq!(parts("а", &[Some("море"), None, None], &mut rhythm), [Part::Whole, Part::More, Part::More]);
        let late = parts("б", &[None, None, Some("море"), Some("гори")], &mut rhythm);
        assert_eq!(late, [Part::Whole, Part::More, Part::Caption, Part::More]);
        assert_eq!(parts("а", &[Some("море")], &mut rhythm), [Part::More], "though another came in between");
    }

    #[test]
    fn what_is_no_album_is_always_whole_and_many_albums_take_no_room() {
        let mut rhythm = Rhythm::default();
        for _ in 0..2 {
            assert_eq!(Part::of(&message(&group(-5), 1, "привіт"), &mut rhythm), Part::Whole);
        }
        (0..1000).for_each(|album| drop(parts(&album.to_string(), &[None], &mut rhythm)));
        assert!(serde_json::to_string(&rhythm).unwrap().len() < 500);
    }
}
