//! Every word a person reads, in their language.
//!
//! The words are Fluent files under `locales/<code>/`, compiled into the program. A page asks for them by
//! name through a [`Words`], which also formats numbers as the language does. Adding a language is adding
//! a folder; a test proves that every folder has the same names with the same variables.
//!
//! What is to be done is done on a page with a form, and at a terminal with an option. A message that says so has
//! the words of the page as its value and those of the terminal as its attribute `.command`
//! ([`Words::at_terminal`]).

use std::sync::{Arc, LazyLock};

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

static AT_TERMINAL: LazyLock<Vec<Words>> =
    LazyLock::new(|| ALL.iter().map(|one| Words { at_terminal: true, ..one.clone() }).collect());

/// The attribute of a message that says it in the words of the command line.
const COMMAND: &str = "command";

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
#[derive(Clone)]
pub struct Words {
    lang: Lang,
    /// Whether they are for somebody who types commands.
    at_terminal: bool,
    spoken: Arc<Spoken>,
}

/// A language, as it was loaded.
struct Spoken {
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
        let spoken = Arc::new(Spoken { bundle, decimal, collator });
        Some(Self { lang: Lang::new(code), at_terminal: false, spoken })
    }

    /// The same language, for somebody who types commands: what is to be done is told with options.
    pub fn at_terminal(&self) -> &'static Self {
        let same = AT_TERMINAL.iter().find(|words| words.lang == self.lang);
        same.unwrap_or(&AT_TERMINAL[0])
    }

    /// The same language, for somebody who reads a page or a printed sheet.
    pub fn on_paper(&self) -> &'static Self {
        ALL.iter().find(|words| words.lang == self.lang).unwrap_or(&ALL[0])
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
        let message = self.spoken.bundle.get_message(name);
        let typed = message.as_ref().filter(|_| self.at_terminal);
        let typed = typed.and_then(|message| message.get_attribute(COMMAND));
        let typed = typed.map(|attribute| attribute.value());
        let Some(pattern) = typed.or_else(|| message.and_then(|message| message.value())) else {
            return format!("⟦{name}⟧");
        };
        let args: FluentArgs<'_> =
            variables.iter().map(|(key, value)| (*key, value.clone())).collect();
        let mut errors = Vec::new();
        self.spoken.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// Whether there is a message of this name.
    pub fn has(&self, name: &str) -> bool {
        self.spoken.bundle.has_message(name)
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
        match (&self.spoken.decimal, rounded.parse::<Decimal>()) {
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
        self.spoken
            .decimal
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
        match &self.spoken.collator {
            Some(collator) => list.sort_by(|a, b| collator.compare(name(a), name(b))),
            None => list.sort_by(|a, b| name(a).cmp(name(b))),
        }
    }
}

#[cfg(test)]
mod tests;
