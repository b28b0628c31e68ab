//! What the structure of figures is made from: the catalogue's names, and the codes in use.

use std::collections::{BTreeMap, BTreeSet};

use passerelle_exchange::sdmx::definitions::{
    Code, Definitions, Dimension, Indicator, names, sdmx_id,
};
use passerelle_exchange::sdmx::observations::OWN_FLOW;
use passerelle_exchange::sdmx::value::Names;
use passerelle_tables::CodesInUse;
use passerelle_vocabulary::{Dimensions, Status};

use super::{AGENCY, Say, VERSION, table};
use crate::catalogue::Catalogue;

/// Codes of one list, each id once.
#[derive(Default)]
struct List(BTreeMap<String, Code>);

impl List {
    /// Adds a code, or gives one its names.
    fn add(&mut self, code: &str, names: Names) {
        let parent = code.rsplit_once('/').map(|(above, _)| above.to_owned());
        let code = Code { code: code.to_owned(), names, parent };
        self.0.insert(sdmx_id(&code.code).into_owned(), code);
    }

    /// Codes without names, unless they are there.
    fn bare<'a>(&mut self, codes: impl Iterator<Item = &'a String>) {
        for code in codes {
            if !self.0.contains_key(&*sdmx_id(code)) {
                self.add(code, Names::new());
            }
        }
    }

    /// The codes; one above that is not among them is left out.
    fn codes(self) -> Vec<Code> {
        let ids: BTreeSet<String> = self.0.keys().cloned().collect();
        let known = |mut code: Code| {
            code.parent = code.parent.filter(|parent| ids.contains(&*sdmx_id(parent)));
            code
        };
        self.0.into_values().map(known).collect()
    }
}

/// What the structure is made from.
pub fn definitions(
    catalogue: &Catalogue,
    in_use: &[(String, Dimensions)],
    codes: &CodesInUse,
    say: Say<'_>,
) -> Definitions {
    let (mut areas, mut sources, mut units) = (List::default(), List::default(), List::default());
    let places = &catalogue.places;
    places.countries().iter().for_each(|one| areas.add(&one.iso3, names(&one.name)));
    places.groups().iter().for_each(|one| areas.add(&one.id, names(&one.name)));
    areas.bare(codes.places.iter());
    catalogue.publishers.iter().for_each(|one| sources.add(&one.id, names(&one.name)));
    for source in &codes.sources {
        sources.add(source, catalogue.source_name(source).map(names).unwrap_or_default());
    }
    units.bare(catalogue.indicators.iter().map(|one| &one.unit).chain(&codes.units));
    let statuses = (0..=u8::MAX).map_while(Status::from_number).map(|status| Code {
        code: status.code().to_owned(),
        names: say(&format!("status-{}", status.code().replace('_', "-"))),
        parent: None,
    });
    Definitions {
        agency: AGENCY.to_owned(),
        version: VERSION.to_owned(),
        flow: OWN_FLOW.to_owned(),
        names: say("sdmx-figures"),
        indicators: indicators(catalogue, in_use),
        dimensions: table(catalogue, in_use)
            .dimensions
            .iter()
            .map(|code| dimension(catalogue, code, in_use))
            .collect(),
        areas: areas.codes(),
        sources: sources.codes(),
        units: units.codes(),
        statuses: statuses.collect(),
        components: COMPONENTS.iter().map(|(id, name)| ((*id).to_owned(), say(name))).collect(),
        total: say("sdmx-total"),
        not_applicable: say("sdmx-not-applicable"),
    }
}

/// Components with the messages that name them.
const COMPONENTS: [(&str, &str); 11] = [
    ("FREQ", "sdmx-frequency"),
    ("INDICATOR", "column-indicator"),
    ("REF_AREA", "column-place"),
    ("DATA_SOURCE", "column-source"),
    ("TIME_PERIOD", "column-period"),
    ("OBS_VALUE", "column-value"),
    ("UNIT_MEASURE", "column-unit"),
    ("OBS_STATUS", "sdmx-status"),
    ("STATUS_DETAIL", "column-status"),
    ("STD_ERROR", "column-standard-error"),
    ("N_CASES", "column-n"),
];

fn indicators(catalogue: &Catalogue, in_use: &[(String, Dimensions)]) -> Vec<Indicator> {
    let mut found: BTreeMap<String, Indicator> = BTreeMap::new();
    for (code, _) in in_use {
        let bare = Indicator { code: code.clone(), ..Indicator::default() };
        found.insert(sdmx_id(code).into_owned(), bare);
    }
    for one in &catalogue.indicators {
        let indicator = Indicator {
            code: one.code.clone(),
            names: names(&one.name),
            descriptions: names(&one.definition),
            unit: one.unit.clone(),
        };
        found.insert(sdmx_id(&one.code).into_owned(), indicator);
    }
    found.into_values().collect()
}

fn dimension(catalogue: &Catalogue, code: &str, in_use: &[(String, Dimensions)]) -> Dimension {
    let known = catalogue.dimension(code);
    let mut categories = List::default();
    for category in known.into_iter().flat_map(|one| &one.category) {
        categories.add(&category.code, names(&category.name));
    }
    let used: BTreeSet<String> = in_use
        .iter()
        .filter_map(|(_, dimensions)| dimensions.get(code).map(str::to_owned))
        .collect();
    categories.bare(used.iter());
    Dimension {
        code: code.to_owned(),
        names: known.map(|one| names(&one.name)).unwrap_or_default(),
        categories: categories.codes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str) -> Names {
        Names::from([("en".to_owned(), name.to_owned())])
    }

    #[test]
    fn what_is_in_use_and_what_is_known_is_in_the_lists() {
        let catalogue = Catalogue::read(None, true).unwrap();
        let in_use = [("other".to_owned(), Dimensions::everyone().with("colour", "blue"))];
        let codes = CodesInUse {
            places: vec!["KEN/mombasa".to_owned(), "KEN/mombasa/nyali".to_owned()],
            units: vec!["percent".to_owned()],
            sources: vec!["local:survey".to_owned()],
        };
        let found = definitions(&catalogue, &in_use, &codes, &said).structures().unwrap();
        let list = |id: &str| {
            let list = found.codelists.iter().find(|one| one.artefact.id == id).unwrap();
            list.codes.iter().map(|code| code.id.as_str()).collect::<BTreeSet<_>>()
        };
        assert!(list("CL_COLOUR").is_superset(&["blue", "_T", "_Z"].into()));
        assert!(list("CL_SEX").contains("female") && list("CL_SOURCE").contains("local_survey"));
        assert!(list("CL_INDICATOR").contains("other") && list("CL_AREA").contains("world"));
        assert_eq!(list("CL_STATUS").len(), 15);
        let areas = found.codelists.iter().find(|one| one.artefact.id == "CL_AREA").unwrap();
        let nyali = areas.codes.iter().find(|code| code.id == "KEN-mombasa-nyali").unwrap();
        assert_eq!(nyali.parent.as_deref(), Some("KEN-mombasa"));
    }
}
