//! Amounts as people write them in tables.

/// Hundredths of an amount, also below 0: with a point before decimals, or one comma and no point, as some spreadsheets
/// write; spaces between thousands. Not read as a fraction of two, so that no cent is lost.
pub(super) fn cents(written: &str) -> Option<i64> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = match (plain.matches(',').count(), plain.contains('.')) {
        (0, _) => plain,
        (1, false) => plain.replace(',', "."),
        _ => return None,
    };
    let (sign, digits) = match plain.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1, digits),
        None => (1, plain.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 15
        || part.len() > 2
        || !are_digits(whole)
        || !are_digits(part)
    {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(sign * (whole.parse::<i64>().ok()? * 100 + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_to_the_cent() {
        for (written, expected) in [
            ("1200", Some(120_000)),
            ("1200.5", Some(120_050)),
            ("174 929,70", Some(17_492_970)),
            ("174\u{202f}929,70", Some(17_492_970)),
            ("-0.01", Some(-1)),
            ("\u{2212}12", Some(-1_200)),
            ("999999999999999.99", Some(99_999_999_999_999_999)),
            ("1,200.50", None),
            ("1,200,500", None),
            ("12.345", None),
            ("1e3", None),
            ("", None),
            ("-", None),
            ("12 USD", None),
        ] {
            assert_eq!(cents(written), expected, "{written}");
        }
    }
}
