//! Figures as SDMX-CSV 2.0, for statistical offices' own tools.
//!
//! One structure describes every figure: its dimensions are those of the catalogue, each a column. In a
//! row, a dimension that the indicator is never told apart by is `_Z` (not applicable), one that it is
//! told apart by elsewhere is `_T` (the total). The source is a dimension, not an attribute: two sources
//! may each have a figure for the same people, place and year, and a key names one observation.
//!
//! The structure is described at [`ADDRESS`] ([`super::structure`]).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use passerelle_desk::catalogue::Catalogue;
use passerelle_vocabulary::{Dimensions, Observation, Period, Status};

/// The media type, without its version.
pub(crate) const MEDIA: &str = "application/vnd.sdmx.data+csv";
/// The media type that is answered.
pub(super) const CONTENT_TYPE: &str = "application/vnd.sdmx.data+csv;version=2.0.0;charset=utf-8";
/// The address of the structure, told with every file (`Link: …; rel="describedby"`).
pub(super) const ADDRESS: &str = "/api/v1/observations/structure";

/// Who maintains the structure.
pub(super) const AGENCY: &str = "PASSERELLE";
/// Version of every part of the structure. Of two numbers: code lists grow as figures come in, which a
/// version of three numbers would forbid.
pub(super) const VERSION: &str = "1.0";
/// Id of the data flow.
pub(super) const FLOW: &str = "OBSERVATIONS";

/// Total: everyone, everything.
pub(super) const TOTAL: &str = "_T";
/// Not applicable.
pub(super) const NOT_APPLICABLE: &str = "_Z";

/// The dimensions of figures, as columns, and which of them each indicator is told apart by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Codes of dimensions: those of the catalogue in its order, then others in use.
    pub dimensions: Vec<String>,
    used: BTreeMap<String, BTreeSet<String>>,
}

impl Columns {
    /// The columns for the indicators and combinations of dimensions that are in use.
    pub(super) fn new(catalogue: &Catalogue, in_use: &[(String, Dimensions)]) -> Self {
        let known = catalogue.dimensions.iter().map(|dimension| dimension.code.clone());
        Self::of(known.collect(), in_use)
    }

    fn of(known: Vec<String>, in_use: &[(String, Dimensions)]) -> Self {
        let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (indicator, dimensions) in in_use {
            let of_it = used.entry(indicator.clone()).or_default();
            of_it.extend(dimensions.iter().map(|(dimension, _)| dimension.to_owned()));
        }
        let others: BTreeSet<String> =
            used.values().flatten().filter(|one| !known.contains(one)).cloned().collect();
        Self { dimensions: known.into_iter().chain(others).collect(), used }
    }

    /// The categories of a figure, one for each dimension.
    fn categories<'a>(&'a self, figure: &'a Observation) -> impl Iterator<Item = Cow<'a, str>> {
        let used = self.used.get(&figure.indicator);
        self.dimensions.iter().map(move |dimension| {
            let told_apart = || used.is_some_and(|used| used.contains(dimension));
            match figure.dimensions.get(dimension) {
                Some(category) => id(category),
                None if told_apart() => TOTAL.into(),
                None => NOT_APPLICABLE.into(),
            }
        })
    }
}

/// A code as SDMX allows it (letters, digits, `_ @ $ -`): a path within a country is written with `-`.
pub(super) fn id(code: &str) -> Cow<'_, str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_@$-".contains(c);
    if code.chars().all(allowed) {
        return code.into();
    }
    let replaced = |c: char| match c {
        '/' => '-',
        c if allowed(c) => c,
        _ => '_',
    };
    code.chars().map(replaced).collect()
}

/// The id of a dimension.
pub(super) fn dimension_id(code: &str) -> String {
    id(code).to_ascii_uppercase()
}

/// How often figures of this kind of period come: the code list CL_FREQ.
fn frequency(period: Period) -> &'static str {
    match period.to_code().rem_euclid(1000) {
        0 | 1 => "A",
        101..=104 => "Q",
        _ => "M",
    }
}

/// A period as SDMX writes it. A year that straddles two begins where national years mostly do when the
/// day is not published, in July: its middle is then the one that trends use.
fn time(period: Period) -> String {
    match period.to_code().rem_euclid(1000) {
        1 => format!("{}-07-01/P1Y", period.year()),
        _ => period.to_string(),
    }
}

/// The letter of the code list CL_OBS_STATUS; our own code stands beside it, which says more.
pub(super) fn status(status: Status, has_value: bool) -> &'static str {
    match status {
        Status::NotCollected | Status::NotCollectedByLaw => "L",
        Status::Protected => "Q",
        Status::NotPublished => "O",
        _ if !has_value => "O",
        Status::Normal | Status::Reported | Status::GlobalMonitoring => "A",
        Status::Estimated | Status::Modelled | Status::Adjusted => "E",
        Status::Provisional => "P",
        // An invented figure must never pass for a measured one: no letter says it better.
        Status::Unreliable | Status::Synthetic => "U",
        Status::National => "D",
        Status::Break => "B",
    }
}

/// Ids of the dimensions, in the order of the structure, time last.
pub(super) fn dimension_ids(columns: &Columns) -> Vec<String> {
    let before = ["FREQ", "INDICATOR", "REF_AREA"].map(str::to_owned).into_iter();
    let told_apart = columns.dimensions.iter().map(|code| dimension_id(code));
    let after = ["DATA_SOURCE", "TIME_PERIOD"].map(str::to_owned);
    before.chain(told_apart).chain(after).collect()
}

/// Ids of the attributes, in the order of the structure.
pub(super) const ATTRIBUTES: [&str; 5] =
    ["UNIT_MEASURE", "OBS_STATUS", "STATUS_DETAIL", "STD_ERROR", "N_CASES"];

/// Figures as SDMX-CSV 2.0. No field needs quotation marks: each is a code, a period or a number.
pub(super) fn csv(columns: &Columns, observations: &[Observation]) -> String {
    let head = ["STRUCTURE", "STRUCTURE_ID", "ACTION"].map(str::to_owned).into_iter();
    let values = std::iter::once("OBS_VALUE").chain(ATTRIBUTES).map(str::to_owned);
    let head: Vec<String> = head.chain(dimension_ids(columns)).chain(values).collect();
    let mut text = head.join(",");
    text.push_str("\r\n");
    for figure in observations {
        write_row(&mut text, columns, figure);
    }
    text
}

fn write_row(text: &mut String, columns: &Columns, figure: &Observation) {
    let _ = write!(text, "dataflow,{AGENCY}:{FLOW}({VERSION}),I");
    let number = |number: Option<f64>| number.map_or_else(String::new, |found| found.to_string());
    let head = [frequency(figure.period).into(), id(&figure.indicator), id(&figure.place)];
    let tail: [Cow<'_, str>; 8] = [
        id(&figure.source),
        time(figure.period).into(),
        number(figure.value).into(),
        id(&figure.unit),
        status(figure.status, figure.value.is_some()).into(),
        figure.status.code().into(),
        number(figure.standard_error).into(),
        number(figure.n).into(),
    ];
    for part in head.into_iter().chain(columns.categories(figure)).chain(tail) {
        text.push(',');
        text.push_str(&part);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(place: &str, period: &str, dimensions: &str, value: Option<f64>) -> Observation {
        Observation {
            indicator: "internet_users".into(),
            place: place.into(),
            period: period.parse().unwrap(),
            dimensions: Dimensions::parse(dimensions).unwrap(),
            value,
            unit: "percent".into(),
            standard_error: None,
            n: None,
            status: Status::Normal,
            source: "itu-datahub".into(),
            batch: 1,
        }
    }

    fn columns() -> Columns {
        let in_use = [
            ("internet_users".to_owned(), Dimensions::everyone()),
            ("internet_users".to_owned(), Dimensions::everyone().with("sex", "female")),
            ("price".to_owned(), Dimensions::everyone().with("basket", "1gb")),
            ("price".to_owned(), Dimensions::everyone().with("network", "5g")),
        ];
        Columns::of(vec!["sex".into(), "basket".into()], &in_use)
    }

    #[test]
    fn known_figures_give_known_rows() {
        let mut survey = figure("KEN/mombasa", "2014/15", "sex=female", Some(20.1));
        survey.standard_error = Some(1.25);
        survey.n = Some(1200.0);
        survey.status = Status::Estimated;
        let mut refused = figure("KEN", "2019-Q3", "", None);
        refused.status = Status::NotCollectedByLaw;
        let figures = [figure("KEN", "2019", "", Some(22.6)), survey, refused];
        let expected = "\
STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,SEX,BASKET,NETWORK,DATA_SOURCE,TIME_PERIOD,\
OBS_VALUE,UNIT_MEASURE,OBS_STATUS,STATUS_DETAIL,STD_ERROR,N_CASES\r
dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,internet_users,KEN,_T,_Z,_Z,itu-datahub,2019,\
22.6,percent,A,normal,,\r
dataflow,PASSERELLE:OBSERVATIONS(1.0),I,A,internet_users,KEN-mombasa,female,_Z,_Z,itu-datahub,\
2014-07-01/P1Y,20.1,percent,E,estimated,1.25,1200\r
dataflow,PASSERELLE:OBSERVATIONS(1.0),I,Q,internet_users,KEN,_T,_Z,_Z,itu-datahub,2019-Q3,\
,percent,L,not_collected_by_law,,\r
";
        assert_eq!(csv(&columns(), &figures), expected);
    }

    #[test]
    fn an_unknown_indicator_is_told_apart_by_nothing() {
        let mut stranger = figure("KEN", "2019-07", "", Some(1.0));
        stranger.indicator = "other".into();
        let mut row = String::new();
        write_row(&mut row, &columns(), &stranger);
        assert!(row.contains(",I,M,other,KEN,_Z,_Z,_Z,itu-datahub,2019-07,1,"), "{row}");
    }

    #[test]
    fn every_status_has_a_letter_of_the_code_list() {
        for number in 0..=u8::MAX {
            let Some(found) = Status::from_number(number) else { break };
            for has_value in [true, false] {
                let letter = status(found, has_value);
                assert!(["A", "B", "D", "E", "L", "O", "P", "Q", "U"].contains(&letter));
                let missing = ["L", "O", "Q"].contains(&letter);
                assert!(has_value || missing, "{found}: there is no figure to speak of");
            }
        }
    }

    #[test]
    fn codes_stay_within_the_format() {
        assert_eq!(id("KEN/mombasa"), "KEN-mombasa");
        assert_eq!(id("a b,c\"é"), "a_b_c__");
    }
}
