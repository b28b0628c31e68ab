//! The figures of a country as the data of an Open SDG site: a table and its metadata for each indicator, and
//! what the site's words mean.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use passerelle_exchange::open_sdg::yaml::Yaml;
use passerelle_exchange::open_sdg::{Labels, Metadata, Own, Publication, mappings, publish};
use passerelle_inclusion::Indicator;
use passerelle_vocabulary::{Country, Lang, Observation, Status};

pub use passerelle_exchange::open_sdg::{Problem, ProblemCode};

use crate::{Desk, DeskError};

/// What is to be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Code of the country.
    pub place: String,
    /// Codes of indicators; all that have figures where there are none.
    pub indicators: Vec<String>,
    /// Id of the source; of each indicator the preferred one without it.
    pub source: Option<String>,
}

/// A site's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Path within the site → text.
    pub files: BTreeMap<String, String>,
    /// Codes of the indicators, in order.
    pub indicators: Vec<String>,
    /// What was left out of each indicator.
    pub left: Vec<LeftOut>,
    /// What is wrong, by indicator: it is not among the files.
    pub problems: Vec<(String, Problem)>,
}

/// Figures that a site does not show.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// Code of the indicator.
    pub indicator: String,
    /// How many.
    pub figures: usize,
    /// The sources that they are of.
    pub sources: Vec<String>,
}

/// Words of the site's language: a message of `locales/` by its name.
pub type Say<'a> = &'a (dyn Fn(&str) -> String + Send + Sync);

/// In which words a site is written.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The language.
    pub lang: &'a Lang,
    /// Its messages.
    pub say: Say<'a>,
}

impl Site {
    /// Writes the files in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// A file or a folder that cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), DeskError> {
        let failed = |path: PathBuf| move |error| DeskError::File { path, error };
        for (name, text) in &self.files {
            let path = folder.join(name);
            let within = path.parent().unwrap_or(folder).to_owned();
            std::fs::create_dir_all(&within).map_err(failed(within))?;
            std::fs::write(&path, text).map_err(failed(path))?;
        }
        Ok(())
    }
}

impl Desk {
    /// Makes a site's files of the yearly figures of a country and of places within it. `None` where there is
    /// no such country.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open_sdg(
        &self,
        asked: &Asked,
        wording: Wording<'_>,
    ) -> Result<Option<Site>, DeskError> {
        let Some(country) = self.catalogue.places.country(&asked.place) else { return Ok(None) };
        let wanted =
            |one: &&Indicator| asked.indicators.is_empty() || asked.indicators.contains(&one.code);
        let (mut site, mut all) = (Site::default(), Labels::default());
        for indicator in self.catalogue.indicators.iter().filter(wanted) {
            let figures = self.of_country(indicator, &country.iso3).await?;
            let (figures, left) = of_one_source(indicator, figures, asked.source.as_deref());
            site.left.extend(left);
            let Some(source) = figures.first().map(|figure| figure.source.clone()) else {
                continue;
            };
            let labels = self.labels(&figures, wording);
            let own = Own {
                indicator: indicator.code.clone(),
                place: country.iso3.clone(),
                source: source.clone(),
            };
            let mut metadata = self.site_metadata(indicator, country, &source, wording);
            own.mark(&mut metadata);
            let publication = Publication {
                id: indicator.code.replace('_', "-"),
                country: country.iso3.clone(),
                labels: labels.clone(),
                metadata,
            };
            match publish(&figures, &publication) {
                Ok(made) => {
                    site.files.insert(format!("data/{}", made.data_file()), made.data.write());
                    let name = format!("meta/{}", made.metadata_file());
                    site.files.insert(name, made.metadata.write());
                    site.indicators.push(indicator.code.clone());
                    add(&mut all, labels);
                }
                Err(problems) => {
                    let code = &indicator.code;
                    site.problems.extend(problems.into_iter().map(|one| (code.clone(), one)));
                }
            }
        }
        if !site.indicators.is_empty() {
            let (columns, codes) = mappings(&all);
            site.files.insert("column_mapping.csv".to_owned(), columns.write());
            site.files.insert("code_mapping.csv".to_owned(), codes.write());
        }
        Ok(Some(site))
    }

    /// The figures of an indicator in a country and in the places within it.
    async fn of_country(
        &self,
        indicator: &Indicator,
        iso3: &str,
    ) -> Result<Vec<Observation>, DeskError> {
        let mut figures = self.observations.of_indicator(&indicator.code).await?;
        let within = format!("{iso3}/");
        figures.retain(|figure| figure.place == iso3 || figure.place.starts_with(&within));
        Ok(figures)
    }

    /// What the codes of these figures are called.
    fn labels(&self, figures: &[Observation], wording: Wording<'_>) -> Labels {
        let (catalogue, say) = (&self.catalogue, wording.say);
        let mut labels = Labels {
            other_areas: Some(say("open-sdg-area")),
            standard_error: Some(say("open-sdg-standard-error")),
            cases: Some(say("open-sdg-cases")),
            ..Labels::default()
        };
        let pairs: BTreeSet<(&str, &str)> =
            figures.iter().flat_map(|figure| figure.dimensions.iter()).collect();
        for (dimension, code) in pairs {
            let known = catalogue.dimension(dimension);
            let name = known.map_or(dimension, |one| one.name.get(wording.lang));
            labels.dimensions.insert(dimension.to_owned(), name.to_owned());
            let category = known.and_then(|one| one.category(code));
            let name = category.map_or(code, |one| one.name.get(wording.lang));
            labels.categories.insert((dimension.to_owned(), code.to_owned()), name.to_owned());
        }
        for figure in figures {
            let unit = &figure.unit;
            labels.units.entry(unit.clone()).or_insert_with(|| unit.clone());
            let status = figure.status;
            labels.statuses.entry(status.code().to_owned()).or_insert_with(|| named(status, say));
        }
        told_apart(&mut labels.categories);
        labels
    }

    /// What is said of an indicator, in the fields that Open SDG has for it.
    fn site_metadata(
        &self,
        indicator: &Indicator,
        country: &Country,
        source: &str,
        wording: Wording<'_>,
    ) -> Metadata {
        let Wording { lang, .. } = wording;
        let mut metadata = Metadata::default();
        let mut text = |name: &str, value: &str| {
            if !value.is_empty() {
                metadata.set(name, Yaml::text(value));
            }
        };
        let name = indicator.name.get(lang);
        text("indicator_name", name);
        text("indicator_number", &indicator.code.replace('_', "."));
        text("graph_title", name);
        text("graph_type", "line");
        text("computation_units", &indicator.unit);
        text("national_indicator_description", indicator.definition.get(lang));
        text("national_geographical_coverage", country.name.get(lang));
        text("reporting_status", "complete");
        text("un_series_code", indicator.sdg_series.as_deref().unwrap_or_default());
        let named = source.strip_prefix("local:").unwrap_or(source);
        if let Some(publisher) = self.catalogue.publisher(named) {
            text("source_organisation_1", publisher.name.get(lang));
            text("source_url_1", &publisher.url);
            text("source_licence_1", &publisher.licence.name);
        } else {
            text("source_organisation_1", named);
        }
        for (name, value) in [("data_show_map", "false"), ("source_active_1", "true")] {
            metadata.set(name, Yaml::Other(value.to_owned()));
        }
        metadata
    }
}

fn named(status: Status, say: Say<'_>) -> String {
    say(&format!("status-{}", status.code().replace('_', "-")))
}

/// Yearly figures of one source: the one asked for, else the first of the indicator's own order that has
/// any, else the first by name. What is left out of the others.
fn of_one_source(
    indicator: &Indicator,
    figures: Vec<Observation>,
    asked: Option<&str>,
) -> (Vec<Observation>, Option<LeftOut>) {
    let yearly = |figure: &Observation| figure.period.to_string().parse::<i32>().is_ok();
    let there: BTreeSet<&str> =
        figures.iter().filter(|one| yearly(one)).map(|one| one.source.as_str()).collect();
    let preferred = || indicator.sources.iter().find(|source| there.contains(source.as_str()));
    let chosen = match asked {
        Some(source) => source.to_owned(),
        None => match preferred().map(String::as_str).or(there.first().copied()) {
            Some(source) => source.to_owned(),
            None => String::new(),
        },
    };
    let (kept, left): (Vec<_>, Vec<_>) =
        figures.into_iter().partition(|one| one.source == chosen && yearly(one));
    let sources: BTreeSet<String> = left.iter().map(|one| one.source.clone()).collect();
    let left = LeftOut {
        indicator: indicator.code.clone(),
        figures: left.len(),
        sources: sources.into_iter().collect(),
    };
    (kept, Some(left).filter(|left| left.figures > 0))
}

/// Two categories of a dimension with one name would be one on the site: they get their code behind it.
fn told_apart(categories: &mut BTreeMap<(String, String), String>) {
    let mut count: BTreeMap<(String, String), usize> = BTreeMap::new();
    for ((dimension, _), name) in categories.iter() {
        *count.entry((dimension.clone(), name.clone())).or_default() += 1;
    }
    for ((dimension, code), name) in categories.iter_mut() {
        if count.get(&(dimension.clone(), name.clone())).is_some_and(|count| *count > 1) {
            *name = format!("{name} ({code})");
        }
    }
}

/// Adds the words of one indicator to those of the site.
fn add(all: &mut Labels, labels: Labels) {
    all.dimensions.extend(labels.dimensions);
    all.categories.extend(labels.categories);
    all.units.extend(labels.units);
    all.statuses.extend(labels.statuses);
    all.other_areas = labels.other_areas;
    all.standard_error = labels.standard_error;
    all.cases = labels.cases;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    fn figure(period: &str, source: &str) -> Observation {
        Observation {
            indicator: "internet_users".into(),
            place: "KEN".into(),
            period: period.parse().unwrap(),
            dimensions: Default::default(),
            value: Some(1.0),
            unit: "percent".into(),
            standard_error: None,
            n: None,
            status: Status::Normal,
            source: source.into(),
            batch: 1,
        }
    }

    #[test]
    fn one_source_is_published_and_the_others_are_told() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let indicator = catalogue.indicator("internet_users").unwrap();
        let figures = vec![
            figure("2020", "a"),
            figure("2020", "worldbank"),
            figure("2020-Q1", "worldbank"),
            figure("2021", "gapminder"),
        ];
        let (kept, left) = of_one_source(indicator, figures.clone(), None);
        assert_eq!((kept.len(), kept[0].source.as_str()), (1, "worldbank"));
        let left = left.unwrap();
        assert_eq!((left.figures, left.sources.len()), (3, 3));
        let (kept, _) = of_one_source(indicator, figures, Some("a"));
        assert_eq!(kept[0].source, "a");
    }

    #[test]
    fn categories_of_one_name_are_told_apart() {
        let pair = |code: &str| ("age".to_owned(), code.to_owned());
        let mut names =
            BTreeMap::from([(pair("a"), "Old".to_owned()), (pair("b"), "Old".to_owned())]);
        told_apart(&mut names);
        assert_eq!(names[&pair("a")], "Old (a)");
    }
}
