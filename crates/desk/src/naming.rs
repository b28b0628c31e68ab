//! How places are called: the other names of countries, and those of places within a country whose code
//! does not say them well (`KEN/murang_a` is Murang’a).

use std::borrow::Cow;
use std::collections::BTreeMap;

use passerelle_vocabulary::table::{self, TableError};
use passerelle_vocabulary::{Lang, Places, Text};

/// The other names of countries and the names of places within them.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// Country or group → how else it is called.
    aliases: BTreeMap<String, Vec<String>>,
    /// Place within a country → its names.
    areas: BTreeMap<String, Text>,
}

impl Naming {
    /// Reads `aliases.tsv` and `areas.tsv`.
    ///
    /// # Errors
    /// A table whose header or rows cannot be read.
    pub fn read(aliases: &str, areas: &str) -> Result<Self, TableError> {
        let mut naming = Self::default();
        table::read(aliases, &["alias", "place"], |row| {
            if let Some(place) = row.some("place") {
                let known = naming.aliases.entry(place.to_owned()).or_default();
                known.push(row.get("alias").to_owned());
            }
        })?;
        table::read(areas, &["place", "name_fr", "name_en"], |row| {
            let name = Text::new(row.get("name_fr"), row.get("name_en"));
            naming.areas.insert(row.get("place").to_owned(), name);
        })?;
        Ok(naming)
    }

    /// How else a country or a group is called.
    pub fn aliases(&self, place: &str) -> &[String] {
        self.aliases.get(place).map_or(&[], Vec::as_slice)
    }

    /// The name of any place; for one within a country that nobody named, its code made readable.
    pub fn name<'a>(&'a self, places: &'a Places, code: &'a str, lang: &Lang) -> Cow<'a, str> {
        match self.areas.get(code) {
            Some(name) => name.get(lang).into(),
            None => places.name(code, lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_a_code_does_not_say_well() {
        let aliases = "alias\tplace\nTurquie\tTUR\nTurkey\tTUR\nUSSR\t\n";
        let areas = "place\tname_fr\tname_en\nKEN/murang_a\tMurang’a\tMurang’a\n";
        let naming = Naming::read(aliases, areas).unwrap();
        let places = Places::default();
        let name = |code| naming.name(&places, code, &Lang::en()).into_owned();
        assert_eq!(name("KEN/murang_a"), "Murang’a");
        assert_eq!(name("KEN/uasin_gishu"), "Uasin Gishu");
        assert_eq!(naming.aliases("TUR"), ["Turquie", "Turkey"]);
        assert!(naming.aliases("").is_empty(), "a former country is none of ours");
        assert!(Naming::read("alias\n", areas).is_err());
    }
}
