//! Why files of sites were not looked at, in words.

use passerelle_desk::sites::SitesError;

use crate::told::{finding, plain};
use crate::words::Words;

/// Columns told where the one that was named is not there.
const COLUMNS: usize = 40;

/// A sentence for each thing that is wrong.
pub fn explain(w: &Words, error: &SitesError) -> String {
    match error {
        SitesError::Catalogue(problems) => {
            let lines = problems.iter().map(|problem| finding(w, problem));
            lines.collect::<Vec<_>>().join("\n")
        }
        SitesError::UnknownCountry { asked } => {
            w.t1("sites-unknown-country", "country", plain(asked))
        }
        SitesError::NoColumn { role, column, present } => {
            let mut present: Vec<String> =
                present.iter().take(COLUMNS).map(|name| plain(name)).collect();
            present.dedup();
            w.say(
                "sites-no-column",
                &[
                    ("role", w.t(&format!("sites-role-{}", role.replace('_', "-"))).into()),
                    ("column", plain(column).into()),
                    ("present", present.join(", ").into()),
                ],
            )
        }
        SitesError::Write { path, error } => w.t2(
            "sites-cannot-write",
            "file",
            plain(&path.display().to_string()),
            "detail",
            plain(&error.to_string()),
        ),
    }
}
