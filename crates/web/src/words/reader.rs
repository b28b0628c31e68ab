//! What the reader of a format says, in the reader's own English, put into words.
//!
//! Serde's messages have a few fixed forms (`serde::de::Error`); those are told in every language. What has
//! another form (the grammar of TOML itself) is given back as it is.

use super::Words;

impl Words {
    /// The message of a reader of files, in this language where its form is known.
    pub fn reader(&self, message: &str) -> String {
        self.known_form(message).unwrap_or_else(|| message.to_owned())
    }

    fn known_form(&self, message: &str) -> Option<String> {
        for (opening, name) in [
            ("unknown field `", "reader-unknown-field"),
            ("unknown variant `", "reader-unknown-variant"),
        ] {
            if let Some((found, rest)) = message.strip_prefix(opening).and_then(quoted) {
                return Some(self.t2(name, "found", found, "known", names(rest).join(", ")));
            }
        }
        for (opening, name) in [
            ("missing field `", "reader-missing-field"),
            ("duplicate field `", "reader-duplicate-field"),
        ] {
            if let Some((found, "")) = message.strip_prefix(opening).and_then(quoted) {
                return Some(self.t1(name, "found", found));
            }
        }
        if message == "duplicate key" {
            return Some(self.t("reader-duplicate-key"));
        }
        for opening in ["invalid type: ", "invalid value: "] {
            if let Some((found, expected)) =
                message.strip_prefix(opening).and_then(|rest| rest.split_once(", expected "))
            {
                let (found, expected) = (self.found(found), self.expected(expected));
                return Some(self.t2("reader-invalid", "found", found, "expected", expected));
            }
        }
        None
    }

    /// What was found: “the text "x"”, “the number 3”.
    fn found(&self, found: &str) -> String {
        const KINDS: [(&str, &str); 6] = [
            ("string ", "text"),
            ("integer ", "number"),
            ("floating point ", "number"),
            ("boolean ", "truth"),
            ("sequence", "list"),
            ("map", "table"),
        ];
        let known = KINDS.iter().find_map(|(opening, kind)| {
            let value = found.strip_prefix(opening)?.trim_matches('`');
            Some(self.t1(&format!("reader-found-{kind}"), "value", value))
        });
        known.unwrap_or_else(|| found.to_owned())
    }

    /// What was expected: “a number”.
    fn expected(&self, expected: &str) -> String {
        let kind = match expected {
            "a string" | "str" | "string" => "text",
            "f32" | "f64" => "number",
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" => "whole",
            "a boolean" | "bool" => "truth",
            "a sequence" => "list",
            "a map" => "table",
            other if other.starts_with("struct ") => "table",
            other => return other.to_owned(),
        };
        self.t(&format!("reader-expected-{kind}"))
    }
}

/// A text up to the next back quote, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.split_once('`')
}

/// Every name that stands between back quotes.
fn names(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_says_is_told_in_every_language() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            #[expect(dead_code, reason = "only read")]
            weight: f64,
        }
        let said = |text: &str| toml::from_str::<Form>(text).unwrap_err().message().to_owned();
        let (en, fr) = (Words::of("en").unwrap(), Words::of("fr").unwrap());
        for (text, word) in [
            ("wieght = 1", "weight"),
            ("", "weight"),
            ("weight = \"a\"", "a"),
            ("weight = true", "true"),
            ("weight = []", ""),
        ] {
            let said = said(text);
            for words in [en, fr] {
                let told = words.reader(&said);
                assert_ne!(told, said, "{text}");
                assert!(told.contains(word) && !told.contains('⟦'), "{told}");
            }
            assert_ne!(en.reader(&said), fr.reader(&said), "{text}");
        }
        assert_eq!(fr.reader("something else"), "something else");
    }
}
