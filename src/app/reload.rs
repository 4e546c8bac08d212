//! SIGHUP: what can be read again without a start is.

use bot::SilenceRules;
use conversation::{Policy, persona::Personas};
use runtime::live::Live;
use tokio::signal::unix::{SignalKind, signal};

use super::{Reread, rules};
use crate::config::Settings;

/// How the bot behaves in chats, which may change under way. Clones share it.
#[derive(Clone)]
pub(super) struct LiveSettings {
    pub personas: Personas,
    pub policy: Live<Policy>,
    pub silences: Live<SilenceRules>,
}

impl LiveSettings {
    pub(super) fn new(settings: &Settings, personas: Personas) -> Self {
        let policy = Live::new(rules::policy(settings, personas.clone()));
        Self { personas, policy, silences: Live::new(rules::silence_rules(settings)) }
    }

    /// Behaves as these settings say from now on; tells how many personas there are.
    fn learn(&self, settings: &Settings) -> anyhow::Result<usize> {
        let bot = &settings.bot;
        let count = self.personas.reload_from(bot.personas_dir.as_deref(), &bot.persona).map_err(anyhow::Error::msg)?;
        self.policy.replace(rules::policy(settings, self.personas.clone()));
        self.silences.replace(rules::silence_rules(settings));
        Ok(count)
    }
}

/// On each SIGHUP reads settings and persona files again. What is wrong with them is logged, and all stays as it was; so
/// are settings that need a restart. `started` are those of the start.
pub(super) async fn on_hangup(started: Settings, again: Reread, live_settings: LiveSettings) {
    let mut hangups = match signal(SignalKind::hangup()) {
        Ok(hangups) => hangups,
        Err(error) => return tracing::warn!(%error, "cannot watch for SIGHUP"),
    };
    while hangups.recv().await.is_some() {
        match reload(&started, &again, &live_settings) {
            Ok((personas, left)) if left.is_empty() => {
                tracing::info!(personas, "settings and personas were reloaded");
            }
            Ok((personas, left)) => tracing::warn!(
                personas,
                after_a_restart = left.join(", "),
                "settings and personas were reloaded; some changed settings need a restart"
            ),
            Err(problem) => tracing::error!(%problem, "the reload failed; settings and personas are unchanged"),
        }
    }
}

/// How many personas there are, and which settings changed in vain.
fn reload(
    started: &Settings,
    again: &Reread,
    live_settings: &LiveSettings,
) -> anyhow::Result<(usize, Vec<&'static str>)> {
    let read = again()?;
    let settings = started.with_manners_of(&read);
    Ok((live_settings.learn(&settings)?, settings.differing(&read)))
}
