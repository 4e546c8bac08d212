//! A call that carries a file, as `multipart/form-data`.

use std::time::Duration;

use serde_json::{Value, value::RawValue};

use super::{CallError, Client};

/// No JSON and no text of ours holds this line, and if one did, the call would be refused and nothing worse.
const BOUNDARY: &str = "balachka-7f3b9c52e1d84a06";

/// A file to be sent.
pub(super) struct File<'a> {
    /// The name of the parameter.
    pub field: &'a str,
    pub name: &'a str,
    pub media_type: &'a str,
    pub content: &'a [u8],
}

impl Client {
    /// As [`Client::call`], with a file.
    ///
    /// # Errors
    /// See [`CallError`].
    pub(super) async fn upload(
        &self,
        method: &str,
        payload: &Value,
        file: &File<'_>,
        patience: Duration,
    ) -> Result<Box<RawValue>, CallError> {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.post(method, &kind, body(payload, file), patience).await
    }
}

fn body(payload: &Value, file: &File<'_>) -> Vec<u8> {
    let mut body = Vec::with_capacity(file.content.len() + 1024);
    for (name, value) in payload.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let part = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let File { field, name, media_type, content } = file;
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
         content-type: {media_type}\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parameter_and_the_file_is_a_part() {
        let payload = serde_json::json!({ "chat_id": -5, "caption": "ось", "reply_parameters": { "message_id": 7 } });
        let file = File { field: "document", name: "a.json", media_type: "application/json", content: b"{}" };
        let body = String::from_utf8(body(&payload, &file)).unwrap();
        let parts: Vec<_> = body.split(&format!("--{BOUNDARY}")).collect();
        assert_eq!(parts.len(), 6, "{body}");
        assert!(body.contains("name=\"chat_id\"\r\n\r\n-5\r\n") && body.contains("\r\n\r\n{\"message_id\":7}\r\n"));
        assert!(
            body.contains("name=\"document\"; filename=\"a.json\"\r\ncontent-type: application/json\r\n\r\n{}\r\n--")
        );
    }
}
