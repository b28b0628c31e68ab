//! Any text as one cell that says where something is: an angle, a position, an amount. Whatever comes is a number, and
//! what was an angle is one again in degrees, minutes and seconds.
#![no_main]

use passerelle_connectivity::reading::{Written, amount, degrees, position};

/// An angle as people write it on paper: whole degrees, whole minutes, seconds.
fn on_paper(angle: f64) -> String {
    let size = angle.abs();
    let (whole, minutes) = (size.trunc(), (size.fract() * 60.0).trunc());
    // Rounding may come to a whole minute.
    let seconds = ((size.fract() * 60.0).fract() * 60.0).min(59.999_999);
    let side = if angle < 0.0 { 'S' } else { 'N' };
    format!("{whole}° {minutes}' {seconds:.6}\" {side}")
}

libfuzzer_sys::fuzz_target!(|cell: &str| {
    if let Some(found) = degrees(cell) {
        assert!(found.is_finite());
        assert_eq!(degrees(&found.to_string()), Some(found));
        if found.abs() <= 360.0 {
            let again = degrees(&on_paper(found)).expect("an angle");
            assert!((again - found).abs() < 1e-8, "{found} {again}");
        }
    }
    match position(cell) {
        Some(Written::Pair(lat, lon)) => {
            assert!(lat.is_finite() && lon.is_finite());
            let again = position(&format!("{lat}; {lon}"));
            assert_eq!(again, Some(Written::Pair(lat, lon)));
        }
        Some(Written::Shape(_)) | None => {}
    }
    if let Some(found) = amount(cell) {
        assert!(found >= 0.0 && found.is_finite() && found.is_sign_positive());
        assert_eq!(amount(&found.to_string()), Some(found));
    }
});
