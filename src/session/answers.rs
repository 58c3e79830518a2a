//! What the machine says, taken in.

use dateline_annotation::correction::Offer;
use dateline_annotation::history::MergeKey;
use dateline_annotation::{
    Annotation, ArticleId, ArticleState, Details, Edit, Language, Value, correction,
};

use super::{Effect, Session};

impl Session {
    /// Takes the suggestions of a run in. The first run is not a step of the person's; a later one can be undone.
    pub fn suggest(&mut self, id: ArticleId, language: Language, offers: Vec<Offer>) {
        let Some(article) = self.workspace.article(id) else {
            return;
        };
        // A document may say its language before anybody has read it.
        let first = article.details.language.is_none()
            || (article.annotations.is_empty() && article.details.state == ArticleState::New);
        let labels = &self.workspace.labels;
        let placed = offers.into_iter().filter_map(|offer| {
            let label = labels.place(&offer.label)?.clone();
            Some(Offer { label, ..offer })
        });
        let edit = correction::suggest(article, language, placed);
        if edit.is_empty() {
            return;
        }
        if first {
            self.make_silently(edit);
        } else {
            self.make(edit, "read-again", Some(MergeKey::Reading(id)));
        }
        if self.open == Some(id) && self.selected().is_none() && self.caret.is_none() {
            self.selected = self.first_open_mark();
            self.effects.push(Effect::Reveal);
        }
    }

    /// Flags an article on which the machine failed, so that it is not read again by itself; returns its title.
    pub fn give_up_on(&mut self, id: ArticleId) -> Option<String> {
        let article = self.workspace.article(id)?;
        let title = article.details.title.clone();
        let details = Details {
            state: ArticleState::Flagged,
            ..article.details.clone()
        };
        if let Some(edit) = correction::set_details(article, details) {
            self.make_silently(edit);
        }
        Some(title)
    }

    /// Takes in what the words of marks denote, of those that still cover these words under this label with the value
    /// that they had, if any, and of which no person set the value.
    ///
    /// A first value is not a step of the person's; one that another date or language leads to belongs to that step.
    pub fn set_values(
        &mut self,
        id: ArticleId,
        read: impl IntoIterator<Item = (Annotation, Option<Value>)>,
    ) {
        let Some(article) = self.workspace.article(id) else {
            return;
        };
        let mut first = true;
        let mut edit = Edit::default();
        for (read, value) in read {
            let as_read = |mark: &&Annotation| {
                mark.span == read.span
                    && mark.label == read.label
                    && mark.value == read.value
                    && !mark.value_set
            };
            let mark = article.annotations.get(read.id).filter(as_read);
            if let Some(set) = mark.and_then(|mark| correction::set_value(article, mark.id, value))
            {
                first &= read.value.is_none();
                edit = edit.then(set);
            }
        }
        if first && !edit.is_empty() {
            self.make_silently(edit);
        } else if !edit.is_empty() {
            self.make(edit, "changed-details", Some(MergeKey::Reading(id)));
        }
    }
}
