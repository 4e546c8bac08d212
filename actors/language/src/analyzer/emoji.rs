//! Which grapheme clusters are emoji.

use crate::text::words::is_invisible;

/// Bytes of the longest emoji that is counted; families of four take 25.
pub const LONGEST: usize = 48;

/// The emoji without skin tone and variation selectors, so that 👍🏽 is 👍 and ❤️ is ❤; `None` if the grapheme is no emoji.
pub fn emoji(grapheme: &str) -> Option<String> {
    if !is_emoji(grapheme) || grapheme.len() > LONGEST {
        return None;
    }
    let bare: String = grapheme.chars().filter(|part| !is_tone(*part) && !is_selector(*part)).collect();
    Some(if bare.is_empty() { grapheme.to_owned() } else { bare })
}

/// As the lexicon writes an emoji: without the joiners too.
pub fn folded(emoji: &str) -> impl Iterator<Item = char> {
    emoji.chars().filter(|part| !is_invisible(*part) && !is_tone(*part))
}

/// Whether an emoji can begin so. Cheap: asked of each character that is no letter.
pub fn may_begin(first: char, next: Option<char>) -> bool {
    matches!(first, '\u{1F000}'..='\u{1FAFF}' | '\u{203C}'..='\u{3299}')
        || matches!(next, Some('\u{FE0F}' | '\u{20E3}')) && !first.is_alphabetic()
}

fn is_emoji(grapheme: &str) -> bool {
    let mut parts = grapheme.chars();
    let Some(first) = parts.next() else { return false };
    let drawn_as_text = grapheme.contains('\u{FE0E}');
    let joined = parts.any(|part| matches!(part, '\u{FE0F}' | '\u{200D}' | '\u{20E3}') || is_tone(part));
    !drawn_as_text && (is_pictograph(first) || joined && may_begin(first, grapheme.chars().nth(1)))
}

/// Those that are emoji without a selector, or are sent without one by Telegram, as ❤ is.
fn is_pictograph(character: char) -> bool {
    matches!(character,
        '\u{1F004}' | '\u{1F0CF}' | '\u{1F18E}' | '\u{1F191}'..='\u{1F19A}' | '\u{1F1E6}'..='\u{1F1FF}'
        | '\u{1F201}' | '\u{1F21A}' | '\u{1F22F}' | '\u{1F232}'..='\u{1F23A}' | '\u{1F250}' | '\u{1F251}'
        | '\u{1F300}'..='\u{1F64F}' | '\u{1F680}'..='\u{1F6FF}' | '\u{1F7E0}'..='\u{1F7F0}'
        | '\u{1F90C}'..='\u{1FAFF}' | '\u{203C}' | '\u{2049}' | '\u{231A}' | '\u{231B}' | '\u{2328}' | '\u{23E9}'..='\u{23F3}' | '\u{25FD}' | '\u{25FE}'
        | '\u{2600}'..='\u{2604}' | '\u{260E}' | '\u{2614}' | '\u{2615}' | '\u{2618}' | '\u{261D}' | '\u{2620}'
        | '\u{2622}' | '\u{2623}' | '\u{262E}' | '\u{262F}' | '\u{2638}'..='\u{263A}' | '\u{2648}'..='\u{2653}'
        | '\u{265F}' | '\u{2660}' | '\u{2663}' | '\u{2665}' | '\u{2666}' | '\u{267F}' | '\u{2693}' | '\u{26A0}' | '\u{26A1}'
        | '\u{26AA}' | '\u{26AB}' | '\u{26B0}' | '\u{26BD}' | '\u{26BE}' | '\u{26C4}' | '\u{26C5}' | '\u{26CE}'
        | '\u{26D4}' | '\u{26EA}' | '\u{26F0}'..='\u{26F5}' | '\u{26F7}'..='\u{26FA}' | '\u{26FD}' | '\u{2705}'
        | '\u{2708}'..='\u{270D}' | '\u{270F}' | '\u{2728}' | '\u{2744}' | '\u{274C}' | '\u{274E}' | '\u{2753}'..='\u{2755}'
        | '\u{2757}' | '\u{2763}' | '\u{2764}' | '\u{2795}'..='\u{2797}' | '\u{27B0}' | '\u{27BF}' | '\u{2B1B}'
        | '\u{2B1C}' | '\u{2B50}' | '\u{2B55}')
}

fn is_tone(character: char) -> bool {
    matches!(character, '\u{1F3FB}'..='\u{1F3FF}')
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_told_from_signs() {
        for yes in ["😂", "❤", "❤️", "👍🏽", "👨‍👩‍👧‍👦", "🇺🇦", "1️⃣", "☎️", "🏳️‍🌈", "™️"]
        {
            assert!(emoji(yes).is_some(), "{yes}");
        }
        for no in ["", "a", "1", "→", "✓", "™", "№", "♪", "❤\u{FE0E}", "は", "#"] {
            assert_eq!(emoji(no), None, "{no}");
        }
    }

    #[test]
    fn tones_and_selectors_make_no_difference() {
        assert_eq!(emoji("👍🏽").unwrap(), "👍");
        assert_eq!(emoji("❤️").unwrap(), "❤");
        assert_eq!(emoji("🏽").unwrap(), "🏽");
        assert_eq!(folded("❤️‍🔥").collect::<String>(), "❤🔥");
    }
}
