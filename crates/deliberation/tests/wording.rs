//! What people write, whatever it is.

use passerelle_deliberation::{Trigrams, clean};
use proptest::prelude::*;

proptest! {
    #[test]
    fn what_is_kept_is_one_line_and_stays_as_it_is(text in "\\PC*|[\\x00-\\x7f\u{200b}-\u{202e}\u{300}-\u{303}]*") {
        if let Ok(kept) = clean(&text, 280) {
            prop_assert!(kept.chars().count() <= 280);
            prop_assert!(kept.chars().all(|one| !one.is_control()));
            let unseen = ['\u{202d}', '\u{202e}', '\u{200b}'];
            prop_assert!(!kept.contains(unseen));
            prop_assert_eq!(clean(&kept, 280), Ok(kept));
        }
    }

    #[test]
    fn likeness_is_the_same_from_both_sides(one in "\\PC{0,40}", other in "\\PC{0,40}") {
        let (one, other) = (Trigrams::of(&one), Trigrams::of(&other));
        let likeness = one.likeness(&other);
        prop_assert!((0.0..=1.0).contains(&likeness));
        prop_assert_eq!(likeness, other.likeness(&one));
    }
}
