//! A disk that keeps of each file what it was at its last fsync, and no more: what a power cut leaves at worst.

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
        let arguments = ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-ldl", "-o"];
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
        if data.exists() {
            copy_files(data, &self.kept(), |_| true);
        }
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        vec![("LD_PRELOAD", text(&self.library())), ("DATA", text(data)), ("SHADOW", text(&self.kept()))]
    }

    /// The power comes back: there is what was synced.
    pub fn lose_the_rest(&self, data: &Path) {
        for file in fs::read_dir(data).unwrap() {
            fs::remove_file(file.unwrap().path()).unwrap();
        }
        // The shared memory of a log does not outlive its process; a copy that was not finished is none.
        copy_files(&self.kept(), data, |name| !name.ends_with("-shm") && !name.ends_with(".part"));
    }
}

fn copy_files(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        if wanted(&name) && file.file_type().unwrap().is_file() {
            fs::copy(file.path(), to.join(name)).unwrap();
        }
    }
}
