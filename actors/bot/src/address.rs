//! Whether words were said to us: they are no knowledge of the chat, and nobody wants them quoted.

use conversation::persona::Persona;
use language::text::{
    catalogue::Language,
    words::{fold, mentions, words},
};

/// What calls us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    username: String,
    /// Folded words of each name.
    names: Vec<Vec<String>>,
}

impl Address {
    /// What calls us in every chat: our handle, without `@`, and these names.
    pub fn new<'n>(username: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut address = Self { username: username.to_owned(), names: Vec::new() };
        address.add(names);
        address
    }

    /// The same, and what calls this persona.
    pub fn of(mut self, persona: &Persona) -> Self {
        self.add(persona.triggers.iter().map(String::as_str));
        self.add(Language::all().map(|language| persona.name(language)));
        self
    }

    fn add<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        let names = names.into_iter().map(|name| words(name).map(fold).collect::<Vec<_>>());
        self.names.extend(names.filter(|name| !name.is_empty()));
    }

    /// Whether the text calls us.
    pub fn is_in(&self, text: &str) -> bool {
        let said: Vec<String> = words(text).map(fold).collect();
        let named = |name: &Vec<String>| said.windows(name.len()).any(|window| window == name);
        self.names.iter().any(named) || mentions(text, &self.username)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversation::persona::Personas;

    #[test]
    fn a_neighbour_is_somebody_else_unless_we_are_her() {
        let everywhere = Address::new("balachka_bot", ["балачка", "балачко", "balachka", "Пані Балачка"]);
        let personas = Personas::default();
        let usual = everywhere.clone().of(&personas.of(None));
        let kuma = everywhere.of(&personas.of(Some("kuma")));
        for ours in ["Балачко, привіт", "ну @balachka_bot скажи", "пані балачка!", "BALACHKA?"]
        {
            assert!(usual.is_in(ours) && kuma.is_in(ours), "{ours}");
        }
        for others in ["наша кума варить борщ", "привіт, Кумо"] {
            assert!(!usual.is_in(others) && kuma.is_in(others), "{others}");
        }
        assert!(!usual.is_in("порожня балачками хата"));
    }
}
