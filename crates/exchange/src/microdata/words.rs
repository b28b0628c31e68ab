//! Words as codes, and cells as numbers.

use std::sync::Arc;

use passerelle_vocabulary::columns::MISSING;
use passerelle_vocabulary::{Column, Columns};
use rustc_hash::FxHashMap;

use super::problem::Problems;
use super::{MOST_WORDS, MicrodataError, Wanted};

/// Whether a cell stands for nothing.
pub(super) fn is_nothing(cell: &[u8]) -> bool {
    matches!(cell, b"" | b"NA" | b"N/A" | b"NaN" | b"nan" | b"null" | b".")
}

/// A column as it is being read.
pub(super) enum Filling {
    Numbers(Vec<f64>),
    Words(Words),
}

/// Words met so far, and the codes of the present batch.
#[derive(Default)]
pub(super) struct Words {
    known: FxHashMap<Box<[u8]>, u32>,
    levels: Arc<Vec<String>>,
    codes: Vec<u32>,
    /// The code of the last word: neighbours are mostly alike.
    last: u32,
}

impl Words {
    /// Adds a word; its bytes are UTF-8, or Windows-1252.
    pub fn add(&mut self, cell: &[u8]) {
        if is_nothing(cell) {
            self.codes.push(MISSING);
            return;
        }
        // A word that is not UTF-8 is found below.
        if self.levels.get(self.last as usize).is_some_and(|last| last.as_bytes() == cell) {
            self.codes.push(self.last);
            return;
        }
        let code = match self.known.get(cell) {
            Some(code) => *code,
            None => self.new_word(cell),
        };
        self.last = code;
        self.codes.push(code);
    }

    /// The code of bytes that were not met before: of the word that they are, which other bytes may have
    /// been too (one row in UTF-8, the next in Windows-1252).
    fn new_word(&mut self, cell: &[u8]) -> u32 {
        let text = crate::statistics::decode(cell).0;
        let known = self.known.get(text.as_bytes()).copied();
        let code = known.unwrap_or_else(|| {
            let code = u32::try_from(self.levels.len()).unwrap_or(MISSING);
            self.known.insert(text.as_bytes().into(), code);
            Arc::make_mut(&mut self.levels).push(text.clone().into_owned());
            code
        });
        self.known.insert(cell.into(), code);
        code
    }

    pub fn add_missing(&mut self) {
        self.codes.push(MISSING);
    }
}

impl Filling {
    pub fn new(wanted: &Wanted) -> Self {
        if wanted.words { Self::Words(Words::default()) } else { Self::Numbers(Vec::new()) }
    }

    /// The rows read since the last time.
    pub fn take(&mut self) -> Column {
        match self {
            Self::Numbers(values) => Column::Numbers(std::mem::take(values)),
            Self::Words(words) => Column::Words {
                codes: std::mem::take(&mut words.codes),
                levels: Arc::clone(&words.levels),
            },
        }
    }

    pub fn has_too_many_words(&self) -> bool {
        matches!(self, Self::Words(words) if words.levels.len() > MOST_WORDS)
    }
}

/// The batch that columns hold.
pub(super) fn batch(wanted: &[Wanted], filling: &mut [Filling]) -> Result<Columns, MicrodataError> {
    for (one, column) in wanted.iter().zip(filling.iter()) {
        if column.has_too_many_words() {
            let column = one.name.clone();
            return Err(MicrodataError::TooManyWords { column, most: MOST_WORDS });
        }
    }
    let named =
        wanted.iter().map(|one| one.name.clone()).zip(filling.iter_mut().map(Filling::take));
    Ok(Columns::new(named.collect()).unwrap_or_default())
}

/// A cell as a number; what is none is a problem, and missing.
pub(super) fn number(
    cell: &[u8],
    decimal_comma: bool,
    problems: &mut Problems,
    at: (u64, u64, &str),
) -> f64 {
    let trimmed = cell.trim_ascii();
    if is_nothing(trimmed) {
        return f64::NAN;
    }
    let read = match fast_float2::parse::<f64, _>(trimmed) {
        Err(_) if decimal_comma && trimmed.contains(&b',') => {
            let pointed: Vec<u8> =
                trimmed.iter().map(|byte| if *byte == b',' { b'.' } else { *byte }).collect();
            fast_float2::parse::<f64, _>(&pointed)
        }
        read => read,
    };
    let code = match read {
        Ok(value) if value.is_finite() => return value,
        Ok(_) => "not-finite",
        Err(_) => "not-a-number",
    };
    problems.add(code, at.0, at.1, at.2, cell);
    f64::NAN
}

/// Whether a column of words holds numbers only.
pub(super) fn guess(first: &Columns, name: &str) -> Wanted {
    let numbers = match first.get(name) {
        Some(Column::Words { levels, .. }) => {
            !levels.is_empty() && levels.iter().all(|level| level.trim().parse::<f64>().is_ok())
        }
        _ => false,
    };
    Wanted { name: name.to_owned(), words: !numbers }
}
