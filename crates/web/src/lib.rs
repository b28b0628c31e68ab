//! The roof: pages and API.
//!
//! Every page is made on the server and needs no script. A request goes through [`serve::respond`]
//! (headers, cache, compression) to a page of [`pages`] or an endpoint of [`api`], which asks the desk
//! and turns its plain data into words ([`words`]) and drawings ([`charts`]). Nothing here decides what
//! a figure means.

mod accept;
pub mod activities;
mod addresses;
pub mod api;
mod cache;
pub mod charts;
pub mod consultations;
pub mod emergency;
pub mod groups;
pub mod interactive;
pub mod kit;
mod made;
mod mailing;
mod ndt7;
pub mod outcomes;
pub mod pages;
mod person;
pub mod plan;
mod planning;
mod printed;
mod ranges;
pub mod review;
pub mod scorecard;
mod sender;
pub mod serve;
pub mod sites;
mod stream;
pub mod told;
mod voice;
pub mod words;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use passerelle_desk::Desk;
use passerelle_desk::outcomes::LookOptions;

use cache::Cache;
pub use passerelle_exchange::mail::{MailError, MailServer};
/// Providers of identity, as the node's owner names them.
pub mod openid {
    pub use passerelle_exchange::openid::configuration::{
        ProviderProblem, SecretFrom, read as read_providers,
    };
    pub use passerelle_exchange::openid::{Provider, Secret};
}
pub use planning::{draw as draw_plan, files as plan_files};
pub use sender::{NoProxy, Proxy};

/// What every request can ask.
#[derive(Clone)]
pub struct App {
    /// The desk.
    pub desk: Arc<Desk>,
    cache: Arc<Cache>,
    pub(crate) downloads: Arc<stream::Downloads>,
    /// Where plans are asked for; `None` where the node's owner has not opened it.
    pub(crate) planning: Option<Arc<planning::Planning>>,
    /// What addresses on this node begin with, for those who use them elsewhere: `https://node.example`.
    base: Arc<str>,
    /// Whether connections are measured against this node.
    measures: bool,
    /// Reverse proxies of its owner, which say who sends.
    pub(crate) proxies: Arc<[Proxy]>,
    /// Whether people can open accounts for themselves.
    pub(crate) people: bool,
    /// Whether mail is sent to people who ask for it.
    pub(crate) mails: bool,
    /// For how many days what sites measured is kept whole; for ever without it.
    keep: Option<u32>,
}

impl App {
    /// The application over a desk. `base` is the node's public address, without a slash at its end.
    pub fn new(desk: Arc<Desk>, base: &str) -> Self {
        Self {
            desk,
            cache: Arc::new(Cache::default()),
            downloads: Arc::default(),
            planning: None,
            base: base.into(),
            measures: false,
            proxies: Arc::from([]),
            people: false,
            mails: false,
            keep: None,
        }
    }

    /// The same, where plans can be asked for on pages.
    #[must_use]
    pub fn planning(mut self) -> Self {
        self.planning = Some(Arc::default());
        self
    }

    /// The whole address of a path of this node. It is told by the owner and never taken from a
    /// request: a page is made once for all who ask.
    pub(crate) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// Every address of the node.
pub fn router(app: App) -> Router {
    let pages = pages::router().merge(api::router());
    let answered = axum::middleware::from_fn_with_state(app.clone(), serve::respond);
    pages.layer(answered).with_state(app)
}

/// What the owner of a node opens besides its pages, and how it is reached.
#[derive(Debug, Clone, Default)]
pub struct Open {
    /// Whether plans can be asked for on pages.
    pub planning: bool,
    /// How many may measure their connection at once, by ndt7; nobody without it.
    pub measure: Option<usize>,
    /// Reverse proxies, whose word on who sends is taken.
    pub proxies: Vec<Proxy>,
    /// Whether people can open accounts for themselves.
    pub people: bool,
    /// The server by which mail is sent to people who ask for it; none is sent without it.
    pub mail: Option<MailServer>,
    /// For how many days files of measurements are kept; for ever without it.
    pub keep: Option<u32>,
}

/// Serves until the process is asked to stop. `base` is the node's public address; where its owner gives
/// none, it is the one that is listened on.
///
/// # Errors
/// The address cannot be listened on.
pub async fn serve(
    desk: Arc<Desk>,
    address: SocketAddr,
    base: Option<&str>,
    open: Open,
    listening: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    listening(address);
    let mut app =
        App::new(Arc::clone(&desk), &base.map_or_else(|| local_base(address), str::to_owned));
    if open.planning {
        app = app.planning();
    }
    app.measures = open.measure.is_some();
    app.proxies = open.proxies.into();
    app.people = open.people;
    app.mails = open.mail.is_some();
    app.keep = open.keep;
    let work = app.planning.clone().map(|planning| tokio::spawn(planning::work(desk, planning)));
    let watched = app.clone();
    let watch = tokio::spawn(async move { watch_changes(&watched).await });
    let mailing = open.mail.map(|server| tokio::spawn(mailing::work(app.clone(), server)));
    let closing = tokio::spawn(close_days(Arc::clone(&app.desk), open.keep));
    let looked = app.clone();
    let looking = tokio::spawn(async move { look_at_sisters(&looked).await });
    let mut routes = router(app);
    if let Some(at_once) = open.measure {
        routes = routes.merge(ndt7::router(ndt7::Tests::at_once(at_once, address)));
    }
    let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, routes).with_graceful_shutdown(stop_asked()).await;
    watch.abort();
    closing.abort();
    looking.abort();
    if let Some(mailing) = mailing {
        mailing.abort();
    }
    if let Some(work) = work {
        // A plan that is being made begins anew when the node opens again.
        work.abort();
    }
    served
}

/// Where this machine reaches an address that is listened on.
fn local_base(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        return format!("http://localhost:{}", address.port());
    }
    format!("http://{address}")
}

/// Another process (an import) may change the data, and the moment of a release may come: look every second.
async fn watch_changes(app: &App) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Err(error) = app.desk.refresh().await {
            tracing::warn!(%error, "could not look for changes");
        }
        if let Err(error) = app.desk.release_due().await {
            tracing::warn!(%error, "could not release what is due");
        }
    }
}

/// Days of measurements that are past are closed, within a minute of their time, and reduced to their figures when they
/// are as old as the node's owner says.
async fn close_days(desk: Arc<Desk>, keep: Option<u32>) {
    loop {
        if let Err(error) = desk.close_measured_days().await {
            tracing::warn!(%error, "could not close days of measurements");
        }
        if let Some(days) = keep {
            match desk.reduce_measured(days).await {
                Ok(reduced) if reduced.changed.is_empty() => {}
                Ok(reduced) => {
                    tracing::warn!(?reduced.changed, "files of measurements are not what they were");
                }
                Err(error) => tracing::warn!(%error, "could not reduce days of measurements"),
            }
        }
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
}

/// Sister processes of consultations are looked at once a day each.
async fn look_at_sisters(app: &App) {
    let options = LookOptions { base: app.absolute(""), rebase: None };
    loop {
        if let Err(error) = app.desk.look_at_all_sisters(&options).await {
            tracing::warn!(%error, "could not look at sister processes");
        }
        tokio::time::sleep(Duration::from_secs(60 * 60)).await;
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
