//! The same files, written.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use passerelle_vocabulary::{Moderation, Stance, Vote};

use super::Comment;
use crate::cells::guarded;
use crate::statistics::ExportError;

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A moment as these files write it: `Wed Jun 18 01:16:54 UTC 2014`. Nothing for 0, which is no moment.
fn moment(milliseconds: i64) -> String {
    if milliseconds == 0 {
        return String::new();
    }
    let seconds = milliseconds.div_euclid(1_000);
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The civil calendar from days, in eras of 400 years that begin in March (Hinnant, chrono-compatible date algorithms).
    let shifted = day + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12;
    let year = year_of_era + era * 400 + i64::from(month < 2);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    let weekday = DAYS[day.rem_euclid(7) as usize];
    let month = MONTHS[month as usize];
    format!("{weekday} {month} {of_month:02} {hour:02}:{minute:02}:{:02} UTC {year}", second % 60)
}

fn known(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn timestamp(at: i64) -> String {
    known((at != 0).then_some(at))
}

/// `votes.csv`: votes in the order given.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_votes(
    votes: impl IntoIterator<Item = Vote>,
    out: impl Write,
) -> Result<(), ExportError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["timestamp", "datetime", "comment-id", "voter-id", "vote"])?;
    for vote in votes {
        let (statement, person) = (vote.statement.to_string(), vote.person.to_string());
        let stance = vote.stance.value().to_string();
        csv.write_record([timestamp(vote.at), moment(vote.at), statement, person, stance])?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

/// `comments.csv`: statements in the order given. What a spreadsheet would take for a formula is written as a text
/// ([`crate::cells::guarded`]), and read as it was.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_comments(comments: &[Comment], out: impl Write) -> Result<(), ExportError> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "is-meta",
        "is-seed",
        "comment-body",
    ])?;
    for comment in comments {
        let moderated = match comment.moderation {
            Moderation::Out => "-1",
            Moderation::Waiting => "0",
            Moderation::In => "1",
        };
        csv.write_record([
            timestamp(comment.at),
            moment(comment.at),
            comment.id.to_string(),
            known(comment.author),
            known(comment.agrees),
            known(comment.disagrees),
            moderated.to_owned(),
            comment.meta.to_string(),
            comment.seed.to_string(),
            guarded(&comment.text).into_owned(),
        ])?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

/// `participants-votes.csv`: a row for each person who voted or is in a group, a column for each statement. Of several votes
/// of a person on a statement the last one is written.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_people(
    votes: &[Vote],
    groups: &BTreeMap<u32, u32>,
    comments: &[Comment],
    out: impl Write,
) -> Result<(), ExportError> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Stance>> = BTreeMap::new();
    let mut statements: BTreeSet<u32> = comments.iter().map(|comment| comment.id).collect();
    for vote in votes {
        rows.entry(vote.person).or_default().insert(vote.statement, vote.stance);
        statements.insert(vote.statement);
    }
    for person in groups.keys() {
        rows.entry(*person).or_default();
    }
    let mut wrote: BTreeMap<u32, u32> = BTreeMap::new();
    for author in comments.iter().filter_map(|comment| comment.author) {
        *wrote.entry(author).or_default() += 1;
    }
    let mut csv = csv::Writer::from_writer(out);
    let fixed = ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"];
    let named = statements.iter().map(ToString::to_string);
    csv.write_record(fixed.into_iter().map(str::to_owned).chain(named))?;
    for (person, row) in &rows {
        let many = |stance: Stance| row.values().filter(|one| **one == stance).count().to_string();
        let fixed = [
            person.to_string(),
            known(groups.get(person)),
            wrote.get(person).copied().unwrap_or(0).to_string(),
            row.len().to_string(),
            many(Stance::Agree),
            many(Stance::Disagree),
        ];
        let cells = statements.iter().map(|id| known(row.get(id).map(|stance| stance.value())));
        csv.write_record(fixed.into_iter().chain(cells))?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

/// `summary.csv`: names and values, in their order.
///
/// # Errors
/// What writing to `out` fails with.
pub fn write_summary(summary: &[(String, String)], out: impl Write) -> Result<(), ExportError> {
    let mut csv = csv::Writer::from_writer(out);
    for (name, value) in summary {
        csv.write_record([name.as_str(), &guarded(value)])?;
    }
    csv.flush().map_err(csv::Error::from)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_published() {
        // “Wed Jun 18 08:16:54 WIB 2014” of a published file, seven hours east.
        assert_eq!(moment(1_403_054_214_196), "Wed Jun 18 01:16:54 UTC 2014");
        assert_eq!(moment(951_782_400_000), "Tue Feb 29 00:00:00 UTC 2000");
        assert_eq!(moment(-1), "Wed Dec 31 23:59:59 UTC 1969");
        assert_eq!(moment(0), "");
        assert!(!moment(i64::MIN).is_empty() && !moment(i64::MAX).is_empty());
    }
}
