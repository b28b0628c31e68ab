//! `passerelle serve`

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use passerelle_desk::plans::waiting::PlansRoom;
use passerelle_web::Proxy;

use super::{Format, measure};

/// Start the node.
#[derive(Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        env = "PASSERELLE_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// Add a synthetic country, clearly labelled, so that no page is empty.
    #[arg(long)]
    pub demo: bool,
    /// Say where a country ranks among its peers. No rank is shown unless the node's owner asks for it.
    #[arg(
        long,
        env = "PASSERELLE_SHOW_RANKS",
        value_parser = clap::builder::BoolishValueParser::new()
    )]
    pub show_ranks: bool,
    /// Address by which the world reaches the node, such as `https://node.example`: for the citations and
    /// the frames that people copy. Otherwise the address listened on.
    #[arg(long, value_name = "URL", env = "PASSERELLE_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Let people open accounts for themselves, to endorse and to contribute.
    #[arg(long)]
    pub sign_up: bool,
    /// Let people sign in at the providers of identity that this file names (OpenID Connect).
    #[arg(long, value_name = "FILE", env = "PASSERELLE_OPENID")]
    pub openid: Option<PathBuf>,
    /// Send mail to people who ask for it, by this server.
    #[arg(long, value_name = "URL", env = "PASSERELLE_SMTP", requires = "smtp_from")]
    pub smtp: Option<String>,
    /// The address that mail comes from.
    #[arg(long, value_name = "ADDRESS", env = "PASSERELLE_SMTP_FROM")]
    pub smtp_from: Option<String>,
    /// The file whose first line is the password at that server.
    #[arg(long, value_name = "FILE", env = "PASSERELLE_SMTP_PASSWORD_FILE", requires = "smtp")]
    pub smtp_password_file: Option<PathBuf>,
    /// Let sites and people measure their connection to this node (ndt7).
    #[arg(
        long,
        env = "PASSERELLE_MEASURE",
        value_parser = clap::builder::BoolishValueParser::new()
    )]
    pub measure: bool,
    /// How many may measure at once; the others are told to come back.
    #[arg(long, value_name = "COUNT", default_value_t = 256)]
    pub measure_at_once: usize,
    /// Reduce what was measured more than so many days ago to its days in figures.
    #[arg(
        long,
        value_name = "DAYS",
        env = "PASSERELLE_KEEP_MEASUREMENTS",
        value_parser = measure::days()
    )]
    pub keep_measurements: Option<u32>,
    /// Let people ask for plans of connecting sites on its pages.
    #[arg(
        long,
        env = "PASSERELLE_PLANNING",
        value_parser = clap::builder::BoolishValueParser::new()
    )]
    pub planning: bool,
    /// A reverse proxy of yours, by its address or its network: who sends is then read in its `X-Forwarded-For`. May be
    /// given several times.
    #[arg(long, value_name = "ADDRESS", env = "PASSERELLE_PROXY", value_delimiter = ',')]
    pub proxy: Vec<Proxy>,
    /// What is kept of such plans at the most, in gigabytes.
    #[arg(long, value_name = "NUMBER", default_value_t = PlansRoom::default().bytes as f64 / 1e9,
        value_parser = measure::gigabytes)]
    pub planning_gb: f64,
    /// How many such plans are kept at the most.
    #[arg(long, value_name = "COUNT", default_value_t = PlansRoom::default().plans,
        value_parser = clap::value_parser!(u64).range(1..))]
    pub planning_most: u64,
    /// How it is told that the node is open.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// An address that others can begin with: no path, no slash at its end.
pub(super) fn public_url(written: &str) -> Result<String, String> {
    let trimmed = written.trim_end_matches('/');
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    let sound = |host: &str| {
        !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/?#\"'<>@\\".contains(c))
    };
    match host {
        Some(host) if sound(host) => Ok(trimmed.to_owned()),
        _ => Err("expected an address without a path, such as https://node.example".to_owned()),
    }
}
