//! Words, formats and exit codes.

use std::io::Write;
use std::process::ExitCode;

use passerelle_desk::DeskError;
use passerelle_web::told::finding;
pub use passerelle_web::told::plain;
use passerelle_web::words::Words;
use serde::Serialize;

/// Something was found that is not as it should be: a file refused, a log that does not verify.
pub const FOUND_PROBLEMS: u8 = 1;
/// The command could not be carried out: no database, no file, no address. (2 is for what was typed.)
const COULD_NOT: u8 = 3;

/// What was typed cannot be carried out as it was typed.
pub const MISTYPED: u8 = 2;

/// Where answers go, and in which language.
pub struct Output {
    /// The words of messages.
    pub words: &'static Words,
    /// Whether the node is on a database server.
    server: bool,
}

impl Output {
    /// Speaks with these words of a node, which is on a database server or not.
    pub fn new(words: &'static Words, server: bool) -> Self {
        Self { words, server }
    }

    /// Says that the program does not speak the language asked for, and which it speaks.
    pub fn not_spoken(&self, asked: &str) -> ExitCode {
        let spoken: Vec<&str> = Words::all().iter().map(Words::code).collect();
        let text = self.words.t2("args-lang", "found", plain(asked), "known", spoken.join(", "));
        let _ = writeln!(std::io::stderr().lock(), "{text}");
        ExitCode::from(MISTYPED)
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

    /// What people should know of an answer that is for programs, on standard error; nothing where there is
    /// nothing to say.
    pub fn aside(&self, text: &str) -> anyhow::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        ignore_closed(writeln!(std::io::stderr().lock(), "{text}"))
    }

    /// Says why what was asked is not done, on standard error.
    pub fn refuse(&self, text: &str) -> ExitCode {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
        ExitCode::from(FOUND_PROBLEMS)
    }

    /// Says why what was asked cannot be done, on standard error.
    pub fn cannot(&self, text: &str) -> ExitCode {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
        ExitCode::from(COULD_NOT)
    }

    /// Says what went wrong and what to do, on standard error.
    pub fn fail(&self, error: &anyhow::Error) -> ExitCode {
        let text = error.downcast_ref::<DeskError>().map_or_else(
            || self.words.t1("cli-error-other", "detail", plain(&format!("{error:#}"))),
            |error| self.explain(error),
        );
        self.cannot(&text)
    }

    /// What went wrong and what to do, in words.
    pub fn explain(&self, error: &DeskError) -> String {
        let w = self.words;
        if let DeskError::Catalogue(problems) = error {
            let mut text = w.t1("cli-error-catalogue", "n", problems.0.len());
            for problem in &problems.0 {
                text.push_str(&format!("\n    {}", finding(self.words, problem)));
            }
            return text;
        }
        let name = match error {
            DeskError::NoNode { .. } if self.server => "cli-error-no-node-server".to_owned(),
            other => format!("cli-error-{}", other.code()),
        };
        let about = error.about();
        let kept = if about.kept { "yes" } else { "no" };
        let said = [("what", plain(&about.what).into()), ("detail", plain(&about.detail).into())];
        w.say(&name, &[&said[..], &[("kept", kept.into())]].concat())
    }
}

/// A reader that has seen enough (`| head`) is not an error.
pub fn ignore_closed(written: std::io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_that_a_person_can_meet_has_its_words_in_every_language() {
        for w in Words::all() {
            for code in passerelle_desk::errors::CODES {
                let name = format!("cli-error-{code}");
                assert!(w.has(&name), "{}: {name}", w.code());
            }
        }
    }
}
