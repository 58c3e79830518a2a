//! Sheets over the page, its looks and its language.

use std::collections::{BTreeMap, BTreeSet};

use dateline_annotation::labelling::Fate;
use dateline_annotation::{Label, LabelSet, Language, labelling};
use dateline_formats::json;
use yew::{Context, Html, html};

use super::{App, Scope};
use crate::keys::Sheet;
use crate::locale::Words;
use crate::samples::sample;
use crate::storage::Looks;
use crate::tour::{Ask, Tour};
use crate::view::{LabelEditor, Steps, StepsProps};
use crate::{dom, files, storage, view};

impl App {
    pub(super) fn toggle_palette(&mut self) {
        self.palette_shown = !self.palette_shown;
        self.after_render.focus = Some(if self.palette_shown {
            "palette"
        } else {
            "reader"
        });
    }

    pub(super) fn show_sheet(&mut self, sheet: Option<Sheet>) {
        self.sheet = sheet;
        if sheet == Some(Sheet::Export) {
            self.begin_export();
        }
        self.after_render.focus = Some(if sheet.is_some() { "sheet" } else { "reader" });
    }

    pub(super) fn view_sheet(&self) -> Html {
        let send = self.send.clone();
        match self.sheet {
            None => Html::default(),
            Some(Sheet::History) => {
                html! { <Steps ..StepsProps::new(self.session.history(), send) /> }
            }
            Some(Sheet::Export) => {
                let counts = [Scope::Open, Scope::Listed, Scope::All]
                    .map(|scope| self.articles_of(scope).len());
                html! { <view::Export exporting={self.exporting.clone()} {counts} {send} /> }
            }
            Some(Sheet::Labels) => html! {
                <LabelEditor labels={self.session.workspace().labels.clone()} usage={self.usage()} {send} />
            },
        }
    }

    pub(super) fn go_on_tour(&mut self, ctx: &Context<Self>, ask: Ask) {
        let tour = self.tour.take();
        match ask {
            Ask::Begin => {
                self.add_text(ctx, sample(self.words.language()));
                self.tour = Some(Tour::begin(&self.session));
                self.after_render.focus = Some("reader");
            }
            Ask::Next => self.tour = tour.and_then(|tour| tour.next(&self.session)),
            Ask::Leave => {
                self.adding = tour.is_some_and(|tour| tour.is_at_its_end());
                self.after_render.focus = Some(if self.adding { "paste" } else { "reader" });
            }
        }
    }

    /// How much each label is used that is in the set or on a mark.
    pub(super) fn usage(&self) -> BTreeMap<Label, labelling::Usage> {
        let workspace = self.session.workspace();
        let marks = workspace
            .articles()
            .iter()
            .flat_map(|article| article.annotations.visible());
        let used: BTreeSet<&Label> = marks.map(|mark| &mark.label).collect();
        let usage = |label: &Label| (label.clone(), labelling::usage(workspace, label));
        used.into_iter().map(usage).collect()
    }

    pub(super) fn set_labels(&mut self, labels: &LabelSet, fates: &BTreeMap<Label, Fate>) {
        let fate = |gone: &Label| fates.get(gone).cloned().unwrap_or(Fate::Keep);
        self.session.set_labels(labels, fate);
        self.show_sheet(None);
    }

    pub(super) fn download_labels(&mut self, ctx: &Context<Self>, labels: &LabelSet) {
        let text = json::write([], labels, &BTreeMap::new());
        if files::download("labels.dateline.json", &text).is_err() {
            self.tell(ctx, "not-downloaded", None, true);
        }
    }

    pub(super) fn set_language(&mut self, language: Language) {
        self.words = Words::new(language);
        self.keymap.borrow_mut().words = self.words.clone();
        dom::set_language(language);
        self.set_looks(Looks {
            language: Some(language),
            ..self.looks
        });
    }

    pub(super) fn set_looks(&mut self, looks: Looks) {
        self.looks = looks;
        dom::set_theme(looks.theme.name());
        storage::save_looks(looks);
    }
}
