//! A text in pieces, and folded so that one automaton finds words, phrases, emoji and faces in it.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    emoji::{LONGEST, emoji, folded, may_begin},
    emoticon::{Brackets, emoticon},
    fold::{Folder, Written},
};
use crate::text::{
    classes::is_alphanumeric,
    words::{Cut, is_apostrophe},
};

/// The pieces of a text in their order.
#[derive(Default)]
pub struct Tokens {
    /// Every piece between two spaces of its own: `" слово  друге  , "`.
    pub folded: String,
    pub list: Vec<Token>,
    /// Each emoji as often as it stands there.
    pub emoji: Vec<String>,
    pub exclamations: u32,
    pub questions: u32,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where its leading space is in the folded text; bytes.
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word(Written),
    /// An emoji or a face made of signs.
    Face,
    /// The end of a clause.
    Break,
}

impl Tokens {
    /// Of a text of one writer.
    pub fn of(text: &str) -> Self {
        // Spaces are set around each word, and a word has six letters or so.
        let folded = String::with_capacity(text.len() + text.len() / 2);
        let tokens = Self { folded, list: Vec::with_capacity(text.len() / 8), ..Self::default() };
        let mut reader = Reader { text, at: 0, before: None, tokens, ..Reader::default() };
        while let Some(next) = reader.rest().chars().next() {
            reader.step(next);
        }
        reader.tokens
    }

    /// A piece without its spaces.
    pub fn folded_of(&self, token: &Token) -> &str {
        self.folded.get(token.start + 1..token.end.saturating_sub(1)).unwrap_or_default()
    }

    /// The words among the pieces, with their places.
    pub fn words(&self) -> impl Iterator<Item = (usize, &Token, Written)> {
        self.list.iter().enumerate().filter_map(|(place, token)| match token.kind {
            Kind::Word(written) => Some((place, token, written)),
            Kind::Face | Kind::Break => None,
        })
    }
}

#[derive(Default)]
struct Reader<'text> {
    text: &'text str,
    at: usize,
    before: Option<char>,
    folder: Folder,
    brackets: Brackets,
    tokens: Tokens,
}

impl<'text> Reader<'text> {
    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self, next: char) {
        let rest = self.rest();
        let bytes = next.len_utf8();
        if next.is_whitespace() {
            self.space(next);
        } else if let Some((face, bytes)) = emoticon(rest, self.before) {
            self.face(face.chars(), bytes);
        } else if may_begin(next, rest[bytes..].chars().next()) {
            self.pictograph(rest, bytes);
        } else if is_alphanumeric(next) && !is_apostrophe(next) {
            self.word(rest);
        } else if matches!(next, '!' | '?' | '！' | '？' | '؟') {
            self.cry(rest);
        } else if matches!(next, '(' | ')') {
            self.bracket(rest, next);
        } else if matches!(next, ',' | '.' | ';' | ':' | '…' | '—' | '–' | '。' | '،') {
            self.pause(bytes);
        } else {
            self.pass(bytes);
        }
    }

    /// Goes on, remembering what was passed.
    fn pass(&mut self, bytes: usize) {
        let passed = self.rest().get(..bytes).unwrap_or_default();
        self.before = passed.chars().next_back();
        self.at += bytes.max(1);
    }

    fn space(&mut self, space: char) {
        if space == '\n' { self.pause(1) } else { self.pass(space.len_utf8()) }
    }

    fn pause(&mut self, bytes: usize) {
        if self.tokens.list.last().is_some_and(|last| last.kind != Kind::Break) {
            self.push(Kind::Break, [','].into_iter());
        }
        self.pass(bytes);
    }

    fn word(&mut self, rest: &str) {
        let word = &rest[..Cut::Read.length(rest)];
        let start = self.tokens.folded.len();
        self.tokens.folded.push(' ');
        let written = self.folder.fold(word, &mut self.tokens.folded);
        self.tokens.folded.push(' ');
        self.tokens.list.push(Token { start, end: self.tokens.folded.len(), kind: Kind::Word(written) });
        self.pass(word.len());
    }

    fn pictograph(&mut self, rest: &str, first: usize) {
        let grapheme = rest.graphemes(true).next().unwrap_or_default();
        match emoji(grapheme) {
            Some(emoji) => {
                self.face(folded(&emoji), grapheme.len());
                self.tokens.emoji.push(emoji);
            }
            // Each look finds the end of the grapheme anew: one of thousands of joined emoji is passed as a whole.
            None if grapheme.len() > LONGEST => self.pass(grapheme.len()),
            None => self.pass(first),
        }
    }

    fn face(&mut self, face: impl Iterator<Item = char>, bytes: usize) {
        self.push(Kind::Face, face);
        self.pass(bytes);
    }

    /// `!`, `!!!`, `?!`, `???`: a face of its own when it is more than one sign; the end of a clause anyway.
    fn cry(&mut self, rest: &str) {
        let run = rest.find(|sign| !matches!(sign, '!' | '?' | '！' | '？' | '؟')).unwrap_or(rest.len());
        let run = &rest[..run];
        let exclamations = run.matches(['!', '！']).count();
        let questions = run.chars().count() - exclamations;
        self.tokens.exclamations += exclamations as u32;
        self.tokens.questions += questions as u32;
        match (exclamations, questions) {
            (1.., 1..) => self.push(Kind::Face, "?!".chars()),
            (0, 2..) => self.push(Kind::Face, "??".chars()),
            (3.., 0) => self.push(Kind::Face, "!!!".chars()),
            _ => {}
        }
        self.pause(run.len());
    }

    fn bracket(&mut self, rest: &str, bracket: char) {
        let after = rest.trim_start_matches(bracket);
        let run = rest.len() - after.len();
        match self.brackets.face(bracket, run, self.before, after.chars().next()) {
            Some(face) => self.face(face.chars(), run),
            None => self.pass(run),
        }
    }

    fn push(&mut self, kind: Kind, letters: impl Iterator<Item = char>) {
        let start = self.tokens.folded.len();
        self.tokens.folded.push(' ');
        self.tokens.folded.extend(letters);
        self.tokens.folded.push(' ');
        self.tokens.list.push(Token { start, end: self.tokens.folded.len(), kind });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        Tokens::of(text).folded
    }

    #[test]
    fn each_piece_has_spaces_of_its_own() {
        assert_eq!(folded("Ну, П’ЯТЬ   котів!"), " ну  ,  п'ять  котів  , ");
        assert_eq!(folded("будь-що 'так'"), " будь  що  так ");
    }

    #[test]
    fn faces_are_pieces() {
        assert_eq!(folded("так:)😂😂👍🏽 ❤️‍🔥))"), " так  :)  😂  😂  👍  ❤🔥  )) ");
        assert_eq!(folded("(так) ні) сумно((("), " так  ні  )  сумно  ((( ");
        assert_eq!(folded("що?! 1️⃣ 10:30"), " що  ?!  ,  1\u{20E3}  10  ,  30 ");
    }

    #[test]
    fn signs_are_counted() {
        let tokens = Tokens::of("Що?! Ні!!! Чому??");
        assert_eq!((tokens.exclamations, tokens.questions), (4, 3));
    }

    #[test]
    fn emoji_are_those_that_people_see() {
        assert_eq!(Tokens::of("👨‍👩‍👧 🇺🇦🇺🇦 ❤❤️").emoji, ["👨‍👩‍👧", "🇺🇦", "🇺🇦", "❤", "❤"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "(.|[😂❤️\u{200D}\u{FE0F}\u{20E3}():;=о_'’!?1#]){0,60}") {
            let tokens = Tokens::of(&text);
            let mut end = 0;
            for token in &tokens.list {
                prop_assert_eq!(token.start, end);
                prop_assert!(token.end > token.start);
                end = token.end;
            }
            prop_assert_eq!(end, tokens.folded.len());
        }
    }
}
