//! The chapters of a review in words.

use passerelle_compact::review::{Outline, Part, Round, ScopeKind};
use passerelle_compact::{Completion, Due, EarlyResults};
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::review::rounds::Commented;
use passerelle_desk::review::{Chapter, Contribution, Endorsed, Objective, Review, Tally};

use super::{commitments, contributions, gaps, place};
use crate::printed::Block;
use crate::printed::fonts::is_printable;
use crate::words::Words;

/// Longest statement that is told whole, in characters.
const STATEMENT: usize = 1_200;

/// Whose a review is.
#[derive(Debug, Clone, Copy)]
pub enum State<'a> {
    /// Made of the register as it stands; nobody has published it.
    Working,
    /// A draft that is, or was, open for comments.
    Draft(&'a Round),
    /// Published after its comment round.
    Published(&'a Round),
}

/// What a review is told with.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// In which words.
    pub w: &'static Words,
    /// Names of what it refers to.
    pub catalogue: &'a Catalogue,
    /// The review.
    pub review: &'a Review,
    /// In which chapters.
    pub outline: &'a Outline,
    /// Whose it is.
    pub state: State<'a>,
    /// What was said of its draft.
    pub comments: &'a [Commented],
}

/// A review in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// “Kenya – Contribution to the review of the Global Digital Compact”.
    pub title: String,
    /// Whose it is, of when, and that it is voluntary.
    pub lead: Vec<String>,
    /// Its chapters.
    pub blocks: Vec<Block>,
    /// What stands at the foot of printed pages.
    pub foot: String,
}

impl Told {
    /// Tells a review.
    pub fn of(telling: &Telling<'_>) -> Self {
        let (w, scope) = (telling.w, &telling.review.scope);
        let name = w.text(&scope.name);
        let outline = w.text(&telling.outline.name);
        let mut lead = vec![w.text(&telling.outline.about).to_owned()];
        if scope.synthetic {
            lead.push(w.t("review-synthetic"));
        }
        lead.push(telling.whose());
        lead.push(telling.of_when());
        let chapters = telling.outline.chapter.iter();
        Self {
            title: w.t2("review-title", "place", name, "outline", outline),
            lead,
            blocks: chapters.flat_map(|one| telling.chapter(one)).collect(),
            foot: w.t2("review-foot", "place", name, "day", day(w, telling.review.state.day)),
        }
    }

    /// The same for a printed page: where it has letters that the fonts of such a page have not, it says so.
    pub(super) fn printable(mut self, w: &Words) -> Self {
        if !self.blocks.iter().flat_map(Block::texts).all(is_printable) {
            self.lead.push(w.t("review-not-printable"));
        }
        self
    }
}

/// A day as people read it; less than a day as it is.
pub(super) fn day(w: &Words, due: Due) -> String {
    crate::pages::view::due_date(w, due)
}

/// “limited”.
pub(super) fn completion(w: &Words, step: Completion) -> String {
    w.t(&format!("part-completion-{}", step.code().replace('_', "-")))
}

/// “major”.
pub(super) fn results(w: &Words, step: EarlyResults) -> String {
    w.t(&format!("part-results-{}", step.code().replace('_', "-")))
}

/// A text, its end left out where it is too long.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let mut letters = text.chars();
    let kept: String = letters.by_ref().take(most).collect();
    if letters.next().is_some() { format!("{}…", kept.trim_end()) } else { kept }
}

impl Telling<'_> {
    fn whose(&self) -> String {
        let w = self.w;
        match self.state {
            State::Working => w.t("review-state-working"),
            State::Draft(round) => {
                let edition = round.edition.to_string();
                w.t2("review-state-draft", "day", day(w, round.closes), "edition", edition)
            }
            State::Published(round) => {
                let edition = round.edition.to_string();
                let on = round.published.map(|on| day(w, on)).unwrap_or_default();
                w.t2("review-state-published", "day", on, "edition", edition)
            }
        }
    }

    fn of_when(&self) -> String {
        let state = &self.review.state;
        let said = [
            ("day", day(self.w, state.day).into()),
            ("moment", self.w.moment(&state.moment).into()),
            ("n", state.entries.into()),
        ];
        self.w.say("review-of-when", &said)
    }

    fn chapter(&self, chapter: &Chapter) -> Vec<Block> {
        let w = self.w;
        let title = Block::Heading(2, w.text(&chapter.title).to_owned());
        let mut blocks = Vec::new();
        for part in &chapter.holds {
            blocks.extend(match part {
                Part::Summary => self.summary(),
                Part::Participants => self.participants(),
                Part::Objectives => commitments::by_objective(self),
                Part::Goals => commitments::by_goal(self),
                Part::Commitments => commitments::listed(self, chapter),
                Part::Contributions => contributions::one_by_one(self),
                Part::Budgets => contributions::budgets(self),
                Part::Silence => gaps::silence(self),
                Part::Gaps => gaps::gaps(self),
                Part::Method => self.method(),
                Part::Comments => self.comments(),
                Part::Written => vec![Block::Note(w.t("review-to-write"))],
            });
        }
        if let Some(note) = &chapter.note {
            blocks.push(Block::Small(w.text(note).to_owned()));
        }
        // A chapter with nothing in it (nobody was asked for comments) is left out.
        if blocks.is_empty() {
            return Vec::new();
        }
        std::iter::once(title).chain(blocks).collect()
    }

    fn summary(&self) -> Vec<Block> {
        let (w, review) = (self.w, self.review);
        let mut blocks: Vec<Block> = tally(w, &review.tally).into_iter().map(Block::Text).collect();
        let heads = ["objective", "commitments", "served", "shown", "contributions", "silent"];
        let rows = review.objectives.iter().map(|one| {
            let Tally { commitments, served, shown, contributions, silent, inactive, .. } =
                one.tally;
            let counts = [commitments, served, shown, contributions, silent + inactive];
            let counts = counts.map(|n| w.whole(n as u64));
            std::iter::once(self.objective(one)).chain(counts).collect()
        });
        blocks.push(Block::Table {
            name: w.t("review-by-objective"),
            heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
            rows: rows.collect(),
        });
        blocks
    }

    /// “Objective 1 – …”.
    pub(super) fn objective(&self, one: &Objective) -> String {
        let Some(number) = one.number else { return self.w.t("review-other-texts") };
        let title = self.catalogue.commitment(&format!("gdc.{number}"));
        let title = title.map_or("", |entry| self.w.text(&entry.title));
        self.w.t2("objective", "number", number.to_string(), "title", title)
    }

    fn participants(&self) -> Vec<Block> {
        let (w, review) = (self.w, self.review);
        let name = w.text(&review.scope.name);
        let adopted = match (review.scope.kind, review.adopted.len()) {
            (ScopeKind::Country, 0) => w.t1("review-not-adopted", "place", name),
            (ScopeKind::Country, _) => w.t1("review-adopted", "place", name),
            (_, n) => w.t2("review-adopted-several", "n", n, "place", name),
        };
        let mut blocks = vec![Block::Text(adopted)];
        if review.endorsements.is_empty() {
            blocks.push(Block::Text(w.t("review-no-endorsement")));
            return blocks;
        }
        let heads = ["who", "kind", "scope", "with", "signed"];
        blocks.push(Block::Table {
            name: w.t("review-endorsements"),
            heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
            rows: review.endorsements.iter().map(|one| endorsed(w, one)).collect(),
        });
        let statement = |one: &Endorsed| {
            let words = shortened(w.text(&one.statement), STATEMENT).replace('\n', " ");
            let said = [
                ("name", w.text(&one.by.name).into()),
                ("signatory", one.signatory.as_str().into()),
                ("words", words.into()),
            ];
            w.say("review-statement", &said)
        };
        blocks.push(Block::List(review.endorsements.iter().map(statement).collect()));
        blocks
    }

    fn method(&self) -> Vec<Block> {
        let (w, state) = (self.w, &self.review.state);
        let paragraphs = self.catalogue.review.method.iter();
        let mut blocks: Vec<Block> =
            paragraphs.map(|text| Block::Text(w.text(text).to_owned())).collect();
        let root = if state.root.is_empty() { "–" } else { &state.root };
        let said = [
            ("n", state.entries.into()),
            ("root", root.into()),
            ("moment", w.moment(&state.moment).into()),
        ];
        blocks.push(Block::Small(w.say("review-state-of-log", &said)));
        blocks
    }

    fn comments(&self) -> Vec<Block> {
        let w = self.w;
        let (State::Draft(round) | State::Published(round)) = self.state else {
            return Vec::new();
        };
        let period =
            w.t2("review-comment-period", "from", day(w, round.opened), "to", day(w, round.closes));
        let mut blocks = vec![Block::Text(period)];
        if self.comments.is_empty() {
            blocks.push(Block::Text(w.t("review-no-comment")));
        }
        for (one, number) in self.comments.iter().zip(1..) {
            let comment = &one.comment;
            let said = [
                ("n", (number as u64).into()),
                ("name", comment.name.as_str().into()),
                ("day", day(w, comment.day).into()),
            ];
            blocks.push(Block::Heading(4, w.say("review-comment-by", &said)));
            if !comment.passage.is_empty() {
                blocks.push(Block::Small(comment.passage.clone()));
            }
            blocks.push(Block::Text(w.text(&comment.text).to_owned()));
            if one.answers.is_empty() {
                blocks.push(Block::Small(w.t("review-no-answer")));
            }
            for answer in &one.answers {
                let by = w.t2(
                    "review-answer-by",
                    "name",
                    answer.name.as_str(),
                    "day",
                    day(w, answer.day),
                );
                blocks.push(Block::Note(by));
                blocks.push(Block::Text(w.text(&answer.text).to_owned()));
            }
        }
        blocks
    }

    /// Where something is: a country, or that it is in none or several.
    pub(super) fn where_it_is(&self, one: &Contribution) -> String {
        let names: Vec<String> =
            one.in_countries().map(|code| place(self.w, self.catalogue, code)).collect();
        if names.is_empty() { self.w.t("initiative-no-country") } else { names.join(", ") }
    }
}

/// How many there are of what, in sentences.
pub fn tally(w: &Words, tally: &Tally) -> Vec<String> {
    let counted = |name: &str, of: &[(&'static str, usize)]| {
        let said: Vec<_> = of.iter().map(|(key, n)| (*key, (*n).into())).collect();
        w.say(name, &said)
    };
    let mut told = vec![counted(
        "review-tally-commitments",
        &[("n", tally.commitments), ("served", tally.served), ("shown", tally.shown)],
    )];
    told.push(counted(
        "review-tally-contributions",
        &[
            ("n", tally.contributions),
            ("evidence", tally.with_evidence),
            ("before", tally.began_before),
        ],
    ));
    if tally.contributions > 0 {
        told.push(counted(
            "review-tally-words",
            &[("n", tally.assessed), ("replies", tally.replied), ("held", tally.held)],
        ));
        told.push(counted(
            "review-tally-silence",
            &[("silent", tally.silent), ("inactive", tally.inactive)],
        ));
    }
    told
}

fn endorsed(w: &Words, one: &Endorsed) -> Vec<String> {
    let kind = one.by.kind.map(|kind| kind.code().replace('_', "-"));
    let objectives: Vec<String> = one.objectives.iter().map(u8::to_string).collect();
    let scope = match objectives.is_empty() {
        true => w.t("part-scope-whole"),
        false => w.t1("review-scope-objectives", "numbers", objectives.join(", ")),
    };
    let with = match one.contributions {
        0 => w.t("part-values-only"),
        n => w.t1("part-promises", "n", n),
    };
    let signed = match one.withdrawn {
        None => day(w, one.signed),
        Some(withdrawn) => {
            let withdrawn = w.t1("part-withdrawn", "day", day(w, withdrawn));
            format!("{}\n{withdrawn}", day(w, one.signed))
        }
    };
    vec![
        w.text(&one.by.name).to_owned(),
        kind.map(|kind| w.t(&format!("part-actor-{kind}"))).unwrap_or_default(),
        scope,
        with,
        signed,
    ]
}
