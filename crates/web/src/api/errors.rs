//! What the API says when it cannot answer: always in one shape, with a sentence in the language of the
//! one who asks.
//!
//! An endpoint gives back an [`ApiError`], which travels in the response; [`worded`] gives it its body.
//! So every other refusal of the router (a method, an address) gets one too.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentValue;
use passerelle_desk::DeskError;
use passerelle_desk::exports::sdmx::{Problem, ProblemCode, Problems};
use serde::Serialize;
use utoipa::ToSchema;

use super::description;
pub(crate) use super::kinds::{Bad, Missing};
use super::not_taken::{FieldFinding, NotTaken};
use crate::addresses;
use crate::words::Words;

/// Of what is given back from a request, this many characters.
pub(super) const SHOWN: usize = 200;
/// After how many seconds a node that is busy may be asked again.
const AGAIN: u32 = 10;

/// What is wrong with a request, or with us.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorBody {
    error: ErrorDetail,
}

/// The error itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorDetail {
    /// Stable: `not-found`, `bad-parameter`, `unknown-parameter`, `method-not-allowed`, `busy`, `failed`;
    /// those of queries of SDMX begin with `sdmx-`; of measurements that are sent: `not-allowed`, `unreadable`,
    /// `too-large`, `unsound`, `too-much`.
    code: &'static str,
    /// What is wrong and what to do, in the language of `Accept-Language` (English or French; English
    /// unless told).
    message: String,
    /// The parameter, where it is about one.
    #[serde(skip_serializing_if = "String::is_empty")]
    field: String,
    /// What was found there.
    #[serde(skip_serializing_if = "String::is_empty")]
    found: String,
    /// Of what was sent, everything that is wrong, by field: the first hundred.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FieldFinding>,
}

/// An error of the API.
#[derive(Debug, Clone)]
pub(crate) enum ApiError {
    NotFound {
        what: Missing,
        found: String,
    },
    BadParameter {
        what: Bad,
        found: String,
    },
    /// A parameter that the address does not know, and those that it does.
    UnknownParameter {
        found: String,
        known: String,
    },
    /// What can only be read was asked to do something else.
    Method,
    /// What is only sent to was asked for something.
    OnlySent,
    /// What is wrong with a query of SDMX.
    Sdmx(Problems),
    /// Measurements that are not taken in.
    Measurements(NotTaken),
    /// Too many large downloads.
    Busy,
    Failed(String),
}

impl From<DeskError> for ApiError {
    fn from(error: DeskError) -> Self {
        if passerelle_desk::records::is_not_found(&error) {
            Self::NotFound { what: Missing::InLog, found: error.to_string() }
        } else {
            Self::Failed(error.to_string())
        }
    }
}

impl From<passerelle_tables::TablesError> for ApiError {
    fn from(error: passerelle_tables::TablesError) -> Self {
        DeskError::from(error).into()
    }
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::BadParameter { .. } | Self::UnknownParameter { .. } => StatusCode::BAD_REQUEST,
            Self::Method | Self::OnlySent => StatusCode::METHOD_NOT_ALLOWED,
            Self::Sdmx(problems) => of_query(problems),
            Self::Measurements(why) => why.told().0,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn detail(self, words: &Words) -> ErrorDetail {
        let cut = |found: String| -> String { found.chars().take(SHOWN).collect() };
        let told = |field: &str, name: &str, found: String, more: (&str, FluentValue<'_>)| {
            let found = cut(found);
            let message = words.say(name, &[("found", found.as_str().into()), more]);
            (message, field.to_owned(), found)
        };
        let code = match &self {
            Self::NotFound { .. } => "not-found",
            Self::BadParameter { .. } => "bad-parameter",
            Self::UnknownParameter { .. } => "unknown-parameter",
            Self::Method | Self::OnlySent => "method-not-allowed",
            Self::Sdmx(problems) => {
                problems.list.first().map_or("bad-parameter", |problem| problem.code.code())
            }
            Self::Measurements(why) => why.told().1,
            Self::Busy => "busy",
            Self::Failed(_) => "failed",
        };
        let findings = match &self {
            Self::Measurements(why) => why.findings(words),
            _ => Vec::new(),
        };
        let nothing = ("known", "".into());
        let (message, field, found) = match self {
            Self::NotFound { what, found } => {
                let (field, name) = what.told();
                told(field, name, found, nothing)
            }
            Self::BadParameter { what, found } => {
                let (field, name) = what.told();
                told(field, name, found, what.variable())
            }
            Self::UnknownParameter { found, known } if known.is_empty() => {
                let field = cut(found.clone());
                told(&field, "api-error-parameter-none", found, nothing)
            }
            Self::UnknownParameter { found, known } => {
                let field = cut(found.clone());
                told(&field, "api-error-parameter-unknown", found, ("known", known.into()))
            }
            Self::Method => told("", "api-error-method", String::new(), nothing),
            Self::OnlySent => told("", "api-error-method-sent", String::new(), nothing),
            Self::Sdmx(problems) => {
                let sentences = problems.list.iter().take(MOST_TOLD);
                let message: Vec<String> =
                    sentences.map(|problem| said_of_query(words, problem)).collect();
                let first = problems.list.first();
                let place = first.map(|problem| problem.place.clone()).unwrap_or_default();
                let found = first.map(|problem| problem.value.clone()).unwrap_or_default();
                (message.join(" "), place, cut(found))
            }
            Self::Measurements(why) => told("", why.told().2, why.found(), nothing),
            Self::Busy => told("", "api-error-busy", String::new(), ("seconds", AGAIN.into())),
            Self::Failed(_) => told("", "api-error-failed", String::new(), nothing),
        };
        ErrorDetail { code, message, field, found, findings }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Failed(error) = &self {
            tracing::error!(%error, "an endpoint failed");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Problems of one query that are told.
const MOST_TOLD: usize = 5;

/// What is wrong with a query of SDMX, in a sentence.
fn said_of_query(words: &Words, problem: &Problem) -> String {
    words.say(
        &format!("problem-{}", problem.code.code()),
        &[
            ("place", problem.place.as_str().into()),
            ("value", problem.value.as_str().into()),
            ("allowed", problem.allowed.as_str().into()),
        ],
    )
}

/// The status that the standard gives to what is wrong with a query; what can be put right comes before
/// what is not served.
fn of_query(problems: &Problems) -> StatusCode {
    let status = |problem: &Problem| match problem.code {
        ProblemCode::NoResults | ProblemCode::QueryUnknownResource => StatusCode::NOT_FOUND,
        ProblemCode::QueryNotAcceptable => StatusCode::NOT_ACCEPTABLE,
        ProblemCode::AnswerTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::QueryTooLong => StatusCode::URI_TOO_LONG,
        ProblemCode::UnknownComponent => StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::QueryNotSupported => StatusCode::NOT_IMPLEMENTED,
        _ => StatusCode::BAD_REQUEST,
    };
    let all = problems.list.iter().map(status);
    all.min().unwrap_or(StatusCode::BAD_REQUEST)
}

/// The language of those who ask for JSON: English unless they say another.
fn language(headers: &HeaderMap) -> &'static Words {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Words::negotiate(&format!("{},en;q=0.0001", accepted.unwrap_or_default()))
}

/// Gives a refusal its body; anything else is given back as it is.
pub(crate) fn worded(mut response: Response, headers: &HeaderMap, path: &str) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let error = response.extensions_mut().remove::<ApiError>().unwrap_or(match status {
        StatusCode::METHOD_NOT_ALLOWED if addresses::is_only_sent_to(path) => ApiError::OnlySent,
        StatusCode::METHOD_NOT_ALLOWED => ApiError::Method,
        StatusCode::NOT_FOUND => {
            ApiError::NotFound { what: Missing::Address, found: String::new() }
        }
        // A part of the address itself that cannot be read.
        StatusCode::BAD_REQUEST => {
            ApiError::NotFound { what: Missing::Address, found: String::new() }
        }
        _ => ApiError::Failed(status.to_string()),
    });
    let words = language(headers);
    let status = if status == StatusCode::BAD_REQUEST { error.status() } else { status };
    let mut answer = (status, Json(ErrorBody { error: error.detail(words) })).into_response();
    let told = answer.headers_mut();
    told.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if let Ok(code) = HeaderValue::from_str(words.code()) {
        told.insert(header::CONTENT_LANGUAGE, code);
    }
    match status {
        StatusCode::METHOD_NOT_ALLOWED => addresses::allow(told, path),
        StatusCode::SERVICE_UNAVAILABLE => {
            told.insert(header::RETRY_AFTER, HeaderValue::from(AGAIN));
        }
        StatusCode::UNAUTHORIZED => {
            told.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // A day of what waits is closed each day.
        StatusCode::TOO_MANY_REQUESTS => {
            told.insert(header::RETRY_AFTER, HeaderValue::from_static("86400"));
        }
        _ => {}
    }
    answer
}

/// The answer to an address under `/api` that is none.
pub(crate) fn no_such_address() -> Response {
    ApiError::NotFound { what: Missing::Address, found: String::new() }.into_response()
}

/// The refusal of a parameter that the endpoint does not know; `None` for addresses that are no endpoint.
pub(super) fn unknown_parameter(uri: &Uri) -> Option<ApiError> {
    // Queries of SDMX have their own: filters are named by components of the data.
    if uri.path().starts_with(super::sdmx::BASE) {
        return None;
    }
    let known = description::parameters(uri.path())?;
    let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?.0;
    let (found, _) = query.into_iter().find(|(name, _)| !known.contains(&name.as_str()))?;
    Some(ApiError::UnknownParameter { found, known: known.join(", ") })
}

/// Why the parameters of an endpoint cannot be read, by its description.
pub(super) fn unreadable(uri: &Uri) -> ApiError {
    let read = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(uri);
    let asked = read.map(|query| query.0).unwrap_or_default();
    let described = description::about_parameters(uri.path()).unwrap_or_default();
    let wrong = described.iter().find_map(|known| {
        let of_it = || asked.iter().filter(|(name, _)| *name == known.name);
        let is_number = |written: &str| written.parse::<u64>().is_ok();
        let refused = |what, found: &str| ApiError::BadParameter { what, found: found.to_owned() };
        match of_it().next() {
            None if known.required => Some(refused(Bad::Absent(&known.name), "")),
            Some((_, found)) if known.number && !is_number(found) => {
                Some(refused(Bad::Number(&known.name), found))
            }
            Some((_, found)) if !known.several && of_it().count() > 1 => {
                Some(refused(Bad::Twice(&known.name), found))
            }
            _ => None,
        }
    });
    wrong.unwrap_or(ApiError::BadParameter { what: Bad::Parameters, found: String::new() })
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::Finding;

    use super::*;

    #[test]
    fn every_refusal_has_words_in_every_language() {
        let not_found = [
            Missing::Address,
            Missing::Indicator,
            Missing::Place,
            Missing::Source,
            Missing::Commitment,
            Missing::Record,
            Missing::Table,
            Missing::State,
            Missing::InLog,
            Missing::Row,
            Missing::Dimension,
            Missing::Scorecard,
        ]
        .map(|what| ApiError::NotFound { what, found: "x".to_owned() });
        let bad = [
            Bad::Parameters,
            Bad::Absent("q"),
            Bad::Number("limit"),
            Bad::Twice("place"),
            Bad::Language("en, fr".to_owned()),
            Bad::Limit(10),
            Bad::After,
            Bad::Format(&["json", "csv"]),
            Bad::Order("newest, oldest"),
            Bad::Dimensions,
            Bad::Places,
            Bad::Period,
            Bad::Text("place"),
        ]
        .map(|what| ApiError::BadParameter { what, found: "x".to_owned() });
        let unknown = |known: &str| ApiError::UnknownParameter {
            found: "x".to_owned(),
            known: known.to_owned(),
        };
        let others =
            [unknown(""), unknown("a"), ApiError::Method, ApiError::OnlySent, ApiError::Busy];
        let not_taken = [
            NotTaken::NotAllowed,
            NotTaken::Unreadable("line 1".to_owned()),
            NotTaken::TooLarge,
            NotTaken::Unsound(vec![Finding::new("results[0].at", "measure-old", "5")]),
            NotTaken::TooMuch,
        ]
        .map(ApiError::Measurements);
        let of_query = |code: &ProblemCode| ApiError::Sdmx(Problem::new(*code, "c[A]", "x").into());
        let queries = ProblemCode::ALL.iter().map(of_query);
        let failed = [ApiError::Failed(String::new())];
        for error in not_found
            .into_iter()
            .chain(bad)
            .chain(others)
            .chain(failed)
            .chain(queries)
            .chain(not_taken)
        {
            for words in Words::all() {
                let detail = error.clone().detail(words);
                let message = detail.message;
                assert!(
                    !message.contains(['⟦', '{']) && message.len() > 20,
                    "{error:?}: {message}"
                );
            }
        }
    }

    #[test]
    fn every_problem_of_a_file_of_another_standard_has_words_in_every_language() {
        use passerelle_desk::exports::open_sdg;
        let codes = open_sdg::ProblemCode::ALL.iter().map(|code| code.code());
        let all: Vec<&str> = codes.chain(ProblemCode::ALL.iter().map(|code| code.code())).collect();
        for code in &all {
            for words in Words::all() {
                let said = [("place", "p".into()), ("value", "v".into()), ("allowed", "a".into())];
                let text = words.say(&format!("problem-{code}"), &said);
                assert!(!text.contains(['⟦', '{']) && text.len() > 20, "{code}: {text}");
            }
        }
        assert!(all.len() > 60, "{}", all.len());
    }

    #[test]
    fn what_can_be_put_right_comes_before_what_is_not_served() {
        let status = |codes: &[ProblemCode]| {
            let mut problems = Problems::default();
            problems.list = codes.iter().map(|code| Problem::new(*code, "", "")).collect();
            of_query(&problems).as_u16()
        };
        assert_eq!(status(&[ProblemCode::QueryNotSupported]), 501);
        assert_eq!(status(&[ProblemCode::QueryNotSupported, ProblemCode::QueryBadKey]), 400);
        assert_eq!(status(&[ProblemCode::UnknownComponent]), 422);
        assert_eq!(status(&[ProblemCode::QueryTooLong]), 414);
    }

    #[test]
    fn the_language_is_english_unless_another_is_asked_for() {
        let asked = |accepted: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(accepted).unwrap());
            language(&headers).code()
        };
        assert_eq!(language(&HeaderMap::new()).code(), "en");
        assert_eq!(asked("de"), "en");
        assert_eq!(asked("fr-CA, en;q=0.5"), "fr");
        assert_eq!(asked("*"), "en");
    }
}
