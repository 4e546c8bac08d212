//! HTML of the kind that Telegram reads.

/// The text with `&`, `<`, `>` and `"` as entities, safe between tags and in attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Length in UTF-16 units, in which Telegram counts.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_telegram_would_read_as_markup() {
        assert_eq!(escape(r#"<b>"R&D"</b>"#), "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;");
    }

    #[test]
    fn counts_as_telegram_does() {
        assert_eq!(utf16_len("їжак"), 4);
        assert_eq!(utf16_len("🦔"), 2);
        assert_eq!(utf16_len("👩‍👩‍👧"), 8);
    }
}
