//! Words on a picture: made harmless, split by font, measured, cut to a width.

use resvg::usvg::{Node, Tree};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{Family, OPTIONS};
use language::text::html::escape;
use language::text::visible::visible;

/// Most graphemes of a text that are looked at; no more fit on any picture.
const LONGEST: usize = 80;
/// Most characters of an emoji; a family of four with all its joiners has seven.
const EMOJI_LENGTH: usize = 12;
/// Stands for letters that no font of ours has.
const UNKNOWN: &str = "·";

/// How letters look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Pixels.
    pub size: f32,
    pub bold: bool,
    pub colour: &'static str,
}

/// Letters of one font, one after another.
#[derive(Debug, Clone)]
pub(super) struct Run {
    family: Family,
    text: String,
    /// Pixels.
    pub width: f32,
}

impl Run {
    /// The run as an SVG element.
    pub(super) fn svg(&self, style: &Style, x: f32, y: f32) -> String {
        let (size, colour, family) = (self.family.size(style.size), style.colour, self.family.name());
        let weight = if style.bold { 700 } else { 500 };
        let text = escape(&self.text);
        format!(
            r#"<text x="{x:.2}" y="{y:.2}" font-family="{family}" font-size="{size}" font-weight="{weight}" fill="{colour}" xml:space="preserve">{text}</text>"#
        )
    }
}

/// The text as runs no wider than `width` together, with `…` in place of what does not fit.
pub(super) fn fit(text: &str, style: &Style, width: f32) -> Vec<Run> {
    let text = tidy(text);
    let whole = runs(&text, style);
    if total(&whole) <= width {
        return whole;
    }
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let cut = |length: usize| runs(&format!("{}…", graphemes[..length].concat().trim_end()), style);
    let (mut fits, mut too_long) = (0, graphemes.len());
    while too_long - fits > 1 {
        let middle = usize::midpoint(fits, too_long);
        if total(&cut(middle)) <= width { fits = middle } else { too_long = middle }
    }
    if fits == 0 { Vec::new() } else { cut(fits) }
}

/// Width of the runs, pixels.
pub(super) fn total(runs: &[Run]) -> f32 {
    runs.iter().map(|it| it.width).sum()
}

/// Width of the whole text, pixels.
pub(super) fn width(text: &str, style: &Style) -> f32 {
    total(&runs(&tidy(text), style))
}

/// Visible characters of our fonts alone: no control, no tower of accents, no endless emoji.
pub(super) fn tidy(text: &str) -> String {
    let visible = visible(text);
    let mut tidy = String::new();
    for grapheme in visible.trim().graphemes(true).take(LONGEST) {
        match known(&plain(grapheme)) {
            Some(known) => tidy.push_str(known),
            None if tidy.ends_with(UNKNOWN) => {}
            None => tidy.push_str(UNKNOWN),
        }
    }
    tidy
}

/// The grapheme, or what is left of it without accents, if a font of ours has it.
fn known(grapheme: &str) -> Option<&str> {
    let has = |it: &&str| Family::ALL.iter().any(|family| family.has(it));
    let base = grapheme.char_indices().nth(1).map_or(grapheme, |(end, _)| &grapheme[..end]);
    [grapheme, base].into_iter().find(has)
}

/// A letter with one accent, or an emoji without skin tone and selectors of colour.
fn plain(grapheme: &str) -> String {
    let is_letter = grapheme.starts_with(|first| first < '\u{2000}');
    let plain = grapheme.chars().filter(|it| !matches!(it, '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}'));
    let plain: String = plain.take(if is_letter { 2 } else { EMOJI_LENGTH }).collect();
    plain.trim_matches('\u{200D}').to_owned()
}

fn runs(text: &str, style: &Style) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for grapheme in text.graphemes(true) {
        match runs.last_mut().filter(|last| goes_on(last.family, grapheme)) {
            Some(last) => last.text.push_str(grapheme),
            None => {
                let family = Family::ALL.into_iter().find(|it| it.has(grapheme)).unwrap_or(Family::Inter);
                runs.push(Run { family, text: grapheme.to_owned(), width: 0.0 });
            }
        }
    }
    for run in &mut runs {
        run.width = measured(run, style);
    }
    runs
}

/// Whether the run of that family takes the grapheme too; one from right to left keeps its spaces.
fn goes_on(family: Family, grapheme: &str) -> bool {
    match family {
        Family::Emoji => !Family::Inter.has(grapheme) && family.has(grapheme),
        other => other.has(grapheme),
    }
}

fn measured(run: &Run, style: &Style) -> f32 {
    let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg">{}</svg>"#, run.svg(style, 0.0, 0.0));
    let tree = Tree::from_str(&svg, &OPTIONS).ok();
    let width = tree.and_then(|tree| match tree.root().children().first() {
        Some(Node::Text(text)) => Some(text.bounding_box().width()),
        _ => None,
    });
    width.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { size: 40.0, bold: false, colour: "#000000" };

    fn shown(text: &str, width: f32) -> String {
        fit(text, &STYLE, width).iter().map(|it| it.text.as_str()).collect()
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis_and_fits() {
        let name = "Дуже-предуже довге імʼя 🌻🌻🌻";
        let cut = shown(name, 300.0);
        assert!(cut.starts_with("Дуже-пр") && cut.ends_with('…'), "{cut}");
        assert!((200.0..=300.0).contains(&total(&fit(name, &STYLE, 300.0))));
        assert_eq!(shown(name, 3000.0), name);
        assert_eq!(shown(name, 5.0), "");
    }

    #[test]
    fn a_space_before_an_emoji_takes_room() {
        let (letter, emoji) = (width("а", &STYLE), width("🌻", &STYLE));
        assert!(letter > 10.0 && emoji > 20.0);
        assert!(width("а 🌻", &STYLE) > letter + emoji + 5.0);
    }

    #[test]
    fn accents_do_not_pile_up_and_unknown_letters_are_marked() {
        assert_eq!(tidy("О\u{301}\u{302}\u{303}\u{304}ля"), "О\u{301}ля");
        assert_eq!(tidy("а\u{1ABE}б"), "аб");
        assert_eq!(tidy("李明 Li"), "· Li");
        assert_eq!(tidy("\u{0}\u{1b}Ол\u{202E}я\u{FFFE}"), "Оля·");
        assert_eq!(tidy("👋🏽❤️"), "👋❤");
    }

    #[test]
    fn joined_emoji_are_one_sign_and_never_endless() {
        assert!(width("👨‍👩‍👧", &STYLE) < width("👨👩", &STYLE));
        let endless = "👨\u{200D}".repeat(4096);
        assert!(tidy(&endless).chars().count() <= EMOJI_LENGTH);
        assert!(tidy(&"🌻".repeat(4096)).chars().count() <= LONGEST);
    }

    #[test]
    fn names_from_right_to_left_stay_whole() {
        assert_eq!(fit("שרה כהן", &STYLE, 900.0).len(), 1);
    }
}
