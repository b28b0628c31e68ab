//! Degrees as people write them.

use passerelle_vocabulary::{Geometry, Position};

/// Degrees of a cell: `-1.2921`, `36,8219`, `1°17'31.6"S`, `S 1 17 31.6`, `36:49:19E`. `None`: it is no angle.
pub fn degrees(cell: &str) -> Option<f64> {
    if let Ok(number) = cell.parse::<f64>() {
        return Some(number).filter(|number| number.is_finite());
    }
    let cell = cell.trim();
    let (cell, south_or_west) = without_direction(cell)?;
    let (cell, negative) = match cell.strip_prefix(['-', '−']) {
        Some(rest) => (rest, true),
        None => (cell.strip_prefix('+').unwrap_or(cell), false),
    };
    let parts = numbers(cell)?;
    let size = match parts[..] {
        [whole] => whole,
        [whole, minutes] if whole.fract() == 0.0 && minutes < 60.0 => whole + minutes / 60.0,
        [whole, minutes, seconds]
            if whole.fract() == 0.0
                && minutes.fract() == 0.0
                && minutes < 60.0
                && seconds < 60.0 =>
        {
            whole + minutes / 60.0 + seconds / 3600.0
        }
        _ => return None,
    };
    Some(if negative != south_or_west { -size } else { size })
}

/// What is left without N, S, E, W (or O, the west of Romance languages), and whether it was south or west.
fn without_direction(cell: &str) -> Option<(&str, bool)> {
    let of = |letter: char| match letter.to_ascii_uppercase() {
        'N' | 'E' => Some(false),
        'S' | 'W' | 'O' => Some(true),
        _ => None,
    };
    let first = cell.chars().next()?;
    if let Some(turned) = of(first) {
        return Some((cell[1..].trim_start(), turned));
    }
    let last = cell.chars().next_back()?;
    match of(last) {
        Some(turned) => Some((cell[..cell.len() - 1].trim_end(), turned)),
        None => Some((cell, false)),
    }
}

/// One to three numbers without a sign, between marks of degrees, minutes and seconds.
fn numbers(cell: &str) -> Option<Vec<f64>> {
    let is_mark = |c: char| {
        matches!(c, '°' | 'º' | '˚' | '\'' | '’' | '′' | '"' | '”' | '″' | '“' | ':' | 'd' | 'm')
            || c.is_whitespace()
    };
    let mut parts = Vec::new();
    for part in cell.split(is_mark).filter(|part| !part.is_empty()) {
        let plain = part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
        let marks = part.bytes().filter(|byte| !byte.is_ascii_digit()).count();
        if !plain || marks > 1 || parts.len() == 3 {
            return None;
        }
        parts.push(part.replace(',', ".").parse::<f64>().ok()?);
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

/// What a cell that holds a whole position says.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Latitude and longitude, in no range yet.
    Pair(f64, f64),
    /// A shape.
    Shape(Geometry),
}

/// A position in one cell: well-known text (`POINT (36.8 -1.3)`, lines too), or latitude and longitude:
/// `-1.3, 36.8`; `-1,3; 36,8`; `-1.3 36.8 1600 5`. `None`: it is none.
pub fn position(cell: &str) -> Option<Written> {
    let cell = cell.trim();
    let cell = match cell.split_once(';') {
        Some((reference, rest)) if reference.to_ascii_uppercase().starts_with("SRID=") => rest,
        _ => cell,
    };
    let begins = cell.bytes().next()?;
    if begins.is_ascii_alphabetic() && cell.contains('(') {
        return well_known_text(cell);
    }
    let cell = cell.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let pair = |mut parts: std::vec::IntoIter<&str>| {
        let (lat, lon) = (degrees(parts.next()?.trim())?, degrees(parts.next()?.trim())?);
        let rest = parts.as_slice();
        let heights = rest.len() <= 2 && rest.iter().all(|one| degrees(one.trim()).is_some());
        heights.then_some(Written::Pair(lat, lon))
    };
    let cut = |mark: fn(char) -> bool| {
        cell.split(mark).filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().into_iter()
    };
    if cell.contains(';') {
        return pair(cut(|c| c == ';'));
    }
    // "−1,3 36,8" and "-1.3, 36.8" alike; degrees with minutes have spaces of their own.
    let words: Vec<&str> = cell.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let spaced = if (2..=4).contains(&words.len()) { pair(words.into_iter()) } else { None };
    let comma = || pair(cut(|c| c == ','));
    match spaced {
        Some(Written::Pair(lat, lon)) if !cell.contains(['°', 'º']) => {
            Some(Written::Pair(lat, lon))
        }
        _ => comma().or(spaced),
    }
}

/// Points and lines of well-known text; areas are nobody's site or line.
fn well_known_text(cell: &str) -> Option<Written> {
    let (kind, rest) = cell.split_once('(')?;
    let kind = kind.split_whitespace().next()?.to_ascii_uppercase();
    let inside = rest.trim_end().strip_suffix(')')?;
    match kind.as_str() {
        "POINT" => {
            let mut numbers = inside.split_whitespace().map(str::parse::<f64>);
            let (lon, lat) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
            (lat.is_finite() && lon.is_finite()).then_some(Written::Pair(lat, lon))
        }
        "LINESTRING" => Some(Written::Shape(Geometry::Lines(vec![line(inside)?]))),
        "MULTILINESTRING" => {
            let lines = inside.split(')').map(|part| part.trim_start_matches([',', ' ', '(']));
            let lines: Option<Vec<_>> = lines.filter(|part| !part.is_empty()).map(line).collect();
            Some(Written::Shape(Geometry::Lines(lines?)))
        }
        _ => None,
    }
}

fn line(text: &str) -> Option<Vec<Position>> {
    let place = |pair: &str| {
        let mut numbers = pair.split_whitespace().map(str::parse::<f64>);
        let (lon, lat) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        Position::new(lat, lon)
    };
    text.split(',').map(place).collect()
}

/// A number of people, of metres, of megabits: `1 234`, `1,234`, `12,5`, `12.5`. `None`: it is none, or below 0.
pub fn amount(cell: &str) -> Option<f64> {
    // Of zero the sign means nothing.
    let sound = |number: f64| (number >= 0.0 && number.is_finite()).then_some(number + 0.0);
    if let Ok(number) = cell.parse::<f64>() {
        return sound(number);
    }
    let tight: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let mut parts = tight.split(',');
    let (first, rest): (&str, Vec<&str>) = (parts.next()?, parts.collect());
    let thousands = !rest.is_empty()
        && (1..=3).contains(&first.len())
        && rest.iter().all(|part| part.split('.').next().is_some_and(|whole| whole.len() == 3));
    let plain = if thousands { tight.replace(',', "") } else { tight.replace(',', ".") };
    plain.parse::<f64>().ok().and_then(sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn angles_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("-1.2921", -1.2921),
            ("36,8219", 36.8219),
            ("-0,5", -0.5),
            ("−1.5", -1.5),
            ("+1.5", 1.5),
            ("1°17'31.6\"S", -1.292_111_111),
            ("1° 17′ 31,6″ S", -1.292_111_111),
            ("S 1 17 31.6", -1.292_111_111),
            ("36:49:19E", 36.821_944_444),
            ("36 49.5", 36.825),
            ("6°44'W", -6.733_333_333),
            ("6º 44' O", -6.733_333_333),
            ("-6°44'", -6.733_333_333),
            ("0°24'36.0\"N", 0.41),
            ("36.5N", 36.5),
            ("12d30m", 12.5),
        ] {
            let found = degrees(cell).unwrap_or_else(|| panic!("{cell}"));
            assert!((found - expected).abs() < 1e-9, "{cell}: {found}");
        }
    }

    #[test]
    fn what_is_no_angle_is_refused() {
        for cell in [
            "",
            "n/a",
            "none",
            "-",
            "1°75'",
            "1°17'75\"",
            "1.5°17'",
            "1.234.567",
            "1 2 3 4",
            "N",
            "inf",
            "NaN",
            "É1",
            "1,2,3",
            "1e999",
        ] {
            assert_eq!(degrees(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_position_in_one_cell_is_read() {
        for cell in [
            "POINT (36.8 -1.3)",
            "point(36.8 -1.3)",
            "SRID=4326;POINT Z (36.8 -1.3 1600)",
            "-1.3, 36.8",
            "-1.3,36.8",
            "-1,3; 36,8",
            "-1,3 36,8",
            "(-1.3, 36.8)",
            "-1.3 36.8 1600.0 4.9",
            "1°18'S, 36°48'E",
            "1° 18' S, 36° 48' E",
        ] {
            let Some(Written::Pair(lat, lon)) = position(cell) else { panic!("{cell}") };
            assert!((lat - -1.3).abs() < 1e-9 && (lon - 36.8).abs() < 1e-9, "{cell}: {lat} {lon}");
        }
        for cell in [
            "",
            "Nairobi",
            "Nairobi, Kenya",
            "36.8",
            "POINT EMPTY",
            "POINT (a b)",
            "POLYGON ((1 2, 3 4))",
        ] {
            assert_eq!(position(cell), None, "{cell}");
        }
        let at = |lat, lon| Position { lat, lon };
        let line = vec![at(2.0, 1.0), at(4.0, 3.0)];
        for (cell, lines) in [
            ("LINESTRING (1 2, 3 4)", vec![line.clone()]),
            ("MULTILINESTRING ((1 2, 3 4), (1 2, 3 4))", vec![line.clone(), line]),
        ] {
            assert_eq!(position(cell), Some(Written::Shape(Geometry::Lines(lines))));
        }
    }

    #[test]
    fn amounts_may_be_grouped() {
        for (cell, expected) in [
            ("1234", 1234.0),
            ("1 234", 1234.0),
            ("1,234", 1234.0),
            ("12,5", 12.5),
            ("1,234.5", 1234.5),
        ] {
            assert_eq!(amount(cell), Some(expected), "{cell}");
        }
        for cell in ["", "-3", "many", "1,23,4", "inf"] {
            assert_eq!(amount(cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn every_angle_is_read_back(angle in -180.0..180.0f64) {
            prop_assert_eq!(degrees(&angle.to_string()), Some(angle));
            prop_assert_eq!(degrees(&angle.to_string().replace('.', ",")), Some(angle));
        }

        #[test]
        fn nothing_that_is_written_breaks_it(cell in "\\PC{0,24}") {
            let _ = (degrees(&cell), position(&cell), amount(&cell));
        }
    }
}
