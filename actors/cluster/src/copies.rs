//! Whether NATS keeps all copies of everything.

use std::collections::BTreeMap;

use crate::layout::{Layout, LayoutError, find};

impl Layout {
    /// The servers whose copies of streams are missing or behind, each with these streams. A stream that was deleted has none.
    ///
    /// # Errors
    /// NATS does not answer, as it does without a majority of the copies.
    pub async fn missing_copies(&self) -> Result<BTreeMap<String, Vec<String>>, LayoutError> {
        let mut missing = BTreeMap::<_, Vec<_>>::new();
        for stream in [&self.updates, &self.claims, &self.state.stream, &self.snapshot_chunks] {
            let name = &stream.cached_info().config.name;
            let Some(found) = find(&self.connection, name).await? else { continue };
            let copies = found.cached_info().cluster.iter().flat_map(|cluster| &cluster.replicas);
            for copy in copies.filter(|copy| copy.offline || !copy.current) {
                missing.entry(copy.name.clone()).or_default().push(name.clone());
            }
        }
        Ok(missing)
    }
}
