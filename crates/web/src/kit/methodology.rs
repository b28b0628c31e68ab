//! The methodology sheet in words: what the data tell, and what is left to write.

use std::fmt::Write as _;

use askama::Template;
use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::kit::{Indicators, Kit};
use serde::Serialize;

use super::STYLE;
use super::facts::Telling;
use crate::words::Words;

/// A methodology sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// Its title.
    pub title: String,
    /// What to know before filling it in.
    pub introduction: String,
    /// Its concepts, in order.
    pub entries: Vec<SheetEntry>,
}

/// A concept: what is told there, and what is to be written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetEntry {
    /// Its number: `S.13.2`.
    pub code: String,
    /// How deep it is, from 1.
    pub level: usize,
    /// Its name.
    pub name: String,
    /// What the data, the plan and the questionnaire tell.
    pub told: Vec<String>,
    /// The same, as tables.
    pub tables: Vec<SheetTable>,
    /// What is to be written.
    pub ask: Option<String>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetTable {
    /// Names of its columns.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// The sheet of a survey; without data, what the plan and the questionnaire tell is written, and what the
/// data will tell is announced.
pub fn sheet(kit: &Kit, catalogue: &Catalogue, data: Option<&Indicators>, w: &Words) -> Sheet {
    let plan = data.map_or(&kit.plan, |data| &data.plan);
    let telling = Telling { questionnaire: &kit.questionnaire, plan, catalogue, data, w };
    let entry = |concept: &passerelle_inclusion::kit::Concept| {
        let mut entry = SheetEntry {
            code: concept.code.clone(),
            level: concept.level(),
            name: w.text(&concept.name).to_owned(),
            told: Vec::new(),
            tables: Vec::new(),
            ask: (!concept.ask.is_empty()).then(|| w.text(&concept.ask).to_owned()),
        };
        concept.tells.iter().for_each(|fact| telling.tell(*fact, &mut entry));
        // Said once, however many facts wait for data.
        entry.told.dedup();
        entry
    };
    Sheet {
        title: format!("{} – {}", w.text(&kit.methodology.title), w.text(&kit.questionnaire.title)),
        introduction: w.text(&kit.methodology.introduction).to_owned(),
        entries: kit.methodology.concept.iter().map(entry).collect(),
    }
}

#[derive(Template)]
#[template(path = "kit/methodology.html")]
struct Page<'a> {
    w: &'a Words,
    style: &'static str,
    sheet: &'a Sheet,
}

impl Sheet {
    /// As a page of HTML that refers to no other file.
    ///
    /// # Errors
    /// The page cannot be made: a fault of its template.
    pub fn html(&self, w: &Words) -> Result<String, askama::Error> {
        Page { w, style: STYLE, sheet: self }.render()
    }

    /// As Markdown.
    pub fn markdown(&self, w: &Words) -> String {
        let mut text = format!("# {}\n\n{}\n", self.title, self.introduction);
        for entry in &self.entries {
            let depth = "#".repeat((entry.level + 1).min(4));
            let _ = write!(text, "\n{depth} {} {}\n", entry.code, entry.name);
            for told in &entry.told {
                let _ = write!(text, "\n{told}\n");
            }
            for table in &entry.tables {
                text.push('\n');
                text.push_str(&line(&table.header));
                text.push_str(&format!("|{}\n", "---|".repeat(table.header.len())));
                table.rows.iter().for_each(|row| text.push_str(&line(row)));
            }
            if let Some(ask) = &entry.ask {
                let _ = write!(text, "\n> **{}** {ask}\n", w.t("kit-to-write"));
            }
        }
        text
    }
}

/// A row of a table; what would end a cell is written out.
fn line(cells: &[String]) -> String {
    let cell = |cell: &String| format!(" {} |", cell.replace('|', "\\|").replace('\n', " "));
    format!("|{}\n", cells.iter().map(cell).collect::<String>())
}
