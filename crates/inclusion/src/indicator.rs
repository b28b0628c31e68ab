//! Definitions of indicators, as the catalogue writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use passerelle_vocabulary::{Dimensions, Facets, Finding, Key, Link, Period, Record, Text};

use crate::{Formula, Scale, check};

/// What is measured, in which unit, which way is better, and what was promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Stable for ever, in snake case: `internet_users`.
    pub code: String,
    /// Code of the theme it belongs to; filled in from its file.
    #[serde(default)]
    pub theme: String,
    /// Its name.
    pub name: Text,
    /// One sentence a newcomer understands.
    pub definition: Text,
    /// How the first line of a page says the figure; `{value}` is filled in.
    pub sentence: Text,
    /// Code of the unit: `percent`, `usd`…
    pub unit: String,
    /// The scale on which it changes steadily.
    pub scale: ScaleName,
    /// Decimals shown; also what "the smallest displayed unit" means.
    pub decimals: u8,
    /// Which way is better.
    pub direction: Direction,
    /// Rank on the country page, the smallest first; `None` keeps it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<u32>,
    /// Name of the bands that apply to its figures: `umc`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<String>,
    /// Its code where it is an official series of the Sustainable Development Goals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sdg_series: Option<String>,
    /// Ids of sources, the preferred first.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The combination of dimensions that stands for the whole, where it is not the empty one.
    #[serde(default, skip_serializing_if = "Dimensions::is_everyone")]
    pub headline_dimensions: Dimensions,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// How progress is measured.
    #[serde(default)]
    pub progress: Progress,
    /// Who is left out: one entry per comparison.
    #[serde(default)]
    pub parity: Vec<ParityDefinition>,
    /// How it is computed from two others, where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
}

/// What was promised, and for when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The value aimed at, in the indicator's unit.
    pub value: f64,
    /// What already counts as met; the value itself where it is `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_at: Option<f64>,
    /// The year the promise is for.
    pub year: i32,
    /// Id of the commitment where it was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<String>,
    /// Anything a reader should know about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

impl Target {
    /// What counts as met, in the indicator's unit.
    pub fn threshold(&self) -> f64 {
        self.met_at.unwrap_or(self.value)
    }

    /// The year of the promise as a period; `None` where it is not a sane year.
    pub fn period(&self) -> Option<Period> {
        Period::year_of(self.year)
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Neither.
    None,
}

impl Direction {
    /// +1 where higher is better, −1 where lower is, `None` where neither is.
    pub fn sign(self) -> Option<f64> {
        match self {
            Self::Higher => Some(1.0),
            Self::Lower => Some(-1.0),
            Self::None => None,
        }
    }

    /// The code, as in the catalogue.
    pub fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::None => "none",
        }
    }
}

/// Name of a scale, as in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScaleName {
    /// A part of a whole: trend on the logit scale.
    Share,
    /// A quantity above 0: trend on the scale of logarithms.
    Positive,
    /// Anything else: trend on the figures themselves.
    Real,
}

/// How progress is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The method.
    #[serde(default)]
    pub method: Method,
    /// Years looked at, back from the latest figure.
    #[serde(default = "Progress::usual_window")]
    pub window: u32,
}

impl Progress {
    fn usual_window() -> u32 {
        10
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self { method: Method::default(), window: Self::usual_window() }
    }
}

/// A way to measure progress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Time-weighted regression on the indicator's scale: [`crate::trend`].
    #[default]
    Regression,
    /// Ratio of actual to required compound growth: [`crate::growth`].
    GrowthRatio,
    /// None: the figure is shown without a trend.
    None,
}

/// Two groups of people to compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParityDefinition {
    /// Code of the dimension: `sex`.
    pub dimension: String,
    /// Category whose figure is divided: `female`.
    pub group: String,
    /// Category it is divided by: `male`.
    pub reference: String,
    /// Ratios between which parity counts as reached, low then high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<[f64; 2]>,
}

impl Indicator {
    /// The smallest unit shown, in the indicator's unit: 0.1 for one decimal.
    pub fn displayed_unit(&self) -> f64 {
        10_f64.powi(-i32::from(self.decimals))
    }

    /// The scale of its trends. A share is of 100, or of 1 for an index from 0 to 1.
    pub fn scale(&self) -> Scale {
        match self.scale {
            ScaleName::Share => Scale::Share {
                top: if self.unit == "index_0_1" { 1.0 } else { 100.0 },
                margin: 0.5 * self.displayed_unit(),
            },
            ScaleName::Positive => Scale::Positive,
            ScaleName::Real => Scale::Real,
        }
    }

    /// Whether figures with these dimensions stand for the whole.
    pub fn is_headline(&self, dimensions: &Dimensions) -> bool {
        *dimensions == self.headline_dimensions
    }

    /// The dimensions of one side of a comparison: those that stand for the whole, with `category` of
    /// the compared dimension.
    pub fn compared_dimensions(&self, parity: &ParityDefinition, category: &str) -> Dimensions {
        self.headline_dimensions.clone().with(&parity.dimension, category)
    }
}

impl Record for Indicator {
    const KIND: &'static str = "indicator";

    fn title(&self) -> &Text {
        &self.name
    }

    /// `promised_in` the commitment of its target, `computed_from` the indicators of its formula.
    fn links(&self) -> Vec<Link> {
        let promised = self.target.iter().filter_map(|target| target.commitment.as_deref());
        let computed =
            self.formula.iter().flat_map(|formula| [&*formula.numerator, &*formula.denominator]);
        let link = |relation: &str, kind: &str, slug: &str| {
            Some(Link { relation: relation.to_owned(), to: Key::new(kind, slug).ok()? })
        };
        promised
            .filter_map(|id| link("promised_in", "commitment", id))
            .chain(computed.filter_map(|code| link("computed_from", Self::KIND, code)))
            .collect()
    }

    fn facets(&self) -> Facets {
        let dimensions = self.parity.iter().map(|parity| parity.dimension.clone()).collect();
        Facets::from([
            ("theme".to_owned(), vec![self.theme.clone()]),
            ("source".to_owned(), self.sources.clone()),
            ("direction".to_owned(), vec![self.direction.code().to_owned()]),
            ("parity".to_owned(), dimensions),
        ])
    }

    fn check(&self) -> Vec<Finding> {
        check::indicator(self)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const INTERNET_USERS: &str = r#"
theme = "connectivity"

[[indicator]]
code = "internet_users"
name = { fr = "Personnes utilisant Internet", en = "People using the Internet" }
definition = { fr = "Part des personnes…", en = "Share of people…" }
sentence = { fr = "environ {value} personnes sur 100", en = "about {value} of every 100 people" }
unit = "percent"
scale = "share"
decimals = 1
direction = "higher"
headline = 10
bands = "umc"
sdg_series = "IT_USE_ii99"
sources = ["itu", "unsd-sdg"]

[indicator.target]
value = 100
met_at = 95
year = 2030
commitment = "gdc.1.connectivity.c"

[indicator.progress]
method = "regression"
window = 10

[[indicator.parity]]
dimension = "sex"
group = "female"
reference = "male"
tolerance = [0.98, 1.02]
"#;

    /// The definition that other tests start from.
    pub(crate) fn internet_users() -> Indicator {
        crate::IndicatorFile::read(INTERNET_USERS).unwrap().indicator.remove(0)
    }

    #[test]
    fn the_catalogue_s_form_is_read() {
        let indicator = internet_users();
        assert_eq!((indicator.theme.as_str(), indicator.headline), ("connectivity", Some(10)));
        assert_eq!(indicator.target.as_ref().map(Target::threshold), Some(95.0));
        assert_eq!(indicator.scale(), Scale::Share { top: 100.0, margin: 0.05 });
        assert_eq!(indicator.check(), []);
        assert_eq!(
            indicator.title().get(&passerelle_vocabulary::Lang::en()),
            "People using the Internet"
        );
    }

    #[test]
    fn it_goes_to_json_and_back() {
        let indicator = internet_users();
        let written = serde_json::to_string(&indicator).unwrap();
        assert_eq!(serde_json::from_str::<Indicator>(&written).unwrap(), indicator);
    }

    #[test]
    fn an_index_from_0_to_1_is_a_share_of_1() {
        let indicator = Indicator { unit: "index_0_1".to_owned(), decimals: 2, ..internet_users() };
        assert_eq!(indicator.scale(), Scale::Share { top: 1.0, margin: 0.005 });
    }

    #[test]
    fn links_name_the_promise_and_the_parts() {
        let mut indicator = internet_users();
        indicator.formula = Some(Formula {
            numerator: "mobile_data_price_usd".to_owned(),
            denominator: "gni_per_capita".to_owned(),
            factor: 1200.0,
        });
        let links: Vec<_> =
            indicator.links().iter().map(|link| format!("{} {}", link.relation, link.to)).collect();
        assert_eq!(
            links,
            [
                "promised_in commitment/gdc.1.connectivity.c",
                "computed_from indicator/mobile_data_price_usd",
                "computed_from indicator/gni_per_capita"
            ]
        );
        assert_eq!(indicator.facets()["parity"], ["sex"]);
    }

    #[test]
    fn compared_groups_keep_the_headline_dimensions() {
        let mut indicator = internet_users();
        indicator.headline_dimensions = Dimensions::everyone().with("skill", "copy_file");
        let women = indicator.compared_dimensions(&indicator.parity[0], "female");
        assert_eq!(women.to_string(), "sex=female;skill=copy_file");
        assert!(indicator.is_headline(&indicator.headline_dimensions));
        assert!(!indicator.is_headline(&women));
    }
}
