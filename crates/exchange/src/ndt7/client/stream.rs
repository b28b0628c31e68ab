//! A line to a server, plain or under TLS. Whoever reads or writes waits a moment at the most, so that the clock is
//! looked at between.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::server::{Ndt7Error, Server};

/// A line to the server.
pub(super) enum Stream {
    Plain(TcpStream),
    Secure(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    pub(super) fn socket(&self) -> &TcpStream {
        match self {
            Self::Plain(socket) => socket,
            Self::Secure(stream) => &stream.sock,
        }
    }

    pub(super) fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.read(into),
            Self::Secure(stream) => stream.read(into),
        }
    }

    /// Reads what is there already, and waits for nothing: where nothing is, that is an error that [`is_waiting`].
    pub(super) fn read_at_hand(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.socket().set_nonblocking(true)?;
        let read = self.read(into);
        self.socket().set_nonblocking(false)?;
        read
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.write(bytes),
            Self::Secure(stream) => stream.write(bytes),
        }
    }

    /// Writes all of it before the deadline.
    pub(super) fn write_all(&mut self, mut bytes: &[u8], deadline: Instant) -> std::io::Result<()> {
        while !bytes.is_empty() {
            match self.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(error) if is_waiting(&error) && Instant::now() < deadline => {}
                Err(error) => return Err(error),
            }
        }
        match self {
            Self::Plain(_) => Ok(()),
            Self::Secure(stream) => stream.flush(),
        }
    }
}

/// Whether the line only had nothing to give or no room for now.
pub(super) fn is_waiting(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
}

pub(super) fn secured(server: &Server, socket: TcpStream) -> Result<Stream, Ndt7Error> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| server.unreachable(error))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(server.bare_host().to_owned());
    let name = name.map_err(|error| server.unreachable(error))?;
    let connection = ClientConnection::new(Arc::new(config), name);
    let connection = connection.map_err(|error| server.unreachable(error))?;
    Ok(Stream::Secure(Box::new(StreamOwned::new(connection, socket))))
}
