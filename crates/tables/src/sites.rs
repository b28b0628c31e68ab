//! Lists of sites: the schools and health posts of a country as its register names them, and those of a plan.
//!
//! A list is immutable; a later one of the same owner takes its place, and both stay until the earlier one is
//! removed. It belongs to a record, whose key is its `owner`, and which carries its digest: that of its rows in the
//! order of their identifiers, so that [`Sites::inspect`] can compute it again.
//!
//! Areas are kept as one text, from the widest to the narrowest, with [`BETWEEN_AREAS`] between them: what is in an
//! area begins as it does.

use passerelle_register::database::{
    BulkTable, Cell, CellType, Database, DatabaseError, Migration, Param, Row, Transaction,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What stands between two areas.
pub const BETWEEN_AREAS: char = '\u{1f}';
/// Sites of a page, at the most.
pub const MOST_SITES: usize = 10_000;

/// Identifiers and areas are compared byte by byte on both databases: “C” says so to PostgreSQL.
macro_rules! tables {
    ($text:literal) => {
        concat!(
            "CREATE TABLE site_lists (
                id BIGINT PRIMARY KEY,
                owner TEXT NOT NULL,
                country TEXT NOT NULL,
                sites BIGINT NOT NULL,
                digest TEXT NOT NULL,
                loaded_at BIGINT NOT NULL,
                superseded_by BIGINT
            );
            CREATE INDEX site_lists_owner ON site_lists(owner);
            CREATE TABLE sites (
                list BIGINT NOT NULL,
                id ",
            $text,
            " NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                level TEXT NOT NULL,
                area ",
            $text,
            " NOT NULL,
                lat DOUBLE PRECISION NOT NULL,
                lon DOUBLE PRECISION NOT NULL,
                connected BIGINT,
                technology TEXT NOT NULL,
                people DOUBLE PRECISION,
                more TEXT NOT NULL,
                PRIMARY KEY (list, id)
            );
            CREATE INDEX sites_area ON sites(list, area);"
        )
    };
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001-sites",
    sqlite: tables!("TEXT"),
    postgres: tables!("TEXT COLLATE \"C\""),
}];

const SITES: BulkTable = BulkTable {
    name: "sites",
    columns: &[
        ("list", CellType::Int),
        ("id", CellType::Text),
        ("name", CellType::Text),
        ("kind", CellType::Text),
        ("level", CellType::Text),
        ("area", CellType::Text),
        ("lat", CellType::Real),
        ("lon", CellType::Real),
        ("connected", CellType::Int),
        ("technology", CellType::Text),
        ("people", CellType::Real),
        ("more", CellType::Text),
    ],
};

/// A site as it is kept.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SiteRow {
    /// Its identifier, unique in its list.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is: `school`, `health_facility`, `other`.
    pub kind: String,
    /// Level within its kind, as its source writes it; empty where it is not told.
    pub level: String,
    /// Its areas from the widest to the narrowest, with [`BETWEEN_AREAS`] between them; empty where they are not
    /// told.
    pub area: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Whether it is connected; `None` where it is not told.
    pub connected: Option<bool>,
    /// How it is connected, or in a plan would be: `fibre`, `radio`, `cellular`, `satellite`; empty where it is
    /// not told.
    pub technology: String,
    /// People it serves; `None` where it is not told.
    pub people: Option<f64>,
    /// What else is known of it: a JSON object.
    pub more: String,
}

impl SiteRow {
    /// Its areas, from the widest.
    pub fn areas(&self) -> impl Iterator<Item = &str> {
        self.area.split(BETWEEN_AREAS).filter(|area| !area.is_empty())
    }
}

/// Areas as they are kept in one text.
pub fn joined_areas<T: AsRef<str>>(areas: &[T]) -> String {
    let clean = areas.iter().map(|area| area.as_ref().replace(BETWEEN_AREAS, " "));
    clean.collect::<Vec<_>>().join(&BETWEEN_AREAS.to_string())
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteList {
    /// Its number, from 1.
    pub id: i64,
    /// The key of the record that it belongs to.
    pub owner: String,
    /// The country, ISO 3166-1 alpha-3; empty where it is not told.
    pub country: String,
    /// Sites in it.
    pub sites: u64,
    /// Its digest, in hexadecimal.
    pub digest: String,
    /// When it came in, in milliseconds since 1970.
    pub loaded_at: i64,
    /// The list that took its place.
    pub superseded_by: Option<i64>,
}

/// Sites that are alike, counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteGroup {
    /// Their areas, as [`SiteRow::area`].
    pub area: String,
    /// What they are.
    pub kind: String,
    /// Their level.
    pub level: String,
    /// Whether they are connected.
    pub connected: Option<bool>,
    /// How they are, or would be, connected.
    pub technology: String,
    /// How many.
    pub sites: u64,
    /// People they serve, those of which it is told.
    pub people: f64,
    /// The mean of their latitudes, in degrees north.
    pub lat: f64,
    /// The mean of their longitudes, in degrees east.
    pub lon: f64,
}

/// Which sites of a list; what is empty or `None` is not asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SiteFilter {
    /// Those in an area: its areas from the widest, as [`joined_areas`] writes them.
    pub area: String,
    /// Those of a kind.
    pub kind: String,
    /// Those of a level.
    pub level: String,
    /// Those that are, or are not, connected.
    pub connected: Option<bool>,
    /// Those that are, or would be, connected so.
    pub technology: String,
    /// Those whose identifiers come after this one.
    pub after: String,
}

/// The lists of sites of a node.
#[derive(Clone)]
pub struct Sites {
    database: Database,
}

/// A statement that gives lists.
macro_rules! lists {
    ($rest:literal) => {
        concat!(
            "SELECT id, owner, country, sites, digest, loaded_at, superseded_by FROM site_lists ",
            $rest
        )
    };
}

/// A statement that gives sites.
macro_rules! sites {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, kind, level, area, lat, lon, connected, technology, people, more ",
            "FROM sites ",
            $rest
        )
    };
}

impl Sites {
    /// Opens them; creates or migrates their tables.
    ///
    /// # Errors
    /// The database refused.
    pub async fn open(database: Database) -> Result<Self, DatabaseError> {
        database.migrate("sites", MIGRATIONS).await?;
        Ok(Self { database })
    }

    /// Stores a list in place of the owner's one before. Nothing is kept unless the transaction is committed.
    ///
    /// # Errors
    /// The database refused: two sites have the same identifier.
    pub async fn store(
        &self,
        transaction: &mut Transaction,
        (owner, country): (&str, &str),
        mut rows: Vec<SiteRow>,
        at_ms: i64,
    ) -> Result<SiteList, DatabaseError> {
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        let next = "SELECT COALESCE(MAX(id), 0) + 1 FROM site_lists";
        let found = transaction.query(next, &[]).await?;
        let id = found.first().map(|row| row.int(0)).transpose()?.unwrap_or(1);
        let digest = digest(rows.iter());
        let earlier = "UPDATE site_lists SET superseded_by = $2
                       WHERE owner = $1 AND superseded_by IS NULL";
        transaction.execute(earlier, &[owner.into(), id.into()]).await?;
        let new = "INSERT INTO site_lists (id, owner, country, sites, digest, loaded_at)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let sites = rows.len() as u64;
        let params: [Param<'_>; 6] = [
            id.into(),
            owner.into(),
            country.into(),
            (sites as i64).into(),
            (&digest).into(),
            at_ms.into(),
        ];
        transaction.execute(new, &params).await?;
        transaction.bulk_insert(&SITES, rows.iter().map(|row| cells(id, row))).await?;
        let (owner, country) = (owner.to_owned(), country.to_owned());
        Ok(SiteList { id, owner, country, sites, digest, loaded_at: at_ms, superseded_by: None })
    }

    /// The list of an owner that stands.
    ///
    /// # Errors
    /// The database refused.
    pub async fn standing(&self, owner: &str) -> Result<Option<SiteList>, DatabaseError> {
        let sql = lists!("WHERE owner = $1 AND superseded_by IS NULL ORDER BY id DESC LIMIT 1");
        let rows = self.database.read(sql, &[owner.into()]).await?;
        rows.first().map(list_of).transpose()
    }

    /// Every list, the latest first.
    ///
    /// # Errors
    /// The database refused.
    pub async fn lists(&self) -> Result<Vec<SiteList>, DatabaseError> {
        let rows = self.database.read(lists!("ORDER BY id DESC"), &[]).await?;
        rows.iter().map(list_of).collect()
    }

    /// The sites of a list, counted by area, kind, level and connection, in that order.
    ///
    /// # Errors
    /// The database refused.
    pub async fn groups(&self, list: i64) -> Result<Vec<SiteGroup>, DatabaseError> {
        let sql = "SELECT area, kind, level, connected, technology, COUNT(*), SUM(people), AVG(lat), AVG(lon)
            FROM sites WHERE list = $1 GROUP BY area, kind, level, connected, technology";
        let rows = self.database.read(sql, &[list.into()]).await?;
        let mut groups: Vec<SiteGroup> = rows.iter().map(group_of).collect::<Result<_, _>>()?;
        // Databases order texts by rules of their own.
        groups.sort_by(|one, other| {
            let key = |group: &SiteGroup| {
                let SiteGroup { area, kind, level, technology, connected, .. } = group.clone();
                (area, kind, level, connected, technology)
            };
            key(one).cmp(&key(other))
        });
        Ok(groups)
    }

    /// Sites of a list by their identifiers, at most `most` and [`MOST_SITES`].
    ///
    /// # Errors
    /// The database refused.
    pub async fn page(
        &self,
        list: i64,
        filter: &SiteFilter,
        most: usize,
    ) -> Result<Vec<SiteRow>, DatabaseError> {
        let sql = sites!(
            "WHERE list = $1 AND id > $2 AND ($3 = '' OR area = $3 OR substr(area, 1, length($4)) = $4)
             AND ($5 = '' OR kind = $5) AND ($6 = '' OR level = $6)
             AND ($7 < 0 OR connected = $7) AND ($8 = '' OR technology = $8)
             ORDER BY id LIMIT $9"
        );
        let within = format!("{}{BETWEEN_AREAS}", filter.area);
        let params: [Param<'_>; 9] = [
            list.into(),
            (&filter.after).into(),
            (&filter.area).into(),
            (&within).into(),
            (&filter.kind).into(),
            (&filter.level).into(),
            filter.connected.map_or(-1, i64::from).into(),
            (&filter.technology).into(),
            (most.min(MOST_SITES) as i64).into(),
        ];
        let rows = self.database.read(sql, &params).await?;
        rows.iter().map(site_of).collect()
    }

    /// A site of a list.
    ///
    /// # Errors
    /// The database refused.
    pub async fn site(&self, list: i64, id: &str) -> Result<Option<SiteRow>, DatabaseError> {
        let sql = sites!("WHERE list = $1 AND id = $2");
        let rows = self.database.read(sql, &[list.into(), id.into()]).await?;
        rows.first().map(site_of).transpose()
    }

    /// Sites of a list with this identifier, or this whole name however it is capitalised, by their identifiers.
    ///
    /// # Errors
    /// The database refused.
    pub async fn named(
        &self,
        list: i64,
        name: &str,
        most: usize,
    ) -> Result<Vec<SiteRow>, DatabaseError> {
        let sql =
            sites!("WHERE list = $1 AND (id = $2 OR lower(name) = lower($2)) ORDER BY id LIMIT $3");
        let params = [list.into(), name.into(), (most.min(MOST_SITES) as i64).into()];
        let rows = self.database.read(sql, &params).await?;
        rows.iter().map(site_of).collect()
    }

    /// Whether a list holds what its digest says.
    ///
    /// # Errors
    /// The database refused.
    pub async fn inspect(&self, list: &SiteList) -> Result<bool, DatabaseError> {
        let mut filter = SiteFilter::default();
        let (mut hasher, mut count) = (Sha256::new(), 0);
        loop {
            let rows = self.page(list.id, &filter, MOST_SITES).await?;
            let Some(last) = rows.last() else { break };
            filter.after.clone_from(&last.id);
            rows.iter().for_each(|row| add(&mut hasher, row));
            count += rows.len() as u64;
        }
        Ok(count == list.sites && hex::encode(hasher.finalize()) == list.digest)
    }

    /// Removes the lists of an owner; says how many sites they had.
    ///
    /// # Errors
    /// The database refused.
    pub async fn remove(
        &self,
        transaction: &mut Transaction,
        owner: &str,
    ) -> Result<u64, DatabaseError> {
        let sites = "DELETE FROM sites WHERE list IN (SELECT id FROM site_lists WHERE owner = $1)";
        let removed = transaction.execute(sites, &[owner.into()]).await?;
        transaction.execute("DELETE FROM site_lists WHERE owner = $1", &[owner.into()]).await?;
        Ok(removed)
    }
}

fn cells(list: i64, row: &SiteRow) -> [Cell<'_>; 12] {
    [
        Cell::Int(list),
        Cell::Text(&row.id),
        Cell::Text(&row.name),
        Cell::Text(&row.kind),
        Cell::Text(&row.level),
        Cell::Text(&row.area),
        Cell::Real(row.lat),
        Cell::Real(row.lon),
        row.connected.map_or(Cell::Null, |one| Cell::Int(i64::from(one))),
        Cell::Text(&row.technology),
        row.people.map_or(Cell::Null, Cell::Real),
        Cell::Text(&row.more),
    ]
}

fn list_of(row: &Row) -> Result<SiteList, DatabaseError> {
    Ok(SiteList {
        id: row.int(0)?,
        owner: row.text(1)?.to_owned(),
        country: row.text(2)?.to_owned(),
        sites: u64::try_from(row.int(3)?).unwrap_or_default(),
        digest: row.text(4)?.to_owned(),
        loaded_at: row.int(5)?,
        superseded_by: row.opt_int(6)?,
    })
}

fn group_of(row: &Row) -> Result<SiteGroup, DatabaseError> {
    Ok(SiteGroup {
        area: row.text(0)?.to_owned(),
        kind: row.text(1)?.to_owned(),
        level: row.text(2)?.to_owned(),
        connected: row.opt_int(3)?.map(|one| one == 1),
        technology: row.text(4)?.to_owned(),
        sites: u64::try_from(row.int(5)?).unwrap_or_default(),
        people: row.opt_real(6)?.unwrap_or_default(),
        lat: row.real(7)?,
        lon: row.real(8)?,
    })
}

fn site_of(row: &Row) -> Result<SiteRow, DatabaseError> {
    Ok(SiteRow {
        id: row.text(0)?.to_owned(),
        name: row.text(1)?.to_owned(),
        kind: row.text(2)?.to_owned(),
        level: row.text(3)?.to_owned(),
        area: row.text(4)?.to_owned(),
        lat: row.real(5)?,
        lon: row.real(6)?,
        connected: row.opt_int(7)?.map(|one| one == 1),
        technology: row.text(8)?.to_owned(),
        people: row.opt_real(9)?,
        more: row.text(10)?.to_owned(),
    })
}

/// SHA-256 of rows in the order of their identifiers, in hexadecimal.
fn digest<'a>(rows: impl Iterator<Item = &'a SiteRow>) -> String {
    let mut hasher = Sha256::new();
    rows.for_each(|row| add(&mut hasher, row));
    hex::encode(hasher.finalize())
}

/// Each text with its length before it, each number as its bits: no two rows read alike.
fn add(hasher: &mut Sha256, row: &SiteRow) {
    let texts = [&row.id, &row.name, &row.kind, &row.level, &row.area, &row.technology, &row.more];
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    let connected = row.connected.map_or(2, u8::from);
    hasher.update([connected, u8::from(row.people.is_some())]);
    for number in [row.lat, row.lon, row.people.unwrap_or_default()] {
        // Zero has two signs and one meaning.
        hasher.update((number + 0.0).to_be_bytes());
    }
}
