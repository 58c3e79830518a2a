//! What is kept and where: how full it is, backups, what was set aside, and forgetting all of it.

use yew::prelude::*;

use crate::app::{Ask, Cupboard, Mirrored, Mirroring, Msg, Preview};
use crate::locale::{Message, Words, use_words};
use crate::storage::ASIDE;

/// What [`CupboardView`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CupboardProps {
    /// What is kept.
    pub cupboard: Cupboard,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The dialog about what is kept.
#[component]
pub fn CupboardView(props: &CupboardProps) -> Html {
    let (words, cupboard) = (use_words(), &props.cupboard);
    html! {
        <section class="keys cupboard" id="cupboard" tabindex="-1" role="dialog" aria-label={words.text("storage")} data-testid="cupboard">
            <header>
                <h2>{ words.text("storage") }</h2>
                <button data-testid="cupboard-close" onclick={ask(props, Ask::Close)}>{ words.text("close") }</button>
            </header>
            { view_use(props, &words) }
            { view_backup(props, &words) }
            <h3>{ words.text("recover") }</h3>
            if cupboard.aside.is_empty() {
                <p>{ words.text("recover-none") }</p>
            }
            <ul data-testid="recover">
                { for cupboard.aside.iter().map(|name| view_aside(name, props, &words)) }
            </ul>
            <h3>{ words.text("forget") }</h3>
            <p>{ words.text("forget-why") }</p>
            if cupboard.forgetting {
                <button data-testid="forget-yes" onclick={ask(props, Ask::Forget)}>{ words.text("forget-yes") }</button>
            } else {
                <button data-testid="forget" onclick={ask(props, Ask::Forgetting)}>{ words.text("forget") }</button>
            }
        </section>
    }
}

fn ask(props: &CupboardProps, ask: Ask) -> Callback<MouseEvent> {
    props.send.reform(move |_| Msg::Cupboard(ask.clone()))
}

fn view_use(props: &CupboardProps, words: &Words) -> Html {
    let cupboard = &props.cupboard;
    let used = Message::new("storage-used")
        .with("used", cupboard.used_kb)
        .with("quota", cupboard.quota_kb);
    let copies = if cupboard.has_database {
        "storage-copies"
    } else {
        "storage-single"
    };
    html! {
        <>
        <p data-testid="storage-used">{ words.say(&used) }</p>
        <meter min="0" max={cupboard.quota_kb.to_string()} high={(cupboard.quota_kb / 10 * 9).to_string()}
            value={cupboard.used_kb.to_string()} aria-label={words.text("storage")} data-testid="storage-meter" />
        <p>{ words.text(copies) }</p>
        if cupboard.overflow > 0 {
            <p data-testid="storage-overflow">{ words.say(&Message::new("overflow").with("count", cupboard.overflow)) }</p>
        }
        if cupboard.persisted == Some(true) {
            <p data-testid="storage-persisted">{ words.text("storage-persisted") }</p>
        } else {
            <p>{ words.text("storage-persist-why") }</p>
            <button data-testid="storage-persist" onclick={ask(props, Ask::Persist)}>{ words.text("storage-persist") }</button>
            if cupboard.persisted == Some(false) {
                <p data-testid="storage-not-persisted">{ words.text("storage-not-persisted") }</p>
            }
        }
        </>
    }
}

fn view_backup(props: &CupboardProps, words: &Words) -> Html {
    let picked = props.send.reform(|event: Event| {
        let input: web_sys::HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|files| crate::files::list(&files));
        input.set_value("");
        Msg::Cupboard(Ask::Restore(files.unwrap_or_default()))
    });
    html! {
        <>
        <h3>{ words.text("backup") }</h3>
        <p>{ words.text("backup-why") }</p>
        <p class="actions">
            <button data-testid="backup" onclick={ask(props, Ask::Backup)}>{ words.text("backup") }</button>
            <label class="button">
                { words.text("restore") }
                <input type="file" class="unseen" data-testid="restore" accept=".json" onchange={picked} />
            </label>
        </p>
        { view_mirror(props, words) }
        if let Some(preview) = &props.cupboard.preview {
            { view_preview(preview, props, words) }
        }
        </>
    }
}

fn view_mirror(props: &CupboardProps, words: &Words) -> Html {
    let button = |id: &'static str, act| {
        let click = ask(props, Ask::Mirror(act));
        html! { <button data-testid={id} onclick={click}>{ words.text(id) }</button> }
    };
    let told = |id: &'static str, name: &str| {
        let said = Message::new(id).with("name", name);
        html! { <p data-testid={id}>{ words.say(&said) }</p> }
    };
    match &props.cupboard.mirrored {
        Mirrored::Impossible => html! {},
        Mirrored::None => html! {
            <>
                <p>{ words.text("file-why") }</p>
                { button("file-pick", Mirroring::Pick) }
            </>
        },
        Mirrored::Kept(name) => html! {
            <>
                { told("file-kept", name) }
                { button("file-leave", Mirroring::Leave) }
            </>
        },
        Mirrored::Waits(name) => html! {
            <>
                { told("file-waits", name) }
                { button("file-allow", Mirroring::Allow) }
                { button("file-leave", Mirroring::Leave) }
            </>
        },
    }
}

fn view_preview(preview: &Preview, props: &CupboardProps, words: &Words) -> Html {
    let message = Message::new("restore-preview")
        .with("name", &*preview.name)
        .with("total", preview.fresh + preview.differ + preview.same)
        .with("new", preview.fresh)
        .with("differ", preview.differ)
        .with("same", preview.same);
    html! {
        <div data-testid="restore-preview">
            <p>{ words.say(&message) }</p>
            <button data-testid="restore-merge" onclick={ask(props, Ask::Take { replace: false })}>{ words.text("restore-merge") }</button>
            <button data-testid="restore-replace" onclick={ask(props, Ask::Take { replace: true })}>{ words.text("restore-replace") }</button>
            <button onclick={ask(props, Ask::Leave)}>{ words.text("cancel") }</button>
        </div>
    }
}

fn view_aside(name: &str, props: &CupboardProps, words: &Words) -> Html {
    let shown = name.strip_prefix(ASIDE).unwrap_or(name).to_owned();
    let message = Message::new("recover-download").with("name", shown);
    html! {
        <li><button data-testid="recover-download" onclick={ask(props, Ask::Recover(name.to_owned()))}>{ words.say(&message) }</button></li>
    }
}
