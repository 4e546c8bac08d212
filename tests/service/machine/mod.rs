//! A machine that misbehaves: its disk, its files, its clock, its limits.
//!
//! Every fault is followed by a sound machine, on which all that was confirmed must be there, once.

mod disk;
mod files;
mod kills;
mod limits;
mod rights;

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use crate::rig::{Rig, eventually};

const NO_SPACE: i32 = rustix::io::Errno::NOSPC.raw_os_error();
const IO_ERROR: i32 = rustix::io::Errno::IO.raw_os_error();

/// Calls that can fail, as their place in `shim.c`'s control.
#[derive(Debug, Clone, Copy)]
enum Fails {
    Write = 0,
    Sync = 4,
    Read = 8,
}

const CLOCK: u64 = 16;

/// The machine of a service that is started with its [`variables`](Self::variables).
pub struct Machine {
    control: File,
    variables: Vec<(String, String)>,
}

impl Machine {
    /// One whose files with this in their paths can fail.
    pub fn new(rig: &Rig, files: &str) -> Self {
        let path = rig.folder().join("machine");
        std::fs::write(&path, [0; 24]).unwrap();
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let variables = vec![
            ("LD_PRELOAD".to_owned(), text(shim())),
            ("MACHINE_CONTROL".to_owned(), text(&path)),
            ("MACHINE_FILES".to_owned(), files.to_owned()),
        ];
        Self { control: File::options().write(true).open(path).unwrap(), variables }
    }

    /// A sound one with a service that has said its welcome: its clock can be set.
    pub async fn with_service() -> (Rig, Self) {
        let mut rig = Rig::world().await;
        let machine = Self::new(&rig, "nothing");
        rig.run(&machine.variables());
        eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
        (rig, machine)
    }

    pub fn variables(&self) -> Vec<(&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// As [`variables`](Self::variables), with these besides.
    pub fn variables_and<'a>(&'a self, others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        [&self.variables(), others].concat()
    }

    /// From now on these calls fail with that number of errno; with 0 they work again.
    fn set(&self, fails: Fails, error: i32) {
        self.control.write_all_at(&error.to_ne_bytes(), fails as u64).unwrap();
    }

    /// Sets the clock on the wall forward, or back, seconds.
    pub fn set_clock(&self, offset: i64) {
        self.control.write_all_at(&offset.to_ne_bytes(), CLOCK).unwrap();
    }
}

/// The library that is loaded before the C library, built once.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/service/machine/shim.c");
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("machine-{}.so", std::process::id()));
        let mut compiler = Command::new(std::env::var_os("CC").unwrap_or("cc".into()));
        let built = compiler.args(["-shared", "-fPIC", "-O1", "-o"]).args([&library, &source]).args(["-ldl"]).status();
        assert!(built.unwrap().success());
        library
    })
}

/// All messages of both people were stored, counted and understood once.
#[track_caller]
fn all_there(rig: &Rig, told: usize) {
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], told);
    let verified = rig.balachka(&["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
