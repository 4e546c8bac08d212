//! Builds all language packs into the program: whatever folder lies in `packs` is one.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=packs");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("packs");
    let mut table = String::from("&[\n");
    for code in names(&root)?.into_iter().filter(|name| root.join(name).is_dir()) {
        let _ = writeln!(table, "    ({code:?}, &[");
        for name in files(&root.join(&code), "")? {
            let path = root.join(&code).join(&name);
            let _ = writeln!(table, "        ({name:?}, include_str!({path:?})),");
        }
        table.push_str("    ]),\n");
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("packs.rs"), table)
}

/// Names of what lies in a folder, sorted.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut names: Vec<String> = entries.iter().map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

/// The texts of a pack, by their paths in it.
fn files(folder: &Path, before: &str) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for name in names(folder)? {
        let path = format!("{before}{name}");
        // Messages to train on are no part of the program.
        if path == "intents" {
            continue;
        }
        if folder.join(&name).is_dir() {
            files.extend(self::files(&folder.join(&name), &format!("{path}/"))?);
        } else if name.ends_with(".txt") || name.ends_with(".ftl") {
            files.push(path);
        }
    }
    Ok(files)
}
