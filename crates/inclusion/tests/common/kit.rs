//! Files of the kit of the catalogue.

/// The text of a file.
pub fn file(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/survey-kit/");
    std::fs::read_to_string(format!("{folder}{name}")).unwrap()
}
