//! How bytes are damaged, always in the same way for the same number.

/// Numbers at the edges of what offsets and amounts can be.
const NUMBERS: &[&str] = &[
    "-1",
    "0",
    "1",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "1e308",
    "0.5",
];

/// Numbers that look random (xorshift64*).
pub struct Random(u64);

impl Random {
    /// Begins where `seed` says.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

/// Damages bytes in one place; `words` are pieces that whatever reads them looks for.
pub fn apply(bytes: &mut Vec<u8>, words: &[&str], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let to = (at + 1 + random.below(8)).min(bytes.len());
    match random.below(8) {
        0 => {
            bytes.drain(at..to);
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = random.below(256) as u8;
            }
        }
        3 => {
            let from = random.below(bytes.len() + 1);
            let length = random.below(64).min(bytes.len() - from);
            let copy = bytes[from..from + length].to_vec();
            bytes.splice(at..at, copy);
        }
        4 => bytes.truncate(at),
        5 => number(bytes, at, random),
        _ => {
            let piece = match words.len() {
                0 => "\0",
                count => words[random.below(count)],
            };
            let end = if random.below(2) == 0 { at } else { to };
            bytes.splice(at..end, piece.bytes());
        }
    }
}

/// Puts another number for the first one after a place.
fn number(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let start = at + start;
    let digits = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let piece = match random.below(4) {
        0 => NUMBERS[random.below(NUMBERS.len())].to_owned(),
        1 => random.below(100).to_string(),
        _ => (random.next() >> random.below(64)).to_string(),
    };
    bytes.splice(start..start + digits, piece.bytes());
}
