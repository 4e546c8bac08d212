//! How the model is kept: a head that says what it is, its numbers and weights, packed, and a checksum.

use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use sha2::{Digest as _, Sha256};

use super::{Classifier, LABELS, Weight, features};
use crate::Label;
use features::BUCKETS;

const MAGIC: &[u8; 8] = b"BALINT\r\n";
const CHECKSUM: usize = 32;
/// How hard packing tries, 0 to 10.
const LEVEL: u8 = 9;
/// Bytes of an unpacked model at most.
const LARGEST: usize = 8 << 20;

/// Why bytes are no model that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadModel {
    #[error("it is no model of intents: make one with `balachka train intents`")]
    Foreign,
    #[error("it was made by another version of balachka: train it anew with this one")]
    OtherVersion,
    #[error("it is damaged or cut off: copy it again, or train it anew")]
    Damaged,
}

/// Tells models of other features or labels apart.
fn version() -> [u8; 4] {
    let names = Label::ALL.iter().map(|label| label.as_str()).collect::<Vec<_>>().join(" ");
    let mut version = [0; 4];
    version.copy_from_slice(&Sha256::digest(format!("{} {names}", features::VERSION))[..4]);
    version
}

impl Classifier {
    /// As a file holds it; the same model gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = [MAGIC.as_slice(), &version()].concat();
        let packed = compress_to_vec(&self.content(), LEVEL);
        bytes.extend_from_slice(&packed);
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        bytes
    }

    /// The numbers, then of all rows what differs by its nature: how many labels each has, which, and their weights. Alike
    /// stands beside alike, since that is packed best.
    fn content(&self) -> Vec<u8> {
        let numbers = [self.step, self.temperature].into_iter().chain(self.bias);
        let mut content: Vec<u8> = numbers.flat_map(f32::to_le_bytes).collect();
        // Fewer than labels, of which a byte holds more.
        content.extend(self.starts.windows(2).map(|row| (row[1] - row[0]) as u8));
        for row in self.starts.windows(2) {
            let labels = self.weights[row[0] as usize..row[1] as usize].iter().map(|weight| weight.label);
            let before = [0].into_iter().chain(labels.clone());
            content.extend(labels.zip(before).map(|(label, before)| label - before));
        }
        content.extend(self.weights.iter().map(|weight| weight.steps.cast_unsigned()));
        content
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(BadModel::Foreign)?;
        if !rest.starts_with(&version()) {
            return Err(if rest.len() < 4 { BadModel::Damaged } else { BadModel::OtherVersion });
        }
        let (packed, checksum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(BadModel::Damaged)?;
        if Sha256::digest(packed)[..] != checksum[..] {
            return Err(BadModel::Damaged);
        }
        let content =
            decompress_to_vec_with_limit(&packed[MAGIC.len() + 4..], LARGEST).map_err(|_| BadModel::Damaged)?;
        read(&content).ok_or(BadModel::Damaged)
    }
}

fn read(content: &[u8]) -> Option<Classifier> {
    let (numbers, rest) = content.split_at_checked(4 * (2 + LABELS))?;
    let (counts, rest) = rest.split_at_checked(BUCKETS)?;
    let count: usize = counts.iter().map(|count| usize::from(*count)).sum();
    let (labels, steps) = rest.split_at_checked(count)?;
    if steps.len() != count {
        return None;
    }
    let mut numbers = numbers.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
    let mut model = Classifier { step: numbers.next()?, temperature: numbers.next()?, ..Classifier::default() };
    for (bias, number) in model.bias.iter_mut().zip(numbers) {
        *bias = number;
    }
    let mut weights = Vec::with_capacity(count);
    for (bucket, count) in counts.iter().enumerate() {
        let mut label = 0_u8;
        for _ in 0..*count {
            label = label.checked_add(labels[weights.len()]).filter(|it| usize::from(*it) < LABELS)?;
            weights.push(Weight { label, steps: steps[weights.len()].cast_signed() });
        }
        model.starts[bucket + 1] = weights.len() as u32;
    }
    model.weights = weights.into();
    Some(model)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_one_is_read_and_is_small() {
        let bytes = include_bytes!("../../models/intents.bin");
        assert!(bytes.len() <= 1 << 20, "{} bytes", bytes.len());
        assert_eq!(Classifier::from_bytes(bytes).unwrap(), *Classifier::built_in());
        assert_eq!(Classifier::built_in().to_bytes(), bytes);
    }

    #[test]
    fn what_is_no_model_is_refused_and_told_apart() {
        let good = Classifier::built_in().to_bytes();
        let refused = |bytes: &[u8]| Classifier::from_bytes(bytes).unwrap_err();
        assert_eq!([refused(b""), refused(b"PK\x03\x04"), refused("привіт".as_bytes())], [BadModel::Foreign; 3]);
        let mut other = good.clone();
        other[MAGIC.len()] ^= 1;
        assert_eq!(refused(&other), BadModel::OtherVersion);
        for (at, length) in [(10_000, good.len()), (good.len() - 1, good.len()), (20, 500), (9, 10)] {
            let mut damaged = good[..length].to_vec();
            damaged[at.min(length - 1)] ^= u8::from(length == good.len());
            assert_eq!(refused(&damaged), BadModel::Damaged, "{at} of {length}");
        }
    }
}
