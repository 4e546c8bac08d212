//! Files that people sent, for the bot to fetch.

use std::collections::HashMap;

use actix_web::web::Bytes;
use serde_json::{Value, json};

/// `getFile` hands out no larger ones, bytes, <https://core.telegram.org/bots/api#getfile>.
const LARGEST: usize = 20 << 20;

/// The contents of files by their `file_id`.
#[derive(Default)]
pub(super) struct Files(HashMap<String, Bytes>);

impl Files {
    /// Keeps a file and names it.
    pub(super) fn keep(&mut self, content: Bytes) -> String {
        let file = format!("file{}", self.0.len() + 1);
        self.0.insert(file.clone(), content);
        file
    }

    pub(super) fn find(&self, file: &str) -> Option<&Bytes> {
        self.0.get(file)
    }

    /// A `File`; else what Telegram says of one that is too large. `None` if there is no such file.
    pub(super) fn to_json(&self, file: &str) -> Option<Result<Value, &'static str>> {
        let size = self.find(file)?.len();
        Some(match size {
            0..=LARGEST => Ok(json!({"file_id": file, "file_unique_id": format!("unique-{file}"), "file_size": size,
                "file_path": format!("documents/{file}")})),
            _ => Err("file is too big"),
        })
    }
}
