//! How a list of a pack is written: a section for each list, entries between commas, `#` before comments.
//!
//! ```text
//! [greeting]
//! привіт, добрий день   # a word, a phrase
//! ```

use super::List;

/// One entry of a list, and the line it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub list: List,
    pub text: &'static str,
    pub line: usize,
}

/// A line that cannot be read, and why.
pub type BadLine = (usize, String);

/// What stands in the file, and what is wrong with it.
pub fn read(file: &'static str) -> (Vec<Entry>, Vec<BadLine>) {
    let mut reader = Reader::default();
    for (place, line) in file.lines().enumerate() {
        reader.line(place + 1, line.split('#').next().unwrap_or_default().trim());
    }
    reader.end_section();
    (reader.entries, reader.bad)
}

#[derive(Default)]
struct Reader {
    section: Option<Section>,
    entries: Vec<Entry>,
    bad: Vec<BadLine>,
}

struct Section {
    /// `None` if there is no such list.
    list: Option<List>,
    line: usize,
    is_empty: bool,
}

impl Reader {
    fn line(&mut self, number: usize, line: &'static str) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => self.section(number, name),
            None => {
                let entries = line.split(',').map(str::trim).filter(|entry| !entry.is_empty());
                entries.for_each(|entry| self.entry(number, entry));
            }
        }
    }

    fn section(&mut self, line: usize, name: &str) {
        self.end_section();
        let list = List::named(name);
        if list.is_none() {
            self.bad.push((line, format!("no list is named {name}")));
        }
        self.section = Some(Section { list, line, is_empty: true });
    }

    fn entry(&mut self, line: usize, text: &'static str) {
        let Some(section) = &mut self.section else {
            return self.bad.push((line, format!("{text} stands before the first list")));
        };
        section.is_empty = false;
        self.entries.extend(section.list.map(|list| Entry { list, text, line }));
    }

    fn end_section(&mut self) {
        if let Some(Section { list: Some(list), line, is_empty: true }) = self.section.take() {
            self.bad.push((line, format!("[{}] is empty", list.section())));
        }
    }
}
