//! Texts that a subcommand answers one by one: its arguments, or the lines of stdin.

use std::{
    ffi::OsString,
    io::{self, BufRead, Read as _, Write},
};

use anyhow::Context as _;
use language::analyzer::READ;

/// Writes the answer to each text, a line each. A reader that has seen enough (`| head`) is no error.
///
/// # Errors
/// stdin cannot be read, stdout cannot be written, or those of `answer`.
pub fn answer_each(texts: &[OsString], answer: impl Fn(&str) -> anyhow::Result<String>) -> anyhow::Result<()> {
    match answer_all(texts, answer, &mut io::stdout().lock()) {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        result => result,
    }
}

fn answer_all(
    texts: &[OsString],
    answer: impl Fn(&str) -> anyhow::Result<String>,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    for text in texts {
        writeln!(out, "{}", answer(&text.to_string_lossy())?)?;
    }
    if texts.is_empty() {
        let mut input = io::stdin().lock();
        while let Some(line) = next_line(&mut input).context("cannot read stdin")? {
            writeln!(out, "{}", answer(&line)?)?;
        }
    }
    Ok(())
}

/// A line, as far as it is read by the analysis, so that one without end fills no memory.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if input.by_ref().take(READ as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_whatever_they_hold() {
        let mut input: &[u8] = b"one\r\n\n\xff\xfe two\nlast";
        let lines: Vec<_> = std::iter::from_fn(|| next_line(&mut input).unwrap()).collect();
        assert_eq!(lines, ["one", "", "\u{FFFD}\u{FFFD} two", "last"]);
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_is_whole() {
        let mut endless = vec![b'a'; 1_000_000];
        endless.extend(b"\nnext");
        let mut input = endless.as_slice();
        assert_eq!(next_line(&mut input).unwrap().unwrap().len(), READ + 1);
        assert_eq!(next_line(&mut input).unwrap().unwrap(), "next");
    }
}
