use crate::config::Loaded;
use crate::data_dir::DataDir;
use crate::telemetry;

/// `balachka run`: the service for Telegram, or the playground if no token is set.
pub(super) fn run(loaded: &Loaded) -> anyhow::Result<()> {
    let settings = &loaded.settings;
    if settings.telegram.token.is_none() {
        return super::playground::run(loaded);
    }
    telemetry::init(settings.log.format, None)?;
    loaded.log_what_has_no_effect();
    let _data_dir = DataDir::claim(&settings.data_dir)?;
    anyhow::bail!("the service is not built yet")
}
