//! A disk that may lose all that was written to a file since its last fsync.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// What would be on the disk, beside what the service sees there.
pub struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Compiles what is put before the C library's own fsync; whoever builds SQLite has a C compiler.
    pub fn new() -> Self {
        let disk = Self { folder: tempfile::tempdir().unwrap() };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/service/power/last_fsync.c");
        let arguments = ["-shared", "-fPIC", "-O2", "-ldl", "-o"];
        let compiled = Command::new("cc").arg(source).args(arguments).arg(disk.library()).status();
        assert!(compiled.unwrap().success());
        disk
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("last_fsync.so")
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("kept")
    }

    /// All that is there now is durable. Returns the variables that the service is to be started with.
    pub fn watch(&self, data: &Path) -> Vec<(&'static str, String)> {
        let _ = fs::remove_dir_all(self.kept());
        fs::create_dir(self.kept()).unwrap();
        for name in if data.exists() { names(data) } else { Vec::new() } {
            fs::write(self.kept().join(&name), fs::read(data.join(&name)).unwrap()).unwrap();
        }
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        vec![("LD_PRELOAD", text(&self.library())), ("DATA", text(data)), ("SHADOW", text(&self.kept()))]
    }

    /// The power comes back: of some files there is only what was synced, of others all; both may be. Tells whether anything
    /// is lost.
    pub fn lose_some(&self, data: &Path) -> bool {
        let mut lost = false;
        for name in names(data) {
            let (there, kept) = (data.join(&name), self.kept().join(&name));
            // The shared memory of a log does not outlive its process.
            if name.ends_with("-shm") {
                fs::remove_file(there).unwrap();
            } else if fastrand::bool() {
                let synced = fs::read(kept).ok();
                lost |= synced.as_ref() != Some(&fs::read(&there).unwrap());
                match synced {
                    Some(content) => fs::write(there, content).unwrap(),
                    None => fs::remove_file(there).unwrap(),
                }
            }
        }
        lost
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().unwrap().is_file());
    files.map(|file| file.file_name().into_string().unwrap()).collect()
}
