//! Bytes in a string that every browser keeps as it is.
//!
//! Local storage holds strings of UTF-16 units and counts them. Fifteen bits go into each unit, shifted past the control
//! characters, so that no unit is a surrogate, a control character or one that a browser might normalise: `U+0020` to
//! `U+801F`. One unit more says whether the last bits begin a byte that is not there.

/// The first unit in use.
const FIRST: u32 = 0x20;
/// How many bits a unit carries.
const BITS: u32 = 15;

/// The string of some bytes: eight units for each fifteen bytes, and at most two more.
///
/// ```
/// use dateline_store::packed;
/// let bytes = [0, 255, 128, 7];
/// assert_eq!(packed::unpack(&packed::pack(&bytes)), Some(bytes.to_vec()));
/// ```
pub fn pack(bytes: &[u8]) -> String {
    let mut packed = String::with_capacity(bytes.len() * 8 / 5 + 6);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        if held >= BITS {
            held -= BITS;
            packed.push(unit(bits >> held));
            bits &= (1 << held) - 1;
        }
    }
    if held > 0 {
        packed.push(unit(bits << (BITS - held)));
    }
    // Where seven bits or fewer are left over in the last unit, they can't be taken for a byte.
    let surplus = held > 0 && BITS - held >= 8;
    packed.push(unit(u32::from(surplus)));
    packed
}

/// The bytes of a packed string; `None` when it is no such string.
pub fn unpack(packed: &str) -> Option<Vec<u8>> {
    let mut units = packed.chars();
    let surplus = match value(units.next_back()?)? {
        0 => false,
        1 => true,
        _ => return None,
    };
    let mut bytes = Vec::with_capacity(packed.len() * 5 / 8 + 1);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for unit in units {
        bits = (bits << BITS) | value(unit)?;
        held += BITS;
        while held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    if surplus && bytes.pop()? != 0 {
        return None;
    }
    (bits == 0).then_some(bytes)
}

/// How many UTF-16 units [`pack`] makes of so many bytes.
pub const fn units(bytes: usize) -> usize {
    (bytes * 8).div_ceil(BITS as usize) + 1
}

fn unit(bits: u32) -> char {
    char::from_u32(FIRST + bits).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn value(unit: char) -> Option<u32> {
    let bits = u32::from(unit).checked_sub(FIRST)?;
    (bits < 1 << BITS).then_some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_unit_survives_a_browser() {
        for bits in 0..1 << BITS {
            let unit = unit(bits);
            assert_eq!(unit.len_utf16(), 1);
            assert!(!unit.is_control() || unit >= '\u{7f}', "{unit:?}");
            assert_ne!(unit, char::REPLACEMENT_CHARACTER);
        }
    }

    #[test]
    fn every_length_comes_back() {
        for length in 0..64 {
            for byte in [0, 1, 0x80, 0xff] {
                let bytes = vec![byte; length];
                let packed = pack(&bytes);
                assert_eq!(packed.encode_utf16().count(), units(length));
                assert_eq!(unpack(&packed), Some(bytes));
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert_eq!(unpack(&pack(&bytes)), Some(bytes));
        }

        #[test]
        fn no_string_is_too_odd(text in ".{0,40}") {
            if let Some(bytes) = unpack(&text) {
                prop_assert_eq!(pack(&bytes), text);
            }
        }
    }
}
