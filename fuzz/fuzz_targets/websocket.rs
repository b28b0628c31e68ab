//! Any bytes as frames of WebSocket, of a client and of a server: they are read or refused, what is kept of them
//! is bounded, and it does not matter how they are cut.
#![no_main]

use passerelle_exchange::websocket::{Decoder, FrameError, Piece};

fn heard(bytes: &[u8], from_client: bool, cut: usize) -> (Vec<Piece>, Result<(), FrameError>) {
    let mut decoder = Decoder::new(from_client, 1 << 20);
    let mut pieces: Vec<Piece> = Vec::new();
    for part in bytes.chunks(cut) {
        let fed = decoder.feed(part, &mut |piece| match (&piece, pieces.last_mut()) {
            (Piece::Binary(more), Some(Piece::Binary(sum))) => *sum += more,
            _ => pieces.push(piece),
        });
        if fed.is_err() {
            return (pieces, fed);
        }
    }
    (pieces, Ok(()))
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for from_client in [false, true] {
        let whole = heard(bytes, from_client, bytes.len().max(1));
        assert_eq!(heard(bytes, from_client, 1), whole);
        assert_eq!(heard(bytes, from_client, 7), whole);
        for piece in whole.0 {
            let (Piece::Text(kept) | Piece::Ping(kept) | Piece::Pong(kept)) = piece else {
                continue;
            };
            assert!(kept.len() <= 64 * 1024);
        }
    }
});
