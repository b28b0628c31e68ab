//! The scale on which a quantity changes steadily: logit for shares, logarithm for positive
//! quantities, the figure itself for the rest.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The scale of an indicator, with what it needs to go there and back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "scale")]
pub enum Scale {
    /// A share, on the logit scale: ln(p / (top − p)).
    Share {
        /// The whole, in the indicator's unit: 100, or 1 for an index from 0 to 1.
        top: f64,
        /// How far from 0 and from `top` a value is kept, in the indicator's unit: half of the
        /// smallest displayed unit, so that a value that would be displayed as 0 or as the whole
        /// counts as just that.
        margin: f64,
    },
    /// A quantity above 0, on the scale of natural logarithms.
    Positive,
    /// Any quantity, as it is.
    Real,
}

/// A value that the indicator's scale has no place for: a share below 0 or above the whole, a
/// quantity at or below 0 under a logarithm, or something that is not a number.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{value} has no place on the scale of its indicator")]
pub struct OffScale {
    /// The value, in the indicator's unit.
    pub value: f64,
}

impl OffScale {
    /// The stable code: `off-scale`.
    pub fn code(&self) -> &'static str {
        "off-scale"
    }
}

impl Scale {
    /// From the indicator's unit to the scale.
    ///
    /// # Errors
    /// A value that has no place on the scale.
    pub fn forward(self, value: f64) -> Result<f64, OffScale> {
        match self {
            Self::Share { top, .. } if (0.0..=top).contains(&value) => {
                let kept = self.kept(value);
                Ok((kept / (top - kept)).ln())
            }
            Self::Positive if value > 0.0 && value.is_finite() => Ok(value.ln()),
            Self::Real if value.is_finite() => Ok(value),
            _ => Err(OffScale { value }),
        }
    }

    /// The value as the scale takes it: a share is kept `margin` away from 0 and from the whole, other
    /// values are as they are.
    pub fn kept(self, value: f64) -> f64 {
        match self {
            Self::Share { top, margin } => value.max(margin).min(top - margin),
            Self::Positive | Self::Real => value,
        }
    }

    /// Whether a value is a share that is kept away from its bound: it would be displayed as nothing at
    /// all, or as the whole.
    pub fn is_at_bound(self, value: f64) -> bool {
        match self {
            Self::Share { top, margin } => {
                (0.0..=margin).contains(&value) || (top - margin..=top).contains(&value)
            }
            Self::Positive | Self::Real => false,
        }
    }

    /// As [`Self::forward`], for a value well inside: not kept away from the bounds of a share.
    pub(crate) fn unkept(self, value: f64) -> f64 {
        match self {
            Self::Share { top, .. } => (value / (top - value)).ln(),
            Self::Positive => value.ln(),
            Self::Real => value,
        }
    }

    /// From the scale back to the indicator's unit; never infinite.
    pub fn back(self, scaled: f64) -> f64 {
        match self {
            Self::Share { top, .. } => top / (1.0 + (-scaled).exp()),
            Self::Positive => scaled.exp().min(f64::MAX),
            Self::Real => scaled,
        }
    }

    /// How many units the figure changes per unit of the scale, at `scaled`.
    pub fn derivative(self, scaled: f64) -> f64 {
        match self {
            Self::Share { top, .. } => {
                let share = self.back(scaled);
                share * (top - share) / top
            }
            Self::Positive => scaled.exp(),
            Self::Real => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::point::tests::near;

    const SHARE: Scale = Scale::Share { top: 100.0, margin: 0.05 };

    #[test]
    fn goes_there_and_back() {
        near(SHARE.forward(35.0).unwrap(), -0.619_039_208_406_223_4);
        near(SHARE.derivative(SHARE.forward(35.0).unwrap()), 22.75);
        for scale in [SHARE, Scale::Positive, Scale::Real] {
            for value in [0.5, 20.0, 99.0] {
                near(scale.back(scale.forward(value).unwrap()), value);
            }
        }
    }

    #[test]
    fn keeps_shares_half_a_displayed_unit_off_their_bounds() {
        near(SHARE.back(SHARE.forward(100.0).unwrap()), 99.95);
        near(SHARE.back(SHARE.forward(0.0).unwrap()), 0.05);
        assert_eq!(SHARE.forward(99.97), SHARE.forward(100.0));
    }

    #[test]
    fn knows_what_would_be_displayed_as_nothing_or_as_the_whole() {
        for (value, at_bound) in
            [(0.0, true), (0.05, true), (0.06, false), (50.0, false), (99.96, true), (100.0, true)]
        {
            assert_eq!(SHARE.is_at_bound(value), at_bound, "{value}");
        }
        assert!(!SHARE.is_at_bound(-1.0) && !SHARE.is_at_bound(101.0), "mistakes are not bounds");
        assert!(!Scale::Positive.is_at_bound(0.0) && !Scale::Real.is_at_bound(0.0));
    }

    #[test]
    fn refuses_what_has_no_place_on_it() {
        for value in [-0.1, 100.1, f64::NAN] {
            assert!(SHARE.forward(value).is_err(), "{value}");
        }
        for value in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(Scale::Positive.forward(value).is_err(), "{value}");
        }
        assert_eq!(Scale::Real.forward(f64::NAN).unwrap_err().code(), "off-scale");
    }
}
