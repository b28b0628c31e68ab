//! The survey kit in words: printable questionnaires and methodology sheets, each a file of its own.

mod facts;
mod methodology;
mod questionnaire;

pub use methodology::{Sheet, SheetEntry, SheetTable, sheet};
pub use questionnaire::questionnaire;

/// The look of a page that is printed or sent, and refers to no other file.
const STYLE: &str = include_str!("../templates/kit/style.css");
