//! Where a store's database lives.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

type Copies = dyn Fn(&str) -> Vec<PathBuf> + Send + Sync;

/// Where a store's database lives, and where copies of it are found when it is damaged.
#[derive(Clone)]
pub struct StoreLocation {
    folder: PathBuf,
    copies: Arc<Copies>,
}

impl StoreLocation {
    /// `copies` tells the copies of a file by its name, the best first.
    pub fn new(folder: &Path, copies: impl Fn(&str) -> Vec<PathBuf> + Send + Sync + 'static) -> Self {
        Self { folder: folder.to_owned(), copies: Arc::new(copies) }
    }

    /// The folder of the databases.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn copies(&self, file: &str) -> Vec<PathBuf> {
        (self.copies)(file)
    }
}

/// A folder without copies.
impl From<&Path> for StoreLocation {
    fn from(folder: &Path) -> Self {
        Self::new(folder, |_| Vec::new())
    }
}
