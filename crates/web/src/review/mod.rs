//! A review contribution in words: told once ([`Told`]) as blocks, in the chapters of an outline, and written as PDF, as a
//! page of HTML, as JSON and as CSV. The same review in the same language is the same bytes.

mod commitments;
mod contributions;
mod gaps;
mod html;
mod lines;
mod told;

use passerelle_desk::DeskError;
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::review::Review;

pub use lines::csv;
pub use told::{State, Telling, Told, tally};

use crate::printed::flow;
use crate::words::Words;

/// How a review is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Pages to print.
    Pdf,
    /// A page that refers to no other.
    Html,
    /// For programs: all of it, in every language that its texts have.
    Json,
    /// For spreadsheets: a row for each commitment, contribution and assessment.
    Csv,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Html, Self::Json, Self::Csv];

    /// The end of the names of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The form whose files end so.
    pub fn of(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending().eq_ignore_ascii_case(ending))
    }

    /// Its type on the web.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// A review as a file.
///
/// # Errors
/// A template failed, or JSON: neither does.
pub fn file(telling: &Telling<'_>, form: Form) -> Result<Vec<u8>, DeskError> {
    let failed = |error: &dyn std::fmt::Display| DeskError::Key(error.to_string());
    Ok(match form {
        Form::Pdf => pdf(telling),
        Form::Html => {
            html::page(telling.w, &Told::of(telling)).map_err(|error| failed(&error))?.into_bytes()
        }
        Form::Json => {
            let mut text =
                serde_json::to_vec_pretty(telling.review).map_err(|error| failed(&error))?;
            text.push(b'\n');
            text
        }
        Form::Csv => csv(telling.w, telling.review).into_bytes(),
    })
}

/// What a file is, as the note beside it says: `review KEN compact fr pdf`. JSON and CSV are the same in every outline;
/// JSON in every language too.
pub fn what(review: &Review, outline: &str, lang: &str, form: Form) -> String {
    let code = &review.scope.code;
    match form {
        Form::Json => format!("review {code} json"),
        Form::Csv => format!("review {code} {lang} csv"),
        form => format!("review {code} {outline} {lang} {}", form.ending()),
    }
}

fn pdf(telling: &Telling<'_>) -> Vec<u8> {
    let told = Told::of(telling).printable(telling.w);
    flow::pdf(
        telling.w,
        &flow::Printed {
            title: &told.title,
            lead: &told.lead,
            blocks: &told.blocks,
            foot: &told.foot,
        },
    )
}

/// The name of a place: of the catalogue, or its code.
fn place(w: &Words, catalogue: &Catalogue, code: &str) -> String {
    catalogue.place_name(code, w.lang()).into_owned()
}
