//! The providers of identity of `passerelle serve --openid FILE.toml`, with their secrets.

use std::path::Path;

use passerelle_desk::DeskError;
use passerelle_web::openid::{Provider, ProviderProblem, Secret, SecretFrom, read_providers};

use crate::output::{Output, plain};

/// Providers, read from a file. The inner error is all that is wrong, in words.
pub(super) fn read(path: &Path, output: &Output) -> anyhow::Result<Result<Vec<Provider>, String>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| DeskError::File { path: path.to_owned(), error })?;
    let file = path.display().to_string();
    let read = match read_providers(&text) {
        Ok(read) => read,
        Err(problems) => {
            let told = problems.iter().map(|problem| said(&file, problem, output));
            return Ok(Err(told.collect::<Vec<_>>().join("\n")));
        }
    };
    let (mut providers, mut wrong) = (Vec::new(), Vec::new());
    for (provider, from) in read {
        match secret(path, &from) {
            Ok(secret) => providers.push(Provider { secret, ..provider }),
            Err(detail) => {
                let what = match &from {
                    SecretFrom::File(name) => name.display().to_string(),
                    SecretFrom::Environment(name) => name.clone(),
                    SecretFrom::Nowhere => String::new(),
                };
                let said = [
                    ("file", file.as_str().into()),
                    ("id", provider.id.as_str().into()),
                    ("what", plain(&what).into()),
                    ("told", if detail.is_empty() { "no" } else { "yes" }.into()),
                    ("detail", detail.into()),
                ];
                wrong.push(output.words.say("cli-openid-secret", &said));
            }
        }
    }
    Ok(if wrong.is_empty() { Ok(providers) } else { Err(wrong.join("\n")) })
}

fn said(file: &str, problem: &ProviderProblem, output: &Output) -> String {
    let w = output.words;
    let variables = [("value", plain(&problem.value).into())];
    let text = w.say(&format!("cli-openid-{}", problem.code.code()), &variables);
    let place = match problem.line {
        0 => file.to_owned(),
        line => w.t2("cli-finding-line", "file", file, "line", line.to_string()),
    };
    w.say("cli-finding", &[("where", place.into()), ("text", text.into())])
}

/// A secret from where it is; the error is what the system says, or nothing where it is empty.
fn secret(path: &Path, from: &SecretFrom) -> Result<Option<Secret>, String> {
    let text = match from {
        SecretFrom::Nowhere => return Ok(None),
        SecretFrom::File(name) => {
            let beside = path.parent().unwrap_or(Path::new("")).join(name);
            std::fs::read_to_string(beside).map_err(|error| error.to_string())?
        }
        SecretFrom::Environment(name) => std::env::var(name).unwrap_or_default(),
    };
    match text.lines().next().unwrap_or_default().trim() {
        "" => Err(String::new()),
        line => Ok(Some(Secret::new(line))),
    }
}
