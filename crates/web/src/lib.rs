//! The roof: pages and API.
//!
//! Every page is made on the server and needs no script. A request goes through [`serve::respond`]
//! (headers, cache, compression) to a page of [`pages`] or an endpoint of [`api`], which asks the desk
//! and turns its plain data into words ([`words`]) and drawings ([`charts`]). Nothing here decides what
//! a figure means.

pub mod api;
pub mod charts;
pub mod pages;
pub mod serve;
pub mod words;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use passerelle_desk::Desk;

use serve::Cache;

/// What every request can ask.
#[derive(Clone)]
pub struct App {
    /// The desk.
    pub desk: Arc<Desk>,
    cache: Arc<Cache>,
}

impl App {
    /// The application over a desk.
    pub fn new(desk: Arc<Desk>) -> Self {
        Self { desk, cache: Arc::new(Cache::default()) }
    }
}

/// Every address of the node.
pub fn router(app: App) -> Router {
    let pages = pages::router().merge(api::router());
    let answered = axum::middleware::from_fn_with_state(app.clone(), serve::respond);
    pages.layer(answered).with_state(app)
}

/// Serves until the process is asked to stop.
///
/// # Errors
/// The address cannot be listened on.
pub async fn serve(
    app: App,
    address: SocketAddr,
    listening: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await?;
    listening(listener.local_addr()?);
    let watched = app.clone();
    let watch = tokio::spawn(async move { watch_changes(&watched).await });
    let served = axum::serve(listener, router(app)).with_graceful_shutdown(stop_asked()).await;
    watch.abort();
    served
}

/// Another process (an import) may change the data: look every second.
async fn watch_changes(app: &App) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Err(error) = app.desk.refresh().await {
            tracing::warn!(%error, "could not look for changes");
        }
    }
}

async fn stop_asked() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { () = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    interrupted.await;
}
