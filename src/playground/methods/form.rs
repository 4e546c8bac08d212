//! Multipart forms, in which files come: RFC 7578, as HTTP clients write it.

use actix_web::web::Bytes;

/// One field.
pub(super) struct Part {
    pub(super) name: String,
    /// Of a file.
    pub(super) file_name: Option<String>,
    pub(super) content: Bytes,
}

/// The fields of a form in order; `None` if it is none.
pub(super) fn parts(content_type: &str, body: &Bytes) -> Option<Vec<Part>> {
    let (_, boundary) = content_type.split_once("boundary=")?;
    let delimiter = format!("\r\n--{}", boundary.split(';').next()?.trim().trim_matches('"'));
    let mut at = body.starts_with(delimiter.as_bytes().get(2..)?).then_some(delimiter.len() - 2)?;
    let mut parts = Vec::new();
    while !body.get(at..)?.starts_with(b"--") {
        let content = at + find(body.get(at..)?, b"\r\n\r\n")? + 4;
        let end = content + find(body.get(content..)?, delimiter.as_bytes())?;
        let (name, file_name) = disposition(std::str::from_utf8(body.get(at..content)?).ok()?)?;
        parts.push(Part { name, file_name, content: body.slice(content..end) });
        at = end + delimiter.len();
    }
    Some(parts)
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

/// The field's name, and the file's, if it is one.
fn disposition(headers: &str) -> Option<(String, Option<String>)> {
    let is_it = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let line = headers.lines().find(is_it)?;
    let value = |key: &str| line.split(';').find_map(|it| it.trim().strip_prefix(key)?.strip_prefix("=\""));
    let text = |key: &str| value(key)?.strip_suffix('"').map(str::to_owned);
    Some((text("name")?, text("filename")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n--x\r\n\
        content-disposition: form-data; name=\"b\"; filename=\"b.png\"\r\nContent-Type: image/png\r\n\r\n\r\n--x--\r\n";

    fn read(content_type: &str, form: &str) -> Option<Vec<(String, bool, String)>> {
        let parts = parts(content_type, &Bytes::copy_from_slice(form.as_bytes()))?;
        let read =
            |part: Part| (part.name, part.file_name.is_some(), String::from_utf8(part.content.to_vec()).unwrap());
        Some(parts.into_iter().map(read).collect())
    }

    #[test]
    fn fields_and_files_are_told_apart() {
        let expected = vec![("a".to_owned(), false, "1\r\n2".to_owned()), ("b".to_owned(), true, String::new())];
        assert_eq!(read("multipart/form-data; boundary=x", FORM), Some(expected.clone()));
        assert_eq!(read("multipart/form-data; boundary=\"x\"; charset=utf-8", FORM), Some(expected));
    }

    #[test]
    fn half_a_form_is_none() {
        for end in 0..FORM.len() - 4 {
            assert!(read("multipart/form-data; boundary=x", &FORM[..end]).is_none(), "{end}");
        }
        assert!(read("multipart/form-data", FORM).is_none());
        assert!(read("multipart/form-data; boundary=y", FORM).is_none());
    }
}
