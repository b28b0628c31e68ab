//! Large numbers on an axis: in millions or billions, so that they can be read at a glance. The table
//! beside the drawing keeps them in full.

/// What the numbers of an axis are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Magnitude {
    One,
    Million,
    Billion,
}

/// More decimals than this would no longer be short.
const MOST_DECIMALS: u8 = 3;

impl Magnitude {
    /// The magnitude of an axis that shows these values.
    pub(crate) fn of(values: impl Iterator<Item = f64>) -> Self {
        match values.fold(0.0, |greatest: f64, value| greatest.max(value.abs())) {
            greatest if greatest >= 1e9 => Self::Billion,
            greatest if greatest >= 1e6 => Self::Million,
            _ => Self::One,
        }
    }

    /// How many ones are in it.
    pub(crate) fn size(self) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Million => 1e6,
            Self::Billion => 1e9,
        }
    }

    /// The part of messages' names that says it: `short-million`, `axis-in-million`. `None` where numbers
    /// are written in full.
    pub(crate) fn code(self) -> Option<&'static str> {
        match self {
            Self::One => None,
            Self::Million => Some("million"),
            Self::Billion => Some("billion"),
        }
    }

    /// The fewest decimals with which every one of these values, counted in this magnitude, is exact.
    pub(crate) fn decimals(self, values: &[f64]) -> u8 {
        let exact = |decimals: &u8| {
            let power = 10_f64.powi(i32::from(*decimals));
            values.iter().all(|value| {
                let shown = value / self.size() * power;
                (shown - shown.round()).abs() < 1e-6
            })
        };
        (0..MOST_DECIMALS).find(exact).unwrap_or(MOST_DECIMALS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_value_decides() {
        for (values, expected) in [
            (vec![], Magnitude::One),
            (vec![0.0, 999_999.0], Magnitude::One),
            (vec![10.0, 1e6], Magnitude::Million),
            (vec![-2e9, 5e6], Magnitude::Billion),
        ] {
            assert_eq!(Magnitude::of(values.iter().copied()), expected, "{values:?}");
        }
    }

    #[test]
    fn decimals_are_as_many_as_the_axis_needs() {
        assert_eq!(Magnitude::Million.decimals(&[0.0, 1e6, 2e6]), 0);
        assert_eq!(Magnitude::Million.decimals(&[0.0, 5e5, 1e6]), 1);
        assert_eq!(Magnitude::Billion.decimals(&[0.0, 2.5e8, 1.25e9]), 2);
        assert_eq!(Magnitude::Billion.decimals(&[1_234_567.0]), MOST_DECIMALS);
        assert_eq!(Magnitude::Billion.decimals(&[3.4e9]), 1);
    }
}
