//! How many files the process may have open at once.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::exit::Exit;

/// At rest the service has 130 open: databases and their readers, threads, connections to Telegram. The rest is for
/// language models, backups, imports and whoever looks at it.
const NEEDED: u64 = 256;
/// More are never of use.
const ENOUGH: u64 = 65_536;

/// Takes as many as the process may have without asking anybody: up to the hard limit.
pub fn raise() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.unwrap_or(ENOUGH).min(ENOUGH);
    if current.is_some_and(|current| current < wanted) {
        // Where it fails, `require` says whether they are too few.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
    }
}

/// Refuses to start what would not get far.
///
/// # Errors
/// [`Exit::Usage`], with the remedy.
pub fn require() -> anyhow::Result<()> {
    match getrlimit(Resource::Nofile).current.filter(|current| *current < NEEDED) {
        None => Ok(()),
        Some(current) => Err(Exit::Usage.because(format!(
            "the process may open {current} files and needs {NEEDED}: raise the limit (`ulimit -n 1024` in \
             a shell, LimitNOFILE=1024 in a systemd unit, --ulimit nofile=1024 for a container)"
        ))),
    }
}
