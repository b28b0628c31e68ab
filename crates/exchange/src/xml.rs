//! XML, out: what writers of several standards need of it.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

/// The start of an element, with its attributes.
pub(crate) fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, plain(value).as_ref()));
    }
    element
}

/// A text without the characters that XML 1.0 cannot hold, not even escaped.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let cannot = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(cannot) { Cow::Owned(text.replace(cannot, " ")) } else { Cow::Borrowed(text) }
}
