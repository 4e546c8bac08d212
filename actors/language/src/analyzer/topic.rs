//! What a text is about.

use super::{Topic, lexicon::Hit};

/// The topic that most words speak of; of equals the one that comes first in the text.
pub fn topic(hits: &[Hit]) -> Topic {
    let about = |topic: Topic| hits.iter().filter(move |hit| hit.meaning.is_about(topic));
    let votes = |topic: &Topic| (about(*topic).count(), about(*topic).next().map(|hit| std::cmp::Reverse(hit.first)));
    if !hits.iter().any(|hit| hit.meaning.has_topic()) {
        return Topic::General;
    }
    Topic::ALL.iter().copied().max_by_key(votes).unwrap_or(Topic::General)
}
