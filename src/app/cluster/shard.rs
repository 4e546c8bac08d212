//! One shard on this node: its journal and stores, those who talk in its chats, and its ways over NATS.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use cluster::{Epoch, Lease, NewSnapshot, Retention, ShardId, ShardReport};
use conversation::Conversation;
use events::{Erasure, Event, Seq};
use operations::{
    backup,
    stores::{DerivedStores, StoreDeps},
};
use runtime::{Backoff, LooperHandle, Supervisor};
use sharding::{Caller, Feed, GatewayRelay, Lag, Right, ShardClaims, StreamLog};
use storage::{journal::Journal, store::SomeStore};
use telegram::{Claims, Sender};
use tokio::{
    sync::{mpsc, watch},
    time::{sleep, timeout},
};

use super::{
    budgets,
    lookups::{self, AbortOnDrop, OtherShards, SnapshotWanted},
    node::Node,
    place::{self, Note},
};
use crate::{
    app::{
        edge::{Parts, ShardEdge},
        rules,
    },
    running::Running,
};

/// How long an orderly stop may take until the rest is left to the next owner.
const DRAIN: Duration = Duration::from_secs(10);
/// How long what is decided may still be said here; nobody is heard meanwhile.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// How long stores may take to apply what the stream had.
const CATCH_UP: Duration = Duration::from_secs(60);

/// A shard that this node owns, open.
pub(super) struct OpenShard {
    shard: ShardId,
    epoch: Epoch,
    folder: PathBuf,
    running: Running,
    claims: Arc<ShardClaims>,
    up: Up,
    /// The place in the log of claims up to which the outbox knows them.
    claims_known: u64,
    /// The journal's head in the last snapshot; `None` before there is one.
    snapshot: Option<u64>,
    /// The place of the newest entry that asks to forget somebody.
    erased: Arc<AtomicU64>,
}

impl OpenShard {
    /// Opens a shard that was just taken: the newest of it that is to be had, then what the stream has beyond. Resolves when
    /// it is up to date and talks. Whoever fails, or does not wait for the end, is to stop what `supervisor` has: two must not
    /// work in one folder.
    ///
    /// # Errors
    /// What is kept of it cannot be used, NATS fails, or somebody else has taken it.
    pub(super) async fn open(
        node: &Node,
        (shard, epoch): (ShardId, Epoch),
        lease: &Lease,
        supervisor: &Supervisor,
    ) -> anyhow::Result<Self> {
        let newest = node.view.borrow().snapshots.get(&shard).map(|snapshot| snapshot.value.seq);
        let note = place::make_newest(&node.data, shard, &node.snapshots, newest).await?;
        let folder = place::folder_of(&node.data, shard);
        place::write_note(&folder, Note { epoch, ..note })?;
        let claims = ShardClaims::begin(&node.layout, shard, epoch, lease.node(), note.claims).await;
        let claims = Arc::new(claims.with_context(|| format!("cannot read the claims of shard {shard}"))?);
        let (running, outbox) = start_stores(node, &folder, supervisor);
        let erased = note_erasures(node, &running);
        let up = bring_up(node, (shard, epoch), lease, &running, outbox, &claims).await?;
        let (claims_known, snapshot) = (note.claims, newest);
        Ok(Self { shard, epoch, folder, running, claims, up, claims_known, snapshot, erased })
    }

    /// Who wants a snapshot now, for the one who makes them.
    pub(super) fn wanted(&mut self) -> mpsc::Receiver<SnapshotWanted> {
        std::mem::replace(&mut self.up.wanted, mpsc::channel(1).1)
    }

    /// How far it is behind the stream.
    pub(super) fn report(&self) -> ShardReport {
        let lag = self.up.lag.messages(&self.running.stores());
        ShardReport { shard: self.shard, epoch: self.epoch, lag, unsaved_s: 0, stands_still: false }
    }

    /// Resolves when it cannot go on here, with the reason.
    pub(super) async fn broken(&self) -> Broken {
        tokio::select! {
            lost = self.up.lag.lost() => Broken::UpdatesLost(lost.to_string()),
            () = self.claims.fenced() => Broken::Fenced,
            why = self.running.supervisor.given_up() => Broken::GaveUp(why),
        }
    }

    /// Puts a snapshot into the object store, if anything changed since the last.
    ///
    /// # Errors
    /// It was not made; what was there before stays.
    pub(super) async fn snapshot(&mut self, node: &Node) -> anyhow::Result<()> {
        let head = place_of(self.running.journal.head());
        // While words are to be erased, the files still have them; those of before have them too.
        if Some(head) == self.snapshot || !self.running.journal.erasures().await?.is_empty() {
            return Ok(());
        }
        let erased = self.erased.load(Ordering::Acquire);
        // Read first: each claim up to here is of a row that the copied outbox has.
        let claims = node.layout.last_claim().await?;
        let settled = self.is_settled().await;
        let shelf = self.folder.with_extension("snapshot");
        let (copy, manifest) = backup::backup(&self.folder, &shelf).await?;
        let files = manifest.files().map(|file| copy.join(file)).collect();
        let seq = manifest.of("journal.db").and_then(|journal| u64::try_from(journal.seq).ok()).unwrap_or_default();
        let claims = if settled { claims } else { self.claims_known };
        let keeps_former = self.snapshot.is_none_or(|snapshot| erased <= snapshot);
        let new = NewSnapshot { shard: self.shard, epoch: self.epoch, seq, claims, files, keeps_former };
        let put = node.snapshots.put(new).await;
        std::fs::remove_dir_all(&shelf).with_context(|| format!("cannot remove {}", shelf.display()))?;
        put?;
        self.snapshot = Some(seq);
        self.claims_known = claims;
        place::write_note(&self.folder, Note { epoch: self.epoch, claims })
    }

    /// Whether the newest snapshot has everything that is here.
    pub(super) fn is_in_snapshot(&self) -> bool {
        self.snapshot == Some(place_of(self.running.journal.head()))
    }

    /// The journal's head in the newest snapshot.
    pub(super) fn newest_snapshot(&self) -> Option<u64> {
        self.snapshot
    }

    /// Whether somebody was forgotten since the last snapshot, which is not to outlive their words in the files.
    pub(super) fn is_snapshot_overdue(&self) -> bool {
        self.snapshot.is_some_and(|snapshot| self.erased.load(Ordering::Acquire) > snapshot)
    }

    /// Whether nothing waits that a former owner may have claimed.
    async fn is_settled(&self) -> bool {
        let is_open = |state: &str| matches!(state, "decided" | "ready" | "sending");
        let counts = self.up.conversation.counts().await;
        counts.is_ok_and(|counts| counts.iter().all(|(state, count)| *count == 0 || !is_open(state)))
    }

    /// Stops taking in and talking, so that the next owner finds everything in the snapshot. Resolves when all is done, or has
    /// taken long enough.
    pub(super) async fn drain(&self) {
        self.up.feed.actor().stop().await;
        let head = self.running.journal.head();
        for store in self.running.stores() {
            store.reached(head, DRAIN).await;
        }
        let said = async {
            while self.up.conversation.is_busy().await.unwrap_or(false) {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = timeout(LAST_WORDS, said).await;
        self.up.sender.finish().await;
    }

    /// Stops everything at once, in reverse order of its start. What is under way is the next owner's.
    pub(super) async fn stop(self) {
        self.running.supervisor.stop_all().await;
    }

    /// What is decided and said in its chats.
    pub(super) fn conversation(&self) -> &Conversation {
        &self.up.conversation
    }
}

/// What [`bring_up`] starts.
struct Up {
    feed: LooperHandle<Feed>,
    lag: Lag,
    conversation: Conversation,
    sender: LooperHandle<Sender>,
    /// Who wants a snapshot now.
    wanted: mpsc::Receiver<SnapshotWanted>,
    /// Answers what other shards ask.
    _answering: AbortOnDrop,
}

/// The journal and the stores of a shard, as of one machine.
fn start_stores(node: &Node, folder: &Path, supervisor: &Supervisor) -> (Running, watch::Sender<Option<SomeStore>>) {
    let journal = Journal::start(supervisor, folder, node.identity.id.0);
    journal.hear_only(rules::allowed_chats(&node.settings));
    let derived = DerivedStores::start(StoreDeps {
        supervisor,
        home: folder.into(),
        journal: &journal,
        own: node.identity.id,
        analyzer: node.analyzer.clone(),
        zones: node.zones.clone(),
    });
    let (outbox_sender, outbox) = watch::channel(None);
    let (_, edge) = watch::channel(None);
    let running = Running {
        supervisor: supervisor.clone(),
        journal,
        analyzer: node.analyzer.clone(),
        zones: node.zones.clone(),
        derived,
        connectivity: node.connectivity.clone(),
        deliveries: None,
        disk: node.disk.clone(),
        longest_silence: node.longest_silence,
        outbox,
        edge,
    };
    (running, outbox_sender)
}

/// Tells the cluster who is to be forgotten, whenever the journal takes that in.
fn note_erasures(node: &Node, running: &Running) -> Arc<AtomicU64> {
    let newest: Arc<AtomicU64> = Arc::default();
    let (noted, mut to_note) = mpsc::unbounded_channel();
    let seen = Arc::clone(&newest);
    running.journal.follow(move |batch| {
        for entry in &batch.entries {
            if let Ok(Event::Erase(erasure)) = entry.event() {
                seen.fetch_max(place_of(entry.seq), Ordering::AcqRel);
                // Nobody listens any more once the node ends.
                let _ = noted.send((place_of(entry.seq), *erasure));
            }
        }
    });
    let retention = Retention::new(&node.layout);
    actix_rt::spawn(async move {
        while let Some((seq, Erasure { person, before })) = to_note.recv().await {
            let mut backoff = Backoff::new(Duration::from_millis(200), Duration::from_secs(15));
            while let Err(error) = retention.note_erasure(seq, person.0, before).await {
                tracing::warn!(%error, "cannot tell the cluster whom to forget; trying again");
                sleep(backoff.pause()).await;
            }
        }
    });
    newest
}

fn place_of(seq: Seq) -> u64 {
    u64::try_from(seq.0).unwrap_or_default()
}

/// Takes in what the stream has beyond what is kept; only then those begin who talk: what was sent by a former owner must be known
/// to have been.
async fn bring_up(
    node: &Node,
    (shard, epoch): (ShardId, Epoch),
    lease: &Lease,
    running: &Running,
    outbox: watch::Sender<Option<SomeStore>>,
    claims: &Arc<ShardClaims>,
) -> anyhow::Result<Up> {
    running.journal.tried().await.context("cannot open the journal")?;
    let (names, nats) = (&node.layout.names, node.layout.connection().client());
    let log = StreamLog::new(&node.updates, names, &node.routes, Right::While(lease.clone()));
    running.journal.append_through(Arc::new(log));
    let caller = Caller::Owner(shard, epoch);
    let relay = GatewayRelay::new(nats, names, node.view.clone(), lease.clone(), caller);
    let parts = Parts {
        client: node.telegram.through(Arc::new(relay)),
        folder: place::folder_of(&node.data, shard),
        settings: node.settings.clone(),
        webhook: None,
        gave_up: None,
        live_settings: node.live_settings.clone(),
        models: node.models.clone(),
        shards: Some(Arc::new(OtherShards::of(node, lease))),
        outbox,
    };
    let (want, wanted) = mpsc::channel(1);
    let answering = lookups::answer(node, (shard, epoch), &running.derived, want).await?;
    let edge = ShardEdge::start(running, parts, node.identity.clone()).await;
    let (feed, lag) = Feed::start(&running.supervisor, shard, &node.updates, &running.journal, node.stores_of.clone());
    tokio::select! {
        () = lag.caught_up() => {}
        lost = lag.lost() => return Err(lost.into()),
        () = lease.lost() => anyhow::bail!("this node is not in the cluster any more"),
    }
    let head = running.journal.head();
    for store in running.stores() {
        if !store.reached(head, CATCH_UP).await {
            tracing::warn!(%shard, store = store.name(), "a shard begins to talk although a store of it is behind");
        }
    }
    let conversation = edge.conversation().clone();
    budgets::recall(node, &conversation).await;
    let sender = edge.talk(Arc::clone(claims) as Arc<dyn Claims>);
    Ok(Up { feed, lag, conversation, sender, wanted, _answering: answering })
}

/// Why a shard cannot go on here.
#[derive(Debug)]
pub(super) enum Broken {
    /// The stream no longer has what the shard needs.
    UpdatesLost(String),
    /// Another node has it.
    Fenced,
    /// A part of it kept failing.
    GaveUp(String),
}
