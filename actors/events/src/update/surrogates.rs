//! Escaped halves of surrogate pairs, which Telegram's clients can send and Rust strings cannot hold.

const REPLACEMENT: &str = r"\ufffd";
/// Bytes of `uXXXX`, an escape without its backslash.
const ESCAPE: usize = 5;

/// `json` with each unpaired surrogate escape replaced by U+FFFD; `None` if it has none.
pub fn mended(json: &str) -> Option<String> {
    let mut mended = String::with_capacity(json.len());
    let mut found = false;
    let mut rest = json;
    while let Some((before, escape)) = rest.split_once('\\') {
        mended.push_str(before);
        let lone = is_lone(escape);
        let (kept, after) = escape.split_at_checked(escape_length(escape)).unwrap_or((escape, ""));
        if lone {
            mended.push_str(REPLACEMENT);
        } else {
            mended.push('\\');
            mended.push_str(kept);
        }
        found |= lone;
        rest = after;
    }
    mended.push_str(rest);
    found.then_some(mended)
}

fn is_lone(escape: &str) -> bool {
    matches!(code_unit(escape), Some(0xD800..=0xDFFF)) && !is_pair(escape)
}

fn is_pair(escape: &str) -> bool {
    let low = escape.get(ESCAPE..).and_then(|next| code_unit(next.strip_prefix('\\')?));
    matches!((code_unit(escape), low), (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)))
}

fn escape_length(escape: &str) -> usize {
    match code_unit(escape) {
        Some(_) if is_pair(escape) => 2 * ESCAPE + 1,
        Some(_) => ESCAPE,
        None => escape.chars().next().map_or(0, char::len_utf8),
    }
}

fn code_unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix('u')?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn whole_pairs_and_other_escapes_stay() {
        for json in [r#""\ud83d\ude00""#, r#""\\ud800""#, r#""\n\"\u0456""#, "", "\\", r"\u", r"\ud8", r"\є"] {
            assert_eq!(mended(json), None, "{json}");
        }
    }

    #[test]
    fn halves_are_replaced() {
        assert_eq!(mended(r"a\ud83dб").as_deref(), Some(r"a\ufffdб"));
        assert_eq!(mended(r"\uDE00\ud83d\ude00").as_deref(), Some(r"\ufffd\ud83d\ude00"));
        assert_eq!(mended(r"\ud83d\ud83d\ude00").as_deref(), Some(r"\ufffd\ud83d\ude00"));
        assert_eq!(mended(r"\\\ud83d\n").as_deref(), Some(r"\\\ufffd\n"));
    }
}
