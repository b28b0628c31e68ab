//! Places: countries, groups of countries, places within a country, and how publishers spell them.
//!
//! A place's code is what figures carry:
//! - a country: ISO 3166-1 alpha-3, `KEN`;
//! - a group: its id in `groups.tsv`, `world`, `ldc`, `eastern_africa`;
//! - a place within a country: a path from it down, `KEN/mombasa/changamwe`.

use rustc_hash::FxHashMap;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

use crate::table::{self, TableError};
use crate::{Lang, Text};

/// A country or territory.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// UN M49, three digits; empty where there is none.
    pub m49: String,
    /// Short everyday names.
    pub name: Text,
    /// Id of its region in the groups.
    pub region: String,
    /// Id of its sub-region in the groups.
    pub subregion: String,
    /// Id of its income group; empty where it has none.
    pub income: String,
    /// A least developed country.
    pub ldc: bool,
    /// A landlocked developing country.
    pub lldc: bool,
    /// A small island developing State.
    pub sids: bool,
    /// A Member State of the United Nations.
    pub un_member: bool,
    /// Invented, for demonstration.
    pub synthetic: bool,
}

impl Country {
    /// Ids of every group that the country belongs to, the nearest first, the world last.
    pub fn groups(&self) -> Vec<&str> {
        let special = [(self.ldc, "ldc"), (self.lldc, "lldc"), (self.sids, "sids")].into_iter();
        [self.subregion.as_str(), self.region.as_str(), self.income.as_str()]
            .into_iter()
            .filter(|id| !id.is_empty())
            .chain(special.filter(|(member, _)| *member).map(|(_, id)| id))
            .chain(std::iter::once("world"))
            .collect()
    }
}

/// A group of countries: the world, a region, an income group, the least developed…
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Group {
    /// Lower snake case.
    pub id: String,
    /// UN M49, three digits; empty where there is none.
    pub m49: String,
    /// `world`, `region`, `subregion`, `intermediate`, `income` or `special`.
    pub kind: String,
    /// Its names.
    pub name: Text,
}

/// The schemes in which a publisher may name a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// ISO 3166-1 alpha-3.
    Iso3,
    /// ISO 3166-1 alpha-2.
    Iso2,
    /// UN M49, with or without leading zeros.
    M49,
    /// A name in any language, or an alias.
    Name,
    /// Any of them: codes first, then names.
    Any,
}

/// What is known of a spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised<'a> {
    /// The code of the place.
    Place(&'a str),
    /// Known and deliberately not imported (a former country, for example).
    Former,
}

/// Every country and group, and the index that recognises spellings.
#[derive(Debug, Clone, Default)]
pub struct Places {
    countries: Vec<Country>,
    groups: Vec<Group>,
    by_code: FxHashMap<String, usize>,
    groups_by_id: FxHashMap<String, usize>,
    iso2: FxHashMap<String, String>,
    m49: FxHashMap<u32, String>,
    names: FxHashMap<String, String>,
}

/// What is wrong with the tables of places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {error}")]
pub struct PlacesError {
    /// The table.
    pub file: &'static str,
    /// What is wrong.
    pub error: TableError,
}

impl Places {
    /// Reads `countries.tsv`, `groups.tsv` and `aliases.tsv`.
    ///
    /// # Errors
    /// A table whose header or rows cannot be read.
    pub fn read(countries: &str, groups: &str, aliases: &str) -> Result<Self, PlacesError> {
        let mut places = Self::default();
        places.read_groups(groups).map_err(|error| PlacesError { file: "groups.tsv", error })?;
        places
            .add_countries(countries, false)
            .map_err(|error| PlacesError { file: "countries.tsv", error })?;
        let mut alias = |row: table::TableRow<'_>| {
            places.names.insert(fold(row.get("alias")), row.get("place").to_owned());
        };
        table::read(aliases, &["alias", "place"], &mut alias)
            .map_err(|error| PlacesError { file: "aliases.tsv", error })?;
        Ok(places)
    }

    /// Adds countries from a table of the same shape; `synthetic` ones are marked as invented.
    ///
    /// # Errors
    /// A table whose header or rows cannot be read.
    pub fn add_countries(&mut self, countries: &str, synthetic: bool) -> Result<(), TableError> {
        let needed = ["iso3", "iso2", "m49", "name_fr", "name_en", "region", "subregion"];
        let mut read = Vec::new();
        table::read(countries, &needed, |row| {
            let flag = |column| row.get(column) == "1";
            read.push(Country {
                iso3: row.get("iso3").to_owned(),
                iso2: row.get("iso2").to_owned(),
                m49: row.get("m49").to_owned(),
                name: names_of(&row),
                region: row.get("region").to_owned(),
                subregion: row.get("subregion").to_owned(),
                income: row.get("income").to_owned(),
                ldc: flag("ldc"),
                lldc: flag("lldc"),
                sids: flag("sids"),
                un_member: flag("un_member"),
                synthetic,
            });
        })?;
        for country in read {
            self.index_country(country);
        }
        Ok(())
    }

    fn index_country(&mut self, country: Country) {
        let code = country.iso3.clone();
        self.iso2.insert(country.iso2.clone(), code.clone());
        if let Ok(number) = country.m49.parse() {
            self.m49.insert(number, code.clone());
        }
        for (_, name) in country.name.iter() {
            self.names.insert(fold(name), code.clone());
        }
        self.by_code.insert(code, self.countries.len());
        self.countries.push(country);
    }

    fn read_groups(&mut self, groups: &str) -> Result<(), TableError> {
        let mut read = Vec::new();
        table::read(groups, &["id", "m49", "kind", "name_fr", "name_en"], |row| {
            read.push(Group {
                id: row.get("id").to_owned(),
                m49: row.get("m49").to_owned(),
                kind: row.get("kind").to_owned(),
                name: names_of(&row),
            });
        })?;
        for group in read {
            if let Ok(number) = group.m49.parse() {
                self.m49.entry(number).or_insert_with(|| group.id.clone());
            }
            for (_, name) in group.name.iter() {
                self.names.insert(fold(name), group.id.clone());
            }
            self.groups_by_id.insert(group.id.clone(), self.groups.len());
            self.groups.push(group);
        }
        Ok(())
    }

    /// Every country, in the order of the table.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// Every group, in the order of the table.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The country with this ISO 3166-1 alpha-3 code.
    pub fn country(&self, iso3: &str) -> Option<&Country> {
        self.by_code.get(iso3).map(|index| &self.countries[*index])
    }

    /// The group with this id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        self.groups_by_id.get(id).map(|index| &self.groups[*index])
    }

    /// The countries of a group.
    pub fn members<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Country> {
        self.countries
            .iter()
            .filter(move |country| !country.synthetic && country.groups().contains(&group))
    }

    /// The name of a place; for a path within a country, its last part made readable.
    pub fn name<'a>(&'a self, code: &'a str, lang: &Lang) -> std::borrow::Cow<'a, str> {
        if let Some(country) = self.country(code) {
            return country.name.get(lang).into();
        }
        if let Some(group) = self.group(code) {
            return group.name.get(lang).into();
        }
        match code.rsplit_once('/') {
            Some((_, last)) => title_case(last).into(),
            None => code.into(),
        }
    }

    /// Recognises a publisher's spelling. `None` when nothing is known of it.
    pub fn recognise(&self, written: &str, scheme: Scheme) -> Option<Recognised<'_>> {
        let written = written.trim();
        match scheme {
            Scheme::Iso3 => self.by_iso3(written).or_else(|| self.by_name(written)),
            Scheme::Iso2 => self.by_iso2(written).or_else(|| self.by_name(written)),
            Scheme::M49 => self.by_m49(written).or_else(|| self.by_name(written)),
            Scheme::Name => self.by_name(written),
            Scheme::Any => self
                .by_iso3(written)
                .or_else(|| self.by_m49(written))
                .or_else(|| self.by_iso2(written))
                .or_else(|| self.by_name(written)),
        }
    }

    fn by_iso3(&self, written: &str) -> Option<Recognised<'_>> {
        let known = self
            .by_code
            .get(written)
            .or_else(|| self.by_code.get(written.to_ascii_uppercase().as_str()));
        known.map(|index| Recognised::Place(&self.countries[*index].iso3)).or_else(|| {
            self.groups_by_id.get(written).map(|index| Recognised::Place(&self.groups[*index].id))
        })
    }

    fn by_iso2(&self, written: &str) -> Option<Recognised<'_>> {
        self.iso2.get(written.to_ascii_uppercase().as_str()).map(|code| Recognised::Place(code))
    }

    fn by_m49(&self, written: &str) -> Option<Recognised<'_>> {
        let number: u32 = written.parse().ok()?;
        self.m49.get(&number).map(|code| Recognised::Place(code))
    }

    fn by_name(&self, written: &str) -> Option<Recognised<'_>> {
        self.names.get(&fold(written)).map(|code| match code.as_str() {
            "" => Recognised::Former,
            code => Recognised::Place(code),
        })
    }
}

/// The ISO 3166-1 alpha-3 code at the head of a place's code, if it is a country or within one.
pub fn country_of(place: &str) -> Option<&str> {
    let head = place.split('/').next().unwrap_or(place);
    (head.len() == 3 && head.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(head)
}

fn names_of(row: &table::TableRow<'_>) -> Text {
    let mut text = Text::default();
    for code in ["fr", "en", "ar", "es", "ru", "zh", "pt"] {
        if let Some(name) = row.some(&format!("name_{code}")) {
            text.set(Lang::new(code), name);
        }
    }
    text
}

fn title_case(slug: &str) -> String {
    let words = slug.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().collect::<String>() + letters.as_str()
        })
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A spelling without what varies from one publisher to another: case, accents, punctuation, doubled
/// spaces, a leading article. `"Côte d’Ivoire"` and `"COTE D'IVOIRE"` fold alike.
pub fn fold(written: &str) -> String {
    let mut folded = String::with_capacity(written.len());
    if written.is_ascii() {
        // The same, without looking letters up: long lists are mostly such names.
        for byte in written.bytes() {
            match byte {
                b'&' => folded.push_str(" and "),
                b'+' => folded.push('+'),
                byte if byte.is_ascii_alphanumeric() => {
                    folded.push(byte.to_ascii_lowercase() as char)
                }
                _ => folded.push(' '),
            }
        }
        return without_article(&folded);
    }
    for character in written.nfkd().flat_map(char::to_lowercase) {
        match character {
            '\u{300}'..='\u{36f}' => {}
            '&' => folded.push_str(" and "),
            '+' => folded.push('+'),
            character if character.is_alphanumeric() => folded.push(character),
            _ => folded.push(' '),
        }
    }
    without_article(&folded)
}

fn without_article(folded: &str) -> String {
    let mut words = folded.split_whitespace();
    let first = words.next().unwrap_or_default();
    let mut name = String::with_capacity(folded.len());
    let articles = ["the", "le", "la", "les", "l"];
    let mut rest = words.peekable();
    if !articles.contains(&first) || rest.peek().is_none() {
        name.push_str(first);
    }
    for word in rest {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let countries = "iso3\tiso2\tm49\tname_fr\tname_en\tregion\tsubregion\tincome\tldc\n\
            KEN\tKE\t404\tKenya\tKenya\tafrica\teastern_africa\tlower_middle_income\t0\n\
            CIV\tCI\t384\tCôte d’Ivoire\tCôte d’Ivoire\tafrica\twestern_africa\t\t0\n\
            AFG\tAF\t004\tAfghanistan\tAfghanistan\tasia\tsouthern_asia\tlow_income\t1\n";
        let groups = "id\tm49\tkind\tname_fr\tname_en\nworld\t001\tworld\tMonde\tWorld\n";
        let aliases = "alias\tplace\nIvory Coast\tCIV\nUSSR\t\n";
        Places::read(countries, groups, aliases).unwrap()
    }

    #[test]
    fn recognises_the_usual_schemes() {
        let places = places();
        for (written, scheme, code) in [
            ("KEN", Scheme::Iso3, "KEN"),
            ("ken", Scheme::Iso3, "KEN"),
            ("KE", Scheme::Any, "KEN"),
            ("4", Scheme::M49, "AFG"),
            ("004", Scheme::Any, "AFG"),
            ("1", Scheme::M49, "world"),
            ("COTE D'IVOIRE", Scheme::Name, "CIV"),
            ("the  ivory coast", Scheme::Any, "CIV"),
            ("World", Scheme::Name, "world"),
        ] {
            assert_eq!(
                places.recognise(written, scheme),
                Some(Recognised::Place(code)),
                "{written}"
            );
        }
        assert_eq!(places.recognise("U.S.S.R", Scheme::Name), None);
        assert_eq!(places.recognise("USSR", Scheme::Name), Some(Recognised::Former));
        assert_eq!(places.recognise("Atlantis", Scheme::Any), None);
    }

    #[test]
    fn spellings_fold_alike() {
        for (written, folded) in [
            ("Côte d’Ivoire", "cote d ivoire"),
            ("COTE D'IVOIRE", "cote d ivoire"),
            ("The A&B-C  (x+)", "a and b c x+"),
            ("La", "la"),
            ("le", "le"),
            ("L'Île", "ile"),
            ("L'ile", "ile"),
            ("ＡＢ", "ab"),
            ("", ""),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn names_places_at_every_level() {
        let places = places();
        assert_eq!(places.name("CIV", &Lang::en()), "Côte d’Ivoire");
        assert_eq!(places.name("world", &Lang::fr()), "Monde");
        assert_eq!(places.name("KEN/tana_river", &Lang::fr()), "Tana River");
        assert_eq!(country_of("KEN/tana_river"), Some("KEN"));
        assert_eq!(country_of("world"), None);
    }

    #[test]
    fn knows_whose_peer_a_country_is() {
        let places = places();
        let groups = places.country("AFG").unwrap().groups();
        assert_eq!(groups, ["southern_asia", "asia", "low_income", "ldc", "world"]);
        let ldcs: Vec<_> = places.members("ldc").map(|country| country.iso3.as_str()).collect();
        assert_eq!(ldcs, ["AFG"]);
    }
}
