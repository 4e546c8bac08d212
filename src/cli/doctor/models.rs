//! Language models: each is asked for one word, which costs a few tokens.

mod ollama;

use std::time::Duration;

use llm::{Fault, Kind, ModelSettings, Trial, base_url, try_out};
use reqwest::StatusCode;

use super::{Finding, telegram::http};
use crate::{app::models, config::Settings};

pub(super) async fn look(settings: &Settings) -> Vec<Finding> {
    let chain = models::llm(&settings.llm).chain;
    if chain.is_empty() {
        return vec![Finding::fine("models", "none configured: the local engine answers")];
    }
    let patience = Duration::from_secs(settings.llm.deadline_secs);
    let mut findings = Vec::new();
    for model in &chain {
        findings.push(ask(model, patience).await);
    }
    for (at, model) in chain.iter().enumerate() {
        let is_first_there = chain.iter().take(at).all(|before| before.base_url != model.base_url);
        if is_first_there {
            findings.extend(ollama::look(&chain, model, settings.llm.prompt_tokens).await);
        }
    }
    findings
}

async fn ask(model: &ModelSettings, patience: Duration) -> Finding {
    let name = &model.name;
    match try_out(model, patience).await {
        Ok(Trial { refused, .. }) if refused.is_empty() => Finding::fine("models", format!("{name} answers")),
        Ok(Trial { refused, .. }) => Finding::fine(
            "models",
            format!("{name} answers without {}, which it refuses; the service does not send it", refused.join(", ")),
        ),
        Err(fault) => {
            let (found, remedy) = explain(model, fault).await;
            Finding::warning("models", format!("{name}: {found}"), remedy + "; the local engine answers meanwhile")
        }
    }
}

/// What is wrong with a model, and what to do about it.
async fn explain(model: &ModelSettings, fault: Fault) -> (String, String) {
    let remedy = match fault {
        Fault::OnlyThoughts | Fault::Empty => {
            "its reasoning may use up all tokens of an answer: switch reasoning off at its server, append -none or \
             -low to its name, or use another model"
        }
        Fault::Client(401 | 403) => "check the key",
        Fault::Client(404) | Fault::Malformed => return wrong_address(model, fault).await,
        Fault::RateLimited(_) => "wait, or raise the limits at the provider",
        Fault::TimedOut => "the machine may be too slow for it: use a smaller model, or raise llm.deadline_secs",
        Fault::Redirected(_) => "set the address to the one that the server redirects to: redirects are not followed",
        Fault::Unreachable => "check the address and the proxy, and whether the model's server runs",
        Fault::Client(_) | Fault::Server { .. } | Fault::Refused => {
            "check the model's name, and look at the log of its server"
        }
    };
    (fault.to_string(), remedy.to_owned())
}

/// The address, unless the models are listed there.
async fn wrong_address(model: &ModelSettings, fault: Fault) -> (String, String) {
    let Some(base) = base_url(model).filter(|_| model.kind == Kind::OpenAi) else {
        return (fault.to_string(), "check the model's name and address".to_owned());
    };
    if lists_models(base).await {
        return (fault.to_string(), "check the model's name: the address is right".to_owned());
    }
    let versioned = format!("{base}/v1");
    match !base.ends_with("/v1") && lists_models(&versioned).await {
        true => (
            format!("{} is not the address of an OpenAI-compatible API: /v1 is missing", shown(base)),
            format!("set OPENAI_BASE_URL to {}", shown(&versioned)),
        ),
        false => (
            format!("{} is not the address of an OpenAI-compatible API ({fault})", shown(base)),
            "set OPENAI_BASE_URL to the address up to the version, such as http://127.0.0.1:11434/v1".to_owned(),
        ),
    }
}

/// Whether an OpenAI-compatible API is there, <https://platform.openai.com/docs/api-reference/models/list>. The key is
/// not sent: a server that asks for one is there as well.
async fn lists_models(base: &str) -> bool {
    let Ok(http) = http(base) else { return false };
    let Ok(answer) = http.get(format!("{base}/models")).send().await else { return false };
    let (status, is_json) = (answer.status(), is_json(&answer));
    status == StatusCode::UNAUTHORIZED || status == StatusCode::FORBIDDEN || (status.is_success() && is_json)
}

fn is_json(answer: &reqwest::Response) -> bool {
    let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

/// Without what may be a password in it.
fn shown(url: &str) -> String {
    let url = url.split('?').next().unwrap_or_default();
    match url.split_once("://") {
        Some((scheme, rest)) => match rest.rsplit_once('@') {
            Some((_password, host)) => format!("{scheme}://{host}"),
            None => url.to_owned(),
        },
        None => url.to_owned(),
    }
}
