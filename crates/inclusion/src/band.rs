//! Bands: where a share stands, in a word.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a share stands on the way to universal meaningful connectivity.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Below 50.
    Limited,
    /// From 50 to below 75.
    Satisfactory,
    /// From 75 to below 95.
    Advanced,
    /// 95 and above.
    Met,
}

/// The band of `value`, in percent, by the rule called `name`; `None` for a rule that is not known or
/// a value that is not a number.
///
/// The only rule so far, `umc`, is that of the ITU's targets for universal and meaningful connectivity
/// for individuals and households. It is not one for prices, speeds, ratios or skills.
pub fn bands(name: &str, value: f64) -> Option<Band> {
    match name {
        "umc" if value < 50.0 => Some(Band::Limited),
        "umc" if value < 75.0 => Some(Band::Satisfactory),
        "umc" if value < 95.0 => Some(Band::Advanced),
        "umc" if value >= 95.0 => Some(Band::Met),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_begin_where_they_say() {
        for (value, band) in [
            (0.0, Band::Limited),
            (49.999, Band::Limited),
            (50.0, Band::Satisfactory),
            (74.9, Band::Satisfactory),
            (75.0, Band::Advanced),
            (94.9, Band::Advanced),
            (95.0, Band::Met),
            (100.0, Band::Met),
        ] {
            assert_eq!(bands("umc", value), Some(band), "{value}");
        }
        assert_eq!(bands("umc", f64::NAN), None);
        assert_eq!(bands("other", 60.0), None);
    }
}
