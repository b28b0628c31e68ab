//! As much of CBOR (RFC 8949) as authenticators write: whole numbers, bytes, texts, lists and maps of known length,
//! yes, no and nothing. CTAP2 allows no more in what is read here; tags, fractions and texts of unknown length are refused.

use super::WebAuthnError;

/// Levels of lists and maps within one another, as CTAP2 has it.
const DEEPEST: u8 = 4;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Int(i64),
    Bytes(&'a [u8]),
    Text(&'a str),
    List(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
    Simple(u8),
}

impl<'a> Value<'a> {
    /// The value of a map's key.
    pub fn at(&self, key: &Value<'_>) -> Option<&Value<'a>> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The bytes under a map's key.
    pub fn bytes_at(&self, key: &Value<'_>) -> Option<&'a [u8]> {
        match self.at(key)? {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The number under a map's key.
    pub fn int_at(&self, key: i64) -> Option<i64> {
        match self.at(&Value::Int(key))? {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }
}

/// Reads one value from the beginning of `bytes`, and gives what follows it.
pub(super) fn read(bytes: &[u8]) -> Result<(Value<'_>, &[u8]), WebAuthnError> {
    value(bytes, 0)
}

fn value(bytes: &[u8], depth: u8) -> Result<(Value<'_>, &[u8]), WebAuthnError> {
    const UNREADABLE: WebAuthnError = WebAuthnError::Unreadable;
    let (first, rest) = bytes.split_first().ok_or(UNREADABLE)?;
    let (kind, short) = (first >> 5, first & 31);
    if kind == 7 {
        // false, true, null.
        let known = (20..=22).contains(&short);
        return if known { Ok((Value::Simple(short), rest)) } else { Err(UNREADABLE) };
    }
    let width = match short {
        0..=23 => 0,
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return Err(UNREADABLE),
    };
    let (long, rest) = rest.split_at_checked(width).ok_or(UNREADABLE)?;
    let number = match width {
        0 => u64::from(short),
        _ => long.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    };
    let signed = i64::try_from(number).map_err(|_| UNREADABLE)?;
    match kind {
        0 => return Ok((Value::Int(signed), rest)),
        1 => return Ok((Value::Int(-1 - signed), rest)),
        _ => {}
    }
    // What says that it is longer than what is there is refused before room is made for it.
    let count = usize::try_from(number).ok().filter(|count| *count <= rest.len());
    let count = count.ok_or(UNREADABLE)?;
    match kind {
        2 => Ok((Value::Bytes(&rest[..count]), &rest[count..])),
        3 => {
            let text = std::str::from_utf8(&rest[..count]).map_err(|_| UNREADABLE)?;
            Ok((Value::Text(text), &rest[count..]))
        }
        4 | 5 if depth < DEEPEST => {
            let (mut list, mut map, mut rest) = (Vec::new(), Vec::new(), rest);
            for _ in 0..count {
                let first;
                (first, rest) = value(rest, depth + 1)?;
                if kind == 4 {
                    list.push(first);
                    continue;
                }
                let second;
                (second, rest) = value(rest, depth + 1)?;
                if map.iter().any(|(known, _)| *known == first) {
                    return Err(UNREADABLE);
                }
                map.push((first, second));
            }
            Ok((if kind == 4 { Value::List(list) } else { Value::Map(map) }, rest))
        }
        _ => Err(UNREADABLE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authenticators_write_is_read() {
        let (found, rest) = read(&[0xa2, 0x01, 0x02, 0x20, 0x42, 1, 2, 9]).unwrap();
        assert_eq!((found.int_at(1), rest), (Some(2), &[9][..]));
        assert_eq!(found.bytes_at(&Value::Int(-1)), Some(&[1, 2][..]));
        assert_eq!(read(&[0x39, 1, 0]).unwrap().0, Value::Int(-257));
        assert_eq!(read(&[0x63, b'f', b'm', b't']).unwrap().0, Value::Text("fmt"));
        assert_eq!(
            read(&[0x82, 0xf5, 0x80]).unwrap().0,
            Value::List(vec![Value::Simple(21), Value::List(vec![])])
        );
    }

    #[test]
    fn what_they_do_not_write_is_refused() {
        for bytes in [
            &[][..],
            &[0x5f, 0x41, 1, 0xff], // of unknown length
            &[0x5b, 255, 255, 255, 255, 255, 255, 255, 255], // longer than anything
            &[0x9a, 255, 255, 255, 255],
            &[0x42, 1],
            &[0x61, 0xff],
            &[0xc0, 0x60],                      // a tag
            &[0xf9, 0, 0],                      // a fraction
            &[0xa2, 0x01, 0x02, 0x01, 0x03],    // a key twice
            &[0x81, 0x81, 0x81, 0x81, 0x81, 0], // too deep
        ] {
            assert_eq!(read(bytes), Err(WebAuthnError::Unreadable), "{bytes:?}");
        }
    }
}
