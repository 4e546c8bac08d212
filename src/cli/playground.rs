use crate::config::Loaded;
use crate::data_dir::DataDir;
use crate::telemetry;

/// `balachka playground`: the service against a Bot API of its own.
pub(super) fn run(loaded: &Loaded) -> anyhow::Result<()> {
    let settings = &loaded.settings;
    super::warn(loaded);
    telemetry::init(settings.log.format, None)?;
    let _data_dir = DataDir::claim(&settings.data_dir)?;
    anyhow::bail!("the playground is not built yet")
}
