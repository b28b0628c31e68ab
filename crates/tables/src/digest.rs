//! The digest of a batch: what proves that its figures are still those that were imported.
//!
//! One SHA-256 per series, over its identity and its figures by period; the digest of the batch is the
//! SHA-256 of these, sorted. It depends neither on the numbers that a node gave to its series nor on the
//! order of the file, so two nodes that hold the same figures agree.

use sha2::{Digest, Sha256};

use passerelle_vocabulary::{Row, Series};

/// Computes a batch's digest, one series after the other.
#[derive(Default)]
pub struct BatchDigest {
    series: Vec<[u8; 32]>,
    current: Option<Sha256>,
    spoiled: bool,
}

impl BatchDigest {
    /// Starts the figures of a series.
    pub fn start(&mut self, series: &Series) {
        self.finish_series();
        let mut hasher = Sha256::new();
        let dimensions = series.dimensions.to_string();
        for part in [
            series.indicator.as_str(),
            series.place.as_str(),
            dimensions.as_str(),
            series.unit.as_str(),
            series.source.as_str(),
        ] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        self.current = Some(hasher);
    }

    /// Adds a figure of the current series; figures come by period.
    pub fn add(&mut self, row: &Row) {
        let Some(hasher) = &mut self.current else { return };
        // "No figure" and "unknown" are one bit pattern, whatever kind of NaN came in.
        let bits = |number: f64| if number.is_nan() { u64::MAX } else { number.to_bits() };
        let mut bytes = [0_u8; 29];
        bytes[..4].copy_from_slice(&row.period.to_code().to_be_bytes());
        bytes[4..12].copy_from_slice(&bits(row.value.unwrap_or(f64::NAN)).to_be_bytes());
        bytes[12..20].copy_from_slice(&bits(row.standard_error).to_be_bytes());
        bytes[20..28].copy_from_slice(&bits(row.n).to_be_bytes());
        bytes[28] = row.status.number();
        hasher.update(bytes);
    }

    /// One of its figures cannot be read: the digest will be that of no batch.
    pub fn spoil(&mut self) {
        self.spoiled = true;
    }

    fn finish_series(&mut self) {
        if let Some(hasher) = self.current.take() {
            self.series.push(hasher.finalize().into());
        }
    }

    /// The digest, in hexadecimal; empty where a figure could not be read.
    pub fn finish(mut self) -> String {
        if self.spoiled {
            return String::new();
        }
        self.finish_series();
        self.series.sort_unstable();
        let mut hasher = Sha256::new();
        for series in &self.series {
            hasher.update(series);
        }
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use passerelle_vocabulary::{Dimensions, Period, Status};

    fn series(place: &str) -> Series {
        Series {
            indicator: "internet_users".into(),
            place: place.into(),
            dimensions: Dimensions::everyone(),
            unit: "percent".into(),
            source: "itu".into(),
        }
    }

    fn row(year: i32, value: f64) -> Row {
        Row {
            series: 0,
            period: Period::year_of(year).unwrap(),
            value: Some(value),
            standard_error: f64::NAN,
            n: f64::NAN,
            status: Status::Normal,
            line: 0,
        }
    }

    fn digest(parts: &[(&str, &[Row])]) -> String {
        let mut digest = BatchDigest::default();
        for (place, rows) in parts {
            digest.start(&series(place));
            rows.iter().for_each(|row| digest.add(row));
        }
        digest.finish()
    }

    #[test]
    fn does_not_depend_on_the_order_of_series() {
        let (a, b) = ([row(2019, 1.0)], [row(2019, 2.0), row(2020, 3.0)]);
        assert_eq!(digest(&[("KEN", &a), ("TZA", &b)]), digest(&[("TZA", &b), ("KEN", &a)]));
    }

    #[test]
    fn changes_with_every_field() {
        let base = digest(&[("KEN", &[row(2019, 1.0)])]);
        let changed: [Row; 5] = [
            row(2020, 1.0),
            row(2019, 1.0000000001),
            Row { standard_error: 0.1, ..row(2019, 1.0) },
            Row { n: 10.0, ..row(2019, 1.0) },
            Row { status: Status::Estimated, ..row(2019, 1.0) },
        ];
        for row in changed {
            assert_ne!(digest(&[("KEN", &[row])]), base, "{row:?}");
        }
        assert_ne!(digest(&[("TZA", &[row(2019, 1.0)])]), base);
        assert_ne!(digest(&[("KEN", &[row(2019, 1.0)]), ("TZA", &[])]), base);
    }
}
