//! Figures, page by page, as JSON, CSV or SDMX-CSV.
//!
//! A file holds everything that was asked for. One that takes more than a page is sent as it is made
//! ([`crate::stream`]): memory does not grow with it.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use passerelle_desk::exports::csv;
use passerelle_desk::exports::sdmx::{self as written_sdmx, Table};
use passerelle_tables::{Cursor, Filter};
use passerelle_vocabulary::{Dimensions, Observation};

use super::errors::{ApiError, Bad, ErrorBody, Missing};
use super::metadata::of_figures;
use super::table::{METADATA, address_as, as_metadata, described_by, link_next, varied};
use super::{Asked, address_with, sdmx};
use crate::App;
use crate::accept::preferred;
use crate::made::takes;
use crate::stream::{self, Parts, Streamed};

const USUAL: usize = 1_000;
const MOST: usize = 10_000;
/// A whole table is read and sent by this many figures.
const PART: usize = 2_500;

/// Which figures.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Query {
    /// Code of the indicator.
    #[param(example = "internet_users", nullable = false)]
    #[serde(default)]
    indicator: Option<String>,
    /// Code of the place: ISO 3166-1 alpha-3, a group, or a path within a country.
    #[param(example = "KEN", nullable = false)]
    #[serde(default)]
    place: Option<String>,
    /// Who, exactly: `sex=female;location=rural`; empty for everyone; absent for all.
    #[param(
        nullable = false,
        pattern = "^([a-z][a-z0-9_]*=[a-z0-9_]+(;[a-z][a-z0-9_]*=[a-z0-9_]+)*)?$"
    )]
    #[serde(default)]
    dimensions: Option<String>,
    /// Id of the source.
    #[param(nullable = false)]
    #[serde(default)]
    source: Option<String>,
    /// Figures in a page, 1 to 10,000.
    #[param(minimum = 1, maximum = 10000, nullable = false)]
    #[serde(default)]
    limit: Option<usize>,
    /// `next` of the page before.
    #[param(nullable = false, pattern = "^[0-9]{1,18}\\.[0-9]{1,18}$")]
    #[serde(default)]
    after: Option<String>,
    /// `json`, `csv`, `sdmx-csv`, or `csvm` for what the columns of the CSV are; without it, what `Accept`
    /// asks for, and JSON where it asks for nothing that there is.
    #[param(nullable = false, pattern = "^(json|csv|sdmx-csv|csvm)$")]
    #[serde(default)]
    format: Option<String>,
}

/// A page of figures.
#[derive(Serialize, ToSchema)]
pub(super) struct ObservationPage {
    /// The figures.
    observations: Vec<Observation>,
    /// To be given back as `after`; `null` on the last page.
    next: Option<String>,
}

/// Figures of an indicator, of a place, or of both, page by page.
///
/// As CSV or SDMX-CSV without `limit`, everything that was asked for in one file, however large; with it, a
/// page, and the address of the next one in `Link`. A file that breaks off before its end was overtaken by
/// new figures: ask again.
#[utoipa::path(get, path = "/api/v1/observations", tag = "observations", params(Query),
    responses((status = 200, content((ObservationPage = "application/json"), (String = "text/csv"),
                  (String = "application/vnd.sdmx.data+csv"))),
              (status = 404, description = "No such indicator, place or source", body = ErrorBody),
              (status = 503, description = "Many large downloads are going on", body = ErrorBody)))]
pub(super) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    uri: Uri,
    Asked(query): Asked<Query>,
) -> Result<Response, ApiError> {
    let format = wanted(&query, &headers)?;
    let after = query.after.as_deref().map(read_cursor).transpose()?;
    let whole = query.limit.is_none() && format != Format::Json;
    let limit = match query.limit {
        Some(limit) if !(1..=MOST).contains(&limit) => {
            let what = Bad::Limit(MOST);
            return Err(ApiError::BadParameter { what, found: limit.to_string() });
        }
        Some(limit) => limit,
        None if whole => PART,
        None => USUAL,
    };
    let name = file_name(&query, format);
    let filter = filter(query)?;
    known(&app, &filter).await?;
    if format == Format::Metadata {
        return Ok(varied(as_metadata(&of_figures(&app, &address_as(&uri, "csv")))));
    }
    let address =
        |next: &Option<String>| next.as_ref().map(|cursor| address_with(&uri, "after", cursor));
    if format == Format::Json {
        let _turn = app.downloads.page().await;
        let (observations, next) = figures(&app, &filter, after, limit).await?;
        let next = next.map(written_cursor);
        let rest = address(&next);
        let mut response = Json(ObservationPage { observations, next }).into_response();
        if let Some(rest) = rest {
            link_next(&mut response, &rest);
        }
        return Ok(varied(response));
    }
    let edition = edition(&app).await?;
    let table =
        TableOf { app: app.clone(), filter, written: Written::new(&app, format).await?, limit };
    let (first, next) = table.page(after, true).await?;
    if let (true, Some(cursor)) = (whole, next) {
        let place = app.downloads.place().await.ok_or(ApiError::Busy)?;
        let mark = Streamed {
            etag: tag(&app, edition, &uri, &format!("{format:?}")),
            gzip: takes(&headers, "gzip"),
        };
        let (parts, body) = stream::body(place, mark.gzip);
        tokio::spawn(table.send(parts, first, cursor, edition));
        let mut response = as_file(format, &uri, body, &name);
        response.extensions_mut().insert(mark);
        return Ok(varied(response));
    }
    let mut response = as_file(format, &uri, first.into(), &name);
    if let Some(rest) = address(&next.map(written_cursor)) {
        link_next(&mut response, &rest);
    }
    Ok(varied(response))
}

/// At most `limit` figures after a cursor, and where the next ones start. They are read some at a time:
/// rows as the database gives them take several times the memory of the figures.
async fn figures(
    app: &App,
    filter: &Filter,
    mut after: Option<Cursor>,
    limit: usize,
) -> Result<(Vec<Observation>, Option<Cursor>), ApiError> {
    let mut figures = Vec::new();
    loop {
        let part = PART.min(limit - figures.len());
        let page = app.desk.observations().page(filter, after, part).await?;
        figures.extend(page.observations);
        after = page.next;
        if after.is_none() || figures.len() >= limit {
            return Ok((figures, after));
        }
    }
}

/// What the figures of this node are at a moment: the latest batch of figures. A file is made from one.
pub(super) async fn edition(app: &App) -> Result<Option<i64>, ApiError> {
    Ok(app.desk.observations().batches().await?.first().map(|batch| batch.id))
}

/// What stands for a file without making it: what is asked, of which data, by which program.
pub(super) fn tag(app: &App, edition: Option<i64>, uri: &Uri, format: &str) -> String {
    let asked = format!(
        "{} {} {edition:?} {format} {}",
        env!("CARGO_PKG_VERSION"),
        app.desk.catalogue.hash,
        uri.path_and_query().map_or("", |address| address.as_str())
    );
    hex::encode(&Sha256::digest(asked)[..12])
}

/// A table of figures, made a page at a time.
struct TableOf {
    app: App,
    filter: Filter,
    written: Written,
    limit: usize,
}

impl TableOf {
    /// The page after a cursor, written, and where the next one starts. `first`: with the header.
    async fn page(
        &self,
        after: Option<Cursor>,
        first: bool,
    ) -> Result<(Vec<u8>, Option<Cursor>), ApiError> {
        let _turn = self.app.downloads.page().await;
        let (figures, next) = figures(&self.app, &self.filter, after, self.limit).await?;
        Ok((self.written.rows(&figures, first)?, next))
    }

    /// Sends the first page and all that follow. What cannot be read, or was changed meanwhile, breaks the
    /// file off: half of one edition and half of another would be neither.
    async fn send(
        self,
        mut parts: Parts,
        first: Vec<u8>,
        cursor: Cursor,
        edition_of_first: Option<i64>,
    ) {
        if !parts.put(first).await {
            return;
        }
        let mut after = Some(cursor);
        while after.is_some() {
            let (rows, next) = match self.page(after, false).await {
                Ok(page) => page,
                Err(error) => {
                    tracing::error!(?error, "a download was broken off");
                    return parts.break_off().await;
                }
            };
            let last = next.is_none();
            if last && !matches!(edition(&self.app).await, Ok(now) if now == edition_of_first) {
                tracing::info!("a download was overtaken by new figures");
                return parts.break_off().await;
            }
            if !parts.put(rows).await {
                return;
            }
            after = next;
        }
        parts.finish().await;
    }
}

/// How rows are written: as what, with what is needed for it.
enum Written {
    Csv,
    Sdmx(Table),
}

impl Written {
    async fn new(app: &App, format: Format) -> Result<Self, ApiError> {
        if format != Format::Sdmx {
            return Ok(Self::Csv);
        }
        let in_use = app.desk.observations().dimensions_in_use().await?;
        Ok(Self::Sdmx(written_sdmx::table(&app.desk.catalogue, &in_use)))
    }

    fn rows(&self, figures: &[Observation], with_header: bool) -> Result<Vec<u8>, ApiError> {
        let mut text = match self {
            Self::Csv => csv(figures).map_err(|error| ApiError::Failed(error.to_string()))?,
            Self::Sdmx(table) => table
                .write(Vec::new(), figures)
                .map_err(|error| ApiError::Failed(error.to_string()))?,
        };
        if !with_header {
            // No name of a column holds a line break.
            let header = text.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            text.drain(..header);
        }
        Ok(text)
    }
}

/// Refuses codes that nothing has: an answer without figures would say that there are none yet.
async fn known(app: &App, filter: &Filter) -> Result<(), ApiError> {
    let (catalogue, figures) = (&app.desk.catalogue, app.desk.observations());
    let refused = |what, found: &String| ApiError::NotFound { what, found: found.clone() };
    if let Some(code) = filter.indicator.as_ref().filter(|code| catalogue.indicator(code).is_none())
    {
        let only = Filter { indicator: Some(code.clone()), ..Filter::default() };
        if figures.page(&only, None, 1).await?.observations.is_empty() {
            return Err(refused(Missing::Indicator, code));
        }
    }
    let places = &catalogue.places;
    let listed = |code: &str| places.country(code).is_some() || places.group(code).is_some();
    if let Some(code) = filter.place.as_ref().filter(|code| !listed(code)) {
        // A place within a country is known by its figures.
        let (country, _) = code.split_once('/').unwrap_or((code, ""));
        if country == code || !listed(country) || figures.of_place(code).await?.is_empty() {
            return Err(refused(Missing::Place, code));
        }
    }
    if let Some(asked) = &filter.dimensions {
        let in_use = figures.dimensions_in_use().await?;
        let used = |name: &str| in_use.iter().any(|(_, who)| who.get(name).is_some());
        let known = |name: &str| catalogue.dimension(name).is_some() || used(name);
        if let Some((name, _)) = asked.iter().find(|(name, _)| !known(name)) {
            return Err(refused(Missing::Dimension, &name.to_owned()));
        }
    }
    if let Some(id) = filter.source.as_ref().filter(|id| catalogue.source_name(id).is_none())
        && !figures.sources().await?.contains(id)
    {
        return Err(refused(Missing::Source, id));
    }
    Ok(())
}

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Csv,
    Sdmx,
    /// What the columns of the CSV are.
    Metadata,
}

/// The file, with the address of what describes it.
fn as_file(format: Format, uri: &Uri, text: Body, name: &str) -> Response {
    let (content_type, described) = match format {
        Format::Sdmx => {
            let kind = "application/vnd.sdmx.structure+json";
            let described = format!("<{}>; rel=\"describedby\"; type=\"{kind}\"", sdmx::ADDRESS);
            (sdmx::CONTENT_TYPE, described)
        }
        _ => ("text/csv; charset=utf-8", described_by(uri)),
    };
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_DISPOSITION, name),
        (header::LINK, described.as_str()),
    ];
    (headers, text).into_response()
}

/// The kinds of content that figures come as.
pub(super) const MEDIA: [&str; 4] = ["application/json", "text/csv", sdmx::MEDIA, METADATA];

fn wanted(query: &Query, headers: &HeaderMap) -> Result<Format, ApiError> {
    match query.format.as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("sdmx-csv") => Ok(Format::Sdmx),
        Some("csvm") => Ok(Format::Metadata),
        Some("json") => Ok(Format::Json),
        Some(other) => {
            let what = Bad::Format(&["json", "csv", "sdmx-csv", "csvm"]);
            Err(ApiError::BadParameter { what, found: other.to_owned() })
        }
        None => Ok(match preferred(headers, &MEDIA) {
            Some(1) => Format::Csv,
            Some(2) => Format::Sdmx,
            Some(3) => Format::Metadata,
            _ => Format::Json,
        }),
    }
}

fn read_cursor(written: &str) -> Result<Cursor, ApiError> {
    let refused = || ApiError::BadParameter { what: Bad::After, found: written.to_owned() };
    let (series, period) = written.split_once('.').ok_or_else(refused)?;
    let number = |part: &str| part.parse::<i64>().ok().filter(|number| *number >= 0);
    Ok(Cursor {
        series: number(series).ok_or_else(refused)?,
        period: number(period).ok_or_else(refused)?,
    })
}

fn written_cursor(cursor: Cursor) -> String {
    format!("{}.{}", cursor.series, cursor.period)
}

fn filter(query: Query) -> Result<Filter, ApiError> {
    let dimensions = query.dimensions.map(|written| {
        Dimensions::parse(&written)
            .map_err(|found| ApiError::BadParameter { what: Bad::Dimensions, found })
    });
    // PostgreSQL keeps no NUL in a text: a name with one is a name that nothing has.
    let clean = |field, part: Option<String>| match part {
        Some(part) if part.contains('\0') => {
            Err(ApiError::BadParameter { what: Bad::Text(field), found: String::new() })
        }
        part => Ok(part),
    };
    Ok(Filter {
        indicator: clean("indicator", query.indicator)?,
        place: clean("place", query.place)?,
        dimensions: dimensions.transpose()?.map(|dimensions| {
            if dimensions.to_string().contains('\0') { Dimensions::everyone() } else { dimensions }
        }),
        source: clean("source", query.source)?,
    })
}

fn file_name(query: &Query, format: Format) -> String {
    let plain = |part: &Option<String>| -> String {
        let part = part.as_deref().unwrap_or("all");
        part.chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' })
            .take(60)
            .collect()
    };
    let (indicator, place) = (plain(&query.indicator), plain(&query.place));
    let ending = if format == Format::Sdmx { "sdmx.csv" } else { "csv" };
    format!("attachment; filename=\"passerelle-{indicator}-{place}.{ending}\"")
}
