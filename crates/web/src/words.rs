//! Every word a person reads, in their language.
//!
//! The words are Fluent files under `locales/<code>/`, compiled into the program. A page asks for them by
//! name through a [`Words`], which also formats numbers as the language does. Adding a language is adding
//! a folder; a test proves that every folder has the same names with the same variables.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions, FluentNumberType};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use include_dir::{Dir, include_dir};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use passerelle_vocabulary::{Lang, Text};

mod reader;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

static ALL: LazyLock<Vec<Words>> =
    LazyLock::new(|| LOCALES.dirs().filter_map(Words::load).collect());

/// A number that says a place in an order (1st, 2nd): messages choose by the plural rules of these.
pub fn ordinal(number: usize) -> FluentValue<'static> {
    let options =
        FluentNumberOptions { r#type: FluentNumberType::Ordinal, ..FluentNumberOptions::default() };
    FluentValue::Number(FluentNumber::new(number as f64, options))
}

/// What writes the numbers of one language, kept by its bundle.
struct NumberWriter(DecimalFormatter);

impl Memoizable for NumberWriter {
    type Args = ();
    type Error = ();

    fn construct(lang: unic_langid::LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let locale: Locale = lang.to_string().parse().map_err(drop)?;
        DecimalFormatter::try_new((&locale).into(), Default::default()).map(Self).map_err(drop)
    }
}

/// Numbers given to messages as numbers are counts: they are written with the language's separators.
fn write_number(value: &FluentValue<'_>, kept: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimal = number.as_string().parse::<Decimal>().ok()?;
    let write = |writer: &NumberWriter| writer.0.format(&decimal).to_string();
    kept.with_try_get::<NumberWriter, _, _>((), write).ok()
}

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    decimal: Option<DecimalFormatter>,
    collator: Option<CollatorBorrowed<'static>>,
}

impl Words {
    /// The words of a language, if the program speaks it.
    pub fn of(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|words| words.lang.code() == code)
    }

    /// Every language that the program speaks, by code.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The best language for an `Accept-Language` header; French when nothing fits.
    pub fn negotiate(accepted: &str) -> &'static Self {
        let mut wanted: Vec<(f32, &str)> = accepted
            .split(',')
            .filter_map(|part| {
                let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
                let code = tag.trim().split('-').next()?;
                Some((quality.trim().parse().ok()?, code))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted
            .iter()
            .find_map(|(_, code)| Self::of(&code.to_ascii_lowercase()))
            .or_else(|| Self::of("fr"))
            .unwrap_or(&ALL[0])
    }

    fn load(folder: &Dir<'_>) -> Option<Self> {
        let code = folder.path().file_name()?.to_str()?;
        let identifier = code.parse::<unic_langid::LanguageIdentifier>().ok()?;
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks help mixed scripts in plain text; in HTML, `dir` and `bdi` do it better.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(write_number));
        for file in folder.files() {
            let text = file.contents_utf8()?.to_owned();
            // A file with a mistake still gives its sound messages; the tests refuse any mistake.
            let resource = FluentResource::try_new(text).unwrap_or_else(|(sound, _)| sound);
            bundle.add_resource_overriding(resource);
        }
        let locale: Locale = code.parse().ok()?;
        let decimal = DecimalFormatter::try_new((&locale).into(), Default::default()).ok();
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default()).ok();
        Some(Self { lang: Lang::new(code), bundle, decimal, collator })
    }

    /// The language.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Its code: the first part of every address.
    pub fn code(&self) -> &str {
        self.lang.code()
    }

    /// Every language that the program speaks, this one included: the links to a page's other languages.
    pub fn siblings(&self) -> &'static [Self] {
        Self::all()
    }

    /// `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        self.lang.direction()
    }

    /// The message of this name. A name that nobody wrote shows itself, so that it is noticed.
    pub fn t(&self, name: &str) -> String {
        self.say(name, &[])
    }

    /// The message, with one variable.
    pub fn t1<'a>(&self, name: &str, key: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        self.say(name, &[(key, value.into())])
    }

    /// The message, with two variables.
    pub fn t2<'a>(
        &self,
        name: &str,
        first: &'a str,
        first_value: impl Into<FluentValue<'a>>,
        second: &'a str,
        second_value: impl Into<FluentValue<'a>>,
    ) -> String {
        self.say(name, &[(first, first_value.into()), (second, second_value.into())])
    }

    /// The message, with its variables.
    pub fn say(&self, name: &str, variables: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(name).and_then(|message| message.value())
        else {
            return format!("⟦{name}⟧");
        };
        let args: FluentArgs<'_> =
            variables.iter().map(|(key, value)| (*key, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// Whether there is a message of this name.
    pub fn has(&self, name: &str) -> bool {
        self.bundle.has_message(name)
    }

    /// A text of the catalogue in this language.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(&self.lang)
    }

    /// A number with this many decimals, with the language's separators: `1 234,5`, `1,234.5`.
    pub fn number(&self, value: f64, decimals: u8) -> String {
        let rounded = format!("{value:.*}", usize::from(decimals));
        // "-0.0" says less than "0.0".
        let rounded = if rounded.trim_start_matches(['-', '0', '.']).is_empty() {
            rounded.trim_start_matches('-').to_owned()
        } else {
            rounded
        };
        match (&self.decimal, rounded.parse::<Decimal>()) {
            // A minus sign, not a hyphen: it is as wide as a plus and never breaks from its number.
            (Some(formatter), Ok(decimal)) => {
                formatter.format(&decimal).to_string().replace('-', "\u{2212}")
            }
            _ => rounded,
        }
    }

    /// A whole number, with the language's separators.
    pub fn whole(&self, value: u64) -> String {
        let decimal = Decimal::from(value);
        self.decimal
            .as_ref()
            .map_or_else(|| value.to_string(), |formatter| formatter.format(&decimal).to_string())
    }

    /// A figure in its unit, as the language writes it: `35,2 %`, `$1,840`.
    pub fn figure(&self, value: f64, unit: &str, decimals: u8) -> String {
        let number = self.number(value, decimals);
        let name = format!("unit-{}", unit.replace('_', "-"));
        if self.has(&name) { self.t1(&name, "value", number) } else { number }
    }

    /// A day as people read it, from the form that programs read (`2026-11-22`): `22 November 2026`. What
    /// is not of that form is given back as it is.
    pub fn day(&self, written: &str) -> String {
        let mut parts = written.splitn(3, '-');
        let mut part = || parts.next();
        let (year, month, day) = (part(), part(), part());
        let read =
            || {
                let (month, day) = (month?.parse::<u8>().ok()?, day?.parse::<u8>().ok()?);
                let month = format!("month-{month}");
                let (year, month) = (year?, self.has(&month).then(|| self.t(&month))?);
                Some(self.say(
                    "day",
                    &[("day", day.into()), ("month", month.into()), ("year", year.into())],
                ))
            };
        read().unwrap_or_else(|| written.to_owned())
    }

    /// A moment as people read it, from the form that programs read (`2026-11-22T10:43:00Z`):
    /// `22 November 2026, 10:43 UTC`. What is not of that form is given back as it is.
    pub fn moment(&self, written: &str) -> String {
        let part = |from: usize, to: usize| {
            let digits = written.get(from..to)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
        };
        let read = || {
            let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
            let (hour, minute) = (part(11, 13)?, part(14, 16)?);
            // The hour loses its idle zero, the minute keeps it: 9:05.
            let (hour, day) = (hour.parse::<u8>().ok()?, day.parse::<i64>().ok()?);
            let month = format!("month-{}", month.parse::<u8>().ok()?);
            (self.has(&month) && written.ends_with('Z')).then(|| {
                self.say(
                    "moment",
                    &[
                        ("day", day.into()),
                        ("month", self.t(&month).into()),
                        ("year", year.into()),
                        ("hour", hour.to_string().into()),
                        ("minute", minute.into()),
                    ],
                )
            })
        };
        read().unwrap_or_else(|| written.to_owned())
    }

    /// Sorts by a name as the language's readers expect (`Émirats` near `Espagne`).
    pub fn sort_by_name<T>(&self, list: &mut [T], name: impl Fn(&T) -> &str) {
        match &self.collator {
            Some(collator) => list.sort_by(|a, b| collator.compare(name(a), name(b))),
            None => list.sort_by(|a, b| name(a).cmp(name(b))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

    use super::*;

    #[test]
    fn writes_numbers_as_the_language_does() {
        let (fr, en) = (Words::of("fr").unwrap(), Words::of("en").unwrap());
        assert_eq!(fr.number(1234.56, 1), "1\u{202f}234,6");
        assert_eq!(en.number(1234.56, 1), "1,234.6");
        assert_eq!(en.number(-0.001, 1), "0.0");
        assert_eq!(en.number(-12.0, 0), "\u{2212}12");
        assert_eq!(fr.whole(47_564_296), "47\u{202f}564\u{202f}296");
    }

    #[test]
    fn counts_in_messages_are_written_as_the_language_does() {
        let said = |lang: &str, name: &str, key: &'static str, n: i64| {
            Words::of(lang).unwrap().t1(name, key, n)
        };
        assert_eq!(said("fr", "days-left", "days", 1), "il reste 1 jour");
        assert_eq!(said("fr", "days-left", "days", 1500), "il reste 1\u{202f}500 jours");
        assert_eq!(said("en", "days-left", "days", 1500), "1,500 days left");
        assert_eq!(said("en", "days-past", "days", 1), "passed 1 day ago");
        assert_eq!(said("fr", "cli-users", "n", 1), "1 compte");
        assert_eq!(said("en", "cli-users", "n", 1), "1 account");
        assert_eq!(said("en", "cli-users", "n", 1234), "1,234 accounts");
    }

    #[test]
    fn writes_days_as_people_read_them() {
        let (fr, en) = (Words::of("fr").unwrap(), Words::of("en").unwrap());
        assert_eq!(en.day("2026-11-02"), "2 November 2026");
        assert_eq!(fr.day("2026-11-01"), "1er novembre 2026");
        assert_eq!(fr.day("2026-11-22"), "22 novembre 2026");
        assert_eq!(fr.day("soon"), "soon");
    }

    #[test]
    fn ranks_are_ordinals() {
        let rank = |lang: &str, rank: usize, tied: usize| {
            let variables = [
                ("rank", ordinal(rank)),
                ("n", 54.into()),
                ("tied", tied.into()),
                ("first", "highest".into()),
            ];
            Words::of(lang).unwrap().say("peer-rank", &variables)
        };
        for (place, written) in
            [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (22, "22nd")]
        {
            assert!(
                rank("en", place, 0).contains(&format!(" {written} of 54")),
                "{}",
                rank("en", place, 0)
            );
        }
        assert!(rank("fr", 1, 0).contains(" 1er rang sur 54"), "{}", rank("fr", 1, 0));
        assert!(rank("fr", 2, 0).contains(" 2e rang sur 54"));
        assert!(!rank("en", 2, 0).contains("level") && rank("en", 2, 1).contains("level"));
    }

    #[test]
    fn writes_moments_as_people_read_them() {
        let (fr, en) = (Words::of("fr").unwrap(), Words::of("en").unwrap());
        for (written, french, english) in [
            (
                "2026-11-22T10:43:00Z",
                "22 novembre 2026, 10\u{a0}h\u{a0}43 UTC",
                "22 November 2026, 10:43 UTC",
            ),
            (
                "2027-08-01T09:05:59Z",
                "1er août 2027, 9\u{a0}h\u{a0}05 UTC",
                "1 August 2027, 9:05 UTC",
            ),
        ] {
            assert_eq!(
                (fr.moment(written), en.moment(written)),
                (french.to_owned(), english.to_owned())
            );
        }
        for other in ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-22T10:43:00+02:00", "é"] {
            assert_eq!(fr.moment(other), other);
        }
    }

    #[test]
    fn sorts_as_readers_expect() {
        let mut names = vec!["Zambie", "Égypte", "Espagne", "Albanie"];
        Words::of("fr").unwrap().sort_by_name(&mut names, |name| name);
        assert_eq!(names, ["Albanie", "Égypte", "Espagne", "Zambie"]);
    }

    #[test]
    fn negotiates_the_language() {
        for (accepted, code) in [
            ("en-GB,en;q=0.9,fr;q=0.8", "en"),
            ("sw, fr;q=0.5, en;q=0.4", "fr"),
            ("fr-CA", "fr"),
            ("de", "fr"),
            ("", "fr"),
        ] {
            assert_eq!(Words::negotiate(accepted).code(), code, "{accepted}");
        }
    }

    /// Names of messages and of the variables in each, for every language.
    fn inventory(folder: &Dir<'_>) -> BTreeMap<String, BTreeSet<String>> {
        let mut names = BTreeMap::new();
        for file in folder.files() {
            let text = file.contents_utf8().unwrap();
            let resource = fluent_syntax::parser::parse(text)
                .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.path().display()));
            for entry in resource.body {
                if let Entry::Message(message) = entry {
                    let mut variables = BTreeSet::new();
                    if let Some(pattern) = &message.value {
                        variables_of(pattern, &mut variables);
                    }
                    let known = names.insert(message.id.name.to_owned(), variables);
                    assert!(known.is_none(), "{} twice", message.id.name);
                }
            }
        }
        names
    }

    fn variables_of(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    found.insert(id.name.to_owned());
                }
                Expression::Select { selector, variants } => {
                    if let InlineExpression::VariableReference { id } = selector {
                        found.insert(id.name.to_owned());
                    }
                    variants.iter().for_each(|variant| variables_of(&variant.value, found));
                }
                Expression::Inline(_) => {}
            }
        }
    }

    #[test]
    fn every_language_says_the_same_things() {
        let mut inventories =
            LOCALES.dirs().map(|dir| (dir.path().display().to_string(), inventory(dir)));
        let (first_name, first) = inventories.next().unwrap();
        for (name, other) in inventories {
            for (message, variables) in &first {
                let there = other.get(message);
                assert_eq!(there, Some(variables), "{message}: {first_name} against {name}");
            }
            for message in other.keys() {
                assert!(first.contains_key(message), "{message} is in {name} only");
            }
        }
    }

    /// Every name asked for in templates and code exists.
    #[test]
    fn nothing_is_asked_that_nobody_wrote() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let words = Words::of("fr").unwrap();
        let mut missing = BTreeSet::new();
        for path in files_under(&root.join("templates")).chain(files_under(&root.join("src"))) {
            let text = std::fs::read_to_string(&path).unwrap();
            for call in [
                "w.t(\"",
                "w.t1(\"",
                "w.t2(\"",
                "w.say(\"",
                "words.t(\"",
                "words.t1(\"",
                "words.say(\"",
                "words.t2(\"",
            ] {
                for after in text.split(call).skip(1) {
                    let name = after.split('"').next().unwrap();
                    if !words.has(name) && !name.is_empty() {
                        missing.insert(format!("{name} ({})", path.display()));
                    }
                }
            }
        }
        assert_eq!(missing, BTreeSet::new());
    }

    fn files_under(folder: &std::path::Path) -> impl Iterator<Item = std::path::PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.into_iter().filter(|path| !path.ends_with("words.rs"))
    }
}
