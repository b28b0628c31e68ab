//! One box: countries and places within them, commitments, indicators, sources.
//!
//! The catalogue is small enough to be looked through whole at each question: words are compared
//! without case or accents, a word may be the beginning of another, and a match in a title counts more
//! than one in a text.

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_compact::Commitment;
use passerelle_vocabulary::place::{country_of, fold};
use passerelle_vocabulary::{Lang, Text};

use crate::catalogue::Catalogue;
use crate::{Desk, DeskError};

/// Something found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Hit {
    /// `country`, `place` (within a country), `commitment`, `indicator` or `source`.
    pub kind: &'static str,
    /// Its code or id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// A line that says what it is.
    pub summary: Text,
    /// The higher, the better it fits.
    pub score: u32,
}

const TITLE: u32 = 10;
const BODY: u32 = 2;
const EXACT: u32 = 100;

/// What people write before the number of a Sustainable Development Goal, folded.
const GOALS: [&str; 6] = ["sdg", "odd", "ods", "goal", "objectif", "but"];

/// The words of a question, folded.
struct Question {
    words: Vec<String>,
    whole: String,
}

impl Question {
    fn new(asked: &str) -> Self {
        let whole = fold(asked);
        Self { words: whole.split_whitespace().map(str::to_owned).collect(), whole }
    }

    /// The Sustainable Development Goal that is asked for by its number: `SDG 4`, `ODD 4`, `odd4`.
    fn goal(&self) -> Option<u8> {
        let written = self.words.concat();
        let number = GOALS.iter().find_map(|name| written.strip_prefix(name))?;
        number.parse().ok().filter(|goal| (1..=17).contains(goal))
    }

    /// How well texts answer; 0 unless every word is somewhere.
    fn score(&self, id: &str, titles: &[&str], bodies: &[&str]) -> u32 {
        if self.words.is_empty() {
            return 0;
        }
        let titles: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let bodies: Vec<String> = bodies.iter().map(|body| fold(body)).collect();
        let holds = |texts: &[String], word: &str| {
            texts.iter().any(|text| text.split_whitespace().any(|one| one.starts_with(word)))
        };
        let mut score = 0;
        for word in &self.words {
            score += match (holds(&titles, word), holds(&bodies, word)) {
                (true, _) => TITLE,
                (false, true) => BODY,
                (false, false) if fold(id).split_whitespace().any(|part| part == word) => TITLE,
                _ => return if fold(id) == self.whole { EXACT } else { 0 },
            };
        }
        let exact = titles.iter().any(|title| title == &self.whole) || fold(id) == self.whole;
        score + if exact { EXACT } else { 0 }
    }
}

impl Desk {
    /// What answers a question, the best first, at most `limit`.
    ///
    /// # Errors
    /// The database refused.
    pub async fn search(
        &self,
        asked: &str,
        lang: &Lang,
        limit: usize,
    ) -> Result<Vec<Hit>, DeskError> {
        let areas = self.areas().await?;
        let mut hits = find(&self.catalogue, areas.iter().map(String::as_str), asked);
        hits.sort_by(|a, b| {
            b.score.cmp(&a.score).then_with(|| a.title.get(lang).cmp(b.title.get(lang)))
        });
        hits.truncate(limit);
        Ok(hits)
    }
}

/// What answers a question, in the catalogue and among places within countries.
fn find<'a>(catalogue: &Catalogue, areas: impl Iterator<Item = &'a str>, asked: &str) -> Vec<Hit> {
    let question = Question::new(&asked.chars().take(200).collect::<String>());
    let mut hits = Vec::new();
    let mut consider = |kind, id: &str, title: &Text, others: &[String], summary: &Text| {
        let names = title.iter().map(|(_, name)| name).chain(others.iter().map(String::as_str));
        let bodies: Vec<&str> = summary.iter().map(|(_, body)| body).collect();
        let score = question.score(id, &names.collect::<Vec<_>>(), &bodies);
        if score > 0 {
            let (title, summary) = (title.clone(), summary.clone());
            hits.push(Hit { kind, id: id.to_owned(), title, summary, score });
        }
    };
    let nothing = Text::default();
    for country in catalogue.places.countries() {
        let others = catalogue.naming.aliases(&country.iso3);
        consider("country", &country.iso3, &country.name, others, &nothing);
    }
    for place in areas {
        let country = country_of(place).and_then(|iso3| catalogue.places.country(iso3));
        let Some(country) = country else { continue };
        let (mut title, mut within) = (Text::default(), Text::default());
        for lang in [Lang::fr(), Lang::en()] {
            title.set(lang.clone(), catalogue.place_name(place, &lang));
            within.set(lang.clone(), country.name.get(&lang));
        }
        consider("place", place, &title, &[], &within);
    }
    for indicator in &catalogue.indicators {
        consider("indicator", &indicator.code, &indicator.name, &[], &indicator.definition);
    }
    for commitment in &catalogue.commitments {
        consider("commitment", &commitment.id, &commitment.title, &[], &commitment.statement);
    }
    for publisher in &catalogue.publishers {
        consider("source", &publisher.id, &publisher.name, &[], &nothing);
    }
    if let Some(goal) = question.goal() {
        serving(catalogue, goal, &mut hits);
    }
    hits
}

/// Adds the commitments that name a goal to what was found; those found already come first.
fn serving(catalogue: &Catalogue, goal: u8, hits: &mut Vec<Hit>) {
    let names_it = |one: &&Commitment| one.sdgs.0.iter().any(|sdg| sdg.number() == goal);
    for commitment in catalogue.commitments.iter().filter(names_it) {
        match hits.iter_mut().find(|hit| hit.kind == "commitment" && hit.id == commitment.id) {
            Some(hit) => hit.score += EXACT,
            None => hits.push(Hit {
                kind: "commitment",
                id: commitment.id.clone(),
                title: commitment.title.clone(),
                summary: commitment.statement.clone(),
                score: EXACT,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_somewhere() {
        let question = Question::new("écoles internet");
        assert!(question.score("x", &["Écoles avec Internet"], &[]) > 0);
        assert!(question.score("x", &["Écoles"], &["…reliées à Internet"]) > 0);
        assert_eq!(question.score("x", &["Écoles"], &["sans rien"]), 0);
    }

    #[test]
    fn a_title_counts_more_and_an_exact_one_most() {
        let question = Question::new("kenya");
        let exact = question.score("KEN", &["Kenya"], &[]);
        let title = question.score("x", &["Kenya and others"], &[]);
        let body = question.score("x", &["Others"], &["Kenya"]);
        assert!(exact > title && title > body && body > 0);
        assert!(Question::new("KEN").score("KEN", &["Kenya"], &[]) > EXACT);
        assert_eq!(Question::new("").score("KEN", &["Kenya"], &[]), 0);
    }

    fn first(asked: &str) -> (String, String) {
        let catalogue = Catalogue::read(None, false).unwrap();
        let areas = ["KEN/mombasa", "KEN/mombasa/nyali", "KEN/nairobi_city", "KEN/murang_a"];
        let mut hits = find(&catalogue, areas.into_iter(), asked);
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        let first = hits.first().map(|hit| (hit.kind.to_owned(), hit.id.clone()));
        first.unwrap_or_default()
    }

    #[test]
    fn countries_are_found_by_the_names_people_use() {
        for (asked, code) in [
            ("Turquie", "TUR"),
            ("Turkey", "TUR"),
            ("Vietnam", "VNM"),
            ("Ivory Coast", "CIV"),
            ("Swaziland", "SWZ"),
            ("Birmanie", "MMR"),
            ("Burma", "MMR"),
            ("Cap-Vert", "CPV"),
            ("cap vert", "CPV"),
            ("République tchèque", "CZE"),
            ("Czech Republic", "CZE"),
            ("Grande-Bretagne", "GBR"),
            ("Great Britain", "GBR"),
            ("Moldavie", "MDA"),
            ("Biélorussie", "BLR"),
            ("RDC", "COD"),
            ("DRC", "COD"),
            ("Republic of Korea", "KOR"),
            ("Holland", "NLD"),
            ("Hollande", "NLD"),
            ("Corée", "KOR"),
            ("États-Unis", "USA"),
            ("Emirates", "ARE"),
            ("Macédoine", "MKD"),
            ("East Timor", "TLS"),
            ("Kenya", "KEN"),
        ] {
            assert_eq!(first(asked), ("country".to_owned(), code.to_owned()), "{asked}");
        }
    }

    #[test]
    fn places_within_countries_are_found() {
        for (asked, code) in [
            ("Mombasa", "KEN/mombasa"),
            ("nyali", "KEN/mombasa/nyali"),
            ("Nairobi", "KEN/nairobi_city"),
            ("Murang'a", "KEN/murang_a"),
        ] {
            assert_eq!(first(asked), ("place".to_owned(), code.to_owned()), "{asked}");
        }
    }

    #[test]
    fn a_goal_is_found_by_its_number_in_either_language() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let found = |asked: &str| -> Vec<String> {
            let hits = find(&catalogue, std::iter::empty(), asked).into_iter();
            let mut ids: Vec<_> = hits.filter(|hit| hit.score >= EXACT).map(|hit| hit.id).collect();
            ids.sort();
            ids
        };
        let serving = |goal: u8| {
            let names = |one: &&Commitment| one.sdgs.0.iter().any(|sdg| sdg.number() == goal);
            catalogue.commitments.iter().filter(names).count()
        };
        for goal in [1, 4, 17] {
            let english = found(&format!("SDG {goal}"));
            assert_eq!(english.len(), serving(goal));
            for asked in [format!("ODD {goal}"), format!("odd{goal}"), format!("Goal {goal}")] {
                assert_eq!(found(&asked), english, "{asked}");
            }
        }
        assert!(found("SDG 18").is_empty());
    }
}
