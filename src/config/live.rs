//! What of the settings may change while the service runs.

use super::{
    Settings,
    catalogue::SETTINGS,
    secret_files::secrets,
    show::{find, values},
};

impl Settings {
    /// These, with what may change under way taken from `newer`.
    pub fn with_manners_of(&self, newer: &Self) -> Self {
        let Self { chance, reactions, limits, .. } = newer.clone();
        let mut settings = Self { chance, reactions, limits, ..self.clone() };
        settings.bot.persona.clone_from(&newer.bot.persona);
        settings.bot.personas_dir.clone_from(&newer.bot.personas_dir);
        settings.bot.max_answer_age_secs = newer.bot.max_answer_age_secs;
        let every_secs = self.spontaneous.every_secs;
        settings.spontaneous = super::Spontaneous { every_secs, ..newer.spontaneous.clone() };
        settings
    }

    /// The keys whose values differ.
    pub fn differing(&self, other: &Self) -> Vec<&'static str> {
        let (ours, theirs) = (values(self), values(other));
        let shown = SETTINGS.iter().map(|setting| setting.key).filter(|key| find(&ours, key) != find(&theirs, key));
        let hidden = secrets(self).into_iter().zip(secrets(other)).filter(|(ours, theirs)| ours != theirs);
        let mut keys: Vec<_> = shown.chain(hidden.map(|((key, _), _)| key)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    #[test]
    fn manners_change_and_all_else_is_named() {
        let old = Settings::default();
        let mut new = Settings::default();
        new.chance.base_percent = 50;
        new.spontaneous.per_day = 1;
        new.bot.persona = "kuma".to_owned();
        assert_eq!(old.differing(&new), ["bot.persona", "chance.base_percent", "spontaneous.per_day"]);
        assert_eq!(old.with_manners_of(&new), new);
        new.spontaneous.every_secs = 7;
        new.telegram.token = Some(Secret::new("1:a"));
        assert_eq!(old.with_manners_of(&new).differing(&new), ["spontaneous.every_secs", "telegram.token"]);
        let rotated = Settings {
            telegram: super::super::Telegram { token: Some(Secret::new("1:b")), ..new.telegram.clone() },
            ..new.clone()
        };
        assert_eq!(new.differing(&rotated), ["telegram.token"]);
    }
}
