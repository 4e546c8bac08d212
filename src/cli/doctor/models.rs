//! Language models: whether they are there, without asking them anything that costs.

use actors::llm::{Kind, ModelSettings};

use super::{Finding, telegram::http};
use crate::{app::models, config::Settings};

/// Where the list of models is, <https://ai.google.dev/api/models#method:-models.list> and
/// <https://platform.openai.com/docs/api-reference/models/list>.
const LIST: &str = "models";
const GEMINI: &str = "https://generativelanguage.googleapis.com/v1beta";
const OPENAI: &str = "https://api.openai.com/v1";

pub(super) async fn look(settings: &Settings) -> Vec<Finding> {
    let chain = models::llm(&settings.llm).chain;
    if chain.is_empty() {
        return vec![Finding::fine("models", "none: the local engine answers")];
    }
    let mut findings = Vec::new();
    let mut asked: Vec<(Kind, Option<String>)> = Vec::new();
    for model in &chain {
        let place = (model.kind, model.base_url.clone());
        if !asked.contains(&place) {
            asked.push(place);
            findings.push(ask(model, settings).await);
        }
    }
    findings
}

async fn ask(model: &ModelSettings, settings: &Settings) -> Finding {
    let (own, header, key) = match model.kind {
        Kind::Gemini => (GEMINI, "x-goog-api-key", settings.llm.gemini_api_key.as_ref()),
        Kind::OpenAi => (OPENAI, "authorization", settings.llm.openai_api_key.as_ref()),
    };
    let base = model.base_url.as_deref().unwrap_or(own).trim_end_matches('/');
    let request = http(base).map(|http| http.get(format!("{base}/{LIST}")));
    let value = |key: &str| if model.kind == Kind::Gemini { key.to_owned() } else { format!("Bearer {key}") };
    let answer = match (request, key) {
        (Ok(request), Some(key)) => request.header(header, value(key.expose())).send().await,
        (Ok(request), None) => request.send().await,
        (Err(error), _) => return Finding::failed("models", error.to_string(), "see above"),
    };
    let remedy = "the local engine answers meanwhile; look at the key, the address, and whether the model runs";
    match answer {
        Ok(answer) if answer.status().is_success() => {
            Finding::fine("models", format!("{} is served at {}", model.model, shown(base)))
        }
        Ok(answer) => {
            Finding::warning("models", format!("{} answers {}", shown(base), answer.status().as_u16()), remedy)
        }
        Err(error) => {
            let why = if error.is_timeout() { "does not answer in time" } else { "cannot be reached" };
            Finding::warning("models", format!("{} {why}", shown(base)), remedy)
        }
    }
}

/// Without what may be a password in it.
fn shown(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}
