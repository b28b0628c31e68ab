//! Which data there are: the values that each dimension has among the figures that a query finds.

use std::collections::{BTreeSet, HashSet};

use passerelle_vocabulary::{Observation, Period};

use super::question::TIME;
use super::{Question, time};
use crate::sdmx::constraint::{
    ConstraintAttachment, CubeRegion, DataConstraint, Member, MemberSelection, PeriodBound,
    TimeRange,
};
use crate::sdmx::csv::StructureKind;
use crate::sdmx::header::Annotation;
use crate::sdmx::problem::{Problem, ProblemCode, Problems};
use crate::sdmx::reference::Reference;
use crate::sdmx::structure::{Artefact, Codelist};

/// What was met of the figures that a query finds.
#[derive(Debug, Clone, Default)]
pub struct Availability {
    /// For each dimension but time, its values.
    values: Vec<BTreeSet<String>>,
    periods: Option<(Period, Period)>,
    series: HashSet<Vec<String>>,
    observations: u64,
}

impl Availability {
    /// How many observations were met.
    pub fn observations(&self) -> u64 {
        self.observations
    }

    /// Adds figures.
    pub fn add(&mut self, question: &Question, figures: &[Observation]) {
        for figure in figures {
            let key = question.key(figure);
            self.values.resize(key.len(), BTreeSet::new());
            for (values, value) in self.values.iter_mut().zip(&key) {
                if !values.contains(value) {
                    values.insert(value.clone());
                }
            }
            let (first, last) = self.periods.unwrap_or((figure.period, figure.period));
            self.periods = Some((first.min(figure.period), last.max(figure.period)));
            self.series.insert(key);
            self.observations += 1;
        }
    }

    /// As a constraint of what there is, of these dimensions (all where none is named).
    ///
    /// # Errors
    /// Dimensions that are not there.
    pub fn constraint(
        self,
        question: &Question,
        components: &[String],
        artefact: Artefact,
    ) -> Result<DataConstraint, Problems> {
        let mut problems = Problems::new(&crate::sdmx::Limits::default());
        let dimensions = question.dimensions();
        for id in components.iter().filter(|id| !dimensions.contains(id)) {
            let problem = Problem::new(ProblemCode::UnknownComponent, "componentID", id);
            problems.add(problem.allowed(dimensions.join(", ")));
        }
        let is_wanted = |id: &String| components.is_empty() || components.contains(id);
        let of_time = |(first, last)| MemberSelection {
            id: TIME.to_owned(),
            time_range: Some(TimeRange {
                start_period: Some(bound(first)),
                end_period: Some(bound(last)),
                ..TimeRange::default()
            }),
            ..MemberSelection::default()
        };
        let of_values = |(id, values): (&String, BTreeSet<String>)| MemberSelection {
            id: id.clone(),
            values: values.into_iter().map(Member::Value).collect(),
            ..MemberSelection::default()
        };
        let others = dimensions.iter().filter(|id| *id != TIME).zip(self.values);
        let mut key_values: Vec<MemberSelection> = others.map(of_values).collect();
        key_values.extend(self.periods.map(of_time));
        key_values.retain(|one| is_wanted(&one.id));
        let flow = question.structure().parse::<Reference>().ok();
        let flow = flow.map(|name| name.of_class(StructureKind::Dataflow.class()).to_string());
        let count = |id: &str, count: u64| Annotation {
            id: Some(id.to_owned()),
            title: Some(count.to_string()),
            kind: Some("sdmx_metrics".to_owned()),
            ..Annotation::default()
        };
        let annotations = vec![
            count("series_count", self.series.len() as u64),
            count("obs_count", self.observations),
        ];
        problems.or(DataConstraint {
            artefact: Artefact { annotations, ..artefact },
            role: Some("Actual".to_owned()),
            constraint_attachment: Some(ConstraintAttachment {
                dataflows: flow.into_iter().collect(),
                ..ConstraintAttachment::default()
            }),
            cube_regions: vec![CubeRegion {
                include: Some(true),
                key_values,
                ..CubeRegion::default()
            }],
            ..DataConstraint::default()
        })
    }
}

fn bound(period: Period) -> PeriodBound {
    PeriodBound { period: time(period), is_inclusive: Some(true) }
}

/// Leaves in a list the codes that a constraint names, with those above them.
pub fn leave_used(list: &mut Codelist, constraint: &DataConstraint) {
    let regions = constraint.cube_regions.iter().flat_map(|region| &region.key_values);
    let mut used: BTreeSet<String> =
        regions.flat_map(|one| one.values.iter().map(|value| value.value().to_owned())).collect();
    let mut open: Vec<String> = used.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let code = list.codes.iter().find(|code| code.id == id);
        let parent = code.and_then(|code| code.parent.clone());
        open.extend(parent.filter(|parent| used.insert(parent.clone())));
    }
    let before = list.codes.len();
    list.codes.retain(|code| used.contains(&code.id));
    list.artefact.is_partial = (list.codes.len() < before).then_some(true);
}
