//! The program carries a copy of `locales/`: build again when a file there changes, comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
