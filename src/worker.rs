//! A worker's end of the talk with the page.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::protocol::{self, Answer, Reply, Request, RequestId};

/// Answers each request of the page, for as long as the worker lives.
pub fn listen(answer: impl Fn(Request) -> Answer + 'static) {
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(request) = protocol::decode::<Request>(event.data()) {
            let id = request.id;
            say(id, answer(request));
        }
    });
    scope().set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
}

/// Sends an answer, or how far it has come.
pub fn say(id: RequestId, answer: Answer) {
    let message = protocol::encode(&Reply { id, answer }).unwrap_or(JsValue::NULL);
    // A message that can't be posted has nobody to be told: the page restarts a worker that says nonsense.
    scope().post_message(&message).ok();
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
