//! What the mathematics of Pol.is found: `math-pca2.json`. Of it, what another count can begin at or be held against.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde::Deserialize;

use super::{Limits, PolisError};

/// What was found, with the sign that it was found with (that of the live service counts agreement as −1).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Math {
    /// Mean of each statement.
    pub centre: BTreeMap<u32, f64>,
    /// Both principal components, by statement.
    pub components: [BTreeMap<u32, f64>; 2],
    /// Who was grouped.
    pub grouped: Vec<u32>,
    /// Centres of base clusters.
    pub base: Vec<[f64; 2]>,
    /// Groups.
    pub groups: Vec<MathGroup>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MathGroup {
    /// Its number.
    pub id: u32,
    /// Its centre.
    pub centre: [f64; 2],
    /// Its people.
    pub people: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    tids: Vec<u32>,
    pca: Option<Pca>,
    base_clusters: Option<BaseClusters>,
    #[serde(default)]
    group_clusters: Vec<GroupCluster>,
    #[serde(default)]
    in_conv: Vec<u32>,
}

#[derive(Deserialize)]
struct Pca {
    #[serde(default)]
    center: Vec<f64>,
    #[serde(default)]
    comps: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct BaseClusters {
    #[serde(default)]
    id: Vec<u32>,
    #[serde(default)]
    members: Vec<Vec<u32>>,
    #[serde(default)]
    x: Vec<f64>,
    #[serde(default)]
    y: Vec<f64>,
}

#[derive(Deserialize)]
struct GroupCluster {
    id: u32,
    #[serde(default)]
    members: Vec<u32>,
    center: [f64; 2],
}

/// Reads what was found.
///
/// # Errors
/// Reading fails, the file is larger than the limit, is not JSON, or parts of it are missing or of different lengths.
pub fn math(input: impl BufRead, limits: &Limits) -> Result<Math, PolisError> {
    let mut bytes = Vec::new();
    input.take(limits.whole.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.whole {
        return Err(PolisError::TooLarge(limits.whole));
    }
    let file: File = serde_json::from_slice(&bytes).map_err(|error| PolisError::of_json(&error))?;
    let pca = file.pca.ok_or(PolisError::NoField("pca"))?;
    let by_statement = |values: &[f64], name: &'static str| {
        let whole = values.len() == file.tids.len() && values.iter().all(|one| one.is_finite());
        let pairs = file.tids.iter().copied().zip(values.iter().copied());
        whole.then(|| pairs.collect::<BTreeMap<u32, f64>>()).ok_or(PolisError::NoField(name))
    };
    let component = |which: usize| {
        let values = pca.comps.get(which).ok_or(PolisError::NoField("comps"))?;
        by_statement(values, "comps")
    };
    let base = file.base_clusters.ok_or(PolisError::NoField("base-clusters"))?;
    let lengths = [base.members.len(), base.x.len(), base.y.len()];
    if lengths.iter().any(|length| *length != base.id.len()) {
        return Err(PolisError::NoField("base-clusters"));
    }
    let members: BTreeMap<u32, &Vec<u32>> = base.id.iter().copied().zip(&base.members).collect();
    let mut groups = Vec::new();
    for group in &file.group_clusters {
        let mut people = Vec::new();
        for one in &group.members {
            people.extend(*members.get(one).ok_or(PolisError::NoField("group-clusters"))?);
        }
        groups.push(MathGroup { id: group.id, centre: group.center, people });
    }
    groups.sort_by_key(|group| group.id);
    Ok(Math {
        centre: by_statement(&pca.center, "center")?,
        components: [component(0)?, component(1)?],
        grouped: file.in_conv,
        base: base.x.iter().zip(&base.y).map(|(x, y)| [*x, *y]).collect(),
        groups,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"{"tids": [4, 2], "pca": {"center": [0.5, -1], "comps": [[1, 0], [0, 1]]},
        "base-clusters": {"id": [7, 8], "members": [[1, 3], [2]], "x": [1, 2], "y": [3, 4], "count": [2, 1]},
        "group-clusters": [{"id": 1, "members": [8], "center": [2, 4]}, {"id": 0, "members": [7], "center": [1, 3]}],
        "in-conv": [1, 2, 3], "n": 3}"#;

    #[test]
    fn what_was_found_is_read() {
        let found = math(WHOLE.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(found.centre, BTreeMap::from([(4, 0.5), (2, -1.0)]));
        assert_eq!(found.components[1][&2], 1.0);
        assert_eq!(found.base, [[1.0, 3.0], [2.0, 4.0]]);
        assert_eq!(found.groups[0].people, [1, 3]);
        assert_eq!((found.groups[1].id, found.grouped.len()), (1, 3));
    }

    #[test]
    fn what_is_missing_or_short_is_told() {
        for (from, to, name) in [
            ("\"center\": [0.5, -1]", "\"center\": [0.5]", "center"),
            ("[[1, 0], [0, 1]]", "[[1, 0]]", "comps"),
            ("\"x\": [1, 2]", "\"x\": [1]", "base-clusters"),
            ("\"members\": [8]", "\"members\": [9]", "group-clusters"),
            ("\"pca\"", "\"pc\"", "pca"),
        ] {
            let found = math(WHOLE.replace(from, to).as_bytes(), &Limits::default());
            assert!(matches!(found, Err(PolisError::NoField(told)) if told == name), "{name}");
        }
        let broken = math(&b"{\"tids\": [1,\n x"[..], &Limits::default());
        assert!(
            matches!(broken, Err(PolisError::NotJson { line: 2, column: 2, .. })),
            "{broken:?}"
        );
    }
}
