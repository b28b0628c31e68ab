//! Pages of PDF, tagged, so that a screen reader finds headings, paragraphs, lists and tables (PDF 1.7).
//!
//! Everything that is drawn is either in the tree of tags or marked as decoration. Fonts are of the standard
//! fourteen and are not embedded: the file is small, and is not PDF/UA for that alone.

use pdf_writer::types::{ArtifactType, PageMode, StructRole, TabOrder, TableHeaderScope};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::fonts::{Font, encoded};

/// Width of a sheet of A4, in points.
pub(crate) const WIDTH: f32 = 595.0;
/// Its height.
pub(crate) const HEIGHT: f32 = 842.0;

/// A colour: red, green, blue, from 0 to 1.
pub(crate) type Colour = (f32, f32, f32);

pub(crate) const INK: Colour = (0.086, 0.125, 0.169);
pub(crate) const SOFT: Colour = (0.29, 0.337, 0.388);
pub(crate) const ACCENT: Colour = (0.039, 0.29, 0.459);
pub(crate) const LINE: Colour = (0.875, 0.898, 0.922);

/// A text's look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub font: Font,
    pub size: f32,
    pub colour: Colour,
}

/// A node of the tree of tags.
struct Tag {
    role: StructRole,
    parent: Option<usize>,
    /// Page and number of the marked content, of a leaf.
    content: Option<(usize, i32)>,
    /// What a header cell is the head of.
    scope: Option<TableHeaderScope>,
}

/// A sheet being drawn.
struct Sheet {
    content: Content,
    /// How much marked content there is.
    contents: i32,
    /// Its leaves, in the order of their marked content.
    leaves: Vec<usize>,
}

/// A chapter, for the list that readers show beside the pages.
struct Mark {
    title: String,
    page: usize,
    y: f32,
}

/// Pages being drawn; coordinates are in points from the lower left corner of a page.
pub(crate) struct Document {
    pages: Vec<Sheet>,
    tags: Vec<Tag>,
    marks: Vec<Mark>,
}

const CATALOG: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
const REGULAR: Ref = Ref::new(3);
const BOLD: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const DOCUMENT: Ref = Ref::new(6);
const MARKS: Ref = Ref::new(7);
/// Pages are numbered from here on, each with its content and its list of leaves; then tags; then marks.
const FIRST: usize = 8;

/// The object with this number.
fn object(number: usize) -> Ref {
    Ref::new(i32::try_from(number).unwrap_or(i32::MAX))
}

impl Document {
    /// With one page, the first.
    pub(crate) fn new() -> Self {
        let mut document = Self { pages: Vec::new(), tags: Vec::new(), marks: Vec::new() };
        document.turn();
        document
    }

    /// Begins another page: what is drawn from now on is on it.
    pub(crate) fn turn(&mut self) {
        self.pages.push(Sheet { content: Content::new(), contents: 0, leaves: Vec::new() });
    }

    /// The number of the last page, from 1.
    pub(crate) fn pages(&self) -> usize {
        self.pages.len()
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.pages.is_empty() {
            self.turn();
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// A tag that holds others: a table, a row.
    pub(crate) fn group(&mut self, role: StructRole, parent: Option<usize>) -> usize {
        self.tags.push(Tag { role, parent, content: None, scope: None });
        self.tags.len() - 1
    }

    /// Lines of one text, each at its place, under one tag.
    pub(crate) fn text(
        &mut self,
        role: StructRole,
        parent: Option<usize>,
        style: Style,
        lines: &[(f32, f32, &str)],
    ) {
        let (page, tag) = (self.pages.len().saturating_sub(1), self.tags.len());
        let sheet = self.sheet();
        let id = sheet.contents;
        sheet.contents += 1;
        sheet.leaves.push(tag);
        let content = &mut sheet.content;
        content.begin_marked_content_with_properties(role.to_name()).properties().identify(id);
        write(content, style, lines);
        content.end_marked_content();
        self.tags.push(Tag { role, parent, content: Some((page, id)), scope: None });
    }

    /// A header cell of a table: the head of its row or of its column.
    pub(crate) fn head(
        &mut self,
        scope: TableHeaderScope,
        row: usize,
        style: Style,
        lines: &[(f32, f32, &str)],
    ) {
        self.text(StructRole::TH, Some(row), style, lines);
        if let Some(tag) = self.tags.last_mut() {
            tag.scope = Some(scope);
        }
    }

    /// A rectangle that is only decoration.
    pub(crate) fn bar(&mut self, colour: Colour, rectangle: (f32, f32, f32, f32)) {
        let (x, y, width, height) = rectangle;
        let content = &mut self.sheet().content;
        artifact(content, ArtifactType::Layout);
        content.set_fill_rgb(colour.0, colour.1, colour.2);
        content.rect(x, y, width, height).fill_nonzero().end_marked_content();
    }

    /// A line that belongs to a page and not to what is told: its number.
    pub(crate) fn folio(&mut self, page: usize, style: Style, line: (f32, f32, &str)) {
        let Some(sheet) = self.pages.get_mut(page) else { return };
        artifact(&mut sheet.content, ArtifactType::Pagination);
        write(&mut sheet.content, style, &[line]);
        sheet.content.end_marked_content();
    }

    /// Lists a chapter that begins at this height of the last page.
    pub(crate) fn mark(&mut self, title: &str, y: f32) {
        let page = self.pages.len().saturating_sub(1);
        self.marks.push(Mark { title: title.to_owned(), page, y });
    }

    /// The file.
    pub(crate) fn finish(self, title: &str, lang: &str) -> Vec<u8> {
        let count = self.pages.len();
        let page = |at: usize| object(FIRST + 3 * at);
        let content = |at: usize| object(FIRST + 3 * at + 1);
        let leaves = |at: usize| object(FIRST + 3 * at + 2);
        let tag = |at: usize| object(FIRST + 3 * count + at);
        let mark = |at: usize| object(FIRST + 3 * count + self.tags.len() + at);
        let mut pdf = Pdf::new();
        let mut catalog = pdf.catalog(CATALOG);
        catalog.pages(TREE).lang(TextStr(lang));
        catalog.mark_info().marked(true);
        catalog.viewer_preferences().display_doc_title(true);
        if !self.marks.is_empty() {
            catalog.outlines(MARKS).page_mode(PageMode::UseOutlines);
        }
        let mut root = catalog.struct_tree_root();
        root.child(DOCUMENT);
        let mut parents = root.parent_tree();
        let mut numbers = parents.nums();
        for (at, number) in (0..count).zip(0..) {
            numbers.insert(number, leaves(at));
        }
        numbers.finish();
        parents.finish();
        root.parent_tree_next_key(i32::try_from(count).unwrap_or(i32::MAX));
        root.finish();
        catalog.finish();
        self.write_tags(&mut pdf, page, tag);
        self.write_marks(&mut pdf, page, mark);
        pdf.pages(TREE).kids((0..count).map(page)).count(i32::try_from(count).unwrap_or(i32::MAX));
        for (at, number) in (0..count).zip(0..) {
            let mut one = pdf.page(page(at));
            one.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(TREE).contents(content(at));
            one.struct_parents(number).tab_order(TabOrder::StructureOrder);
            let mut resources = one.resources();
            resources.fonts().pair(Name(b"R"), REGULAR).pair(Name(b"B"), BOLD);
            resources.finish();
            one.finish();
        }
        for (id, name) in [(REGULAR, Name(b"Helvetica")), (BOLD, Name(b"Helvetica-Bold"))] {
            pdf.type1_font(id).base_font(name).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        pdf.document_info(INFO).title(TextStr(title));
        for (at, sheet) in self.pages.into_iter().enumerate() {
            let refs = sheet.leaves.iter().map(|one| tag(*one));
            pdf.indirect(leaves(at)).array().items(refs);
            pdf.stream(content(at), &sheet.content.finish());
        }
        pdf.finish()
    }

    fn write_tags(&self, pdf: &mut Pdf, page: impl Fn(usize) -> Ref, tag: impl Fn(usize) -> Ref) {
        let mut first: Vec<Ref> = Vec::new();
        let mut children: Vec<Vec<Ref>> = vec![Vec::new(); self.tags.len()];
        for (at, one) in self.tags.iter().enumerate() {
            match one.parent {
                Some(parent) => children[parent].push(tag(at)),
                None => first.push(tag(at)),
            }
        }
        let mut document = pdf.struct_element(DOCUMENT);
        document.kind(StructRole::Document).parent(CATALOG).children().items(first);
        document.finish();
        for (at, one) in self.tags.iter().enumerate() {
            let mut element = pdf.struct_element(tag(at));
            element.kind(one.role).parent(one.parent.map_or(DOCUMENT, &tag));
            if let Some(scope) = one.scope {
                element.attributes().push().table().scope(scope);
            }
            match one.content {
                Some((at, id)) => {
                    element.page(page(at)).children().marked_content_id(id);
                }
                None => {
                    element.children().items(children[at].iter().copied());
                }
            }
        }
    }

    fn write_marks(&self, pdf: &mut Pdf, page: impl Fn(usize) -> Ref, mark: impl Fn(usize) -> Ref) {
        let Some(last) = self.marks.len().checked_sub(1) else { return };
        let count = i32::try_from(self.marks.len()).unwrap_or(i32::MAX);
        pdf.outline(MARKS).first(mark(0)).last(mark(last)).count(count);
        for (at, one) in self.marks.iter().enumerate() {
            let mut item = pdf.outline_item(mark(at));
            item.title(TextStr(&one.title)).parent(MARKS);
            if let Some(before) = at.checked_sub(1) {
                item.prev(mark(before));
            }
            if at < last {
                item.next(mark(at + 1));
            }
            item.dest().page(page(one.page)).xyz(0.0, one.y, None);
        }
    }
}

fn artifact(content: &mut Content, kind: ArtifactType) {
    content
        .begin_marked_content_with_properties(Name(b"Artifact"))
        .properties()
        .artifact()
        .kind(kind);
}

fn write(content: &mut Content, style: Style, lines: &[(f32, f32, &str)]) {
    let (red, green, blue) = style.colour;
    content.begin_text().set_fill_rgb(red, green, blue);
    let name = if style.font == Font::Bold { Name(b"B") } else { Name(b"R") };
    content.set_font(name, style.size);
    for (x, y, text) in lines {
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, *x, *y]);
        content.show(Str(&encoded(text)));
    }
    content.end_text();
}

/// Cuts a text at its spaces into lines of at most this width.
pub(crate) fn wrapped(text: &str, style: Style, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = match lines.last() {
            Some(line) => format!("{line} {word}"),
            None => word.to_owned(),
        };
        let fits = style.font.width(&encoded(&longer), style.size) <= width;
        match lines.last_mut() {
            Some(line) if fits => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A text on one line of at most this width, its end left out where it is too long.
pub(crate) fn cut(text: &str, style: Style, width: f32) -> String {
    let fits = |text: &str| style.font.width(&encoded(text), style.size) <= width;
    if fits(text) {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(at, _)| at).rev();
    let shorter = ends.map(|at| format!("{}…", text[..at].trim_end()));
    shorter.into_iter().find(|text| fits(text)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { font: Font::Regular, size: 10.0, colour: INK };

    #[test]
    fn lines_are_cut_at_spaces_and_never_wider_than_asked() {
        let text = "where a country stands, who is left out, how far and how fast";
        let lines = wrapped(text, STYLE, 100.0);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 1);
        let width = |line: &String| STYLE.font.width(&encoded(line), STYLE.size);
        assert!(lines.iter().all(|line| width(line) <= 100.0), "{lines:?}");
        assert_eq!(wrapped("unbreakable", STYLE, 5.0), ["unbreakable"]);
        assert!(wrapped("", STYLE, 5.0).is_empty());
    }

    #[test]
    fn what_is_too_long_says_that_it_is() {
        assert_eq!(cut("short", STYLE, 100.0), "short");
        let cut = cut("très long, été comme hiver", STYLE, 60.0);
        assert!(cut.ends_with('…') && cut.starts_with("très"), "{cut}");
    }
}
