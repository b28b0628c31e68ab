//! Commitments: what each says, where it stands, who is addressed, what shows it.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use passerelle_compact::{Commitment, CommitmentKind};

use super::answer::Answer;
use super::initiative::Brief;
use super::money::MoneyTold;
use super::view::{Imports, SourceName};
use super::{Frame, PageError, PageResult, render, view};
use crate::App;
use crate::words::Words;

#[derive(Template)]
#[template(path = "commitment.html")]
struct CommitmentPage {
    f: Frame,
    /// Where its feed is.
    feed: String,
    id: String,
    title: String,
    statement: String,
    text: String,
    reference: String,
    place: String,
    sdgs: Vec<u8>,
    due: Option<String>,
    days_left: Option<String>,
    addressees: Vec<String>,
    systems: Vec<(String, String)>,
    evidence: Vec<Evidence>,
    /// Who does what.
    doing: Vec<Brief>,
    /// What of it is promised and paid.
    money: Option<MoneyTold>,
    before: Option<(String, String)>,
    after: Option<(String, String)>,
}

/// What an indicator says of the world on a commitment.
struct Evidence {
    code: String,
    name: String,
    answer: Option<Answer>,
    countries: usize,
    fastest: Vec<Fastest>,
}

/// Where it went fastest.
struct Fastest {
    place: String,
    name: String,
    change: String,
    source: SourceName,
}

pub(super) async fn page(
    State(app): State<App>,
    Path((lang, id)): Path<(String, String)>,
) -> PageResult {
    let f = Frame::new(&lang, format!("/commitments/{id}"))?;
    let w = f.w;
    let catalogue = &app.desk.catalogue;
    let commitment = catalogue.commitment(&id).ok_or(PageError::NotFound)?;
    let text = catalogue.texts.iter().find(|text| text.text == commitment.text);
    let mut evidence = Vec::new();
    let imports = view::imports(&app).await?;
    for code in &commitment.indicators {
        evidence.extend(evidence_of(&app, w, &imports, code).await?);
    }
    let doing = app.desk.initiatives_serving(&id).await?;
    let money = MoneyTold::of(&app, w, &app.desk.money().await?.of_commitment(&id));
    let of_text: Vec<&Commitment> =
        catalogue.commitments.iter().filter(|other| other.text == commitment.text).collect();
    let position = of_text.iter().position(|other| other.id == id);
    let beside = |index: Option<usize>| {
        let other = of_text.get(index?)?;
        Some((other.id.clone(), w.text(&other.title).to_owned()))
    };
    let systems = commitment.systems.iter().map(|system| {
        (system.code().to_owned(), w.t(&format!("system-{}", system.code().to_lowercase())))
    });
    let days_left = commitment.due.and_then(|due| {
        let days = app.desk.days_until(due.last_day())?;
        Some(if days >= 0 {
            w.t1("days-left", "days", days)
        } else {
            w.t1("days-past", "days", -days)
        })
    });
    render(&CommitmentPage {
        feed: f.feed(&format!("/commitments/{id}")),
        title: w.text(&commitment.title).to_owned(),
        statement: w.text(&commitment.statement).to_owned(),
        text: text.map(|text| w.text(&text.title).to_owned()).unwrap_or_default(),
        reference: text.map(|text| text.reference.clone()).unwrap_or_default(),
        place: w.text(&commitment.place).to_owned(),
        sdgs: commitment.sdgs.0.iter().map(|sdg| sdg.number()).collect(),
        due: commitment.due.map(|due| view::due_date(w, due)),
        days_left,
        addressees: commitment
            .addressees
            .iter()
            .map(|one| w.t(&format!("addressee-{}", one.code().replace('_', "-"))))
            .collect(),
        systems: systems.collect(),
        evidence,
        doing: doing.iter().map(|one| Brief::of(&app, w, one)).collect(),
        money,
        before: beside(position.and_then(|position| position.checked_sub(1))),
        after: beside(position.map(|position| position + 1)),
        id,
        f,
    })
}

async fn evidence_of(
    app: &App,
    w: &'static Words,
    imports: &Imports,
    code: &str,
) -> Result<Option<Evidence>, PageError> {
    let Some(view) = app.desk.indicator(code).await? else { return Ok(None) };
    let indicator = &view.indicator;
    let sign = indicator.direction.sign().unwrap_or(1.0);
    // Where it went fastest: change per year since the first figure of the same series. Two figures can
    // differ by chance, and an old one says nothing of today. The words of the list say this rule.
    let mut changes: Vec<(f64, &passerelle_desk::indicator::PlaceFigure)> = view
        .real_countries()
        .filter(|figure| !figure.outdated && figure.points >= 3)
        .filter_map(|figure| {
            let (first, value) = figure.first?;
            let years = figure.period.middle() - first.middle();
            (years >= 3.0).then(|| (sign * (figure.value - value) / years, figure))
        })
        .filter(|(change, _)| *change > 0.0)
        .collect();
    changes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let fastest = changes.iter().take(3).map(|(_, figure)| {
        let (first, value) = figure.first.unwrap_or((figure.period, figure.value));
        let change = w.say(
            "from-to",
            &[
                ("from", view::figure(w, indicator, value).into()),
                ("since", first.to_string().into()),
                ("to", view::figure(w, indicator, figure.value).into()),
                ("until", figure.period.to_string().into()),
            ],
        );
        let catalogue = &app.desk.catalogue;
        Fastest {
            place: figure.place.clone(),
            name: catalogue.place_name(&figure.place, w.lang()).into_owned(),
            change,
            source: view::source_of_import(catalogue, w, imports, &figure.source, figure.batch),
        }
    });
    Ok(Some(Evidence {
        code: code.to_owned(),
        name: w.text(&indicator.name).to_owned(),
        answer: Answer::of(app, w, imports, &view),
        countries: view.real_countries().count(),
        fastest: if indicator.direction.sign().is_some() { fastest.collect() } else { Vec::new() },
    }))
}

#[derive(Template)]
#[template(path = "commitments.html")]
struct CommitmentsPage {
    f: Frame,
    sections: Vec<Section>,
    sdgs: Vec<(u8, bool)>,
    addressees: Vec<(String, String, bool)>,
    /// What was asked and is none of the choices.
    notes: Vec<String>,
    found: usize,
}

struct Section {
    title: String,
    entries: Vec<(String, String, String)>,
}

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    sdg: String,
    #[serde(default)]
    to: String,
}

const ADDRESSEES: [&str; 6] = ["state", "states", "un", "companies", "standards_bodies", "all"];

pub(super) async fn list(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let address = super::asked_for("/commitments", &[("sdg", &asked.sdg), ("to", &asked.to)]);
    let f = Frame::new(&lang, address)?;
    let w = f.w;
    let catalogue = &app.desk.catalogue;
    let sdg = asked.sdg.parse().ok().filter(|goal| (1..=17).contains(goal));
    let to = Some(asked.to.as_str()).filter(|to| ADDRESSEES.contains(to)).unwrap_or_default();
    let unknown = [(&asked.sdg, sdg.is_none()), (&asked.to, to.is_empty())];
    let notes = unknown.iter().filter(|(asked, unknown)| *unknown && !asked.is_empty());
    let notes = notes.map(|(asked, _)| w.t1("filter-unknown", "asked", asked.as_str())).collect();
    let fits = |commitment: &&Commitment| {
        sdg.is_none_or(|sdg| commitment.sdgs.0.iter().any(|one| one.number() == sdg))
            && (to.is_empty() || commitment.addressees.iter().any(|one| one.code() == to))
    };
    let chosen: Vec<&Commitment> = catalogue.commitments.iter().filter(fits).collect();
    let found = chosen.len();
    let mut sections: Vec<Section> = Vec::new();
    for commitment in chosen {
        let title = section_title(w, &app, commitment);
        if sections.last().is_none_or(|section| section.title != title) {
            match sections.iter().position(|section| section.title == title) {
                Some(index) => {
                    let section = sections.remove(index);
                    sections.push(section);
                }
                None => sections.push(Section { title, entries: Vec::new() }),
            }
        }
        if let Some(section) = sections.last_mut() {
            section.entries.push((
                commitment.id.clone(),
                w.text(&commitment.title).to_owned(),
                w.text(&commitment.place).to_owned(),
            ));
        }
    }
    let addressee = |code: &&str| {
        let name = w.t(&format!("addressee-{}", code.replace('_', "-")));
        ((*code).to_owned(), name, *code == to)
    };
    render(&CommitmentsPage {
        sections,
        sdgs: (1..=17).map(|number| (number, Some(number) == sdg)).collect(),
        addressees: ADDRESSEES.iter().map(addressee).collect(),
        notes,
        found,
        f,
    })
}

fn section_title(w: &Words, app: &App, commitment: &Commitment) -> String {
    let catalogue = &app.desk.catalogue;
    let text = catalogue.texts.iter().find(|text| text.text == commitment.text);
    let text = text.map(|text| w.text(&text.title)).unwrap_or_default();
    let part = match (commitment.kind, commitment.objective()) {
        (CommitmentKind::Commitment, Some(number)) => {
            let title = catalogue.commitment(&format!("gdc.{number}"));
            let title = title.map(|one| w.text(&one.title)).unwrap_or_default();
            return w.t2("objective", "number", i64::from(number), "title", title);
        }
        (kind, _) => w.t(&format!("kind-{}", kind.code().replace('_', "-"))),
    };
    format!("{text} – {part}")
}
