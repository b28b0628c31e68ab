//! What the system knows of a connection under a test (`TCPInfo` of ndt7): on Linux, the option `TCP_INFO` of its
//! socket; elsewhere, and on a Linux before 4.19, nothing.

use passerelle_exchange::ndt7::TcpInfo;
use tokio::net::tcp::OwnedWriteHalf;

/// Where a test's bytes go, and what the system knows of it.
pub(super) trait Line {
    /// What it knows now; `None` where it tells nothing.
    fn tcp_info(&self) -> Option<TcpInfo> {
        None
    }
}

impl Line for OwnedWriteHalf {
    #[cfg(target_os = "linux")]
    fn tcp_info(&self) -> Option<TcpInfo> {
        linux::known(self.as_ref())
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::os::fd::AsFd;
    use std::sync::LazyLock;

    use nix::sys::socket::getsockopt;
    use nix::{getsockopt_impl, sockopt_impl};
    use passerelle_exchange::ndt7::TcpInfo;

    /// Bytes of the system's `struct tcp_info` that are read: up to `tcpi_bytes_retrans`, its last field of ours. A
    /// kernel gives as many bytes as it is asked for, or as its own structure has.
    const READ: usize = 216;

    sockopt_impl!(
        /// The beginning of `struct tcp_info`.
        TcpInfoBytes,
        GetOnly,
        libc::IPPROTO_TCP,
        libc::TCP_INFO,
        [u8; READ]
    );

    /// Whether the kernel's structure is as long as what is read of it: it is since Linux 4.19 (2018).
    static IS_LONG: LazyLock<bool> = LazyLock::new(|| {
        let release = std::fs::read_to_string("/proc/sys/kernel/osrelease");
        is_long(&release.unwrap_or_default())
    });

    fn is_long(release: &str) -> bool {
        let mut numbers = release.split(|c: char| !c.is_ascii_digit()).map(str::parse::<u32>);
        let mut next = || numbers.next().and_then(Result::ok);
        matches!((next(), next()), (Some(major), Some(minor)) if (major, minor) >= (4, 19))
    }

    pub(super) fn known(socket: &impl AsFd) -> Option<TcpInfo> {
        if !*IS_LONG {
            return None;
        }
        getsockopt(socket, TcpInfoBytes).ok().map(|bytes| told(&bytes))
    }

    /// Fields by their places in `struct tcp_info` (`include/uapi/linux/tcp.h`), which the kernel never changes.
    fn told(bytes: &[u8; READ]) -> TcpInfo {
        let short = |at: usize| bytes[at..].first_chunk().map(|four| u32::from_ne_bytes(*four));
        let long = |at: usize| bytes[at..].first_chunk().map(|eight| u64::from_ne_bytes(*eight));
        let long = |at: usize| long(at).and_then(|number| i64::try_from(number).ok());
        TcpInfo {
            rtt: short(68).map(i64::from),
            rtt_var: short(72).map(i64::from),
            bytes_acked: long(120),
            bytes_received: long(128),
            // All ones until a round trip was seen.
            min_rtt: short(148).filter(|quickest| *quickest != u32::MAX).map(i64::from),
            busy_time: long(168),
            rwnd_limited: long(176),
            snd_buf_limited: long(184),
            bytes_sent: long(200),
            bytes_retrans: long(208),
            elapsed_time: None,
        }
    }

    #[cfg(test)]
    mod tests {
        use std::io::{Read, Write};
        use std::net::{TcpListener, TcpStream};

        use super::*;

        #[test]
        fn kernels_are_told_apart_by_their_release() {
            for (release, long) in [
                ("6.18.44-fc-v657\n", true),
                ("4.19.0", true),
                ("10.0", true),
                ("4.4.0", false),
                ("3.10.0-1160.el7", false),
                ("", false),
            ] {
                assert_eq!(is_long(release), long, "{release}");
            }
        }

        #[test]
        fn what_was_sent_and_received_is_known() {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let (mut server, _) = listener.accept().unwrap();
            client.write_all(&[1; 3_000]).unwrap();
            server.read_exact(&mut [0; 3_000]).unwrap();
            server.write_all(&[2; 70_000]).unwrap();
            client.read_exact(&mut [0; 70_000]).unwrap();
            let Some(known) = known(&server) else {
                println!("skipped");
                return;
            };
            assert_eq!(known.bytes_received, Some(3_000));
            assert_eq!((known.bytes_sent, known.bytes_retrans), (Some(70_000), Some(0)));
            // On the same machine: less than a second, and not nothing.
            let (least, late) = (known.min_rtt.unwrap(), known.rtt.unwrap());
            assert!((1..1_000_000).contains(&least) && least <= late, "{known:?}");
            assert!(known.bytes_acked.unwrap() <= 70_001, "{known:?}");
        }
    }
}
