//! Writing.

use std::fmt::Write;

use super::{MAGIC, Stp};

/// Writes a problem as a file. Numbers are written so that they are read as the same; of comments, line breaks and
/// quotation marks become spaces, and one without a keyword is a `Remark`.
pub fn write(stp: &Stp) -> String {
    let mut text = format!("{MAGIC} STP File, STP Format Version 1.0\n\nSECTION Comment\n");
    let plain = |text: &str| text.replace(|c: char| c.is_control() || c == '"', " ");
    for (keyword, words) in &stp.comments {
        let keyword: String = keyword.chars().filter(char::is_ascii_alphanumeric).collect();
        let reserved =
            ["", "end", "section", "eof"].iter().any(|word| keyword.eq_ignore_ascii_case(word));
        let keyword = if reserved { "Remark" } else { &keyword };
        let _ = writeln!(text, "{keyword} \"{}\"", plain(words).trim());
    }
    let _ =
        writeln!(text, "END\n\nSECTION Graph\nNodes {}\nEdges {}", stp.vertices, stp.edges.len());
    for (a, b, cost) in &stp.edges {
        let _ = writeln!(text, "E {} {} {cost}", a + 1, b + 1);
    }
    let terminals = stp.terminals.len() + stp.prizes.len();
    let _ = writeln!(text, "END\n\nSECTION Terminals\nTerminals {terminals}");
    if let Some(root) = stp.root {
        let word = if stp.prizes.is_empty() { "Root" } else { "RootP" };
        let _ = writeln!(text, "{word} {}", root + 1);
    }
    for vertex in &stp.terminals {
        let _ = writeln!(text, "T {}", vertex + 1);
    }
    for (vertex, prize) in &stp.prizes {
        let _ = writeln!(text, "TP {} {prize}", vertex + 1);
    }
    text.push_str("END\n\nEOF\n");
    text
}
