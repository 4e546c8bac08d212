//! The answer to a command that nobody knows: the one that was meant, perhaps.

use language::text::catalogue::Args;
use strsim::damerau_levenshtein;

use super::COMMANDS;
use crate::{lines::Line, speaker::Speaker};

/// A name that differs in so many letters may be a mistyped one.
const MISTYPED: usize = 2;

/// Says that the command is not known, and which one comes nearest to it.
pub(crate) fn unknown(speaker: &mut Speaker<'_>, name: &str) -> String {
    let unknown = speaker.say(Line::UnknownCommand);
    let Some(meant) = meant(name) else { return unknown };
    let near = speaker.say_with(Line::DidYouMean, &Args::default().text("command", meant));
    format!("{unknown} {near}")
}

fn meant(name: &str) -> Option<&'static str> {
    let names = COMMANDS.iter().map(|command| command.rules.name).filter(|known| *known != "admin");
    let near = names.map(|known| (damerau_levenshtein(known, name), known));
    near.filter(|(distance, known)| *distance <= MISTYPED && *distance * 2 < known.len()).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_told_from_a_strange_one() {
        for (typed, known) in [("statz", "stats"), ("serch", "search"), ("sumary", "summary"), ("hlep", "help")] {
            assert_eq!(meant(typed), Some(known), "{typed}");
        }
        for strange in ["dance", "", "xy", "admn", "no"] {
            assert_eq!(meant(strange), None, "{strange}");
        }
    }
}
