//! Settings as the actors take them.

use std::{path::Path, time::Duration};

use bot::SilenceRules;
use conversation::{Chance, CrowdLimits, Policy, Reactions, SilenceLimits, persona::Personas};
use events::{ChatId, PersonId};
use language::{
    text::{calling::CallNames, catalogue::Language},
    zone::{Zone, Zones},
};
use operations::{
    alarms::Admins,
    housekeeping::{Night, Retention},
};
use runtime::Limits;
use storage::disk::Disk;
use telegram::Client;

use crate::config::{self, Settings, chat_zone};

pub(super) fn limits(settings: &Settings) -> Limits {
    let runtime = &settings.runtime;
    Limits {
        max_restarts: runtime.max_restarts as usize,
        window: Duration::from_secs(runtime.restart_window_secs),
        hang_after: Duration::from_secs(runtime.hang_after_secs),
        mailbox: runtime.mailbox_capacity,
        ask: Duration::from_millis(runtime.ask_deadline_ms),
        ..Limits::default()
    }
}

pub(super) fn disk(settings: &Settings, folder: &Path) -> Disk {
    Disk::new(folder, settings.housekeeping.disk_floor_mib << 20)
}

/// The settings were checked when they were read: what does not parse was not set.
pub(crate) fn zones(settings: &Settings) -> Zones {
    let default = own_zone(settings);
    Zones::new(default, settings.bot.chat_time_zones.iter().filter_map(|pair| chat_zone(pair)).collect())
}

pub(super) fn own_zone(settings: &Settings) -> Zone {
    Zone::named(&settings.bot.time_zone).unwrap_or(Zone::UTC)
}

pub(super) fn policy(settings: &Settings, personas: Personas) -> Policy {
    Policy {
        personas,
        call_names: CallNames::new(settings.bot.triggers.iter().map(String::as_str)),
        max_age_secs: i64::try_from(settings.bot.max_answer_age_secs).unwrap_or(i64::MAX),
        allowed_chats: allowed_chats(settings),
        chance: chance(&settings.chance),
        reactions: Reactions { share: share(settings.reactions.percent), per_hour: settings.reactions.per_hour.into() },
        silence: SilenceLimits {
            pause_secs: i64::from(settings.spontaneous.pause_minutes) * 60,
            per_day: settings.spontaneous.per_day.into(),
        },
        limits: too_much(&settings.limits),
        commands: bot::commands::rules(),
    }
}

fn too_much(limits: &config::Limits) -> conversation::Limits {
    conversation::Limits {
        messages_per_minute: limits.messages_per_minute,
        chat_messages_per_minute: limits.chat_messages_per_minute,
        calls_per_minute: limits.calls_per_minute,
        repeats_per_minute: limits.repeats_per_minute,
        answers_per_person: limits.answers_per_person,
        answers_per_chat: limits.answers_per_chat,
    }
}

fn chance(chance: &config::Chance) -> Chance {
    Chance {
        base: share(chance.base_percent),
        question: share(chance.question_percent),
        deep: share(chance.deep_percent),
        conflict: share(chance.conflict_percent),
        engaged: share(chance.engaged_percent),
        engaging: chance.engaging_from,
        after_messages: chance.after_messages,
        pause_secs: chance.pause_secs.into(),
        per_hour: chance.per_hour.into(),
        crowd: CrowdLimits {
            busy: chance.busy_messages.into(),
            flooded: chance.flooded_messages.into(),
            busy_factor: share(chance.busy_percent),
            flooded_factor: share(chance.flooded_percent),
        },
    }
}

pub(super) fn silence_rules(settings: &Settings) -> SilenceRules {
    let spontaneous = &settings.spontaneous;
    SilenceRules {
        quiet_secs: i64::from(spontaneous.quiet_minutes) * 60,
        asleep_secs: i64::from(spontaneous.asleep_hours) * 3600,
        lively_messages: spontaneous.lively_messages.into(),
        share: share(spontaneous.percent),
        per_round: spontaneous.per_round.into(),
        night: (spontaneous.night_from, spontaneous.night_to),
    }
}

pub(super) fn retention(settings: &Settings) -> Retention {
    let hours = |hours: u64| Duration::from_secs(hours * 3600);
    Retention {
        journal: hours(settings.journal.retention_hours),
        analysis: hours(24 * settings.housekeeping.analysis_days),
        events: hours(24 * settings.housekeeping.events_days),
    }
}

/// When all files are read.
pub(super) fn night(settings: &Settings) -> Night {
    Night { hour: settings.housekeeping.check_hour, zone: own_zone(settings) }
}

/// Chats that are served, all if none: those listed, and the operators in private, whose chats have their ids.
pub(super) fn allowed_chats(settings: &Settings) -> Vec<ChatId> {
    let telegram = &settings.telegram;
    let operators = telegram.admin_ids.iter().filter(|_| !telegram.allowed_chat_ids.is_empty());
    telegram.allowed_chat_ids.iter().chain(operators).map(|id| ChatId(*id)).collect()
}

/// Those who may decide for every chat.
pub(super) fn operators(settings: &Settings) -> impl Iterator<Item = PersonId> {
    settings.telegram.admin_ids.iter().map(|id| PersonId(*id))
}

/// Those who are told of troubles.
pub(super) fn admins(settings: &Settings, client: &Client) -> Admins {
    let (ids, language) = (operators(settings).collect(), language(settings).unwrap_or_default());
    Admins { client: client.clone(), ids, language }
}

/// The language of chats that set none; `None` follows whoever is answered.
pub(super) fn language(settings: &Settings) -> Option<Language> {
    settings.bot.language.0
}

fn share(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The library and the settings state their defaults each for its readers: they must be the same.
    #[test]
    fn the_defaults_of_settings_are_those_of_the_actors() {
        let settings = Settings::default();
        let expected = Policy { commands: bot::commands::rules(), ..Policy::default() };
        assert_eq!(policy(&settings, Personas::default()), expected);
        assert_eq!(silence_rules(&settings), SilenceRules::default());
    }

    /// Else callers would hear of a time-out, and not that the database is locked.
    #[test]
    fn an_actor_has_longer_to_answer_than_a_database_waits_for_a_lock() {
        let ask = Duration::from_millis(Settings::default().runtime.ask_deadline_ms);
        assert!(ask > storage::sqlite::BUSY_TIMEOUT);
        assert_eq!(ask, Limits::default().ask, "the library states the same default");
    }
}
