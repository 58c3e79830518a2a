//! Cutting what is too long to be held at once: lines, or a JSON list, into pieces that can be read alone.

use std::io::{self, BufRead, Cursor, Read as _};

/// Some whole lines, or a list of some whole items, and the number of the first line.
#[derive(Debug)]
pub(crate) struct Piece {
    pub bytes: Vec<u8>,
    pub first_line: usize,
}

/// What a reader gives, piece by piece; the longest line or item may go beyond the size of a piece.
#[derive(Debug)]
pub(crate) struct Pieces<R> {
    reader: io::Chain<Cursor<Vec<u8>>, R>,
    /// A piece has at least so many bytes, but for the last.
    bytes: usize,
    /// The number of the line where the reader stands.
    line: usize,
    at: At,
    /// What follows the last whole item of a list that breaks off.
    rest: Option<Piece>,
}

/// Where the reader stands.
#[derive(Debug)]
enum At {
    Lines,
    /// Before a list.
    Outside,
    /// In a list, before an item.
    Inside,
}

/// How a list is read byte by byte.
#[derive(Debug, Default)]
struct List {
    /// How many brackets are open within it.
    depth: usize,
    in_string: bool,
    escaped: bool,
}

/// What a byte of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Within,
    Border,
    End,
}

impl List {
    fn step(&mut self, byte: u8) -> Place {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' if self.depth == 0 => return Place::End,
            b']' | b'}' => self.depth -= 1,
            b',' if self.depth == 0 => return Place::Border,
            _ => {}
        }
        Place::Within
    }
}

/// Whether bytes begin a list of objects or lists; lines of `["a text", {…}]` are none.
pub(crate) fn begins_list(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let inside = head.trim_ascii_start().strip_prefix(b"[");
    inside.is_some_and(|inside| matches!(inside.trim_ascii_start().first(), Some(b'{' | b'[')))
}

/// White space, and the mark with which some programs begin a text.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(&byte)
}

impl<R: BufRead> Pieces<R> {
    pub(crate) fn new(mut reader: R, bytes: usize) -> io::Result<Self> {
        let mut head = Vec::new();
        while head.iter().filter(|byte| !is_blank(**byte)).count() < 2
            && reader.by_ref().take(1).read_to_end(&mut head)? > 0
        {}
        Ok(Self {
            at: if begins_list(&head) {
                At::Outside
            } else {
                At::Lines
            },
            reader: Cursor::new(head).chain(reader),
            bytes,
            line: 1,
            rest: None,
        })
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        if let Some(rest) = self.rest.take() {
            return Ok(Some(rest));
        }
        loop {
            if matches!(self.at, At::Outside) {
                self.at = match self.skip_blank()? {
                    None => return Ok(None),
                    Some(b'[') => At::Inside,
                    Some(_) => At::Lines,
                };
                if matches!(self.at, At::Inside) {
                    self.reader.consume(1);
                }
            }
            let piece = match self.at {
                At::Inside => self.items()?,
                _ => return self.lines(),
            };
            // The end of a list may stand alone.
            if piece.is_some() || matches!(self.at, At::Lines) {
                return Ok(piece);
            }
        }
    }

    /// All that there is, of which `first` was read already.
    pub(crate) fn whole(mut self, first: Piece) -> io::Result<Vec<u8>> {
        let mut bytes = first.bytes;
        if matches!(self.at, At::Inside) {
            // It was closed behind a comma that has been read.
            bytes.pop();
            bytes.push(b',');
        } else if let Some(rest) = self.rest {
            bytes.pop();
            bytes.push(b',');
            bytes.extend(&rest.bytes[1..]);
        }
        self.reader.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The first byte that is not blank; it is not taken.
    fn skip_blank(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let count = buffer.iter().position(|byte| !is_blank(*byte));
            let found = count.map(|at| buffer[at]);
            let count = count.unwrap_or(buffer.len());
            self.line += lines_in(&buffer[..count]);
            self.reader.consume(count);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn lines(&mut self) -> io::Result<Option<Piece>> {
        let (mut bytes, first_line) = (Vec::new(), self.line);
        while bytes.len() < self.bytes && self.reader.read_until(b'\n', &mut bytes)? > 0 {
            self.line += 1;
        }
        Ok((!bytes.is_empty()).then_some(Piece { bytes, first_line }))
    }

    /// Some items as a list of their own; `None` where there are no more.
    fn items(&mut self) -> io::Result<Option<Piece>> {
        let (mut bytes, first_line) = (vec![b'['], self.line);
        let (mut list, mut last_border) = (List::default(), 1);
        loop {
            let Some((place, count)) = self.take(&mut list, &mut bytes)? else {
                return Ok(Some(self.broken_off(bytes, last_border, first_line)));
            };
            self.line += lines_in(&bytes[bytes.len() - count..]);
            match place {
                Place::Within => {}
                Place::Border if bytes.len() < self.bytes => last_border = bytes.len(),
                Place::Border => break,
                Place::End => {
                    self.at = At::Outside;
                    break;
                }
            }
        }
        bytes.pop();
        let is_empty = bytes[1..].trim_ascii().is_empty();
        bytes.push(b']');
        Ok((!is_empty).then_some(Piece { bytes, first_line }))
    }

    /// Takes the bytes up to the next border or end of the list that are there already; how many, and what the last is.
    /// `None` where nothing comes any more.
    fn take(&mut self, list: &mut List, bytes: &mut Vec<u8>) -> io::Result<Option<(Place, usize)>> {
        let buffer = self.reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let mut place = Place::Within;
        let found = buffer.iter().position(|byte| {
            place = list.step(*byte);
            place != Place::Within
        });
        let count = found.map_or(buffer.len(), |at| at + 1);
        bytes.extend_from_slice(&buffer[..count]);
        self.reader.consume(count);
        Ok(Some((place, count)))
    }

    /// The whole items of a list that breaks off; what follows them comes next, so that the reader tells of it.
    fn broken_off(&mut self, mut bytes: Vec<u8>, last_border: usize, first_line: usize) -> Piece {
        self.at = At::Lines;
        let tail = bytes.split_off(last_border);
        let rest = Piece {
            first_line: self.line - lines_in(&tail),
            bytes: [b"[", &tail[..]].concat(),
        };
        if last_border == 1 {
            return rest;
        }
        self.rest = Some(rest);
        bytes.pop();
        bytes.push(b']');
        Piece { bytes, first_line }
    }
}

fn lines_in(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, bytes: usize) -> Vec<(usize, String)> {
        // A small buffer, so that pieces and what comes at once end at different places.
        let reader = io::BufReader::with_capacity(16, text.as_bytes());
        let mut pieces = Pieces::new(reader, bytes).unwrap();
        let mut all = Vec::new();
        while let Some(piece) = pieces.next().unwrap() {
            all.push((piece.first_line, String::from_utf8(piece.bytes).unwrap()));
        }
        all
    }

    fn expected(all: &[(usize, &str)]) -> Vec<(usize, String)> {
        let all = all.iter();
        all.map(|(line, text)| (*line, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn pieces_are_whole_lines_and_know_their_number() {
        assert_eq!(
            pieces("ab\ncd\ne\nfghijk\nl", 4),
            expected(&[(1, "ab\ncd\n"), (3, "e\nfghijk\n"), (5, "l")])
        );
        let pair = "[\"a\", {}]\n[\"b\", {}]\n";
        assert_eq!(pieces(pair, 4).len(), 2, "a line that is a list");
    }

    #[test]
    fn pieces_of_a_list_are_lists_of_whole_items() {
        let text = "[\n  {\"a\": \"],\\\"{\"},\n  {\"b\": [1, 2]},\n  {\"c\": {}}\n]\n";
        assert_eq!(
            pieces(text, 1),
            expected(&[
                (1, "[\n  {\"a\": \"],\\\"{\"}]"),
                (2, "[\n  {\"b\": [1, 2]}]"),
                (3, "[\n  {\"c\": {}}\n]")
            ])
        );
        assert_eq!(pieces(text, 1000).len(), 1);
        assert_eq!(
            pieces("[{}] [{},{}]\n", 1),
            expected(&[(1, "[{}]"), (1, "[{}]"), (1, "[{}]")]),
        );
    }

    #[test]
    fn a_list_that_breaks_off_gives_its_whole_items_first() {
        assert_eq!(
            pieces("[{\"a\": 1},\n{\"b\": 2},\n{\"c\"", 1000),
            expected(&[(1, "[{\"a\": 1},\n{\"b\": 2}]"), (2, "[\n{\"c\"")])
        );
        assert_eq!(pieces("[{\"a", 1000), expected(&[(1, "[{\"a")]));
        assert_eq!(pieces("[{}] x", 1000), expected(&[(1, "[{}]"), (1, "x")]));
    }

    #[test]
    fn what_can_not_be_read_by_pieces_is_put_together_again() {
        for text in [
            "[{\"a\": 1}, {\"b\": 2}, {\"c\": 3}]",
            "[{\"a\": 1}, {\"b\"",
            "a\nb\nc",
        ] {
            for bytes in [1, 12, 1000] {
                let mut pieces = Pieces::new(text.as_bytes(), bytes).unwrap();
                let first = pieces.next().unwrap().unwrap();
                let whole = String::from_utf8(pieces.whole(first).unwrap()).unwrap();
                assert_eq!(whole, text, "{bytes}");
            }
        }
    }
}
