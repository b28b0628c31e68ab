//! Reading figures back.
//!
//! Only standing batches are read, unless a batch is asked for by number. Where two batches of one
//! source hold the same figure, the later one speaks.

use passerelle_register::database::{Param, Row as DatabaseRow};
use passerelle_vocabulary::{Dimensions, Observation, Period, Status};

use crate::observations::{Observations, TablesError};

/// Which figures; every part that is `None` lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Code of the indicator.
    pub indicator: Option<String>,
    /// Code of the place.
    pub place: Option<String>,
    /// Who, exactly.
    pub dimensions: Option<Dimensions>,
    /// Id of the source.
    pub source: Option<String>,
}

/// Where the next page starts: after the figure of this series and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Number of the series.
    pub series: i64,
    /// Period, as an integer.
    pub period: i64,
}

/// Some figures, and where the next ones start.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The figures, by series, then period.
    pub observations: Vec<Observation>,
    /// `None` on the last page.
    pub next: Option<Cursor>,
}

/// A figure with its place in the table.
pub(crate) struct Found {
    pub(crate) cursor: Cursor,
    pub(crate) observation: Observation,
}

// Figures that stand, by series, then period.
macro_rules! figures {
    ($filter:literal) => {
        concat!(
            "SELECT s.id, o.period, o.batch, s.indicator, s.place, s.dimensions, s.unit, s.source, \
             o.value, o.standard_error, o.n, o.status \
             FROM series s JOIN observations o ON o.series = s.id \
             JOIN batches b ON b.id = o.batch WHERE ",
            $filter,
            " AND b.superseded_by IS NULL ORDER BY s.id, o.period, o.batch"
        )
    };
}

const BY_INDICATOR_AND_PLACE: &str = figures!("s.indicator = $1 AND s.place = $2");
const BY_INDICATOR: &str = figures!("s.indicator = $1");
const BY_INDICATOR_AND_DIMENSIONS: &str = figures!("s.indicator = $1 AND s.dimensions = $2");
const BY_PLACE: &str = figures!("s.place = $1");
const WITHIN: &str =
    figures!("s.place > $1 AND s.place < $2 AND s.indicator = $3 AND s.dimensions = $4");

// A page has one statement for each combination of filters, so that what the planner decides fits the
// question whatever the tables held when it decided. PostgreSQL keeps plans; a statement for all questions
// (`$1 = '' OR …`) was once planned as if no series fitted, and never ended. For the same reason the batch
// is looked up figure by figure, by its key, and is not one more table to begin from; and the cursor is
// not one comparison of rows, which together with `s.id = o.series` is searched from the wrong end.
//
// `$1` and `$2` are the cursor, `$3` the limit; the filters follow, in the order of the fields.
macro_rules! page {
    ($from:literal, $order:literal $(, $filter:literal)?) => {
        concat!(
            "SELECT s.id, o.period, o.batch, s.indicator, s.place, s.dimensions, s.unit, s.source, \
             o.value, o.standard_error, o.n, o.status FROM ",
            $from,
            " WHERE s.id = o.series AND s.id >= $1 AND o.series >= $1 \
             AND (o.series > $1 OR o.period > $2) \
             AND (SELECT COALESCE(b.superseded_by, 0) FROM batches b WHERE b.id = o.batch) = 0",
            $(" AND ", $filter,)?
            " ORDER BY ",
            $order,
            ", o.period, o.batch LIMIT $3"
        )
    };
    // Walks the figures by their key: a page costs what it holds, and what it leaves out on the way.
    (walk $(, $filter:literal)?) => {
        page!("observations o CROSS JOIN series s", "o.series" $(, $filter)?)
    };
    // Begins with the series of an indicator or a place, which their index finds.
    (find, $filter:literal) => {
        page!("series s CROSS JOIN observations o", "s.id", $filter)
    };
}

/// The statement for these filters.
fn page_statement(filter: &Filter) -> &'static str {
    let asked = (
        filter.indicator.is_some(),
        filter.place.is_some(),
        filter.dimensions.is_some(),
        filter.source.is_some(),
    );
    match asked {
        (false, false, false, false) => page!(walk),
        (false, false, false, true) => page!(walk, "s.source = $4"),
        (false, false, true, false) => page!(walk, "s.dimensions = $4"),
        (false, false, true, true) => page!(walk, "s.dimensions = $4 AND s.source = $5"),
        (false, true, false, false) => page!(find, "s.place = $4"),
        (false, true, false, true) => {
            page!(find, "s.place = $4 AND s.source = $5")
        }
        (false, true, true, false) => {
            page!(find, "s.place = $4 AND s.dimensions = $5")
        }
        (false, true, true, true) => {
            page!(find, "s.place = $4 AND s.dimensions = $5 AND s.source = $6")
        }
        (true, false, false, false) => page!(find, "s.indicator = $4"),
        (true, false, false, true) => {
            page!(find, "s.indicator = $4 AND s.source = $5")
        }
        (true, false, true, false) => {
            page!(find, "s.indicator = $4 AND s.dimensions = $5")
        }
        (true, false, true, true) => {
            page!(find, "s.indicator = $4 AND s.dimensions = $5 AND s.source = $6")
        }
        (true, true, false, false) => {
            page!(find, "s.indicator = $4 AND s.place = $5")
        }
        (true, true, false, true) => {
            page!(find, "s.indicator = $4 AND s.place = $5 AND s.source = $6")
        }
        (true, true, true, false) => {
            page!(find, "s.indicator = $4 AND s.place = $5 AND s.dimensions = $6")
        }
        (true, true, true, true) => page!(
            find,
            "s.indicator = $4 AND s.place = $5 AND s.dimensions = $6 \
             AND s.source = $7"
        ),
    }
}

/// Every figure of some series, by batch; of a series that is not there too, which cannot be read.
pub(crate) const FIGURES: &str = "
SELECT o.series, o.period, o.batch, s.indicator, s.place, s.dimensions, s.unit, s.source, \
       o.value, o.standard_error, o.n, o.status \
FROM observations o LEFT JOIN series s ON s.id = o.series \
WHERE o.series >= $1 AND o.series <= $2 ORDER BY o.batch, o.series, o.period";

impl Observations {
    /// Figures of an indicator in a place, all dimensions and sources, by series and period.
    ///
    /// # Errors
    /// The database refused.
    pub async fn of(&self, indicator: &str, place: &str) -> Result<Vec<Observation>, TablesError> {
        let parameters = [Param::from(indicator), Param::from(place)];
        self.select(BY_INDICATOR_AND_PLACE, &parameters).await
    }

    /// Figures of an indicator for exactly these people, in every place.
    ///
    /// # Errors
    /// The database refused.
    pub async fn across_places(
        &self,
        indicator: &str,
        dimensions: &Dimensions,
    ) -> Result<Vec<Observation>, TablesError> {
        let dimensions = dimensions.to_string();
        let parameters = [Param::from(indicator), Param::from(dimensions.as_str())];
        self.select(BY_INDICATOR_AND_DIMENSIONS, &parameters).await
    }

    /// Figures of an indicator for exactly these people, in every place within `place`, at any depth.
    ///
    /// # Errors
    /// The database refused.
    pub async fn within(
        &self,
        indicator: &str,
        place: &str,
        dimensions: &Dimensions,
    ) -> Result<Vec<Observation>, TablesError> {
        // "/" is followed by "0": between the two are all paths that start with the place.
        let (first, end) = (format!("{place}/"), format!("{place}0"));
        let parameters = [
            Param::from(first),
            Param::from(end),
            Param::from(indicator),
            Param::from(dimensions.to_string()),
        ];
        self.select(WITHIN, &parameters).await
    }

    /// Every figure of an indicator.
    ///
    /// # Errors
    /// The database refused.
    pub async fn of_indicator(&self, indicator: &str) -> Result<Vec<Observation>, TablesError> {
        self.select(BY_INDICATOR, &[Param::from(indicator)]).await
    }

    /// Every figure of a place.
    ///
    /// # Errors
    /// The database refused.
    pub async fn of_place(&self, place: &str) -> Result<Vec<Observation>, TablesError> {
        self.select(BY_PLACE, &[Param::from(place)]).await
    }

    async fn select(
        &self,
        sql: &'static str,
        parameters: &[Param<'_>],
    ) -> Result<Vec<Observation>, TablesError> {
        let rows = self.database.read(sql, parameters).await?;
        Ok(keep_latest(rows.iter().map(found).collect::<Result<_, _>>()?)
            .into_iter()
            .map(|found| found.observation)
            .collect())
    }

    /// One page of at most `limit` figures.
    ///
    /// # Errors
    /// The database refused.
    pub async fn page(
        &self,
        filter: &Filter,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Page, TablesError> {
        let after = after.unwrap_or_default();
        // One figure may stand in several batches of a source: a few more rows than figures are read.
        let rows_asked = limit.saturating_add(1).saturating_mul(2);
        let mut parameters = vec![
            Param::from(after.series),
            Param::from(after.period),
            Param::from(i64::try_from(rows_asked).unwrap_or(i64::MAX)),
        ];
        let dimensions = filter.dimensions.as_ref().map(ToString::to_string);
        let filters = [&filter.indicator, &filter.place, &dimensions, &filter.source];
        parameters.extend(filters.into_iter().flatten().map(Param::from));
        let rows = self.database.read(page_statement(filter), &parameters).await?;
        let cut = rows.len() == rows_asked;
        let mut figures = keep_latest(rows.iter().map(found).collect::<Result<_, _>>()?);
        // When the reading stopped short, the last figure may have a later batch that was not read.
        if cut {
            figures.pop();
        }
        let more = cut || figures.len() > limit;
        figures.truncate(limit);
        let next = figures.last().filter(|_| more).map(|found| found.cursor);
        Ok(Page {
            observations: figures.into_iter().map(|found| found.observation).collect(),
            next,
        })
    }

    /// How many figures stand now.
    ///
    /// # Errors
    /// The database refused.
    pub async fn count(&self) -> Result<u64, TablesError> {
        let sql = "SELECT CAST(COALESCE(SUM(observations), 0) AS BIGINT) FROM batches \
                   WHERE superseded_by IS NULL";
        let rows = self.database.read(sql, &[]).await?;
        let count = rows.first().map(|row| row.int(0)).transpose()?.unwrap_or_default();
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Indicators and the number of places with a standing figure, by code.
    ///
    /// # Errors
    /// The database refused.
    pub async fn coverage(&self) -> Result<Vec<(String, u64)>, TablesError> {
        let sql = "SELECT s.indicator, CAST(COUNT(DISTINCT s.place) AS BIGINT) FROM series s \
                   WHERE s.place NOT LIKE '%/%' AND EXISTS (SELECT 1 FROM observations o \
                   JOIN batches b ON b.id = o.batch WHERE o.series = s.id AND b.superseded_by IS NULL) \
                   GROUP BY s.indicator ORDER BY s.indicator";
        let rows = self.database.read(sql, &[]).await?;
        let one = |row: &DatabaseRow| {
            Ok((row.text(0)?.to_owned(), u64::try_from(row.int(1)?).unwrap_or_default()))
        };
        rows.iter().map(one).collect()
    }

    /// Ids of every source that a stored figure names, superseded ones included, sorted.
    ///
    /// # Errors
    /// The database refused.
    pub async fn sources(&self) -> Result<Vec<String>, TablesError> {
        let rows = self.database.read("SELECT DISTINCT source FROM series", &[]).await?;
        let mut sources: Vec<String> = rows
            .iter()
            .map(|row| Ok(row.text(0)?.to_owned()))
            .collect::<Result<_, TablesError>>()?;
        // By byte, whatever the collation of the database.
        sources.sort_unstable();
        Ok(sources)
    }
}

pub(crate) fn series_of(observation: &Observation) -> passerelle_vocabulary::Series {
    passerelle_vocabulary::Series {
        indicator: observation.indicator.clone(),
        place: observation.place.clone(),
        dimensions: observation.dimensions.clone(),
        unit: observation.unit.clone(),
        source: observation.source.clone(),
    }
}

pub(crate) fn packed(observation: &Observation) -> passerelle_vocabulary::Row {
    passerelle_vocabulary::Row {
        series: 0,
        period: observation.period,
        value: observation.value,
        standard_error: observation.standard_error.unwrap_or(f64::NAN),
        n: observation.n.unwrap_or(f64::NAN),
        status: observation.status,
        line: 0,
    }
}

pub(crate) fn found(row: &DatabaseRow) -> Result<Found, TablesError> {
    let cursor = Cursor { series: row.int(0)?, period: row.int(1)? };
    let unreadable = || TablesError::Unreadable { series: cursor.series, period: cursor.period };
    let period = i32::try_from(cursor.period).ok().and_then(Period::from_code);
    let status = u8::try_from(row.int(11)?).ok().and_then(Status::from_number);
    let observation = Observation {
        indicator: row.text(3)?.to_owned(),
        place: row.text(4)?.to_owned(),
        period: period.ok_or_else(unreadable)?,
        dimensions: Dimensions::parse(row.text(5)?).map_err(|_| unreadable())?,
        value: row.opt_real(8)?,
        unit: row.text(6)?.to_owned(),
        standard_error: row.opt_real(9)?,
        n: row.opt_real(10)?,
        status: status.ok_or_else(unreadable)?,
        source: row.text(7)?.to_owned(),
        batch: row.int(2)?,
    };
    Ok(Found { cursor, observation })
}

/// Of figures sorted by series, period and batch, keeps the last batch of each.
fn keep_latest(figures: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(figures.len());
    for figure in figures {
        match kept.last_mut() {
            Some(last) if last.cursor == figure.cursor => *last = figure,
            _ => kept.push(figure),
        }
    }
    kept
}
