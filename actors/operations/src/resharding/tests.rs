//! Histories made by the real stores, split and merged.

mod history;
mod house;
mod merging;
mod refusing;
mod round_trip;
mod splitting;
mod tables;

use std::path::Path;

/// Spreads ids that lie close together, as the hash of a cluster does.
fn shard_of(shards: u16) -> impl Fn(i64) -> u16 {
    move |id| {
        let mixed = id.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        u16::try_from(mixed % u64::from(shards)).unwrap()
    }
}

/// What is in the files of a folder, by their names.
fn contents(folder: &Path) -> std::collections::BTreeMap<std::ffi::OsString, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|file| file.path().is_file());
    files.map(|file| (file.file_name(), std::fs::read(file.path()).unwrap())).collect()
}
