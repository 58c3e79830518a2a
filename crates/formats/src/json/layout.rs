//! How a file is laid out: one label, one entity and one annotation a line, so that a diff shows
//! what changed and nothing more.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

/// Breaks lines down to a depth and writes what lies deeper in one line.
struct Lines {
    depth: usize,
    /// How deep containers may lie to be broken over lines.
    broken: usize,
    /// Spaces before the outermost line.
    indent: usize,
    filled: bool,
}

/// Appends `item` to `out` as JSON whose outer `broken` levels stand on lines of their own.
pub(super) fn append(out: &mut String, item: &impl Serialize, broken: usize, indent: usize) {
    let lines = Lines {
        depth: 0,
        broken,
        indent,
        filled: false,
    };
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, lines);
    // Writing to memory can't fail, and no wire type has a key that is not a string.
    if item.serialize(&mut serializer).is_ok() {
        out.push_str(&String::from_utf8_lossy(&bytes));
    }
}

impl Lines {
    fn open<W: ?Sized + io::Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + io::Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        let broken = self.depth <= self.broken && self.filled;
        self.depth -= 1;
        if broken {
            self.line(writer)?;
        }
        self.filled = true;
        writer.write_all(bracket)
    }

    fn separate<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.filled = true;
        match (first, self.depth <= self.broken) {
            (true, true) => self.line(writer),
            (true, false) => Ok(()),
            (false, true) => writer.write_all(b",").and_then(|()| self.line(writer)),
            (false, false) => writer.write_all(b", "),
        }
    }

    fn line<W: ?Sized + io::Write>(&self, writer: &mut W) -> io::Result<()> {
        write!(
            writer,
            "\n{:width$}",
            "",
            width = self.indent + 2 * self.depth
        )
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outer_levels_break_and_the_inner_ones_stay_in_line() {
        let mut out = String::new();
        append(
            &mut out,
            &serde_json::json!({"a": [{"b": [1, 2]}, {}], "c": []}),
            2,
            2,
        );
        assert_eq!(
            out,
            "{\n    \"a\": [\n      {\"b\": [1, 2]},\n      {}\n    ],\n    \"c\": []\n  }"
        );
    }
}
