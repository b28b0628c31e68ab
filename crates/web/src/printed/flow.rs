//! Blocks on as many pages of A4 as they need.

use pdf_writer::types::{StructRole, TableHeaderScope};

use super::Block;
use super::fonts::{Font, encoded};
use super::pdf::{ACCENT, Document, HEIGHT, INK, LINE, SOFT, Style, WIDTH, cut, wrapped};
use crate::words::Words;

const MARGIN: f32 = 52.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
/// Where the first line of a page stands, and below which none does.
const TOP: f32 = HEIGHT - 56.0;
const BOTTOM: f32 = 60.0;
/// Space between columns of a table.
const GAP: f32 = 8.0;
/// Indent of points.
const INDENT: f32 = 12.0;

const TITLE: Style = Style { font: Font::Bold, size: 22.0, colour: INK };
const CHAPTER: Style = Style { font: Font::Bold, size: 15.0, colour: ACCENT };
const SECTION: Style = Style { font: Font::Bold, size: 11.5, colour: INK };
const BELOW: Style = Style { font: Font::Bold, size: 10.0, colour: INK };
const BODY: Style = Style { font: Font::Regular, size: 10.0, colour: INK };
const STRONG: Style = Style { font: Font::Bold, size: 10.0, colour: INK };
const SMALL: Style = Style { font: Font::Regular, size: 8.5, colour: SOFT };
const CELL: Style = Style { font: Font::Regular, size: 8.5, colour: INK };
const HEAD: Style = Style { font: Font::Bold, size: 8.5, colour: INK };

/// What is printed, and what stands on its first and on every page.
pub(crate) struct Printed<'a> {
    /// Its title.
    pub title: &'a str,
    /// What is said below the title.
    pub lead: &'a [String],
    /// Its chapters.
    pub blocks: &'a [Block],
    /// What stands at the foot of every page, before its number.
    pub foot: &'a str,
}

/// Prints it.
pub(crate) fn pdf(w: &Words, printed: &Printed<'_>) -> Vec<u8> {
    let mut flow = Flow { document: Document::new(), y: TOP };
    flow.document.bar(ACCENT, (0.0, HEIGHT - 8.0, WIDTH, 8.0));
    flow.paragraph(StructRole::H1, TITLE, printed.title);
    flow.y -= 4.0;
    for line in printed.lead {
        flow.paragraph(StructRole::P, BODY, line);
    }
    for (block, next) in printed.blocks.iter().zip(following(printed.blocks)) {
        flow.block(block, next);
    }
    let pages = flow.document.pages();
    for page in 0..pages {
        let number = w.t2("printed-page", "n", page + 1, "pages", pages);
        let text = cut(&format!("{} {number}", printed.foot), SMALL, INNER);
        flow.document.folio(page, SMALL, (MARGIN, 32.0, &text));
    }
    flow.document.finish(printed.title, w.code())
}

/// What comes after each block.
fn following(blocks: &[Block]) -> impl Iterator<Item = Option<&Block>> {
    blocks.iter().skip(1).map(Some).chain([None])
}

fn height(style: Style) -> f32 {
    style.size * 1.35
}

struct Flow {
    document: Document,
    /// The line below which the next text stands.
    y: f32,
}

impl Flow {
    fn turn(&mut self) {
        self.document.turn();
        self.y = TOP;
    }

    /// Turns the page where there is less room than this.
    fn room(&mut self, points: f32) {
        if self.y - points < BOTTOM && self.y < TOP {
            self.turn();
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text, next),
            Block::Text(text) => self.paragraph(StructRole::P, BODY, text),
            Block::Small(text) => self.paragraph(StructRole::P, SMALL, text),
            Block::Note(text) => {
                self.y -= 2.0;
                self.paragraph(StructRole::P, STRONG, text);
            }
            Block::List(points) => self.list(points.iter().map(String::as_str)),
            Block::Links(links) => {
                let lines: Vec<String> =
                    links.iter().map(|(what, link)| format!("{what} – {link}")).collect();
                self.list(lines.iter().map(String::as_str));
            }
            Block::Table { heads, rows, .. } => self.table(heads, rows),
        }
    }

    /// A heading stays with what follows it: it is not the last line of a page.
    fn heading(&mut self, level: u8, text: &str, next: Option<&Block>) {
        let (role, style, before) = match level {
            2 => (StructRole::H2, CHAPTER, 20.0),
            3 => (StructRole::H3, SECTION, 12.0),
            _ => (StructRole::H4, BELOW, 8.0),
        };
        let lines = wrapped(text, style, INNER).len() as f32;
        let after = match next {
            Some(Block::Heading(..)) => 64.0,
            Some(Block::Table { .. }) => 56.0,
            Some(_) => 30.0,
            None => 0.0,
        };
        self.room(before + lines * height(style) + after);
        if self.y < TOP {
            self.y -= before;
        }
        if level == 2 {
            self.document.mark(text, self.y);
        }
        self.paragraph(role, style, text);
        self.y -= 2.0;
    }

    /// Lines from the left margin, over pages where they need it: what goes on on another page is another paragraph
    /// there.
    fn paragraph(&mut self, role: StructRole, style: Style, text: &str) {
        for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
            self.lines(role, None, style, (MARGIN, INNER), part);
            self.y -= 3.0;
        }
    }

    fn lines(
        &mut self,
        role: StructRole,
        parent: Option<usize>,
        style: Style,
        (x, width): (f32, f32),
        text: &str,
    ) {
        let height = height(style);
        let lines = broken(text, style, width);
        let mut rest = lines.as_slice();
        while !rest.is_empty() {
            self.room(height);
            let fits = (((self.y - BOTTOM) / height).floor().max(1.0) as usize).min(rest.len());
            let (now, later) = rest.split_at(fits);
            let mut placed = Vec::new();
            for line in now {
                self.y -= height;
                placed.push((x, self.y + height - style.size, line.as_str()));
            }
            self.document.text(role, parent, style, &placed);
            rest = later;
        }
    }

    fn list<'t>(&mut self, points: impl Iterator<Item = &'t str>) {
        let list = self.document.group(StructRole::L, None);
        for point in points {
            self.room(height(BODY));
            let item = self.document.group(StructRole::LI, Some(list));
            let y = self.y - BODY.size;
            self.document.text(StructRole::Lbl, Some(item), BODY, &[(MARGIN, y, "•")]);
            let place = (MARGIN + INDENT, INNER - INDENT);
            self.lines(StructRole::LBody, Some(item), BODY, place, point);
            self.y -= 2.0;
        }
        self.y -= 3.0;
    }

    fn table(&mut self, heads: &[String], rows: &[Vec<String>]) {
        let columns = columns(heads, rows);
        let table = self.document.group(StructRole::Table, None);
        self.heads(Some(table), heads, &columns);
        for row in rows {
            let cells = laid(row, &columns, |column| if column == 0 { HEAD } else { CELL });
            let tall = tallest(&cells);
            if self.y - tall < BOTTOM && self.y < TOP {
                self.turn();
                // The heads again, for the eye.
                self.heads(None, heads, &columns);
            }
            self.document.bar(LINE, (MARGIN, self.y, INNER, 0.6));
            let tag = self.document.group(StructRole::TR, Some(table));
            for (column, lines) in cells.iter().enumerate() {
                let style = if column == 0 { HEAD } else { CELL };
                let placed = placed(lines, style, columns[column].0, self.y);
                if column == 0 {
                    self.document.head(TableHeaderScope::Row, tag, style, &placed);
                } else {
                    self.document.text(StructRole::TD, Some(tag), style, &placed);
                }
            }
            self.y -= tall;
        }
        self.y -= 6.0;
    }

    /// The heads of a table: a row of it, or only drawn.
    fn heads(&mut self, table: Option<usize>, heads: &[String], columns: &[(f32, f32)]) {
        let cells = laid(heads, columns, |_| HEAD);
        let tall = tallest(&cells);
        let page = self.document.pages() - 1;
        let row = table.map(|table| self.document.group(StructRole::TR, Some(table)));
        for (lines, (x, _)) in cells.iter().zip(columns) {
            let placed = placed(lines, HEAD, *x, self.y);
            match row {
                Some(row) => self.document.head(TableHeaderScope::Column, row, HEAD, &placed),
                None => placed.iter().for_each(|line| self.document.folio(page, HEAD, *line)),
            }
        }
        self.y -= tall;
    }
}

/// Lines of at most this width: cut at spaces, and within a word that is wider (an address), so that nothing runs over
/// the margin or into another column.
fn broken(text: &str, style: Style, width: f32) -> Vec<String> {
    let measure = |text: &str| style.font.width(&encoded(text), style.size);
    let mut lines = Vec::new();
    for line in wrapped(text, style, width) {
        if measure(&line) <= width {
            lines.push(line);
            continue;
        }
        let mut part = String::new();
        for letter in line.chars() {
            part.push(letter);
            if measure(&part) > width && part.chars().count() > 1 {
                part.pop();
                lines.push(std::mem::replace(&mut part, letter.to_string()));
            }
        }
        lines.push(part);
    }
    lines
}

/// The lines of each cell of a row.
fn laid(
    cells: &[String],
    columns: &[(f32, f32)],
    style: impl Fn(usize) -> Style,
) -> Vec<Vec<String>> {
    let lines = |(column, (cell, (_, width))): (usize, (&String, &(f32, f32)))| {
        cell.split('\n').flat_map(|part| broken(part, style(column), *width)).collect()
    };
    cells.iter().zip(columns).enumerate().map(lines).collect()
}

fn tallest(cells: &[Vec<String>]) -> f32 {
    let most = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    most as f32 * height(CELL) + 6.0
}

fn placed(lines: &[String], style: Style, x: f32, y: f32) -> Vec<(f32, f32, &str)> {
    let height = height(style);
    let first = y - 3.0 - style.size;
    let mut at = first + height;
    lines
        .iter()
        .map(|line| {
            at -= height;
            (x, at, line.as_str())
        })
        .collect()
}

/// Where each column begins and how wide it is: by what stands in it, none narrower than its longest word or a tenth of
/// the page.
fn columns(heads: &[String], rows: &[Vec<String>]) -> Vec<(f32, f32)> {
    let wish = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(heads.get(column));
        let (mut longest, mut sum, mut n) = (0_usize, 0_usize, 0_usize);
        for cell in cells {
            let word = cell.split([' ', '\n']).map(|word| word.chars().count()).max();
            longest = longest.max(word.unwrap_or(0));
            sum += cell.chars().count();
            n += 1;
        }
        let usual = sum as f32 / n.max(1) as f32;
        (usual * 2.6).clamp(30.0, 150.0).max((longest as f32 * 4.9).min(110.0))
    };
    let wishes: Vec<f32> = (0..heads.len()).map(wish).collect();
    let room = INNER - GAP * heads.len().saturating_sub(1) as f32;
    let scale = room / wishes.iter().sum::<f32>().max(1.0);
    let mut x = MARGIN;
    wishes
        .iter()
        .map(|wish| {
            let column = (x, wish * scale);
            x += wish * scale + GAP;
            column
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(blocks: &[Block]) -> Vec<u8> {
        let lead = ["Un mot.".to_owned()];
        let printed = Printed { title: "Titre", lead: &lead, blocks, foot: "pied" };
        pdf(Words::of("fr").unwrap(), &printed)
    }

    fn count(file: &[u8], what: &str) -> usize {
        String::from_utf8_lossy(file).matches(what).count()
    }

    #[test]
    fn what_is_long_goes_on_on_other_pages_and_stays_in_the_tree() {
        let text = |n: usize| format!("Contribution {n} de la ville");
        let rows = (0..200).map(|n| vec![text(n), "oui".to_owned()]).collect();
        let blocks = [
            Block::Heading(2, "Chapitre".to_owned()),
            Block::Text("mot ".repeat(3_000)),
            Block::List(vec!["un".to_owned(), "deux".to_owned()]),
            Block::Table {
                name: "t".to_owned(),
                heads: vec!["Quoi".to_owned(), "Fait".to_owned()],
                rows,
            },
        ];
        let file = printed(&blocks);
        let pages = count(&file, "/Type /Page\n");
        assert!(pages > 5, "{pages}");
        assert_eq!(count(&file, "/S /Table"), 1);
        assert_eq!(count(&file, "/S /TR"), 201);
        assert_eq!(count(&file, "/Scope /Row"), 200);
        assert_eq!(count(&file, "/Scope /Column"), 2, "heads are drawn again, and told once");
        assert_eq!((count(&file, "/S /LI"), count(&file, "/S /H2")), (2, 1));
        assert!(count(&file, "(Contribution 199") == 1 && count(&file, "/StructParents") == pages);
        assert_eq!(file, printed(&blocks), "the same bytes");
    }

    #[test]
    fn a_word_that_is_wider_than_its_place_is_cut_up() {
        let address = format!("Rapport – https://example.org/{}", "a".repeat(300));
        let lines = broken(&address, BODY, 200.0);
        assert_eq!(lines.concat().replace(' ', ""), address.replace(' ', ""));
        assert!(lines.iter().all(|line| BODY.font.width(&encoded(line), BODY.size) <= 200.0));
    }

    #[test]
    fn columns_fill_the_page_and_do_not_overlap() {
        let heads: Vec<String> = ["N", "Titre", "Par qui"].map(str::to_owned).to_vec();
        let rows = vec![vec!["1".to_owned(), "un titre assez long".to_owned(), "x".to_owned()]];
        let columns = columns(&heads, &rows);
        let (last, width) = columns[2];
        assert!((last + width - (MARGIN + INNER)).abs() < 0.1);
        assert!(columns[0].0 + columns[0].1 < columns[1].0 && columns[1].1 > columns[0].1);
    }
}
