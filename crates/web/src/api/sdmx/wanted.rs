//! In which form an answer is wanted: media types of SDMX carry the version of their form.

use axum::http::{HeaderMap, HeaderValue, header};
use passerelle_desk::exports::sdmx::ProblemCode;

use super::wrong;
use crate::accept::preferred;
use crate::api::errors::ApiError;

/// The versions, of a form, that are written.
const VERSIONS: [&str; 3] = ["2.0.0", "2.0", "2"];

/// Which of the `offered` media types is wanted most, in a version and with labels that are written.
///
/// # Errors
/// None of them will do: 406, with those that there are.
pub(super) fn wanted(headers: &HeaderMap, offered: &[&str]) -> Result<usize, ApiError> {
    let wishes = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let all = wishes.collect::<Vec<_>>().join(",");
    let kept: Vec<&str> = all.split(',').filter(|wish| is_written(wish)).collect();
    let kept = kept.join(",");
    let mut narrowed = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(&kept) {
        narrowed.insert(header::ACCEPT, value);
    }
    let none_left = kept.trim().is_empty() && !all.trim().is_empty();
    let found = preferred(&narrowed, offered).filter(|_| !none_left);
    found.ok_or_else(|| {
        let found: String = all.chars().take(100).collect();
        wrong(ProblemCode::QueryNotAcceptable, "Accept", &found, &offered.join(", "))
    })
}

/// Whether the parameters of a wish ask for nothing that is not written.
fn is_written(wish: &str) -> bool {
    wish.split(';').skip(1).all(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let value = value.trim().trim_matches('"');
        match name.trim().to_ascii_lowercase().as_str() {
            "version" => VERSIONS.contains(&value),
            "labels" => value.eq_ignore_ascii_case("id"),
            "keys" => value.eq_ignore_ascii_case("none"),
            "timeformat" => value.eq_ignore_ascii_case("original"),
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_and_the_labels_are_part_of_the_wish() {
        let offered = ["application/vnd.sdmx.data+csv", "application/vnd.sdmx.data+json"];
        let chosen = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            wanted(&headers, &offered).ok()
        };
        for (accept, expected) in [
            ("*/*", Some(0)),
            ("", Some(0)),
            ("application/vnd.sdmx.data+json;version=2.0.0", Some(1)),
            ("application/vnd.sdmx.data+json;version=1.0.0", None),
            (
                "application/vnd.sdmx.data+json;version=1.0.0, application/vnd.sdmx.data+csv",
                Some(0),
            ),
            ("application/vnd.sdmx.data+csv; version=2.0.0; labels=both", None),
            ("application/vnd.sdmx.data+csv;labels=id", Some(0)),
            ("application/vnd.sdmx.data+xml", None),
            ("text/html,*/*;q=0.8", Some(0)),
        ] {
            assert_eq!(chosen(accept), expected, "{accept}");
        }
    }
}
