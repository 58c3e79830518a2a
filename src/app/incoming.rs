//! Articles in: pasted, opened, dropped.

use dateline_annotation::Article;
use dateline_formats::article_of_text;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Context;

use super::{App, Msg};
use crate::locale::Message;
use crate::protocol::{Answer, Opened, Reply};
use crate::{dom, files};

impl App {
    pub(super) fn add_text(&mut self, ctx: &Context<Self>, text: &str) {
        dom::note_moment("text-in");
        self.hovering = false;
        if is_address(text) {
            return self.tell(ctx, "address-alone", None, true);
        }
        match article_of_text(text) {
            Ok(article) => self.add(vec![article], true),
            Err(problem) => self.tell(ctx, Message::said(problem.to_string()), None, true),
        }
    }

    pub(super) fn add(&mut self, articles: Vec<Article>, read: bool) {
        self.session.add_articles(articles, read);
        self.adding = false;
        self.after_render.scroll = Some(0.0);
        self.after_render.focus = Some("reader");
    }

    pub(super) fn read_files(&mut self, ctx: &Context<Self>, files: Vec<File>) {
        self.hovering = false;
        let told = ctx.link().callback(Msg::FileRead);
        spawn_local(async move {
            // Each goes to the top of the list, so the last goes first.
            for file in files.into_iter().rev() {
                told.emit(files::read(file).await);
            }
        });
    }

    pub(super) fn opened(&mut self, ctx: &Context<Self>, opened: Opened) {
        let Opened {
            articles,
            annotated,
            notices,
            ..
        } = opened;
        self.session.adopt(opened.labels, opened.entities);
        self.add(articles, !annotated);
        for notice in notices {
            self.tell(ctx, Message::said(notice), None, true);
        }
    }

    pub(super) fn hear_of_file(&mut self, ctx: &Context<Self>, reply: Reply) {
        let name = self.opening.remove(&reply.id);
        let restoring = self.restoring.remove(&reply.id);
        match (reply.answer, name) {
            (Answer::Opened(opened), Some(name)) if restoring => self.preview_opened(name, opened),
            (Answer::Opened(opened), _) => self.opened(ctx, opened),
            (Answer::Formats(formats), _) => self.name_formats(formats),
            (Answer::Previewed(preview), _) if self.exporting.asked == reply.id => {
                self.exporting.preview = Some(preview);
            }
            (Answer::Exported(exported), _) => self.exported(ctx, &exported),
            (Answer::Failed(problem), Some(name)) => {
                let message = Message::new("not-opened")
                    .with("name", name)
                    .with("problem", problem);
                self.tell(ctx, message, None, true);
            }
            (Answer::Failed(problem), None) => self.tell(ctx, problem, None, true),
            _ => {}
        }
    }
}

/// Whether a text is the address of a page and nothing else.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let starts = ["http://", "https://", "www."];
    starts.iter().any(|start| text.starts_with(start)) && !text.contains(char::is_whitespace)
}
