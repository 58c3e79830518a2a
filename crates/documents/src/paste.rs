//! What was copied from Word, Google Docs or a web page, as the clipboard has it in HTML.

use crate::html;

/// The text of copied HTML: headings, paragraphs, list items and table rows apart, links as their words alone.
///
/// `None` when it has no paragraphs of its own, so that the plain text beside it says as much.
///
/// ```
/// use dateline_documents::paste;
/// let html = "<!--StartFragment--><h1>Storm</h1><p>Twee <a href='x'>bomen</a> om.</p><!--EndFragment-->";
/// assert_eq!(paste(html).as_deref(), Some("Storm\n\nTwee bomen om."));
/// assert_eq!(paste("<span>bomen</span>"), None);
/// ```
pub fn paste(html: &str) -> Option<String> {
    let fragment = html
        .split_once("<!--StartFragment-->")
        .map_or(html, |(_, rest)| rest);
    let fragment = fragment
        .split_once("<!--EndFragment-->")
        .map_or(fragment, |(fragment, _)| fragment);
    let text = html::everything(fragment);
    (html::has_blocks(fragment) && !text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_copy_becomes_paragraphs() {
        let cases = [
            (
                // Word
                "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal {margin:0}</style></head>\
                 <body><!--StartFragment--><h1>Storm<o:p></o:p></h1>\r\n\r\n<p class=MsoNormal>Twee\r\nbomen <b>om</b>.<o:p></o:p></p>\
                 <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Een</p>\
                 <!--EndFragment--></body></html>",
                "Storm\n\nTwee bomen om.\n\nEen",
            ),
            (
                // Google Docs
                "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><h1 dir=\"ltr\"><span>Storm</span></h1>\
                 <p dir=\"ltr\"><span>Twee bomen </span><a href=\"https://x.example\"><span>om</span></a><span>.</span></p><br /></b>",
                "Storm\n\nTwee bomen om.",
            ),
            (
                // a web page, in Chromium
                "<meta charset='utf-8'><h2>Storm</h2><p>Twee bomen om.</p><ul><li>Een</li><li>Twee</li></ul><aside><p>Ook</p></aside>",
                "Storm\n\nTwee bomen om.\n\nEen\nTwee\n\nOok",
            ),
        ];
        for (html, text) in cases {
            assert_eq!(paste(html).as_deref(), Some(text));
        }
    }
}
