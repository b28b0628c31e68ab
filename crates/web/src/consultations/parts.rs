//! Parts of a result that a page and its print have in common.

use passerelle_desk::consultations::told::{
    CategoryTold, GroupTold, QuestionTold, ResultTold, Stretch,
};

use crate::words::Words;

/// How many people voted on what.
pub(crate) fn lead(w: &Words, told: &ResultTold) -> String {
    let words = [
        ("people", told.people.into()),
        ("votes", told.votes.into()),
        ("statements", told.statements.iter().filter(|one| one.shown).count().into()),
    ];
    w.say("voice-result-lead", &words)
}

/// The people of a group, their share of all that are grouped, and how sure it is.
pub(crate) fn group_lead(w: &Words, told: &ResultTold, one: &GroupTold) -> String {
    let share = 100.0 * f64::from(one.people) / (told.grouped.max(1)) as f64;
    let people = w.t2("voice-group-people", "n", one.people, "share", w.number(share, 0));
    let sure = match one.stability {
        Some(sure) => {
            let share = w.number(100.0 * sure, 0);
            let grade = if sure >= 0.75 {
                "high"
            } else if sure >= 0.6 {
                "middle"
            } else {
                "low"
            };
            w.t2("voice-group-sure", "share", share, "grade", grade)
        }
        None => w.t("voice-group-unsure"),
    };
    format!("{people} {sure}")
}

/// Who took part, by one question.
pub(crate) struct TookPartTold {
    pub question: String,
    pub heads: Vec<String>,
    /// Category, people, share of those who answered, share of the population.
    pub rows: Vec<Vec<String>>,
    /// What it says, in words.
    pub lines: Vec<String>,
    pub source: String,
}

/// Who took part, compared with who lives there.
pub(crate) fn took_part(w: &Words, told: &ResultTold) -> Vec<TookPartTold> {
    let heads = ["category", "people", "share", "population"];
    let heads: Vec<String> = heads.map(|name| w.t(&format!("voice-col-{name}"))).to_vec();
    let percent = |share: Option<f64>, missing: &str| match share {
        Some(share) => w.t1("groups-percent", "share", w.number(share, 0)),
        None => w.t(missing),
    };
    let people = |people: Option<u64>| match people {
        Some(people) => w.t1("voice-about", "n", w.whole(people)),
        None => w.t("voice-protected"),
    };
    let of = |one: &QuestionTold| {
        let row = |category: &CategoryTold| {
            vec![
                w.text(&category.label).to_owned(),
                people(category.people),
                percent(category.share, "voice-protected"),
                percent(category.population, "voice-unknown"),
            ]
        };
        let mut rows: Vec<Vec<String>> = one.categories.iter().map(row).collect();
        let nothing = [w.t("voice-asked-nothing"), people(one.no_answer)];
        rows.push(nothing.into_iter().chain(["–", "–"].map(str::to_owned)).collect());
        TookPartTold {
            question: w.text(&one.question).to_owned(),
            heads: heads.clone(),
            rows,
            lines: under(w, one),
            source: match one.source.as_str() {
                "" => String::new(),
                source => w.t1("voice-population-source", "source", source),
            },
        }
    };
    told.took_part.iter().map(of).collect()
}

/// Who is under-represented.
fn under(w: &Words, one: &QuestionTold) -> Vec<String> {
    let line = |category: &CategoryTold| {
        let (share, population) = (category.share?, category.population?);
        let said = [
            ("who", w.text(&category.label).into()),
            ("share", w.number(share, 0).into()),
            ("population", w.number(population, 0).into()),
        ];
        category.under.then(|| w.say("voice-under", &said))
    };
    let found: Vec<String> = one.categories.iter().filter_map(line).collect();
    let is_known = |category: &CategoryTold| category.share.zip(category.population).is_some();
    match found.is_empty() && one.categories.iter().all(is_known) {
        true => vec![w.t("voice-under-nobody")],
        false => found,
    }
}

/// How votes came in.
pub(crate) struct HistoryTold {
    /// What it says, in words.
    pub lines: Vec<String>,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// How votes came in, and what they said by then; none where that is not known, or nothing can have changed: all came in one
/// stretch.
pub(crate) fn history(w: &Words, told: &ResultTold) -> Option<HistoryTold> {
    let [first, .., last] = told.history.as_slice() else { return None };
    let days = |one: &Stretch| match one.from == one.to {
        true => w.day(&one.from),
        false => w.t2("voice-days", "from", w.day(&one.from), "to", w.day(&one.to)),
    };
    let heads = ["days", "voters", "votes", "by-then", "groups", "together"];
    let row = |one: &Stretch| {
        let groups = match (one.separated, one.groups) {
            (true, groups) => w.whole(groups),
            (false, _) => w.t("voice-history-unclear"),
        };
        vec![
            days(one),
            w.whole(one.people),
            w.whole(one.votes),
            w.whole(one.all_people),
            groups,
            w.whole(one.together),
        ]
    };
    let said = [
        ("people", w.whole(last.all_people).into()),
        ("from", w.day(&first.from).into()),
        ("to", w.day(&last.to).into()),
        ("first", first.together.into()),
        ("last", last.together.into()),
    ];
    let mut lines = vec![w.say("voice-history-lead", &said)];
    let settled = settled(&told.history);
    if let Some(one) = settled {
        lines.push(w.t2("voice-history-settled", "k", one.groups, "day", w.day(&one.to)));
    }
    lines.push(w.t("voice-history-how"));
    Some(HistoryTold {
        lines,
        heads: heads.map(|name| w.t(&format!("voice-col-{name}"))).to_vec(),
        rows: told.history.iter().map(row).collect(),
    })
}

/// From when on there were as many groups as at the end; none where that is the end alone.
fn settled(history: &[Stretch]) -> Option<&Stretch> {
    let last = history.last().filter(|last| last.separated && history.len() > 1)?;
    let same = |one: &&Stretch| one.separated && one.groups == last.groups;
    history.iter().rev().take_while(same).last().filter(|one| one.to != last.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(groups: u64, separated: bool, day: &str) -> Stretch {
        Stretch {
            from: day.to_owned(),
            to: day.to_owned(),
            people: 10,
            votes: 80,
            all_people: 10,
            all_votes: 80,
            groups,
            separated,
            together: 1,
        }
    }

    #[test]
    fn groups_settle_on_the_day_from_which_there_were_as_many() {
        let days = [
            stretch(2, true, "2026-11-20"),
            stretch(3, true, "2026-11-21"),
            stretch(2, true, "2026-11-22"),
            stretch(2, true, "2026-11-23"),
        ];
        assert_eq!(settled(&days).map(|one| one.to.as_str()), Some("2026-11-22"));
        assert!(settled(&days[..1]).is_none());
        assert!(settled(&days[..3]).is_none(), "the end alone is not settled");
        assert!(settled(&[stretch(2, true, "a"), stretch(2, false, "b")]).is_none());
    }

    #[test]
    fn a_history_is_told_in_every_language() {
        let told = ResultTold {
            history: vec![stretch(2, true, "2026-11-20"), stretch(2, true, "2026-11-21")],
            ..ResultTold::default()
        };
        for w in Words::all() {
            let found = history(w, &told)
                .map(|one| format!("{:?}{:?}{:?}", one.lines, one.heads, one.rows));
            let found = found.unwrap_or_default();
            assert!(!found.is_empty() && !found.contains('⟦'), "{found}");
        }
    }
}
