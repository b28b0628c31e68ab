//! Addresses: what a question may hold, where the same content is for programs, and where an address that
//! a person typed leads.
//!
//! A page is made once for every address that differs. Parameters that no page knows would let anyone
//! have the same page made afresh as often as they can count: they are dropped before anything looks at
//! the address.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::accept::preferred;
use crate::words::Words;

/// Pages that know parameters: the address after the language, and their names. `*` is any one part.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("", &["indicator"]),
    ("commitments", &["sdg", "to"]),
    ("indicators/*", &["sort"]),
    ("initiatives", &["country", "commitment", "after"]),
    ("endorsements", &["kind", "objective", "country", "promise", "standing", "after"]),
    ("moderation/imported", &["after", "country"]),
    ("recommendations", &["to", "of", "state", "age", "after"]),
    ("reviews", &["country"]),
    ("reviews/*", &["outline", "edition"]),
    ("sign-in", &["to"]),
    ("sign-in/passkey", &["to"]),
    ("sign-up", &["to"]),
    ("openid/*/back", &["state", "code", "error", "iss"]),
    ("recover", &["to"]),
    ("write/*", WRITTEN_ABOUT),
    ("write/*/*", WRITTEN_ABOUT),
    ("write/*/*/*", WRITTEN_ABOUT),
    ("map", &["indicator"]),
    ("compare", &["place"]),
    ("explore", EXPLORED),
    ("search", &["q", "country"]),
    ("plans/*/area", &["in", "after"]),
    ("plans/*/site", &["id"]),
    ("plans/asked/*/area", &["in", "after"]),
    ("plans/asked/*/site", &["id"]),
    ("scorecards/*/*", &["edition", "peers", "show", "rows", "theme"]),
    ("sites/*", SITES_ASKED),
    ("sites/*/*/correct", &["what", "lat", "lon", "name", "because"]),
    ("downloads/sites/*/*", SITES_ASKED),
    ("scorecards/*/*/embed", &["edition", "show", "rows", "theme"]),
];

/// What a form is about.
const WRITTEN_ABOUT: &[&str] = &["actor", "of", "to"];

/// What can be chosen in the explorer.
const EXPLORED: &[&str] = &["indicator", "place", "by", "and", "period", "source", "among"];

/// What can be chosen of a country's sites.
const SITES_ASKED: &[&str] = &["area", "kind", "level", "status", "after"];

/// The first part, after the language, of every page's address.
const PAGES: &[&str] = &[
    "countries",
    "commitments",
    "consultations",
    "indicators",
    "initiatives",
    "map",
    "measure",
    "compare",
    "explore",
    "search",
    "scorecards",
    "recommendations",
    "outcomes",
    "agenda",
    "releases",
    "reviews",
    "calendar",
    "plans",
    "sources",
    "sites",
    "maps",
    "about",
    "log",
    "take-part",
    "actors",
    "endorsements",
    "me",
    "moderation",
    "sign-in",
    "sign-up",
    "recover",
];

/// The first part, after the language, of addresses whose pages are one person's: they are made anew for each who asks.
const OF_A_PERSON: &[&str] = &[
    "agenda",
    "mail",
    "me",
    "moderation",
    "openid",
    "outcomes",
    "sign-in",
    "sign-out",
    "sign-up",
    "recover",
    "write",
    "evidence",
];

/// A text as it stands in an address: what has a meaning there, and what is no plain letter, is escaped.
pub(crate) use passerelle_exchange::fetch::escaped;

/// Whether an address is one of the API.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Whether files are sent to this address: that may take longer than any page.
pub(crate) fn is_sent_to(path: &str) -> bool {
    let (words, parts) = parts(path);
    words.is_some() && (parts == ["plans", "new"] || parts.first() == Some(&"write"))
}

/// Whether others may read what is at this address from a page of theirs: open data, the same for all.
pub(crate) fn is_open(path: &str) -> bool {
    is_api(path) || path.ends_with("/embed") || path.ends_with(".svg")
}

/// Whether it tells what is measured or voted, which changes without a line in the log.
pub(crate) fn is_live(path: &str) -> bool {
    let (_, parts) = parts(path);
    matches!(
        parts.as_slice(),
        ["measure", _, ..] | ["sites", _, _] | ["api", "v1", "consultations", _, ..]
    )
}

/// Whether a page depends on who asks.
pub(crate) fn is_of_a_person(path: &str) -> bool {
    let (_, parts) = parts(path);
    // Whoever takes part in a consultation sees what comes next for them.
    let takes_part = matches!(parts.as_slice(), ["consultations", _, ..])
        || matches!(parts.as_slice(), ["recommendations", _, _, "answer"]);
    takes_part || parts.first().is_some_and(|first| OF_A_PERSON.contains(first))
}

/// The language of a page's address, if it has one, and its parts after it.
fn parts(path: &str) -> (Option<&'static Words>, Vec<&str>) {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let words = parts.first().and_then(|first| Words::of(first));
    if words.is_some() {
        parts.remove(0);
    }
    (words, parts)
}

/// Whether an address, cut at its slashes, is one of a pattern with `*` for any one part.
fn fits(pattern: &str, parts: &[&str]) -> bool {
    let mut pattern = pattern.split('/').filter(|part| !part.is_empty());
    let all = parts.iter().all(|part| pattern.next().is_some_and(|one| one == "*" || one == *part));
    all && pattern.next().is_none()
}

/// The parameters that the page at this address knows.
fn known(path: &str) -> &'static [&'static str] {
    let (_, parts) = parts(path);
    QUESTIONS.iter().find(|(pattern, _)| fits(pattern, &parts)).map_or(&[], |(_, names)| names)
}

/// A question without what `knows` does not know; `None` where nothing is left.
fn kept(query: &str, knows: impl Fn(&str) -> bool) -> Option<String> {
    let known = |part: &&str| knows(part.split('=').next().unwrap_or_default());
    let kept: Vec<&str> = query.split('&').filter(known).collect();
    (!kept.is_empty()).then(|| kept.join("&"))
}

/// Takes from a page's address the parameters that the page does not know.
pub(crate) fn drop_unknown(request: &mut Request) {
    let uri = request.uri();
    let Some(query) = uri.query() else { return };
    let names = known(uri.path());
    let kept = kept(query, |name| names.contains(&name));
    if kept.as_deref() == Some(query) {
        return;
    }
    let address = match kept {
        Some(kept) => format!("{}?{kept}", uri.path()),
        None => uri.path().to_owned(),
    };
    if let Ok(address) = address.parse::<Uri>() {
        *request.uri_mut() = address;
    }
}

/// What a program asked a page for, rather than HTML.
fn wanted(headers: &HeaderMap) -> Option<&'static str> {
    match preferred(headers, &["text/html", "application/json", "text/csv"]) {
        Some(1) => Some("json"),
        Some(2) => Some("csv"),
        _ => None,
    }
}

/// The address in the API of what a page shows, with what is asked and the format.
fn twin(path: &str, query: &str, format: &str) -> Option<String> {
    let (Some(_), parts) = parts(path) else { return None };
    let only = |names: &[&str]| kept(query, |name| names.contains(&name));
    let (address, query) = match (parts.as_slice(), format) {
        (["countries", iso3], "csv") => ("observations".to_owned(), Some(format!("place={iso3}"))),
        (["countries", iso3], _) => (format!("countries/{iso3}"), None),
        (["indicators", code, iso3], _) => {
            ("observations".to_owned(), Some(format!("indicator={code}&place={iso3}")))
        }
        (["indicators", code], _) => (format!("indicators/{code}"), None),
        (["commitments", id], "json") => (format!("commitments/{id}"), None),
        (["initiatives", slug], "json") => (format!("initiatives/{slug}"), None),
        (["initiatives", slug], "csv") => (format!("initiatives/{slug}/budget"), None),
        (
            [
                list @ ("countries" | "indicators" | "commitments" | "sources" | "initiatives"
                | "actors" | "endorsements" | "recommendations"),
            ],
            _,
        ) => ((*list).to_owned(), None),
        (["scorecards", iso3, year], "csv") => {
            (format!("scorecards/{iso3}/{year}/figures"), only(&["edition"]))
        }
        (["scorecards", iso3, year], _) => {
            (format!("scorecards/{iso3}/{year}"), only(&["edition", "peers"]))
        }
        (["releases"], _) => ("releases".to_owned(), None),
        (["log"], _) => ("log/changes".to_owned(), None),
        (["compare"], _) => ("compare".to_owned(), Some(only(&["place"])?)),
        (["explore"], _) => ("explore".to_owned(), Some(only(EXPLORED)?)),
        (["search"], _) => ("search".to_owned(), Some(only(&["q"])?)),
        (["map"], _) => {
            let code = only(&["indicator"])?;
            (format!("indicators/{}", code.strip_prefix("indicator=")?), None)
        }
        _ => return None,
    };
    // One thing with all that is known of it has no rows, and no choice of a format.
    let format = match (parts.as_slice(), format) {
        (["commitments" | "countries" | "initiatives", _], "json")
        | (["scorecards", ..], "json") => None,
        _ => Some(format!("format={format}")),
    };
    let query: Vec<String> = [query, format].into_iter().flatten().collect();
    let question = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(format!("/api/v1/{address}{question}"))
}

/// Whether the answer at this address depends on the kind of content that is asked for.
pub(crate) fn has_twin(uri: &Uri) -> bool {
    twin(uri.path(), uri.query().unwrap_or_default(), "json").is_some()
}

/// Where a program that asked a page for JSON or CSV finds it.
pub(crate) fn for_programs(uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let format = wanted(headers)?;
    let address = twin(uri.path(), uri.query().unwrap_or_default(), format)?;
    let mut response = Redirect::to(&address).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Some(response)
}

/// Where an address that is none leads, if it is a page's but for a slash at its end or its language.
pub(crate) fn meant(uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let (words, parts) = parts(uri.path());
    let api = parts.first() == Some(&"api");
    if let Some(path) = uri.path().strip_suffix('/')
        && !path.ends_with('/')
        && !path.starts_with("//")
        && (words.is_some() || api)
    {
        return Some(Redirect::permanent(&format!("{path}{query}")).into_response());
    }
    if words.is_some() || !parts.first().is_some_and(|first| PAGES.contains(first)) {
        return None;
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let words = Words::negotiate(accepted.unwrap_or_default());
    let address = format!("/{}/{}{query}", words.code(), parts.join("/"));
    let mut response = Redirect::temporary(&address).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Some(response)
}

const READ: HeaderValue = HeaderValue::from_static("GET,HEAD,OPTIONS");
const SENT: HeaderValue = HeaderValue::from_static("POST,OPTIONS");

/// Whether an address of the API is one that is sent to, and that nothing is read from.
pub(crate) fn is_only_sent_to(path: &str) -> bool {
    path == crate::api::MEASUREMENTS
}

fn methods(path: &str) -> HeaderValue {
    if is_only_sent_to(path) { SENT } else { READ }
}

/// Says that pages of others may read this answer.
pub(crate) fn open(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let told = HeaderValue::from_static("etag, link, content-disposition, retry-after");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, told);
}

/// Says what may be asked of an address, for whoever asks with `OPTIONS`. Pages of others read, and send nothing.
pub(crate) fn options(path: &str) -> Response {
    let names = HeaderValue::from_static("accept, accept-language, if-none-match, content-type");
    let headers = [
        (header::ALLOW, methods(path)),
        (header::ACCESS_CONTROL_ALLOW_METHODS, READ),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, names),
        (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// What may be asked of an address, told with a refusal of anything else.
pub(crate) fn allow(headers: &mut HeaderMap, path: &str) {
    headers.insert(header::ALLOW, methods(path));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(address: &str) -> String {
        let mut request = Request::builder().uri(address).body(axum::body::Body::empty()).unwrap();
        drop_unknown(&mut request);
        request.uri().to_string()
    }

    #[test]
    fn parameters_that_a_page_does_not_know_are_dropped() {
        for (asked, expected) in [
            ("/en/?x=1", "/en/"),
            ("/en/?x=1&indicator=a&y", "/en/?indicator=a"),
            ("/en/countries/KEN?x=2", "/en/countries/KEN"),
            ("/fr/compare?place=KEN&place=TZA&z=1", "/fr/compare?place=KEN&place=TZA"),
            ("/en/indicators/a?sort=value&q=1", "/en/indicators/a?sort=value"),
            ("/en/indicators/a/KEN?sort=value", "/en/indicators/a/KEN"),
            ("/en/search?", "/en/search"),
            ("/assets/icon.svg?1", "/assets/icon.svg"),
            ("/compare?place=KEN&x", "/compare?place=KEN"),
        ] {
            assert_eq!(cleaned(asked), expected, "{asked}");
        }
    }

    #[test]
    fn every_field_of_a_form_is_known_to_a_page() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut found = 0;
        for file in std::fs::read_dir(folder).unwrap().flatten() {
            if file.path().extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            let text = std::fs::read_to_string(file.path()).unwrap();
            for tag in text.split('<').filter(|tag| {
                ["input", "select", "button"].iter().any(|name| tag.starts_with(name))
            }) {
                let Some((_, name)) = tag.split_once(" name=\"") else { continue };
                let name = name.split('"').next().unwrap();
                let known = QUESTIONS.iter().any(|(_, names)| names.contains(&name));
                assert!(known, "{}: {name}", file.path().display());
                found += 1;
            }
        }
        assert!(found >= 6, "{found}");
    }

    #[test]
    fn what_a_page_shows_has_its_address_for_programs() {
        for (page, query, format, expected) in [
            ("/en/countries/KEN", "", "json", "/api/v1/countries/KEN"),
            ("/en/countries/KEN", "", "csv", "/api/v1/observations?place=KEN&format=csv"),
            ("/fr/indicators/a", "sort=value", "csv", "/api/v1/indicators/a?format=csv"),
            ("/fr/commitments/b", "", "json", "/api/v1/commitments/b"),
            ("/fr/map", "indicator=a", "csv", "/api/v1/indicators/a?format=csv"),
            ("/fr/compare", "place=KEN&x=1", "csv", "/api/v1/compare?place=KEN&format=csv"),
        ] {
            assert_eq!(twin(page, query, format).as_deref(), Some(expected), "{page}");
        }
        for page in ["/en/", "/en/about", "/countries/KEN", "/en/countries/KEN/embed", "/en/map"] {
            assert_eq!(twin(page, "", "json"), None, "{page}");
        }
    }

    #[test]
    fn an_address_leads_nowhere_else() {
        let led = |address: &str| {
            let response = meant(&address.parse().unwrap(), &HeaderMap::new())?;
            Some(response.headers()[header::LOCATION].to_str().unwrap().to_owned())
        };
        assert_eq!(led("/en/countries/KEN/?a=1").as_deref(), Some("/en/countries/KEN?a=1"));
        assert_eq!(led("/api/v1/countries/").as_deref(), Some("/api/v1/countries"));
        for address in ["//other.example/", "/xx/", "/nothing", "/en//", "//en/x/", "/en/nothing"] {
            assert_eq!(led(address), None, "{address}");
        }
    }
}
