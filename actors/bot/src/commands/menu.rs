//! What Telegram offers people as they type a slash: derived from the registry.

use events::PersonId;
use language::text::{
    catalogue::{Args, Language, say},
    plain,
};
use telegram::{Menu, MenuScope};

use super::{COMMANDS, Offered};

/// The lists of commands for all chats, for groups, for private ones and for each of the bot's admins, in each language; in
/// Ukrainian for all whose client speaks a language that there is no catalogue of.
pub fn menus(admins: impl IntoIterator<Item = PersonId>) -> Vec<Menu> {
    let scopes = [MenuScope::Default, MenuScope::Groups, MenuScope::Private];
    let scopes = scopes.into_iter().chain(admins.into_iter().map(MenuScope::Admin));
    let languages = || std::iter::once(None).chain(Language::all().map(Some));
    scopes.flat_map(|scope| languages().map(move |language| menu(scope, language))).collect()
}

fn menu(scope: MenuScope, language: Option<Language>) -> Menu {
    let words = language.unwrap_or_default();
    let described = |name: &str| plain(&say(words, &format!("command-{name}"), &Args::default()));
    let offered = COMMANDS.iter().filter(|command| is_offered(command.offered, scope));
    let commands = offered.map(|it| (it.rules.name.to_owned(), described(it.rules.name))).collect();
    Menu { scope, language: language.map(Language::as_str), commands }
}

fn is_offered(offered: Offered, scope: MenuScope) -> bool {
    match offered {
        Offered::Everywhere => true,
        Offered::InPrivate => scope != MenuScope::Groups,
        Offered::ToOperators => matches!(scope, MenuScope::Admin(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_depends_on_where() {
        let offered = |scope| {
            let commands = menu(scope, Some(Language::default())).commands;
            move |name: &str| commands.iter().any(|(known, _)| known == name)
        };
        let (group, private) = (offered(MenuScope::Groups), offered(MenuScope::Private));
        let admin = offered(MenuScope::Admin(PersonId(7)));
        assert!(group("quiet") && group("top") && !group("export") && !group("admin"));
        assert!(private("export") && private("forget") && private("quiet") && private("top") && !private("admin"));
        assert!(offered(MenuScope::Default)("start") && !offered(MenuScope::Default)("admin"));
        assert!(admin("admin") && admin("help"));
    }
}
