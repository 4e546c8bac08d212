//! Language models as the settings name them.

use std::time::Duration;

use llm::{Budgets, Key, Kind, Limit, LlmSettings, ModelSettings, Patience};

use crate::config::{Llm, Provider, Secret};

const GEMINI: &str = "gemini-2.5-flash";
const OPENAI: &str = "gpt-4o-mini";

/// The models in the order in which they are asked; none without a key or an address.
pub(crate) fn llm(settings: &Llm) -> LlmSettings {
    let mut chain = match settings.first {
        Provider::Gemini => [gemini(settings), openai(settings)].concat(),
        Provider::Openai => [openai(settings), gemini(settings)].concat(),
    };
    number(&mut chain);
    // One that does not answer at all leaves time for the next.
    let per_try = Duration::from_secs(settings.deadline_secs).mul_f64(0.6);
    LlmSettings {
        chain,
        patience: Patience { per_try, ..Patience::default() },
        budgets: budgets(settings),
        ..LlmSettings::default()
    }
}

fn gemini(settings: &Llm) -> Vec<ModelSettings> {
    let Llm { gemini_api_key: key, gemini_base_url: url, gemini_model: names, .. } = settings;
    if key.is_none() { Vec::new() } else { models(Kind::Gemini, key.as_ref(), url.as_ref(), names.as_deref(), GEMINI) }
}

fn openai(settings: &Llm) -> Vec<ModelSettings> {
    let Llm { openai_api_key: key, openai_base_url: url, openai_model: names, .. } = settings;
    if key.is_none() && url.is_none() {
        return Vec::new();
    }
    models(Kind::OpenAi, key.as_ref(), url.as_ref(), names.as_deref(), OPENAI)
}

fn models(
    kind: Kind,
    key: Option<&Secret>,
    url: Option<&String>,
    names: Option<&str>,
    default: &str,
) -> Vec<ModelSettings> {
    let names = names.unwrap_or(default).split(',').map(str::trim).filter(|name| !name.is_empty());
    let model = |name: &str| ModelSettings {
        name: name.to_owned(),
        kind,
        base_url: url.cloned(),
        model: name.to_owned(),
        key: key.map(|key| Key::new(key.expose())).unwrap_or_default(),
    };
    names.map(model).collect()
}

/// Names are told apart in usage and logs: the second of one name gets a number.
fn number(chain: &mut [ModelSettings]) {
    for at in 1..chain.len() {
        let (before, rest) = chain.split_at_mut(at);
        if let Some(model) = rest.first_mut().filter(|model| before.iter().any(|other| other.name == model.name)) {
            model.name = format!("{} ({})", model.name, at + 1);
        }
    }
}

fn budgets(settings: &Llm) -> Budgets {
    let limit = |requests, tokens| Limit { requests, tokens };
    Budgets {
        overall: limit(settings.requests_per_day, settings.tokens_per_day),
        chat: limit(settings.chat_requests_per_day, settings.chat_tokens_per_day),
        person: limit(settings.person_requests_per_day, settings.person_tokens_per_day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(settings: &Llm) -> Vec<String> {
        llm(settings).chain.into_iter().map(|model| model.name).collect()
    }

    #[test]
    fn the_chain_follows_the_settings() {
        let none = Llm::default();
        assert!(names(&none).is_empty());
        let own = Llm { openai_base_url: Some("http://127.0.0.1:1/v1".into()), ..Llm::default() };
        assert_eq!(names(&own), [OPENAI]);
        let key = || Some(Secret::new("key"));
        let both = Llm {
            gemini_api_key: key(),
            gemini_model: Some("flash, lite".into()),
            openai_api_key: key(),
            openai_model: Some("flash".into()),
            ..Llm::default()
        };
        assert_eq!(names(&both), ["flash", "lite", "flash (3)"]);
        assert_eq!(names(&Llm { first: Provider::Openai, ..both }), ["flash", "flash (2)", "lite"]);
    }
}
