//! Texts in several languages.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language, by its BCP 47 code in lower case: `fr`, `en`, `ar`, `pt-br`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Lang(String);

impl Lang {
    /// The language with this code; the case of the code is not kept.
    pub fn new(code: &str) -> Self {
        Self(code.to_ascii_lowercase())
    }

    /// French.
    pub fn fr() -> Self {
        Self::new("fr")
    }

    /// English.
    pub fn en() -> Self {
        Self::new("en")
    }

    /// The code, in lower case.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// `rtl` for scripts written from right to left, `ltr` for the others: the value of HTML's `dir`.
    pub fn direction(&self) -> &'static str {
        match self.0.split('-').next().unwrap_or_default() {
            "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "dv" | "yi" => "rtl",
            _ => "ltr",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The same text in several languages: `{ fr = "…", en = "…" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Text(BTreeMap<Lang, String>);

impl Text {
    /// A text in French and in English.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Lang::fr(), fr.into()), (Lang::en(), en.into())]))
    }

    /// The text in `lang`; where it is missing, in English, then in French, then in any language;
    /// the empty string if there is none at all.
    pub fn get(&self, lang: &Lang) -> &str {
        self.0
            .get(lang)
            .or_else(|| self.0.get(&Lang::en()))
            .or_else(|| self.0.get(&Lang::fr()))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The text in exactly this language.
    pub fn exact(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(String::as_str)
    }

    /// Adds or replaces the text of one language.
    pub fn set(&mut self, lang: Lang, text: impl Into<String>) {
        self.0.insert(lang, text.into());
    }

    /// Every language with its text, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(lang, text)| (lang, text.as_str()))
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// The languages among `wanted` in which nothing is written.
    pub fn missing(&self, wanted: &[Lang]) -> Vec<Lang> {
        wanted
            .iter()
            .filter(|lang| self.exact(lang).is_none_or(|text| text.trim().is_empty()))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falls_back_to_english_then_french() {
        let both = Text::new("pont", "bridge");
        assert_eq!(both.get(&Lang::fr()), "pont");
        assert_eq!(both.get(&Lang::new("SW")), "bridge");
        let mut french = Text::default();
        french.set(Lang::fr(), "pont");
        assert_eq!(french.get(&Lang::en()), "pont");
        assert_eq!(french.missing(&[Lang::fr(), Lang::en()]), [Lang::en()]);
    }

    #[test]
    fn knows_the_direction_of_a_script() {
        assert_eq!(Lang::new("ar-EG").direction(), "rtl");
        assert_eq!(Lang::fr().direction(), "ltr");
    }
}
