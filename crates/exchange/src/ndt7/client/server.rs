//! A server that measures, and why there may be none.

use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// Why there is no measurement.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Ndt7Error {
    /// Not the address of a server: `https://host`, `http://host:8080`.
    #[error("“{0}” is not the address of a server")]
    NotAnAddress(String),
    /// It could not be reached.
    #[error("{server}: {detail}")]
    Unreachable {
        /// Which server.
        server: String,
        /// What the system says.
        detail: String,
    },
    /// It answered, and measures nothing for us now.
    #[error("{server}: status {status}")]
    Refused {
        /// Which server.
        server: String,
        /// HTTP status.
        status: u16,
    },
    /// The test broke off.
    #[error("{server}: {detail}")]
    BrokeOff {
        /// Which server.
        server: String,
        /// What the system says.
        detail: String,
        /// Bytes that were moved until then.
        bytes: u64,
    },
}

impl Ndt7Error {
    /// Stable code, whose words are in `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnAddress(_) => "not-an-address",
            Self::Unreachable { .. } => "unreachable",
            Self::Refused { .. } => "refused",
            Self::BrokeOff { .. } => "broke-off",
        }
    }

    /// Bytes that were moved all the same.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::BrokeOff { bytes, .. } => *bytes,
            _ => 0,
        }
    }
}

/// A server that measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub(super) secure: bool,
    pub(super) host: String,
    pub(super) port: u16,
}

impl Server {
    /// Reads `https://host`, `http://host:8080` (`wss`, `ws`), with nothing after.
    ///
    /// # Errors
    /// It is something else.
    pub fn read(address: &str) -> Result<Self, Ndt7Error> {
        let refused = || Ndt7Error::NotAnAddress(address.chars().take(200).collect());
        let (scheme, rest) = address.split_once("://").ok_or_else(refused)?;
        let secure = match scheme {
            "https" | "wss" => true,
            "http" | "ws" => false,
            _ => return Err(refused()),
        };
        let rest = rest.trim_end_matches('/');
        let (host, port) = match rest.rsplit_once(':').filter(|(_, port)| !port.contains(']')) {
            Some((host, port)) => (host, port.parse().map_err(|_| refused())?),
            None => (rest, if secure { 443 } else { 80 }),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._[]:".contains(c);
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if bare.is_empty() || !host.chars().all(plain) || (bare.contains(':') && bare == host) {
            return Err(refused());
        }
        Ok(Self { secure, host: host.to_owned(), port })
    }

    /// As it is named in results: `https://host:port`, the port where it is not the scheme's own.
    pub fn name(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}", self.authority())
    }

    pub(super) fn authority(&self) -> String {
        let own = if self.secure { 443 } else { 80 };
        if self.port == own { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    pub(super) fn bare_host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    pub(super) fn unreachable(&self, detail: impl ToString) -> Ndt7Error {
        Ndt7Error::Unreachable { server: self.name(), detail: detail.to_string() }
    }

    pub(super) fn broke_off(&self, detail: impl ToString, bytes: u64) -> Ndt7Error {
        Ndt7Error::BrokeOff { server: self.name(), detail: detail.to_string(), bytes }
    }

    /// A connection, to the first of the host's addresses that answers.
    pub(super) fn connect(&self, patience: Duration) -> Result<TcpStream, Ndt7Error> {
        let addresses = (self.bare_host(), self.port).to_socket_addrs();
        let addresses = addresses.map_err(|error| self.unreachable(error))?;
        let mut last = self.unreachable("no address");
        for address in addresses.take(8) {
            match TcpStream::connect_timeout(&address, patience) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = self.unreachable(error),
            }
        }
        Err(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read() {
        for (written, name) in [
            ("https://node.example", "https://node.example"),
            ("wss://node.example:443/", "https://node.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:80", "http://[::1]"),
            ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ] {
            assert_eq!(Server::read(written).unwrap().name(), name);
        }
        for wrong in [
            "",
            "node.example",
            "ftp://a",
            "https://",
            "https://a/b",
            "http://a:b",
            "http://::1",
            "http://a b",
            "http://a\r\nb",
        ] {
            assert_eq!(Server::read(wrong).unwrap_err().code(), "not-an-address", "{wrong}");
        }
    }
}
