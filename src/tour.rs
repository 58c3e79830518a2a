//! The tour: what there is to know, tried by hand on a sample, one thing after the other.
//!
//! It watches the session and goes on by itself once a thing was done; it stands in nobody's way meanwhile.

use dateline_annotation::AnnotationId;
use dateline_annotation::boundary::{Direction, Edge, Step};

use crate::keys::{Command, Sheet};
use crate::session::Session;

/// What the person asks of the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Begin it on a sample.
    Begin,
    /// Go on without trying.
    Next,
    /// Leave it.
    Leave,
}

/// One thing to try.
#[derive(Debug)]
pub struct Stop {
    /// The message that says what to do.
    pub message: &'static str,
    /// The commands whose keys do it.
    pub commands: &'static [Command],
    /// Whether it was done since the stop was reached.
    done: fn(&Tour, &Session) -> bool,
}

const fn edge(edge: Edge, direction: Direction) -> Command {
    Command::MoveEdge(edge, direction, Step::Word)
}

const fn undecided(direction: Direction) -> Command {
    Command::Step {
        direction,
        undecided: true,
    }
}

/// The things to try, in order; the last one is only told.
const STOPS: [Stop; 8] = [
    Stop {
        message: "tour-step",
        commands: &[undecided(Direction::Later), undecided(Direction::Earlier)],
        done: |tour, session| tour.selected != session.selected().map(|mark| mark.id),
    },
    Stop {
        message: "tour-confirm",
        commands: &[Command::Confirm { go_on: true }],
        done: |tour, session| tour.did(session, &["confirmed"]),
    },
    Stop {
        message: "tour-edge",
        commands: &[
            edge(Edge::End, Direction::Later),
            edge(Edge::End, Direction::Earlier),
            edge(Edge::Start, Direction::Earlier),
            edge(Edge::Start, Direction::Later),
        ],
        done: |tour, session| tour.did(session, &["moved-edge"]),
    },
    Stop {
        message: "tour-label",
        commands: &[],
        done: |tour, session| tour.did(session, &["relabelled", "marked"]),
    },
    Stop {
        message: "tour-mark",
        commands: &[Command::StartCaret],
        done: |tour, session| tour.did(session, &["marked"]),
    },
    Stop {
        message: "tour-alike",
        commands: &[Command::MarkAlike],
        done: |_, session| session.together().is_some(),
    },
    Stop {
        message: "tour-undo",
        commands: &[Command::Undo, Command::Show(Sheet::History)],
        done: |tour, session| session.history().undone().len() > tour.undone,
    },
    Stop {
        message: "tour-out",
        commands: &[
            Command::Download,
            Command::Show(Sheet::Export),
            Command::TogglePalette,
            Command::ToggleKeys,
        ],
        done: |_, _| false,
    },
];

/// How far the tour has come, and how things stood when it came there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    stop: usize,
    selected: Option<AnnotationId>,
    steps: usize,
    undone: usize,
}

impl Tour {
    /// At its first stop.
    pub fn begin(session: &Session) -> Self {
        Self::at(0, session)
    }

    fn at(stop: usize, session: &Session) -> Self {
        Self {
            stop,
            selected: session.selected().map(|mark| mark.id),
            steps: session.history().done().len(),
            undone: session.history().undone().len(),
        }
    }

    /// The thing to try.
    pub fn stop(&self) -> &'static Stop {
        &STOPS[self.stop]
    }

    /// Which stop this is, from 1, and how many there are.
    pub const fn count(&self) -> (usize, usize) {
        (self.stop + 1, STOPS.len())
    }

    /// Whether there is nothing more to try.
    pub const fn is_at_its_end(&self) -> bool {
        self.stop + 1 == STOPS.len()
    }

    /// The next stop; `None` after the last.
    #[must_use]
    pub fn next(&self, session: &Session) -> Option<Self> {
        let next = self.stop + 1;
        (next < STOPS.len()).then(|| Self::at(next, session))
    }

    /// The tour after something happened: at the next stop when the thing was done.
    #[must_use]
    pub fn after(self, session: &Session) -> Self {
        if self.selected.is_none() && self.stop == 0 {
            // The first mark is selected by the page, once the sample was read.
            return Self::at(0, session);
        }
        if !(self.stop().done)(&self, session) {
            return self;
        }
        self.next(session).unwrap_or(self)
    }

    /// Whether a step of one of these kinds is the last that was done since the stop was reached.
    fn did(&self, session: &Session, kinds: &[&str]) -> bool {
        let history = session.history();
        let last = history.next_undo().map(|act| act.message.id());
        history.done().len() > self.steps && last.is_some_and(|last| kinds.contains(&last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_annotation::correction::Offer;
    use dateline_annotation::{Article, Confidence, Label, Language, Origin, Span};

    fn stop_after(tour: &mut Tour, session: &mut Session, command: Command) -> &'static str {
        session.run(command, AnnotationId::new(77));
        *tour = tour.clone().after(session);
        tour.stop().message
    }

    fn sample() -> Session {
        let text = "Ghent and Rome and Ghent agree.";
        let offers = ["Ghent", "Rome"].map(|words| {
            let start = text.find(words).unwrap();
            Offer {
                span: Span::of(text, start, start + words.len()).unwrap(),
                label: Label::LOC,
                value: None,
                origin: Origin::Model,
                confidence: Confidence::from_permille(500),
            }
        });
        let mut session = Session::default();
        session.add_articles(vec![Article::new(text)], true);
        let id = session.article().unwrap().id;
        session.suggest(id, Language::English, offers.to_vec());
        session
    }

    #[test]
    fn what_was_done_leads_on_and_what_was_not_does_not() {
        let mut session = sample();
        let mut tour = Tour::begin(&session);
        let mut go = |command| stop_after(&mut tour, &mut session, command);
        assert_eq!(go(Command::ToggleKeys), "tour-step");
        assert_eq!(go(undecided(Direction::Later)), "tour-confirm");
        assert_eq!(go(undecided(Direction::Earlier)), "tour-confirm");
        assert_eq!(go(Command::Confirm { go_on: true }), "tour-edge");
        assert_eq!(go(edge(Edge::End, Direction::Later)), "tour-label");
        assert_eq!(go(Command::Label(Label::ORG)), "tour-mark");
        assert_eq!(go(Command::Undo), "tour-mark");
    }

    #[test]
    fn who_only_reads_comes_to_the_end() {
        let session = Session::default();
        let mut stops = 1;
        let mut tour = Tour::begin(&session);
        while let Some(next) = tour.next(&session) {
            tour = next;
            stops += 1;
        }
        assert_eq!(tour.count(), (stops, stops));
    }

    #[test]
    fn the_mark_that_the_page_selects_is_not_a_step_of_the_person() {
        let tour = Tour::begin(&Session::default());
        let session = sample();
        assert!(session.selected().is_some());
        let tour = tour.after(&session);
        assert_eq!(tour.stop().message, "tour-step");
    }
}
