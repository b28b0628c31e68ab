//! A form that comes in, with files or without: bounded, and of files nothing is held for somebody who may send none.

use std::time::Duration;

use axum::Form;
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use passerelle_desk::part::files::FILE_BYTES;

/// Bytes of a form without its files, at the most: a long description in a script that is written with three bytes a
/// letter, escaped.
pub(super) const FORM_BYTES: usize = 512 * 1024;
/// Files that are taken with a form at once.
pub(super) const MOST_FILES: usize = 5;
/// Bytes of a form with its files.
pub(super) const SENT_BYTES: usize = FORM_BYTES + MOST_FILES * FILE_BYTES;
/// Parts of a form, at the most.
const MOST_PARTS: usize = 2_000;
/// How long a part of a file may be waited for.
const PART_WITHIN: Duration = Duration::from_secs(60);

/// A file that came with a form.
pub(super) struct SentFile {
    /// The field in which it was chosen.
    pub field: String,
    /// What it is called where it comes from.
    pub name: String,
    /// What it holds; `None` where it is too large, or one too many.
    pub bytes: Option<Vec<u8>>,
}

/// What came in.
#[derive(Default)]
pub(super) struct Sent {
    /// What was typed, by field.
    pub pairs: Vec<(String, String)>,
    pub files: Vec<SentFile>,
    /// Whether it broke off.
    pub is_cut: bool,
}

/// Reads a form. `takes_files`: whether whoever sends it may send files; else they are passed over as they come.
///
/// # Errors
/// What is answered to something that is no form, or is too long.
pub(super) async fn read(request: Request, takes_files: bool) -> Result<Sent, Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        // What comes with files has more room than this.
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, FORM_BYTES).await;
        let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
        let request = Request::from_parts(parts, Body::from(bytes));
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let Form(pairs) = form.map_err(IntoResponse::into_response)?;
        return Ok(Sent { pairs, ..Sent::default() });
    }
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(IntoResponse::into_response)?;
    let mut sent = Sent::default();
    match parts(&mut form, takes_files, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(Untaken::TooLong) => Err(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
        Err(Untaken::Form(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(error.into_response())
        }
        // What was typed comes before the files: it is there.
        Err(Untaken::Form(_) | Untaken::Slow) => Ok(Sent { is_cut: true, ..sent }),
    }
}

/// Why a part of a form was not taken.
enum Untaken {
    Form(MultipartError),
    Slow,
    TooLong,
}

async fn parts(form: &mut Multipart, takes_files: bool, sent: &mut Sent) -> Result<(), Untaken> {
    let mut room = FORM_BYTES;
    for _ in 0..MOST_PARTS {
        let next = tokio::time::timeout(PART_WITHIN, form.next_field()).await;
        let next = next.map_err(|_| Untaken::Slow)?.map_err(Untaken::Form)?;
        let Some(mut field) = next else { return Ok(()) };
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            None => {
                let bytes = take(&mut field, room).await?.ok_or(Untaken::TooLong)?;
                room -= bytes.len();
                sent.pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
            Some(called) => {
                let wanted = takes_files && sent.files.len() < MOST_FILES;
                let bytes = take(&mut field, if wanted { FILE_BYTES } else { 0 }).await?;
                // A field without a file is one where none was chosen.
                if !called.is_empty() && takes_files {
                    sent.files.push(SentFile { field: name, name: called, bytes });
                }
            }
        }
    }
    Err(Untaken::TooLong)
}

/// A part, read to its end; `None` where it is longer than `most`.
async fn take(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Untaken> {
    let mut held = Some(Vec::new());
    loop {
        let chunk = tokio::time::timeout(PART_WITHIN, field.chunk()).await;
        let Some(chunk) = chunk.map_err(|_| Untaken::Slow)?.map_err(Untaken::Form)? else {
            return Ok(held);
        };
        match &mut held {
            Some(bytes) if bytes.len() + chunk.len() <= most => bytes.extend_from_slice(&chunk),
            // The rest is passed over, for the parts after it.
            _ => held = None,
        }
    }
}
