//! Which passwords will do.

use std::sync::LazyLock;

use passerelle_vocabulary::place::fold;

/// The shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 12;
/// The longest, in bytes: longer ones only cost time.
pub(super) const LONGEST_PASSWORD: usize = 1_000;
/// Words of this place, which are tried first here: whoever takes one has to add a password to it. In letters alone,
/// folded. What a country or an organisation is called is for its node's people to avoid.
const OF_THIS_PLACE: [&str; 8] = [
    "passerelle",
    "globaldigitalcompact",
    "digitalcompact",
    "pactenumerique",
    "pactenumeriquemondial",
    "roadmapfordigitalcooperation",
    "unitednations",
    "nationsunies",
];
/// The fewest characters that differ in a password.
const DISTINCT: usize = 5;

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// It is too short.
    Short,
    /// It is too long.
    Long,
    /// It is one of those that are tried first, or little more.
    Common,
    /// It holds the name of the account.
    HoldsName,
}

impl WeakPassword {
    /// A code whose words are in `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Common => "common",
            Self::HoldsName => "holds-name",
        }
    }
}

/// Looks whether a password will do for an account.
///
/// # Errors
/// What is wrong with it.
pub fn check_password(name: &str, password: &str) -> Result<(), WeakPassword> {
    static COMMON: LazyLock<std::collections::HashSet<&str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/common-passwords.txt").lines();
        lines.filter(|line| !line.starts_with('#')).collect()
    });
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(WeakPassword::Short);
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(WeakPassword::Long);
    }
    let lower = password.to_lowercase();
    let distinct: std::collections::HashSet<char> = lower.chars().collect();
    let word = lower.trim_matches(|c: char| !c.is_alphabetic());
    let steps = lower.as_bytes().windows(2).all(|pair| pair[1].abs_diff(pair[0]) <= 1);
    // Dates, numbers of telephones and of papers.
    let digits = lower.chars().all(|c| !c.is_alphabetic());
    let known = [lower.as_str(), word].iter().any(|one| COMMON.contains(one));
    if distinct.len() < DISTINCT || steps || digits || known {
        return Err(WeakPassword::Common);
    }
    let joined = |text: &str| fold(text).split_whitespace().collect::<String>();
    let (name, folded) = (joined(name), joined(password));
    let little_more =
        |word: &str| folded.contains(word) && folded.len() < word.len() + SHORTEST_PASSWORD;
    if OF_THIS_PLACE.into_iter().any(little_more) {
        return Err(WeakPassword::Common);
    }
    if name.len() >= 4 && little_more(&name) {
        return Err(WeakPassword::HoldsName);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_are_tried_first_will_not_do() {
        let check = |password: &str| check_password("Amina Wanjiru", password);
        assert_eq!(check("elevenchars"), Err(WeakPassword::Short));
        for common in [
            "password1234",
            "Password12345!",
            "qwertyuiop12",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "1q2w3e4r5t6y",
            "abcdefghijkl",
            "iloveyou!!!!",
            "Passerelle 2026",
            "pacte numérique",
        ] {
            assert_eq!(check(common), Err(WeakPassword::Common), "{common}");
        }
        assert_eq!(check("aminawanjiru7"), Err(WeakPassword::HoldsName));
        assert_eq!(check(&"ab c".repeat(300)), Err(WeakPassword::Long));
        for fine in ["la rivière est haute", "bridge over four", "Mto una maji mengi"] {
            assert_eq!(check(fine), Ok(()), "{fine}");
        }
    }
}
