//! The sites of a country as vector tiles, made when they are first asked for.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use passerelle_exchange::tiles::{Field, FieldKind, Layer, Tileset, write_tiles};
use passerelle_vocabulary::{Features, Geometry};
use sha2::{Digest, Sha256};

use super::{Precision, SiteQuestion, Standing, table_of};
use crate::{Desk, DeskError};

/// Bytes of all maps that are kept.
const KEPT: usize = 128 << 20;

/// A map.
#[derive(Debug, Clone)]
pub struct SitesMap {
    /// The archive of tiles.
    pub bytes: Arc<Vec<u8>>,
    /// SHA-256 of it, in hexadecimal.
    pub hash: String,
}

/// Maps that were made, the last one used at the end: by country, and what they were made of.
pub(crate) type Maps = Mutex<Vec<(String, Made, SitesMap)>>;

/// What a map is made of: it is another when this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    list: i64,
    corrections: usize,
}

const fn field(name: &'static str, kind: FieldKind, counted: bool) -> Field<'static> {
    Field { name, kind, counted }
}

const OF_SITES: [Field<'static>; 7] = [
    field("id", FieldKind::Text, false),
    field("name", FieldKind::Text, false),
    field("kind", FieldKind::Text, true),
    field("level", FieldKind::Text, false),
    field("connected", FieldKind::Text, true),
    field("technology", FieldKind::Text, true),
    field("people", FieldKind::Number, false),
];

const OF_AREAS: [Field<'static>; 4] = [
    field("name", FieldKind::Text, false),
    field("sites", FieldKind::Number, false),
    field("sites_connected", FieldKind::Number, false),
    field("mostly", FieldKind::Text, true),
];

impl Desk {
    /// The map of a country's sites as they may be shown: each by itself, or areas where only those are shown. `None`
    /// where no list is shown.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sites_map(&self, iso3: &str) -> Result<Option<SitesMap>, DeskError> {
        let Some(standing) = self.standing(iso3).await? else { return Ok(None) };
        let corrections = self.corrections.accepted(iso3, None).await?.len();
        let made = Made { list: standing.list.id, corrections };
        {
            let mut maps = self.site_maps.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(at) =
                maps.iter().position(|(country, of, _)| country == iso3 && *of == made)
            {
                let kept = maps.remove(at);
                let map = kept.2.clone();
                maps.push(kept);
                return Ok(Some(map));
            }
        }
        let (name, table, fields) = match standing.policy.precision {
            Precision::Areas => {
                ("areas", self.areas_table(iso3, &standing).await?, OF_AREAS.to_vec())
            }
            Precision::Rounded | Precision::Exact => {
                let all = SiteQuestion::default();
                let sites = self.page_of(&standing, &all, "", usize::MAX).await?.sites;
                ("sites", table_of(&sites).map_err(full)?, OF_SITES.to_vec())
            }
        };
        let written = tokio::task::spawn_blocking(move || {
            let layers = vec![Layer { name, table: &table, fields }];
            let mut out = Cursor::new(Vec::new());
            write_tiles(&Tileset::new("sites", "", layers), &mut out).map(|_| out.into_inner())
        });
        let bytes = written.await?.map_err(full)?;
        let hash = hex::encode(Sha256::digest(&bytes));
        let map = SitesMap { bytes: Arc::new(bytes), hash };
        let mut maps = self.site_maps.lock().unwrap_or_else(PoisonError::into_inner);
        maps.retain(|(country, ..)| country != iso3);
        maps.push((iso3.to_owned(), made, map.clone()));
        while maps.len() > 1 && maps.iter().map(|(.., map)| map.bytes.len()).sum::<usize>() > KEPT {
            maps.remove(0);
        }
        Ok(Some(map))
    }

    /// Areas as points, where only those are shown.
    async fn areas_table(&self, iso3: &str, standing: &Standing) -> Result<Features, DeskError> {
        let groups = self.corrected_groups(standing).await?;
        let official = self.site_policies.counts(iso3);
        let all = SiteQuestion::default();
        let counts = super::SiteCounts::new(&groups, &all, &standing.policy, official);
        let names = ["name", "sites", "sites_connected", "mostly"].map(str::to_owned).to_vec();
        let mut table = Features::new(names);
        for (area, row) in counts.areas.iter().zip(2..) {
            let mostly = match area.counted.share() {
                Some(share) if share >= 0.5 => "yes",
                Some(_) => "no",
                None => "unknown",
            };
            let cells = [
                area.name.clone(),
                area.counted.sites.to_string(),
                area.counted.connected.to_string(),
                mostly.to_owned(),
            ];
            let place = Some(Geometry::Point(area.middle));
            table.push(row, cells.iter().map(String::as_str), place).map_err(full)?;
        }
        Ok(table)
    }
}

/// More than fits in a map.
fn full(error: impl std::error::Error + Send + Sync + 'static) -> DeskError {
    DeskError::Map(std::io::Error::other(error))
}
