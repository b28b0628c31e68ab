//! Why measurements are not taken in, with everything that is wrong in them.

use axum::http::StatusCode;
use passerelle_vocabulary::Finding;
use serde::Serialize;
use utoipa::ToSchema;

use super::errors::SHOWN;
use crate::words::Words;

/// Something wrong with a field of what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldFinding {
    /// The field, as a path: `results[3].at`.
    field: String,
    /// Stable.
    code: String,
    /// What is wrong and what to do.
    message: String,
    /// What was found there.
    found: String,
}

/// Why measurements are not taken in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NotTaken {
    /// No token, or none of the site's.
    NotAllowed,
    /// Not the JSON that is expected: what its reader says, with line and column.
    Unreadable(String),
    /// Too long.
    TooLarge,
    /// Things that are wrong in it.
    Unsound(Vec<Finding>),
    /// More than any site measures.
    TooMuch,
}

impl NotTaken {
    pub(super) fn told(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::NotAllowed => (StatusCode::UNAUTHORIZED, "not-allowed", "api-error-token"),
            Self::Unreadable(_) => (StatusCode::BAD_REQUEST, "unreadable", "api-error-json"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", "api-error-too-large"),
            Self::Unsound(_) => (StatusCode::UNPROCESSABLE_ENTITY, "unsound", "api-error-unsound"),
            Self::TooMuch => (StatusCode::TOO_MANY_REQUESTS, "too-much", "api-error-too-much"),
        }
    }

    pub(super) fn found(&self) -> String {
        match self {
            Self::Unreadable(detail) => detail.clone(),
            Self::Unsound(findings) => findings.len().to_string(),
            _ => String::new(),
        }
    }

    /// Each thing that is wrong, in words.
    pub(super) fn findings(&self, words: &Words) -> Vec<FieldFinding> {
        let Self::Unsound(findings) = self else { return Vec::new() };
        let told = |finding: &Finding| FieldFinding {
            field: finding.field.clone(),
            code: finding.code.clone(),
            message: words.t1(
                &format!("finding-{}", finding.code),
                "found",
                finding.found.as_str(),
            ),
            found: finding.found.chars().take(SHOWN).collect(),
        };
        findings.iter().take(MOST_FOUND).map(told).collect()
    }
}

/// Findings that are told of what was sent.
const MOST_FOUND: usize = 100;
