//! Albums: messages that were sent as one are heard and answered as one.

use super::activity::ChatActivity;
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
    pub fn of(message: &Message, activity: &mut ChatActivity) -> Self {
        let Some(album) = &message.album else { return Self::Whole };
        let worded = message.text.as_deref().is_some_and(|text| !text.trim().is_empty());
        match activity.see_album(album, worded) {
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

    fn parts(album: &str, texts: &[Option<&str>], activity: &mut ChatActivity) -> Vec<Part> {
        let part = |text: &Option<&str>| {
            let text = text.map(str::to_owned);
            Message { album: Some(album.into()), text, ..message(&group(-5), 1, "") }
        };
        texts.iter().map(|text| Part::of(&part(text), activity)).collect()
    }

    #[test]
    fn an_album_is_heard_once_and_its_caption_once() {
        let mut activity = ChatActivity::default();
        assert_eq!(parts("а", &[Some("море"), None, None], &mut activity), [Part::Whole, Part::More, Part::More]);
        let late = parts("б", &[None, None, Some("море"), Some("гори")], &mut activity);
        assert_eq!(late, [Part::Whole, Part::More, Part::Caption, Part::More]);
        assert_eq!(parts("а", &[Some("море")], &mut activity), [Part::More], "though another came in between");
    }

    #[test]
    fn what_is_no_album_is_always_whole_and_many_albums_take_no_room() {
        let mut activity = ChatActivity::default();
        for _ in 0..2 {
            assert_eq!(Part::of(&message(&group(-5), 1, "привіт"), &mut activity), Part::Whole);
        }
        (0..1000).for_each(|album| drop(parts(&album.to_string(), &[None], &mut activity)));
        assert!(serde_json::to_string(&activity).unwrap().len() < 500);
    }
}
