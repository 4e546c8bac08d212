//! What this program is, to the commit.

use std::sync::LazyLock;

/// Version, commit and SQLite's version.
pub static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (commit {COMMIT}, SQLite {})", env!("CARGO_PKG_VERSION"), storage::sqlite::version()));

/// The commit it was built from; `unknown` outside a repository.
pub const COMMIT: &str = env!("GIT_COMMIT");
