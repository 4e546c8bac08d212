//! Where an export may come from: a file, a folder, a pipe, standard input; and what is none.

use std::{io::Write as _, process::Stdio, thread};

use super::*;

fn history(messages: i64) -> String {
    desktop((1..=messages).map(|id| desktop_message(id, &format!("слово {id}"))))
}

/// The binary with a text on its standard input.
fn fed(data: &Path, arguments: &[&str], text: String) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_balachka"))
        .args(["--data-dir", data.to_str().unwrap()])
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

#[test]
fn standard_input_is_imported() {
    for name in ["-", "/dev/stdin"] {
        let place = Place::new();
        let output = fed(&place.data(), &["import", name, "--json"], history(2_000));
        assert_eq!(output.status.code(), Some(0), "{name}: {}", talk(&output));
        assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), counts(2_000, 2_000, 0, 0));
        assert_eq!(total(&place.data()), 2_000);
    }
    let place = Place::new();
    let output = fed(&place.data(), &["import", "-"], String::new());
    assert_eq!(output.status.code(), Some(1));
    assert!(talk(&output).contains("the file is empty"), "{}", talk(&output));
}

#[test]
fn a_named_pipe_is_imported() {
    let place = Place::new();
    let pipe = place.folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (path, text) = (pipe.clone(), history(2_000));
    let writer = thread::spawn(move || std::fs::write(path, text));
    assert_eq!(imported(&place.data(), pipe.to_str().unwrap()), counts(2_000, 2_000, 0, 0));
    writer.join().unwrap().unwrap();
    assert_eq!(total(&place.data()), 2_000);
}

#[test]
fn a_folder_stands_for_the_export_in_it() {
    let place = Place::new();
    let folder = |name: &str, file: &str, text: &str| {
        let folder = place.folder.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join(file), text).unwrap();
        folder.to_str().unwrap().to_owned()
    };
    let json = folder("json", "result.json", &history(3));
    assert_eq!(imported(&place.data(), &json), counts(3, 3, 0, 0));
    for page in ["messages.html", "export_results.html"] {
        let html = folder(page.trim_end_matches(".html"), page, "<html></html>");
        fails(&place.data(), &["import", &html], &["HTML export", "Machine-readable JSON"]);
    }
    let other = folder("other", "notes.txt", "");
    fails(&place.data(), &["import", &other], &["other contains no result.json", "machine-readable JSON"]);
}

#[test]
fn what_is_no_export_is_told_in_plain_words() {
    let place = Place::new();
    for (name, bytes, said) in [
        ("a.json.gz", &b"\x1f\x8b\x08\0\0\0\0\0"[..], &["gzip", "decompress it"][..]),
        ("a.zip", b"PK\x03\x04\x14\0\0\0", &["zip archive", "unpack it"]),
        ("a.7z", b"7z\xBC\xAF\x27\x1C\0\x04", &["7z archive", "unpack it"]),
        ("a.xz", b"\xFD7zXZ\0\0\x04", &["xz", "decompress it"]),
        ("utf16.json", b"\xFF\xFE{\0}\0", &["UTF-16", "UTF-8"]),
        ("old.db", b"SQLite format 3\0", &["SQLite database", "--from-legacy"]),
        ("blank.json", b" \n", &["the file is empty"]),
    ] {
        let file = place.file(name, bytes);
        fails(&place.data(), &["import", &file], &[&[name][..], said].concat());
    }
    let missing = place.folder.path().join("none.json");
    fails(&place.data(), &["import", missing.to_str().unwrap()], &["none.json", "there is no such file"]);
}
