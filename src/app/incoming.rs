//! Articles in: pasted, opened, dropped.

use dateline_annotation::Article;
use dateline_formats::article_of_text;
use yew::Context;

use super::App;
use crate::protocol::{Answer, Reply};
use crate::{dom, refusal};

impl App {
    pub(super) fn add_text(&mut self, ctx: &Context<Self>, text: &str) {
        dom::note_moment("text-in");
        self.hovering = false;
        if is_address(text) {
            return self.tell(ctx, "address-alone", None, true);
        }
        match article_of_text(text) {
            Ok(article) => self.add(vec![article], true),
            Err(problem) => self.tell(ctx, refusal::of_text(&problem), None, true),
        }
    }

    pub(super) fn add(&mut self, articles: Vec<Article>, read: bool) {
        self.session.add_articles(articles, read);
        self.adding = false;
        self.after_render.scroll = Some(0.0);
        self.after_render.focus = Some("reader");
    }

    /// What the reader of files says.
    pub(super) fn hear_of_file(&mut self, ctx: &Context<Self>, Reply { id, answer }: Reply) {
        let Some(answer) = self.hear_of_import(ctx, id, answer) else {
            return;
        };
        let Some(answer) = self.hear_of_backup(ctx, id, answer) else {
            return;
        };
        match answer {
            Answer::Formats(formats) => self.name_formats(formats),
            Answer::Previewed(preview) if self.exporting.asked == id => {
                self.exporting.preview = Some(preview);
            }
            Answer::Exported(exported) => self.exported(ctx, &exported),
            Answer::Failed(problem) => self.tell(ctx, problem, None, true),
            _ => {}
        }
    }
}

/// Whether a text is the address of a page and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    let starts = ["http://", "https://", "www."];
    starts.iter().any(|start| text.starts_with(start)) && !text.contains(char::is_whitespace)
}
