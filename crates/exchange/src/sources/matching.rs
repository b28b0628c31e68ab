//! Which entries are for a file.

use super::{FileEntry, Ignored, Publisher};

impl FileEntry {
    /// Whether a file of this name may be this entry's.
    pub fn names(&self, file_name: &str) -> bool {
        same_name(&self.name, file_name)
    }

    /// Whether the entry is for a file of this name with this header.
    pub fn matches(&self, file_name: &str, header: &[String]) -> bool {
        self.names(file_name) && self.has_columns(header)
    }

    /// Whether a header has every column that the entry requires.
    pub fn has_columns(&self, header: &[String]) -> bool {
        self.requires.iter().all(|name| header.iter().any(|cell| cell.trim() == name.trim()))
    }
}

impl Publisher {
    /// Every entry that is for this file: several may read one file.
    pub fn matches<'a>(
        &'a self,
        file_name: &'a str,
        header: &'a [String],
    ) -> impl Iterator<Item = &'a FileEntry> {
        self.file.iter().filter(move |entry| entry.matches(file_name, header))
    }

    /// The reason not to read this file, if the publisher's entries give one.
    pub fn ignores(&self, file_name: &str) -> Option<&Ignored> {
        self.ignore.iter().find(|ignored| same_name(&ignored.name, file_name))
    }
}

/// Whether `name` fits `pattern`, where `*` stands for anything; the case of letters does not count.
fn same_name(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(found) = left.find(part) else { return false };
        left = &left[found + part.len()..];
    }
    left.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, name, same) in [
            ("it_mob_own.csv", "IT_MOB_OWN.CSV", true),
            ("egdi*.csv", "egdi_2010.csv", true),
            ("egdi*.csv", "egdi_2010.csv.bak", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXcYb", false),
            ("a*ab", "ab", false),
            ("*", "", true),
            ("*_SOURCES.md", "country_packages_SOURCES.md", true),
        ] {
            assert_eq!(same_name(pattern, name), same, "{pattern} {name}");
        }
    }
}
