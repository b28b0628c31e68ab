//! Members of JSON objects as cells: `phase/name` for what lies deeper, a list of plain values in one cell.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::statistics::written;

/// Members of a list of objects that are looked at; the rest of a long list says nothing about its row.
const MEMBERS: usize = 8;
/// Cells of one row.
const CELLS: usize = 2_000;

/// Cells of a row: name of the column and text.
pub(super) type Cells = Vec<(String, String)>;

/// Reads a value into cells whose names begin with `path`.
pub(super) struct CellsSeed<'c> {
    pub path: String,
    pub cells: &'c mut Cells,
}

impl CellsSeed<'_> {
    fn put(self, text: String) {
        if !text.is_empty() && self.cells.len() < CELLS {
            self.cells.push((self.path, text));
        }
    }

    fn below(path: &str, member: &str) -> String {
        if path.is_empty() { member.to_owned() } else { format!("{path}/{member}") }
    }
}

impl<'de> DeserializeSeed<'de> for CellsSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CellsSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<(), E> {
        self.put(yes.to_string());
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.put(number.to_string());
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        self.put(number.to_string());
        Ok(())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        self.put(written(number));
        Ok(())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.put(text.trim().to_owned());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(member) = map.next_key::<String>()? {
            let path = Self::below(&self.path, &member);
            map.next_value_seed(CellsSeed { path, cells: &mut *self.cells })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let (mut plain, mut at) = (Vec::new(), 0);
        let mut found = Cells::new();
        // What is a value of its own comes without a name below the list's.
        while seq.next_element_seed(CellsSeed { path: String::new(), cells: &mut found })?.is_some()
        {
            for (name, text) in found.drain(..).filter(|_| at < MEMBERS) {
                if name.is_empty() {
                    plain.push(text);
                } else {
                    let path = Self::below(&self.path, &format!("{at}/{name}"));
                    CellsSeed { path, cells: &mut *self.cells }.put(text);
                }
            }
            at += 1;
        }
        self.put(plain.join("; "));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_deeper_has_its_way_as_a_name() {
        let text = r#"{"a":1.50,"b":{"c":" x ","d":null},"e":["u",2],"f":[{"g":true},{"g":false}],"h":[[1,2],[3]]}"#;
        let mut cells = Cells::new();
        let mut json = serde_json::Deserializer::from_str(text);
        CellsSeed { path: String::new(), cells: &mut cells }.deserialize(&mut json).unwrap();
        let found: Vec<(&str, &str)> =
            cells.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let expected = [
            ("a", "1.5"),
            ("b/c", "x"),
            ("e", "u; 2"),
            ("f/0/g", "true"),
            ("f/1/g", "false"),
            ("h", "1; 2; 3"),
        ];
        assert_eq!(found, expected);
    }
}
