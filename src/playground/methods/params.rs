//! A call's parameters, from JSON, a form or the query: numbers and objects may come as strings.

use actix_web::web::Query;
use serde_json::{Map, Value};

use super::{ApiError, multipart};

/// Parameters by name.
#[derive(Debug, Clone, Default)]
pub(in crate::playground) struct Params(Map<String, Value>);

impl Params {
    /// Reads the query and then the body, whose values win.
    pub(in crate::playground) fn read(query: &str, content_type: &str, body: &[u8]) -> Result<Self, ApiError> {
        let mut params = Self::default();
        params.add_pairs(query)?;
        if content_type.starts_with("application/json") && !body.is_empty() {
            let given: Map<String, Value> =
                serde_json::from_slice(body).map_err(|_| ApiError::bad("can't parse JSON object"))?;
            params.0.extend(given);
        } else if content_type.starts_with("application/x-www-form-urlencoded") {
            params
                .add_pairs(std::str::from_utf8(body).map_err(|_| ApiError::bad("strings must be encoded in UTF-8"))?)?;
        } else if content_type.starts_with("multipart/form-data") {
            let parts = multipart::parts(content_type, body).ok_or_else(|| ApiError::bad("can't parse the form"))?;
            params.0.extend(parts.into_iter().map(|(name, value)| (name, Value::String(value))));
        }
        Ok(params)
    }

    fn add_pairs(&mut self, pairs: &str) -> Result<(), ApiError> {
        let pairs =
            Query::<Vec<(String, String)>>::from_query(pairs).map_err(|_| ApiError::bad("can't parse the query"))?;
        self.0.extend(pairs.into_inner().into_iter().map(|(name, value)| (name, Value::String(value))));
        Ok(())
    }

    pub(in crate::playground) fn all(&self) -> Value {
        Value::Object(self.0.clone())
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    pub(in crate::playground) fn int(&self, name: &str) -> Option<i64> {
        match self.0.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        match self.0.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "yes"),
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// An object or array, also as a string that holds one; `None` if absent or null.
    pub(in crate::playground) fn json(&self, name: &str) -> Result<Option<Value>, ApiError> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| ApiError::bad(&format!("can't parse {name} JSON object"))),
            Some(value) => Ok(Some(value.clone())),
        }
    }
}
