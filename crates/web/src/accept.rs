//! What a request would rather have (`Accept`, RFC 9110, 12.5.1): kinds of content with their weights.

use axum::http::{HeaderMap, header};

/// Which of the `offered` media types is wanted most; where several are wanted alike, the first of them.
/// Without a wish, the first; `None` where none of them will do.
pub(crate) fn preferred(headers: &HeaderMap, offered: &[&str]) -> Option<usize> {
    let values = headers.get_all(header::ACCEPT).iter();
    let wishes: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    let wishes = wishes.join(",");
    if wishes.trim().is_empty() {
        return (!offered.is_empty()).then_some(0);
    }
    let weights = offered.iter().map(|media| weight(&wishes, media)).enumerate();
    let best = weights.filter(|(_, weight)| *weight > 0.0).rev().max_by(|a, b| a.1.total_cmp(&b.1));
    best.map(|(place, _)| place)
}

/// The weight of a media type, from 0 (not wanted) to 1: that of the most precise wish that speaks of it.
fn weight(wishes: &str, media: &str) -> f64 {
    let of_it = wishes.split(',').filter_map(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        let precision = fits(parts.next()?, media)?;
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight = weight.map_or(Some(1.0), |written| written.trim().parse().ok());
        Some((precision, weight.unwrap_or(0.0_f64).clamp(0.0, 1.0)))
    });
    of_it.max_by_key(|(precision, _)| *precision).map_or(0.0, |(_, weight)| weight)
}

/// How precisely a wish names a media type: 2 by its name, 1 by its kind, 0 as any.
fn fits(wish: &str, media: &str) -> Option<u8> {
    let (kind, _) = media.split_once('/')?;
    let any_of_kind =
        wish.strip_suffix("/*").is_some_and(|wished| wished.eq_ignore_ascii_case(kind));
    match wish {
        wish if wish.eq_ignore_ascii_case(media) => Some(2),
        "*/*" => Some(0),
        _ if any_of_kind => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn chosen(accept: &str) -> Option<&'static str> {
        let offered = ["application/json", "text/csv", "text/html"];
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        preferred(&headers, &offered).map(|place| offered[place])
    }

    #[test]
    fn weights_decide() {
        for (accept, expected) in [
            ("text/csv;q=0.1, application/json", Some("application/json")),
            ("application/json;q=0.1, text/csv", Some("text/csv")),
            ("application/json; q=0, */*;q=0.1", Some("text/csv")),
            ("text/*;q=0.4, application/json;q=0.3", Some("text/csv")),
            ("text/*, text/csv;q=0.5", Some("text/html")),
            ("TEXT/CSV", Some("text/csv")),
            ("text/csv;header=present;q=0.8, application/json;q=0.9", Some("application/json")),
            ("*/*", Some("application/json")),
            ("text/csv, application/json", Some("application/json")),
            ("application/xml", None),
            ("text/csv;q=0", None),
            ("text/csv;q=x", None),
            ("", Some("application/json")),
        ] {
            assert_eq!(chosen(accept), expected, "{accept}");
        }
        assert_eq!(preferred(&HeaderMap::new(), &["text/csv"]), Some(0));
    }
}
