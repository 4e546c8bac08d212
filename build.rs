//! Tells the binary which commit it was built from.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-env-changed=BALACHKA_COMMIT");
    for file in [".git/HEAD", ".git/refs/heads", ".git/packed-refs"] {
        if std::path::Path::new(file).exists() {
            println!("cargo:rerun-if-changed={file}");
        }
    }
    // An image is built without the repository's history; it is told.
    let commit = std::env::var("BALACHKA_COMMIT").ok().filter(|commit| !commit.is_empty()).or_else(head);
    println!("cargo:rustc-env=BALACHKA_COMMIT={}", commit.unwrap_or_else(|| "unknown".to_owned()));
}

fn head() -> Option<String> {
    let output = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| commit.trim().to_owned())
}
