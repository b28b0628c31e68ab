//! `passerelle serve`

mod openid;

use std::io::ErrorKind;
use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::plans::waiting::PlansRoom;
use passerelle_desk::{Desk, DeskError, Settings};
use passerelle_web::{MailError, MailServer, Open};

use crate::arguments::{Format, Node, Serve};
use crate::output::Output;

pub(super) async fn run(node: &Node, asked: &Serve, output: &Output) -> anyhow::Result<ExitCode> {
    let plans_room =
        PlansRoom { bytes: (asked.planning_gb * 1e9) as u64, plans: asked.planning_most };
    let openid = match asked.openid.as_deref().map(|path| openid::read(path, output)).transpose()? {
        Some(Err(refused)) => return Ok(output.refuse(&refused)),
        Some(Ok(providers)) => providers,
        None => Vec::new(),
    };
    let settings =
        Settings { show_ranks: asked.show_ranks, plans_room, openid, ..node.settings(asked.demo) };
    let desk = Arc::new(Desk::open(&settings).await?);
    let data = node.data.display().to_string();
    let told = Arc::clone(&desk);
    let tell = |address: std::net::SocketAddr| {
        let address = format!("http://{address}/");
        let base = asked.public_url.as_deref().unwrap_or(address.trim_end_matches('/')).to_owned();
        if asked.format == Format::Json {
            let ready = serde_json::json!({ "address": address, "data": data });
            let _ = output.line(&ready.to_string());
            return;
        }
        let _ = output.line(&output.words.t2("cli-listening", "address", address, "data", data));
        if asked.demo {
            let _ = output.line(&output.words.t("cli-demo"));
        }
        for provider in told.providers() {
            let (name, id) = (output.words.text(&provider.name), provider.id.as_str());
            let back = format!("{base}/openid/{id}/back");
            let _ = output.line(&output.words.t2("cli-openid-back", "name", name, "address", back));
        }
    };
    let mail = match mail(asked, output)? {
        Ok(mail) => mail,
        Err(refused) => return Ok(output.refuse(&refused)),
    };
    let measure = asked.measure.then_some(asked.measure_at_once);
    let open = Open {
        planning: asked.planning,
        measure,
        people: asked.sign_up,
        mail,
        keep: asked.keep_measurements,
        proxies: asked.proxy.clone(),
    };
    let base = asked.public_url.as_deref();
    let served = passerelle_web::serve(Arc::clone(&desk), asked.listen, base, open, tell).await;
    desk.close().await;
    let Err(error) = served else { return Ok(ExitCode::SUCCESS) };
    let name = match error.kind() {
        ErrorKind::AddrInUse => "cli-error-address-taken",
        ErrorKind::PermissionDenied => "cli-error-address-denied",
        ErrorKind::AddrNotAvailable => "cli-error-address-elsewhere",
        _ => "cli-error-address",
    };
    let (address, detail) = (asked.listen.to_string(), error.to_string());
    Ok(output.cannot(&output.words.t2(name, "address", address, "detail", detail)))
}

/// The server by which mail is sent, where one is named. The inner error is why it is refused, in words.
fn mail(asked: &Serve, output: &Output) -> anyhow::Result<Result<Option<MailServer>, String>> {
    let (Some(url), Some(from)) = (&asked.smtp, &asked.smtp_from) else { return Ok(Ok(None)) };
    let password = match &asked.smtp_password_file {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| DeskError::File { path: path.clone(), error })?;
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
        None => None,
    };
    Ok(MailServer::read(url, from, password).map(Some).map_err(|error| match error {
        MailError::NotAnAddress(what) => output.words.t1("cli-smtp-from", "what", what),
        MailError::NotAServer(what) | MailError::Later(what) | MailError::Refused(what) => {
            output.words.t1("cli-smtp", "what", what)
        }
    }))
}
