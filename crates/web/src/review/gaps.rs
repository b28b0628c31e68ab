//! What is not there: contributions that are not heard of any more, and what nobody has recorded.

use passerelle_compact::Hearing;
use passerelle_desk::review::Contribution;

use super::commitments::{by, heard};
use super::told::{Telling, day};
use crate::printed::Block;

pub(super) fn silence(telling: &Telling<'_>) -> Vec<Block> {
    let w = telling.w;
    let silent: Vec<&Contribution> =
        telling.review.contributions.iter().filter(|one| one.hearing != Hearing::Heard).collect();
    if silent.is_empty() {
        return vec![Block::Text(w.t("review-none-silent"))];
    }
    let row = |one: &&Contribution| {
        vec![
            w.t2("review-numbered", "n", one.number, "title", w.text(&one.title)),
            by(w, one),
            heard(w, one),
            one.last_shown.map_or_else(|| w.t("review-none"), |shown| day(w, shown)),
        ]
    };
    let heads = ["contribution", "who", "news", "last-shown"];
    vec![
        Block::Text(w.t("review-silence-how")),
        Block::Table {
            name: w.t("review-silent"),
            heads: heads.map(|name| w.t(&format!("review-col-{name}"))).to_vec(),
            rows: silent.iter().map(row).collect(),
        },
    ]
}

pub(super) fn gaps(telling: &Telling<'_>) -> Vec<Block> {
    let (w, review) = (telling.w, telling.review);
    let gaps = &review.gaps;
    let mut blocks = vec![Block::Text(w.t("review-gaps-how"))];
    let mut commitments = |name: &str, ids: &[String]| {
        let title = w.t1(&format!("review-gap-{name}"), "n", ids.len());
        blocks.push(Block::Heading(3, title));
        let titles: Vec<String> = ids
            .iter()
            .filter_map(|id| review.commitment(id))
            .map(|one| w.text(&one.title).to_owned())
            .collect();
        if !titles.is_empty() {
            blocks.push(Block::List(titles));
        }
    };
    commitments("unshown", &gaps.unshown);
    commitments("unserved", &gaps.unserved);
    commitments("unmeasured", &gaps.unmeasured);
    blocks.push(Block::Heading(3, w.t("review-gap-contributions")));
    let numbers = |name: &str, numbers: &[usize]| {
        let written: Vec<String> = numbers.iter().map(usize::to_string).collect();
        let name = format!("review-gap-{name}");
        w.t2(&name, "n", numbers.len(), "numbers", written.join(", "))
    };
    blocks.push(Block::List(vec![
        numbers("without-evidence", &gaps.without_evidence),
        numbers("unassessed", &gaps.unassessed),
        numbers("silent", &gaps.silent),
        numbers("nobodys", &gaps.nobodys),
    ]));
    blocks
}
