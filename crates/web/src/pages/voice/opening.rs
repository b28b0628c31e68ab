//! Opening a consultation from a form: the same as the file of `passerelle consultation add`, field by field. What is wrong is told
//! beside its field, and everything that was typed is there again.

mod asked;
mod fields;

use std::collections::BTreeMap;
use std::time::Duration;

use askama::Template;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use passerelle_desk::Action;
use passerelle_desk::consultations::{
    Consultation, Described, DescribedStatement, Limits, Moderated, Quota, VoiceError, Who,
};
use passerelle_vocabulary::{Finding, Key, Lang, Record, Text};

use asked::Asked;
use fields::Making;

use super::super::part::fields::{Field, Group, Input};
use super::super::{Frame, PageError, render};
use crate::App;
use crate::consultations::explain;
use crate::person::{Fields, FromHere, Person};
use crate::words::Words;

/// Blocks of statements, each in a language.
const BLOCKS: usize = 3;
/// How long a consultation is open, unless somebody says otherwise.
const OPEN: Duration = Duration::from_hours(14 * 24);

#[derive(Template)]
#[template(path = "voice/new.html")]
struct NewPage {
    f: Frame,
    token: String,
    alert: Option<String>,
    /// What is wrong with fields: name and words.
    wrong: Vec<(String, String)>,
    groups: Vec<Group>,
}

impl NewPage {
    /// Groups that most leave as they are are folded.
    fn folds(&self, group: &Group) -> bool {
        ["asked", "limits"].contains(&group.name)
    }

    /// Whether a folded group has something to be seen.
    fn is_open(&self, group: &Group) -> bool {
        let seen = |field: &Field| group.name == "asked" && !field.value.is_empty();
        group.fields.iter().any(|field| field.problem.is_some() || seen(field))
    }
}

/// Whether somebody may open consultations, of one country at least.
fn may_open(person: &Person) -> bool {
    person.who.standing.may_somewhere(Consultation::KIND, Action::Publish)
}

/// What a form said, read: the consultation, and what cannot be read as what it should be, by the field of the form.
struct Read {
    described: Described,
    /// What people are asked of themselves.
    asked: Asked,
    wrong: Vec<(String, Finding)>,
    /// Of each statement, its block and its line there, both from 1.
    places: Vec<(usize, usize)>,
}

fn texts(given: &Fields, name: &str) -> Text {
    let mut text = Text::default();
    for w in Words::all() {
        let written = given.get(&format!("{name}_{}", w.code())).replace("\r\n", "\n");
        if !written.trim().is_empty() {
            text.set(w.lang().clone(), written.trim());
        }
    }
    text
}

/// A number of people of a group: `women: 60`.
fn quota(line: &str) -> Option<Quota> {
    let (group, places) = line.rsplit_once([':', '=', ' ', '\t'])?;
    let group = group.trim().trim_end_matches([':', '=']).trim();
    Some(Quota { group: group.to_owned(), places: places.trim().parse().ok()? })
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().map(str::trim).enumerate();
    lines.filter(|(_, line)| !line.is_empty()).map(|(at, line)| (at + 1, line))
}

impl Read {
    /// What a form in a language says.
    fn of(w: &Words, given: &Fields) -> Self {
        let mut wrong: Vec<(String, Finding)> = Vec::new();
        let code = |name: &str| given.get(name).trim().to_owned();
        let mut number = |name: &str, usual: u32| match given.get(name).trim() {
            "" => usual,
            typed => typed.replace(['\u{a0}', '\u{202f}', ' '], "").parse().unwrap_or_else(|_| {
                wrong.push((name.to_owned(), Finding::new(name, "consultation-limit", typed)));
                usual
            }),
        };
        let usual = Limits::default();
        let limits = Limits {
            statements_per_person: number("statements_per_person", usual.statements_per_person),
            statements_per_network_hour: number(
                "statements_per_network_hour",
                usual.statements_per_network_hour,
            ),
            people_per_network_hour: number(
                "people_per_network_hour",
                usual.people_per_network_hour,
            ),
            length: number("length", usual.length),
        };
        let min_votes = number("min_votes", 7);
        let mut quotas = Vec::new();
        for (_, line) in lines(given.get("quotas")) {
            match quota(line) {
                Some(one) => quotas.push(one),
                None => {
                    let finding = Finding::new("quotas", "consultation-quota-line", line);
                    wrong.push(("quotas".to_owned(), finding));
                }
            }
        }
        let by = Some(code("by")).filter(|slug| !slug.is_empty()).and_then(|slug| {
            let key = format!("actor/{}", slug.trim_start_matches("actor/")).parse::<Key>();
            key.map_err(|_| wrong.push(("by".to_owned(), Finding::new("by", "bad-key", slug)))).ok()
        });
        let (statements, places) = statements(given);
        let mut asked = Asked::of(w, given);
        wrong.append(&mut asked.wrong);
        let question = texts(given, "question");
        let slug = match code("slug") {
            none if none.is_empty() => Described::slug_of(&question),
            slug => slug,
        };
        let easy = texts(given, "easy");
        let languages = given.get("languages").split([',', ';', ' ', '\n']).map(str::trim);
        let described = Described {
            slug,
            question,
            background: texts(given, "background"),
            easy: (!easy.is_empty()).then_some(easy),
            by,
            country: Some(code("country").to_ascii_uppercase()).filter(|iso3| !iso3.is_empty()),
            languages: languages.filter(|one| !one.is_empty()).map(Lang::new).collect(),
            who: Who::ALL.into_iter().find(|who| who.code() == code("who")).unwrap_or_default(),
            quotas,
            opens: code("opens"),
            closes: code("closes"),
            moderation: match code("moderation").as_str() {
                "after" => Moderated::After,
                _ => Moderated::Before,
            },
            limits,
            min_votes,
            asked: asked.questions.iter().map(|(_, question)| question.clone()).collect(),
            statements,
        };
        Self { described, asked, wrong, places }
    }

    /// The field of the form in which a field of the consultation is filled in, and the line in it where that says more.
    fn field(&self, w: &Words, path: &str) -> (String, Option<usize>) {
        let own = || w.code().to_owned();
        if let Some(rest) = path.strip_prefix("statement[") {
            let number = rest.split(']').next().and_then(|number| number.parse::<usize>().ok());
            let place = number.and_then(|number| self.places.get(number.checked_sub(1)?));
            return match place {
                Some((block, _)) if rest.ends_with(".lang") => {
                    (format!("statements_lang_{block}"), None)
                }
                Some((block, line)) => (format!("statements_{block}"), Some(*line)),
                None => ("statements_1".to_owned(), None),
            };
        }
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let name = match first {
            "question" | "background" | "easy" => {
                let lang = if rest.is_empty() { own() } else { rest.to_owned() };
                format!("{first}_{lang}")
            }
            "limits" | "counting" => rest.to_owned(),
            "statement" => "statements_1".to_owned(),
            "asked" => self.asked.field(w, rest),
            other => other.to_owned(),
        };
        (name, None)
    }
}

/// Statements, a line each, and where each was written.
fn statements(given: &Fields) -> (Vec<DescribedStatement>, Vec<(usize, usize)>) {
    let (mut all, mut places) = (Vec::new(), Vec::new());
    for block in 1..=BLOCKS {
        let lang = given.get(&format!("statements_lang_{block}")).trim().to_ascii_lowercase();
        for (line, text) in lines(given.get(&format!("statements_{block}"))) {
            all.push(DescribedStatement {
                text: text.to_owned(),
                lang: lang.clone(),
                easy: String::new(),
                translations: BTreeMap::new(),
                meta: false,
            });
            places.push((block, line));
        }
    }
    (all, places)
}

/// What the form holds before anything is typed.
fn usual(app: &App, w: &Words) -> Fields {
    let limits = Limits::default();
    let today = app.desk.today();
    let codes: Vec<&str> = Words::all().iter().map(Words::code).collect();
    let fields = [
        ("who", "open".to_owned()),
        ("moderation", "before".to_owned()),
        ("opens", today.to_string()),
        ("closes", today.saturating_add(OPEN).to_string()),
        ("languages", codes.join(", ")),
        ("statements_lang_1", w.code().to_owned()),
        ("statements_per_person", limits.statements_per_person.to_string()),
        ("statements_per_network_hour", limits.statements_per_network_hour.to_string()),
        ("people_per_network_hour", limits.people_per_network_hour.to_string()),
        ("length", limits.length.to_string()),
        ("min_votes", "7".to_owned()),
    ];
    Fields(fields.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

fn shown(
    lang: &str,
    person: &Person,
    given: &Fields,
    wrong: Vec<(String, String)>,
    alert: Option<String>,
) -> Result<Html<String>, PageError> {
    let f = Frame::new(lang, "/consultations/new")?;
    let mut beside: BTreeMap<String, String> = BTreeMap::new();
    for (name, words) in &wrong {
        let said = beside.entry(name.clone()).or_default();
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(words);
    }
    let groups = Making { w: f.w, given, wrong: &beside }.groups();
    render(&NewPage { token: person.form_token(), alert, wrong, groups, f })
}

/// The form, empty but for what is usual.
pub(super) async fn page(
    State(app): State<App>,
    Path(lang): Path<String>,
    person: Person,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    if !may_open(&person) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    Ok(shown(&lang, &person, &usual(&app, w), Vec::new(), None)?.into_response())
}

/// What is wrong, by the field of the form, in words.
fn told(w: &Words, read: &Read, found: &[Finding]) -> Vec<(String, String)> {
    let of_record = found.iter().map(|one| (read.field(w, &one.field), one));
    let of_form = read.wrong.iter().map(|(name, one)| ((name.clone(), None), one));
    let line = |((name, line), one): ((String, Option<usize>), &Finding)| {
        let found = crate::told::plain(&one.found);
        // Words of this form, else those of forms, else those of files.
        let names = ["voice-new-wrong", "part-wrong", "finding"];
        let mut names = names.iter().map(|stem| format!("{stem}-{}", one.code));
        let text = match names.find(|name| w.has(name)) {
            Some(name) => w.t1(&name, "found", found.as_str()),
            None => one.code.clone(),
        };
        let words = [("line", line.unwrap_or_default().into()), ("text", text.into())];
        (name, w.say("voice-new-wrong", &words))
    };
    of_form.chain(of_record).map(line).collect()
}

/// Opens it.
pub(super) async fn open(
    State(app): State<App>,
    Path(lang): Path<String>,
    _: FromHere,
    person: Person,
    Sent(given): Sent<Fields>,
) -> Result<Response, PageError> {
    let w = Words::of(&lang).ok_or(PageError::NotFound)?;
    if !may_open(&person) || !person.sent(given.get("token")) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let read = Read::of(w, &given);
    let again = StatusCode::UNPROCESSABLE_ENTITY;
    if !read.wrong.is_empty() {
        let mut found = read.described.wrong();
        found
            .retain(|one| !read.wrong.iter().any(|(name, _)| *name == read.field(w, &one.field).0));
        let wrong = told(w, &read, &found);
        return Ok((again, shown(&lang, &person, &given, wrong, None)?).into_response());
    }
    match app.desk.open_consultation_by(&read.described, &person.who.standing).await {
        Ok(opened) => {
            Ok(Redirect::to(&format!("/{lang}/consultations/{}", opened.slug)).into_response())
        }
        Err(VoiceError::Unsound(found)) => {
            let wrong = told(w, &read, &found);
            Ok((again, shown(&lang, &person, &given, wrong, None)?).into_response())
        }
        Err(VoiceError::Desk(error)) => Err(PageError::Failed(error.to_string())),
        Err(error) => {
            let alert = Some(explain(w, &error));
            Ok((again, shown(&lang, &person, &given, Vec::new(), alert)?).into_response())
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn given(fields: &[(&str, &str)]) -> Fields {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields(fields.iter().map(own).collect())
    }

    #[test]
    fn a_form_is_read_and_what_is_wrong_keeps_its_place() {
        let w = Words::of("fr").unwrap();
        let fields = given(&[
            ("question_fr", " Que faire ? "),
            ("languages", "fr, sw"),
            ("quotas", "women: 60\nmen 40\nothers"),
            ("length", "1 000"),
            ("min_votes", "few"),
            ("statements_1", "Une idée.\r\n\r\nUne autre."),
            ("statements_lang_1", "fr"),
            ("statements_2", "Wazo moja."),
            ("statements_lang_2", "sw"),
        ]);
        let read = Read::of(w, &fields);
        assert_eq!(read.described.slug, "que-faire");
        assert_eq!(read.described.limits.length, 1_000);
        assert_eq!(read.described.quotas[1], Quota { group: "men".to_owned(), places: 40 });
        assert_eq!(read.places, [(1, 1), (1, 3), (2, 1)]);
        let wrong: Vec<&str> = read.wrong.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(wrong, ["min_votes", "quotas"]);
        assert_eq!(read.field(w, "statement[3].text"), ("statements_2".to_owned(), Some(1)));
        assert_eq!(read.field(w, "statement[2].lang").0, "statements_lang_1");
        assert_eq!(read.field(w, "question").0, "question_fr");
        assert_eq!(read.field(w, "question.en").0, "question_en");
        assert_eq!(read.field(w, "limits.length").0, "length");
        assert_eq!(read.field(w, "closes").0, "closes");
    }

    #[test]
    fn every_field_has_its_words() {
        let (none, nothing) = (given(&[]), BTreeMap::new());
        for w in Words::all() {
            for group in (Making { w, given: &none, wrong: &nothing }).groups() {
                for field in &group.fields {
                    assert!(!field.label.contains('⟦'), "{}", field.label);
                }
                assert!(!group.legend.contains('⟦'), "{}", group.legend);
            }
        }
    }
}
