//! `passerelle measure`, `passerelle sites token`, `passerelle sites reduce`

use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use passerelle_desk::Desk;
use passerelle_desk::agent::{Agent, AgentError, AgentOptions, Event, JournalError};
use passerelle_desk::measurements::{Speed, TokenError};
use passerelle_web::told::figures_of_test;
use passerelle_web::words::Words;

use crate::arguments::{Format, Measure, Node, SitesReduce, SitesToken};
use crate::output::{FOUND_PROBLEMS, MISTYPED, Output, plain};

/// The longest token file that is read, in bytes.
const LONGEST: u64 = 4096;

pub(super) async fn run(asked: Measure, output: &Output) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let token = match token(&asked) {
        Ok(token) => token,
        Err(error) => {
            let path = asked.token_file.as_deref().unwrap_or(std::path::Path::new(""));
            let variables = ("detail", plain(&error.to_string()));
            return Ok(output.cannot(&w.t2(
                "measure-token-file",
                "path",
                plain(&path.display().to_string()),
                variables.0,
                variables.1,
            )));
        }
    };
    if asked.site.is_none() && !asked.once {
        output.aside(&w.t("measure-needs-site"))?;
        return Ok(ExitCode::from(MISTYPED));
    }
    if asked.site.is_some() && token.is_empty() {
        output.aside(&w.t("measure-needs-token"))?;
        return Ok(ExitCode::from(MISTYPED));
    }
    let options = AgentOptions {
        site: asked.site.clone(),
        server: asked.server.clone(),
        token,
        queue: asked.queue.clone(),
        cap: asked.cap_gb.map(|gigabytes| (gigabytes * 1e9) as u64),
        zone: jiff::tz::TimeZone::system(),
        sending: None,
    };
    let (tell, told) = mpsc::channel();
    let once = asked.once;
    // The agent waits for lines and clocks: on a thread of its own.
    let work = tokio::task::spawn_blocking(move || work(options, once, &tell));
    let shown = tokio::task::block_in_place(|| show(told, asked.format, output));
    let worked = work.await?;
    let measured = shown?;
    match worked {
        Ok(()) if measured => Ok(ExitCode::SUCCESS),
        Ok(()) => Ok(ExitCode::from(FOUND_PROBLEMS)),
        Err(error) => Ok(output.cannot(&explain(w, &error))),
    }
}

/// The token, from its file or from the environment; empty where there is none.
fn token(asked: &Measure) -> std::io::Result<String> {
    let Some(path) = &asked.token_file else { return Ok(asked.token.clone().unwrap_or_default()) };
    use std::io::Read as _;
    let mut text = String::new();
    std::fs::File::open(path)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text.trim().to_owned())
}

/// Once, or until the process is stopped: everything that counts is on the disk at any moment.
fn work(options: AgentOptions, once: bool, tell: &mpsc::Sender<Event>) -> Result<(), AgentError> {
    let mut agent = Agent::open(options)?;
    // Nobody listens any more only when the process ends.
    let mut tell = |event| drop(tell.send(event));
    if once {
        let event = agent.measure()?;
        tell(event);
        return agent.send(&mut tell);
    }
    loop {
        let pause = agent.work(&mut tell)?;
        std::thread::sleep(pause.max(Duration::from_secs(1)));
    }
}

/// Tells each event; whether what was to be measured was.
fn show(told: mpsc::Receiver<Event>, format: Format, output: &Output) -> anyhow::Result<bool> {
    let mut well = true;
    for event in told {
        well &= match &event {
            Event::Measured(speed) => speed.failure.is_none(),
            Event::NotAllowed | Event::Refused { .. } | Event::CapReached { .. } => false,
            _ => true,
        };
        match format {
            Format::Json => output.line(&serde_json::to_string(&event)?)?,
            Format::Text => output.line(&sentence(output.words, &event))?,
        }
    }
    Ok(well)
}

fn megabytes(w: &Words, bytes: u64) -> String {
    w.number(bytes as f64 / 1e6, if bytes < 10_000_000 { 1 } else { 0 })
}

fn sentence(w: &Words, event: &Event) -> String {
    match event {
        Event::Measured(speed) => measured(w, speed),
        Event::CapReached { cap, used } => {
            w.t2("measure-cap", "used", megabytes(w, *used), "cap", megabytes(w, *cap))
        }
        Event::Heartbeat { is_online: true } => w.t("measure-online"),
        Event::Heartbeat { is_online: false } => w.t("measure-offline"),
        Event::Sent { rows, waiting } => w.t2("measure-sent", "rows", *rows, "waiting", *waiting),
        Event::Waiting { rows, why } => {
            let why = w.t(&format!("measure-why-{why}"));
            w.t2("measure-waiting", "rows", *rows, "why", why)
        }
        Event::NotAllowed => w.t("measure-not-allowed"),
        Event::Refused { rows, detail } => {
            w.t2("measure-refused", "rows", *rows, "detail", plain(detail))
        }
        Event::Next { seconds } => w.t1("measure-next", "minutes", (seconds + 30) / 60),
    }
}

fn measured(w: &Words, speed: &Speed) -> String {
    let about =
        [("server", speed.server.as_str().into()), ("megabytes", megabytes(w, speed.bytes).into())];
    let figures = figures_of_test(speed, |value| w.number(value, if value < 10.0 { 2 } else { 1 }));
    let mut text = w.say("measure-measured", &[about.as_slice(), figures.as_slice()].concat());
    if let Some(failure) = speed.failure {
        text.push('\n');
        text.push_str(&w.t(&format!("measure-failure-{}", failure.code().replace('_', "-"))));
    }
    text
}

fn explain(w: &Words, error: &AgentError) -> String {
    match error {
        AgentError::Server(error) => {
            w.t1("measure-error-server", "detail", plain(&error.to_string()))
        }
        AgentError::Journal(JournalError::InUse(path)) => {
            w.t1("measure-error-in-use", "path", plain(&path.display().to_string()))
        }
        AgentError::Journal(JournalError::File { path, error }) => w.t2(
            "measure-error-queue",
            "path",
            plain(&path.display().to_string()),
            "detail",
            plain(&error.to_string()),
        ),
        AgentError::Random(detail) => w.t1("cli-error-other", "detail", plain(detail)),
    }
}

/// `passerelle sites token`
pub(super) async fn give_token(
    node: &Node,
    asked: &SitesToken,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open(&node.settings(false)).await?;
    let (hours, area) = (asked.hours.as_deref(), asked.area.as_deref());
    let given = desk.give_token(&asked.site, hours, area, asked.publish).await;
    desk.close().await;
    let (name, found) = match given {
        Ok(token) => {
            match asked.format {
                Format::Json => output.json(&token)?,
                Format::Text => {
                    let name = if token.is_renewed { "token-renewed" } else { "token-given" };
                    // The token alone on standard output: `passerelle sites token SITE > token`.
                    output.aside(&w.say(
                        name,
                        &[
                            ("site", plain(&token.site).into()),
                            ("hours", token.hours.as_str().into()),
                            ("area", plain(&token.area).into()),
                            ("has-area", if token.area.is_empty() { "no" } else { "yes" }.into()),
                        ],
                    ))?;
                    output.line(&token.token)?;
                }
            }
            return Ok(ExitCode::SUCCESS);
        }
        Err(TokenError::Desk(error)) => return Err(error.into()),
        Err(TokenError::NotASite(found)) => ("token-not-a-site", found),
        Err(TokenError::UnknownSite(found)) => ("token-unknown-site", found),
        Err(TokenError::NotHours(found)) => ("token-not-hours", found),
    };
    Ok(output.refuse(&w.t1(name, "found", plain(&found))))
}

/// `passerelle sites reduce`
pub(super) async fn reduce(
    node: &Node,
    asked: &SitesReduce,
    output: &Output,
) -> anyhow::Result<ExitCode> {
    let w = output.words;
    let desk = Desk::open(&node.settings(false)).await?;
    let reduced = desk.reduce_measured(asked.days).await;
    desk.close().await;
    let reduced = reduced?;
    match asked.format {
        Format::Json => output.json(&reduced)?,
        Format::Text => output.line(&w.say(
            "reduced",
            &[
                ("days", reduced.days.into()),
                ("files", reduced.files.into()),
                ("megabytes", megabytes(w, reduced.bytes).into()),
                ("kept", asked.days.into()),
            ],
        ))?,
    }
    if reduced.changed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    for file in &reduced.changed {
        output.aside(&w.t1("reduced-changed", "file", plain(file)))?;
    }
    Ok(ExitCode::from(FOUND_PROBLEMS))
}

#[cfg(test)]
mod tests {
    use passerelle_desk::measurements::Failure;

    use super::*;

    #[test]
    fn every_event_has_words_in_every_language() {
        let speed = Speed {
            server: "https://node.example".into(),
            download_mbps: Some(18.25),
            bytes: 50_000_000,
            ..Speed::default()
        };
        let failed =
            |failure| Speed { failure: Some(failure), download_mbps: None, ..speed.clone() };
        let mut events = vec![
            Event::Measured(speed.clone()),
            Event::Measured(failed(Failure::Unreachable)),
            Event::Measured(failed(Failure::Refused)),
            Event::Measured(failed(Failure::BrokeOff)),
            Event::CapReached { cap: 5_000_000_000, used: 4_999_000_000 },
            Event::Heartbeat { is_online: true },
            Event::Heartbeat { is_online: false },
            Event::Sent { rows: 3, waiting: 0 },
            Event::NotAllowed,
            Event::Refused { rows: 1, detail: "x".into() },
            Event::Next { seconds: 3_600 },
        ];
        for why in [
            "unreachable",
            "timeout",
            "refused",
            "busy",
            "clock",
            "redirected",
            "too-large",
            "not-an-address",
        ] {
            events.push(Event::Waiting { rows: 2, why });
        }
        for w in Words::all() {
            for event in &events {
                let said = sentence(w, event);
                assert!(!said.contains('⟦') && !said.contains('{') && said.len() > 15, "{said}");
            }
        }
    }
}
