//! What the analysis understands messages with.

use std::path::Path;

use anyhow::Context as _;
use language::analyzer::{Analyzer, emotion::Model};

use crate::{config::Settings, exit::Exit};

/// An analyzer with the model that the settings name, or the one that is compiled in.
///
/// # Errors
/// The file cannot be read or is no model; the process should end with [`Exit::Usage`].
pub fn analyzer(settings: &Settings) -> anyhow::Result<Analyzer> {
    let Some(path) = &settings.analysis.model else { return Ok(Analyzer::new()) };
    let own = model(path).map_err(|error| Exit::Usage.because(format!("analysis.model: {error:#}")))?;
    Ok(Analyzer::with_model(own))
}

/// The model in a file.
///
/// # Errors
/// It cannot be read or is no model.
pub fn model(path: &Path) -> anyhow::Result<Model> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Model::from_bytes(&bytes).with_context(|| format!("{} cannot be used as an emotion model", path.display()))
}
