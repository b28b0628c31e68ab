//! Whether a piece of work is about the digital, and which commitments it may serve: by the words of its title and
//! description, and by its sectors.
//!
//! A [`Lexicon`] is data of the catalogue: themes, each with words in several languages, codes of sectors, and the
//! commitments that work of that theme may serve. What gave how many points is told with the points ([`RelevanceReason`]), so that
//! whoever decides sees why; nothing is decided here.
//!
//! # Points
//!
//! - A **word** (or a few in a row) counts once, where it says most: twice as much in the title as in the description. A
//!   *strong* word can only be about the digital (“broadband”); a *weak* one is often about something else (“online”).
//!   A word that ends in `*` stands for all that begin so.
//! - A **code** counts as much as its sector has of the activity.
//! - A theme's points are those of its words and codes. The sum over all themes is at most 100.
//!
//! Words are compared without case and accents, and in all languages at once: what a publisher says a text is written in
//! is often not so. Some phrases look like a word of the digital and are not (“impressão digital”, a fingerprint): they
//! are taken out first.

use std::collections::{BTreeMap, HashMap};

use passerelle_vocabulary::place::fold;
use passerelle_vocabulary::{Finding, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most points there are.
pub const MOST_POINTS: u32 = 100;
/// Most commitments that are suggested for one piece of work.
const MOST_SUGGESTED: usize = 6;
/// Most reasons that are kept.
const MOST_REASONS: usize = 40;
/// Most words in a row.
const LONGEST_PHRASE: usize = 8;
/// Letters that a single word with `*` has to begin with.
const SHORTEST_STEM: usize = 4;
/// Longest text that is looked through, in bytes.
const LONGEST_TEXT: usize = 200_000;

/// The file of the catalogue that a lexicon is read from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    /// Points from which on an activity is brought in, where nothing else is asked for.
    pub threshold: u32,
    /// Points of a strong word in a description.
    pub strong: u32,
    /// Points of a weak word in a description.
    pub weak: u32,
    /// Phrases that look like a word and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Themes.
    pub theme: Vec<ThemeFile>,
}

/// What work can be about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// Its code.
    pub id: String,
    /// Ids of the commitments that work of this theme may serve, those that it is most about first.
    pub serves: Vec<String>,
    /// Codes of sectors: list of the OECD (`22040`), with the points of an activity that is all of that sector.
    #[serde(default)]
    pub codes: BTreeMap<String, u32>,
    /// Words that can only be about this, by language.
    #[serde(default)]
    pub strong: BTreeMap<String, Vec<String>>,
    /// Words that are often about something else, by language.
    #[serde(default)]
    pub weak: BTreeMap<String, Vec<String>>,
}

/// Where something was found.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FoundIn {
    /// A word of the title.
    Title,
    /// A word of the description.
    Description,
    /// A code of a sector.
    Sector,
}

impl FoundIn {
    /// As files and addresses hold it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Sector => "sector",
        }
    }
}

/// A word or a code, and the points that it gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RelevanceReason {
    /// Where it was found.
    pub found: FoundIn,
    /// The word as the catalogue has it, or the code.
    pub what: String,
    /// The theme that it is of.
    pub theme: String,
    /// Points.
    pub points: u32,
}

/// A commitment that a piece of work may serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// Its id.
    pub commitment: String,
    /// Points of the theme that suggests it.
    pub points: u32,
    /// That theme.
    pub theme: String,
}

/// How much a piece of work is about the digital, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relevance {
    /// 0 to 100.
    pub points: u32,
    /// What gave them, most points first.
    pub reasons: Vec<RelevanceReason>,
    /// Commitments that it may serve, most points first.
    pub suggested: Vec<Suggestion>,
}

/// A sector of a piece of work: code, and how much of it, 0 to 1.
pub type SectorShare<'a> = (&'a str, f64);

#[derive(Debug)]
struct Theme {
    id: String,
    serves: Vec<String>,
}

/// A word of a theme: its points in a description.
#[derive(Debug)]
struct Word {
    theme: usize,
    /// As the catalogue has it.
    written: String,
    /// Its parts, folded; the last may be only the beginning of a word.
    parts: Vec<String>,
    is_stem: bool,
    points: u32,
}

/// Words and codes, ready to look for.
#[derive(Debug)]
pub struct Lexicon {
    /// Points from which on an activity is brought in, where nothing else is asked for.
    pub threshold: u32,
    themes: Vec<Theme>,
    words: Vec<Word>,
    /// Words by their first part; those whose first part is a stem by its first letters.
    by_first: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    codes: HashMap<String, Vec<(usize, u32)>>,
    /// Phrases that are taken out, folded.
    not: Vec<Vec<String>>,
}

impl Lexicon {
    /// A lexicon of a file of the catalogue.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn new(file: LexiconFile) -> Result<Self, Vec<Finding>> {
        let mut found = Vec::new();
        let not = file.not.iter().map(|phrase| parts(phrase)).collect();
        let mut lexicon = Self {
            threshold: file.threshold,
            themes: Vec::new(),
            words: Vec::new(),
            by_first: HashMap::new(),
            by_stem: HashMap::new(),
            codes: HashMap::new(),
            not,
        };
        if file.threshold > MOST_POINTS {
            found.push(Finding::new("threshold", "too-many", file.threshold));
        }
        for theme in file.theme {
            let number = lexicon.themes.len();
            let at = |field: &str| format!("theme.{}.{field}", theme.id);
            if theme.serves.is_empty() {
                found.push(Finding::new(at("serves"), "serves-nothing", ""));
            }
            for (code, points) in &theme.codes {
                lexicon.codes.entry(code.clone()).or_default().push((number, *points));
            }
            for (points, words) in [(file.strong, &theme.strong), (file.weak, &theme.weak)] {
                for word in words.values().flatten() {
                    if !lexicon.add(number, word, points) {
                        found.push(Finding::new(at("words"), "bad-word", word));
                    }
                }
            }
            lexicon.themes.push(Theme { id: theme.id, serves: theme.serves });
        }
        if found.is_empty() { Ok(lexicon) } else { Err(found) }
    }

    /// The ids of all commitments that are suggested for something.
    pub fn commitments(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().flat_map(|theme| &theme.serves).map(String::as_str)
    }

    /// Adds a word; whether it can be looked for.
    fn add(&mut self, theme: usize, written: &str, points: u32) -> bool {
        let is_stem = written.ends_with('*');
        let parts = parts(written.trim_end_matches('*'));
        let Some(last) = parts.last() else { return false };
        // The end of a phrase is held up by what comes before it.
        let is_long = !is_stem || parts.len() > 1 || last.chars().count() >= SHORTEST_STEM;
        if !is_long || parts.len() > LONGEST_PHRASE {
            return false;
        }
        let number = self.words.len();
        match (parts.len(), is_stem) {
            (1, true) => {
                let start: String = last.chars().take(SHORTEST_STEM).collect();
                self.by_stem.entry(start).or_default().push(number);
            }
            _ => self.by_first.entry(parts[0].clone()).or_default().push(number),
        }
        let written = written.to_owned();
        self.words.push(Word { theme, written, parts, is_stem, points });
        true
    }

    /// How much a piece of work is about the digital.
    pub fn score(
        &self,
        title: &Text,
        description: &Text,
        sectors: &[SectorShare<'_>],
    ) -> Relevance {
        // Word → where it says most.
        let mut found: BTreeMap<usize, FoundIn> = BTreeMap::new();
        for (text, place) in [(description, FoundIn::Description), (title, FoundIn::Title)] {
            for (_, words) in text.iter() {
                self.look(words, |word| {
                    found.insert(word, place);
                });
            }
        }
        let mut reasons: Vec<(usize, RelevanceReason)> = Vec::new();
        for (number, place) in found {
            let word = &self.words[number];
            let points = if place == FoundIn::Title { 2 * word.points } else { word.points };
            let theme = self.themes[word.theme].id.clone();
            let what = word.written.clone();
            reasons.push((word.theme, RelevanceReason { found: place, what, theme, points }));
        }
        // The same word in several themes is one word: it counts for each, and once in the sum.
        let mut codes: BTreeMap<&str, f64> = BTreeMap::new();
        for (code, share) in sectors {
            *codes.entry(code).or_default() += share;
        }
        for (code, share) in codes {
            for (theme, points) in self.codes.get(code).into_iter().flatten() {
                let points = (f64::from(*points) * share.clamp(0.0, 1.0)).round() as u32;
                if points > 0 {
                    let (found, theme_id) = (FoundIn::Sector, self.themes[*theme].id.clone());
                    let what = code.to_owned();
                    reasons
                        .push((*theme, RelevanceReason { found, what, theme: theme_id, points }));
                }
            }
        }
        self.told(reasons)
    }

    fn told(&self, mut reasons: Vec<(usize, RelevanceReason)>) -> Relevance {
        let mut of_theme: BTreeMap<usize, u32> = BTreeMap::new();
        let mut once: BTreeMap<(FoundIn, String), u32> = BTreeMap::new();
        for (theme, reason) in &reasons {
            *of_theme.entry(*theme).or_default() += reason.points;
            let most = once.entry((reason.found, fold(&reason.what))).or_default();
            *most = reason.points.max(*most);
        }
        let points = once.values().sum::<u32>().min(MOST_POINTS);
        let mut suggested: Vec<Suggestion> = Vec::new();
        let mut themes: Vec<(usize, u32)> = of_theme.into_iter().collect();
        themes.sort_by_key(|(theme, points)| (std::cmp::Reverse(*points), *theme));
        // The first of each theme before the second of any: work is seldom about one thing alone.
        let longest = themes.iter().map(|(theme, _)| self.themes[*theme].serves.len()).max();
        for rank in 0..longest.unwrap_or(0) {
            for (number, points) in &themes {
                let theme = &self.themes[*number];
                if let Some(commitment) = theme.serves.get(rank)
                    && suggested.len() < MOST_SUGGESTED
                    && !suggested.iter().any(|one| one.commitment == *commitment)
                {
                    let (commitment, theme) = (commitment.clone(), theme.id.clone());
                    let points = (*points).min(MOST_POINTS);
                    suggested.push(Suggestion { commitment, points, theme });
                }
            }
        }
        reasons.sort_by(|(_, a), (_, b)| {
            (b.points, a.found, &a.what, &a.theme).cmp(&(a.points, b.found, &b.what, &b.theme))
        });
        reasons.truncate(MOST_REASONS);
        let reasons = reasons.into_iter().map(|(_, reason)| reason).collect();
        Relevance { points, reasons, suggested }
    }

    /// Tells every word that is in a text.
    fn look(&self, text: &str, mut tell: impl FnMut(usize)) {
        let mut end = text.len().min(LONGEST_TEXT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let folded = fold(&text[..end]);
        let tokens: Vec<&str> = folded.split(' ').filter(|token| !token.is_empty()).collect();
        let mut at = 0;
        while at < tokens.len() {
            let rest = &tokens[at..];
            if let Some(phrase) = self.not.iter().find(|phrase| begins(rest, phrase, false)) {
                at += phrase.len().max(1);
                continue;
            }
            for number in self.by_first.get(rest[0]).into_iter().flatten() {
                let word = &self.words[*number];
                if begins(rest, &word.parts, word.is_stem) {
                    tell(*number);
                }
            }
            let start: String = rest[0].chars().take(SHORTEST_STEM).collect();
            for number in self.by_stem.get(&start).into_iter().flatten() {
                if rest[0].starts_with(&self.words[*number].parts[0]) {
                    tell(*number);
                }
            }
            at += 1;
        }
    }
}

/// The words of a phrase, folded.
fn parts(phrase: &str) -> Vec<String> {
    fold(phrase).split(' ').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether tokens begin with a phrase, whose last part may be only the beginning of one.
fn begins(tokens: &[&str], phrase: &[String], is_stem: bool) -> bool {
    let Some((last, before)) = phrase.split_last() else { return false };
    tokens.len() >= phrase.len()
        && before.iter().zip(tokens).all(|(part, token)| part == token)
        && (tokens[before.len()] == last
            || (is_stem && tokens[before.len()].starts_with(last.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let word = |words: &[&str]| {
            BTreeMap::from([("en".to_owned(), words.iter().map(|one| (*one).to_owned()).collect())])
        };
        let net = ThemeFile {
            id: "net".to_owned(),
            serves: vec!["a".to_owned(), "b".to_owned()],
            codes: BTreeMap::from([("22040".to_owned(), 60)]),
            strong: word(&["broadband", "fibre optic", "télécommunic*"]),
            weak: word(&["online", "digital"]),
        };
        let skills = ThemeFile {
            id: "skills".to_owned(),
            serves: vec!["c".to_owned(), "a".to_owned()],
            codes: BTreeMap::new(),
            strong: word(&["digital skill*"]),
            weak: word(&["digital"]),
        };
        let not = vec!["impressão digital".to_owned()];
        let file =
            LexiconFile { threshold: 40, strong: 40, weak: 15, not, theme: vec![net, skills] };
        Lexicon::new(file).unwrap()
    }

    fn text(words: &str) -> Text {
        let mut text = Text::default();
        text.set(passerelle_vocabulary::Lang::en(), words);
        text
    }

    fn score(title: &str, description: &str, sectors: &[SectorShare<'_>]) -> Relevance {
        lexicon().score(&text(title), &text(description), sectors)
    }

    #[test]
    fn what_gave_the_points_is_told() {
        let found = score("Broadband for all", "Fibre-optic lines, sold online", &[("22040", 0.5)]);
        assert_eq!(found.points, 100, "80 + 40 + 15 + 30, and 100 at most");
        let told: Vec<(&str, &str, u32)> = found
            .reasons
            .iter()
            .map(|one| (one.found.code(), one.what.as_str(), one.points))
            .collect();
        assert_eq!(
            told,
            [
                ("title", "broadband", 80),
                ("description", "fibre optic", 40),
                ("sector", "22040", 30),
                ("description", "online", 15),
            ]
        );
        assert_eq!(found.suggested[0].commitment, "a");
    }

    #[test]
    fn a_word_counts_once_where_it_says_most() {
        assert_eq!(score("Online", "online online ONLINE", &[]).points, 30);
        assert_eq!(score("", "online", &[]).points, 15);
        assert_eq!(score("Outlines of a colony", "", &[]).points, 0, "a part of a word is none");
        assert_eq!(score("Télécommunications", "", &[]).points, 80, "a stem, without accents");
    }

    #[test]
    fn a_word_of_two_themes_counts_for_both_and_once_in_all() {
        let found = score("", "digital", &[]);
        assert_eq!((found.points, found.reasons.len()), (15, 2));
        let ids: Vec<&str> = found.suggested.iter().map(|one| one.commitment.as_str()).collect();
        assert_eq!(ids, ["a", "c", "b"], "the first of each theme first, each once");
        let skilled = score("", "digital skills", &[]);
        assert_eq!(skilled.suggested[0].commitment, "c");
    }

    #[test]
    fn a_phrase_that_is_something_else_is_taken_out() {
        assert_eq!(score("", "registo por impressão digital", &[]).points, 0);
        assert_eq!(score("", "impressão digital e registo digital", &[]).points, 15);
    }

    #[test]
    fn codes_count_by_their_share() {
        assert_eq!(score("", "", &[("22040", 1.0)]).points, 60);
        assert_eq!(score("", "", &[("22040", 0.25), ("22040", 0.25), ("11110", 0.5)]).points, 30);
        assert_eq!(score("", "", &[("22040", f64::NAN)]).points, 0);
    }

    #[test]
    fn what_cannot_be_looked_for_is_told() {
        let theme = ThemeFile {
            id: "x".to_owned(),
            serves: Vec::new(),
            codes: BTreeMap::new(),
            strong: BTreeMap::from([("en".to_owned(), vec!["…".to_owned(), "ab*".to_owned()])]),
            weak: BTreeMap::new(),
        };
        let file =
            LexiconFile { threshold: 400, strong: 1, weak: 1, not: Vec::new(), theme: vec![theme] };
        let found = Lexicon::new(file).unwrap_err();
        let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["too-many", "serves-nothing", "bad-word", "bad-word"]);
    }
}
