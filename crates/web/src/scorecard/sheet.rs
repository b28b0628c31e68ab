//! A scorecard on one sheet of paper: A4, PDF.

use pdf_writer::types::{StructRole, TableHeaderScope};

use super::{Told, ToldRow};
use crate::printed::fonts::{Font, encoded};
use crate::printed::pdf::{ACCENT, Document, HEIGHT, INK, LINE, SOFT, Style, WIDTH, cut, wrapped};
use crate::words::Words;

const MARGIN: f32 = 40.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
/// Nothing but the foot is drawn below.
const BOTTOM: f32 = 66.0;

const TITLE: Style = Style { font: Font::Bold, size: 19.0, colour: INK };
const HEADING: Style = Style { font: Font::Bold, size: 11.0, colour: ACCENT };
const BODY: Style = Style { font: Font::Regular, size: 9.5, colour: INK };
const STRONG: Style = Style { font: Font::Bold, size: 9.0, colour: INK };
const SMALL: Style = Style { font: Font::Regular, size: 7.5, colour: SOFT };

const TINY: Style = Style { size: 6.5, ..SMALL };
const VERDICT: Style = Style { size: 8.5, ..BODY };

/// Where the columns of the table begin, from the left margin, and how wide they are.
const COLUMNS: [(f32, f32); 4] =
    [(0.0, 158.0), (164.0, 118.0), (290.0, 130.0), (430.0, INNER - 430.0)];
/// Height of a row of the table.
const ROW: f32 = 25.0;
/// Lines of comparisons that are told at most.
const DIFFERENCES: usize = 6;

/// The sheet as PDF. `address` is where the scorecard is found.
pub fn pdf(w: &Words, told: &Told, address: &str) -> Vec<u8> {
    let mut sheet = Sheet { page: Document::new(), y: HEIGHT - MARGIN };
    sheet.page.bar(ACCENT, (0.0, HEIGHT - 6.0, WIDTH, 6.0));
    sheet.paragraph(StructRole::H1, TITLE, &told.title, 2);
    sheet.paragraph(StructRole::P, SMALL, &told.state, 2);
    if let Some(made_up) = &told.made_up {
        sheet.paragraph(StructRole::P, STRONG, made_up, 2);
    }
    sheet.space(3.0);
    sheet.paragraph(StructRole::P, BODY, &told.lead, 4);
    if let Some(index) = &told.index {
        let score = w.t2("label-value", "label", index.name.as_str(), "value", &*index.score);
        let interval = index.interval.as_ref().map(|interval| format!(", {interval}"));
        let text = format!("{score}{}", interval.unwrap_or_default());
        sheet.space(2.0);
        sheet.paragraph(StructRole::P, STRONG, &text, 1);
        sheet.paragraph(StructRole::P, SMALL, &index.about.join(" "), 2);
    }
    sheet.heading(&w.t("scorecard-distance"));
    sheet.table(w, &told.rows);
    let differences: Vec<(&str, &String)> = told
        .rows
        .iter()
        .flat_map(|row| row.differences.iter().map(|text| (row.name.as_str(), text)))
        .collect();
    if !differences.is_empty() {
        sheet.heading(&w.t("scorecard-groups"));
        for (name, text) in differences.iter().take(DIFFERENCES) {
            let text = w.t2("label-value", "label", *name, "value", text.as_str());
            sheet.paragraph(StructRole::P, SMALL, &text, 2);
        }
        let more = differences.len().saturating_sub(DIFFERENCES);
        if more > 0 {
            sheet.paragraph(StructRole::P, SMALL, &w.t1("scorecard-more", "n", more), 1);
        }
    }
    sheet.heading(&w.t("scorecard-measured-title"));
    sheet.paragraph(StructRole::P, SMALL, &told.completeness.join(" "), 3);
    if !told.missing.is_empty() {
        let names: Vec<&str> = told.missing.iter().map(|(name, _)| name.as_str()).collect();
        let text = w.t1("scorecard-missing-list", "names", names.join(", "));
        sheet.paragraph(StructRole::P, SMALL, &text, 3);
    }
    let breakdowns = &told.breakdowns;
    let text = format!("{} {}", breakdowns.count, breakdowns.promise);
    sheet.paragraph(StructRole::P, SMALL, &text, 3);
    sheet.foot(&breakdowns.reading, &w.t1("scorecard-sheet-foot", "address", address));
    sheet.page.finish(&told.title, w.code())
}

struct Sheet {
    page: Document,
    /// The line on which the next text stands less its height.
    y: f32,
}

impl Sheet {
    fn space(&mut self, points: f32) {
        self.y -= points;
    }

    /// Lines from the left margin, at most `most`; nothing where there is no room any more.
    fn paragraph(&mut self, role: StructRole, style: Style, text: &str, most: usize) {
        let height = style.size * 1.3;
        let room = ((self.y - BOTTOM) / height).floor();
        let most = if room < 1.0 { 0 } else { most.min(room as usize) };
        let lines = shortened(text, style, INNER, most);
        let mut placed = Vec::new();
        for line in &lines {
            self.y -= height;
            placed.push((MARGIN, self.y + height - style.size, line.as_str()));
        }
        if !placed.is_empty() {
            self.page.text(role, None, style, &placed);
        }
    }

    fn heading(&mut self, text: &str) {
        self.space(8.0);
        self.paragraph(StructRole::H2, HEADING, text, 1);
        self.space(2.0);
    }

    fn table(&mut self, w: &Words, rows: &[ToldRow]) {
        let table = self.page.group(StructRole::Table, None);
        let heads = ["col-indicator", "col-value", "col-target", "scorecard-col-verdict"];
        let head = self.page.group(StructRole::TR, Some(table));
        self.y -= SMALL.size * 1.3;
        for (name, (x, width)) in heads.iter().zip(COLUMNS) {
            let text = cut(&w.t(name), SMALL, width);
            let line = [(MARGIN + x, self.y, text.as_str())];
            self.page.head(TableHeaderScope::Column, head, SMALL, &line);
        }
        self.space(3.0);
        for row in rows {
            if self.y - ROW < BOTTOM {
                return;
            }
            self.page.bar(LINE, (MARGIN, self.y - 1.0, INNER, 0.7));
            self.row(table, row);
            self.y -= ROW;
        }
    }

    fn row(&mut self, table: usize, row: &ToldRow) {
        let tag = self.page.group(StructRole::TR, Some(table));
        let (upper, lower) = (self.y - 11.5, self.y - 21.0);
        let cell = |text: &str, style, column: usize| cut(text, style, COLUMNS[column].1);
        let x = |column: usize| MARGIN + COLUMNS[column].0;
        // A name of two lines rather than a name that is cut.
        let names = shortened(&row.name, STRONG, COLUMNS[0].1, 2);
        let names: Vec<_> =
            names.iter().zip([upper, lower]).map(|(line, y)| (x(0), y, line.as_str())).collect();
        self.page.head(TableHeaderScope::Row, tag, STRONG, &names);
        let value = cell(&row.value, STRONG, 1);
        let beside = x(1) + STRONG.font.width(&encoded(&value), STRONG.size) + 4.0;
        let about = cut(&row.about, SMALL, x(1) + COLUMNS[1].1 - beside);
        self.page.text(StructRole::TD, Some(tag), STRONG, &[(x(1), upper, &value)]);
        let below = cell(row.interval.as_deref().unwrap_or_default(), SMALL, 1);
        self.page.text(
            StructRole::TD,
            Some(tag),
            SMALL,
            &[(beside, upper, &about), (x(1), lower, &below)],
        );
        self.distance(row, x(2), upper);
        let target = cell(row.target.as_deref().unwrap_or_default(), TINY, 2);
        self.page.text(StructRole::TD, Some(tag), TINY, &[(x(2), lower, &target)]);
        let verdict = shortened(&row.verdict, VERDICT, COLUMNS[3].1, 2);
        let verdict: Vec<_> =
            verdict.iter().zip([upper, lower]).map(|(line, y)| (x(3), y, line.as_str())).collect();
        self.page.text(StructRole::TD, Some(tag), VERDICT, &verdict);
    }

    /// A bar from nothing to the figure, its interval, and a mark at the target.
    fn distance(&mut self, row: &ToldRow, x: f32, y: f32) {
        let drawn = row.drawn;
        let high = drawn.interval.map_or(drawn.value, |(_, high)| high);
        let top = if drawn.is_share { 100.0 } else { high.max(drawn.target.unwrap_or(0.0)) * 1.05 };
        if top <= 0.0 {
            return;
        }
        let width = COLUMNS[2].1;
        let at = |value: f64| ((value / top).clamp(0.0, 1.0) as f32) * width;
        self.page.bar(LINE, (x, y, width, 7.0));
        self.page.bar(ACCENT, (x, y, at(drawn.value), 7.0));
        if let Some((low, high)) = drawn.interval {
            self.page.bar(SOFT, (x + at(low), y + 3.0, (at(high) - at(low)).max(0.5), 1.0));
        }
        if let Some(target) = drawn.target {
            self.page.bar(INK, (x + at(target) - 0.75, y - 2.0, 1.5, 11.0));
        }
    }

    fn foot(&mut self, reading: &str, text: &str) {
        let style = TINY;
        let lines = shortened(reading, style, INNER, 3);
        let mut y = BOTTOM - 10.0;
        let mut placed = Vec::new();
        for line in &lines {
            placed.push((MARGIN, y, line.as_str()));
            y -= style.size * 1.25;
        }
        self.page.text(StructRole::Note, None, style, &placed);
        let text = cut(text, SMALL, INNER);
        self.page.text(StructRole::P, None, SMALL, &[(MARGIN, 24.0, &text)]);
    }
}

/// At most `most` lines; where there would be more, the last one says by “…” that something is left out.
fn shortened(text: &str, style: Style, width: f32, most: usize) -> Vec<String> {
    let mut lines = wrapped(text, style, width);
    if lines.len() > most && most > 0 {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(cut(&rest, style, width));
    }
    lines.truncate(most);
    lines
}
