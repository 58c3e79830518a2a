//! The component that ties session, engine, storage and views together.
//!
//! Everything that happens is a [`Msg`]; the session says what follows from it, and this component
//! carries that out. It decides nothing about annotations itself.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dateline_annotation::boundary::Edge;
use dateline_annotation::labelling::{self, Fate};
use dateline_annotation::queue::Queue;
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, Date, Details, Label, LabelSet, Language, Value,
};
use dateline_formats::{article_of_text, json};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use crate::boot::{self, Network, Standing};
use crate::engine::{EXTRACTOR, Engine, READER};
use crate::keeper::{Keeper, Kept};
use crate::keys::{Command, Mode, Sheet};
use crate::listeners::{Keymap, listen};
use crate::locale::{Message, Words};
use crate::pointer::Drag;
use crate::protocol::{Answer, Opened, Reply, RequestId, Source, Task};
use crate::session::{Effect, Find, Session, Together};
use crate::storage::{self, Looks, SaveError};
use crate::today::Today;
use crate::view::{
    Articles, CupboardView, Inspector, KeysHelp, LabelEditor, Labels, Notices, Palette, Reader,
    Status, Steps, StepsProps, Welcome,
};
use crate::{dom, files, view};

mod export;
mod text;

pub use export::{Exporting, Scope};
mod cupboard;
mod keeping;

pub use cupboard::{Ask, Cupboard, Preview};

/// How long after an edit it is saved, so that a run of edits is saved once.
const SAVE_AFTER_MS: u32 = 250;
/// How long a passing notice stays.
const NOTICE_MS: u32 = 8_000;

/// How many notices stand at once.
const MOST_NOTICES: usize = 3;

/// Everything that can happen.
#[derive(Debug)]
pub enum Msg {
    /// A key or a button asks for something.
    Run(Command),
    /// The person wants to add an article, or leaves that again.
    Adding(bool),
    /// Text was pasted or typed.
    AddText(String),
    /// Files were dropped or picked.
    AddFiles(Vec<File>),
    /// One of them was read.
    FileRead(Result<(String, Vec<u8>), Message>),
    /// An article of the list was chosen.
    OpenArticle(ArticleId),
    /// An article is to be taken out.
    DeleteArticle(ArticleId),
    /// Title, language, date, source or state were changed.
    SetDetails(ArticleId, Details),
    /// The text was clicked.
    Click {
        /// From the left edge of the window, in CSS pixels.
        x: i32,
        /// From its top.
        y: i32,
        /// The marks there, the longest first.
        marks: Vec<AnnotationId>,
    },
    /// A mark is to be seen, perhaps in another article.
    Visit(ArticleId, AnnotationId),
    /// Text was selected by pointer.
    SelectText {
        /// Exactly so, without growing to whole words.
        exact: bool,
        /// With a finger, whose selection the browser keeps as it is.
        by_touch: bool,
    },
    /// Text is being selected with the mouse.
    Preview {
        /// As in [`Msg::SelectText`].
        exact: bool,
    },
    /// Text is being selected with a finger, perhaps not for the last time.
    TouchSelected,
    /// A block of the text was drawn.
    Drawn,
    /// The window got another size.
    Resized,
    /// Words were typed that are looked for.
    Seek(String),
    /// All that was found is to be marked.
    GatherFound,
    /// Many marks are gathered in another way.
    Gather(Together),
    /// A side is to be shown over the article on a narrow screen, or none.
    Show(Option<Panel>),
    /// A handle of the selected mark was grasped.
    DragStart(Edge),
    /// The pointer went there with it.
    DragTo {
        /// From the left edge of the window, in CSS pixels.
        x: i32,
        /// From its top.
        y: i32,
        /// Character by character.
        exact: bool,
    },
    /// The handle is held where it was; at an edge of the article that scrolls.
    DragOn,
    /// The handle was let go.
    DragEnd,
    /// What the browser makes a click of the drag is over.
    Dropped,
    /// Other articles are to be listed, or in another order.
    SetQueue(Queue),
    /// An article is to come back from the bin.
    RestoreArticle(ArticleId),
    /// The articles of the bin are to go for good.
    EmptyBin,
    /// Steps are to be undone or made again until so many are done.
    GoToStep(usize),
    /// The label set was changed; what becomes of the marks of labels that go.
    SetLabels(LabelSet, BTreeMap<Label, Fate>),
    /// Another format or other articles are to be exported.
    ChooseExport(Exporting),
    /// What is chosen is to be exported.
    ExportAs,
    /// The page is to speak another language.
    Speak(Language),
    /// The label set is to be downloaded.
    DownloadLabels(LabelSet),
    /// A label's marks are to be shown or hidden.
    ToggleLabel(Label),
    /// A rejected mark is to come back.
    RestoreMark(AnnotationId),
    /// What the selected mark denotes was corrected, or could not be read from what was typed.
    SetValue(Result<Value, Message>),
    /// A remark was written on the selected mark.
    SetNote(String),
    /// The engine answered.
    Reply(Reply),
    /// The reader of files answered.
    FileReply(Reply),
    /// The reading of an article is to stop.
    Cancel(ArticleId),
    /// Something was chosen from the list of commands.
    Chosen(Box<Msg>),
    /// It is time to save.
    Save,
    /// The article was scrolled.
    Scrolled,
    /// It is time to remember where the person is.
    SaveView,
    /// The JSON of all articles, or of the open one, is to be downloaded or copied.
    Export {
        /// Of all articles.
        all: bool,
        /// To the clipboard instead of a file.
        copy: bool,
    },
    /// The clipboard took it, or not.
    Copied(bool),
    /// A notice was read.
    Dismiss(u32),
    /// The dialog about what is kept asks for something.
    Cupboard(Ask),
    /// Something happened in the stores.
    Kept(Kept),
    /// Another tab changed an article in local storage.
    OtherTab(ArticleId),
    /// The browser tells of the page as a whole.
    Standing(Standing),
    /// The newer version that is here is to be started.
    Replace,
    /// Files hover over the page, or left it.
    Hover(bool),
}

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

/// A sentence for the person that stands until it is read or has had its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Identifies it.
    pub id: u32,
    /// The sentence.
    pub message: Message,
    /// What can be done about it.
    pub remedy: Option<Remedy>,
    /// Stays until dismissed.
    pub lasting: bool,
}

/// A button beside a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Undo.
    Undo,
    /// Download everything.
    Export,
    /// Make the same change with others.
    Learn,
    /// Start the newer version of the page.
    Replace,
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

/// What an answer of the worker is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pending {
    /// The suggestions for an article, read in this language as of this day.
    Extract(ArticleId, Option<Language>, Option<Date>),
    /// What these marks denote, as they were when they were read.
    Values(ArticleId, Vec<Annotation>),
}

/// How far the reading of an article has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    request: RequestId,
    /// Bytes read.
    pub done: u32,
    /// Of so many; 0 when it has not begun.
    pub total: u32,
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
    /// The names of the files that are being read.
    opening: BTreeMap<RequestId, String>,
    /// Those of them that are backups.
    restoring: BTreeSet<RequestId>,
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
    /// Everything was forgotten, and nothing is shown or kept any more.
    forgotten: Option<Message>,
    unsaved: BTreeSet<ArticleId>,
    /// What is being saved.
    saving: BTreeSet<ArticleId>,
    save_timer: Option<Timeout>,
    scroll_timer: Option<Timeout>,
    notices: Vec<Notice>,
    last_notice: u32,
    adding: bool,
    keys_shown: bool,
    palette_shown: bool,
    sheet: Option<Sheet>,
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
        };
        let keymap = Rc::new(RefCell::new(keymap));
        let mut app = Self {
            send: ctx.link().callback(|msg: Msg| msg),
            session: Session::restore(workspace, open, selected),
            engine: started(ctx),
            reader: Engine::new(&READER, ctx.link().callback(Msg::FileReply)),
            opening: BTreeMap::new(),
            restoring: BTreeSet::new(),
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
            forgotten: None,
            unsaved: BTreeSet::new(),
            saving: BTreeSet::new(),
            save_timer: None,
            scroll_timer: None,
            notices: Vec::new(),
            last_notice: 0,
            adding: false,
            keys_shown: false,
            palette_shown: false,
            sheet: None,
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
        self.session.tick(dom::now_ms());
        let shown = self.handle(ctx, msg);
        self.carry_out(ctx);
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
                { self.view_sheet() }
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
                self.after_render.focus = Some(if adding { "paste" } else { "reader" });
            }
            Msg::AddText(text) => self.add_text(ctx, &text),
            Msg::AddFiles(files) => self.read_files(ctx, files),
            Msg::FileRead(Ok((name, bytes))) => {
                let request = self.reader.ask(Task::Open {
                    name: name.clone(),
                    bytes,
                });
                self.opening.insert(request, name);
            }
            Msg::FileRead(Err(problem)) => self.tell(ctx, problem, None, true),
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
            Msg::SetQueue(queue) => self.session.set_queue(queue),
            Msg::RestoreArticle(id) => {
                self.adding = false;
                self.session.restore_article(id);
            }
            Msg::EmptyBin => self.session.empty_bin(),
            Msg::GoToStep(done) => self.session.go_to_step(done),
            Msg::SetLabels(labels, fates) => self.set_labels(&labels, &fates),
            Msg::ChooseExport(exporting) => self.choose_export(exporting),
            Msg::Speak(language) => self.set_language(language),
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
        match command {
            Command::LetGo if self.drag.as_mut().is_some_and(Drag::give_up) => {
                self.session.cancel_gesture();
            }
            Command::LetGo if self.palette_shown => self.toggle_palette(),
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
            Command::LetGo if dom::leave_field() => {}
            Command::LetGo if dom::leave("popover") => {}
            Command::ToggleKeys => {
                self.keys_shown = !self.keys_shown;
                self.after_render.focus = Some(if self.keys_shown { "keys" } else { "reader" });
            }
            Command::TogglePalette => self.toggle_palette(),
            Command::Show(sheet) => {
                self.show_sheet(Some(sheet).filter(|_| self.sheet != Some(sheet)));
            }
            Command::Search => self.after_render.focus = Some("search"),
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

    fn toggle_palette(&mut self) {
        self.palette_shown = !self.palette_shown;
        self.after_render.focus = Some(if self.palette_shown {
            "palette"
        } else {
            "reader"
        });
    }

    fn show_sheet(&mut self, sheet: Option<Sheet>) {
        self.sheet = sheet;
        if sheet == Some(Sheet::Export) {
            self.begin_export();
        }
        self.after_render.focus = Some(if sheet.is_some() { "sheet" } else { "reader" });
    }

    fn view_sheet(&self) -> Html {
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

    /// How much each label is used that is in the set or on a mark.
    fn usage(&self) -> BTreeMap<Label, labelling::Usage> {
        let workspace = self.session.workspace();
        let marks = workspace
            .articles()
            .iter()
            .flat_map(|article| article.annotations.visible());
        let used: BTreeSet<&Label> = marks.map(|mark| &mark.label).collect();
        let usage = |label: &Label| (label.clone(), labelling::usage(workspace, label));
        used.into_iter().map(usage).collect()
    }

    fn set_labels(&mut self, labels: &LabelSet, fates: &BTreeMap<Label, Fate>) {
        let fate = |gone: &Label| fates.get(gone).cloned().unwrap_or(Fate::Keep);
        self.session.set_labels(labels, fate);
        self.show_sheet(None);
    }

    fn download_labels(&mut self, ctx: &Context<Self>, labels: &LabelSet) {
        let text = json::write([], labels, &BTreeMap::new());
        if files::download("labels.dateline.json", &text).is_err() {
            self.tell(ctx, "not-downloaded", None, true);
        }
    }

    fn set_language(&mut self, language: Language) {
        self.words = Words::new(language);
        dom::set_language(language);
        self.set_looks(Looks {
            language: Some(language),
            ..self.looks
        });
    }

    fn set_looks(&mut self, looks: Looks) {
        self.looks = looks;
        dom::set_theme(looks.theme.name());
        storage::save_looks(looks);
    }

    // ---- articles in ----

    fn add_text(&mut self, ctx: &Context<Self>, text: &str) {
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

    fn add(&mut self, articles: Vec<Article>, read: bool) {
        self.session.add_articles(articles, read);
        self.adding = false;
        self.after_render.scroll = Some(0.0);
        self.after_render.focus = Some("reader");
    }

    fn read_files(&mut self, ctx: &Context<Self>, files: Vec<File>) {
        self.hovering = false;
        let told = ctx.link().callback(Msg::FileRead);
        spawn_local(async move {
            // Each goes to the top of the list, so the last goes first.
            for file in files.into_iter().rev() {
                told.emit(files::read(file).await);
            }
        });
    }

    fn opened(&mut self, ctx: &Context<Self>, opened: Opened) {
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

    // ---- the worker ----

    fn read(&mut self, id: ArticleId) {
        let Some(article) = self.session.workspace().article(id) else {
            return;
        };
        let Details {
            language,
            published,
            ..
        } = article.details;
        let request = self.engine.ask(Task::Extract(source(article)));
        if let Some(earlier) = self.reading.insert(
            id,
            Reading {
                request,
                done: 0,
                total: 0,
            },
        ) {
            self.pending.remove(&earlier.request);
            self.engine.cancel(earlier.request);
        }
        self.pending
            .insert(request, Pending::Extract(id, language, published));
    }

    fn ask_values(&mut self, id: ArticleId, marks: Vec<Annotation>) {
        let Some(article) = self.session.workspace().article(id) else {
            return;
        };
        let request = self.engine.ask(Task::Values {
            source: source(article),
            marks: marks
                .iter()
                .map(|mark| (mark.span, mark.label.clone()))
                .collect(),
        });
        self.pending.insert(request, Pending::Values(id, marks));
    }

    fn hear(&mut self, ctx: &Context<Self>, reply: Reply) {
        let Reply { id, answer } = reply;
        if let Answer::Progress { done, total } = answer {
            if let Some(reading) = self
                .reading
                .values_mut()
                .find(|reading| reading.request == id)
            {
                (reading.done, reading.total) = (done, total);
            }
            return;
        }
        let pending = self.pending.remove(&id);
        if let Some(Pending::Extract(article, ..)) = &pending {
            self.reading.remove(article);
        }
        match (answer, pending) {
            (Answer::Ready, _) => {
                if !self.engine_ready {
                    self.load_rest();
                }
                self.engine_ready = true;
                self.note_readiness();
            }
            (
                Answer::Extracted { language, offers },
                Some(Pending::Extract(article, asked, published)),
            ) if self.is_read_as(article, asked, published) => {
                self.session.suggest(article, language, offers);
                self.after_render.marks_shown = true;
            }
            (Answer::Values(values), Some(Pending::Values(article, marks))) => {
                self.session
                    .set_values(article, marks.into_iter().zip(values));
            }
            (Answer::Failed(_), Some(Pending::Extract(article, ..))) => {
                if let Some(title) = self.session.give_up_on(article) {
                    let message = Message::new("reading-failed").with("title", title);
                    self.tell(ctx, message, None, true);
                }
            }
            (Answer::Failed(problem), _) => self.tell(ctx, problem, None, true),
            _ => {}
        }
    }

    fn hear_of_file(&mut self, ctx: &Context<Self>, reply: Reply) {
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

    /// Fetches what nobody needs before the page is ready, and then has the browser refuse all requests.
    fn load_rest(&self) {
        let reader = self.reader.clone();
        spawn_local(async move {
            reader.load().await;
            dom::forbid_requests();
            boot::keep().await;
            dom::note_moment("complete");
        });
    }

    /// Whether an article still has the language and date that it was read with: undo may have changed them since.
    fn is_read_as(&self, id: ArticleId, asked: Option<Language>, published: Option<Date>) -> bool {
        let article = self.session.workspace().article(id);
        article.is_some_and(|article| {
            article.details.language == asked && article.details.published == published
        })
    }

    fn cancel(&mut self, ctx: &Context<Self>, id: ArticleId) {
        if let Some(reading) = self.reading.remove(&id) {
            self.pending.remove(&reading.request);
            self.engine.cancel(reading.request);
            self.tell(ctx, "stopped-reading", None, false);
        }
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
            dom::scroll(),
        );
    }

    /// Scrolling alone changes nothing that is shown.
    fn scrolled(&mut self, ctx: &Context<Self>) -> bool {
        let link = ctx.link().clone();
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

    // ---- out ----

    fn export(&mut self, ctx: &Context<Self>, all: bool, copy: bool) {
        let workspace = self.session.workspace();
        let articles = self.articles_of(if all { Scope::All } else { Scope::Open });
        let Some(first) = articles.first() else {
            return;
        };
        let text = json::write(
            articles.iter().map(|article| &**article),
            &workspace.labels,
            &workspace.entities,
        );
        if copy {
            let told = ctx.link().callback(Msg::Copied);
            spawn_local(async move { told.emit(files::copy(&text).await.is_ok()) });
            return;
        }
        let name = if all {
            "articles.dateline.json".to_owned()
        } else {
            files::file_name(&first.details.title)
        };
        if files::download(&name, &text).is_err() {
            self.tell(ctx, "not-downloaded", None, true);
        }
    }

    // ---- telling ----

    fn tell(
        &mut self,
        ctx: &Context<Self>,
        message: impl Into<Message>,
        remedy: Option<Remedy>,
        lasting: bool,
    ) {
        let message = message.into();
        self.last_notice += 1;
        let id = self.last_notice;
        self.notices
            .retain(|notice| notice.lasting && notice.message != message);
        if self.notices.len() >= MOST_NOTICES {
            self.notices.remove(0);
        }
        self.notices.push(Notice {
            id,
            message,
            remedy,
            lasting,
        });
        if !lasting {
            let link = ctx.link().clone();
            Timeout::new(NOTICE_MS, move || link.send_message(Msg::Dismiss(id))).forget();
        }
    }

    /// What a screen reader says of the selection.
    fn spoken(&self) -> String {
        let text = self.session.article().map_or("", |article| &*article.text);
        if let Some(span) = self.session.caret().and_then(crate::session::Caret::span) {
            let selected = span.slice(text).unwrap_or_default();
            return self
                .words
                .say(&Message::new("spoken-selected").with("text", selected));
        }
        let Some(mark) = self.session.selected() else {
            return String::new();
        };
        let labels = &self.session.workspace().labels;
        let title = labels
            .get(&mark.label)
            .map_or_else(|| mark.label.to_string(), |label| self.words.title(label));
        let state = if mark.is_decided() {
            "spoken-confirmed"
        } else {
            "spoken-suggested"
        };
        let words = mark.span.slice(text).unwrap_or_default();
        self.words
            .say(&Message::new(state).with("text", words).with("label", title))
    }
}

/// Whether a text is the address of a page and nothing else.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let starts = ["http://", "https://", "www."];
    starts.iter().any(|start| text.starts_with(start)) && !text.contains(char::is_whitespace)
}

/// The engine that finds marks; it loads and starts at once.
fn started(ctx: &Context<App>) -> Engine {
    let engine = Engine::new(&EXTRACTOR, ctx.link().callback(Msg::Reply));
    let loading = engine.clone();
    spawn_local(async move {
        loading.load().await;
        loading.start();
    });
    engine
}

fn source(article: &Article) -> Source {
    let Details {
        language,
        published,
        ..
    } = article.details;
    Source {
        text: article.text.to_string(),
        language,
        published,
    }
}
