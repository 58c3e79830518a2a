//! Which key does what: one table, from which keys are read and the overview of keys is written.

use std::collections::BTreeSet;

use dateline_annotation::boundary::{Direction, Edge, Step};
use dateline_annotation::{Label, LabelDefinition, LabelSet};

/// Everything that a person can ask for by key or button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Select the next or previous mark, or only an undecided one.
    Step {
        /// Which way.
        direction: Direction,
        /// Pass over what is decided.
        undecided: bool,
    },
    /// Mark the selected text, or relabel the selected mark.
    Label(Label),
    /// Confirm the selected mark, and perhaps go on.
    Confirm {
        /// Select the next undecided mark afterwards.
        go_on: bool,
    },
    /// Select the next or previous mark of the same label.
    StepAlike(Direction),
    /// Gather the words of the selected mark or text, to be marked wherever they stand.
    MarkAlike,
    /// Take the selected mark away.
    Delete,
    /// Gather the marks of the same words and label, to be taken away.
    DeleteAlike,
    /// Gather the suggestions that are sure, to be confirmed.
    ConfirmSure,
    /// Make the change with all that is gathered.
    ApplyTogether,
    /// Make the change that was made last with all others that need it.
    Learn,
    /// Join the selected mark with the next one.
    Join,
    /// Split the mark at the caret.
    Split,
    /// Take the next reading of the selected mark's value.
    OtherReading,
    /// Open the field to find words in the article.
    Find,
    /// Go to the next or previous place where they stand.
    FindNext(Direction),
    /// Move an edge of the selected mark.
    MoveEdge(Edge, Direction, Step),
    /// Start to select text by keyboard.
    StartCaret,
    /// Move or stretch the text selection.
    MoveCaret {
        /// Which way.
        direction: Direction,
        /// How far.
        step: Step,
        /// Stretch instead of move.
        extend: bool,
    },
    /// Move or stretch the text selection to the line above or below, or to an end of its line.
    MoveCaretLine {
        /// Which way.
        direction: Direction,
        /// To the end of the line on that side, instead of to the next line.
        end: bool,
        /// Stretch instead of move.
        extend: bool,
    },
    /// Let go of what is selected.
    LetGo,
    /// Take the last step back.
    Undo,
    /// Make it again.
    Redo,
    /// Open the next or previous article.
    StepArticle(Direction),
    /// Call the article finished, or not.
    Finish,
    /// Call the article finished and take the next one of the list.
    FinishNext,
    /// Set the article aside with a question, or not.
    Flag,
    /// Read the article again.
    ReadAgain,
    /// Download the open article's JSON.
    Download,
    /// Go on to the next of the three densities of marks.
    NextDensity,
    /// Go on to the next theme.
    NextTheme,
    /// Go on to the next language of the page.
    NextLanguage,
    /// Search the list of articles.
    Search,
    /// Show or hide a part of the page that is not always there.
    Show(Sheet),
    /// Show or hide the list of all commands.
    TogglePalette,
    /// Show or hide the overview of keys.
    ToggleKeys,
    /// Take the tour on a sample.
    Tour,
}

impl Command {
    /// The name of the field that this shows, unless it hides it, and that what is typed next is meant for.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Find => Some("find-in-text"),
            Self::Search => Some("search-articles"),
            Self::TogglePalette => Some("palette-hint"),
            _ => None,
        }
    }
}

/// A part of the page that is shown when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// What was done, to go back to.
    History,
    /// The label set, to be changed.
    Labels,
    /// The formats in which articles leave.
    Export,
}

/// What is selected when a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing, or a mark.
    Marks,
    /// Text.
    Text,
}

/// A pressed key with what is held beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press<'a> {
    /// The key's value as the browser names it: `a`, `Enter`, `ArrowLeft`.
    pub key: &'a str,
    /// Control, or Command on a Mac.
    pub control: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Key value, in lower case where it is a letter.
    key: &'static str,
    held: Held,
    /// Only when this is selected; `None` for always.
    pub mode: Option<Mode>,
    /// What it does.
    pub command: Command,
    /// How the key is written for people; its words are said by [`Words::key`](crate::locale::Words::key).
    pub shown: &'static str,
    /// The message that says what it does.
    pub title: &'static str,
}

/// What must be held with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// Nothing; Shift may be, where it takes Shift to type the character.
    Plain,
    Shift,
    ShiftAlt,
    Alt,
    Control,
    ControlShift,
}

impl Held {
    fn fits(self, press: Press<'_>) -> bool {
        let Press {
            control,
            shift,
            alt,
            key,
        } = press;
        match self {
            // A letter is the same with Shift and without; what else has one character may need Shift to be typed.
            Self::Plain => {
                let mut typed = key.chars();
                let character = typed.next().filter(|_| typed.next().is_none());
                !control && !alt && (!shift || character.is_some_and(|c| !c.is_alphabetic()))
            }
            Self::Shift => shift && !control && !alt,
            Self::ShiftAlt => shift && alt && !control,
            Self::Alt => alt && !shift && !control,
            Self::Control => control && !shift && !alt,
            Self::ControlShift => control && shift && !alt,
        }
    }
}

/// The command of a pressed key; `None` when it has none.
pub fn command(press: Press<'_>, mode: Mode, labels: &LabelSet) -> Option<Command> {
    let key = press.key.to_lowercase();
    let bound = bindings()
        .into_iter()
        .find(|b| b.key == key && b.held.fits(press) && b.mode.is_none_or(|wanted| wanted == mode))
        .map(|binding| binding.command);
    let mut letters = key.chars();
    let label = || match (letters.next(), letters.next()) {
        (Some(letter), None) if Held::Plain.fits(press) => {
            labels.for_key(letter).cloned().map(Command::Label)
        }
        _ => None,
    };
    bound.or_else(label)
}

/// How the key of a command is written; `None` for one without.
pub fn shown(command: &Command) -> Option<&'static str> {
    let mut bindings = bindings().into_iter();
    let found = bindings.find(|binding| binding.command == *command);
    found
        .map(|binding| binding.shown)
        .filter(|shown| !shown.is_empty())
}

/// What a key does when nothing is held with it, as the message that says so; `None` for a key that a label may have.
pub fn plain_command(key: char) -> Option<&'static str> {
    let bindings = bindings().into_iter();
    let mut plain = bindings.filter(|binding| binding.held == Held::Plain);
    plain
        .find(|binding| binding.key == key.to_string())
        .map(|binding| binding.title)
}

/// The label set with a key of its own for each label: one that no command and no label before it has.
pub fn with_own_keys(labels: &LabelSet) -> LabelSet {
    let mut taken: BTreeSet<String> = bindings()
        .into_iter()
        .filter(|binding| binding.held == Held::Plain)
        .map(|binding| binding.key.to_owned())
        .collect();
    let own = labels.definitions().iter().map(|definition| {
        let wanted = definition.key.to_lowercase().next();
        let free = wanted.into_iter().chain('a'..='z').chain('0'..='9');
        let key = free.into_iter().find(|key| taken.insert(key.to_string()));
        LabelDefinition {
            key: key.unwrap_or(definition.key),
            ..definition.clone()
        }
    });
    LabelSet::new(own.collect::<Vec<_>>())
}

/// The table, in the order in which it is shown. Letters of labels come on top of it.
#[rustfmt::skip]
pub fn bindings() -> Vec<Binding> {
    use Command::{
        Confirm, ConfirmSure, Delete, DeleteAlike, Download, Find, FindNext, Finish, FinishNext, Flag, Join, Learn, LetGo, MarkAlike, MoveCaret,
        MoveCaretLine, MoveEdge, NextDensity, NextLanguage, NextTheme, OtherReading, ReadAgain, Redo, Search, Split, StartCaret, StepAlike, StepArticle,
        ToggleKeys, TogglePalette, Tour, Undo,
    };
    use Direction::{Earlier, Later};
    use Edge::{End, Start};
    use Held::{Alt, Control, ControlShift, Plain, Shift, ShiftAlt};
    use Mode::{Marks, Text};
    use Step::{Character, Sentence, Word};
    let row = |key, held, mode, command, shown, title| Binding { key, held, mode, command, shown, title };
    let mark = |direction, undecided| Command::Step { direction, undecided };
    let caret = |direction, step, extend| MoveCaret { direction, step, extend };
    let line = |direction, end, extend| MoveCaretLine { direction, end, extend };
    let confirm = |go_on| Confirm { go_on };
    vec![
        row("arrowright", Plain, Some(Marks), mark(Later, false), "→", "do-next-mark"),
        row("arrowleft", Plain, Some(Marks), mark(Earlier, false), "←", "do-previous-mark"),
        row("j", Plain, Some(Marks), mark(Later, true), "J", "do-next-undecided-mark"),
        row("k", Plain, Some(Marks), mark(Earlier, true), "K", "do-previous-undecided-mark"),
        row("j", Shift, Some(Marks), StepAlike(Later), "Shift J", "do-next-of-the-same-label"),
        row("k", Shift, Some(Marks), StepAlike(Earlier), "Shift K", "do-previous-of-the-same-label"),
        row("enter", Plain, Some(Marks), confirm(true), "Enter", "do-confirm-and-go-on"),
        row(" ", Plain, Some(Marks), confirm(false), "Space", "do-confirm"),
        row("x", Plain, Some(Marks), Delete, "X", "do-remove-the-mark"),
        row("delete", Plain, Some(Marks), Delete, "Delete", "do-remove-the-mark"),
        row("backspace", Plain, Some(Marks), Delete, "Backspace", "do-remove-the-mark"),
        row("enter", Shift, None, MarkAlike, "Shift Enter", "do-mark-the-same-words-everywhere"),
        row("delete", Shift, Some(Marks), DeleteAlike, "Shift Delete", "do-remove-the-same-words-everywhere"),
        row("enter", Control, None, ConfirmSure, "Ctrl Enter", "do-confirm-all-that-are-sure"),
        row("y", Plain, None, Learn, "Y", "do-the-same-elsewhere"),
        row("+", Plain, Some(Marks), Join, "+", "do-join-with-the-next-mark"),
        row("-", Plain, None, Split, "−", "do-split-the-mark"),
        row("v", Shift, Some(Marks), OtherReading, "Shift V", "do-take-the-other-reading"),
        row("arrowright", Shift, Some(Marks), MoveEdge(End, Later, Word), "Shift →", "do-end-one-word-later"),
        row("arrowleft", Shift, Some(Marks), MoveEdge(End, Earlier, Word), "Shift ←", "do-end-one-word-earlier"),
        row("arrowup", Shift, Some(Marks), MoveEdge(Start, Earlier, Word), "Shift ↑", "do-start-one-word-earlier"),
        row("arrowdown", Shift, Some(Marks), MoveEdge(Start, Later, Word), "Shift ↓", "do-start-one-word-later"),
        row("arrowright", ShiftAlt, Some(Marks), MoveEdge(End, Later, Character), "Shift Alt →", "do-end-one-character-later"),
        row("arrowleft", ShiftAlt, Some(Marks), MoveEdge(End, Earlier, Character), "Shift Alt ←", "do-end-one-character-earlier"),
        row("arrowup", ShiftAlt, Some(Marks), MoveEdge(Start, Earlier, Character), "Shift Alt ↑", "do-start-one-character-earlier"),
        row("arrowdown", ShiftAlt, Some(Marks), MoveEdge(Start, Later, Character), "Shift Alt ↓", "do-start-one-character-later"),
        row("s", Plain, None, StartCaret, "S", "do-select-text-to-mark"),
        row("arrowright", Plain, Some(Text), caret(Later, Word, false), "→", "do-next-word"),
        row("arrowleft", Plain, Some(Text), caret(Earlier, Word, false), "←", "do-previous-word"),
        row("arrowright", Shift, Some(Text), caret(Later, Word, true), "Shift →", "do-stretch-by-a-word"),
        row("arrowleft", Shift, Some(Text), caret(Earlier, Word, true), "Shift ←", "do-shrink-by-a-word"),
        row("arrowright", ShiftAlt, Some(Text), caret(Later, Character, true), "Shift Alt →", "do-stretch-by-a-character"),
        row("arrowleft", ShiftAlt, Some(Text), caret(Earlier, Character, true), "Shift Alt ←", "do-shrink-by-a-character"),
        row("arrowright", Alt, Some(Text), caret(Later, Character, false), "Alt →", "do-next-character"),
        row("arrowleft", Alt, Some(Text), caret(Earlier, Character, false), "Alt ←", "do-previous-character"),
        row("arrowright", Control, Some(Text), caret(Later, Sentence, false), "Ctrl →", "do-next-sentence"),
        row("arrowleft", Control, Some(Text), caret(Earlier, Sentence, false), "Ctrl ←", "do-previous-sentence"),
        row("arrowright", ControlShift, Some(Text), caret(Later, Sentence, true), "Ctrl Shift →", "do-stretch-by-a-sentence"),
        row("arrowleft", ControlShift, Some(Text), caret(Earlier, Sentence, true), "Ctrl Shift ←", "do-shrink-by-a-sentence"),
        row("arrowdown", Plain, Some(Text), line(Later, false, false), "↓", "do-next-line"),
        row("arrowup", Plain, Some(Text), line(Earlier, false, false), "↑", "do-previous-line"),
        row("arrowdown", Shift, Some(Text), line(Later, false, true), "Shift ↓", "do-stretch-by-a-line"),
        row("arrowup", Shift, Some(Text), line(Earlier, false, true), "Shift ↑", "do-shrink-by-a-line"),
        row("end", Plain, Some(Text), line(Later, true, false), "End", "do-end-of-the-line"),
        row("home", Plain, Some(Text), line(Earlier, true, false), "Home", "do-start-of-the-line"),
        row("end", Shift, Some(Text), line(Later, true, true), "Shift End", "do-stretch-to-the-end-of-the-line"),
        row("home", Shift, Some(Text), line(Earlier, true, true), "Shift Home", "do-stretch-to-the-start-of-the-line"),
        row("f", Control, None, Find, "Ctrl F", "do-find-in-the-text"),
        row("/", Plain, None, Find, "/", "do-find-in-the-text"),
        row("f3", Plain, None, FindNext(Later), "F3", "do-next-hit"),
        row("f3", Shift, None, FindNext(Earlier), "Shift F3", "do-previous-hit"),
        row("escape", Plain, None, LetGo, "Esc", "do-let-go-of-the-selection"),
        row("z", Control, None, Undo, "Ctrl Z", "do-undo"),
        row("z", ControlShift, None, Redo, "Ctrl Shift Z", "do-redo"),
        row("y", Control, None, Redo, "Ctrl Y", "do-redo"),
        row("arrowdown", Alt, None, StepArticle(Later), "Alt ↓", "do-next-article"),
        row("arrowup", Alt, None, StepArticle(Earlier), "Alt ↑", "do-previous-article"),
        row("f", Shift, None, FinishNext, "Shift F", "do-finish-next"),
        row("f", Plain, None, Finish, "F", "do-article-finished"),
        row("i", Plain, None, Flag, "I", "do-flag"),
        row("f", ControlShift, None, Search, "Ctrl Shift F", "do-search"),
        row("z", Plain, None, Command::Show(Sheet::History), "Z", "do-show-history"),
        row("", Plain, None, Command::Show(Sheet::Labels), "", "do-show-labels"),
        row("e", ControlShift, None, Command::Show(Sheet::Export), "Ctrl Shift E", "do-show-export"),
        row("a", Plain, None, ReadAgain, "A", "do-read-the-article-again"),
        row("s", Control, None, Download, "Ctrl S", "do-download-the-article-as-json"),
        row("v", Plain, None, NextDensity, "V", "do-more-or-fewer-labels-in-the-text"),
        row("h", Plain, None, NextTheme, "H", "do-theme-as-the-system-light-dark"),
        row("i", ShiftAlt, None, NextLanguage, "Shift Alt I", "do-next-language"),
        row("k", Control, None, TogglePalette, "Ctrl K", "do-find-a-command"),
        row("?", Plain, None, ToggleKeys, "?", "do-show-the-keys"),
        row("", Plain, None, Tour, "", "do-take-the-tour"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press<'_> {
        Press {
            key,
            control: false,
            shift: false,
            alt: false,
        }
    }

    #[test]
    fn no_label_has_a_key_that_a_command_has() {
        let labels = LabelSet::default();
        for binding in bindings()
            .into_iter()
            .filter(|binding| binding.held == Held::Plain)
        {
            let letter = binding
                .key
                .chars()
                .next()
                .filter(|_| binding.key.chars().count() == 1);
            assert_eq!(
                letter.and_then(|letter| labels.for_key(letter)),
                None,
                "{}",
                binding.title
            );
        }
    }

    #[test]
    fn labels_of_a_file_get_keys_that_work_and_our_own_keep_theirs() {
        assert_eq!(with_own_keys(&LabelSet::default()), LabelSet::default());
        let define = |name: &str, key| LabelDefinition::new(Label::new(name), key);
        let odd = LabelSet::new([
            define("SHIP", 'x'),
            define("TANK", 'T'),
            define("TRAIN", 't'),
        ]);
        let keys: Vec<char> = with_own_keys(&odd)
            .definitions()
            .iter()
            .map(|d| d.key)
            .collect();
        assert_eq!(
            keys,
            ['b', 't', 'c'],
            "x removes, a reads again, T is t, and t is taken"
        );
    }

    #[test]
    fn no_two_commands_share_a_key_in_one_mode() {
        let mut bindings = bindings();
        bindings.retain(|binding| !binding.key.is_empty());
        for (index, one) in bindings.iter().enumerate() {
            for other in &bindings[index + 1..] {
                let same_mode =
                    one.mode.is_none() || other.mode.is_none() || one.mode == other.mode;
                assert!(
                    !(one.key == other.key && one.held == other.held && same_mode),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn what_needs_shift_on_some_keyboards_does_the_same_and_an_arrow_must_not_have_it() {
        let labels = LabelSet::default();
        let shifted = |key| Press {
            shift: true,
            ..press(key)
        };
        assert_eq!(
            command(shifted("?"), Mode::Marks, &labels),
            Some(Command::ToggleKeys)
        );
        let first = Label::new("FIRST");
        let digits = LabelSet::new([LabelDefinition::new(first.clone(), '1')]);
        for one in [press("1"), shifted("1")] {
            assert_eq!(
                command(one, Mode::Marks, &digits),
                Some(Command::Label(first.clone())),
                "French keyboards have digits with Shift only"
            );
        }
        let grow = Command::MoveEdge(Edge::End, Direction::Later, Step::Word);
        assert_eq!(
            command(shifted("ArrowRight"), Mode::Marks, &labels),
            Some(grow)
        );
        assert_eq!(
            command(press("P"), Mode::Text, &labels),
            Some(Command::Label(Label::PER))
        );
        assert_eq!(
            command(
                Press {
                    control: true,
                    ..press("p")
                },
                Mode::Marks,
                &labels
            ),
            None
        );
    }
}
