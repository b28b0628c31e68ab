//! Addresses of the public Internet, and no others: for what somebody else named.
//!
//! A name is looked up once, and what it leads to is what is connected to: a name cannot lead to one address when it is looked at
//! and to another when it is asked. One address that is not public refuses the name as a whole.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A name leads to a machine of a network of its own.
#[derive(Debug, thiserror::Error)]
#[error("not an address of the public Internet")]
pub(super) struct NotPublic;

/// Looks names up, and refuses those that lead elsewhere than to the public Internet.
#[derive(Debug, Default)]
pub(super) struct PublicResolver(DefaultResolver);

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        if found.iter().all(|address| is_public(address.ip())) {
            Ok(found)
        } else {
            Err(ureq::Error::Other(Box::new(NotPublic)))
        }
    }
}

/// Whether an address is one of the public Internet: neither of this machine nor of a network of its own, nor set apart for
/// something else (RFC 6890 and its registries).
pub(super) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(one) => is_public_v4(one),
        IpAddr::V6(one) => is_public_v6(one),
    }
}

fn is_public_v4(one: Ipv4Addr) -> bool {
    let [a, b, c, _] = one.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = (a, b, c) == (192, 0, 0);
    let relays = (a, b, c) == (192, 88, 99);
    let benchmarks = a == 198 && (18..20).contains(&b);
    !(one.is_private()
        || one.is_loopback()
        || one.is_link_local()
        || one.is_documentation()
        || one.is_multicast()
        || a == 0
        || a >= 240
        || shared
        || protocols
        || relays
        || benchmarks)
}

fn is_public_v6(one: Ipv6Addr) -> bool {
    let parts = one.segments();
    // What translates to IPv4 is what it translates to: NAT64, 6to4.
    let within = match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    if let Some((high, low)) = within {
        return is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    }
    let teredo_and_others = parts[0] == 0x2001 && parts[1] < 0x200;
    let documentation = (parts[0], parts[1]) == (0x2001, 0xdb8) || parts[0] == 0x3fff;
    // Nothing but 2000::/3 is given out to the public.
    (0x2000..0x4000).contains(&parts[0]) && !teredo_and_others && !documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        for (address, expected) in [
            ("93.184.216.34", true),
            ("100.63.255.255", true),
            ("100.64.0.1", false),
            ("127.0.0.1", false),
            ("0.0.0.0", false),
            ("10.0.0.1", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("192.0.0.8", false),
            ("198.18.0.1", false),
            ("203.0.113.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("2606:2800:220:1::1", true),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fc00::1", false),
            ("ff02::1", false),
            ("2001:db8::1", false),
            ("2001::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:93.184.216.34", true),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b::5db8:d822", true),
            ("2002:7f00:1::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        }
    }
}
