//! Atom feeds (RFC 4287), out: what is new, for whoever follows it with a program of theirs.
//!
//! [`Feed`] has what the standard requires and what readers show. Its elements stand in one order, texts are plain
//! (`type="text"`, the default), and what XML 1.0 cannot hold is left out. An entry's `id` stays the same for ever, whatever
//! its address: [`lasting_id`] makes one.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use sha2::{Digest, Sha256};

use crate::xml::{element, plain};

/// The namespace of Atom.
const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// Its id: an address that stays.
    pub id: String,
    /// Its language: `fr`.
    pub lang: String,
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence.
    pub subtitle: String,
    /// When something in it last changed: `2026-11-26T08:40:00Z`.
    pub updated: String,
    /// Who publishes it.
    pub author: String,
    /// Where it is.
    pub address: String,
    /// The page that says the same.
    pub page: String,
    /// The same feed in other languages: code and address.
    pub others: Vec<(String, String)>,
    /// Its entries, the latest first.
    pub entries: Vec<Entry>,
}

/// Something new.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its id: an address that stays.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub summary: String,
    /// What it is: a code, and its words.
    pub category: (String, String),
    /// Whose word it is.
    pub author: String,
    /// Where it is read.
    pub page: String,
    /// When it was first published.
    pub published: String,
    /// When it last changed.
    pub updated: String,
}

/// An id that stays, of what tells a thing from all others: a UUID of its own making (RFC 9562, version 8).
pub fn lasting_id(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = hasher.finalize();
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = hex::encode(&bytes[..16]);
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

/// Writes a feed.
///
/// # Errors
/// Memory is not written to: none in practice.
pub fn write(feed: &Feed) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [("xmlns", ATOM), ("xml:lang", feed.lang.as_str())];
    xml.write_event(Event::Start(element("feed", &root)))?;
    text(&mut xml, "id", &feed.id)?;
    text(&mut xml, "title", &feed.title)?;
    if !feed.subtitle.is_empty() {
        text(&mut xml, "subtitle", &feed.subtitle)?;
    }
    text(&mut xml, "updated", &feed.updated)?;
    author(&mut xml, &feed.author)?;
    let own = [("rel", "self"), ("type", "application/atom+xml"), ("href", feed.address.as_str())];
    empty(&mut xml, "link", &own)?;
    link(&mut xml, &feed.page, &feed.lang)?;
    for (lang, address) in &feed.others {
        let other = [
            ("rel", "alternate"),
            ("type", "application/atom+xml"),
            ("hreflang", lang.as_str()),
            ("href", address.as_str()),
        ];
        empty(&mut xml, "link", &other)?;
    }
    for entry in &feed.entries {
        write_entry(&mut xml, entry, &feed.lang)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn write_entry(xml: &mut Writer<Vec<u8>>, entry: &Entry, lang: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    text(xml, "id", &entry.id)?;
    text(xml, "title", &entry.title)?;
    text(xml, "updated", &entry.updated)?;
    text(xml, "published", &entry.published)?;
    author(xml, &entry.author)?;
    let (term, label) = &entry.category;
    empty(xml, "category", &[("term", term.as_str()), ("label", label.as_str())])?;
    link(xml, &entry.page, lang)?;
    text(xml, "summary", &entry.summary)?;
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

fn author(xml: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    text(xml, "name", name)?;
    xml.write_event(Event::End(BytesEnd::new("author")))
}

/// The page that says the same.
fn link(xml: &mut Writer<Vec<u8>>, page: &str, lang: &str) -> io::Result<()> {
    let page = [("rel", "alternate"), ("type", "text/html"), ("hreflang", lang), ("href", page)];
    empty(xml, "link", &page)
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, words: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::new(&plain(words))))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn empty(xml: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Empty(element(name, attributes)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use quick_xml::Reader;

    use super::*;

    fn feed() -> Feed {
        Feed {
            id: lasting_id(&["node", "feed", "fr"]),
            lang: "fr".into(),
            title: "Kenya : ce qui est nouveau".into(),
            updated: "2026-11-26T08:40:00Z".into(),
            author: "Passerelle".into(),
            address: "https://node.example/fr/feed?a=1&b=2".into(),
            page: "https://node.example/fr/".into(),
            others: vec![("en".into(), "https://node.example/en/feed".into())],
            entries: vec![Entry {
                id: lasting_id(&["node", "initiative/a", "fr"]),
                title: "<script>alert(1)</script> & \u{1}co".into(),
                summary: "« Dix écoles »".into(),
                category: ("initiative".into(), "Initiative \"x\"".into()),
                author: "Télécentre".into(),
                page: "https://node.example/fr/initiatives/a".into(),
                published: "2026-11-26T08:40:00Z".into(),
                updated: "2026-11-26T08:40:00Z".into(),
            }],
            ..Feed::default()
        }
    }

    /// Texts and attributes as a reader of XML gives them back.
    fn read(xml: &str) -> (Vec<String>, Vec<(String, String)>) {
        let mut reader = Reader::from_str(xml);
        let (mut names, mut found, mut open) = (Vec::new(), Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return (names, found),
                Event::Start(element) | Event::Empty(element) => {
                    open = element.name().as_ref().to_owned();
                    names.push(open.clone());
                }
                Event::Text(text) => {
                    found.push((open.clone(), text.xml10_content().into_owned()));
                }
                Event::GeneralRef(one) => {
                    let held = found.last_mut().map(|(_, text)| text);
                    let name: &str = &one;
                    held.unwrap().push_str(&format!("&{name};"));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn has_what_the_standard_asks_for() {
        let xml = write(&feed()).unwrap();
        let (names, _) = read(&xml);
        let (head, entry) = names.split_at(names.iter().position(|name| name == "entry").unwrap());
        // RFC 4287, 4.1.1 and 4.1.2: one id, one title, one updated; an author; a link to itself and to the page.
        for part in [head, entry] {
            for name in ["id", "title", "updated", "author"] {
                assert_eq!(part.iter().filter(|one| *one == name).count(), 1, "{name}");
            }
            assert!(part.iter().any(|one| one == "link"));
        }
        assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">"));
        assert!(xml.contains("href=\"https://node.example/fr/feed?a=1&amp;b=2\""), "{xml}");
        assert!(!xml.contains("<script>") && !xml.contains('\u{1}'), "{xml}");
        assert!(xml.contains("&lt;script&gt;"), "{xml}");
    }

    #[test]
    fn ids_stay_and_differ() {
        let id = lasting_id(&["node", "initiative/a", "fr"]);
        assert_eq!(id, lasting_id(&["node", "initiative/a", "fr"]));
        assert_ne!(id, lasting_id(&["node", "initiative/a", "en"]));
        assert_ne!(lasting_id(&["a", "bc"]), lasting_id(&["ab", "c"]));
        assert_eq!(id.len(), "urn:uuid:".len() + 36);
        assert_eq!(&id["urn:uuid:".len() + 14..][..1], "8", "{id}");
        assert!("89ab".contains(&id["urn:uuid:".len() + 19..][..1]), "{id}");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_said_can_be_read(title in "\\PC{0,40}", summary in ".{0,40}") {
            let mut one = feed();
            one.entries[0].title = title;
            one.entries[0].summary = summary;
            let xml = write(&one).unwrap();
            proptest::prop_assert!(read(&xml).0.contains(&"summary".to_owned()));
        }
    }
}
