//! ndt7, M-Lab's measurement of a connection (protocol v0.11.0): what both ends agree on, and [`client`].
//!
//! One test is one WebSocket connection in one direction for ten seconds. The sending end sends binary
//! messages as fast as the line takes them, the first of 2^13 bytes, doubled while a message is no more than
//! a sixteenth of what was sent; either end may tell what it has counted in texts of JSON, ten a second at
//! most. A client speaks no WebSocket but the subprotocol [`SUBPROTOCOL`].

pub mod client;

use std::sync::LazyLock;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The WebSocket subprotocol, asked for and echoed.
pub const SUBPROTOCOL: &str = "net.measurementlab.ndt.v7";
/// Where a server measures downloads.
pub const DOWNLOAD: &str = "/ndt/v7/download";
/// Where a server measures uploads.
pub const UPLOAD: &str = "/ndt/v7/upload";
/// The first binary message, in bytes.
pub const FIRST_MESSAGE: usize = 1 << 13;
/// The longest message that is sent, and the longest that must be accepted, in bytes.
pub const LONGEST_MESSAGE: usize = 1 << 24;
/// How long the sending end sends.
pub const SENDING: Duration = Duration::from_secs(10);
/// When a test is over, whatever its state.
pub const STOP: Duration = Duration::from_secs(13);
/// Between two texts that tell what was counted: four a second, of the ten that are allowed.
pub const TELLING: Duration = Duration::from_millis(250);
/// The longest query of a test's address, in bytes.
pub const LONGEST_QUERY: usize = 4096;

/// How long the next binary message is, after one of `size` and `sent` bytes in all.
pub fn next_size(size: usize, sent: u64) -> usize {
    if size < LONGEST_MESSAGE && size as u64 <= sent / 16 { size * 2 } else { size }
}

/// Bytes that nothing on the way can compress: the content of every binary message, again and again. It is
/// short enough for a processor's cache, and longer than the window of WebSocket's compression.
pub fn noise() -> &'static [u8] {
    static NOISE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut state = 0x6e64_7437_u64;
        let words = (0..NOISE_LENGTH / 8).flat_map(|_| {
            // SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)).to_le_bytes()
        });
        words.collect()
    });
    &NOISE
}

const NOISE_LENGTH: usize = 256 * 1024;

/// What one end has counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AppInfo {
    /// Microseconds since the beginning of the test.
    pub elapsed_time: i64,
    /// Bytes sent, or received, since then.
    pub num_bytes: i64,
}

/// What the system knows of the connection under a test, as M-Lab's specification names it. Bytes are those of TCP:
/// what WebSocket (and TLS) adds is among them. Times are microseconds. What a system does not tell is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TcpInfo {
    /// How long there was something to send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub busy_time: Option<i64>,
    /// Bytes that the other end has said it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_acked: Option<i64>,
    /// Bytes received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_received: Option<i64>,
    /// Bytes sent, those sent again among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_sent: Option<i64>,
    /// Bytes sent again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes_retrans: Option<i64>,
    /// Since the beginning of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elapsed_time: Option<i64>,
    /// The quickest round trip.
    #[serde(rename = "MinRTT", default, skip_serializing_if = "Option::is_none")]
    pub min_rtt: Option<i64>,
    /// The round trip of late.
    #[serde(rename = "RTT", default, skip_serializing_if = "Option::is_none")]
    pub rtt: Option<i64>,
    /// How much round trips differ.
    #[serde(rename = "RTTVar", default, skip_serializing_if = "Option::is_none")]
    pub rtt_var: Option<i64>,
    /// How long the other end had no room for more.
    #[serde(rename = "RWndLimited", default, skip_serializing_if = "Option::is_none")]
    pub rwnd_limited: Option<i64>,
    /// How long this end's own room was used up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snd_buf_limited: Option<i64>,
}

/// Who is connected to whom. Told to the one who measures, and kept nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionInfo {
    /// The client's address and port, as the server sees them.
    #[serde(rename = "Client")]
    pub client: String,
    /// The server's.
    #[serde(rename = "Server")]
    pub server: String,
    /// What tells the test from all others.
    #[serde(rename = "UUID")]
    pub uuid: String,
}

/// A text of either end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Measurement {
    /// What was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_info: Option<AppInfo>,
    /// Who is connected to whom; a server says it once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_info: Option<ConnectionInfo>,
    /// `client` or `server`: who counted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// `download` or `upload`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub test: String,
    /// What the system knows of the connection; a server says it where its system does.
    #[serde(rename = "TCPInfo", default, skip_serializing_if = "Option::is_none")]
    pub tcp_info: Option<TcpInfo>,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// From the server to the client.
    Download,
    /// From the client to the server.
    Upload,
}

impl Test {
    /// As messages name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Upload => "upload",
        }
    }

    /// Its path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Download => DOWNLOAD,
            Self::Upload => UPLOAD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_grow_with_what_was_sent() {
        let (mut size, mut sent, mut sizes) = (FIRST_MESSAGE, 0_u64, Vec::new());
        while sent < 2 << 30 {
            sent += size as u64;
            sizes.push(size);
            size = next_size(size, sent);
        }
        assert_eq!(sizes[..16], [FIRST_MESSAGE; 16]);
        assert_eq!(sizes[16], 2 * FIRST_MESSAGE);
        assert_eq!(*sizes.last().unwrap(), LONGEST_MESSAGE);
        assert!(sizes.windows(2).all(|two| two[1] == two[0] || two[1] == 2 * two[0]));
    }

    #[test]
    fn noise_is_noise() {
        let mut counts = [0_u32; 256];
        noise().iter().for_each(|byte| counts[usize::from(*byte)] += 1);
        assert_eq!(noise().len(), NOISE_LENGTH);
        // 1,024 each, give or take seven standard deviations.
        assert!(counts.iter().all(|count| (800..1250).contains(count)), "{counts:?}");
    }

    #[test]
    fn measurements_are_written_as_the_specification_has_them() {
        let told = Measurement {
            app_info: Some(AppInfo { elapsed_time: 1_250, num_bytes: 17 }),
            connection_info: Some(ConnectionInfo {
                client: "[::1]:1".into(),
                server: "[::1]:2".into(),
                uuid: "a".into(),
            }),
            origin: "server".into(),
            test: "download".into(),
            tcp_info: Some(TcpInfo {
                min_rtt: Some(41_500),
                rwnd_limited: Some(0),
                snd_buf_limited: Some(7),
                ..TcpInfo::default()
            }),
        };
        let written = serde_json::to_string(&told).unwrap();
        assert_eq!(
            written,
            "{\"AppInfo\":{\"ElapsedTime\":1250,\"NumBytes\":17},\
             \"ConnectionInfo\":{\"Client\":\"[::1]:1\",\"Server\":\"[::1]:2\",\"UUID\":\"a\"},\
             \"Origin\":\"server\",\"Test\":\"download\",\
             \"TCPInfo\":{\"MinRTT\":41500,\"RWndLimited\":0,\"SndBufLimited\":7}}"
        );
        assert_eq!(serde_json::from_str::<Measurement>(&written).unwrap(), told);
        // What is not known to us is passed over.
        let more = r#"{"AppInfo":{"ElapsedTime":1,"NumBytes":2},"TCPInfo":{"RTT":3,"CAState":1},"BBRInfo":{"BW":4}}"#;
        let read: Measurement = serde_json::from_str(more).unwrap();
        assert_eq!(read.app_info.unwrap().num_bytes, 2);
        assert_eq!(read.tcp_info.unwrap().rtt, Some(3));
    }
}
