//! The canonical text of a record: what is stored, and hashed ([`crate::version`] says what it looks like).
//!
//! A record is written once, in the order of its fields; where an object ends, its members are put into order where they
//! stand. There is no tree of values between: a record of a million amounts takes the memory of its text.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

/// The canonical text of something.
///
/// # Errors
/// It cannot be JSON: keys that are no text.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    let text = RefCell::new(Vec::new());
    let sorting =
        Sorting { text: &text, open: Vec::new(), members: Vec::new(), sorted: Vec::new() };
    value.serialize(&mut serde_json::Serializer::with_formatter(Shared(&text), sorting))?;
    String::from_utf8(text.into_inner()).map_err(serde::ser::Error::custom)
}

/// The text, which the serialiser adds to, and [`Sorting`] puts into order.
struct Shared<'a>(&'a RefCell<Vec<u8>>);

impl io::Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where a member of an object is in the text.
#[derive(Clone, Copy)]
struct Member {
    from: usize,
    /// The end of its name, with its quotation mark.
    name: usize,
    to: usize,
}

impl Member {
    /// Its name as it is sorted: without what JSON escapes.
    fn name(self, text: &[u8]) -> Cow<'_, [u8]> {
        let quoted = &text[self.from..self.name];
        if quoted.contains(&b'\\')
            && let Ok(name) = serde_json::from_slice::<String>(quoted)
        {
            return Cow::Owned(name.into_bytes());
        }
        Cow::Borrowed(&quoted[1..quoted.len() - 1])
    }
}

struct Sorting<'a> {
    text: &'a RefCell<Vec<u8>>,
    /// The first member of each object that is open.
    open: Vec<usize>,
    members: Vec<Member>,
    sorted: Vec<u8>,
}

impl Sorting<'_> {
    fn length(&self) -> usize {
        self.text.borrow().len()
    }

    /// Puts the members of the object that ends here into order; of two with one name the later one stays.
    fn sort(&mut self) {
        let first = self.open.pop().unwrap_or_default();
        let mut text = self.text.borrow_mut();
        let members = &mut self.members[first..];
        let is_sorted = members.is_sorted_by(|a, b| a.name(&text) < b.name(&text));
        if let (false, Some(start)) = (is_sorted, members.first().map(|member| member.from)) {
            members.sort_by(|a, b| a.name(&text).cmp(&b.name(&text)));
            self.sorted.clear();
            for (at, member) in members.iter().enumerate() {
                let next = members.get(at + 1);
                if next.is_some_and(|next| next.name(&text) == member.name(&text)) {
                    continue;
                }
                self.sorted.extend_from_slice(&text[member.from..member.to]);
                if next.is_some() {
                    self.sorted.push(b',');
                }
            }
            text.truncate(start);
            text.extend_from_slice(&self.sorted);
        }
        self.members.truncate(first);
    }
}

impl Formatter for Sorting<'_> {
    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.push(self.members.len());
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.sort();
        writer.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        if !is_first {
            writer.write_all(b",")?;
        }
        let from = self.length();
        self.members.push(Member { from, name: from, to: from });
        Ok(())
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        let length = self.length();
        if let Some(member) = self.members.last_mut() {
            member.name = length;
        }
        Ok(())
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        let length = self.length();
        if let Some(member) = self.members.last_mut() {
            member.to = length;
        }
        Ok(())
    }

    /// As a number of 64 bits: what is read back is one.
    fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        self.write_f64(writer, value.into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// The same by way of a tree of values.
    fn through_values(value: &Value) -> String {
        match value {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| name.as_bytes());
                let member = |(name, value): &(&String, &Value)| {
                    format!("{}:{}", Value::from(name.as_str()), through_values(value))
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(","))
            }
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(through_values).collect();
                format!("[{}]", items.join(","))
            }
            plain => plain.to_string(),
        }
    }

    #[test]
    fn it_is_as_documented() {
        let value = json!({
            "b": [1, -2, 0.1, 1e300, 1.0, true, null],
            "a": {"é": "\u{1}\n\"\\/é\u{2028}", "Z": {}},
            "": [],
        });
        let expected = concat!(
            r#"{"":[],"a":{"Z":{},"é":"\u0001\n\"\\/é"#,
            "\u{2028}",
            r#""},"b":[1,-2,0.1,1e+300,1.0,true,null]}"#
        );
        assert_eq!(canonical(&value).unwrap(), expected);
    }

    #[test]
    fn names_are_sorted_as_they_are_read_and_the_later_of_two_stays() {
        #[derive(Serialize)]
        struct Twice {
            z: f32,
            // Written as `\"`, which would come after `#`.
            #[serde(rename = "\"")]
            quoted: u8,
            #[serde(rename = "#")]
            hash: Option<u8>,
            a: [Inner; 2],
            #[serde(flatten)]
            more: std::collections::BTreeMap<String, Value>,
        }
        #[derive(Serialize, Clone, Copy)]
        enum Inner {
            Plain,
            Named { y: f64, x: i64 },
        }
        let more = [("z".to_owned(), json!("later")), ("m".to_owned(), json!({"q": 1, "p": 2}))];
        let named = Inner::Named { y: 0.5, x: -1 };
        let a = [Inner::Plain, named];
        let twice = Twice { z: 0.5, quoted: 1, hash: None, a, more: more.into() };
        let expected = concat!(
            r##"{"\"":1,"#":null,"a":["Plain",{"Named":{"x":-1,"y":0.5}}],"##,
            r#""m":{"p":2,"q":1},"z":"later"}"#
        );
        assert_eq!(canonical(&twice).unwrap(), expected);
        assert_eq!(through_values(&serde_json::to_value(&twice).unwrap()), expected);
        assert_eq!(canonical(&0.1_f32).unwrap(), json!(0.1_f32).to_string());
        assert_eq!(canonical(&f64::NAN).unwrap(), "null");
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                proptest::collection::btree_map(".{0,4}", inner, 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_is_what_a_tree_of_values_would_give_and_reads_back_the_same(value in any_value()) {
            let text = canonical(&value).unwrap();
            prop_assert_eq!(&text, &through_values(&value));
            let read: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(canonical(&read).unwrap(), text);
        }
    }
}
