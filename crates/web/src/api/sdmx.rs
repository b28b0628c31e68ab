//! Figures as SDMX-CSV 2.0, for statistical offices' own tools: what the interface says of itself.
//!
//! The rows themselves are written at the doors ([`passerelle_desk::exports::sdmx`]). The source is a
//! dimension, not an attribute: two sources may each have a figure for the same people, place and year, and
//! a key names one observation. The structure is described at [`ADDRESS`] ([`super::structure`]).

use passerelle_desk::catalogue::Catalogue;
use passerelle_desk::exports::sdmx::Table;
use passerelle_vocabulary::Dimensions;

/// The media type, without its version.
pub(crate) const MEDIA: &str = "application/vnd.sdmx.data+csv";
/// The media type that is answered.
pub(super) const CONTENT_TYPE: &str = "application/vnd.sdmx.data+csv;version=2.0.0;charset=utf-8";
/// The address of the structure, told with every file (`Link: …; rel="describedby"`).
pub(super) const ADDRESS: &str = "/api/v1/observations/structure";

/// Who maintains the structure.
pub(super) const AGENCY: &str = "PASSERELLE";
/// Version of every part of the structure. Of two numbers: code lists grow as figures come in, which a
/// version of three numbers would forbid.
pub(super) const VERSION: &str = "1.0";
/// Id of the data flow.
pub(super) const FLOW: &str = "OBSERVATIONS";

/// The columns for the indicators and combinations of dimensions that are in use: the dimensions of the
/// catalogue in its order, then others.
pub(super) fn columns(catalogue: &Catalogue, in_use: &[(String, Dimensions)]) -> Table {
    let known: Vec<&str> = catalogue.dimensions.iter().map(|one| one.code.as_str()).collect();
    let in_use = in_use.iter().map(|(indicator, dimensions)| (indicator.as_str(), dimensions));
    Table::new(&format!("{AGENCY}:{FLOW}({VERSION})"), &known, in_use)
}
