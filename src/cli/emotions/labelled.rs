use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use csv::StringRecord;
use language::analyzer::{Emotion, emotion::train::Labelled};

const EMOTIONS: usize = Emotion::ALL.len();

/// The texts of CSV files, in order: a column `text`, and one for each emotion that was labelled, 1 where it is there and
/// 0 where not; an empty cell is one that nobody labelled. Other columns do not matter.
///
/// # Errors
/// A file cannot be read or has another shape: names the file and the line.
pub fn read_all(paths: &[impl AsRef<Path>]) -> anyhow::Result<Vec<Labelled>> {
    let mut texts = Vec::new();
    for path in paths {
        let path = path.as_ref();
        let read = read(path).with_context(|| format!("{}", path.display()))?;
        ensure!(!read.is_empty(), "{}: the file has no text", path.display());
        texts.extend(read);
    }
    Ok(texts)
}

fn read(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let bytes = std::fs::read(path).context("cannot be opened")?;
    // The reader would count `\r\n` one line late.
    let lines: Vec<_> = bytes.split(|byte| *byte == b'\n').map(|it| it.strip_suffix(b"\r").unwrap_or(it)).collect();
    let bytes = lines.join(&b'\n');
    let mut rows = csv::Reader::from_reader(&bytes[..]);
    let head = rows.headers().context("the first line must name the columns")?.clone();
    let columns = Columns::of(&head)?;
    rows.into_records().map(|row| columns.labelled(&row?)).collect()
}

struct Columns {
    text: usize,
    emotions: [Option<usize>; EMOTIONS],
}

impl Columns {
    fn of(head: &StringRecord) -> anyhow::Result<Self> {
        let column = |name: &str| head.iter().position(|it| it.trim_start_matches('\u{FEFF}').trim() == name);
        let emotions: [Option<usize>; EMOTIONS] = std::array::from_fn(|place| column(Emotion::ALL[place].as_str()));
        let text = column("text").context("there is no column `text` in the first line")?;
        if emotions.iter().all(Option::is_none) {
            bail!("there is no column of an emotion: anger, disgust, fear, joy, sadness or surprise");
        }
        Ok(Self { text, emotions })
    }

    fn labelled(&self, row: &StringRecord) -> anyhow::Result<Labelled> {
        let mut emotions = [None; EMOTIONS];
        for (emotion, column) in emotions.iter_mut().zip(self.emotions) {
            let cell = column.and_then(|column| row.get(column)).unwrap_or_default().trim();
            *emotion = match cell {
                "" => None,
                "0" | "0.0" => Some(false),
                "1" | "1.0" => Some(true),
                other => {
                    let line = row.position().map_or(0, csv::Position::line);
                    bail!("line {line}: {other:?} is not a label: use 1, 0 or nothing");
                }
            };
        }
        Ok(Labelled { text: row.get(self.text).unwrap_or_default().to_owned(), emotions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(content: &[u8]) -> anyhow::Result<Vec<Labelled>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("labelled.csv");
        std::fs::write(&path, content).unwrap();
        read_all(&[path])
    }

    #[test]
    fn columns_are_found_by_their_names() {
        let content = "\u{FEFF}id,joy,text,anger\r\n1,1,\"так, \"\"супер\"\"\",0\r\n2,,ні,1.0\r\n";
        let texts = read_text(content.as_bytes()).unwrap();
        let [joy, anger] = [Emotion::Joy, Emotion::Anger].map(|emotion| emotion as usize);
        assert_eq!(
            (texts[0].text.as_str(), texts[0].emotions[joy], texts[0].emotions[anger]),
            ("так, \"супер\"", Some(true), Some(false))
        );
        assert_eq!((texts[1].emotions[joy], texts[1].emotions[anger]), (None, Some(true)));
        assert_eq!(texts[0].emotions[Emotion::Fear as usize], None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (content, told) in [
            (&b"a,b\n1,2\n"[..], "no column `text`"),
            (b"text,mood\nhi,1\n", "no column of an emotion"),
            (b"text,joy\nhi,maybe\n", "line 2: \"maybe\" is not a label"),
            (b"text,joy\r\nhi,1\r\nyo,maybe\r\n", "line 3: \"maybe\" is not a label"),
            (b"text,joy\nhi,1\nthere\n", "line: 3"),
            (b"text,joy\n\xff\xfe,1\n", "invalid UTF-8"),
            (b"text,joy\n", "no text"),
            (b"", "no column `text`"),
        ] {
            let error = format!("{:#}", read_text(content).unwrap_err());
            assert!(error.contains(told), "{error}");
        }
    }
}
