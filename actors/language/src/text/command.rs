//! Commands: `/name`, `/name words`, `/name@BotName words`.

/// Longest name of a command (Bot API, `BotCommand`).
const NAME_LENGTH: usize = 32;

/// A command as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command<'t> {
    /// In lower case, without the slash.
    pub name: String,
    pub to: Addressee,
    /// What follows, trimmed.
    pub args: &'t str,
}

/// The bot that a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// Any bot that knows the command.
    Anyone,
    Us,
    Another,
}

impl<'t> Command<'t> {
    /// The command that the text begins with, if it does. `username` is ours, without `@`.
    pub fn parse(text: &'t str, username: &str) -> Option<Self> {
        let typed = text.strip_prefix('/')?;
        let end = typed.find(char::is_whitespace).unwrap_or(typed.len());
        let (head, args) = typed.split_at(end);
        let (name, bot) = match head.split_once('@') {
            Some((name, bot)) => (name, Some(bot)),
            None => (head, None),
        };
        let named = is_handle(name) && name.len() <= NAME_LENGTH && bot.is_none_or(is_handle);
        named.then(|| Self { name: name.to_ascii_lowercase(), to: addressee(bot, username), args: args.trim() })
    }
}

fn is_handle(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
}

fn addressee(bot: Option<&str>, username: &str) -> Addressee {
    match bot {
        None => Addressee::Anyone,
        Some(bot) if bot.eq_ignore_ascii_case(username) => Addressee::Us,
        Some(_) => Addressee::Another,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Option<(String, Addressee, &str)> {
        Command::parse(text, "balachka_bot").map(|it| (it.name, it.to, it.args))
    }

    #[test]
    fn reads_the_name_the_bot_and_the_words() {
        use Addressee::{Another, Anyone, Us};
        for (text, name, to, args) in [
            ("/stats", "stats", Anyone, ""),
            ("/Search  кава  зранку \n", "search", Anyone, "кава  зранку"),
            ("/search\nкава", "search", Anyone, "кава"),
            ("/STATS@Balachka_BOT me", "stats", Us, "me"),
            ("/stats@other_bot", "stats", Another, ""),
            ("/stats @balachka_bot", "stats", Anyone, "@balachka_bot"),
        ] {
            assert_eq!(parse(text), Some((name.to_owned(), to, args)), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_commands() {
        for text in
            ["", "/", "stats", " /stats", "see /stats", "/usr/bin", "/@balachka_bot", "/stats@", "/stats!", "/кава"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&format!("/{}", "a".repeat(33))), None);
    }

    proptest! {
        #[test]
        fn case_never_matters(name in "[a-z_0-9]{1,32}", words in "[а-я ]{0,20}") {
            let typed = format!("/{}@{} {words}", name.to_uppercase(), "BALACHKA_BOT");
            prop_assert_eq!(parse(&typed), Some((name, Addressee::Us, words.trim())));
        }
    }
}
