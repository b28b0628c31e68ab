//! Open SDG: the files from which a national reporting platform for the Sustainable Development Goals is
//! built, <https://open-sdg.org>.
//!
//! An indicator is a table, `data/indicator_17-6-1.csv`, and what is to be said of it,
//! `meta/17-6-1.md` or `.yml`. A site has tables that translate its words to codes of SDMX.
//!
//! | what | read | written |
//! |---|---|---|
//! | the table of an indicator | [`Data::read`] | [`Data::write`] |
//! | its metadata | [`Metadata::read`] | [`Metadata::write`] |
//! | the site's configuration | [`yaml::read`] | [`yaml::write()`] |
//! | tables of columns and codes | [`ColumnMapping::read`], [`CodeMapping::read`] | their `write` |
//!
//! [`publish`] makes an indicator of figures of Passerelle, [`figures()`] the figures of one that was made so.
//! Reading it again gives the same table and the same metadata; a table whose cells are quoted only where they must be comes back byte by byte.

mod data;
mod figures;
mod mapping;
mod metadata;
mod problem;
mod publish;
pub mod yaml;

pub use data::{Data, LineEnd, Row};
pub use figures::{Own, figures, mappings};
pub use mapping::{CodeMapping, CodeRule, ColumnMapping};
pub use metadata::{Form, Metadata};
pub use problem::{Problem, ProblemCode};
pub use publish::{Area, Labels, Publication, publish};

/// An indicator of a site.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Indicator {
    /// Its number in the global list, with hyphens: `17-6-1`.
    pub id: String,
    /// Its figures.
    pub data: Data,
    /// What is to be said of it.
    pub metadata: Metadata,
}

impl Indicator {
    /// The name of the file of its figures, within the folder `data`.
    pub fn data_file(&self) -> String {
        format!("indicator_{}.csv", self.id)
    }

    /// The name of the file of its metadata, within the folder `meta`.
    pub fn metadata_file(&self) -> String {
        match self.metadata.form {
            Form::Markdown => format!("{}.md", self.id),
            Form::Yaml => format!("{}.yml", self.id),
        }
    }

    /// The id in a file's name: `17-6-1` in `indicator_17-6-1.csv` and in `17-6-1.md`.
    pub fn id_of_file(name: &str) -> Option<&str> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let id = stem.strip_prefix("indicator_").unwrap_or(stem);
        let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (!id.is_empty() && id.chars().all(sound)).then_some(id)
    }
}
