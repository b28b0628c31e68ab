//! Numbers as publishers write them.
//!
//! What is certain is read, what is ambiguous is refused: a wrong figure is worse than none, and
//! `1,5` in a file of decimal points may be one and a half or a slip in fifteen.

use crate::sources::Decimal;

/// Why a cell is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// Letters, two signs, an exponent where there is none…
    NotANumber,
    /// A separator that may mean tenths or thousands. The hint is the decimal sign that would make
    /// sense of it.
    Ambiguous(Decimal),
    /// Infinite, too large for a number, or the letters “NaN”.
    NotFinite,
}

/// Cells that mean “no figure” in any file, besides the empty one.
const MISSING: [&str; 14] =
    ["..", "...", "…", "-", "–", "—", "−", ":", "n/a", "na", "n.a.", "n.a", "#n/a", "null"];

/// Reads one cell. `Ok(None)` where there is no figure.
///
/// Spaces of any kind, apostrophes and the sign that is not the decimal one may group thousands
/// (by three, from the right); a percent sign at the end is taken off without dividing.
///
/// # Errors
/// See [`NumberError`].
pub fn parse_number(cell: &str, decimal: Decimal) -> Result<Option<f64>, NumberError> {
    parse_scaled(cell.as_bytes(), decimal, 1.0)
}

/// As [`parse_number`], from bytes and times `scale`.
///
/// A power of ten is applied to the written digits, so `0.0139` × 100 is exactly what reading
/// `1.39` gives, and not 1.3900000000000001.
pub fn parse_scaled(cell: &[u8], decimal: Decimal, scale: f64) -> Result<Option<f64>, NumberError> {
    let cell = cell.trim_ascii();
    if cell.is_empty() {
        return Ok(None);
    }
    if decimal == Decimal::Point && looks_plain(cell) {
        return finish(cell, scale).map(Some);
    }
    let text = String::from_utf8_lossy(cell);
    let text = text.trim();
    if text.is_empty() || MISSING.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    let mut plain = Vec::with_capacity(text.len());
    normalise(text, decimal, &mut plain)?;
    finish(&plain, scale).map(Some)
}

/// Digits with at most a sign, a point and an exponent: nothing to take out before reading.
fn looks_plain(cell: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'E');
    cell.iter().all(allowed) && cell.iter().any(u8::is_ascii_digit)
}

fn finish(plain: &[u8], scale: f64) -> Result<f64, NumberError> {
    let value = match power_of_ten(scale) {
        Some(0) => read(plain)?,
        Some(power) if plain.len() < 40 && !plain.iter().any(|byte| byte | 32 == b'e') => {
            let mut written = [0_u8; 48];
            let digit = b'0' + power.unsigned_abs();
            let sign = if power < 0 { b'-' } else { b'+' };
            written[..plain.len()].copy_from_slice(plain);
            written[plain.len()..plain.len() + 3].copy_from_slice(&[b'e', sign, digit]);
            read(&written[..plain.len() + 3])?
        }
        _ => read(plain)? * scale,
    };
    if value.is_finite() { Ok(value) } else { Err(NumberError::NotFinite) }
}

fn read(plain: &[u8]) -> Result<f64, NumberError> {
    let value: f64 = fast_float2::parse(plain).map_err(|_| NumberError::NotANumber)?;
    // A minus before nothing is nothing.
    Ok(if value == 0.0 { 0.0 } else { value })
}

fn power_of_ten(scale: f64) -> Option<i8> {
    const POWERS: [(f64, i8); 15] = [
        (1.0, 0),
        (10.0, 1),
        (100.0, 2),
        (1e3, 3),
        (1e4, 4),
        (1e5, 5),
        (1e6, 6),
        (1e7, 7),
        (1e8, 8),
        (1e9, 9),
        (0.1, -1),
        (0.01, -2),
        (0.001, -3),
        (1e-4, -4),
        (1e-6, -6),
    ];
    POWERS.iter().find(|(power, _)| *power == scale).map(|(_, exponent)| *exponent)
}

/// Rewrites a number with a decimal point, without grouping, sign words or percent sign.
fn normalise(text: &str, decimal: Decimal, plain: &mut Vec<u8>) -> Result<(), NumberError> {
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (negative, text) = match text.chars().next() {
        Some('-' | '−') => (true, text.trim_start_matches(['-', '−']).trim_start()),
        Some('+') => (false, text[1..].trim_start()),
        _ => (false, text),
    };
    if is_not_finite(text) {
        return Err(NumberError::NotFinite);
    }
    let (mark, other, hint) = match decimal {
        Decimal::Point => ('.', ',', Decimal::Comma),
        Decimal::Comma => (',', '.', Decimal::Point),
    };
    let (digits, exponent) = text.split_at(text.find(['e', 'E']).unwrap_or(text.len()));
    let (whole, tenths) = digits.split_once(mark).map_or((digits, None), |(w, t)| (w, Some(t)));
    if tenths.is_some_and(|tenths| tenths.contains(other)) {
        return Err(NumberError::Ambiguous(hint));
    }
    if negative {
        plain.push(b'-');
    }
    ungroup(whole, other, hint, plain)?;
    if let Some(tenths) = tenths {
        plain.push(b'.');
        push_digits(tenths, plain)?;
    }
    plain.extend_from_slice(exponent.as_bytes());
    Ok(())
}

fn is_not_finite(text: &str) -> bool {
    ["nan", "inf", "infinity", "∞"].contains(&text.to_lowercase().as_str())
}

/// Takes the grouping out of the whole part: one kind of separator, groups of exactly three.
fn ungroup(
    whole: &str,
    other: char,
    hint: Decimal,
    plain: &mut Vec<u8>,
) -> Result<(), NumberError> {
    let is_group_mark = |c: char| c == other || c.is_whitespace() || matches!(c, '\'' | '’');
    let Some(mark) = whole.chars().find(|c| is_group_mark(*c)) else {
        return push_digits(whole, plain);
    };
    let refused =
        if mark == other { NumberError::Ambiguous(hint) } else { NumberError::NotANumber };
    for (position, group) in whole.split(mark).enumerate() {
        let sound = match position {
            0 => (1..=3).contains(&group.len()) && !group.starts_with('0'),
            _ => group.len() == 3,
        };
        let digits = group.bytes().all(|byte| byte.is_ascii_digit());
        if !digits {
            return Err(NumberError::NotANumber);
        }
        if !sound {
            return Err(refused);
        }
        plain.extend_from_slice(group.as_bytes());
    }
    Ok(())
}

fn push_digits(digits: &str, plain: &mut Vec<u8>) -> Result<(), NumberError> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    plain.extend_from_slice(digits.as_bytes());
    Ok(())
}

/// Smallest and largest figure that makes sense.
pub type Range = (f64, f64);

/// The range that a unit allows when nothing more is known of the indicator.
pub fn range_of(unit: &str) -> Range {
    match unit {
        "percent" | "index_0_100" => (0.0, 100.0),
        "index_0_1" => (0.0, 1.0),
        "usd" | "usd_ppp" | "years" => (f64::NEG_INFINITY, f64::INFINITY),
        _ => (0.0, f64::INFINITY),
    }
}

/// Whether `value` is in the range, but for what rounding adds.
pub fn in_range(value: f64, (least, most): Range) -> bool {
    value >= least - 1e-9 && value <= most + most.abs().min(1e12) * 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_is_certain() {
        for (cell, decimal, value) in [
            ("1.5", Decimal::Point, 1.5),
            (" 12 ", Decimal::Point, 12.0),
            ("-3", Decimal::Point, -3.0),
            ("−3", Decimal::Point, -3.0),
            ("+3", Decimal::Point, 3.0),
            ("1e3", Decimal::Point, 1000.0),
            (".5", Decimal::Point, 0.5),
            ("1 234", Decimal::Point, 1234.0),
            ("1\u{202f}234\u{202f}567", Decimal::Comma, 1_234_567.0),
            ("1’234.5", Decimal::Point, 1234.5),
            ("1,234.5", Decimal::Point, 1234.5),
            ("1.234,5", Decimal::Comma, 1234.5),
            ("1,5", Decimal::Comma, 1.5),
            ("1.51%", Decimal::Point, 1.51),
            ("12 %", Decimal::Point, 12.0),
            ("12,5\u{a0}%", Decimal::Comma, 12.5),
            ("1,234", Decimal::Point, 1234.0),
        ] {
            assert_eq!(parse_number(cell, decimal), Ok(Some(value)), "{cell}");
        }
    }

    #[test]
    fn knows_the_words_for_no_figure() {
        for cell in ["", " ", "..", "n/a", "NA", "N/A", "-", "…", "–", ":", "#N/A", "\u{a0}"] {
            assert_eq!(parse_number(cell, Decimal::Point), Ok(None), "{cell:?}");
        }
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        let comma = NumberError::Ambiguous(Decimal::Comma);
        for (cell, decimal, error) in [
            ("1,5", Decimal::Point, comma),
            ("0,123", Decimal::Point, comma),
            ("12,34,567", Decimal::Point, comma),
            ("1.234,5", Decimal::Point, comma),
            ("1.5", Decimal::Comma, NumberError::Ambiguous(Decimal::Point)),
            ("1e309", Decimal::Point, NumberError::NotFinite),
            ("-1e309", Decimal::Point, NumberError::NotFinite),
            ("NaN", Decimal::Point, NumberError::NotFinite),
            ("inf", Decimal::Point, NumberError::NotFinite),
            ("-Infinity", Decimal::Point, NumberError::NotFinite),
            ("about 5", Decimal::Point, NumberError::NotANumber),
            ("5 6", Decimal::Point, NumberError::NotANumber),
            ("1.2.3", Decimal::Point, NumberError::NotANumber),
            ("--5", Decimal::Point, NumberError::NotANumber),
            ("5-", Decimal::Point, NumberError::NotANumber),
            ("%", Decimal::Point, NumberError::NotANumber),
            ("<5", Decimal::Point, NumberError::NotANumber),
            ("0x10", Decimal::Point, NumberError::NotANumber),
            ("e5", Decimal::Point, NumberError::NotANumber),
        ] {
            assert_eq!(parse_number(cell, decimal), Err(error), "{cell}");
        }
    }

    #[test]
    fn a_power_of_ten_moves_the_point_of_what_is_written() {
        assert_eq!(parse_scaled(b"0.0139", Decimal::Point, 100.0), Ok(Some(1.39)));
        assert_eq!(parse_scaled(b"606.79078", Decimal::Point, 1e6), Ok(Some(606_790_780.0)));
        assert_eq!(parse_scaled(b"1e-2", Decimal::Point, 100.0), Ok(Some(1.0)));
        assert_eq!(parse_scaled(b"2", Decimal::Point, 2.5), Ok(Some(5.0)));
        assert_eq!(parse_scaled(b"1e308", Decimal::Point, 1e3), Err(NumberError::NotFinite));
    }

    #[test]
    fn ranges_follow_the_unit() {
        assert!(in_range(100.000_01, range_of("percent")));
        assert!(!in_range(-0.1, range_of("percent")) && !in_range(100.1, range_of("percent")));
        assert!(in_range(180.0, range_of("per_100_people")));
        assert!(in_range(-2.0, range_of("usd")) && !in_range(-2.0, range_of("number")));
    }

    proptest! {
        #[test]
        fn reads_back_every_number_as_written(value in proptest::num::f64::NORMAL) {
            prop_assert_eq!(parse_number(&value.to_string(), Decimal::Point), Ok(Some(value)));
            prop_assert_eq!(parse_number(&format!("{value:e}"), Decimal::Point), Ok(Some(value)));
        }

        #[test]
        fn grouping_does_not_change_a_number(whole in 0_u64..10_u64.pow(12)) {
            let digits = whole.to_string();
            let mut grouped = String::new();
            for (position, digit) in digits.chars().enumerate() {
                if position > 0 && (digits.len() - position) % 3 == 0 {
                    grouped.push('\u{202f}');
                }
                grouped.push(digit);
            }
            prop_assert_eq!(parse_number(&grouped, Decimal::Comma), Ok(Some(whole as f64)));
        }

        #[test]
        fn never_gives_a_number_that_is_not_finite(cell in "\\PC{0,24}") {
            if let Ok(Some(value)) = parse_number(&cell, Decimal::Point) {
                prop_assert!(value.is_finite());
            }
        }
    }
}
