//! Progress bars for long work, quiet when standard error is not a terminal.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use passerelle_desk::imports::Watcher;
use passerelle_web::words::Words;

/// Shows which file is being read, and how many rows of it.
pub struct Bar {
    bar: ProgressBar,
    words: &'static Words,
}

impl Bar {
    /// A bar; nothing is drawn unless standard error is a terminal.
    pub fn new(words: &'static Words) -> Self {
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {human_pos}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, words }
    }

    /// A sign that work goes on, for work that cannot be counted beforehand.
    pub fn working(words: &'static Words) -> Self {
        let working = Self::new(words);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            working.bar.set_style(style);
        }
        working.bar.set_message(words.t("cli-progress-working"));
        working
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watcher for Bar {
    fn file(&self, number: usize, of: usize, path: &Path) {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.bar.set_position(0);
        self.bar.set_message(self.words.say(
            "cli-progress-file",
            &[("number", number.into()), ("of", of.into()), ("file", file.into())],
        ));
    }

    fn rows(&self, rows: u64) {
        self.bar.set_position(rows);
    }
}
