//! Mail out, by SMTP (RFC 5321): one message at a time, over TLS.
//!
//! A message is a plain text with two links at its end; a header says how to have no more of them in one click (RFC 8058).
//! Whoever calls keeps the queue and tries again: what is told apart here is what may go well later and what never will.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Message, SmtpTransport, Transport};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server and who sends by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    host: String,
    port: u16,
    security: Security,
    user: Option<String>,
    password: Option<String>,
    from: String,
}

/// How a connection is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// TLS from the first byte (`smtps://`).
    Tls,
    /// TLS before anything is said (`smtp://`); without it nothing is sent.
    StartTls,
    /// None: to this machine only.
    Here,
}

/// Why mail cannot be sent by a server, or at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// What should name a server names none.
    #[error("“{0}” is no mail server: smtps://user@host:465 or smtp://user@host:587")]
    NotAServer(String),
    /// This is no address of mail.
    #[error("“{0}” is no address of mail")]
    NotAnAddress(String),
    /// Not now: the server cannot be reached, or says to come back.
    #[error("later: {0}")]
    Later(String),
    /// Never: the server will not take it.
    #[error("refused: {0}")]
    Refused(String),
}

/// A message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mail<'a> {
    /// To whom.
    pub to: &'a str,
    /// What it is about, in a line.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Where to have no more of them: an address that takes a POST.
    pub unsubscribe: &'a str,
}

/// Whether a text is an address that mail can be sent to.
pub fn is_address(text: &str) -> bool {
    text.len() <= 254 && text.parse::<lettre::Address>().is_ok()
}

impl MailServer {
    /// The server at `url`, for mail from this address.
    ///
    /// # Errors
    /// [`MailError::NotAServer`], [`MailError::NotAnAddress`].
    pub fn read(url: &str, from: &str, password: Option<String>) -> Result<Self, MailError> {
        let wrong = || MailError::NotAServer(url.to_owned());
        let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
        let (user, place) = match rest.trim_end_matches('/').rsplit_once('@') {
            // A password in an address is seen by whoever lists processes.
            Some((user, _)) if user.contains(':') => return Err(wrong()),
            Some((user, place)) => (Some(user.to_owned()), place),
            None => (None, rest.trim_end_matches('/')),
        };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| wrong())?)),
            None => (place, None),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            return Err(wrong());
        }
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let (security, usual) = match scheme {
            "smtps" => (Security::Tls, 465),
            "smtp" if here => (Security::Here, 25),
            "smtp" => (Security::StartTls, 587),
            _ => return Err(wrong()),
        };
        if from.parse::<Mailbox>().is_err() {
            return Err(MailError::NotAnAddress(from.to_owned()));
        }
        let (host, from) = (host.to_owned(), from.to_owned());
        Ok(Self { host, port: port.unwrap_or(usual), security, user, password, from })
    }

    /// Sends a message. It waits for the network: not to be called where others wait too.
    ///
    /// # Errors
    /// [`MailError::Later`] where it may go well another time; [`MailError::Refused`] where it never will.
    pub fn send(&self, mail: Mail<'_>) -> Result<(), MailError> {
        let message = self.message(mail)?;
        let sent = self.transport()?.send(&message);
        match sent {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused(error.to_string())),
            Err(error) => Err(MailError::Later(error.to_string())),
        }
    }

    fn transport(&self) -> Result<SmtpTransport, MailError> {
        let parameters = || {
            TlsParameters::new(self.host.clone())
                .map_err(|error| MailError::Later(error.to_string()))
        };
        let tls = match self.security {
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::StartTls => Tls::Required(parameters()?),
            Security::Here => Tls::None,
        };
        let mut builder = SmtpTransport::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some(user) = &self.user {
            let password = self.password.clone().unwrap_or_default();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(builder.build())
    }

    fn message(&self, mail: Mail<'_>) -> Result<Message, MailError> {
        let address = |text: &str| {
            text.parse::<Mailbox>().map_err(|_| MailError::NotAnAddress(text.to_owned()))
        };
        let mut message = Message::builder()
            .from(address(&self.from)?)
            .to(address(mail.to)?)
            .subject(mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.to_owned())
            .map_err(|error| MailError::Refused(error.to_string()))?;
        for (name, value) in [
            ("List-Unsubscribe", format!("<{}>", mail.unsubscribe)),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            // No answer of a holiday to a program.
            ("Auto-Submitted", "auto-generated".to_owned()),
        ] {
            let name = HeaderName::new_from_ascii(name.to_owned());
            let name = name.map_err(|error| MailError::Refused(error.to_string()))?;
            message.headers_mut().insert_raw(HeaderValue::new(name, value));
        }
        Ok(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Result<MailServer, MailError> {
        MailServer::read(url, "Passerelle <noreply@node.example>", None)
    }

    #[test]
    fn a_server_is_named_with_its_security() {
        let found = |url: &str| server(url).map(|one| (one.host, one.port, one.security)).ok();
        let name = |host: &str, port, security| Some((host.to_owned(), port, security));
        assert_eq!(found("smtps://a@mail.example"), name("mail.example", 465, Security::Tls));
        assert_eq!(found("smtp://mail.example/"), name("mail.example", 587, Security::StartTls));
        assert_eq!(found("smtp://127.0.0.1:2525"), name("127.0.0.1", 2525, Security::Here));
        for wrong in [
            "",
            "mail.example",
            "http://x",
            "smtp://",
            "smtp://a:b@mail.example",
            "smtp://a b",
            "smtp://x:99999",
        ] {
            assert!(matches!(server(wrong), Err(MailError::NotAServer(_))), "{wrong}");
        }
        let from = MailServer::read("smtp://localhost", "nobody", None);
        assert_eq!(from, Err(MailError::NotAnAddress("nobody".to_owned())));
    }

    #[test]
    fn a_message_says_how_to_have_no_more() {
        let mail = Mail {
            to: "amina@node.example",
            subject: "Publié : « Écoles »\r\nBcc: all@node.example",
            text: "Bonjour.\n\nÀ bientôt.",
            unsubscribe: "https://node.example/fr/mail/0123",
        };
        let bytes = server("smtp://localhost").unwrap().message(mail).unwrap().formatted();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("List-Unsubscribe: <https://node.example/fr/mail/0123>"), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{text}");
        // What somebody typed makes no header of its own.
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
        for wrong in ["", "nobody", "a@b\r\nBcc: c@d", "a b@c"] {
            assert!(!is_address(wrong), "{wrong:?}");
        }
        assert!(is_address("amina@node.example"));
    }

    #[test]
    fn a_server_that_is_not_there_is_tried_later() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = server(&format!("smtp://127.0.0.1:{free}")).unwrap();
        let mail = Mail { to: "a@b.example", subject: "x", text: "x", unsubscribe: "https://x" };
        assert!(matches!(server.send(mail), Err(MailError::Later(_))));
    }
}
