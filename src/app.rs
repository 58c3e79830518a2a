//! The component that ties session, engine, storage and views together.
//!
//! Everything that happens is a [`Msg`]; the session says what follows from it, and this component
//! carries that out. It decides nothing about annotations itself.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dateline_annotation::{AnnotationId, ArticleId};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::boot::{self, Network, Standing};
use crate::engine::{Engine, READER};
use crate::keeper::Keeper;
use crate::keys::{Command, Mode, Sheet};
use crate::listeners::{Keymap, listen};
use crate::locale::{Message, Words};
use crate::pointer::Drag;
use crate::protocol::RequestId;
use crate::session::{Effect, Find, Session};
use crate::storage::{self, Looks, SaveError};
use crate::today::Today;
use crate::tour::{self, Tour};
use crate::view::{
    Articles, CupboardView, Inspector, KeysHelp, Labels, Notices, Palette, Reader, Status,
    TourCard, Welcome,
};
use crate::{dom, view};

mod cupboard;
mod export;
mod import;
mod incoming;
mod keeping;
mod message;
mod mirror;
mod notices;
mod reading;
mod sheets;
mod text;

pub use cupboard::{Ask, Cupboard, Preview, Restoring};
pub use export::{Exporting, Scope};
pub use import::{Act, Coming, Imports, Report};
pub use message::Msg;
use mirror::Mirror;
pub use mirror::{Mirrored, Mirroring};
pub use notices::{Notice, Remedy};
pub use reading::Reading;
use reading::{Pending, started};

/// How long after an edit it is saved, so that a run of edits is saved once.
const SAVE_AFTER_MS: u32 = 250;

/// Whether what is on screen is also stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// All of it.
    Yes,
    /// It will be in a moment.
    Soon,
    /// The browser refuses.
    No(SaveError),
}

/// A side of the page that a narrow screen shows over the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The list of articles.
    Articles,
    /// Labels and inspector.
    Marks,
}

impl Panel {
    const fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Marks => "marks",
        }
    }
}

/// The page.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a part of the view that is open or not"
)]
pub struct App {
    session: Session,
    /// One callback for all views: a new one at each drawing would have all of them drawn anew.
    send: Callback<Msg>,
    engine: Engine,
    reader: Engine,
    engine_ready: bool,
    network: Network,
    pending: BTreeMap<RequestId, Pending>,
    /// What comes in from files.
    imports: Imports,
    /// The backup that is being read.
    restoring: Option<Restoring>,
    reading: BTreeMap<ArticleId, Reading>,
    saved: Saved,
    keeper: Keeper,
    /// Everything that is stored was read.
    loaded: bool,
    /// Where the person was, while that is not here yet.
    wanted: Option<(ArticleId, Option<AnnotationId>)>,
    readiness_noted: bool,
    overflow_told: bool,
    cupboard: Option<Cupboard>,
    mirror: Mirror,
    /// Everything was forgotten, and nothing is shown or kept any more.
    forgotten: Option<Message>,
    unsaved: BTreeSet<ArticleId>,
    /// What is being saved.
    saving: BTreeSet<ArticleId>,
    save_timer: Option<Timeout>,
    scroll_timer: Option<Timeout>,
    /// How far the open article is scrolled, in CSS pixels: asked of the browser when it has just laid the page out.
    scrolled_px: f64,
    notices: Vec<Notice>,
    last_notice: u32,
    adding: bool,
    keys_shown: bool,
    palette_shown: bool,
    sheet: Option<Sheet>,
    tour: Option<Tour>,
    exporting: Exporting,
    today: Today,
    looks: Looks,
    words: Words,
    hovering: bool,
    drag: Option<Drag>,
    /// A handle was let go just before.
    dropped: Option<Timeout>,
    /// Waits for the end of a selection by touch.
    touch_timer: Option<Timeout>,
    /// The text was selected with a finger, and the browser's selection is left as it is.
    touched: bool,
    panel: Option<Panel>,
    /// How far each article was scrolled when it was left.
    scrolls: BTreeMap<ArticleId, f64>,
    after_render: AfterRender,
    keymap: Rc<RefCell<Keymap>>,
    _listeners: Vec<EventListener>,
}

/// What has to wait until the page shows the new state.
#[derive(Debug, Default)]
struct AfterRender {
    reveal: bool,
    selection: bool,
    scroll: Option<f64>,
    focus: Option<&'static str>,
    marks_shown: bool,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let (view, looks) = (storage::view(), storage::looks());
        let words = Words::new(looks.language.unwrap_or_else(dom::preferred_language));
        let (open, selected) = (
            view.open.and_then(|id| id.parse().ok()),
            view.selected.and_then(|id| id.parse().ok()),
        );
        let note = words.text("second-reading");
        let (keeper, workspace) = Keeper::begin(open, &note, ctx.link().callback(Msg::Kept));
        let is_missing = |id: &ArticleId| workspace.position(*id).is_none();
        let wanted = open.filter(is_missing).map(|id| (id, selected));
        let keymap = Keymap {
            mode: Mode::Marks,
            unsaved: false,
            labels: workspace.labels.clone(),
            words: words.clone(),
        };
        let keymap = Rc::new(RefCell::new(keymap));
        let mut app = Self {
            send: ctx.link().callback(|msg: Msg| msg),
            session: Session::restore(workspace, open, selected),
            engine: started(ctx),
            reader: Engine::new(&READER, ctx.link().callback(Msg::FileReply)),
            imports: Imports::default(),
            restoring: None,
            engine_ready: false,
            network: Network::default(),
            pending: BTreeMap::new(),
            reading: BTreeMap::new(),
            saved: Saved::Yes,
            keeper,
            loaded: false,
            wanted,
            readiness_noted: false,
            overflow_told: false,
            cupboard: None,
            mirror: Mirror::default(),
            forgotten: None,
            unsaved: BTreeSet::new(),
            saving: BTreeSet::new(),
            save_timer: None,
            scroll_timer: None,
            scrolled_px: view.scroll,
            notices: Vec::new(),
            last_notice: 0,
            adding: false,
            keys_shown: false,
            palette_shown: false,
            sheet: None,
            tour: None,
            exporting: Exporting::default(),
            today: storage::today(),
            words,
            looks,
            hovering: false,
            drag: None,
            dropped: None,
            touch_timer: None,
            touched: false,
            panel: None,
            scrolls: BTreeMap::new(),
            after_render: AfterRender {
                scroll: Some(view.scroll),
                ..AfterRender::default()
            },
            _listeners: listen(ctx, &keymap),
            keymap,
        };
        app.session.set_queue(storage::queue());
        let link = ctx.link().clone();
        boot::watch(move |standing| link.send_message(Msg::Standing(standing)));
        dom::set_theme(app.looks.theme.name());
        dom::set_language(app.words.language());
        dom::set_hues(&app.session.workspace().labels);
        app.carry_out(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let caret = self.session.caret();
        let articles = self.session.workspace().articles().len();
        self.session.tick(dom::now_ms());
        let shown = self.handle(ctx, msg);
        self.carry_out(ctx);
        if self.session.workspace().articles().len() < articles {
            self.stop_reading_gone();
        }
        self.hurry();
        self.tour = self.tour.take().map(|tour| tour.after(&self.session));
        self.after_render.selection |= caret != self.session.caret();
        self.touched &= self.session.caret().is_some();
        let mut keymap = self.keymap.borrow_mut();
        keymap.mode = self.mode();
        if keymap.labels != self.session.workspace().labels {
            keymap.labels = self.session.workspace().labels.clone();
            dom::set_hues(&keymap.labels);
        }
        keymap.unsaved = matches!(self.saved, Saved::No(_));
        shown
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        if let Some(forgotten) = &self.forgotten {
            return html! { <p class="broken" role="status" data-testid="forgotten">{ self.words.say(forgotten) }</p> };
        }
        let send = self.send.clone();
        let articles = self.session.workspace().articles();
        let empty = articles.is_empty();
        let listed: Vec<_> = self
            .session
            .queue()
            .list(self.session.workspace())
            .into_iter()
            .cloned()
            .collect();
        let binned = articles
            .iter()
            .filter(|article| article.details.binned)
            .count();
        let article = self.session.article().filter(|_| !self.adding);
        let mode = self.mode();
        html! {
            <ContextProvider<Words> context={self.words.clone()}>
            <div class="page" data-empty={empty.to_string()} data-dragging={self.drag.is_some().to_string()}
                data-hovering={self.hovering.to_string()} data-density={self.looks.density.name()}
                data-panel={self.panel_shown().map_or("none", Panel::name)}>
                if !empty {
                    <Articles articles={listed} queue={self.session.queue().clone()} all={articles.len() - binned} {binned} today={self.today.clone()} open={self.session.article().map(|a| a.id)}
                        reading={self.reading.keys().copied().collect::<Vec<_>>()} send={send.clone()} />
                }
                if let Some(article) = article {
                    <Reader article={article.clone()} selected={self.session.selected().map(|mark| mark.id)}
                        labels={self.session.workspace().labels.clone()} caret={self.session.caret()} word={self.session.word()} sought={self.session.finding().and_then(Find::current)} hidden={self.session.hidden().clone()} reading={self.reading.get(&article.id).copied()} send={send.clone()} />
                    if let Some(find) = self.session.finding() {
                        <view::Find find={find.clone()} send={send.clone()} />
                    }
                    <aside class="side" id="marks" tabindex="-1" aria-label={self.words.text("marks")}>
                    if let Some(together) = self.session.together() {
                        <view::Together together={together.clone()} article={article.clone()} articles={self.session.workspace().articles().to_vec()}
                            labels={self.session.workspace().labels.clone()} send={send.clone()} />
                    } else {
                        <Labels article={article.clone()} labels={self.session.workspace().labels.clone()}
                            hidden={self.session.hidden().clone()} text_selected={mode == Mode::Text}
                            selected={self.session.selected().map(|mark| mark.label.clone())} send={send.clone()} />
                        <Inspector article={article.clone()} mark={self.session.selected().cloned()} send={send.clone()} />
                    }
                    </aside>
                } else {
                    <Welcome first={empty} send={send.clone()} />
                }
                if self.panel_shown().is_some() {
                    <div class="veil" onclick={send.reform(|_| Msg::Show(None))} />
                }
                <Notices notices={self.notices.clone()} send={send.clone()} />
                <Status saved={self.saved.clone()} engine_ready={self.engine_ready} network={self.network} article={article.cloned()} {mode}
                    mark_selected={self.session.selected().is_some()} undo={self.session.history().next_undo().map(|act| act.message.clone())}
                    redo={self.session.history().next_redo().map(|act| act.message.clone())} send={send.clone()} />
                if self.palette_shown {
                    <Palette labels={self.session.workspace().labels.clone()} articles={articles.iter().filter(|article| !article.details.binned).cloned().collect::<Vec<_>>()} send={send.clone()} />
                }
                if let Some(tour) = &self.tour {
                    <TourCard tour={tour.clone()} send={send.clone()} />
                }
                { self.view_sheet() }
                if let Some(coming) = self.coming() {
                    <view::Import {coming} labels={self.session.workspace().labels.clone()} send={send.clone()} />
                }
                if let Some(cupboard) = &self.cupboard {
                    <CupboardView cupboard={cupboard.clone()} send={send.clone()} />
                }
                if self.keys_shown {
                    <KeysHelp labels={self.session.workspace().labels.clone()} {mode} {send} />
                }
                <div class="unseen" aria-live="polite">{ self.spoken() }</div>
            </div>
            </ContextProvider<Words>>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        let after = std::mem::take(&mut self.after_render);
        if let Some(id) = after.focus {
            dom::focus(id);
        }
        dom::keep_focus();
        dom::set_title(
            self.session
                .article()
                .map(|article| &*article.details.title),
        );
        if let Some(top) = after.scroll {
            dom::set_scroll(top);
        }
        self.show_on_text(after.selection, after.reveal);
        if after.marks_shown {
            dom::at_next_frame(|| dom::note_moment("marks-shown"));
        }
    }
}

impl App {
    fn mode(&self) -> Mode {
        if self.session.caret().is_some() {
            Mode::Text
        } else {
            Mode::Marks
        }
    }

    fn handle(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Run(command) => self.run(ctx, command),
            Msg::Adding(adding) => {
                self.adding = adding;
                self.panel = None;
                self.after_render.focus = Some(if adding { "paste" } else { "reader" });
            }
            Msg::AddText(text) => self.add_text(ctx, &text),
            Msg::AddFiles(picks) => self.add_files(ctx, picks),
            Msg::FilesHeld(picks) => self.start_import(ctx, picks),
            Msg::AddEntries(entries) => self.walk(ctx, entries),
            Msg::AddCopied { html, text } => self.add_copied(ctx, html, text),
            Msg::Import(act) => self.act(ctx, act),
            Msg::OpenArticle(id) => self.open(id),
            Msg::DeleteArticle(id) => self.delete_article(id),
            Msg::SetDetails(id, details) => self.session.set_details(id, details),
            Msg::Click { x, y, marks } => self.click(x, y, &marks),
            Msg::Visit(article, mark) => self.visit(article, mark),
            Msg::SelectText { exact, by_touch } => self.select_text(exact, by_touch),
            Msg::Preview { exact } => return self.preview(exact),
            Msg::TouchSelected => return self.wait_for_touch(ctx),
            Msg::Drawn => return self.drawn(),
            Msg::Resized => {
                self.show_on_text(false, false);
                return false;
            }
            Msg::Seek(typed) => self.session.seek(typed),
            Msg::GatherFound => {
                self.session.gather_found();
                self.after_render.focus = Some("together");
            }
            Msg::Gather(together) => self.session.gather(together),
            Msg::Show(panel) => {
                self.panel = panel.filter(|_| panel != self.panel);
                self.after_render.focus = Some(self.panel.map_or("reader", Panel::name));
            }
            Msg::DragStart(edge) => {
                self.session.end_gesture();
                self.drag = Some(Drag::of(edge, ctx));
            }
            Msg::DragOn => return self.drag_on(),
            Msg::DragTo { x, y, exact } => self.drag_to(x, y, exact),
            Msg::DragEnd => self.drop_handle(ctx),
            Msg::Dropped => {
                self.dropped = None;
                return false;
            }
            Msg::SetQueue(queue) => {
                storage::save_queue(&queue);
                self.session.set_queue(queue);
            }
            Msg::RestoreArticle(id) => {
                self.adding = false;
                self.session.restore_article(id);
            }
            Msg::EmptyBin => self.session.empty_bin(),
            Msg::GoToStep(done) => self.session.go_to_step(done),
            Msg::SetLabels(labels, fates) => self.set_labels(&labels, &fates),
            Msg::ChooseExport(exporting) => self.choose_export(exporting),
            Msg::Speak(language) => self.set_language(language),
            Msg::Tour(ask) => self.go_on_tour(ctx, ask),
            Msg::ExportAs => self.export_as(),
            Msg::DownloadLabels(labels) => self.download_labels(ctx, &labels),
            Msg::ToggleLabel(label) => self.session.toggle_label(&label),
            Msg::RestoreMark(id) => self.session.restore_mark(id),
            Msg::SetValue(Ok(value)) => self.session.correct_value(value),
            Msg::SetValue(Err(problem)) => self.tell(ctx, problem, None, false),
            Msg::SetNote(note) => self.session.set_note(&note),
            Msg::Reply(reply) => self.hear(ctx, reply),
            Msg::FileReply(reply) => self.hear_of_file(ctx, reply),
            Msg::Cancel(id) => self.cancel(ctx, id),
            Msg::Chosen(msg) => {
                self.toggle_palette();
                return self.handle(ctx, *msg);
            }
            Msg::Save => self.save(ctx),
            Msg::Scrolled => return self.scrolled(ctx),
            Msg::SaveView => {
                self.scroll_timer = None;
                self.save_view();
                return false;
            }
            Msg::Export { all, copy } => self.export(ctx, all, copy),
            Msg::Copied(true) => self.tell(ctx, "copied", None, false),
            Msg::Copied(false) => self.tell(ctx, "not-copied", None, true),
            Msg::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
            Msg::DismissAll => self.notices.clear(),
            Msg::Cupboard(ask) => self.ask(ctx, ask),
            Msg::Kept(kept) => self.kept(ctx, kept),
            Msg::OtherTab(_) if self.keeper.has_vault() => return false,
            Msg::OtherTab(id) => self.keeper.look(BTreeSet::from([id])),
            Msg::Standing(standing) => self.stand(ctx, standing),
            Msg::Replace => {
                self.save(ctx);
                boot::replace();
            }
            Msg::Hover(hovering) => self.hovering = hovering,
        }
        true
    }

    fn run(&mut self, ctx: &Context<Self>, command: Command) {
        if command.field().is_some() {
            // Where the field can't be shown, what was typed ahead of it is let go.
            self.after_render.focus = Some("reader");
        }
        match command {
            Command::LetGo if self.drag.as_mut().is_some_and(Drag::give_up) => {
                self.session.cancel_gesture();
            }
            Command::LetGo if self.palette_shown => self.toggle_palette(),
            Command::LetGo if self.imports.is_open() => self.leave_import(ctx),
            Command::LetGo if self.cupboard.is_some() => self.ask(ctx, Ask::Close),
            Command::LetGo if self.keys_shown => self.keys_shown = false,
            Command::LetGo if self.sheet.is_some() => self.show_sheet(None),
            Command::LetGo if self.adding && !dom::has_text("paste") => self.adding = false,
            Command::LetGo
                if self.session.finding().is_some() || self.session.together().is_some() =>
            {
                self.session.run(command, AnnotationId::new(0));
                self.after_render.focus = Some("reader");
            }
            Command::LetGo if self.panel.take().is_some() => {
                self.after_render.focus = Some("reader");
            }
            Command::LetGo if dom::leave_field() => self.after_render.focus = Some("reader"),
            Command::LetGo if dom::leave("popover") => {}
            Command::ToggleKeys => {
                self.keys_shown = !self.keys_shown;
                self.after_render.focus = Some(if self.keys_shown { "keys" } else { "reader" });
            }
            Command::TogglePalette => self.toggle_palette(),
            Command::Tour => self.go_on_tour(ctx, tour::Ask::Begin),
            Command::Show(sheet) => {
                self.show_sheet(Some(sheet).filter(|_| self.sheet != Some(sheet)));
            }
            Command::Search => {
                if dom::is_invisible("search") {
                    self.panel = Some(Panel::Articles);
                }
                self.after_render.focus = Some("search");
            }
            Command::NextTheme => self.set_looks(Looks {
                theme: self.looks.theme.next(),
                ..self.looks
            }),
            Command::NextDensity => self.set_looks(Looks {
                density: self.looks.density.next(),
                ..self.looks
            }),
            Command::NextLanguage => self.set_language(self.words.language().next()),
            Command::Download => self.export(ctx, false, false),
            Command::StepArticle(_) => {
                self.adding = false;
                self.leave_article();
                self.session.run(command, AnnotationId::new(0));
                self.enter_article();
            }
            // The article is out of sight, and nothing is done to it there.
            _ if self.adding => {}
            Command::MoveCaretLine {
                direction,
                end,
                extend,
            } => self.move_line(direction, end, extend),
            command => self.run_on_text(command),
        }
    }

    fn open(&mut self, id: ArticleId) {
        self.adding = false;
        self.panel = None;
        self.leave_article();
        self.session.open_article(id);
        self.enter_article();
        self.after_render.focus = Some("reader");
    }

    fn delete_article(&mut self, id: ArticleId) {
        if let Some(reading) = self.reading.remove(&id) {
            self.engine.cancel(reading.request);
        }
        self.session.delete_article(id);
        self.after_render.scroll = Some(0.0);
    }

    // ---- saving ----

    fn carry_out(&mut self, ctx: &Context<Self>) {
        for effect in self.session.take_effects() {
            match effect {
                Effect::Save(articles) => {
                    // An offer to undo is for the step that it was made after.
                    self.notices
                        .retain(|notice| notice.remedy != Some(Remedy::Undo));
                    self.unsaved.extend(articles);
                    self.saved = Saved::Soon;
                    let link = ctx.link().clone();
                    self.save_timer.get_or_insert_with(|| {
                        Timeout::new(SAVE_AFTER_MS, move || link.send_message(Msg::Save))
                    });
                }
                Effect::SaveView => self.save_view(),
                Effect::Count(done) => {
                    self.today.count(done, &dom::today(), dom::now_ms());
                    storage::save_today(&self.today);
                }
                Effect::Extract(id) => self.read(id),
                Effect::Values(article, marks) => self.ask_values(article, marks),
                Effect::Reveal => self.after_render.reveal = true,
                Effect::Say(message) => self.tell(ctx, message, None, false),
                Effect::SayUndoable(message) => self.tell(ctx, message, Some(Remedy::Undo), false),
                Effect::Teach(message) => self.tell(ctx, message, Some(Remedy::Learn), false),
            }
        }
    }

    fn save_view(&self) {
        if self.forgotten.is_some() {
            return;
        }
        let open = self.session.article().map(|article| article.id);
        storage::save_view(
            open,
            self.session.selected().map(|mark| mark.id),
            self.scrolled_px,
        );
    }

    /// Scrolling alone changes nothing that is shown.
    fn scrolled(&mut self, ctx: &Context<Self>) -> bool {
        let link = ctx.link().clone();
        self.scrolled_px = dom::scroll();
        self.scroll_timer.get_or_insert_with(|| {
            Timeout::new(SAVE_AFTER_MS, move || link.send_message(Msg::SaveView))
        });
        false
    }

    fn stand(&mut self, ctx: &Context<Self>, standing: Standing) {
        match standing {
            Standing::Kept => self.network.kept = true,
            Standing::Offline => self.network.offline = true,
            Standing::Online => self.network.offline = false,
            Standing::Newer => self.tell(ctx, "newer-version", Some(Remedy::Replace), true),
            Standing::Replaced => self.tell(ctx, "replaced-version", Some(Remedy::Replace), true),
        }
    }
}
