//! Which sources, and which years, a map or a list of figures comes from.

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::indicator::PlaceFigure;

use super::view::{self, SourceName};
use crate::words::Words;

/// The sources of some figures, and their years.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// Each source once.
    pub sources: Vec<SourceName>,
    /// `2023`, or `2017 to 2024`; empty where there is no figure.
    pub years: String,
}

impl Origin {
    /// The origin of these figures; `preferred` are the ids of sources in the order they are named in.
    pub(crate) fn of<'a>(
        catalogue: &Catalogue,
        w: &Words,
        preferred: &[String],
        figures: impl Iterator<Item = &'a PlaceFigure> + Clone,
    ) -> Self {
        let ids = distinct(preferred, figures.clone().map(|figure| figure.source.as_str()));
        let years = || figures.clone().map(|figure| figure.period.year());
        let years = match (years().min(), years().max()) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (Some(first), Some(last)) => {
                w.t2("years", "first", first.to_string(), "last", last.to_string())
            }
            _ => String::new(),
        };
        let sources = ids.into_iter().map(|id| view::source_of(catalogue, w, id)).collect();
        Self { sources, years }
    }
}

/// Ids of sources, once each, the preferred first. A computed figure names both of its sources:
/// `a4ai+gapminder`.
fn distinct<'a>(preferred: &[String], found: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = found.flat_map(|id| id.split('+')).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.sort_by_key(|id| preferred.iter().position(|one| one == id).unwrap_or(usize::MAX));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_source_is_named_once_the_preferred_first() {
        let preferred = ["itu".to_owned(), "a4ai".to_owned()];
        let found = ["worldbank", "a4ai+gapminder", "itu", "a4ai", "itu"];
        let ids = distinct(&preferred, found.into_iter());
        assert_eq!(ids, ["itu", "a4ai", "gapminder", "worldbank"]);
    }
}
