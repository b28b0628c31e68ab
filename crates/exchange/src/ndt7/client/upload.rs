//! The upload: sending as fast as the line takes it, and hearing meanwhile what the server has received.

use std::io::ErrorKind;
use std::time::Instant;

use super::stream::is_waiting;
use super::{FAREWELL, Limits, NORMAL, Ndt7Error, Outcome, Server, Talk, is_nearly_over};
use crate::ndt7::{AppInfo, FIRST_MESSAGE, TELLING, Test, next_size, noise};
use crate::websocket::{Header, Kind};

/// Measures an upload. `seed` is random: the masks of WebSocket are made of it.
///
/// # Errors
/// The server cannot be reached, refuses, or the test breaks off.
pub fn upload(server: &Server, limits: &Limits, seed: u64) -> Result<Outcome, Ndt7Error> {
    let mut talk = Talk::begin(server, Test::Upload, limits, seed)?;
    let start = Instant::now();
    let mut sending = Sending { sent: 0, heard: start, stop: start + limits.stop() };
    let mut size = FIRST_MESSAGE;
    while start.elapsed() < limits.sending && sending.sent < limits.most_bytes && !talk.is_closed {
        // Not a byte more than is allowed.
        let left = limits.most_bytes - sending.sent;
        match sending.message(&mut talk, usize::try_from(left).map_or(size, |left| left.min(size)))
        {
            Ok(true) => {}
            // It is over, in the middle of a message: nothing more can be said.
            Ok(false) => return upload_outcome(&mut talk, start, &sending),
            // So is it where the server's time was over before ours: it tells what it had received until then.
            Err(_) if is_nearly_over(start, limits) => break,
            Err(error) => return Err(server.broke_off(error, sending.sent)),
        }
        size = next_size(size, sending.sent);
    }
    // What waits in buffers before our farewell may be more than the server takes before its time is over.
    let _ = talk.say(Kind::Close, &NORMAL, sending.stop);
    upload_outcome(&mut talk, start, &sending)
}

/// How far an upload has come.
struct Sending {
    /// Binary bytes that were sent.
    sent: u64,
    /// When it was last looked at what the server tells.
    heard: Instant,
    /// When it is over, whatever its state.
    stop: Instant,
}

impl Sending {
    /// Sends a binary message; `false` where it was not all sent before the end. Noise that is declared as masked
    /// is noise when unmasked: nothing needs masking. What the server tells is heard meanwhile, so that its count
    /// is known however the test ends.
    fn message(&mut self, talk: &mut Talk<'_>, size: usize) -> std::io::Result<bool> {
        let mask = talk.mask();
        let header = Header::new(Kind::Binary, size as u64, Some(mask));
        talk.stream.write_all(header.as_bytes(), self.stop)?;
        let mut sent = 0;
        while sent < size {
            let from = sent % noise().len();
            let part = &noise()[from..noise().len().min(from + size - sent)];
            match talk.stream.write(part) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => {
                    sent += written;
                    self.sent += written as u64;
                }
                Err(error) if !is_waiting(&error) => return Err(error),
                Err(_) => {}
            }
            if self.heard.elapsed() >= TELLING {
                self.heard = Instant::now();
                // That the line is broken, writing tells too.
                let _ = talk.overhear();
            }
            if Instant::now() >= self.stop || talk.is_closed {
                return Ok(sent == size);
            }
        }
        Ok(true)
    }
}

/// Hears what the server has counted.
fn upload_outcome(
    talk: &mut Talk<'_>,
    start: Instant,
    sending: &Sending,
) -> Result<Outcome, Ndt7Error> {
    let (sent, seconds) = (sending.sent, start.elapsed().as_secs_f64());
    let deadline = sending.stop.max(Instant::now()) + FAREWELL;
    let heard = talk.listen(deadline, u64::MAX, &mut [0; 4096]);
    let _ = talk.stream.socket().shutdown(std::net::Shutdown::Both);
    // A server that has told what it received has measured, however it ends. One that was last heard before it had
    // received anything, and has not ended the test, is one that the line was lost to.
    let is_lost = |told: AppInfo| told.num_bytes == 0 && sent > 0 && !talk.is_closed;
    match (heard, talk.told) {
        (Err(Ndt7Error::BrokeOff { detail, .. }), None) => Err(talk.server.broke_off(detail, sent)),
        (_, Some(told)) if is_lost(told) => {
            Err(talk.server.broke_off(ErrorKind::UnexpectedEof, sent))
        }
        (Ok(_) | Err(_), server) => Ok(Outcome { bytes: sent, seconds, server }),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::time::Duration;

    use super::super::header;
    use super::*;
    use crate::ndt7::SUBPROTOCOL;
    use crate::websocket::{accept, frame};

    /// A server of uploads that reads nothing, and after a while tells this, if anything.
    fn deaf(told: Option<&'static str>) -> Server {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server::read(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 2048];
            let read = stream.read(&mut asked).unwrap();
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let accepted = accept(header(&asked, "sec-websocket-key").unwrap());
            let mut answer = format!(
                "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: {accepted}\r\n\
                 Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n"
            )
            .into_bytes();
            let first = br#"{"AppInfo":{"ElapsedTime":9,"NumBytes":0},"Origin":"server"}"#;
            answer.extend(frame(Kind::Text, first, None));
            stream.write_all(&answer).unwrap();
            // The client's time is over by then, in the middle of a message.
            std::thread::sleep(Duration::from_millis(4_400));
            if let Some(told) = told {
                stream.write_all(&frame(Kind::Text, told.as_bytes(), None)).unwrap();
                stream.write_all(&frame(Kind::Close, &NORMAL, None)).unwrap();
            }
            std::thread::sleep(Duration::from_secs(4));
        });
        server
    }

    #[test]
    fn an_upload_that_ends_in_the_middle_of_a_message_is_what_the_server_received() {
        let limits = Limits { sending: Duration::from_secs(1), ..Limits::default() };
        let (told, lost) = std::thread::scope(|scope| {
            let told = r#"{"AppInfo":{"ElapsedTime":4000000,"NumBytes":1000000}}"#;
            let told = scope.spawn(move || upload(&deaf(Some(told)), &limits, 1));
            let lost = scope.spawn(move || upload(&deaf(None), &limits, 2));
            (told.join().unwrap(), lost.join().unwrap())
        });
        let told = told.unwrap();
        assert_eq!(told.mbps(Test::Upload), 2.0);
        assert!(told.bytes > 0 && (4.0..4.4).contains(&told.seconds), "{told:?}");
        // Nobody knows what arrived: that is no speed of 0.
        let lost = lost.unwrap_err();
        assert!(lost.code() == "broke-off" && lost.bytes() > 0, "{lost:?}");
    }
}
