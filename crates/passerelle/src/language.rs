//! In which language to speak: known before anything typed is read, so that what is wrong with it can be
//! told.

use std::ffi::OsString;

use passerelle_web::words::Words;

/// The words to speak in: of the language typed with `--lang` or set for this program, else of the
/// system's, else English.
///
/// # Errors
/// A language was asked for that the program does not speak: what was asked, and the words to say so.
pub fn chosen(typed: &[OsString]) -> Result<&'static Words, (String, &'static Words)> {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    let otherwise = system.as_deref().and_then(spoken).or_else(|| spoken("en"));
    let otherwise = otherwise.unwrap_or_else(|| Words::all()[0].at_terminal());
    match asked(typed).or_else(|| set(&"PASSERELLE_LANG")) {
        Some(asked) => spoken(&asked).ok_or((asked, otherwise)),
        None => Ok(otherwise),
    }
}

/// The words of `fr`, `fr-SN` or `fr_SN.UTF-8`, as they are spoken at a terminal.
fn spoken(written: &str) -> Option<&'static Words> {
    let code = written.split(['_', '.', '-', '@']).next().unwrap_or_default();
    Words::of(&code.to_ascii_lowercase()).map(Words::at_terminal)
}

/// What follows `--lang`; the last one, as clap has it.
fn asked(typed: &[OsString]) -> Option<String> {
    let mut typed = typed.iter().map(|one| one.to_string_lossy()).take_while(|one| one != "--");
    let mut asked = None;
    while let Some(one) = typed.next() {
        if one == "--lang" {
            // Another option instead: clap will say that the value is missing.
            asked = typed.next().filter(|code| !code.starts_with('-')).map(Into::into);
        } else if let Some(code) = one.strip_prefix("--lang=") {
            asked = Some(code.to_owned());
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_typed_is_found_wherever_it_stands() {
        let found = |typed: &[&str]| asked(&typed.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(found(&["check", "--lang", "fr"]).as_deref(), Some("fr"));
        assert_eq!(found(&["--lang=de", "check"]).as_deref(), Some("de"));
        assert_eq!(found(&["--lang", "--help"]), None);
        assert_eq!(found(&["import", "statistics", "--", "--lang", "fr"]), None);
        assert_eq!(spoken("fr_SN.UTF-8").map(Words::code), Some("fr"));
        assert_eq!(spoken("C").map(Words::code), None);
    }
}
