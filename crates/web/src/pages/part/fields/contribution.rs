//! The fields of a contribution.

use passerelle_compact::initiative::{
    InitiativePlace, InitiativeStatus, OrganisationKind, OrganisationRole, Purpose,
};
use passerelle_desk::part::forms::{AIMS, BUDGET, PARTNERS, PLACES, row_field};

use super::super::places::PlacesDrawing;
use super::{Field, Group, Input, Making};

/// Where the dimensions that tell who people are end in the catalogue: those after them are of work, tasks, devices.
const OF_PEOPLE: u32 = 110;
/// The list of names of places.
const KNOWN: &str = "known-places";

impl Making<'_> {
    pub(super) fn initiative(&self) -> Vec<Group> {
        let status = InitiativeStatus::ALL.map(InitiativeStatus::code);
        let yes_no =
            ["no", "yes"].map(|code| (code.to_owned(), self.w.t(&format!("part-began-{code}"))));
        vec![
            self.group(
                "what",
                vec![
                    self.line("title", true),
                    self.area("description", true),
                    self.ticks("serves", self.commitments()),
                    self.line("lang", false),
                ],
            ),
            self.group(
                "when",
                vec![
                    self.line("start", true),
                    self.line("end", true),
                    self.choice("status", false, self.coded("initiative-status", status)),
                    self.choice("began_before", true, yes_no.to_vec()),
                ],
            ),
            self.aims(),
            self.group(
                "whom",
                vec![
                    self.countries(),
                    self.ticks("groups", self.groups_of_people()),
                    self.line("languages", false),
                ],
            ),
            self.places(),
            self.partners(),
            self.money(),
            self.evidence(),
        ]
    }

    fn commitments(&self) -> Vec<(String, Vec<(String, String)>)> {
        let mut serves: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for one in &self.app.desk.catalogue.commitments {
            let heading = match one.objective() {
                Some(number) => self.w.t(&format!("part-objective-{number}")),
                None => self.w.t("part-other-texts"),
            };
            let row = (one.id.clone(), self.w.text(&one.title).to_owned());
            match serves.iter_mut().find(|(known, _)| *known == heading) {
                Some((_, rows)) => rows.push(row),
                None => serves.push((heading, vec![row])),
            }
        }
        serves
    }

    fn groups_of_people(&self) -> Vec<(String, Vec<(String, String)>)> {
        let dimensions = self.app.desk.catalogue.dimensions.iter();
        let dimensions =
            dimensions.filter(|one| one.order <= OF_PEOPLE && !one.category.is_empty());
        let of = |dimension: &passerelle_inclusion::dimension::Dimension| {
            let row = |one: &passerelle_inclusion::dimension::Category| {
                (format!("{}={}", dimension.code, one.code), self.w.text(&one.name).to_owned())
            };
            (self.w.text(&dimension.name).to_owned(), dimension.category.iter().map(row).collect())
        };
        dimensions.map(of).collect()
    }

    fn aims(&self) -> Group {
        let indicators = self.app.desk.catalogue.indicators.iter();
        let mut indicators: Vec<(String, String)> =
            indicators.map(|one| (one.code.clone(), self.w.text(&one.name).to_owned())).collect();
        self.w.sort_by_name(&mut indicators, |(_, name)| name);
        let fields = |number: usize| {
            let of = |name: &str| row_field(name, number);
            vec![
                self.line(&of("aim_what"), true),
                self.choice(&of("aim_indicator"), false, indicators.clone()),
                self.line(&of("aim_unit"), false),
                self.line(&of("aim_from"), false),
                self.line(&of("aim_from_year"), false),
                self.line(&of("aim_to"), true),
                self.line(&of("aim_to_year"), false),
            ]
        };
        self.rows(&AIMS, "aim", fields)
    }

    fn places(&self) -> Group {
        let fields = |number: usize| -> Vec<Field> {
            let of = |name: &str| row_field(name, number);
            let name = match self.known.is_empty() {
                true => Input::Line,
                false => Input::Named(KNOWN),
            };
            vec![self.field(&of("place_name"), name, true), self.line(&of("place_at"), false)]
        };
        let known = self.known.iter().map(|place| place.name.clone());
        let typed: Vec<InitiativePlace> = self.form.places();
        let map = &self.app.desk.catalogue.map;
        Group {
            known: (!self.known.is_empty()).then(|| (KNOWN, known.collect())),
            drawing: PlacesDrawing::new(self.w, map, self.form.get("country"), &typed),
            ..self.rows(&PLACES, "places", fields)
        }
    }

    fn partners(&self) -> Group {
        let roles = OrganisationRole::ALL.map(OrganisationRole::code);
        let kinds = OrganisationKind::ALL.map(OrganisationKind::code);
        let fields = |number: usize| {
            let of = |name: &str| row_field(name, number);
            vec![
                self.line(&of("partner_name"), true),
                self.choice(&of("partner_role"), false, self.coded("initiative-role", roles)),
                self.choice(&of("partner_kind"), false, self.coded("part-organisation", kinds)),
                self.line(&of("partner_reference"), false),
            ]
        };
        self.rows(&PARTNERS, "partners", fields)
    }

    fn money(&self) -> Group {
        if self.has_plan {
            let hint = Some(self.w.t("part-money-of-plan"));
            return Group { hint, ..self.group("money", vec![self.line("currency", false)]) };
        }
        let purposes = Purpose::ALL.map(Purpose::code);
        let fields = |number: usize| {
            let of = |name: &str| row_field(name, number);
            vec![
                self.line(&of("budget_year"), false),
                self.choice(
                    &of("budget_purpose"),
                    false,
                    self.coded("initiative-purpose", purposes),
                ),
                self.line(&of("budget_amount"), true),
                self.line(&of("budget_by"), false),
                self.line(&of("budget_promised"), false),
            ]
        };
        Group { fields: vec![self.line("currency", false)], ..self.rows(&BUDGET, "money", fields) }
    }
}
