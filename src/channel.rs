//! What the tabs of one browser say to each other: which articles were stored.

use dateline_annotation::ArticleId;
use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};
use yew::Callback;

const NAME: &str = "dateline";
const FORGOTTEN: &str = "forgotten";

/// What another tab said: which articles it stored and how many contradictions it met; `None` when all is forgotten.
pub type Said = Option<(Vec<ArticleId>, usize)>;

/// The line to the other tabs; it ends with this value.
pub struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Channel {
    /// Opens it; `None` where the browser has none.
    pub fn open(told: Callback<Said>) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            told.emit(understood(&event.data()));
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _heard: heard,
        })
    }

    /// Tells which articles were stored, and how many contradictions were met.
    pub fn say(&self, changed: &[ArticleId], conflicts: usize) {
        let said: Array = changed
            .iter()
            .map(|id| JsValue::from(id.to_string()))
            .collect();
        said.unshift(&JsValue::from(conflicts as u32));
        self.channel.post_message(&said).ok();
    }

    /// Tells that everything was deleted.
    pub fn say_forgotten(&self) {
        self.channel.post_message(&FORGOTTEN.into()).ok();
    }
}

fn understood(data: &JsValue) -> Said {
    if data.as_string().as_deref() == Some(FORGOTTEN) {
        return None;
    }
    let said = data.dyn_ref::<Array>().cloned().unwrap_or_default();
    let ids = said.iter().filter_map(|id| id.as_string()?.parse().ok());
    #[expect(
        clippy::cast_sign_loss,
        reason = "a count; an odd number counts as some count"
    )]
    let conflicts = said.get(0).as_f64().unwrap_or_default() as usize;
    Some((ids.collect(), conflicts))
}
