//! `passerelle serve`

use std::process::ExitCode;
use std::sync::Arc;

use passerelle_desk::Desk;

use crate::arguments::{Node, Serve};
use crate::output::Output;

pub(super) async fn run(node: &Node, asked: &Serve, output: &Output) -> anyhow::Result<ExitCode> {
    let desk = Arc::new(Desk::open(&node.settings(asked.demo)).await?);
    let data = node.data.display().to_string();
    let tell = |address: std::net::SocketAddr| {
        let address = format!("http://{address}/");
        let _ = output.line(&output.words.t2("cli-listening", "address", address, "data", data));
        if asked.demo {
            let _ = output.line(&output.words.t("cli-demo"));
        }
    };
    passerelle_web::serve(passerelle_web::App::new(Arc::clone(&desk)), asked.listen, tell)
        .await
        .map_err(|error| {
            let (address, detail) = (asked.listen.to_string(), error.to_string());
            anyhow::anyhow!(output.words.t2(
                "cli-error-address",
                "address",
                address,
                "detail",
                detail
            ))
        })?;
    desk.close().await;
    Ok(ExitCode::SUCCESS)
}
