//! A call's parameters, from JSON, a form or the query: numbers and objects may come as strings.

use std::collections::BTreeMap;

use actix_web::web::{Bytes, Query};
use serde_json::{Map, Value, json};

use super::{ApiError, form};

/// Parameters and files by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params {
    values: Map<String, Value>,
    /// With their names.
    files: BTreeMap<String, (String, Bytes)>,
}

impl Params {
    /// Reads the query and then the body, whose values win.
    pub(crate) fn read(query: &str, content_type: &str, body: &Bytes) -> Result<Self, ApiError> {
        let mut params = Self::default();
        params.add_pairs(query)?;
        if content_type.starts_with("application/json") && !body.is_empty() {
            let given: Map<String, Value> =
                serde_json::from_slice(body).map_err(|_| ApiError::bad("can't parse JSON object"))?;
            params.values.extend(given);
        } else if content_type.starts_with("application/x-www-form-urlencoded") {
            params
                .add_pairs(std::str::from_utf8(body).map_err(|_| ApiError::bad("strings must be encoded in UTF-8"))?)?;
        } else if content_type.starts_with("multipart/form-data") {
            params.add_form(content_type, body)?;
        }
        Ok(params)
    }

    fn add_pairs(&mut self, pairs: &str) -> Result<(), ApiError> {
        let pairs =
            Query::<Vec<(String, String)>>::from_query(pairs).map_err(|_| ApiError::bad("can't parse the query"))?;
        self.values.extend(pairs.into_inner().into_iter().map(|(name, value)| (name, Value::String(value))));
        Ok(())
    }

    fn add_form(&mut self, content_type: &str, body: &Bytes) -> Result<(), ApiError> {
        let parts = form::parts(content_type, body).ok_or_else(|| ApiError::bad("can't parse the form"))?;
        for part in parts {
            if let Some(file_name) = part.file_name {
                self.files.insert(part.name, (file_name, part.content));
            } else {
                let text = String::from_utf8(part.content.into())
                    .map_err(|_| ApiError::bad("strings must be encoded in UTF-8"))?;
                self.values.insert(part.name, Value::String(text));
            }
        }
        Ok(())
    }

    /// `allowed_updates`, if it is given.
    pub(crate) fn kinds(&self) -> Result<Option<Vec<String>>, ApiError> {
        let kinds = self.json("allowed_updates")?.map(serde_json::from_value).transpose();
        kinds.map_err(|_| ApiError::bad("can't parse allowed_updates"))
    }

    /// All for a note of the call, of files their size.
    pub(crate) fn all(&self) -> Value {
        let mut all = self.values.clone();
        all.extend(self.files.iter().map(|(name, (_, content))| (name.clone(), json!({"bytes": content.len()}))));
        Value::Object(all)
    }

    pub(super) fn file(&self, name: &str) -> Option<&Bytes> {
        self.files.get(name).map(|(_, content)| content)
    }

    pub(super) fn file_name(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|(file_name, _)| file_name.as_str())
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.as_str()
    }

    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        match self.values.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        match self.values.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.to_ascii_lowercase().as_str(), "true" | "1" | "yes"),
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// An object or array, also as a string that holds one; `None` if absent or null.
    pub(crate) fn json(&self, name: &str) -> Result<Option<Value>, ApiError> {
        match self.values.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| ApiError::bad(&format!("can't parse {name} JSON object"))),
            Some(value) => Ok(Some(value.clone())),
        }
    }
}
