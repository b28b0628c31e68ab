//! iCalendar (RFC 5545): days of a calendar, for the calendars of people. Written only.
//!
//! Every event is of one day, and stays what it is: its `UID` does not change, and `DTSTAMP` is a moment that the caller
//! gives, so that the same calendar gives the same bytes.

use std::fmt::Write as _;

/// Longest line, in bytes without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// A day with something on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What tells it from every other event anywhere.
    pub uid: String,
    /// Year, month, day.
    pub day: (i32, u8, u8),
    /// The day after it.
    pub next: (i32, u8, u8),
    /// What it is, in a line.
    pub summary: String,
    /// More of it.
    pub description: String,
    /// Where more of it is.
    pub url: Option<String>,
}

/// Days, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Code of its language.
    pub lang: String,
    /// When it was as it is: `2026-11-26T08:40:00Z`.
    pub moment: String,
    /// Its events.
    pub events: Vec<Event>,
}

/// The calendar as a file.
pub fn write(calendar: &Calendar) -> String {
    let mut file = String::new();
    let stamp: String = calendar.moment.chars().filter(|one| !matches!(one, '-' | ':')).collect();
    line(&mut file, "BEGIN:VCALENDAR");
    line(&mut file, "VERSION:2.0");
    line(&mut file, "PRODID:-//Passerelle//Calendar//EN");
    line(&mut file, "CALSCALE:GREGORIAN");
    line(&mut file, "METHOD:PUBLISH");
    // What calendars show; the second is that of RFC 7986.
    let name = escaped(&calendar.name);
    line(&mut file, &format!("X-WR-CALNAME:{name}"));
    line(&mut file, &format!("NAME;LANGUAGE={}:{name}", calendar.lang));
    for event in &calendar.events {
        line(&mut file, "BEGIN:VEVENT");
        line(&mut file, &format!("UID:{}", escaped(&event.uid)));
        line(&mut file, &format!("DTSTAMP:{stamp}"));
        line(&mut file, &format!("DTSTART;VALUE=DATE:{}", date(event.day)));
        line(&mut file, &format!("DTEND;VALUE=DATE:{}", date(event.next)));
        line(&mut file, &format!("SUMMARY;LANGUAGE={}:{}", calendar.lang, escaped(&event.summary)));
        if !event.description.is_empty() {
            let text = escaped(&event.description);
            line(&mut file, &format!("DESCRIPTION;LANGUAGE={}:{text}", calendar.lang));
        }
        if let Some(url) = &event.url {
            line(&mut file, &format!("URL:{url}"));
        }
        line(&mut file, "TRANSP:TRANSPARENT");
        line(&mut file, "END:VEVENT");
    }
    line(&mut file, "END:VCALENDAR");
    file
}

fn date((year, month, day): (i32, u8, u8)) -> String {
    format!("{year:04}{month:02}{day:02}")
}

/// A text with what has a meaning of its own escaped (3.3.11); other control characters are left out.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '\\' | ';' | ',' => {
                written.push('\\');
                written.push(one);
            }
            '\n' => written.push_str("\\n"),
            one if one.is_control() => {}
            one => written.push(one),
        }
    }
    written
}

/// A line, folded where it is too long: what follows begins with a space, and no letter is cut in two.
fn line(file: &mut String, text: &str) {
    let (mut rest, mut room) = (text, LINE);
    while rest.len() > room {
        let mut end = room;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let _ = write!(file, "{}\r\n ", &rest[..end]);
        rest = &rest[end..];
        // The space counts.
        room = LINE - 1;
    }
    file.push_str(rest);
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "due-gdc-1-2030@node.example".to_owned(),
            day: (2030, 12, 31),
            next: (2031, 1, 1),
            summary: summary.to_owned(),
            description: String::new(),
            url: Some("https://node.example/fr/calendar".to_owned()),
        }
    }

    fn calendar(events: Vec<Event>) -> Calendar {
        let (name, lang) = ("Calendrier".to_owned(), "fr".to_owned());
        Calendar { name, lang, moment: "2026-11-26T08:40:00Z".to_owned(), events }
    }

    #[test]
    fn a_day_is_an_event() {
        let file = write(&calendar(vec![event("Objectif 1")]));
        for expected in [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            "DTSTAMP:20261126T084000Z\r\n",
            "DTSTART;VALUE=DATE:20301231\r\nDTEND;VALUE=DATE:20310101\r\n",
            "SUMMARY;LANGUAGE=fr:Objectif 1\r\n",
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
        ] {
            assert!(file.contains(expected), "{expected}: {file}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_signs_are_escaped() {
        let summary = format!("{}, été; \\ fin\nsuite\u{7}", "é".repeat(80));
        let file = write(&calendar(vec![event(&summary)]));
        assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
        assert!(!file.replace("\r\n", "").contains(['\r', '\n', '\u{7}']));
        let unfolded = file.replace("\r\n ", "");
        let expected = format!("{}\\, été\\; \\\\ fin\\nsuite\r\n", "é".repeat(80));
        assert!(unfolded.contains(&expected), "{unfolded}");
    }
}
