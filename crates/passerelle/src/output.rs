//! Words, formats and exit codes.

use std::io::Write;
use std::process::ExitCode;

use passerelle_desk::DeskError;
use passerelle_web::words::Words;
use serde::Serialize;

/// Something was found that is not as it should be: a file refused, a log that does not verify.
pub const FOUND_PROBLEMS: u8 = 1;
/// The command could not be carried out: no database, no file, no address. (2 is for what was typed.)
const COULD_NOT: u8 = 3;

/// Where answers go, and in which language.
pub struct Output {
    /// The words of messages.
    pub words: &'static Words,
}

impl Output {
    /// The language asked for, or the system's.
    pub fn new(asked: Option<&str>) -> Self {
        let system = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        let code = asked.map(str::to_owned).or(system).unwrap_or_default();
        let code = code.split(['_', '.', '-']).next().unwrap_or_default().to_ascii_lowercase();
        let words = Words::of(&code).or_else(|| Words::of("en"));
        Self { words: words.unwrap_or(&Words::all()[0]) }
    }

    /// A line for people.
    pub fn line(&self, text: &str) -> anyhow::Result<()> {
        ignore_closed(writeln!(std::io::stdout().lock(), "{text}"))
    }

    /// An answer for programs.
    pub fn json(&self, value: &impl Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(value)?;
        self.line(&text)
    }

    /// Says why what was asked is not done, on standard error.
    pub fn refuse(&self, text: &str) -> ExitCode {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
        ExitCode::from(FOUND_PROBLEMS)
    }

    /// Says what went wrong and what to do, on standard error.
    pub fn fail(&self, error: &anyhow::Error) -> ExitCode {
        let text = error.downcast_ref::<DeskError>().map_or_else(
            || self.words.t1("cli-error-other", "detail", format!("{error:#}")),
            |error| self.explain(error),
        );
        let _ = writeln!(std::io::stderr().lock(), "{text}");
        ExitCode::from(COULD_NOT)
    }

    fn explain(&self, error: &DeskError) -> String {
        let w = self.words;
        match error {
            DeskError::Catalogue(problems) => {
                let mut text = w.t1("cli-error-catalogue", "n", problems.0.len());
                for problem in &problems.0 {
                    text.push_str(&format!("\n  {}: {}", problem.file, problem.problem));
                }
                text
            }
            DeskError::File { path, error } if error.kind() == std::io::ErrorKind::NotFound => {
                w.t1("cli-error-no-such-file", "path", path.display().to_string())
            }
            DeskError::File { path, error }
                if error.kind() == std::io::ErrorKind::AlreadyExists =>
            {
                w.t1("cli-error-exists", "path", path.display().to_string())
            }
            DeskError::File { path, error } => w.t2(
                "cli-error-file",
                "path",
                path.display().to_string(),
                "detail",
                error.to_string(),
            ),
            DeskError::Database(error) => match error.code() {
                "database-newer" => w.t("cli-error-newer"),
                "database-busy" => w.t("cli-error-busy"),
                _ => w.t1("cli-error-database", "detail", error.to_string()),
            },
            DeskError::BackupElsewhere => w.t("cli-error-backup-elsewhere"),
            other => w.t1("cli-error-other", "detail", other.to_string()),
        }
    }
}

/// A reader that has seen enough (`| head`) is not an error.
pub fn ignore_closed(written: std::io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
