//! What comes in: what there is, how far it is, what is asked about it, and what did not come.

use dateline_annotation::Label;
use dateline_annotation::LabelSet;
use dateline_annotation::labelling::Fate;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{Act, Coming, Msg, Report};
use crate::importing::{Foreign, Preview, Settling, Shown};
use crate::locale::{Message, Words, use_words};

/// What [`Import`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ImportProps {
    /// What comes in.
    pub coming: Coming,
    /// The labels in use.
    pub labels: LabelSet,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// A line while something goes on by itself, and a sheet where the person is asked or told.
#[component]
pub fn Import(props: &ImportProps) -> Html {
    let words = use_words();
    match &props.coming {
        Coming::Files(Shown::Looking) => progress(props, &words, "import-looking", None),
        Coming::Files(Shown::Reading(done, of)) => {
            progress(props, &words, "import-reading", Some((*done, *of)))
        }
        Coming::Marking(done, of) => progress(props, &words, "import-marking", Some((*done, *of))),
        Coming::Files(Shown::Preview(preview)) => {
            sheet(props, &words, "start-import", view_preview(preview, &words))
        }
        Coming::Files(Shown::Settling(settling)) => sheet(
            props,
            &words,
            "start-import",
            view_settling(settling, props, &words),
        ),
        Coming::Report(report) => view_report(report, props, &words),
    }
}

/// How far it is. Only that something goes on is spoken; the numbers change too fast for that.
fn progress(
    props: &ImportProps,
    words: &Words,
    id: &'static str,
    far: Option<(usize, usize)>,
) -> Html {
    let (done, of) = far.unwrap_or_default();
    let said = Message::new(id).with("done", done).with("count", of);
    html! {
        <section class="coming" role="status" aria-label={words.text("import")} data-testid="coming">
            <span aria-hidden="true">{ words.say(&said) }</span>
            if far.is_some() {
                <progress max={of.max(1).to_string()} value={done.to_string()} aria-label={words.text("import")} />
            }
            { button(props, words, "stop-import", Act::Stop, false) }
        </section>
    }
}

fn sheet(props: &ImportProps, words: &Words, go: &'static str, inner: Html) -> Html {
    html! {
        <section class="import" id="import" tabindex="-1" role="dialog" aria-label={words.text("import")} data-testid="import">
            { inner }
            <p class="actions">
                { button(props, words, go, Act::Go, true) }
                { button(props, words, "stop-import", Act::Stop, false) }
            </p>
        </section>
    }
}

fn view_preview(preview: &Preview, words: &Words) -> Html {
    let time = if preview.seconds < 60 {
        Message::new("import-seconds").with("count", preview.seconds)
    } else {
        Message::new("import-minutes").with("count", preview.seconds.div_ceil(60))
    };
    let asks = Message::new("import-asks")
        .with("count", preview.files)
        .with("megabytes", &*preview.megabytes)
        .with("time", time);
    html! {
        <>
            <p>{ words.say(&asks) }</p>
            <ul class="kinds">
                { for preview.kinds.iter().map(|(kind, count)| html! {
                    <li><b>{ if kind.is_empty() { words.text("import-no-kind") } else { format!(".{kind}") } }</b>{ " " }{ count }</li>
                }) }
            </ul>
        </>
    }
}

fn view_settling(settling: &Settling, props: &ImportProps, words: &Words) -> Html {
    let joined = props.send.reform(|event: Event| {
        Msg::Import(Act::Join(
            event.target_unchecked_into::<HtmlInputElement>().checked(),
        ))
    });
    let divided = Message::new("import-divided")
        .with("count", settling.divided)
        .with("examples", settling.examples.join(", "));
    html! {
        <>
            { for settling.marked.iter().map(|marked| html! { <p>{ words.say(marked) }</p> }) }
            if settling.divided > 0 {
                <label class="join">
                    <input type="checkbox" data-testid="join" checked={settling.join} onchange={joined} />
                    { words.say(&divided) }
                </label>
            }
            if !settling.labels.is_empty() {
                <p>{ words.text("import-labels") }</p>
                <ul class="fates">
                    { for settling.labels.iter().map(|foreign| view_foreign(foreign, props, words)) }
                </ul>
            }
        </>
    }
}

fn view_foreign(foreign: &Foreign, props: &ImportProps, words: &Words) -> Html {
    let Foreign { label, count, fate } = foreign;
    let choose = {
        let label = label.clone();
        props.send.reform(move |event: Event| {
            let fate = match &*event.target_unchecked_into::<HtmlSelectElement>().value() {
                "=" => Fate::Keep,
                "-" => Fate::Remove,
                to => Fate::Become(Label::new(to)),
            };
            Msg::Import(Act::Choose(label.clone(), fate))
        })
    };
    let said = Message::new("import-label")
        .with("label", label.as_str())
        .with("count", *count);
    html! {
        <li key={label.to_string()}>
            { words.say(&said) }{ " " }
            <select aria-label={words.say(&said)} data-testid={format!("foreign-{label}")} onchange={choose}>
                <option value="=" selected={*fate == Fate::Keep}>{ words.text("import-label-new") }</option>
                <option value="-" selected={*fate == Fate::Remove}>{ words.text("import-label-out") }</option>
                { for props.labels.definitions().iter().map(|to| html! {
                    <option value={to.label.to_string()} selected={*fate == Fate::Become(to.label.clone())}>
                        { words.say(&Message::new("fate-become").with("label", to.label.as_str())) }
                    </option>
                }) }
            </select>
        </li>
    }
}

fn view_report(report: &Report, props: &ImportProps, words: &Words) -> Html {
    let said = Message::new("import-report")
        .with("articles", report.articles)
        .with("count", report.refused.len());
    html! {
        <section class="import" id="import" tabindex="-1" role="dialog" aria-label={words.text("import")} data-testid="import-report">
            <p>{ words.say(&said) }</p>
            <ul class="refused" tabindex="0" aria-label={words.text("import-refused")}>
                { for report.refused.iter().map(|refused| html! {
                    <li><b>{ &refused.path }</b>{ " " }{ words.say(&refused.reason) }</li>
                }) }
                { for report.notices.iter().map(|notice| html! { <li>{ words.say(notice) }</li> }) }
            </ul>
            <p class="actions">{ button(props, words, "close", Act::Close, true) }</p>
        </section>
    }
}

fn button(props: &ImportProps, words: &Words, id: &'static str, act: Act, primary: bool) -> Html {
    let act = props.send.reform(move |_| Msg::Import(act.clone()));
    html! {
        <button class={primary.then_some("primary")} data-testid={format!("import-{id}")} onclick={act}>{ words.text(id) }</button>
    }
}
