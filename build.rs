//! Tells the binary which commit it was built from.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=GIT_COMMIT");
    for file in [".git/HEAD", ".git/refs/heads", ".git/packed-refs"] {
        if std::path::Path::new(file).exists() {
            println!("cargo:rerun-if-changed={file}");
        }
    }
    // An image is built without the repository's history; it is told.
    let commit = std::env::var("GIT_COMMIT").ok().filter(|commit| !commit.is_empty()).or_else(head);
    // `cargo run` hands it to the program as well, which refuses names of settings (BALACHKA_…) that it does not know.
    println!("cargo:rustc-env=GIT_COMMIT={}", commit.unwrap_or_else(|| "unknown".to_owned()));
}

fn head() -> Option<String> {
    let output = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| commit.trim().to_owned())
}
