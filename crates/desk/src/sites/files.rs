//! Files opened, with what their columns are.

use std::path::{Path, PathBuf};

use passerelle_connectivity::reading::{ColumnCatalogue, ColumnRole, Subject, guess};
use passerelle_connectivity::territory::Territory;
use passerelle_exchange::features::{FeatureLimits, read};
use passerelle_exchange::statistics::Input;
use passerelle_vocabulary::Features;

use super::SitesError;
use super::options::{Known, SiteOptions};
use super::report::ReadFile;
use crate::whole::name_of;

/// A file that was read.
pub(super) struct Opened {
    pub file: ReadFile,
    pub table: Features,
}

impl Opened {
    /// Whether its rows say where they are.
    pub fn is_placed(&self) -> bool {
        self.file.is_placed
    }
}

/// Reads files and finds out which column is what.
pub(super) fn open(
    paths: &[PathBuf],
    subject: Subject,
    columns: &ColumnCatalogue,
    asked: &[(ColumnRole, String)],
) -> Result<Vec<Opened>, SitesError> {
    let opened: Vec<Opened> =
        paths.iter().map(|path| open_as(path, subject, columns, asked)).collect();
    for (role, column) in asked {
        let of_role = |one: &Opened| {
            one.file.mapping.columns.iter().any(|found| {
                found.role == *role
                    && passerelle_vocabulary::place::fold(&found.column)
                        == passerelle_vocabulary::place::fold(column)
            })
        };
        let readable = opened.iter().any(|one| !one.table.names().is_empty());
        if readable && !opened.iter().any(of_role) {
            let names = opened.iter().flat_map(|one| one.table.names());
            return Err(SitesError::NoColumn {
                role: role.code().to_owned(),
                column: column.clone(),
                present: names.cloned().collect(),
            });
        }
    }
    Ok(opened)
}

/// Reads a file whose columns are guessed.
pub(super) fn open_one(path: &Path, subject: Subject, columns: &ColumnCatalogue) -> Opened {
    open_as(path, subject, columns, &[])
}

fn open_as(
    path: &Path,
    subject: Subject,
    columns: &ColumnCatalogue,
    asked: &[(ColumnRole, String)],
) -> Opened {
    let read = read(&Input::path(path), FeatureLimits::default());
    let mapping = guess(&read.table, subject, columns, asked);
    let is_placed = mapping.has_place(&read.table);
    let mut file = ReadFile::of(name_of(path), &read, mapping);
    (file.is_placed, file.is_there) = (is_placed, path.exists());
    Opened { file, table: read.table }
}

/// Where sites can be: by the outlines of areas, else by the box of the country; and the file of areas.
pub(super) fn territory(
    options: &SiteOptions,
    known: &Known,
) -> Result<(Territory, Option<ReadFile>), SitesError> {
    let country = options.country.as_deref().map(str::to_ascii_uppercase);
    let frame = match &country {
        Some(code) => Some(
            *known
                .boxes
                .get(code)
                .ok_or_else(|| SitesError::UnknownCountry { asked: code.clone() })?,
        ),
        None => None,
    };
    let Some(path) = &options.areas else {
        return Ok((frame.map(Territory::of_box).unwrap_or_default(), None));
    };
    let opened = open_one(path, Subject::Areas, &known.columns);
    let name = opened.file.mapping.column(ColumnRole::Name);
    let table = &opened.table;
    let areas = (0..table.len()).filter_map(|at| {
        let name = name.map_or("", |column| table.cell(at, column));
        Some((name.to_owned(), table.geometry(at)?))
    });
    let territory = Territory::of_areas(areas);
    let mut file = opened.file;
    file.is_placed = territory.is_known();
    Ok((territory, Some(file)))
}
