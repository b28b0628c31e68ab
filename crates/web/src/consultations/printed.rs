//! The result of a consultation on paper: tagged pages of PDF. The same result in the same language is the same bytes.

use passerelle_desk::consultations::ConsultationView;
use passerelle_desk::consultations::told::{ResultTold, Said, StatementTold};

use super::parts::{self, HistoryTold, TookPartTold};
use super::{in_words, said, standing, unclear};
use crate::groups::name_of;
use crate::printed::fonts::is_printable;
use crate::printed::{Block, flow};
use crate::words::Words;

/// The result as PDF.
pub fn pdf(w: &'static Words, view: &ConsultationView, told: &ResultTold) -> Vec<u8> {
    let blocks = blocks(w, view, told);
    let mut lead = vec![parts::lead(w, told), w.t1("voice-final", "standing", standing(w, view))];
    if let Some(from) = &view.consultation.imported {
        let said = w.t1("voice-imported", "licence", from.licence.as_str());
        lead.push(format!("{said} {}", from.source));
    }
    let statements = told.statements.iter().map(|one| in_words(w, one).0);
    let question = w.text(&view.consultation.question);
    let shown = blocks.iter().flat_map(Block::texts).all(is_printable);
    if !shown || !statements.chain([question]).all(is_printable) {
        lead.push(w.t("voice-not-printable"));
    }
    // Question marks would be nobody's question.
    let title = if is_printable(question) { question } else { &view.slug };
    let foot = w.t1("voice-printed-foot", "slug", view.slug.as_str());
    flow::pdf(w, &flow::Printed { title, lead: &lead, blocks: &blocks, foot: &foot })
}

fn heading(level: u8, text: String) -> Block {
    Block::Heading(level, text)
}

/// A statement with its number, in the language of the page where somebody translated it; its number alone where these
/// pages have no letters for it.
fn text(w: &Words, one: &StatementTold) -> String {
    let (text, _) = in_words(w, one);
    let number = w.t1("voice-number", "id", one.statement.to_string());
    if text.is_empty() || !is_printable(text) { number } else { format!("{text} ({number})") }
}

fn line(w: &Words, told: &ResultTold, one: &Said) -> Option<String> {
    let statement = told.statement(one.statement)?;
    Some(format!("{} – {}", text(w, statement), said(w, one)))
}

fn blocks(w: &Words, view: &ConsultationView, told: &ResultTold) -> Vec<Block> {
    let mut blocks = unites(w, told);
    blocks.extend(groups(w, told));
    blocks.extend(took_part(w, told));
    blocks.extend(history(w, told));
    blocks.push(heading(2, w.t("voice-statements")));
    let heads = ["voice-col-statement", "voice-agree", "voice-disagree", "voice-pass"];
    let row = |one: &StatementTold| {
        let votes = [one.agrees, one.disagrees, one.passes].map(|n| w.whole(u64::from(n)));
        std::iter::once(text(w, one)).chain(votes).collect()
    };
    blocks.push(Block::Table {
        name: w.t("voice-statements"),
        heads: heads.map(|name| w.t(name)).to_vec(),
        rows: told.statements.iter().map(row).collect(),
    });
    blocks.push(heading(2, w.t("voice-recount")));
    blocks.push(Block::Text(w.t("voice-recount-printed")));
    let counting = &view.consultation.counting;
    let mut points = Vec::new();
    if let Some(seed) = counting.seed {
        points.push(format!("{} {seed}", w.t("voice-seed")));
    }
    points.push(format!("{} {}", w.t("voice-seed-hash"), counting.seed_hash));
    if let Some(frozen) = &view.consultation.frozen {
        points.push(format!("votes.csv: SHA-256 {}", frozen.votes_sha256));
        points.push(format!("comments.csv: SHA-256 {}", frozen.statements_sha256));
        points.push(format!("result.json: SHA-256 {}", frozen.result_sha256));
        points.extend(frozen.files.iter().map(|(name, hash)| format!("{name}: SHA-256 {hash}")));
    }
    blocks.push(Block::List(points));
    blocks
}

fn unites(w: &Words, told: &ResultTold) -> Vec<Block> {
    let mut blocks = vec![heading(2, w.t("groups-unites"))];
    let lines: Vec<String> = told.unites.iter().filter_map(|one| line(w, told, one)).collect();
    if lines.is_empty() {
        blocks.push(Block::Text(w.t("voice-unites-nothing")));
    } else {
        blocks.push(Block::Text(w.t("voice-unites-how")));
        blocks.push(Block::List(lines));
    }
    let across = told.across.iter().filter_map(|(id, probability)| {
        let share = w.t1("voice-across-share", "share", w.number(100.0 * probability, 0));
        Some(format!("{} – {share}", text(w, told.statement(*id)?)))
    });
    let across: Vec<String> = across.collect();
    if !across.is_empty() {
        blocks.push(heading(3, w.t("voice-across")));
        blocks.push(Block::Text(w.t("voice-across-how")));
        blocks.push(Block::List(across));
    }
    blocks
}

fn groups(w: &Words, told: &ResultTold) -> Vec<Block> {
    let mut blocks = vec![heading(2, w.t("voice-groups"))];
    let name = if told.clear { "voice-groups-clear" } else { "voice-groups-unclear" };
    blocks.push(Block::Text(w.t1(name, "n", told.groups.len())));
    let why = unclear(w, told);
    if !told.clear && !why.is_empty() {
        blocks.push(Block::List(why));
    }
    for one in told.groups.iter().filter(|_| told.groups.len() > 1) {
        blocks.push(heading(3, w.t1("groups-name", "name", name_of(one.group))));
        blocks.push(Block::Text(parts::group_lead(w, told, one)));
        let own: Vec<String> = one.own.iter().filter_map(|one| line(w, told, one)).collect();
        if own.is_empty() {
            blocks.push(Block::Text(w.t("voice-group-nothing")));
        } else {
            blocks.push(Block::Text(w.t("voice-group-own")));
            blocks.push(Block::List(own));
        }
    }
    blocks
}

fn took_part(w: &Words, told: &ResultTold) -> Vec<Block> {
    if told.took_part.is_empty() {
        return Vec::new();
    }
    let mut blocks =
        vec![heading(2, w.t("voice-took-part")), Block::Text(w.t("voice-took-part-how"))];
    for TookPartTold { question, heads, rows, lines, source } in parts::took_part(w, told) {
        blocks.push(heading(3, question.clone()));
        blocks.extend(lines.into_iter().map(Block::Text));
        blocks.push(Block::Table { name: question, heads, rows });
        if !source.is_empty() {
            blocks.push(Block::Small(source));
        }
    }
    blocks
}

fn history(w: &Words, told: &ResultTold) -> Vec<Block> {
    let Some(HistoryTold { lines, heads, rows, .. }) = parts::history(w, told) else {
        return Vec::new();
    };
    let mut blocks = vec![heading(2, w.t("voice-history"))];
    blocks.extend(lines.into_iter().map(Block::Text));
    blocks.push(Block::Table { name: w.t("voice-history"), heads, rows });
    blocks
}
