//! What the file of an export is called.

/// As Telegram Desktop calls the file, a page of the other format, and the folders of a chat and of an account.
const NAMES: [&str; 5] = ["result", "messages", "export_results", "chatexport", "dataexport"];
/// How a file ends that holds an export, and cannot be read as one.
const OTHER_FORMATS: [&str; 10] = [".html", ".htm", ".zip", ".gz", ".7z", ".rar", ".xz", ".bz2", ".zst", ".tar"];

/// Whether a file that somebody sends is meant as an export: by its name it is JSON, or an export in another format.
pub fn is_export(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some(stem) = OTHER_FORMATS.iter().find_map(|end| name.strip_suffix(end)) else {
        return name.ends_with(".json");
    };
    stem.ends_with(".json") || NAMES.iter().any(|known| stem.starts_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_their_names() {
        for name in
            ["result.json", "Кухня.JSON", "result.json.gz", "a.json.xz", "ChatExport_2026-01-02.zip", "messages2.html"]
        {
            assert!(is_export(name), "{name}");
        }
        for name in ["", "photo.png", "photos.zip", "index.html", "json", "result.pdf"] {
            assert!(!is_export(name), "{name}");
        }
    }
}
