//! Measures with the crate `ndt7-client`: `passerelle-ndt7-client ws://host:port`, or `wss://…` whoever made the
//! certificate. Ends well where both tests moved something, lasted as long as they should and heard the server's own
//! count, and on Linux what its system knows of the connection.

use ndt7_client::client::{ClientBuilder, TestHandle};
use ndt7_client::spec::Origin;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = std::env::args().nth(1).ok_or("an address: ws://host:port")?;
    let builder = ClientBuilder::new("passerelle-tests", "0.1.0");
    let builder = if base.starts_with("wss:") { builder.no_verify_tls() } else { builder.no_tls() };
    let mut client = builder.build();
    let handle = client.start_download(Some(&format!("{base}/ndt/v7/download"))).await?;
    measure("download", handle).await?;
    let handle = client.start_upload(Some(&format!("{base}/ndt/v7/upload"))).await?;
    measure("upload", handle).await
}

async fn measure(test: &str, handle: TestHandle) -> Result<(), Box<dyn std::error::Error>> {
    let mut rx = handle.rx;
    let (mut ours, mut theirs, mut told, mut named) = (None, None, 0, false);
    let mut known = None;
    while let Some(result) = rx.recv().await {
        let measurement = result?;
        named |= measurement.connection_info.is_some();
        match measurement.origin {
            Some(Origin::Server) => {
                told += 1;
                theirs = measurement.app_info.or(theirs);
                known = measurement.tcp_info.or(known);
            }
            _ => ours = measurement.app_info.or(ours),
        }
    }
    let (ours, theirs) = (ours.ok_or("nothing counted")?, theirs.ok_or("the server told nothing")?);
    let mbps = 8.0 * ours.num_bytes as f64 / ours.elapsed_time as f64;
    println!("{test}: {mbps:.0} Mbit/s in {:.2} s, told {told} times", ours.elapsed_time as f64 / 1e6);
    if let Some(known) = &known {
        println!("  the server's system: {known:?}");
    }
    if cfg!(target_os = "linux") && known.is_none_or(|known| known.min_rtt.is_none_or(|least| least <= 0)) {
        return Err(format!("{test}: no TCPInfo with a round trip").into());
    }
    let seconds = ours.elapsed_time as f64 / 1e6;
    if !(9.0..13.5).contains(&seconds) || ours.num_bytes == 0 || theirs.num_bytes == 0 {
        return Err(format!("{test}: ours {ours:?}, the server's {theirs:?}").into());
    }
    if !named || !(20..=110).contains(&told) {
        return Err(format!("{test}: told {told} times, connection named: {named}").into());
    }
    Ok(())
}
