//! What readers of foreign formats tell of: a stable code, the place, what was found, what is allowed.

use std::fmt;

use crate::statistics::{FormatProblem, visible};

/// Characters of what was found that a problem shows.
const SHOWN: usize = 80;
/// Characters of what is allowed.
const ALLOWED: usize = 600;

/// The codes of a reader's problems, each once.
macro_rules! problem_codes {
    ($(#[$on_all:meta])* { $($(#[$about:meta])* $name:ident = $code:literal,)* }) => {
        $(#[$on_all])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode { $($(#[$about])* $name,)* }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}
pub(crate) use problem_codes;

/// A stable code.
pub trait Code: Copy + fmt::Debug {
    /// The code.
    fn code(self) -> &'static str;
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<C> {
    /// What.
    pub code: C,
    /// Line of the file, 1 for the first; 0 where there are no lines to speak of.
    pub line: u64,
    /// Column, member, element, field, or segment of a query; empty for the whole.
    pub place: String,
    /// What was found, made visible and cut at 80 characters.
    pub value: String,
    /// What is allowed there, or the limit; empty where that says nothing.
    pub allowed: String,
}

impl<C: Code> Found<C> {
    /// A problem at a place, with what was found there.
    pub fn new(code: C, place: impl Into<String>, value: &str) -> Self {
        let value = visible(value, SHOWN);
        Self { code, line: 0, place: visible(&place.into(), SHOWN), value, allowed: String::new() }
    }

    /// The same, on a line.
    #[must_use]
    pub fn line(self, line: u64) -> Self {
        Self { line, ..self }
    }

    /// The same, with what is allowed.
    #[must_use]
    pub fn allowed(self, allowed: impl Into<String>) -> Self {
        Self { allowed: visible(&allowed.into(), ALLOWED), ..self }
    }
}

impl<C: Code> fmt::Display for Found<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.code())?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if !self.place.is_empty() {
            write!(f, ", at {}", self.place)?;
        }
        if !self.value.is_empty() {
            write!(f, ": “{}”", self.value)?;
        }
        if !self.allowed.is_empty() {
            write!(f, " (allowed: {})", self.allowed)?;
        }
        Ok(())
    }
}

impl<C: Code> std::error::Error for Found<C> {}

impl<C: Code> From<&Found<C>> for FormatProblem {
    fn from(problem: &Found<C>) -> Self {
        Self {
            code: problem.code.code().to_owned(),
            row: problem.line,
            place: problem.place.clone(),
            value: problem.value.clone(),
            allowed: problem.allowed.clone(),
        }
    }
}
