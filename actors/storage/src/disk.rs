//! The room on the disk that holds the databases.

use std::{path::Path, sync::Arc, time::Duration};

use tokio::time::sleep;

/// How often a full disk is looked at again.
const LOOK: Duration = Duration::from_secs(2);

/// The disk below a folder, and how much of it is to stay free: a database that cannot grow cannot even forget.
#[derive(Debug, Clone)]
pub struct Disk {
    folder: Arc<Path>,
    floor: u64,
}

impl Disk {
    /// `floor` in bytes; 0 for none.
    pub fn new(folder: &Path, floor: u64) -> Self {
        Self { folder: folder.into(), floor }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is to stay free, bytes.
    pub fn floor(&self) -> u64 {
        self.floor
    }

    /// Bytes that this process may still write; `None` where the system does not tell.
    pub fn free(&self) -> Option<u64> {
        let disk = rustix::fs::statvfs(&*self.folder).ok()?;
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    }

    /// Whether there is less room than is to stay free.
    pub fn is_full(&self) -> bool {
        self.free().is_some_and(|free| free < self.floor)
    }

    /// Resolves once there is room, and says so in the log if there was none.
    pub async fn room(&self) {
        if !self.is_full() {
            return;
        }
        let (free, floor) = (self.free().unwrap_or(0), self.floor);
        tracing::error!(free, floor, "the disk is nearly full: updates wait at Telegram until there is room again");
        while self.is_full() {
            sleep(LOOK).await;
        }
        tracing::info!("the disk has enough free space again");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_full_when_less_is_free_than_is_to_stay_so() {
        let folder = tempfile::tempdir().unwrap();
        let free = Disk::new(folder.path(), 0).free().unwrap();
        assert!(free > 0);
        assert!(!Disk::new(folder.path(), free / 2).is_full());
        assert!(Disk::new(folder.path(), u64::MAX).is_full());
        assert!(!Disk::new(Path::new("/nowhere"), u64::MAX).is_full(), "what cannot be told stops nothing");
    }
}
