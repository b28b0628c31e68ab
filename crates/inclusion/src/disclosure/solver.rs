//! Linear programmes, and who solves them.
//!
//! A programme is given as plain data, so that the solver can be another one: [`Simplex`] is pure Rust
//! (the crate `microlp`), and the only file of this module that knows it. Nothing here is believed
//! because a solver says so: what a solver finds is checked by addition
//! ([`verify_proof`](super::proof::verify_proof)).

use microlp::{ComparisonOp, Error, LinearExpr, OptimizationDirection, Problem, SolveOutcome};

/// A linear programme: the least of `objective · x` where every row sums to its right-hand side and
/// every variable is within its bounds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Programme {
    /// For each variable its factor in what is made least.
    pub objective: Vec<f64>,
    /// For each variable its least and greatest value; may be infinite.
    pub bounds: Vec<(f64, f64)>,
    /// Equations: factors of variables, and what they sum to.
    pub rows: Vec<(Vec<(usize, f64)>, f64)>,
    /// Which variables are whole numbers.
    pub whole: Vec<usize>,
}

/// What a solver answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A best point.
    Best(Vec<f64>),
    /// There is no point.
    Infeasible,
    /// There is no least value.
    Unbounded,
    /// The solver gave up, in its own words.
    Failed(String),
}

/// Who solves linear programmes.
pub trait Solver {
    /// The best point of a programme.
    fn solve(&self, programme: &Programme) -> Answer;
}

/// The simplex method of the crate `microlp`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Simplex;

impl Solver for Simplex {
    fn solve(&self, programme: &Programme) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::with_capacity(programme.bounds.len());
        let mut whole = programme.whole.iter().peekable();
        for (at, (bounds, factor)) in programme.bounds.iter().zip(&programme.objective).enumerate()
        {
            let integer = whole.next_if(|next| **next == at).is_some();
            variables.push(if integer {
                problem.add_integer_var(*factor, (bounds.0 as i32, bounds.1 as i32))
            } else {
                problem.add_var(*factor, *bounds)
            });
        }
        for (row, sum) in &programme.rows {
            let mut left = LinearExpr::empty();
            for (variable, factor) in row {
                left.add(variables[*variable], *factor);
            }
            problem.add_constraint(left, ComparisonOp::Eq, *sum);
        }
        match problem.solve() {
            Ok(SolveOutcome::Solution(found)) => {
                Answer::Best(variables.iter().map(|variable| found.var_value(*variable)).collect())
            }
            Ok(SolveOutcome::Interrupted(_)) => Answer::Failed("interrupted".to_owned()),
            Err(Error::Infeasible) => Answer::Infeasible,
            Err(Error::Unbounded) => Answer::Unbounded,
            Err(error) => Answer::Failed(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_programme_is_solved() {
        let programme = Programme {
            objective: vec![-1.0, -2.0, 0.0],
            bounds: vec![(0.0, f64::INFINITY), (0.0, 3.0), (0.0, f64::INFINITY)],
            rows: vec![(vec![(0, 1.0), (1, 1.0), (2, 1.0)], 4.0)],
            whole: vec![],
        };
        let Answer::Best(found) = Simplex.solve(&programme) else { panic!("no answer") };
        assert_eq!(found, [1.0, 3.0, 0.0]);
        let nowhere = Programme { rows: vec![(vec![(0, 1.0)], -1.0)], ..programme };
        assert_eq!(Simplex.solve(&nowhere), Answer::Infeasible);
    }
}
