//! A structure as positions: what the computations walk over.

use std::collections::BTreeMap;

use super::structure::{Element, ElementType, Structure};

/// A sound structure, indicators first, then aggregates from the second level upwards; everything by
/// position, nothing by name.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// Codes by position.
    pub codes: Vec<String>,
    /// Level by position, 1 for indicators.
    pub levels: Vec<u32>,
    /// Weight by position, as in the structure; 1 for the root.
    pub weights: Vec<f64>,
    /// Position of the parent; `None` for the root.
    pub parents: Vec<Option<usize>>,
    /// 1 or −1, of indicators.
    pub directions: Vec<f64>,
    /// How many indicators there are.
    pub indicators: usize,
    /// Aggregates with their children, in the order in which they can be computed.
    pub groups: Vec<Group>,
}

/// An aggregate and what it is made of.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Position of the aggregate.
    pub element: usize,
    /// Its level.
    pub level: u32,
    /// Positions of its children.
    pub children: Vec<usize>,
}

impl Tree {
    /// The tree of a structure whose check found nothing.
    pub(super) fn of(structure: &Structure) -> Self {
        let heights = heights(structure);
        let mut elements: Vec<&Element> = structure.of_type(ElementType::Indicator).collect();
        let indicators = elements.len();
        let mut aggregates: Vec<&Element> = structure.of_type(ElementType::Aggregate).collect();
        aggregates.sort_by_key(|element| heights.get(element.code.as_str()));
        elements.extend(aggregates);
        let at: BTreeMap<&str, usize> =
            elements.iter().enumerate().map(|(at, element)| (element.code.as_str(), at)).collect();
        let level = |element: &&Element| heights.get(element.code.as_str()).copied().unwrap_or(1);
        let parent =
            |element: &&Element| element.parent.as_deref().and_then(|name| at.get(name)).copied();
        let parents: Vec<Option<usize>> = elements.iter().map(parent).collect();
        let levels: Vec<u32> = elements.iter().map(level).collect();
        let group = |element: usize| Group {
            element,
            level: levels[element],
            children: (0..elements.len()).filter(|at| parents[*at] == Some(element)).collect(),
        };
        Self {
            codes: elements.iter().map(|element| element.code.clone()).collect(),
            weights: elements.iter().map(|element| element.weight.unwrap_or(1.0)).collect(),
            directions: elements[..indicators]
                .iter()
                .map(|element| element.direction.unwrap_or(1.0))
                .collect(),
            groups: (indicators..elements.len()).map(group).collect(),
            indicators,
            levels,
            parents,
        }
    }

    /// How many levels a structure has, the indicators' included.
    pub(super) fn levels(structure: &Structure) -> u32 {
        heights(structure).into_values().max().unwrap_or(0)
    }

    /// Position of the root: the last, since aggregates are in the order of their levels.
    pub(super) fn root(&self) -> usize {
        self.codes.len() - 1
    }

    /// The ancestor of an element at a level.
    pub(super) fn ancestor(&self, mut element: usize, level: u32) -> Option<usize> {
        while self.levels[element] < level {
            element = self.parents[element]?;
        }
        (self.levels[element] == level).then_some(element)
    }

    /// Position of a code.
    pub(super) fn position(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|found| found == code)
    }

    /// Weights that multiply out from the top: what share of the index each element has, for arithmetic
    /// aggregation.
    pub(super) fn effective(&self, weights: &[f64]) -> Vec<f64> {
        let mut shares = vec![1.0; self.codes.len()];
        for group in self.groups.iter().rev() {
            let total: f64 = group.children.iter().map(|child| weights[*child]).sum();
            for child in &group.children {
                shares[*child] = shares[group.element] * weights[*child] / total;
            }
        }
        shares
    }
}

/// Level of each element: 1 for indicators, one more than the highest child for aggregates. A structure
/// with a cycle has no heights above it; it is refused elsewhere.
fn heights(structure: &Structure) -> BTreeMap<&str, u32> {
    let mut heights: BTreeMap<&str, u32> = structure
        .of_type(ElementType::Indicator)
        .map(|element| (element.code.as_str(), 1))
        .collect();
    // Every pass settles at least one level, so the number of aggregates bounds the passes.
    for _ in 0..structure.element.len() {
        let before = heights.clone();
        for element in &structure.element {
            let own = heights.get(element.code.as_str()).copied();
            if let (Some(own), Some(parent)) = (own, element.parent.as_deref()) {
                let height = heights.entry(parent).or_insert(0);
                *height = (*height).max(own + 1);
            }
        }
        if heights == before {
            break;
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
code = "x"
weights = "relative"
[[element]]
code = "top"
type = "aggregate"
[[element]]
code = "a"
type = "indicator"
direction = 1
weight = 1
parent = "left"
[[element]]
code = "b"
type = "indicator"
direction = -1
weight = 3
parent = "left"
[[element]]
code = "left"
type = "aggregate"
weight = 1
parent = "top"
"#;

    #[test]
    fn levels_come_from_the_parents() {
        let structure = Structure::read(TEXT).unwrap();
        assert_eq!(structure.check(), []);
        let tree = Tree::of(&structure);
        assert_eq!(tree.codes, ["a", "b", "left", "top"]);
        assert_eq!((Tree::levels(&structure), tree.root()), (3, 3));
        assert_eq!(tree.directions, [1.0, -1.0]);
        assert_eq!(tree.groups[0].children, [0, 1]);
        assert_eq!(tree.effective(&tree.weights), [0.25, 0.75, 1.0, 1.0]);
        assert_eq!((tree.ancestor(1, 3), tree.ancestor(1, 2)), (Some(3), Some(2)));
    }
}
