//! The Sustainable Development Goals of the 2030 Agenda.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// One goal, from 1 to 17.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(transparent)]
pub struct Sdg(u8);

impl Sdg {
    /// The goal with this number, if it is one of 1 to 17.
    pub fn new(number: u8) -> Option<Self> {
        (1..=17).contains(&number).then_some(Self(number))
    }

    /// 1 to 17.
    pub fn number(self) -> u8 {
        self.0
    }

    /// All seventeen, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=17).map(Self)
    }
}

impl<'de> Deserialize<'de> for Sdg {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(deserializer)?;
        Self::new(number)
            .ok_or_else(|| serde::de::Error::custom(format!("{number} is not a goal (1 to 17)")))
    }
}

/// A list of goals. The catalogue may write `"all"` for the seventeen; it is always given out in full.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(transparent)]
pub struct Sdgs(pub Vec<Sdg>);

impl<'de> Deserialize<'de> for Sdgs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Word(String),
            List(Vec<Sdg>),
        }
        match Written::deserialize(deserializer)? {
            Written::List(list) => Ok(Self(list)),
            Written::Word(word) if word == "all" => Ok(Self(Sdg::all().collect())),
            Written::Word(word) => Err(serde::de::Error::custom(format!(
                "“{word}” is not a list of goals: write \"all\" or numbers from 1 to 17"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_the_seventeen() {
        let sdgs: Sdgs = serde_json::from_str("\"all\"").unwrap();
        assert_eq!(sdgs.0.len(), 17);
        assert_eq!(serde_json::from_str::<Sdgs>("[1, 9]").unwrap().0[1].number(), 9);
        assert!(serde_json::from_str::<Sdgs>("[18]").is_err());
        assert!(serde_json::from_str::<Sdgs>("\"some\"").is_err());
    }
}
