//! How the process ends: the exit codes that a service manager and scripts rely on.

use std::fmt::Display;
use std::process::ExitCode;

/// Why the process ends other than well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Something failed.
    Error = 1,
    /// Wrong usage or a wrong configuration: starting again as it is cannot help.
    Usage = 2,
    /// A part kept failing and the supervisor gave up (`EX_SOFTWARE` of sysexits.h).
    GaveUp = 70,
    /// Another instance holds the data directory (`EX_TEMPFAIL` of sysexits.h).
    Busy = 75,
}

/// An error that says how the process should end.
#[derive(Debug)]
struct Ending {
    exit: Exit,
    message: String,
}

impl Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Ending {}

impl Exit {
    /// An error with this exit code.
    pub fn because(self, message: impl Display) -> anyhow::Error {
        let message = message.to_string();
        Ending { exit: self, message }.into()
    }

    /// The exit code an error asks for, wherever in its chain; [`Exit::Error`] if it asks for none.
    pub fn of(error: &anyhow::Error) -> Self {
        error.chain().find_map(|cause| cause.downcast_ref::<Ending>()).map_or(Self::Error, |ending| ending.exit)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn an_error_keeps_its_exit_code_under_added_context() {
        let busy: anyhow::Result<()> = Err(Exit::Busy.because("held"));
        let error = busy.context("cannot start").unwrap_err();
        assert_eq!(Exit::of(&error), Exit::Busy);
        assert_eq!(format!("{error:#}"), "cannot start: held");
    }

    #[test]
    fn any_other_error_is_plain() {
        assert_eq!(Exit::of(&anyhow::anyhow!("disk on fire")), Exit::Error);
    }
}
