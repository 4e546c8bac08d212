//! Which reactions are kind.

/// Written as Telegram does, from <https://core.telegram.org/bots/api#reactiontypeemoji>; `paid` is a star.
const KIND: &str = "\
    paid 👍 ❤ 🔥 🥰 👏 😁 🤣 🎉 🤩 🙏 👌 💯 ⚡ 🏆 😍 ❤‍🔥 🤗 🫡 😘 🕊 🐳 🍓 🍾 💋 😇 😎 🦄 🆒 💘 💅 🤝 ✍ 🎃 🎄 ☃ 👻 👨‍💻";
const UNKIND: &str = "\
    👎 🤮 💩 🤬 🖕 😡 🥱 🤡 😴 💔";

/// The reactions of one person on one message: 1 if they are kind, -1 if one is unkind, 0 if there are none or they
/// could mean anything.
pub(super) fn kindness(emoji: &[String]) -> i8 {
    let among = |list: &str| emoji.iter().any(|it| list.split_whitespace().any(|known| known == it));
    match (among(UNKIND), among(KIND)) {
        (true, _) => -1,
        (false, true) => 1,
        (false, false) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(emoji: &[&str]) -> i8 {
        kindness(&emoji.iter().map(|&it| it.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_worst_of_several_counts_and_the_strange_says_nothing() {
        for (emoji, kindness) in [
            (&["👍"][..], 1),
            (&["❤‍🔥"], 1),
            (&["paid"], 1),
            (&["👎"], -1),
            (&["❤", "🤮"], -1),
            (&["🤔"], 0),
            (&["custom:5368324170671202286"], 0),
            (&[], 0),
        ] {
            assert_eq!(of(emoji), kindness, "{emoji:?}");
        }
    }

    #[test]
    fn telegram_knows_each_of_them() {
        let known = include_str!("../persona/reactions.txt");
        let known: Vec<_> = known.split_whitespace().chain(["paid"]).collect();
        for emoji in KIND.split_whitespace().chain(UNKIND.split_whitespace()) {
            assert!(known.contains(&emoji), "{emoji}");
        }
    }
}
