//! Texts that the tests give to the page. The machine marks names and numbers in them; the words that the tests mark
//! themselves (`umbrella`, `garden`, `bridge`) are none of that.

/// A short report.
pub const REPORT: &str = "\
Troops leave Aleppo

On 12 March 2016 about 300 soldiers left Aleppo, minister Anna Jansen said in Brussels.

A broken umbrella lay in the garden behind the bridge when the last of them went.";

/// Another one.
pub const OTHER: &str = "\
Storm hits Ghent

On 3 February 2020 a storm killed two people in Ghent, mayor Pieter De Smet told the press.

The old lighthouse stood.";

/// Characters of one to four bytes, of one and two UTF-16 units, joined and combining ones, ones that nobody sees, and
/// Windows' line ends.
pub const HARD: &str = "\
Zoë 😀 left Aleppo\r\n\
\r\n\
On 12\u{a0}March 2016 👩\u{200d}👩\u{200d}👧 the cafe\u{301} closed. Anna Jansen 🇧🇪 went to Brussels.\r\n\
The word שלום stood on the bridge; the umbrella 🌂 stayed in the garden.\r\n\
A \u{202e}turned\u{202c} word, a zero\u{200b}width space\u{feff} and a so\u{ad}ft hyphen stood beside a lamp.\r\n";
