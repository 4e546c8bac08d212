//! Ollama cuts off the beginning of prompts that are longer than the model's context, and says nothing.
//! See <https://github.com/ollama/ollama/blob/main/docs/faq.md>, "How can I specify the context window size?".

use llm::{Kind, ModelSettings, base_url};
use reqwest::Client;
use serde_json::{Value, json};

use super::{Finding, http};

/// Tokens of the context where a model names none.
const USUAL_CONTEXT: usize = 4096;
/// Tokens of an answer that fit besides the prompt.
const ANSWER: usize = 1500;

/// A finding for each model of the chain at this address, if it is an Ollama's.
pub(super) async fn look(chain: &[ModelSettings], at: &ModelSettings, prompt_tokens: usize) -> Vec<Finding> {
    let Some(base) = base_url(at).filter(|_| at.kind == Kind::OpenAi) else { return Vec::new() };
    let host = base.strip_suffix("/v1").unwrap_or(base).trim_end_matches('/');
    let Ok(http) = http(host) else { return Vec::new() };
    if !is_ollama(&http, host).await {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for model in chain.iter().filter(|model| model.base_url == at.base_url) {
        findings.push(judge(&model.name, context(&http, host, &model.model).await, prompt_tokens + ANSWER));
    }
    findings
}

async fn is_ollama(http: &Client, host: &str) -> bool {
    let has = async |path: &str, key: &str| {
        get(http, &format!("{host}{path}")).await.is_some_and(|it| it[key] != Value::Null)
    };
    // Other servers have a version there, too; only Ollama's has nothing else beside.
    let version = get(http, &format!("{host}/api/version")).await;
    let says_version =
        version.as_ref().and_then(Value::as_object).is_some_and(|it| it.len() == 1 && it.contains_key("version"));
    says_version || has("/api/tags", "models").await
}

/// The context that the model is set to, if any.
async fn context(http: &Client, host: &str, model: &str) -> Option<usize> {
    let body = json!({ "model": model }).to_string();
    let request = http.post(format!("{host}/api/show")).header("content-type", "application/json").body(body);
    let shown: Value = serde_json::from_str(&request.send().await.ok()?.text().await.ok()?).ok()?;
    let parameters = shown["parameters"].as_str()?;
    parameters.lines().find_map(|line| line.trim().strip_prefix("num_ctx")?.trim().parse().ok())
}

async fn get(http: &Client, url: &str) -> Option<Value> {
    let answer = http.get(url).send().await.ok()?;
    if !answer.status().is_success() {
        return None;
    }
    serde_json::from_str(&answer.text().await.ok()?).ok()
}

fn judge(model: &str, context: Option<usize>, needed: usize) -> Finding {
    match context {
        Some(context) if context >= needed => {
            Finding::fine("ollama", format!("{model} has a context of {context} tokens (num_ctx)"))
        }
        _ => Finding::warning(
            "ollama",
            format!(
                "{model} has a context of {} tokens (num_ctx); Ollama silently cuts off longer prompts, and a prompt \
                 with its answer needs about {needed}",
                context.map_or_else(|| format!("probably {USUAL_CONTEXT}"), |context| context.to_string())
            ),
            format!(
                "raise it for the Ollama server (OLLAMA_CONTEXT_LENGTH={}) or in the model (PARAMETER num_ctx), or \
                 lower llm.prompt_tokens",
                needed.next_multiple_of(1024)
            ),
        ),
    }
}
