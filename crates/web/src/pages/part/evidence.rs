//! Files as evidence: taken with a form, and sent to whoever may see them. A browser saves them and runs nothing.

use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use passerelle_desk::part::Form;
use passerelle_desk::part::files::{EvidenceFile, FILE_BYTES, FileError};
use passerelle_desk::part::forms::row_field;

use super::super::{Frame, PageError};
use super::refused;
use super::sent::{MOST_FILES, SentFile};
use crate::App;
use crate::person::{FromHere, Person};
use crate::ranges::{self, File};
use crate::words::Words;

/// What a file that somebody sent may do in a browser: nothing.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// Keeps the files that came with a form, and writes where they are into its rows. Gives what is wrong, by field.
pub(super) async fn take(
    app: &App,
    w: &Words,
    person: &Person,
    form: &mut Form,
    files: Vec<SentFile>,
) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for file in files {
        let number = file.field.strip_prefix("evidence_file_").and_then(|one| one.parse().ok());
        let Some(number) = number else { continue };
        let kept = match file.bytes {
            Some(bytes) => app.desk.keep_evidence(&person.who, &file.name, bytes).await,
            None => Err(FileError::TooLarge),
        };
        match kept {
            Ok(kept) => {
                form.set(&row_field("evidence_link", number), kept.address());
                let what = row_field("evidence_what", number);
                if form.get(&what).is_empty() {
                    let called = file.name.rsplit_once('.').map_or(&*file.name, |(stem, _)| stem);
                    form.set(&what, called);
                }
            }
            Err(error) => {
                if let FileError::Desk(error) = &error {
                    tracing::error!(%error, "a file was not kept");
                }
                let said = [
                    ("why", error.code().into()),
                    ("name", file.name.into()),
                    ("megabytes", w.whole((FILE_BYTES >> 20) as u64).into()),
                    ("most", MOST_FILES.into()),
                ];
                wrong.push((file.field, w.say("part-file-refused", &said)));
            }
        }
    }
    wrong
}

/// A file of somebody's, on their page.
pub(super) struct FileRow {
    pub id: String,
    pub address: String,
    pub name: String,
    pub size: String,
    pub state: String,
    pub is_published: bool,
}

/// The files of somebody.
pub(super) struct Files {
    /// How much room they take.
    pub used: String,
    pub rows: Vec<FileRow>,
}

impl Files {
    pub fn of(w: &Words, files: &[EvidenceFile]) -> Self {
        let size = |bytes: u64| match bytes {
            0..1_000_000 => w.t1("part-kilobytes", "n", w.whole(bytes.div_ceil(1_000))),
            _ => w.t1("part-megabytes", "n", w.number(bytes as f64 / 1e6, 1)),
        };
        let row = |one: &EvidenceFile| FileRow {
            id: one.id.clone(),
            address: one.address(),
            name: one.file.name.clone(),
            size: size(one.file.size),
            state: w.t(match (one.is_published, one.is_shown) {
                (_, true) => "part-me-file-shown",
                (true, false) => "part-me-file-held",
                (false, false) => "part-me-file-own",
            }),
            is_published: one.is_published,
        };
        let used = files.iter().map(|one| one.file.size).sum();
        Self {
            used: w.t1("part-me-files-room", "used", size(used)),
            rows: files.iter().map(row).collect(),
        }
    }
}

/// What somebody does with a file of theirs.
#[derive(Debug, Deserialize)]
pub(super) struct Removal {
    #[serde(default)]
    token: String,
    /// The file to be removed.
    #[serde(default)]
    file: String,
}

pub(super) async fn remove(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    person: Person,
    Sent(asked): Sent<Removal>,
) -> Result<Response, PageError> {
    let f = Frame::new(&lang, "/me")?;
    if !person.sent(&asked.token) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    app.desk.remove_evidence(&person.who, &asked.file).await?;
    Ok(Redirect::to(&format!("/{}/me#files", f.w.code())).into_response())
}

/// A file, to be saved.
pub(super) async fn file(
    State(app): State<App>,
    Path((id, name)): Path<(String, String)>,
    person: Option<Person>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let who = person.as_ref().map(|person| &person.who);
    let found = match app.desk.evidence_file(&id, who).await {
        Ok(found) => found,
        Err(error) => return refused(error),
    };
    let found = found.filter(|found| found.file.name == name).ok_or(PageError::NotFound)?;
    let sent = File {
        size: found.file.size,
        tag: found.file.hash.clone(),
        content_type: found.content_type(),
        name: Some(found.file.name.clone()),
    };
    let (files, hash) = (app.desk.files().clone(), found.file.hash.clone());
    let read = move |from, length| {
        let (files, hash) = (files.clone(), hash.clone());
        async move { files.read_range(&hash, from, length).await }
    };
    let mut response = ranges::answer(&app.downloads, &headers, &sent, read).await;
    let told = response.headers_mut();
    told.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    told.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    if !found.is_shown {
        told.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    Ok(response)
}
