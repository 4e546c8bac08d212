//! What Telegram marks in a text as no words of its writer: quotes and code.

use std::borrow::Cow;

use serde::Deserialize;

/// The kinds of <https://core.telegram.org/bots/api#messageentity> whose words are somebody else's, or no words.
const FOREIGN: [&str; 4] = ["blockquote", "expandable_blockquote", "pre", "code"];

#[derive(Deserialize)]
struct Entity<'e> {
    #[serde(rename = "type")]
    kind: &'e str,
    /// In UTF-16 units, as the length.
    offset: usize,
    length: usize,
}

/// The text without what its entities (the Bot API's, as JSON) mark as quoted or code; a line break stands for it.
pub(super) fn without_foreign<'t>(text: &'t str, entities: Option<&str>) -> Cow<'t, str> {
    let Some(entities) = entities.filter(|json| FOREIGN.iter().any(|kind| json.contains(kind))) else {
        return Cow::Borrowed(text);
    };
    let entities: Vec<Entity<'_>> = serde_json::from_str(entities).unwrap_or_default();
    let foreign: Vec<_> = entities.iter().filter(|entity| FOREIGN.contains(&entity.kind)).collect();
    let (mut own, mut at) = (String::with_capacity(text.len()), 0);
    for letter in text.chars() {
        let inside = foreign.iter().any(|it| (it.offset..it.offset.saturating_add(it.length)).contains(&at));
        match inside {
            false => own.push(letter),
            true if own.ends_with('\n') => {}
            true => own.push('\n'),
        }
        at += letter.len_utf16();
    }
    Cow::Owned(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_code_are_left_out_wherever_they_stand() {
        let own = |text, entities| without_foreign(text, entities).trim().to_owned();
        let quote = r#"[{"type":"blockquote","offset":0,"length":17}]"#;
        assert_eq!(own("Я тебе ненавиджу, а мені байдуже", Some(quote)), "а мені байдуже");
        let code = r#"[{"type":"bold","offset":0,"length":2},{"type":"code","offset":5,"length":4}]"#;
        assert_eq!(own("😀 a hate b", Some(code)), "😀 a \n b");
        let pre = r#"[{"type":"pre","offset":0,"length":9,"language":"sh"}]"#;
        assert_eq!(own("rm -rf hm", Some(pre)), "");
    }

    #[test]
    fn nothing_else_changes_the_text() {
        for entities in [None, Some("[]"), Some(r#"[{"type":"bold","offset":0,"length":4}]"#), Some("code?")] {
            assert_eq!(without_foreign("слово", entities), "слово", "{entities:?}");
        }
        let beyond = r#"[{"type":"code","offset":99,"length":18446744073709551615}]"#;
        assert_eq!(without_foreign("слово", Some(beyond)), "слово");
    }
}
