//! A form that comes in: its files to a folder, a part at a time, and what was typed; all of it bounded.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::StatusCode;

use passerelle_desk::plans::waiting::{Part, Upload};

use super::super::SENT;
use super::typed::Typed;
use crate::pages::PageError;
use crate::words::Words;

/// Files that may be sent at once.
pub(super) const MOST_FILES: usize = 40;
/// Letters of a field, at the most.
const FIELD: usize = 400;
/// Fields that are no files, at the most.
const MOST_FIELDS: usize = 200;
/// How long a part of a file may be waited for.
const PART_WITHIN: Duration = Duration::from_secs(60);

/// Takes what is sent; what is wrong with it is added to `problems`.
pub(super) async fn receive(
    w: &Words,
    mut form: Multipart,
    folder: &Path,
    problems: &mut Vec<String>,
) -> Result<(Typed, Vec<Upload>), PageError> {
    let (mut typed, mut uploads) = (Typed::default(), Vec::new());
    let mut fields = 0;
    loop {
        let field = match next(&mut form).await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => {
                problems.push(told(w, &error));
                break;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        let part = Part::ALL.into_iter().find(|part| part.code() == name);
        fields += usize::from(part.is_none());
        let taken = match part {
            _ if fields > MOST_FIELDS => Err(Untaken::TooMany),
            Some(part) => take_file(field, part, folder, &mut uploads).await,
            None => take_text(field).await.map(|text| typed.put(&name, text)),
        };
        match taken {
            Ok(()) => {}
            Err(Untaken::Io(error)) => return Err(PageError::Failed(error.to_string())),
            Err(untaken) => {
                problems.push(told(w, &untaken));
                break;
            }
        }
    }
    Ok((typed, uploads))
}

/// Why a part of a form was not taken.
enum Untaken {
    Io(std::io::Error),
    Form(MultipartError),
    Slow,
    TooMany,
}

fn told(w: &Words, untaken: &Untaken) -> String {
    match untaken {
        Untaken::Form(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            w.t1("plans-problem-large", "megabytes", w.whole((SENT >> 20) as u64))
        }
        Untaken::TooMany => w.t1("plans-problem-files", "n", MOST_FILES),
        Untaken::Slow => w.t("plans-problem-slow"),
        Untaken::Form(_) | Untaken::Io(_) => w.t("plans-problem-cut"),
    }
}

async fn next(form: &mut Multipart) -> Result<Option<Field<'_>>, Untaken> {
    match tokio::time::timeout(PART_WITHIN, form.next_field()).await {
        Ok(field) => field.map_err(Untaken::Form),
        Err(_) => Err(Untaken::Slow),
    }
}

async fn chunk(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Untaken> {
    match tokio::time::timeout(PART_WITHIN, field.chunk()).await {
        Ok(chunk) => chunk.map_err(Untaken::Form),
        Err(_) => Err(Untaken::Slow),
    }
}

async fn take_text(mut field: Field<'_>) -> Result<String, Untaken> {
    let mut bytes = Vec::new();
    while let Some(part) = chunk(&mut field).await? {
        let room = (FIELD * 4).saturating_sub(bytes.len());
        bytes.extend_from_slice(&part[..part.len().min(room)]);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim().chars().filter(|c| !c.is_control()).take(FIELD).collect())
}

/// A field without a file is one where none was chosen.
async fn take_file(
    mut field: Field<'_>,
    part: Part,
    folder: &Path,
    uploads: &mut Vec<Upload>,
) -> Result<(), Untaken> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        while chunk(&mut field).await?.is_some() {}
        return Ok(());
    }
    if uploads.len() == MOST_FILES {
        return Err(Untaken::TooMany);
    }
    let path = folder.join(uploads.len().to_string());
    let mut file = std::fs::File::create(&path).map_err(Untaken::Io)?;
    while let Some(part) = chunk(&mut field).await? {
        file.write_all(&part).map_err(Untaken::Io)?;
    }
    uploads.push(Upload { part, name, path });
    Ok(())
}
