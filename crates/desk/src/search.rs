//! One box: countries, commitments, indicators, sources.
//!
//! The catalogue is small enough to be looked through whole at each question: words are compared
//! without case or accents, a word may be the beginning of another, and a match in a title counts more
//! than one in a text.

use serde::Serialize;
use utoipa::ToSchema;

use passerelle_vocabulary::place::fold;
use passerelle_vocabulary::{Lang, Text};

use crate::Desk;

/// Something found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Hit {
    /// `country`, `commitment`, `indicator` or `source`.
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
    pub fn search(&self, asked: &str, lang: &Lang, limit: usize) -> Vec<Hit> {
        let question = Question::new(&asked.chars().take(200).collect::<String>());
        let mut hits = Vec::new();
        let texts =
            |text: &Text| -> Vec<String> { text.iter().map(|(_, t)| t.to_owned()).collect() };
        let mut consider = |kind, id: &str, title: &Text, summary: &Text| {
            let (titles, bodies) = (texts(title), texts(summary));
            let refs =
                |list: &[String]| list.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
            let score = question.score(id, &[&refs(&titles)], &[&refs(&bodies)]);
            let exact = title.iter().any(|(_, title)| fold(title) == question.whole);
            if score > 0 {
                let score = score + if exact { EXACT } else { 0 };
                let (title, summary) = (title.clone(), summary.clone());
                hits.push(Hit { kind, id: id.to_owned(), title, summary, score });
            }
        };
        for country in self.catalogue.places.countries() {
            consider("country", &country.iso3, &country.name, &Text::default());
        }
        for indicator in &self.catalogue.indicators {
            consider("indicator", &indicator.code, &indicator.name, &indicator.definition);
        }
        for commitment in &self.catalogue.commitments {
            consider("commitment", &commitment.id, &commitment.title, &commitment.statement);
        }
        for publisher in &self.catalogue.publishers {
            consider("source", &publisher.id, &publisher.name, &Text::default());
        }
        hits.sort_by(|a, b| {
            b.score.cmp(&a.score).then_with(|| a.title.get(lang).cmp(b.title.get(lang)))
        });
        hits.truncate(limit);
        hits
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
}
