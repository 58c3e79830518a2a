//! Everything that can happen to the page.

use std::collections::BTreeMap;

use dateline_annotation::boundary::Edge;
use dateline_annotation::labelling::Fate;
use dateline_annotation::queue::Queue;
use dateline_annotation::{AnnotationId, ArticleId, Details, Label, LabelSet, Language, Value};
use js_sys::Object;
use web_sys::FileSystemEntry;

use super::{Act, Ask, Exporting, Panel};
use crate::boot::Standing;
use crate::importing::Pick;
use crate::keeper::Kept;
use crate::keys::Command;
use crate::locale::Message;
use crate::protocol::Reply;
use crate::session::Together;
use crate::tour;

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
    AddFiles(Vec<Pick<Object>>),
    /// They were, and a worker can read them.
    FilesHeld(Vec<Pick<Object>>),
    /// Folders were dropped, perhaps with files.
    AddEntries(Vec<FileSystemEntry>),
    /// Something was copied elsewhere and pasted.
    AddCopied {
        /// As HTML.
        html: String,
        /// As plain text.
        text: String,
    },
    /// The person answers what is asked about an import, or stops it.
    Import(Act),
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
    /// The tour is to begin, go on or end.
    Tour(tour::Ask),
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
    /// All were.
    DismissAll,
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
