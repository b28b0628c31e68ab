//! Reading, line by line.

use rustc_hash::FxHashSet;

use super::{Limits, MAGIC, Stp, StpCode, StpError};

/// Reads a file.
///
/// # Errors
/// Everything that is wrong with it, by line and word.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Stp, StpError> {
    let mut reader = Reader::new(limits);
    if bytes.len() > limits.bytes {
        reader.add(0, StpCode::TooLarge, &bytes.len().to_string(), limits.bytes);
        return Err(reader.problems);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for line in bytes.split(|byte| *byte == b'\n') {
        reader.line += 1;
        let Ok(line) = std::str::from_utf8(line) else {
            reader.add(0, StpCode::BadEncoding, &String::from_utf8_lossy(line), "UTF-8");
            continue;
        };
        if reader.line == 1 {
            let first = line.split_whitespace().next().unwrap_or_default();
            if !first.eq_ignore_ascii_case(MAGIC) {
                reader.add(1, StpCode::NoHeader, first, MAGIC);
                break;
            }
        } else if !reader.take(line) {
            break;
        }
    }
    reader.finish()
}

/// Where in the file the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Between,
    Comment,
    Graph,
    Terminals,
    /// One that does not change the problem.
    Other,
    /// After `EOF`.
    Ended,
}

struct Reader<'a> {
    limits: &'a Limits,
    problems: StpError,
    line: u64,
    section: Section,
    stp: Stp,
    items: usize,
    /// How many edges and terminals the file says it has, and on which line; whether there was a graph.
    edges: Option<(u64, u64)>,
    terminals: Option<(u64, u64)>,
    graph: bool,
    seen: FxHashSet<u32>,
}

impl<'a> Reader<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            problems: StpError::new(),
            line: 0,
            section: Section::Between,
            stp: Stp::default(),
            items: 0,
            edges: None,
            terminals: None,
            graph: false,
            seen: FxHashSet::default(),
        }
    }

    fn add(&mut self, word: u32, code: StpCode, found: &str, expected: impl std::fmt::Display) {
        self.problems.add(self.limits.problems, (self.line, word), code, found, expected);
    }

    /// Takes a line; whether to go on.
    fn take(&mut self, line: &str) -> bool {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return true;
        }
        let words: Vec<&str> = line.split_whitespace().take(8).collect();
        let keyword = words[0].to_ascii_lowercase();
        match (self.section, keyword.as_str()) {
            (Section::Between, "section") => self.begin(&words),
            (Section::Between, "eof") => {
                self.section = Section::Ended;
                return false;
            }
            (Section::Between, _) => self.add(1, StpCode::UnknownKeyword, words[0], "SECTION"),
            (_, "end") => self.section = Section::Between,
            (_, "section" | "eof") => {
                self.add(1, StpCode::Unfinished, words[0], "END");
                if keyword == "eof" {
                    self.section = Section::Ended;
                    return false;
                }
                self.begin(&words);
            }
            (Section::Comment, _) => {
                if self.count() {
                    let (keyword, text) =
                        line.split_once(char::is_whitespace).unwrap_or((line, ""));
                    let text = text.trim().trim_matches('"').to_owned();
                    self.stp.comments.push((keyword.to_owned(), text));
                }
            }
            (Section::Graph, keyword) => self.graph(keyword, &words),
            (Section::Terminals, keyword) => self.terminals(keyword, &words),
            (Section::Other | Section::Ended, _) => {}
        }
        // Where a limit is passed there is no use in going on.
        self.items <= self.limits.items
    }

    fn begin(&mut self, words: &[&str]) {
        let name = words.get(1).map(|word| word.to_ascii_lowercase());
        self.section = match name.as_deref() {
            Some("comment") => Section::Comment,
            Some("graph") => {
                self.graph = true;
                Section::Graph
            }
            Some("terminals") => Section::Terminals,
            Some(_) => Section::Other,
            None => {
                self.add(2, StpCode::MissingWord, "", "");
                Section::Other
            }
        };
    }

    /// One more thing that is kept; whether it may be.
    fn count(&mut self) -> bool {
        self.items += 1;
        if self.items == self.limits.items + 1 {
            self.add(0, StpCode::TooLarge, &self.items.to_string(), self.limits.items);
        }
        self.items <= self.limits.items
    }

    fn graph(&mut self, keyword: &str, words: &[&str]) {
        match keyword {
            "nodes" => {
                let Some(nodes) = self.count_of(words) else { return };
                if nodes > u64::from(self.limits.vertices) {
                    self.add(2, StpCode::TooLarge, words[1], self.limits.vertices);
                } else {
                    self.stp.vertices = nodes as u32;
                }
            }
            "edges" => {
                if let Some(edges) = self.count_of(words) {
                    self.edges = Some((edges, self.line));
                }
            }
            "e" => {
                if !self.are(words, 4) {
                    return;
                }
                let ends = [self.vertex(words, 1), self.vertex(words, 2)];
                let cost = self.amount(words, 3);
                if let ([Some(a), Some(b)], Some(cost), true) = (ends, cost, self.count()) {
                    self.stp.edges.push((a, b, cost));
                }
            }
            "a" | "arcs" => self.add(1, StpCode::Directed, words[0], "E"),
            // Of the rectilinear series: the edges already go around them.
            "obstacles" => {}
            _ => self.add(1, StpCode::UnknownKeyword, words[0], "Nodes, Edges, E"),
        }
    }

    fn terminals(&mut self, keyword: &str, words: &[&str]) {
        match keyword {
            "terminals" => {
                if let Some(terminals) = self.count_of(words) {
                    self.terminals = Some((terminals, self.line));
                }
            }
            "root" | "rootp" => {
                if self.are(words, 2) {
                    let root = self.vertex(words, 1);
                    if self.stp.root.is_some() {
                        self.add(1, StpCode::Repeated, words[0], "");
                    }
                    self.stp.root = self.stp.root.or(root);
                }
            }
            "t" => {
                if self.are(words, 2)
                    && let Some(vertex) = self.terminal(words)
                {
                    self.stp.terminals.push(vertex);
                }
            }
            "tp" => {
                if self.are(words, 3) {
                    let prize = self.amount(words, 2);
                    if let (Some(vertex), Some(prize)) = (self.terminal(words), prize) {
                        self.stp.prizes.push((vertex, prize));
                    }
                }
            }
            _ => self.add(1, StpCode::UnknownKeyword, words[0], "Terminals, T, TP, Root, RootP"),
        }
    }

    /// A vertex that was no terminal before.
    fn terminal(&mut self, words: &[&str]) -> Option<u32> {
        let vertex = self.vertex(words, 1)?;
        if !self.count() {
            return None;
        }
        if !self.seen.insert(vertex) {
            self.add(2, StpCode::Repeated, words[1], "");
            return None;
        }
        Some(vertex)
    }

    /// Whether a line has so many words.
    fn are(&mut self, words: &[&str], many: usize) -> bool {
        if words.len() < many {
            self.add(words.len() as u32 + 1, StpCode::MissingWord, "", "");
        } else if words.len() > many {
            self.add(many as u32 + 1, StpCode::ExtraWord, words[many], "");
        }
        words.len() == many
    }

    /// The whole number after a keyword.
    fn count_of(&mut self, words: &[&str]) -> Option<u64> {
        if self.are(words, 2) { self.whole(words, 1) } else { None }
    }

    fn whole(&mut self, words: &[&str], at: usize) -> Option<u64> {
        let number = words[at].parse().ok();
        if number.is_none() {
            self.add(at as u32 + 1, StpCode::NotANumber, words[at], "");
        }
        number
    }

    fn vertex(&mut self, words: &[&str], at: usize) -> Option<u32> {
        let number = self.whole(words, at)?;
        if (1..=u64::from(self.stp.vertices)).contains(&number) {
            return Some(number as u32 - 1);
        }
        let vertices = self.stp.vertices;
        self.add(at as u32 + 1, StpCode::NoVertex, words[at], vertices);
        None
    }

    fn amount(&mut self, words: &[&str], at: usize) -> Option<f64> {
        let Ok(amount) = fast_float2::parse::<f64, _>(words[at]) else {
            self.add(at as u32 + 1, StpCode::NotANumber, words[at], "");
            return None;
        };
        if amount.is_finite() && amount >= 0.0 {
            // Zero has a sign that means nothing here.
            return Some(amount + 0.0);
        }
        self.add(at as u32 + 1, StpCode::OutOfRange, words[at], "");
        None
    }

    fn finish(mut self) -> Result<Stp, StpError> {
        // What is said to be there, if all of it could be read.
        if self.problems.is_empty() {
            if self.section != Section::Ended {
                let expected = if self.section == Section::Between { "EOF" } else { "END" };
                self.add(0, StpCode::Unfinished, "", expected);
            }
            if !self.graph {
                self.add(0, StpCode::NoGraph, "", "SECTION Graph");
            }
            let terminals = self.stp.terminals.len() + self.stp.prizes.len();
            let told = [(self.edges, self.stp.edges.len()), (self.terminals, terminals)];
            for ((said, line), found) in told.into_iter().filter_map(|(said, n)| Some((said?, n))) {
                if said != found as u64 {
                    self.line = line;
                    self.add(2, StpCode::CountDiffers, &found.to_string(), said);
                }
            }
        }
        if self.problems.is_empty() { Ok(self.stp) } else { Err(self.problems) }
    }
}
