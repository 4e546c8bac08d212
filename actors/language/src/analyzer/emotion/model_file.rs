//! How a model is kept: a head that says what it is, its numbers, and a checksum.

use sha2::{Digest as _, Sha256};

use super::{
    Group, Model, OUTPUTS,
    calibration::Curve,
    features::{self, BUCKETS, DENSE},
};

const MAGIC: &[u8; 8] = b"BALEMO\r\n";
const CHECKSUM: usize = 32;

/// Bytes of every model of this version.
const LENGTH: usize = MAGIC.len()
    + 4
    + BUCKETS * OUTPUTS
    + 4 * OUTPUTS
    + 4 * OUTPUTS * (DENSE + 1)
    + 12 * OUTPUTS * Group::ALL.len()
    + CHECKSUM;

/// Why a file is no model that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadModel {
    #[error("it is no model of emotions: make one with `balachka train`")]
    Foreign,
    #[error("it was made by another version of balachka: train it anew with this one")]
    OtherVersion,
    #[error("it is damaged or cut off: copy it again, or train it anew")]
    Damaged,
}

impl Model {
    /// As a file holds it; the same model gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&features::VERSION.to_le_bytes());
        bytes.extend(self.hashed.iter().flat_map(|row| row[..OUTPUTS].iter().map(|weight| weight.cast_unsigned())));
        let curves = self.calibration.0.iter().flatten();
        let curves = curves.flat_map(|curve| [curve.slope, curve.offset, curve.threshold]);
        let numbers = self.scales.iter().chain(self.dense.iter().flatten()).copied().chain(curves);
        bytes.extend(numbers.flat_map(f32::to_le_bytes));
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        bytes
    }

    /// From the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(BadModel::Foreign)?;
        let (version, _) = rest.split_first_chunk().ok_or(BadModel::Damaged)?;
        if u32::from_le_bytes(*version) != features::VERSION {
            return Err(BadModel::OtherVersion);
        }
        let (content, checksum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(BadModel::Damaged)?;
        if bytes.len() != LENGTH || Sha256::digest(content)[..] != checksum[..] {
            return Err(BadModel::Damaged);
        }
        Ok(Self::read(&content[MAGIC.len() + 4..]))
    }

    fn read(content: &[u8]) -> Self {
        let (hashed, numbers) = content.split_at(BUCKETS * OUTPUTS);
        let mut model = Self::default();
        for (row, weights) in model.hashed.iter_mut().zip(hashed.chunks_exact(OUTPUTS)) {
            for (weight, byte) in row.iter_mut().zip(weights) {
                *weight = byte.cast_signed();
            }
        }
        let mut numbers = numbers.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
        for (place, number) in model.scales.iter_mut().chain(model.dense.iter_mut().flatten()).zip(&mut numbers) {
            *place = number;
        }
        for curve in model.calibration.0.iter_mut().flatten() {
            let mut next = || numbers.next().unwrap_or_default();
            *curve = Curve { slope: next(), offset: next(), threshold: next() };
        }
        model
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::emotion::built_in;

    #[test]
    fn the_built_in_one_is_read_and_is_small() {
        let bytes = include_bytes!("../../../models/emotions.bin");
        assert!(bytes.len() <= 4 << 20, "{} bytes", bytes.len());
        assert_eq!(Model::from_bytes(bytes).unwrap(), *built_in());
        assert_eq!(built_in().to_bytes(), bytes);
    }

    #[test]
    fn what_is_no_model_is_refused_and_told_apart() {
        let good = built_in().to_bytes();
        let refused = |bytes: &[u8]| Model::from_bytes(bytes).unwrap_err();
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
