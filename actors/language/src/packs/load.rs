//! Reads packs and tells what is wrong with them, by file and line.

use std::{collections::HashSet, fs, io, path::Path};

use super::{
    Kind, Pack,
    section_file::{self, Entry},
    words::pair,
};
use crate::{
    text::{
        patterns::is_pattern,
        words::{fold, words},
    },
    zone::Zone,
};

type File = (&'static str, &'static str);

/// Code, and paths and contents of the files, of each pack that is built in.
const BUILT_IN: &[(&str, &[File])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct BadPack {
    /// With the pack's code before it.
    pub file: String,
    pub line: usize,
    pub what: String,
}

/// Why a pack is not used.
#[derive(Debug, thiserror::Error)]
pub enum NotInstalled {
    #[error("a text was understood already")]
    TooLate,
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Bad(Vec<BadPack>),
    #[error(transparent)]
    Unreadable(#[from] io::Error),
}

/// The packs that are built in, and what is wrong with them.
pub fn built_in() -> (Vec<Pack>, Vec<BadPack>) {
    let (packs, bad): (Vec<_>, Vec<_>) = BUILT_IN.iter().map(|(code, files)| pack(code, files)).unzip();
    (packs, bad.into_iter().flatten().collect())
}

/// The pack in a folder. Its texts stay in memory, as those that are built in do.
pub fn from_folder(folder: &Path) -> Result<Pack, NotInstalled> {
    let code = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files = Vec::new();
    for part in ["", "lexicon/", "catalogue/"] {
        files.extend(files_in(&folder.join(part), part)?);
    }
    match pack(code.leak(), &files) {
        (pack, bad) if bad.is_empty() => Ok(pack),
        (_, bad) => Err(NotInstalled::Bad(bad)),
    }
}

fn files_in(folder: &Path, before: &str) -> io::Result<Vec<File>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let named = |path: &Path| format!("{before}{}", path.file_name().unwrap_or_default().to_string_lossy());
    paths.iter().map(|path| Ok((&*named(path).leak(), &*fs::read_to_string(path)?.leak()))).collect()
}

/// A pack, and what is wrong with it.
pub fn pack(code: &'static str, files: &[File]) -> (Pack, Vec<BadPack>) {
    let (mut entries, mut bad) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for (path, content) in files.iter().filter(|(path, _)| !path.contains('/')) {
        let (read, mut wrong) = section_file::read(content);
        wrong.extend(read.iter().filter_map(|entry| Some((entry.line, fault(entry)?))));
        let twice = read.iter().filter(|entry| !seen.insert((entry.list, entry.text)));
        wrong.extend(twice.map(|entry| (entry.line, format!("{} is there twice", entry.text))));
        wrong.sort();
        bad.extend(wrong.into_iter().map(|(line, what)| BadPack { file: format!("{code}/{path}"), line, what }));
        entries.extend(read);
    }
    bad.extend(catalogue_faults(code, files));
    (Pack::new(code, &entries, files), bad)
}

/// What is wrong with an entry, if anything is.
fn fault(entry: &Entry) -> Option<String> {
    let text = entry.text;
    let folded = || fold(text) == text;
    let plain = |text: &str| words(text).map(fold).collect::<Vec<_>>().join(" ") == text;
    let pair = pair(text);
    let (good, wanted) = match entry.list.kind() {
        Kind::Word => (plain(text) && !text.contains(' '), "one word, folded"),
        Kind::Phrase => (plain(text), "words, folded, with a space between them"),
        Kind::Text => (folded() && !text.contains("  "), "a folded text"),
        Kind::Part => (folded() && !text.contains(' '), "a part of a word, folded"),
        Kind::Letters => (folded() && !text.contains(' '), "small letters"),
        Kind::Name => (true, ""),
        Kind::Pairs => (pair.is_some_and(|(left, _)| !left.is_empty()), "left = right"),
        Kind::Counts => (pair.is_some_and(|(it, count)| plain(it) && count.parse::<i64>().is_ok()), "word = number"),
        Kind::Pattern => (is_pattern(text), "words with | between them, and + between parts"),
        Kind::Zones => (pair.is_some_and(|(it, zone)| plain(it) && Zone::named(zone).is_some()), "place = time zone"),
    };
    (!good).then(|| format!("{text} stands in [{}] but is not {wanted}", entry.list.section()))
}

fn catalogue_faults(code: &str, files: &[File]) -> Vec<BadPack> {
    let sources = files.iter().filter(|(path, _)| path.starts_with("catalogue/"));
    let faults = sources.flat_map(|(path, content)| {
        let errors = crate::text::catalogue::faults(content);
        errors.into_iter().map(move |(line, what)| BadPack { file: format!("{code}/{path}"), line, what })
    });
    faults.collect()
}
