//! Telegram: the token, privacy mode, the webhook, the clock.

use std::time::Duration;

use anyhow::Context as _;
use jiff::{Timestamp, fmt::rfc2822};
use network::loopback::is_loopback;
use telegram::{CallError, Client, WebhookInfo};

use super::Finding;
use crate::config::Settings;

const PATIENCE: Duration = Duration::from_secs(10);
/// A clock that is further off judges messages wrongly: answers come to old ones, or none to new ones. Seconds.
const FAR_OFF: i64 = 60;

/// A client for that address: no proxy is asked for one of this machine.
pub(super) fn http(url: &str) -> anyhow::Result<reqwest::Client> {
    let mut client = reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none());
    if is_loopback(url) {
        client = client.no_proxy();
    }
    client.build().context("no HTTP client")
}

pub(super) async fn look(settings: &Settings) -> Vec<Finding> {
    let telegram = &settings.telegram;
    let Some(token) = &telegram.token else {
        let remedy = "set TELEGRAM_BOT_TOKEN (or TELEGRAM_BOT_TOKEN_FILE) to the token from @BotFather";
        return vec![Finding::warning("token", "none is set: the service runs as the playground", remedy)];
    };
    let client = match Client::new(token.expose(), &telegram.api_url) {
        Ok(client) => client,
        Err(error) => return vec![Finding::failed("telegram", error, "check TELEGRAM_API_URL")],
    };
    let mut findings = match client.me().await {
        Ok(me) => {
            let mut findings = vec![Finding::fine("token", format!("@{} ({})", me.username, me.id.0))];
            findings.push(privacy(me.can_read_all_group_messages));
            findings.push(webhook(settings, client.webhook().await));
            findings
        }
        Err(error @ CallError::Unauthorized) => {
            return vec![Finding::failed("token", error.to_string(), "ask @BotFather for a new one: /token")];
        }
        Err(error) => {
            let remedy = "check network, firewall, proxy and TELEGRAM_API_URL";
            return vec![Finding::failed("telegram", error.to_string(), remedy)];
        }
    };
    findings.extend(clock(&telegram.api_url).await);
    findings.push(admins(settings));
    findings
}

fn privacy(hears_all: bool) -> Finding {
    match hears_all {
        true => Finding::fine("privacy", "mode is off: the bot sees all messages of its groups"),
        false => Finding::warning(
            "privacy",
            "mode is on: in groups the bot sees only commands and replies to itself",
            "@BotFather, /setprivacy, Disable; then add the bot to its groups again. Or make it an admin there",
        ),
    }
}

fn webhook(settings: &Settings, info: Result<WebhookInfo, CallError>) -> Finding {
    let wanted = settings.telegram.webhook_url.is_some();
    match info {
        Err(error) => Finding::warning("webhook", format!("Telegram does not answer: {error}"), "try again"),
        Ok(info) if wanted && info.url.is_empty() => Finding::fine("webhook", "the next start registers it"),
        Ok(info) if wanted && !info.last_error_message.is_empty() => Finding::warning(
            "webhook",
            format!("{} waiting; Telegram says: {}", info.pending_update_count, info.last_error_message),
            "check that Telegram can reach the address: proxy, certificate, log of the proxy",
        ),
        Ok(info) if wanted => Finding::fine("webhook", format!("set, {} waiting", info.pending_update_count)),
        Ok(info) if info.url.is_empty() => {
            Finding::fine("updates", format!("received by polling, {} waiting", info.pending_update_count))
        }
        Ok(info) => Finding::warning(
            "webhook",
            format!("one is registered ({}), but the settings have none", host(&info.url)),
            "the next start removes it. If another deployment uses this token, stop it or use another token",
        ),
    }
}

/// A path may hold a secret.
fn host(url: &str) -> &str {
    url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("an address")
}

/// Compared with the time that the Bot API server gives; nothing if it gives none.
async fn clock(api_url: &str) -> Option<Finding> {
    let answer = http(api_url).ok()?.get(api_url).send().await.ok()?;
    let date = answer.headers().get("date")?.to_str().ok()?;
    // HTTP's dates are those of mail, but for the zone's name.
    let theirs = rfc2822::parse(&date.replace("GMT", "+0000")).ok()?.timestamp();
    let off = theirs.as_second() - Timestamp::now().as_second();
    Some(match off.abs() {
        ..FAR_OFF => Finding::fine("clock", format!("{off} s off Telegram's clock")),
        _ => Finding::failed(
            "clock",
            format!("{off} s off Telegram's clock"),
            "set the clock and switch time synchronisation on: timedatectl set-ntp true",
        ),
    })
}

fn admins(settings: &Settings) -> Finding {
    match settings.telegram.admin_ids.len() {
        0 => Finding::warning(
            "admins",
            "none: nobody is notified of problems, and nobody can use /admin",
            "set ADMIN_IDS to your Telegram user id, and write to the bot once",
        ),
        count => Finding::fine("admins", format!("{count} notified of problems")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_host_is_shown() {
        assert_eq!(host("https://bot.example.org/hook/s3cret"), "bot.example.org");
        assert_eq!(host("nonsense"), "an address");
    }
}
