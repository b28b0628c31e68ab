//! The catalogue's policies of disclosure control: `policies/NAME.toml`.

use std::collections::BTreeMap;

use passerelle_inclusion::disclosure::Policy;
use passerelle_vocabulary::Finding;

use super::{Files, Reading};

/// Reads them all, by name.
pub(super) fn read(files: &Files, reading: &mut Reading) -> BTreeMap<String, Policy> {
    let mut policies = BTreeMap::new();
    for (name, text) in files.list("policies", "toml") {
        reading.seen(&name, &text);
        let Some(policy) = reading.take(&name, Policy::read(&text)) else { continue };
        let mut findings = policy.check();
        let stem = name.rsplit('/').next().and_then(|file| file.strip_suffix(".toml"));
        if stem != Some(policy.name.as_str()) {
            // It is asked for by its file's name.
            findings.push(Finding::new("name", "not-the-files-name", &policy.name));
        }
        reading.findings(&name, &format!("policy/{}", policy.name), findings);
        policies.insert(policy.name.clone(), policy);
    }
    policies
}

#[cfg(test)]
mod tests {
    use passerelle_vocabulary::Lang;

    use crate::catalogue::Catalogue;

    /// What a policy is for, and why each of its choices is as it is, is told in both languages.
    #[test]
    fn every_policy_says_what_it_is_for_and_why() {
        let catalogue = Catalogue::read(None, false).unwrap();
        let names: Vec<&str> = catalogue.policies.keys().map(String::as_str).collect();
        assert_eq!(names, ["cell-key", "privacy", "statistics-office", "survey-publication"]);
        for (name, policy) in &catalogue.policies {
            for lang in [Lang::fr(), Lang::en()] {
                let told = [&policy.title, &policy.about].map(|text| text.exact(&lang));
                assert!(told.iter().flatten().count() == 2, "{name} {lang}");
                for because in &policy.because {
                    assert!(because.reason.exact(&lang).is_some(), "{name} {}", because.choice);
                }
            }
            assert!(policy.because.len() > 2, "{name}");
            assert!(policy.because.iter().any(|one| !one.source.is_empty()), "{name}");
        }
    }
}
