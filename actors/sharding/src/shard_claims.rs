//! What a shard's owner is about to send, told to the owners after it.

use std::{collections::HashMap, sync::Arc};

use cluster::{Claim, ClaimError, ClaimRecord, ClaimsLog, Epoch, Layout, ShardId};
use futures_util::future::BoxFuture;
use telegram::{Claimed, Claims, NotClaimed};
use tokio::sync::{mpsc, watch};

/// What was sent, to be told in one go.
const TOGETHER: usize = 256;

/// The claims of one shard, for its owner of one epoch.
pub struct ShardClaims {
    log: Arc<ClaimsLog>,
    /// What former owners claimed, and whether they sent it.
    former: HashMap<String, Claimed>,
    sent: mpsc::UnboundedSender<String>,
    fenced: watch::Sender<bool>,
}

impl ShardClaims {
    /// Begins an epoch: from now on former owners claim in vain. `since` is the place in the log of claims up to which what is kept
    /// of the shard knows them.
    ///
    /// # Errors
    /// A later epoch has begun, or NATS cannot be reached.
    pub async fn begin(
        layout: &Layout,
        shard: ShardId,
        epoch: Epoch,
        node: &str,
        since: u64,
    ) -> Result<Self, ClaimError> {
        let log = Arc::new(ClaimsLog::begin(layout, shard, epoch, node).await?);
        let records = ClaimsLog::read(layout, shard, since, log.began()).await?;
        let former = former(records.into_iter().map(|(_, record)| record));
        let (sent, to_tell) = mpsc::unbounded_channel();
        tokio::spawn(tell(Arc::clone(&log), to_tell));
        Ok(Self { log, former, sent, fenced: watch::Sender::new(false) })
    }

    /// The place in the log of claims with which this epoch began.
    pub fn began(&self) -> u64 {
        self.log.began()
    }

    /// Resolves when another owner is found to have the shard.
    pub fn fenced(&self) -> impl Future<Output = ()> + use<> {
        let mut fenced = self.fenced.subscribe();
        async move {
            if fenced.wait_for(|fenced| *fenced).await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    async fn claim(&self, key: String) -> Result<Claimed, NotClaimed> {
        if let Some(Claimed::Sent) = self.former.get(&key) {
            return Ok(Claimed::Sent);
        }
        let claimed = self.log.claim(vec![Claim::from(key.as_str())]).await;
        tracing::debug!(target: "trail", key, stage = "claim", outcome = if claimed.is_ok() { "first" } else { "refused" });
        match claimed {
            Ok(()) => Ok(self.former.get(&key).copied().unwrap_or(Claimed::First)),
            Err(error) => {
                if error == ClaimError::Fenced {
                    self.fenced.send_replace(true);
                }
                Err(NotClaimed(error.to_string()))
            }
        }
    }
}

impl Claims for ShardClaims {
    fn claim(&self, key: &str) -> BoxFuture<'_, Result<Claimed, NotClaimed>> {
        Box::pin(self.claim(key.to_owned()))
    }

    fn sent(&self, key: &str) {
        // Nobody listens any more once the shard is lost.
        let _ = self.sent.send(key.to_owned());
    }
}

/// Tells what was sent. A key that cannot be told is one of which the next owner does not know whether it was sent.
async fn tell(log: Arc<ClaimsLog>, mut sent: mpsc::UnboundedReceiver<String>) {
    let mut keys = Vec::new();
    while sent.recv_many(&mut keys, TOGETHER).await > 0 {
        if let Err(error) = log.done(std::mem::take(&mut keys)).await {
            tracing::debug!(%error, "cannot tell other machines what was sent");
        }
    }
}

fn former(records: impl IntoIterator<Item = ClaimRecord>) -> HashMap<String, Claimed> {
    let mut former = HashMap::new();
    for record in records {
        for claim in record.claims {
            former.entry(claim.key).or_insert(Claimed::Again);
        }
        for key in record.done {
            former.insert(key, Claimed::Sent);
        }
    }
    former
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_stays_so_however_often_it_is_claimed() {
        let claim = |key: &str| ClaimRecord { claims: vec![Claim::from(key)], ..ClaimRecord::default() };
        let done = |key: &str| ClaimRecord { done: vec![key.to_owned()], ..ClaimRecord::default() };
        let former = former([claim("e7.0"), claim("e8.0"), done("e7.0"), claim("e7.0")]);
        assert_eq!(former.get("e7.0"), Some(&Claimed::Sent));
        assert_eq!(former.get("e8.0"), Some(&Claimed::Again));
        assert_eq!(former.get("e9.0"), None);
    }
}
