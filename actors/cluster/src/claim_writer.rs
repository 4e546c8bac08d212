//! Writes a shard's claims, each after the last one: whoever wrote in between is another owner.

use std::mem;

use tokio::sync::mpsc;

use crate::{
    claims::{ClaimError, ClaimRecord, Log, Request, parse},
    publish::{PublishError, publish_after},
    shard::{Epoch, ShardId},
    state::last_of,
    values::{ShardValue, shard_key},
};

/// Requests are put together up to that many bytes; servers take a megabyte unless set otherwise.
const TOGETHER: usize = 256 * 1024;

pub(crate) struct Writer {
    log: Log,
    shard: ShardId,
    epoch: Epoch,
    /// Begins the nonces of all that this writer writes.
    name: String,
    written: u64,
    /// The sequence of the subject's last message, as far as it is known.
    last: u64,
    /// Whether a message may have arrived, or may yet, without an acknowledgement.
    is_unsure: bool,
}

impl Writer {
    /// Writes the marker of an epoch after whatever is there. Gives its sequence too.
    pub async fn begin(log: Log, shard: ShardId, epoch: Epoch, node: &str) -> Result<(Self, u64), ClaimError> {
        let name = format!("{:016x}", fastrand::u64(..));
        let mut writer = Self { log, shard, epoch, name, written: 0, last: 0, is_unsure: false };
        let marker = ClaimRecord { epoch, owner: Some(node.to_owned()), ..ClaimRecord::default() };
        loop {
            writer.last = match writer.read_last().await? {
                Some((_, record)) if record.epoch > epoch => return Err(ClaimError::Fenced),
                Some((seq, _)) => seq,
                None => 0,
            };
            match writer.publish(marker.clone()).await {
                Ok(began) => return Ok((writer, began)),
                // The former owner was quicker once more; a later epoch is found above.
                Err(PublishError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Writes until it is fenced or nobody asks any more.
    pub async fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        while let Some(first) = requests.recv().await {
            let mut together = vec![first];
            let mut size = size_of(&together[0]);
            while size < TOGETHER
                && let Ok(next) = requests.try_recv()
            {
                size += size_of(&next);
                together.push(next);
            }
            let result = self.write(&mut together).await;
            if result == Err(ClaimError::Fenced) {
                tracing::warn!(shard = %self.shard, epoch = %self.epoch, "another owner has the shard: claims are refused");
            }
            for request in together {
                request.reply.send(result.clone()).ok();
            }
            if result == Err(ClaimError::Fenced) {
                return;
            }
        }
    }

    async fn write(&mut self, requests: &mut [Request]) -> Result<(), ClaimError> {
        let claims = requests.iter_mut().flat_map(|request| mem::take(&mut request.claims)).collect();
        let done = requests.iter_mut().flat_map(|request| mem::take(&mut request.done)).collect();
        let record = ClaimRecord { epoch: self.epoch, claims, done, ..ClaimRecord::default() };
        if self.is_unsure {
            self.find_last().await?;
        }
        // What was on its way arrives before this or never: twice is enough, and a third time does no harm.
        for _ in 0..3 {
            match self.publish(record.clone()).await {
                Ok(_) => return Ok(()),
                Err(PublishError::Conflict) => self.find_last().await?,
                Err(error) => return Err(error.into()),
            }
        }
        self.is_unsure = true;
        Err(ClaimError::Unavailable("messages overtook each other".to_owned()))
    }

    async fn publish(&mut self, record: ClaimRecord) -> Result<u64, PublishError> {
        self.written += 1;
        let record = ClaimRecord { nonce: format!("{}-{}", self.name, self.written), ..record };
        let json = serde_json::to_vec(&record).map_err(|error| PublishError::Refused(error.to_string()))?;
        let published = publish_after(&self.log.jetstream, self.log.subject.clone(), self.last, json).await;
        match &published {
            Ok(seq) => (self.last, self.is_unsure) = (*seq, false),
            Err(PublishError::Unavailable(_)) => self.is_unsure = true,
            Err(PublishError::Refused(_) | PublishError::Conflict) => {}
        }
        published
    }

    /// Looks after which message the next one must come. Fenced if it is not one of this writer's.
    async fn find_last(&mut self) -> Result<(), ClaimError> {
        match self.read_last().await? {
            Some((seq, record)) if record.epoch == self.epoch && record.nonce.starts_with(&self.name) => {
                self.last = seq;
            }
            // Unchanged since this epoch began, or a reading that is behind.
            Some((seq, _)) if seq <= self.last => {}
            Some(_) => return Err(ClaimError::Fenced),
            // All are too old to be kept: then only the shard's entry tells whose it is.
            None => {
                self.refuse_former().await?;
                self.last = 0;
            }
        }
        Ok(())
    }

    async fn refuse_former(&self) -> Result<(), ClaimError> {
        let found = self.log.bucket.get::<ShardValue>(&shard_key(self.shard)).await?;
        let is_mine = found.is_none_or(|found| found.value.epoch <= self.epoch);
        if is_mine { Ok(()) } else { Err(ClaimError::Fenced) }
    }

    async fn read_last(&self) -> Result<Option<(u64, ClaimRecord)>, ClaimError> {
        let read = last_of(&self.log.stream, &self.log.subject).await;
        let found = read.map_err(|error| ClaimError::Unavailable(error.to_string()))?;
        found.map(|message| Ok((message.sequence, parse(&message.payload)?))).transpose()
    }
}

/// In bytes, about.
fn size_of(request: &Request) -> usize {
    let claims = serde_json::to_vec(&request.claims).map_or(0, |json| json.len());
    claims + request.done.iter().map(String::len).sum::<usize>()
}
