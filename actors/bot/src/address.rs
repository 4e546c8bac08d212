//! Whether words were said to us: they are no knowledge of the chat, and nobody wants them quoted.

use conversation::persona::Persona;
use language::text::{
    calling::{CallNames, is_call},
    words::mentions,
};

/// What calls us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    username: String,
    names: Vec<CallNames>,
}

impl Address {
    /// What calls us in every chat: our handle, without `@`, and these names.
    pub fn new<'n>(username: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { username: username.to_owned(), names: vec![CallNames::new(names)] }
    }

    /// The same, and what calls this persona.
    pub fn of(mut self, persona: &Persona) -> Self {
        self.names.push(persona.call_names.clone());
        self
    }

    /// Whether the text calls us.
    pub fn is_in(&self, text: &str) -> bool {
        let names: Vec<&CallNames> = self.names.iter().collect();
        is_call(text, &names) || mentions(text, &self.username)
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
        assert!(!usual.is_in("привіт, Кумо") && kuma.is_in("привіт, Кумо"));
        assert!(!kuma.is_in("наша кума варить борщ"));
        assert!(!usual.is_in("порожня балачками хата"));
    }
}
