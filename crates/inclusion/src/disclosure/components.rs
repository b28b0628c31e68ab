//! What a published index reveals of a component that is suppressed.
//!
//! An index is a mean of its components: Σ wᵢ·f(xᵢ) = f(I)·Σ wᵢ with f(x) = x (arithmetic), ln x
//! (geometric) or 1/x (harmonic). Whoever knows the index, the weights and all components but some
//! solves for the interval of each of those, within the rounding of what is published and the range that
//! each is known to have.

use serde::{Deserialize, Serialize};

use super::precision::Rounded;

/// How components become an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeanKind {
    /// Weighted arithmetic mean.
    Arithmetic,
    /// Weighted geometric mean; components above 0.
    Geometric,
    /// Weighted harmonic mean; components above 0.
    Harmonic,
}

/// A component of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexComponent {
    /// Its name.
    pub name: String,
    /// Its weight; above 0.
    pub weight: f64,
    /// Its value as it is published; none where it is suppressed.
    pub published: Option<Rounded>,
    /// The least and greatest value that it can have: 0 and 100 of a normalised component.
    pub range: (f64, f64),
}

/// An index as it is published, for one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedIndex {
    /// The index.
    pub value: Rounded,
    /// How it is made.
    pub mean: MeanKind,
    /// Its components.
    pub components: Vec<IndexComponent>,
}

/// A suppressed component that the index reveals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComponentFinding {
    /// The component.
    pub component: String,
    /// What an attacker knows it is between.
    pub interval: (f64, f64),
    /// The unit to which the index would have to be rounded; none where no unit up to a tenth of the
    /// component's range is enough, and the index must be withheld or a second component suppressed.
    pub index_unit: Option<f64>,
}

impl ComponentFinding {
    /// The stable code: `index-reveals-component`.
    pub fn code(&self) -> &'static str {
        "index-reveals-component"
    }
}

/// The suppressed components that an index leaves within less than `least_width` (in the components'
/// unit).
pub fn audit_index(index: &PublishedIndex, least_width: f64) -> Vec<ComponentFinding> {
    let suppressed =
        (0..index.components.len()).filter(|at| index.components[*at].published.is_none());
    let each = suppressed.filter_map(|at| {
        let interval = interval_of(index, at);
        (interval.1 - interval.0 < least_width).then(|| ComponentFinding {
            component: index.components[at].name.clone(),
            interval,
            index_unit: coarser_index(index, at, least_width),
        })
    });
    each.collect()
}

/// What an attacker knows of a component.
fn interval_of(index: &PublishedIndex, at: usize) -> (f64, f64) {
    let all: f64 = index.components.iter().map(|one| one.weight).sum();
    let target = transformed(index.mean, index.value.interval());
    let (mut low, mut high) = (target.0 * all, target.1 * all);
    for (other, one) in index.components.iter().enumerate() {
        if other != at {
            let known = one.published.map_or(one.range, |found| {
                let (least, most) =
                    (found.value - found.unit / 2.0, found.value + found.unit / 2.0);
                (least.max(one.range.0), most.min(one.range.1))
            });
            let known = transformed(index.mean, known);
            low -= one.weight * known.1;
            high -= one.weight * known.0;
        }
    }
    let one = &index.components[at];
    let found = restored(index.mean, (low / one.weight, high / one.weight));
    (found.0.max(one.range.0), found.1.min(one.range.1))
}

/// The transformed interval, ascending.
fn transformed(mean: MeanKind, (low, high): (f64, f64)) -> (f64, f64) {
    match mean {
        MeanKind::Arithmetic => (low, high),
        MeanKind::Geometric => (low.max(0.0).ln(), high.max(0.0).ln()),
        MeanKind::Harmonic => (1.0 / high.max(0.0), 1.0 / low.max(0.0)),
    }
}

/// The interval of what was transformed, ascending. Nothing of a harmonic mean has no upper end.
fn restored(mean: MeanKind, (low, high): (f64, f64)) -> (f64, f64) {
    let inverse = |value: f64| if value > 0.0 { 1.0 / value } else { f64::INFINITY };
    match mean {
        MeanKind::Arithmetic => (low, high),
        MeanKind::Geometric => (low.exp(), high.exp()),
        MeanKind::Harmonic => (inverse(high), inverse(low)),
    }
}

/// The first unit of 1, 2, 5 times a power of ten that leaves the component wide enough.
fn coarser_index(index: &PublishedIndex, at: usize, least_width: f64) -> Option<f64> {
    let range = index.components[at].range;
    let most = (range.1 - range.0) / 10.0;
    let units = (-6..6).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10.0_f64.powi(power)));
    let mut coarser = units.filter(|unit| *unit > index.value.unit && *unit <= most);
    coarser.find(|unit| {
        let coarse = PublishedIndex { value: index.value.coarser(*unit), ..index.clone() };
        let interval = interval_of(&coarse, at);
        interval.1 - interval.0 >= least_width
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(name: &str, published: Option<f64>) -> IndexComponent {
        IndexComponent {
            name: name.to_owned(),
            weight: 1.0,
            published: published.map(|value| Rounded { value, unit: 0.1 }),
            range: (1.0, 100.0),
        }
    }

    fn index(mean: MeanKind, value: f64, unit: f64) -> PublishedIndex {
        let components = vec![
            component("network", Some(40.0)),
            component("skills", None),
            component("price", Some(80.0)),
        ];
        PublishedIndex { value: Rounded { value, unit }, mean, components }
    }

    #[test]
    fn one_hidden_component_is_known_from_each_mean() {
        let means = [
            (MeanKind::Arithmetic, 60.0),
            (MeanKind::Geometric, (40.0_f64 * 60.0 * 80.0).cbrt()),
            (MeanKind::Harmonic, 3.0 / (1.0 / 40.0 + 1.0 / 60.0 + 1.0 / 80.0)),
        ];
        for (mean, value) in means {
            let found = &audit_index(&index(mean, value, 0.01), 5.0)[0];
            let (low, high) = found.interval;
            assert!(low < 60.0 && high > 60.0 && high - low < 0.5, "{mean:?} {low} {high}");
            let unit = found.index_unit.unwrap();
            assert_eq!(audit_index(&index(mean, (value / unit).round() * unit, unit), 5.0), []);
        }
    }

    #[test]
    fn two_hidden_components_hide_each_other() {
        let mut two = index(MeanKind::Arithmetic, 60.0, 0.1);
        two.components[0].published = None;
        assert_eq!(audit_index(&two, 5.0), []);
        // Near the end of the range they do not: 99 of 100 leaves little for either.
        two.value.value = 93.0;
        assert_eq!(audit_index(&two, 5.0).len(), 2);
    }
}
