//! Characters that a reader does not see and that could make a text mean other than it seems to.
//!
//! Words that look alike and are not, and letters that stand in another order than they are shown in, are what these
//! characters are misused for ([UTR 36](https://www.unicode.org/reports/tr36/), [Trojan
//! Source](https://trojansource.codes)). A page shows them; nothing takes them out of a text.

/// What Unicode calls a character that is not seen, in short, where it could mislead.
///
/// `before` is the character before it. The joiners of emoji and of scripts that join their letters, and the tags of a
/// flag, do their work there and are not told of.
///
/// ```
/// use dateline_annotation::unseen::name;
///
/// assert_eq!(name(None, '\u{202e}'), Some("RLO"));
/// assert_eq!(name(Some('s'), '\u{200d}'), Some("ZWJ"));
/// assert_eq!(name(Some('👩'), '\u{200d}'), None);
/// assert_eq!(name(Some('s'), 'é'), None);
/// ```
#[must_use]
pub fn name(before: Option<char>, c: char) -> Option<&'static str> {
    let after_joining = before.is_some_and(joins);
    Some(match c {
        '\u{ad}' => "SHY",
        '\u{34f}' => "CGJ",
        '\u{61c}' => "ALM",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "HF",
        '\u{180e}' => "MVS",
        '\u{200b}' => "ZWSP",
        '\u{200c}' if !after_joining => "ZWNJ",
        '\u{200d}' if !after_joining => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2061}'..='\u{2064}' => "INV",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{206a}'..='\u{206f}' => "DEP",
        '\u{feff}' => "BOM",
        '\u{fff9}'..='\u{fffb}' => "IAA",
        '\u{e0000}'..='\u{e007f}' if !before.is_some_and(is_flag) => "TAG",
        _ => return None,
    })
}

/// Where the characters are that [`name`] tells of: their bytes, and what they are called.
///
/// ```
/// let found: Vec<_> = dateline_annotation::unseen::find("Mo\u{200b}sul").collect();
/// assert_eq!(found, [(2..5, "ZWSP")]);
/// ```
pub fn find(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &'static str)> {
    let mut before = None;
    text.char_indices().filter_map(move |(start, c)| {
        let name = name(before.replace(c), c);
        name.map(|name| (start..start + c.len_utf8(), name))
    })
}

/// Emoji, and letters of scripts in which a joiner is spelling: Syriac and Arabic, those of India and their neighbours,
/// Mongolian.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe0f}' | '\u{fe70}'..='\u{fefc}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// The flag that tags make the flag of a region, and the tags themselves.
fn is_flag(c: char) -> bool {
    matches!(c, '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reverses_or_divides_words_is_found_and_what_scripts_need_is_not() {
        let names = |text: &str| -> Vec<&str> { find(text).map(|(_, name)| name).collect() };
        assert_eq!(names("a\u{202e}cba\u{202c} b"), ["RLO", "PDF"]);
        assert_eq!(names("\u{feff}pa\u{ad}ris"), ["BOM", "SHY"]);
        assert_eq!(names("a\u{200d}\u{200c}b"), ["ZWJ", "ZWNJ"]);
        // A family, the flag of Scotland, Persian, Hindi: all as they are written.
        assert_eq!(
            names("👨‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 می\u{200c}خواهم क्\u{200d}ष"),
            Vec::<&str>::new()
        );
        assert_eq!(names("gewone tekst, l'été 2016 "), Vec::<&str>::new());
    }
}
