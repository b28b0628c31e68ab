//! Widths of the two fonts that every reader of PDF has, and the encoding of text in them.
//!
//! Helvetica and Helvetica-Bold are of the fourteen standard fonts (ISO 32000-1, 9.6.2.2): nothing is embedded.
//! Widths are those of Adobe's font metrics for the WinAnsi encoding, in thousandths of the size.

/// A font of a printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Font {
    /// Helvetica.
    Regular,
    /// Helvetica-Bold.
    Bold,
}

/// Width of each byte from 32 on.
type Widths = [u16; 224];

#[rustfmt::skip]
const REGULAR: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 350,
    556, 350, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350,
    350, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 350, 500, 667,
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
];

#[rustfmt::skip]
const BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 350,
    556, 350, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350,
    350, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 350, 500, 667,
    278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333,
    400, 584, 333, 333, 333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611,
    722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
];

/// Characters of the WinAnsi encoding that are not where Unicode has them.
const ELSEWHERE: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8A),
    ('‹', 0x8B),
    ('Œ', 0x8C),
    ('Ž', 0x8E),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9A),
    ('›', 0x9B),
    ('œ', 0x9C),
    ('ž', 0x9E),
    ('Ÿ', 0x9F),
];

/// A text in the WinAnsi encoding. Spaces that must not break are plain non-breaking ones; signs of
/// subtraction are hyphens; what the encoding does not have is a question mark.
pub(crate) fn encoded(text: &str) -> Vec<u8> {
    let byte = |found: char| match found {
        '\u{202f}' | '\u{2009}' => 0xA0,
        '\u{2212}' | '\u{2011}' => b'-',
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(found)).unwrap_or(b'?'),
        other => {
            ELSEWHERE.iter().find(|(known, _)| *known == other).map_or(b'?', |(_, byte)| *byte)
        }
    };
    text.chars().map(byte).collect()
}

/// Whether every letter of a text is in the WinAnsi encoding: others are printed as question marks.
pub(crate) fn is_printable(text: &str) -> bool {
    let asked = text.chars().filter(|one| *one == '?').count();
    encoded(text).iter().filter(|byte| **byte == b'?').count() == asked
}

impl Font {
    /// Width of an encoded text at a size, in points.
    pub(crate) fn width(self, text: &[u8], size: f32) -> f32 {
        let widths = match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        };
        let of = |byte: &u8| {
            byte.checked_sub(32).and_then(|at| widths.get(usize::from(at))).copied().unwrap_or(0)
        };
        text.iter().map(|byte| f32::from(of(byte))).sum::<f32>() * size / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_adobe_says() {
        // Adobe's metrics: K 667, e 556, n 556, y 500, a 556; in bold K 722, e 556, n 611, y 556, a 556.
        assert_eq!(Font::Regular.width(&encoded("Kenya"), 10.0), 28.35);
        assert_eq!(Font::Bold.width(&encoded("Kenya"), 10.0), 30.01);
        assert_eq!(Font::Regular.width(&[0, 31], 10.0), 0.0);
    }

    #[test]
    fn french_is_written_as_it_is() {
        assert_eq!(
            encoded("Œuvre d’été\u{a0}: 5\u{202f}%"),
            b"\x8Cuvre d\x92\xE9t\xE9\xA0: 5\xA0%"
        );
        assert_eq!(encoded("→"), b"?");
        assert!(is_printable("Où ? Œuvre") && !is_printable("où ? →") && !is_printable("Нет"));
    }
}
