//! What people write: cleaned, or refused with a reason; and how alike two texts are.
//!
//! A statement is one line. What is not seen and can mislead is taken away (marks without width, embeddings of direction, tags);
//! what cannot be mended is told: letters that are turned round, piles of accents, links, addresses of mail.
//!
//! How alike two texts are is the Dice coefficient of their sets of trigrams, over letters and digits in lower case, words set
//! apart by one space. It finds copies, changed endings and changed order within a language; it knows nothing of meaning, and
//! finds no translation but one that is written beside its original.

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untaken {
    /// Fewer than [`SHORTEST`] letters.
    Short,
    /// More characters than may be.
    Long,
    /// Marks that turn the direction of letters round.
    Turned,
    /// More accents on a letter than any language has.
    Piled,
    /// A link.
    Link,
    /// An address of mail.
    Mail,
}

impl Untaken {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Short, Self::Long, Self::Turned, Self::Piled, Self::Link, Self::Mail];

    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Turned => "turned",
            Self::Piled => "piled",
            Self::Link => "link",
            Self::Mail => "mail",
        }
    }
}

/// Letters of a statement, at the least.
pub const SHORTEST: usize = 3;
/// Accents on one letter, at the most: the languages of the world have three.
const ACCENTS: usize = 3;

/// Overrides: what follows is shown in the other order, whatever it is.
const OVERRIDES: [char; 2] = ['\u{202d}', '\u{202e}'];

/// Whether a character is not seen and says nothing; joiners do, in Persian and Hindi.
fn is_idle(one: char) -> bool {
    matches!(one,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is put on the one before it, in scripts where they are piled up for show.
fn is_accent(one: char) -> bool {
    matches!(one,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// A text as it is kept: one line, without what is not seen.
///
/// # Errors
/// Everything for which it is not taken.
pub fn clean(text: &str, longest: usize) -> Result<String, Vec<Untaken>> {
    let mut wrong = Vec::new();
    if text.contains(OVERRIDES) {
        wrong.push(Untaken::Turned);
    }
    let blank = |one: char| if one.is_control() || one.is_whitespace() { ' ' } else { one };
    let kept = text.chars().filter(|one| !is_idle(*one) && !OVERRIDES.contains(one)).map(blank);
    let text: String = kept.collect();
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut pile = 0;
    let piled = text.chars().any(|one| {
        pile = if is_accent(one) { pile + 1 } else { 0 };
        pile > ACCENTS
    });
    if piled {
        wrong.push(Untaken::Piled);
    }
    let small = text.to_lowercase();
    if small.contains("://")
        || small.split(' ').any(|word| word.trim_start_matches(['(', '«', '"']).starts_with("www."))
    {
        wrong.push(Untaken::Link);
    }
    let is_mail = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.trim_end_matches(['.', ',']).contains('.')
        })
    };
    if small.split(' ').any(is_mail) {
        wrong.push(Untaken::Mail);
    }
    if text.chars().filter(|one| one.is_alphanumeric()).count() < SHORTEST {
        wrong.push(Untaken::Short);
    }
    if text.chars().count() > longest {
        wrong.push(Untaken::Long);
    }
    if wrong.is_empty() { Ok(text) } else { Err(wrong) }
}

/// The trigrams of a text, sorted, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trigrams(Vec<[char; 3]>);

/// From here on a text is offered as one that says the same.
pub const SIMILAR: f64 = 0.5;

impl Trigrams {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let plain = |one: char| if one.is_alphanumeric() { one } else { ' ' };
        let small = text.to_lowercase();
        let letters: String = small.chars().filter(|one| !is_accent(*one)).map(plain).collect();
        let words = letters.split(' ').filter(|word| !word.is_empty());
        let mut line = vec![' '];
        words.for_each(|word| {
            line.extend(word.chars());
            line.push(' ');
        });
        let mut found: Vec<[char; 3]> =
            line.windows(3).map(|three| [three[0], three[1], three[2]]).collect();
        found.sort_unstable();
        found.dedup();
        Self(found)
    }

    /// How alike two texts are, from 0 to 1: twice the trigrams that both have, through those of each.
    pub fn likeness(&self, other: &Self) -> f64 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 0.0;
        }
        let (mut left, mut right, mut both) = (self.0.as_slice(), other.0.as_slice(), 0_usize);
        while let (Some(one), Some(another)) = (left.first(), right.first()) {
            match one.cmp(another) {
                std::cmp::Ordering::Less => left = &left[1..],
                std::cmp::Ordering::Greater => right = &right[1..],
                std::cmp::Ordering::Equal => {
                    both += 1;
                    (left, right) = (&left[1..], &right[1..]);
                }
            }
        }
        2.0 * both as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_taken_away_or_told() {
        assert_eq!(
            clean("  Des   écoles\u{200b}\n reliées\u{7}! ", 280).unwrap(),
            "Des écoles reliées !"
        );
        assert_eq!(
            clean("می\u{200c}خواهم \u{200f}اینترنت", 280).unwrap(),
            "می\u{200c}خواهم اینترنت"
        );
        assert_eq!(clean("abc\u{202e}fdp.exe", 280), Err(vec![Untaken::Turned]));
        let zalgo = format!("z{}algo", "\u{301}".repeat(9));
        assert_eq!(clean(&zalgo, 280), Err(vec![Untaken::Piled]));
        assert!(clean("Vie\u{323}\u{302}t Nam ơi", 280).is_ok());
        assert_eq!(clean("See https://example.org", 280), Err(vec![Untaken::Link]));
        assert_eq!(clean("Voir (www.example.org)", 280), Err(vec![Untaken::Link]));
        assert_eq!(clean("Write to me@example.org.", 280), Err(vec![Untaken::Mail]));
        assert_eq!(clean("\u{200b}…", 280), Err(vec![Untaken::Short]));
        assert_eq!(clean("网络", 280), Err(vec![Untaken::Short]));
        assert_eq!(clean("abcd\u{202e}", 3), Err(vec![Untaken::Turned, Untaken::Long]));
    }

    #[test]
    fn copies_are_alike_and_others_are_not() {
        let like = |a: &str, b: &str| Trigrams::of(a).likeness(&Trigrams::of(b));
        assert_eq!(like("Relier les écoles !", "relier  LES écoles"), 1.0);
        assert!(like("Connect every school by 2030", "Connect every school before 2030") > 0.7);
        assert!(
            like("Every school should be connected", "Schools must be connected, every one")
                > SIMILAR
        );
        assert!(like("Connect every school by 2030", "Prices are too high for families") < 0.2);
        assert_eq!(like("", "…"), 0.0);
    }
}
