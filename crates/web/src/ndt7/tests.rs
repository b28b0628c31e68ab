use super::*;

fn asking(change: impl FnOnce(&mut Request)) -> Request {
    let mut request = Request::builder()
        .uri(DOWNLOAD)
        .header("connection", "keep-alive, Upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
        .header("sec-websocket-protocol", SUBPROTOCOL)
        .body(axum::body::Body::empty())
        .unwrap();
    change(&mut request);
    request
}

#[test]
fn what_is_no_test_is_refused() {
    assert!(asked(&asking(|_| {})).is_ok());
    for (name, value, refusal) in [
        ("upgrade", "h2c", Refusal::NotWebSocket),
        ("connection", "close", Refusal::NotWebSocket),
        ("sec-websocket-version", "8", Refusal::NotWebSocket),
        ("sec-websocket-key", "short", Refusal::NotWebSocket),
        ("sec-websocket-protocol", "chat", Refusal::Subprotocol),
    ] {
        let request = asking(|request| {
            request.headers_mut().insert(name, value.parse().unwrap());
        });
        assert_eq!(asked(&request), Err(refusal), "{name}");
    }
    let long = format!("{DOWNLOAD}?a={}", "b".repeat(LONGEST_QUERY));
    let request = asking(|request| *request.uri_mut() = long.parse().unwrap());
    assert_eq!(asked(&request), Err(Refusal::Query));
}

/// The other end of a connection in memory, and the test that goes on at ours.
const SHORT: Times = Times {
    sending: Duration::from_millis(600),
    farewell: Duration::from_millis(1100),
    stop: Duration::from_millis(1300),
    grace: Duration::from_millis(400),
};

impl Line for tokio::io::WriteHalf<tokio::io::DuplexStream> {}

fn test(test: Test) -> (tokio::io::DuplexStream, tokio::task::JoinHandle<Result<(), Ended>>) {
    let (ours, theirs) = tokio::io::duplex(1 << 20);
    let about = ConnectionInfo { client: "c".into(), server: "s".into(), uuid: unique(0) };
    let (from, to) = tokio::io::split(ours);
    (theirs, tokio::spawn(measure(test, from, to, about, SHORT)))
}

/// Reads until the other side is done; what it said.
async fn read_all(client: &mut (impl AsyncRead + Unpin)) -> (u64, Vec<Measurement>, bool) {
    let mut decoder = Decoder::new(false, LONGEST_MESSAGE as u64);
    let (mut bytes, mut told, mut closed) = (0, Vec::new(), false);
    let mut buffer = vec![0; 1 << 20];
    while !closed {
        let read = client.read(&mut buffer).await.unwrap();
        if read == 0 {
            break;
        }
        let heard = decoder.feed(&buffer[..read], &mut |piece| match piece {
            Piece::Binary(more) => bytes += more as u64,
            Piece::Text(text) => told.push(serde_json::from_slice(&text).unwrap()),
            Piece::Close => closed = true,
            Piece::Ping(_) | Piece::Pong(_) => {}
        });
        heard.unwrap();
    }
    (bytes, told, closed)
}

#[tokio::test]
async fn a_client_that_is_silent_is_let_go() {
    let (mut client, test) = test(Test::Upload);
    let (bytes, told, closed) = read_all(&mut client).await;
    // Four a second, the first and the last.
    assert!(bytes == 0 && closed && (4..=6).contains(&told.len()), "{}", told.len());
    assert!(matches!(test.await.unwrap(), Err(Ended::Late)));
    assert!(told[0].connection_info.as_ref().is_some_and(|info| info.client == "c"));
    assert!(told[1..].iter().all(|told| told.connection_info.is_none()));
}

#[tokio::test]
async fn an_upload_is_counted_and_ends_with_its_client() {
    let (mut client, test) = test(Test::Upload);
    for size in [1 << 10, 1 << 13, 1 << 17] {
        client.write_all(&frame(Kind::Binary, &vec![7; size], Some([1; 4]))).await.unwrap();
    }
    client.write_all(&frame(Kind::Close, &[], Some([1; 4]))).await.unwrap();
    let (_, told, closed) = read_all(&mut client).await;
    assert!(closed && test.await.unwrap().is_ok());
    let counted = told.last().unwrap().app_info.unwrap();
    assert_eq!(counted.num_bytes, (1 << 10) + (1 << 13) + (1 << 17));
}

#[tokio::test]
async fn a_client_that_was_kept_from_sending_is_measured_from_its_first_bytes() {
    for (late, whole) in [(300, true), (600, false)] {
        let (client, test) = test(Test::Upload);
        let (mut from, mut to) = tokio::io::split(client);
        let sending = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(late)).await;
            let message = frame(Kind::Binary, &[7; 1 << 13], Some([1; 4]));
            // As if it never ended: the server is the one who does.
            while to.write_all(&message).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        let start = Instant::now();
        let (_, told, closed) = read_all(&mut from).await;
        let (lasted, counted) = (start.elapsed(), told.last().unwrap().app_info.unwrap());
        assert!(closed && counted.num_bytes > 1 << 16, "{counted:?}");
        // Its own time is whole; one that comes later than the grace is told the time since the beginning.
        let end = Duration::from_millis(if whole { 1_100 + late } else { 1_100 });
        assert!(lasted >= end && lasted < end + Duration::from_millis(200), "{late}: {lasted:?}");
        assert!((1_090_000..1_300_000).contains(&counted.elapsed_time), "{late}: {counted:?}");
        assert!(matches!(test.await.unwrap(), Err(Ended::Late)));
        sending.await.unwrap();
    }
}

#[tokio::test]
async fn a_download_ends_when_its_client_has_enough() {
    let (mut client, test) = test(Test::Download);
    client.write_all(&frame(Kind::Ping, b"here", Some([1; 4]))).await.unwrap();
    client.write_all(&frame(Kind::Close, &[], Some([1; 4]))).await.unwrap();
    let (bytes, told, closed) = read_all(&mut client).await;
    assert!(closed && test.await.unwrap().is_ok());
    let counted = told.last().unwrap().app_info.unwrap();
    assert_eq!(counted.num_bytes, i64::try_from(bytes).unwrap());
}

#[tokio::test]
async fn a_download_ends_in_time_and_tells_what_was_sent() {
    let (mut client, test) = test(Test::Download);
    let (bytes, told, closed) = read_all(&mut client).await;
    client.write_all(&frame(Kind::Close, &[], Some([1; 4]))).await.unwrap();
    assert!(closed && test.await.unwrap().is_ok());
    let counted = told.last().unwrap().app_info.unwrap();
    assert_eq!(counted.num_bytes, i64::try_from(bytes).unwrap());
    assert!((600_000..1_300_000).contains(&counted.elapsed_time), "{counted:?}");
    assert!(told.iter().all(|told| told.origin == "server" && told.test == "download"));
}

#[tokio::test]
async fn bytes_out_of_place_end_a_download() {
    let (mut client, test) = test(Test::Download);
    client.write_all(&frame(Kind::Binary, b"no", Some([1; 4]))).await.unwrap();
    while client.read(&mut vec![0; 1 << 20]).await.is_ok_and(|read| read > 0) {}
    assert!(matches!(test.await.unwrap(), Err(Ended::Disagreed)));
    // And so does a message that is longer than what is agreed.
    let (mut client, test) = self::test(Test::Upload);
    let header = Header::new(Kind::Binary, LONGEST_MESSAGE as u64 + 1, Some([1; 4]));
    client.write_all(header.as_bytes()).await.unwrap();
    while client.read(&mut vec![0; 1 << 20]).await.is_ok_and(|read| read > 0) {}
    assert!(matches!(test.await.unwrap(), Err(Ended::Disagreed)));
}
