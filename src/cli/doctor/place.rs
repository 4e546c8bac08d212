//! The machine: the data directory, the disk, the databases, the backups, the port.

use std::{net::TcpListener, os::unix::fs::MetadataExt as _, path::Path, time::Duration};

use anyhow::Context as _;
use operations::{
    backup::{self, backups},
    databases::{self, DATABASES},
};
use runtime::clock::now;
use storage::{
    disk::Disk,
    sqlite::{StorageError, look as look_into},
};

use super::Finding;
use crate::{
    app::{bot_id, refuse_another_bots},
    config::Settings,
    data_dir::{DataDir, is_held_by_the_service},
    exit::Exit,
    owner_only,
};

const MEBIBYTE: u64 = 1 << 20;
const HOUR: i64 = 3600;
/// How long the service may take to say whether it is ready.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn look(settings: &Settings) -> Vec<Finding> {
    let (data, running) = data(&settings.data_dir);
    let mut findings = vec![data, disk(settings)];
    findings.extend(another_bots(settings).await);
    // A node's databases lie in its shards, and their snapshots are the backups.
    if settings.cluster.servers.is_empty() {
        findings.extend(stores(&settings.data_dir).await);
        findings.push(backed_up(settings));
    }
    findings.push(port(settings, running).await);
    findings
}

/// Also tells whether a service works in it.
fn data(path: &Path) -> (Finding, bool) {
    let shown = path.display();
    if !path.exists() {
        let remedy = "the first start creates it; if it should exist, check --data-dir";
        return (Finding::warning("data", format!("{shown} does not exist yet"), remedy), false);
    }
    match DataDir::lock(path, "doctor") {
        Err(error) if Exit::of(&error) == Exit::Busy => match is_held_by_the_service(path) {
            true => (permissions(path, "in use by a running service"), true),
            false => (Finding::fine("data", format!("{error:#}")), false),
        },
        Err(error) => (Finding::failed("data", format!("{error:#}"), "make it writable for the service's user"), false),
        Ok(_) => (permissions(path, "writable"), false),
    }
}

/// Databases that the start would refuse for the token; what cannot be read is found by others.
async fn another_bots(settings: &Settings) -> Option<Finding> {
    let own = bot_id(settings.telegram.token.as_ref()?.expose()).ok()?;
    let refused = refuse_another_bots(&settings.data_dir, own).await.err()?;
    let remedy = "check --data-dir and the token: one of them belongs to another bot";
    (Exit::of(&refused) == Exit::Usage).then(|| Finding::failed("data", refused.to_string(), remedy))
}

/// `how` it is used is said if nothing is wrong.
fn permissions(path: &Path, how: &str) -> Finding {
    let shown = path.display();
    match path.metadata() {
        Ok(about) if owner_only::is_open(path) => Finding::warning(
            "data",
            format!("other users can read {shown} (owner: user {}), which contains people's messages", about.uid()),
            format!("chmod 700 {shown}"),
        ),
        Ok(_) => Finding::fine("data", format!("{shown} is {how}; only this user can read it")),
        Err(error) => Finding::failed("data", format!("{shown}: {error}"), "make it readable for the service's user"),
    }
}

fn disk(settings: &Settings) -> Finding {
    let folder = settings.data_dir.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let floor = settings.housekeeping.disk_floor_mib;
    let used = databases::sizes(&settings.data_dir).map(|(_, bytes)| bytes).sum::<u64>() / MEBIBYTE;
    let Some(free) = Disk::new(folder, 0).free().map(|bytes| bytes / MEBIBYTE) else {
        return Finding::warning("disk", "the free space cannot be determined", "monitor it by other means");
    };
    let found = format!("{free} MiB free, {used} MiB used by the databases, floor {floor} MiB");
    match free {
        free if free < floor => Finding::failed("disk", found, "make room: below the floor nothing is received"),
        free if free < 2 * floor + used => {
            Finding::warning("disk", found, "free some space soon: a backup needs as much as the databases")
        }
        _ => Finding::fine("disk", found),
    }
}

/// One line for all that are fine.
async fn stores(folder: &Path) -> Vec<Finding> {
    let (mut findings, mut fine) = (Vec::new(), 0);
    for schema in DATABASES.iter().map(|database| (database.schema)()) {
        let opened = look_into(folder, &schema, async |conn| {
            sqlx::query("SELECT count(*) FROM sqlite_schema").execute(conn).await?;
            Ok::<_, StorageError>(())
        });
        match opened.await {
            Ok(()) => fine += 1,
            Err(StorageError::Missing(_)) => {}
            Err(error) => findings.push(Finding::failed(
                "databases",
                format!("{}.db: {error}", schema.name),
                "run `balachka verify` for details; restore a backup, or rebuild a derived store",
            )),
        }
    }
    if findings.is_empty() {
        findings.push(Finding::fine("databases", format!("{fine} of {} exist and can be opened", DATABASES.len())));
    }
    findings
}

fn backed_up(settings: &Settings) -> Finding {
    let (shelf, every) = (settings.backups(), settings.backup.every_hours);
    if every == 0 {
        return Finding::warning(
            "backups",
            "the service makes none (backup.every_hours is 0)",
            "make them another way: `balachka backup` works while the service runs",
        );
    }
    let found = backups(&shelf).unwrap_or_default();
    let newest = found.last().and_then(|newest| Some((newest, backup::made_at(newest)?)));
    match newest {
        None => {
            Finding::warning("backups", format!("none in {}", shelf.display()), "the service makes one when it runs")
        }
        Some((_, made_at)) => {
            let hours = (now() - made_at) / HOUR;
            let told = format!("{} in {}, the newest {hours} h old", found.len(), shelf.display());
            let late = i64::try_from(every).unwrap_or(i64::MAX).saturating_mul(2);
            match hours {
                hours if hours > late => {
                    Finding::warning("backups", told, "check that the service runs; its log has the reason")
                }
                _ => Finding::fine("backups", told),
            }
        }
    }
}

async fn port(settings: &Settings, running: bool) -> Finding {
    let address = settings.http.addr;
    if !running {
        return match TcpListener::bind(address) {
            Ok(_) => Finding::fine("http", format!("{address} is free")),
            Err(error) => Finding::failed("http", format!("{address}: {error}"), "choose another with --http"),
        };
    }
    match ready(&format!("http://{address}/readyz")).await {
        Ok((200, _)) => Finding::fine("http", format!("the service at {address} is ready")),
        Ok((_, said)) => {
            Finding::failed("http", format!("the service at {address} is not ready: {said}"), "see its log")
        }
        Err(error) => Finding::warning(
            "http",
            format!("the running service does not answer at {address}: {error:#}"),
            "if it listens on another address, pass the same --http",
        ),
    }
}

async fn ready(url: &str) -> anyhow::Result<(u16, String)> {
    let own = reqwest::Client::builder().no_proxy().timeout(PATIENCE);
    let answer = own.build()?.get(url).send().await.context("no answer")?;
    let status = answer.status().as_u16();
    let said: serde_json::Value = serde_json::from_str(&answer.text().await?)?;
    let reasons = said["reasons"].as_array().into_iter().flatten().filter_map(|reason| reason.as_str());
    Ok((status, reasons.collect::<Vec<_>>().join("; ")))
}
