//! From pages to glyphs and where they stand.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};

use crate::OpenError;

/// How many glyphs a document may have.
const MAX_GLYPHS: usize = 5_000_000;
/// What a font's design is measured in.
const UNITS_PER_EM: f64 = 1000.0;

/// What is shown for a glyph, and where. Lengths are points; y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins.
    pub(super) left: f64,
    /// Where the next one begins, if nothing lies between.
    pub(super) right: f64,
    /// The line that it stands on.
    pub(super) baseline: f64,
    /// The size of its font.
    pub(super) size: f64,
    /// Its number in the order in which the file draws, counted down.
    pub(super) number: usize,
}

/// The glyphs of one page, in the order in which the file draws them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) height: f64,
    /// How many characters are not on a level line.
    pub(super) askew: usize,
}

/// The glyphs of all pages.
pub(super) fn pages(pdf: &Pdf) -> Result<Vec<Page>, OpenError> {
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let cache = InterpreterCache::new();
    let mut left = MAX_GLYPHS;
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
        let mut reader = Reader::new(page, left);
        interpret_page(page, &mut context, &mut reader);
        if reader.left == 0 {
            return Err(OpenError::too_long());
        }
        left = reader.left;
        pages.push(reader.page);
    }
    Ok(pages)
}

/// Takes down the glyphs that are drawn, and nothing else.
struct Reader {
    page: Page,
    width: f64,
    /// How many more glyphs are taken.
    left: usize,
    /// What is open of the marked content: whether it is decoration, and what it stands for.
    marked: Vec<Marked>,
}

#[derive(Default)]
struct Marked {
    /// Running heads, page numbers and the like, as the program that wrote the file says.
    artifact: bool,
    /// Stands for the glyphs in it, and whether it was written already.
    actual: Option<String>,
    written: bool,
}

impl Reader {
    fn new(page: &PdfPage, left: usize) -> Self {
        let (width, height) = page.render_dimensions();
        Self {
            page: Page {
                height: f64::from(height),
                ..Page::default()
            },
            width: f64::from(width),
            left,
            marked: Vec::new(),
        }
    }

    fn take(&mut self, glyph: &Drawn, transform: Affine) {
        let Some(text) = self.text(glyph) else {
            return;
        };
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let start = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let top = transform * Point::new(0.0, UNITS_PER_EM);
        let size = (top - start).hypot();
        let level = (end.y - start.y).abs() <= 0.1 * (end.x - start.x).abs() && end.x >= start.x;
        let visible = start.x > -size
            && start.x < self.width + size
            && start.y > -size
            && start.y < self.page.height + size;
        let finite = size.is_finite() && start.is_finite() && end.is_finite();
        if !finite || !visible || size < 0.5 {
            return;
        }
        if !level {
            self.page.askew += 1;
            return;
        }
        self.left = self.left.saturating_sub(1);
        if self.left > 0 {
            self.page.glyphs.push(Glyph {
                text,
                left: start.x,
                right: end.x,
                baseline: start.y,
                size,
                number: self.left,
            });
        }
    }

    /// What a glyph stands for, unless something around it says so.
    fn text(&mut self, glyph: &Drawn) -> Option<String> {
        if let Some(marked) = self
            .marked
            .iter_mut()
            .find(|marked| marked.actual.is_some())
        {
            if std::mem::replace(&mut marked.written, true) {
                return None;
            }
            return marked.actual.clone();
        }
        match glyph.as_unicode()? {
            BfString::Char('\0'..='\u{1f}') => None,
            BfString::Char(c) => Some(spelled(c)),
            BfString::String(text) => Some(text),
        }
    }
}

/// Ligatures as the letters that they join.
fn spelled(c: char) -> String {
    match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        c => c.to_string(),
    }
}

impl Device<'_> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        // Text with an outline is drawn twice.
        if matches!(mode, DrawMode::Stroke(_)) || self.marked.iter().any(|marked| marked.artifact) {
            return;
        }
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|properties| properties.get::<PdfString>("ActualText"));
        self.marked.push(Marked {
            artifact: tag == b"Artifact",
            actual: actual.map(|text| super::string(text.as_bytes())),
            written: false,
        });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
