//! From which address a request comes, for limits that are fair. It is given to what counts, and kept nowhere.
//!
//! That is the other end of the connection, which behind a reverse proxy is the proxy. Anybody can write an
//! `X-Forwarded-For`, so it is read only where the owner named the proxy (`serve --proxy`), and only as far as the
//! named ones wrote it: from its end, past their own addresses.
//!
//! A connection from this machine or from a private network, of a proxy that was not named, does not say who sends:
//! all who come by it would be taken for one.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::App;

/// The header in which proxies add the address of whom they serve.
const FORWARDED: &str = "x-forwarded-for";

/// A reverse proxy of the node's owner, or a network of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proxy {
    address: IpAddr,
    /// The first bits that its address has in common with this one.
    bits: u32,
}

/// A text that names no proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an address or a network, such as 127.0.0.1 or 10.0.0.0/8")]
pub struct NoProxy;

impl FromStr for Proxy {
    type Err = NoProxy;

    fn from_str(written: &str) -> Result<Self, NoProxy> {
        let (address, bits) = match written.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (written.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| NoProxy)?;
        let all = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), str::parse).map_err(|_| NoProxy)?;
        if bits <= all { Ok(Self { address, bits }) } else { Err(NoProxy) }
    }
}

impl Proxy {
    fn is(&self, other: IpAddr) -> bool {
        let differ = match (self.address, other) {
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                (one.to_bits() ^ other.to_bits()).leading_zeros()
            }
            (IpAddr::V6(one), IpAddr::V6(other)) => {
                (one.to_bits() ^ other.to_bits()).leading_zeros()
            }
            _ => return false,
        };
        differ >= self.bits
    }
}

/// The address that a request comes from; `None` where that cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sender(pub Option<IpAddr>);

impl FromRequestParts<App> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self(peer.and_then(|peer| sender(peer, &parts.headers, &app.proxies))))
    }
}

fn sender(peer: IpAddr, headers: &HeaderMap, proxies: &[Proxy]) -> Option<IpAddr> {
    let is_proxy = |address: IpAddr| proxies.iter().any(|proxy| proxy.is(address));
    let peer = peer.to_canonical();
    if !is_proxy(peer) {
        return Some(peer).filter(|peer| !is_near(*peer));
    }
    let written = headers.get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
    let written: Vec<&str> = written.flat_map(|value| value.split(',')).collect();
    for one in written.into_iter().rev() {
        // What is no address hides who wrote what is before it.
        let address = address(one.trim())?;
        if !is_proxy(address) {
            return Some(address);
        }
    }
    None
}

/// An address as proxies write it: alone, in brackets, or with a port.
fn address(written: &str) -> Option<IpAddr> {
    let alone = written.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let found = alone.or_else(|_| written.parse::<SocketAddr>().map(|with_port| with_port.ip()));
    found.ok().map(|address| address.to_canonical())
}

/// Whether an address is of this machine or of a network that the world does not reach.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(one) => one.is_loopback() || one.is_private() || one.is_link_local(),
        IpAddr::V6(one) => {
            one.is_loopback() || one.is_unique_local() || one.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn told(peer: &str, forwarded: &[&str], proxies: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED, HeaderValue::from_str(value).unwrap());
        }
        let proxies: Vec<Proxy> = proxies.iter().map(|one| one.parse().unwrap()).collect();
        sender(peer.parse().unwrap(), &headers, &proxies).map(|address| address.to_string())
    }

    #[test]
    fn what_anybody_can_write_is_not_believed() {
        let peer = Some("198.51.100.7".to_owned());
        assert_eq!(told("198.51.100.7", &["203.0.113.1"], &[]), peer);
        assert_eq!(told("198.51.100.7", &["203.0.113.1"], &["127.0.0.1"]), peer);
        // A proxy that was not named: all come from there.
        for near in ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "fd00::1", "fe80::1"] {
            assert_eq!(told(near, &["203.0.113.1"], &[]), None, "{near}");
        }
    }

    #[test]
    fn a_named_proxy_is_believed_as_far_as_it_wrote() {
        let proxies = ["127.0.0.1", "10.0.0.0/8"];
        let found = |forwarded: &[&str]| told("127.0.0.1", forwarded, &proxies);
        assert_eq!(found(&["203.0.113.1"]).as_deref(), Some("203.0.113.1"));
        assert_eq!(found(&["8.8.8.8, 203.0.113.1"]).as_deref(), Some("203.0.113.1"));
        assert_eq!(found(&["8.8.8.8", "203.0.113.1, 10.9.9.9"]).as_deref(), Some("203.0.113.1"));
        assert_eq!(found(&["[2001:db8::1]:443"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(found(&["::ffff:203.0.113.1"]).as_deref(), Some("203.0.113.1"));
        assert_eq!(
            told("::ffff:127.0.0.1", &["203.0.113.1:80"], &proxies).as_deref(),
            Some("203.0.113.1")
        );
        for nothing in [&[][..], &["unknown"], &["8.8.8.8, unknown"], &["10.1.1.1"], &[""]] {
            assert_eq!(found(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        for wrong in ["", "proxy.example", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "127.0.0.1:80"] {
            assert_eq!(wrong.parse::<Proxy>(), Err(NoProxy), "{wrong}");
        }
        let all: Proxy = "0.0.0.0/0".parse().unwrap();
        assert!(all.is([9, 9, 9, 9].into()) && !all.is("::1".parse().unwrap()));
    }
}
