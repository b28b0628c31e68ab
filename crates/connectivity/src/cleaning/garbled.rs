//! Letters that a wrong encoding has left: `Ã©` for é, `Prφncipe` for Príncipe, `�`.

/// Whether a text looks as if it had been read in another encoding than it was written in. It is only told, not
/// mended: more than one original may look like that.
pub fn is_garbled(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    text.contains('\u{fffd}') || read_as_latin(text) || mixed_words(text)
}

/// UTF-8 read as Windows-1252: Ã, Â, â followed by what a later byte became.
fn read_as_latin(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let led = matches!(letter, 'Ã' | 'Â' | 'Ä' | 'Å' | 'Ð' | 'Ñ' | 'â' | 'ã');
        let followed = letters.peek().is_some_and(|next| {
            matches!(
                next,
                '\u{80}'
                    ..='\u{bf}'
                        | '€'
                        | '‚'
                        | 'ƒ'
                        | '„'
                        | '…'
                        | '†'
                        | '‡'
                        | 'ˆ'
                        | '‰'
                        | '‹'
                        | '“'
                        | '”'
                        | '•'
                        | '–'
                        | '—'
                        | '˜'
                        | '™'
                        | '›'
            )
        });
        // « Ñ» and «—» are good Spanish: those that lead often are told only before a symbol, not a dash.
        if led
            && followed
            && !matches!(letters.peek(), Some('–' | '—' | '”' | '»' | '…' | '\u{a0}'))
        {
            return true;
        }
    }
    false
}

/// Words of Latin letters with one of another alphabet, or with a drawing of boxes: code pages of DOS.
fn mixed_words(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).any(|word| {
        let latin = word.chars().any(|c| c.is_ascii_alphabetic());
        let odd = word.chars().any(|c| {
            matches!(c, 'α'..='ω' | 'Α'..='Ω' | '\u{2200}'..='\u{22ff}' | '\u{2500}'..='\u{25ff}' | '⌐'
                | '⌠' | '⌡' | 'ⁿ' | '₧' | 'Ы' | 'а'..='я')
        });
        latin && odd
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_wrong_encoding_left_is_seen() {
        for text in
            ["Prφncipe", "LomÃ©", "CÃ´te", "Caf\u{fffd}", "Escola â€œNova", "SÒo TomΘ", "╔cole"]
        {
            assert!(is_garbled(text), "{text}");
        }
    }

    #[test]
    fn names_of_many_languages_are_not() {
        for text in [
            "Príncipe",
            "São Tomé",
            "Água-Grande",
            "École Ñandú",
            "N’Djaména",
            "Côte d’Ivoire",
            "Αθήνα",
            "Москва",
            "مدرسة",
            "学校",
            "ÃO",
            "SÃO JOSÉ",
            "Œuvre",
            "Ñ – Año",
        ] {
            assert!(!is_garbled(text), "{text}");
        }
    }
}
