//! A `multipart/form-data` body whose parts are all texts, as names and values; a file's name is `<part>_name`.

/// `None` for what is no such body.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
    let boundary = content_type.split("boundary=").nth(1)?.trim_matches('"');
    let body = std::str::from_utf8(body).ok()?;
    let mut found = Vec::new();
    for part in body.split(&format!("--{boundary}")).skip(1) {
        if part.starts_with("--") {
            return Some(found);
        }
        let (head, content) = part.split_once("\r\n\r\n")?;
        let name = quoted(head, "name=\"")?;
        if let Some(file) = quoted(head, "filename=\"") {
            found.push((format!("{name}_name"), file));
        }
        found.push((name, content.strip_suffix("\r\n")?.to_owned()));
    }
    None
}

fn quoted(head: &str, before: &str) -> Option<String> {
    let before = format!(" {before}");
    Some(head.split_once(before.as_str())?.1.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_and_a_body_without_an_end_is_none() {
        let body = "--x\r\ncontent-disposition: form-data; name=\"chat_id\"\r\n\r\n-5\r\n--x\r\ncontent-disposition: \
                    form-data; name=\"document\"; filename=\"a.json\"\r\ncontent-type: application/json\r\n\r\n{}\r\n--x--\r\n";
        let kind = "multipart/form-data; boundary=x";
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = [pair("chat_id", "-5"), pair("document_name", "a.json"), pair("document", "{}")];
        assert_eq!(parts(kind, body.as_bytes()).unwrap(), expected);
        assert_eq!(parts(kind, &body.as_bytes()[..80]), None);
    }
}
