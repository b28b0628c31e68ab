//! Filters: `c[FREQ]=A,M`, `c[TIME_PERIOD]=ge:2019+le:2023`.

use super::choices;
use super::path::decode;
use crate::sdmx::problem::{Problem, ProblemCode};
use crate::sdmx::reference::is_nested_id;

choices! {
    /// How a value is compared.
    Operator {
        /// Is.
        Equals = "eq",
        /// Is not.
        NotEquals = "ne",
        /// Is less.
        Less = "lt",
        /// Is less or the same.
        LessOrEquals = "le",
        /// Is more.
        Greater = "gt",
        /// Is more or the same.
        GreaterOrEquals = "ge",
        /// Contains.
        Contains = "co",
        /// Does not contain.
        NotContains = "nc",
        /// Starts with.
        StartsWith = "sw",
        /// Ends with.
        EndsWith = "ew",
    }
}

/// A value and how it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How.
    pub operator: Operator,
    /// With what.
    pub value: String,
}

/// Which values of a component are accepted: any alternative, of which all terms must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentFilter {
    /// Id of the component.
    pub component: String,
    /// What is between commas, and in each what is between plus signs.
    pub alternatives: Vec<Vec<Term>>,
}

/// Terms of one filter.
const MOST: usize = 2_000;

impl ComponentFilter {
    /// Reads what is behind `c[ID]=`, with `%` escapes: commas and plus signs that are escaped belong to
    /// values.
    ///
    /// # Errors
    /// A component's id with other characters than ids have; an empty value; too many values.
    pub fn parse(component: &str, written: &str) -> Result<Self, Problem> {
        let place = format!("c[{component}]");
        if !is_nested_id(component) {
            let problem = Problem::new(ProblemCode::QueryBadFilter, "c", component);
            return Err(problem.allowed("c[ID]=VALUE,VALUE+VALUE"));
        }
        if written.split([',', '+']).take(MOST + 1).count() > MOST {
            let problem = Problem::new(ProblemCode::QueryTooLong, place, "");
            return Err(problem.allowed(MOST.to_string()));
        }
        let all = |terms: &str| terms.split('+').map(|term| parse_term(term, &place)).collect();
        let alternatives = written.split(',').map(all).collect::<Result<_, _>>()?;
        Ok(Self { component: component.to_owned(), alternatives })
    }
}

fn parse_term(written: &str, place: &str) -> Result<Term, Problem> {
    let text = decode(written, place)?;
    let named =
        text.split_once(':').and_then(|(word, value)| Some((Operator::from_word(word)?, value)));
    let (operator, value) = named.unwrap_or((Operator::Equals, &text));
    if value.is_empty() {
        let words: Vec<_> = Operator::ALL.iter().map(|operator| operator.as_str()).collect();
        let allowed = format!("VALUE, {}:VALUE", words.join("|"));
        return Err(Problem::new(ProblemCode::QueryBadFilter, place, written).allowed(allowed));
    }
    Ok(Term { operator, value: value.to_owned() })
}
