//! One page of PDF, tagged, so that a screen reader finds headings, paragraphs and tables (PDF 1.7).
//!
//! Everything that is drawn is either in the tree of tags or marked as decoration. Fonts are of the standard
//! fourteen and are not embedded: the file is small, and is not PDF/UA for that alone.

use pdf_writer::types::{ArtifactType, StructRole};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::fonts::{Font, encoded};

/// Width of a sheet of A4, in points.
pub(super) const WIDTH: f32 = 595.0;
/// Its height.
pub(super) const HEIGHT: f32 = 842.0;

/// A colour: red, green, blue, from 0 to 1.
pub(super) type Colour = (f32, f32, f32);

pub(super) const INK: Colour = (0.086, 0.125, 0.169);
pub(super) const SOFT: Colour = (0.29, 0.337, 0.388);
pub(super) const ACCENT: Colour = (0.039, 0.29, 0.459);
pub(super) const LINE: Colour = (0.875, 0.898, 0.922);

/// A text's look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub font: Font,
    pub size: f32,
    pub colour: Colour,
}

/// A node of the tree of tags.
struct Tag {
    role: StructRole,
    parent: Option<usize>,
    /// Number of the marked content, of a leaf.
    content: Option<i32>,
}

/// A page being drawn; coordinates are in points from its lower left corner.
pub(super) struct Page {
    content: Content,
    tags: Vec<Tag>,
    contents: i32,
}

const PAGES: i32 = 1;
const CATALOG: Ref = Ref::new(1);
const TREE: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const REGULAR: Ref = Ref::new(5);
const BOLD: Ref = Ref::new(6);
const INFO: Ref = Ref::new(7);
const DOCUMENT: Ref = Ref::new(8);
/// Tags are numbered from here on.
const FIRST_TAG: i32 = 9;

impl Page {
    pub(super) fn new() -> Self {
        Self { content: Content::new(), tags: Vec::new(), contents: 0 }
    }

    /// A tag that holds others: a table, a row.
    pub(super) fn group(&mut self, role: StructRole, parent: Option<usize>) -> usize {
        self.tags.push(Tag { role, parent, content: None });
        self.tags.len() - 1
    }

    /// Lines of one text, each at its place, under one tag.
    pub(super) fn text(
        &mut self,
        role: StructRole,
        parent: Option<usize>,
        style: Style,
        lines: &[(f32, f32, &str)],
    ) {
        let id = self.contents;
        self.contents += 1;
        self.tags.push(Tag { role, parent, content: Some(id) });
        self.content.begin_marked_content_with_properties(role.to_name()).properties().identify(id);
        let (red, green, blue) = style.colour;
        self.content.begin_text().set_fill_rgb(red, green, blue);
        let name = if style.font == Font::Bold { Name(b"B") } else { Name(b"R") };
        self.content.set_font(name, style.size);
        for (x, y, text) in lines {
            self.content.set_text_matrix([1.0, 0.0, 0.0, 1.0, *x, *y]);
            self.content.show(Str(&encoded(text)));
        }
        self.content.end_text().end_marked_content();
    }

    /// A rectangle that is only decoration.
    pub(super) fn bar(&mut self, colour: Colour, rectangle: (f32, f32, f32, f32)) {
        let (x, y, width, height) = rectangle;
        self.decoration();
        self.content.set_fill_rgb(colour.0, colour.1, colour.2);
        self.content.rect(x, y, width, height).fill_nonzero().end_marked_content();
    }

    fn decoration(&mut self) {
        self.content
            .begin_marked_content_with_properties(Name(b"Artifact"))
            .properties()
            .artifact()
            .kind(ArtifactType::Layout);
    }

    /// The file.
    pub(super) fn finish(self, title: &str, lang: &str) -> Vec<u8> {
        let mut pdf = Pdf::new();
        let tag = |at: usize| Ref::new(FIRST_TAG + i32::try_from(at).unwrap_or(i32::MAX));
        let children = |of: Option<usize>| {
            let all = self.tags.iter().enumerate();
            all.filter(move |(_, one)| one.parent == of).map(move |(at, _)| tag(at))
        };
        let mut catalog = pdf.catalog(CATALOG);
        catalog.pages(TREE).lang(TextStr(lang));
        catalog.mark_info().marked(true);
        catalog.viewer_preferences().display_doc_title(true);
        let mut root = catalog.struct_tree_root();
        root.child(DOCUMENT);
        let leaves = self.tags.iter().enumerate().filter(|(_, one)| one.content.is_some());
        let leaves: Vec<Ref> = leaves.map(|(at, _)| tag(at)).collect();
        let after = FIRST_TAG + i32::try_from(self.tags.len()).unwrap_or(i32::MAX - FIRST_TAG);
        let parents = Ref::new(after);
        root.parent_tree().nums().insert(0, parents);
        root.parent_tree_next_key(1);
        root.finish();
        catalog.finish();
        pdf.indirect(parents).array().items(leaves);
        let mut document = pdf.struct_element(DOCUMENT);
        document.kind(StructRole::Document).parent(CATALOG).children().items(children(None));
        document.finish();
        for (at, one) in self.tags.iter().enumerate() {
            let mut element = pdf.struct_element(tag(at));
            element.kind(one.role).parent(one.parent.map_or(DOCUMENT, tag)).page(PAGE);
            match one.content {
                Some(id) => {
                    element.children().marked_content_id(id);
                }
                None => {
                    element.children().items(children(Some(at)));
                }
            }
        }
        pdf.pages(TREE).kids([PAGE]).count(PAGES);
        let mut page = pdf.page(PAGE);
        page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(TREE).contents(CONTENT);
        page.struct_parents(0);
        let mut resources = page.resources();
        resources.fonts().pair(Name(b"R"), REGULAR).pair(Name(b"B"), BOLD);
        resources.finish();
        page.finish();
        for (id, name) in [(REGULAR, Name(b"Helvetica")), (BOLD, Name(b"Helvetica-Bold"))] {
            pdf.type1_font(id).base_font(name).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        pdf.document_info(INFO).title(TextStr(title));
        pdf.stream(CONTENT, &self.content.finish());
        pdf.finish()
    }
}

/// Cuts a text at its spaces into lines of at most this width.
pub(super) fn wrapped(text: &str, style: Style, width: f32) -> Vec<String> {
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
pub(super) fn cut(text: &str, style: Style, width: f32) -> String {
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
