//! What a message is found by: its text, and what its media tells.

use std::borrow::Cow;

use events::Message;

/// The text, with the name or the question of the media, its description and what it lets choose below it; `None` if
/// there is none of them.
pub(super) fn findable(message: &Message) -> Option<Cow<'_, str>> {
    let sketch = message.media.as_ref().map(|media| &media.sketch);
    let told =
        sketch.into_iter().flat_map(|sketch| sketch.title.iter().chain(&sketch.description).chain(&sketch.options));
    let parts: Vec<&str> = message.text.iter().chain(told).map(String::as_str).collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(Cow::Borrowed(one)),
        many => Some(Cow::Owned(many.join("\n"))),
    }
}

/// The same of a row of `messages`, in SQL; NULL if there is neither. Takes the table's name with its dot.
macro_rules! findable_in {
    ($of:literal) => {
        concat!(
            "iif(coalesce(",
            $of,
            "text, ",
            $of,
            "sketch ->> 'title', ",
            $of,
            "sketch ->> 'description', ",
            $of,
            "sketch ->> '$.options[0]') IS NULL, NULL,
                 (SELECT group_concat(part, char(10)) FROM (
                    SELECT ",
            $of,
            "text AS part UNION ALL SELECT ",
            $of,
            "sketch ->> 'title'
                    UNION ALL SELECT ",
            $of,
            "sketch ->> 'description'
                    UNION ALL SELECT value FROM json_each(",
            $of,
            "sketch, '$.options'))))"
        )
    };
}
pub(super) use findable_in;
