//! Mail to people: words for what happened to their work, and the sending of it while the node is open.

use std::sync::Arc;
use std::time::Duration;

use passerelle_desk::people::DueMail;
use passerelle_desk::{Desk, DeskError};
use passerelle_exchange::mail::MailServer;
use passerelle_vocabulary::Key;

use crate::App;
use crate::pages::date;
use crate::words::Words;

/// How often it is looked whether a message is due.
const LOOK: Duration = Duration::from_secs(2);
/// How often it is looked whether work fell silent: in looks, an hour.
const SILENCE: u32 = 1_800;

/// Sends what is due, for as long as the node is open.
pub(crate) async fn work(app: App, server: MailServer) {
    let mut seen = None;
    for look in 0_u32.. {
        // What is in the log, and the day, say which rounds are open; who asked to hear of them is looked at hourly.
        let now = (app.desk.version(), app.desk.today());
        if (seen != Some(now) || look % SILENCE == 0)
            && let Err(error) = app.desk.tell_of_rounds().await
        {
            tracing::warn!(%error, "could not look for comment rounds");
        }
        if (seen != Some(now) || look % SILENCE == 0)
            && let Err(error) = app.desk.tell_of_overdue().await
        {
            tracing::warn!(%error, "could not look for recommendations without an answer");
        }
        seen = Some(now);
        if look % SILENCE == 0
            && let Err(error) = app.desk.tell_of_silence().await
        {
            tracing::warn!(%error, "could not look for silence");
        }
        match send_one(&app.desk, &server, &app.absolute("")).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "could not send mail"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Sends the next message that is due; whether there was one.
async fn send_one(desk: &Arc<Desk>, server: &MailServer, base: &str) -> Result<bool, DeskError> {
    let Some(due) = desk.next_mail().await? else { return Ok(false) };
    desk.send_mail(server, &due, worded(&due, base)).await?;
    Ok(true)
}

/// Subject, text, and where to have no more of them.
fn worded(due: &DueMail, base: &str) -> (String, String, String) {
    let w = Words::of(&due.to.lang).unwrap_or_else(|| Words::negotiate(""));
    let unsubscribe = format!("{base}/{}/mail/{}", w.code(), due.token);
    let (title, path) = match &due.about {
        Some((key, title)) => {
            let title = title.as_ref().map(|title| w.text(title).to_owned());
            (title.unwrap_or_else(|| key.slug().to_owned()), path(&due.what, key))
        }
        None => (String::new(), "/me".to_owned()),
    };
    let link = match due.what.as_str() {
        "confirm" => unsubscribe.clone(),
        _ => format!("{base}/{}{path}", w.code()),
    };
    let until = due.until.map_or_else(String::new, |day| date(w, day));
    let subject = w.t1(&format!("mail-{}-subject", due.what), "title", title.as_str());
    let said = [
        ("title", title.into()),
        ("link", link.into()),
        ("node", base.into()),
        ("until", until.into()),
    ];
    let text = w.say(&format!("mail-{}", due.what), &said);
    let end = w.t1("mail-end", "unsubscribe", unsubscribe.as_str());
    (subject, format!("{text}\n\n-- \n{end}\n"), unsubscribe)
}

/// Where something is read: what was given back on its form, all else where everyone reads it.
fn path(what: &str, key: &Key) -> String {
    let (kind, slug) = (key.kind(), key.slug());
    let of = slug.rsplit_once('/').map_or(slug, |(of, _)| of);
    match (what, kind) {
        ("returned", _) => format!("/write/{kind}/{slug}"),
        (_, "actor" | "endorsement") => format!("/actors/{slug}"),
        (_, "review") => format!("/reviews/{slug}"),
        (_, "recommendation") => format!("/recommendations/{slug}"),
        _ => format!("/initiatives/{of}"),
    }
}
