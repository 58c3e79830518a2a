//! Where words and numbers begin, found many bytes at a time.

/// How many bytes are looked at together: as many as a number has bits.
const TOGETHER: usize = 64;

/// Tells `found` where runs of bytes of a kind begin, ascending. A zero byte must be of no kind that is looked for.
pub(in crate::values) fn starts(
    bytes: &[u8],
    is_kind: impl Fn(u8) -> bool + Copy,
    mut found: impl FnMut(usize),
) {
    let (blocks, rest) = bytes.as_chunks();
    let mut last = [0; TOGETHER];
    last[..rest.len()].copy_from_slice(rest);
    let mut before = 0;
    for (number, block) in blocks.iter().chain([&last]).enumerate() {
        let kinds = kinds(block, is_kind);
        let mut starts = kinds & !(kinds << 1 | before);
        before = kinds >> (TOGETHER - 1);
        while starts != 0 {
            found(number * TOGETHER + starts.trailing_zeros() as usize);
            starts &= starts - 1;
        }
    }
}

/// A bit for each byte of a kind, the first of them lowest.
fn kinds(block: &[u8; TOGETHER], is_kind: impl Fn(u8) -> bool) -> u64 {
    // Gathers the lowest bits of eight bytes in the highest of them, the first byte's lowest.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let flags = block.map(|byte| u8::from(is_kind(byte)));
    let eights = flags.as_chunks().0.iter().rev();
    eights.fold(0, |bits, eight| {
        bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn starts_are_where_a_kind_follows_another() {
        let mut found = Vec::new();
        let text = format!("{}12 3{}4", "a".repeat(62), "9".repeat(70));
        starts(
            text.as_bytes(),
            |byte| byte.is_ascii_digit(),
            |at| {
                found.push(at);
            },
        );
        assert_eq!(found, [62, 65]);
    }

    proptest! {
        #[test]
        fn starts_are_those_that_a_loop_finds(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let is_kind = |byte: u8| byte.is_ascii_alphabetic();
            let mut found = Vec::new();
            starts(&bytes, is_kind, |at| found.push(at));
            let is_start = |at: &usize| is_kind(bytes[*at]) && (*at == 0 || !is_kind(bytes[*at - 1]));
            prop_assert_eq!(found, (0..bytes.len()).filter(is_start).collect::<Vec<_>>());
        }
    }
}
