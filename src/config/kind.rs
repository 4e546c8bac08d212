//! What values a setting takes, and how a text from the environment or a flag becomes one.

use std::net::SocketAddr;

use actix_web::http::Uri;
use events::ChatId;
use figment::value::Value;
use language::zone::Zone;

use super::Language;
use crate::telemetry::redact;

/// The values a setting takes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Text,
    Secret,
    /// As Telegram takes it, <https://core.telegram.org/bots/api#setwebhook>.
    WebhookSecret,
    Token,
    /// An address of one's own, as of the webhook.
    Url,
    /// An address that paths are appended to.
    BaseUrl,
    /// The address of the Bot API, to which the token is appended.
    ApiUrl,
    Address,
    /// A whole number from the first to the second.
    Number(i64, i64),
    Ids,
    Words,
    /// A time zone.
    Zone,
    /// Time zones of chats: `ID=ZONE`.
    ChatZones,
    Choice(&'static [&'static str]),
    /// The language of answers.
    Language,
    /// Yes or no.
    Switch,
}

impl Kind {
    /// Its values are never shown.
    pub(super) fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::WebhookSecret | Self::Token)
    }

    /// Its values are addresses.
    pub(super) fn is_url(self) -> bool {
        matches!(self, Self::Url | Self::BaseUrl | Self::ApiUrl)
    }

    /// Whether a refused value may be repeated: an address may hold a secret in any of its parts.
    pub(super) fn may_show(self, text: &str) -> bool {
        !self.is_secret() && !self.is_url() && !text.contains('@')
    }

    /// The value written by this text; a text that makes no sense stays a text, and [`Kind::accepts`] refuses it.
    pub(super) fn read(self, text: &str) -> Value {
        let text = text.trim();
        let separators = |c: char| c == ',' || (c.is_whitespace() && self == Self::Ids);
        let parts = || text.split(separators).map(str::trim).filter(|part| !part.is_empty());
        match self {
            Self::Number(..) => text.parse().map_or_else(|_| Value::from(text), |n: i64| Value::from(n)),
            Self::Switch => text.parse().map_or_else(|_| Value::from(text), |on: bool| Value::from(on)),
            Self::Ids => {
                parts().map(str::parse).collect::<Result<Vec<i64>, _>>().map_or_else(|_| Value::from(text), Value::from)
            }
            Self::Words | Self::ChatZones => Value::from(parts().collect::<Vec<_>>()),
            _ => Value::from(text),
        }
    }

    /// This value will do.
    pub(super) fn accepts(self, value: &Value) -> bool {
        let text = value.as_str();
        match self {
            Self::Text | Self::Secret => text.is_some_and(|text| !text.trim().is_empty()),
            Self::WebhookSecret => text.is_some_and(is_webhook_secret),
            Self::Token => text.is_some_and(redact::is_like_a_token),
            Self::Url => text.is_some_and(is_url),
            Self::BaseUrl => text.is_some_and(|text| is_url(text) && has_no_query(text)),
            Self::ApiUrl => text.is_some_and(|text| is_url(text) && has_no_query(text) && has_plain_path(text)),
            Self::Address => text.is_some_and(|text| text.parse::<SocketAddr>().is_ok()),
            Self::Number(min, max) => whole(value).is_some_and(|n| (min..=max).contains(&n)),
            Self::Ids => all(value, |id| whole(id).is_some()),
            Self::Words => all(value, |word| word.as_str().is_some_and(|word| !word.trim().is_empty())),
            Self::Zone => text.is_some_and(|text| Zone::named(text).is_some()),
            Self::ChatZones => all(value, |pair| pair.as_str().is_some_and(|pair| chat_zone(pair).is_some())),
            Self::Switch => matches!(value, Value::Bool(..)),
            Self::Choice(choices) => text.is_some_and(|text| choices.contains(&text)),
            Self::Language => text.and_then(Language::named).is_some(),
        }
    }

    /// What would have been right, to follow "expected".
    pub(super) fn expected(self) -> String {
        match self {
            Self::Text => "a text".into(),
            Self::Secret => "a text, in quotes in a file".into(),
            Self::WebhookSecret => "1 to 256 letters, digits, _ and -, as Telegram requires".into(),
            Self::Token => "a bot token from BotFather: digits, a colon, 35 letters and digits".into(),
            Self::Url => "an http:// or https:// address without a user name or a bot token".into(),
            Self::BaseUrl => "an http:// or https:// address without a user name, a query or a bot token: the key \
                              has its own setting"
                .into(),
            Self::ApiUrl => "only the address of the Bot API server, such as https://api.telegram.org: remove \
                             /bot<token>, user name and query, and set the token as TELEGRAM_BOT_TOKEN"
                .into(),
            Self::Address => "an IP address and a port, such as 127.0.0.1:8080".into(),
            Self::Number(min, max) => format!("a whole number from {min} to {max}"),
            Self::Ids => "whole numbers: 1, -100 in the environment, [1, -100] in a file".into(),
            Self::Words => "words: a, b in the environment, [\"a\", \"b\"] in a file".into(),
            Self::Zone => "the IANA name of a time zone, such as Europe/Kyiv".into(),
            Self::ChatZones => "chats and time zones: -100=Europe/Rome, -101=America/Toronto in the environment, \
                                [\"-100=Europe/Rome\"] in a file"
                .into(),
            Self::Switch => "true or false".into(),
            Self::Choice(choices) => format!("one of {}", choices.join(", ")),
            Self::Language => format!("one of {}", Language::names().collect::<Vec<_>>().join(", ")),
        }
    }
}

/// A chat and its zone, as `ID=ZONE` says.
pub(crate) fn chat_zone(pair: &str) -> Option<(ChatId, Zone)> {
    let (chat, zone) = pair.split_once('=')?;
    Some((ChatId(chat.trim().parse().ok()?), Zone::named(zone.trim())?))
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Num(_, number) => i64::try_from(number.to_i128()?).ok(),
        _ => None,
    }
}

fn all(value: &Value, accepts: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(accepts))
}

fn is_webhook_secret(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=256).contains(&text.len()) && text.bytes().all(fits)
}

/// Neither a user name nor a bot token may stand in an address: addresses are shown.
fn is_url(text: &str) -> bool {
    text.parse::<Uri>().is_ok_and(|uri| {
        let web = matches!(uri.scheme_str(), Some("http" | "https"));
        web && uri.authority().is_some_and(|authority| !authority.as_str().contains('@')) && !holds_token(&uri)
    })
}

fn holds_token(uri: &Uri) -> bool {
    let behind_host = uri.path_and_query().map_or("", |path| path.as_str());
    let decoded = behind_host.replace("%3A", ":").replace("%3a", ":");
    let words = decoded.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-')));
    words.map(|word| word.trim_start_matches(|c: char| !c.is_ascii_digit())).any(redact::is_like_a_token)
}

fn has_no_query(text: &str) -> bool {
    !text.contains(['?', '#'])
}

/// A token of any length has a colon, which may be written as `%3A`.
fn has_plain_path(text: &str) -> bool {
    text.parse::<Uri>().is_ok_and(|uri| !uri.path().contains([':', '%']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_may_be_parted_by_commas_and_spaces() {
        let ids = Kind::Ids.read(" 1, -100123 7,,8 ");
        assert!(Kind::Ids.accepts(&ids));
        assert_eq!(ids.deserialize::<Vec<i64>>().unwrap(), [1, -100_123, 7, 8]);
        assert!(!Kind::Ids.accepts(&Kind::Ids.read("1, two")));
    }

    #[test]
    fn a_word_may_hold_a_space() {
        let words = Kind::Words.read("пан бот, balachka").deserialize::<Vec<String>>();
        assert_eq!(words.unwrap(), ["пан бот", "balachka"]);
    }

    #[test]
    fn numbers_keep_to_their_range() {
        let kind = Kind::Number(1, 50);
        for (text, fine) in [("1", true), ("50", true), ("0", false), ("51", false), ("1.5", false), ("x", false)] {
            assert_eq!(kind.accepts(&kind.read(text)), fine, "{text}");
        }
    }

    #[test]
    fn zones_are_those_that_exist() {
        assert!(Kind::Zone.accepts(&Kind::Zone.read("Europe/Kyiv")));
        assert!(!Kind::Zone.accepts(&Kind::Zone.read("Europe/Atlantis")));
        let pairs = Kind::ChatZones.read("-100 = Europe/Rome, -101=America/Toronto");
        assert!(Kind::ChatZones.accepts(&pairs));
        assert_eq!(chat_zone("-100 = Europe/Rome").map(|(chat, _)| chat), Some(ChatId(-100)));
        assert!(!Kind::ChatZones.accepts(&Kind::ChatZones.read("Europe/Rome")));
    }

    #[test]
    fn a_secret_of_digits_stays_a_text() {
        assert_eq!(Kind::Secret.read("007").as_str(), Some("007"));
    }

    #[test]
    fn an_address_with_a_password_is_refused() {
        assert!(Kind::Url.accepts(&Value::from("http://127.0.0.1:8081/base")));
        for text in ["https://me:pw@host/", "ftp://host", "host:80", "", "http://"] {
            assert!(!Kind::Url.accepts(&Value::from(text)), "{text}");
        }
    }

    #[test]
    fn an_address_with_a_token_is_refused() {
        for (text, kinds) in [
            ("http://127.0.0.1:8081/base", [true, true, true]),
            ("https://host:8443/v1/123:x", [true, true, false]),
            ("https://host/bot123:ABC", [true, true, false]),
            ("https://host/bot123%3AABC/", [true, true, false]),
            ("https://host/bot123:AAHdqTcvCH1", [false, false, false]),
            ("https://host/hook?t=123%3aAAHdqTcvCH1", [false, false, false]),
            ("https://host/v1?key=x", [true, false, false]),
            ("https://host/v1#x", [true, false, false]),
        ] {
            let accepted = [Kind::Url, Kind::BaseUrl, Kind::ApiUrl].map(|kind| kind.accepts(&Value::from(text)));
            assert_eq!(accepted, kinds, "{text}");
        }
    }
}
