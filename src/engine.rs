//! The page's end of a worker: of the one in which the extraction runs, and of the one that reads files.
//!
//! A worker's script and module are fetched once, while the page loads. Cancelling ends the worker and
//! starts another from the same module: no request is made after load, and a text that hangs or
//! breaks the engine costs a restart and nothing else.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Promise, WebAssembly};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker};
use yew::Callback;

use crate::boot;
use crate::locale::Message;
use crate::protocol::{self, Answer, Reply, Request, RequestId, Task};

/// A program that runs in a worker of its own: where Trunk puts it, and how failures are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    /// The script, seen from the page.
    script: &'static str,
    /// The module.
    module: &'static str,
    /// What is said when it can't be loaded, started, given a task, used at all, or finish a task.
    not_loaded: &'static str,
    not_started: &'static str,
    not_handed: &'static str,
    broken: &'static str,
    stumbled: &'static str,
}

/// Finds marks in texts.
pub const EXTRACTOR: Program = Program {
    script: "extractor.js",
    module: "extractor_bg.wasm",
    not_loaded: "engine-not-loaded",
    not_started: "engine-not-started",
    not_handed: "engine-not-handed",
    broken: "engine-broken",
    stumbled: "engine-stumbled",
};

/// Reads files.
pub const READER: Program = Program {
    script: "reader.js",
    module: "reader_bg.wasm",
    not_loaded: "reader-not-loaded",
    not_started: "reader-not-started",
    not_handed: "reader-not-handed",
    broken: "reader-broken",
    stumbled: "reader-stumbled",
};

/// Takes the compiled module as first message, then hands over to the engine; what goes wrong is an error of the worker.
const BOOT: &str = "
self.onmessage = (event) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: event.data }).catch((error) => setTimeout(() => { throw error; }));
};
";

/// Runs tasks in a worker, one after the other, and calls back with each answer.
#[derive(Clone)]
pub struct Engine {
    inner: Rc<RefCell<Inner>>,
}

struct Inner {
    program: &'static Program,
    callback: Callback<Reply>,
    /// `None` until it is loaded.
    loaded: Option<Loaded>,
    /// Resolves once it is; `None` before anybody asked for that.
    loading: Option<Promise>,
    running: Option<Running>,
    /// Requests that are not answered yet; the first one is with the worker, if it is ready.
    waiting: VecDeque<Request>,
    ready: bool,
    last_id: RequestId,
}

/// What a worker is started from.
struct Loaded {
    script_url: String,
    module: WebAssembly::Module,
}

/// A worker and the closures that listen to it.
struct Running {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Engine {
    /// An engine that runs a program once it is [loaded](Self::load). Answers, and what goes wrong with the engine as a
    /// whole under number 0, go to `callback`.
    pub fn new(program: &'static Program, callback: Callback<Reply>) -> Self {
        let inner = Inner {
            program,
            callback,
            loaded: None,
            loading: None,
            running: None,
            waiting: VecDeque::new(),
            ready: false,
            last_id: 0,
        };
        Self {
            inner: Rc::new(RefCell::new(inner)),
        }
    }

    /// Fetches the program, unless it is here or on its way, and starts it if a task waits for it.
    pub async fn load(&self) {
        let loading = self.loading();
        JsFuture::from(loading).await.ok();
    }

    fn loading(&self) -> Promise {
        let engine = self.clone();
        let begin = move || {
            wasm_bindgen_futures::future_to_promise(async move {
                engine.fetch().await;
                Ok(JsValue::UNDEFINED)
            })
        };
        let mut inner = self.inner.borrow_mut();
        inner.loading.get_or_insert_with(begin).clone()
    }

    async fn fetch(&self) {
        let program = self.inner.borrow().program;
        match load(program).await {
            Ok(loaded) => {
                self.inner.borrow_mut().loaded = Some(loaded);
                if !self.inner.borrow().waiting.is_empty() {
                    self.start();
                }
            }
            Err(error) => {
                self.inner.borrow_mut().loading = None;
                self.fail(0, program.not_loaded, &format!("{error:?}"));
            }
        }
    }

    /// Starts the worker, if it is loaded and does not run.
    pub fn start(&self) {
        let idle = self.inner.borrow().running.is_none();
        if idle {
            self.restart();
        }
    }

    /// Queues a task and returns the number under which it is answered.
    pub fn ask(&self, task: Task) -> RequestId {
        let id = {
            let mut inner = self.inner.borrow_mut();
            inner.last_id += 1;
            let id = inner.last_id;
            inner.waiting.push_back(Request { id, task });
            id
        };
        if self.inner.borrow().waiting.len() == 1 {
            drop(self.loading());
            self.start();
            self.send_next();
        }
        id
    }

    /// Drops a task; one that runs already is stopped by a new start of the worker.
    pub fn cancel(&self, id: RequestId) {
        let running = self
            .inner
            .borrow()
            .waiting
            .front()
            .is_some_and(|request| request.id == id);
        self.inner
            .borrow_mut()
            .waiting
            .retain(|request| request.id != id);
        if running {
            self.restart();
        }
    }

    /// Has a task done before all others that wait.
    pub fn hurry(&self, id: RequestId) {
        let mut inner = self.inner.borrow_mut();
        let place = inner.waiting.iter().position(|request| request.id == id);
        // The first is with the worker already.
        if let Some(place) = place.filter(|place| *place > 1)
            && let Some(request) = inner.waiting.remove(place)
        {
            inner.waiting.insert(1, request);
        }
    }

    /// Starts a worker in place of the one that runs.
    fn restart(&self) {
        let started = {
            let mut inner = self.inner.borrow_mut();
            inner.ready = false;
            inner.running = None;
            let Some(loaded) = &inner.loaded else {
                return;
            };
            self.spawn(loaded)
        };
        let not_started = self.inner.borrow().program.not_started;
        match started {
            Ok(running) => self.inner.borrow_mut().running = Some(running),
            Err(error) => self.fail(0, not_started, &format!("{error:?}")),
        }
    }

    fn spawn(&self, loaded: &Loaded) -> Result<Running, JsValue> {
        let worker = Worker::new(&loaded.script_url)?;
        let engine = self.clone();
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            engine.hear(event.data());
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        let engine = self.clone();
        let error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
            engine.stumble(&event.message());
        });
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        worker.post_message(&loaded.module)?;
        Ok(Running {
            worker,
            _message: message,
            _error: error,
        })
    }

    fn send_next(&self) {
        let inner = self.inner.borrow();
        let (true, Some(running), Some(request)) =
            (inner.ready, &inner.running, inner.waiting.front())
        else {
            return;
        };
        let sent = protocol::encode(request)
            .map_err(JsValue::from)
            .and_then(|m| running.worker.post_message(&m));
        let (id, not_handed) = (request.id, inner.program.not_handed);
        drop(inner);
        if let Err(error) = sent {
            self.inner.borrow_mut().waiting.pop_front();
            self.fail(id, not_handed, &format!("{error:?}"));
        }
    }

    fn hear(&self, message: JsValue) {
        let Ok(reply) = protocol::decode::<Reply>(message) else {
            self.stumble("it sent a message that is none of ours");
            return;
        };
        match reply.answer {
            Answer::Ready => self.inner.borrow_mut().ready = true,
            ref answer if answer.goes_on() => {}
            _ => self
                .inner
                .borrow_mut()
                .waiting
                .retain(|request| request.id != reply.id),
        }
        let ends = !reply.answer.goes_on();
        let callback = self.inner.borrow().callback.clone();
        callback.emit(reply);
        if ends {
            self.send_next();
        }
    }

    /// The worker broke: the task that it was at is given up, the others go on in a new one. One that never got ready
    /// would not the next time either.
    fn stumble(&self, message: &str) {
        let program = self.inner.borrow().program;
        if !self.inner.borrow().ready {
            self.inner.borrow_mut().running = None;
            self.fail(0, program.broken, message);
            return;
        }
        let broken = self.inner.borrow_mut().waiting.pop_front();
        let id = broken.map_or(0, |request| request.id);
        self.fail(id, program.stumbled, message);
        self.restart();
    }

    fn fail(&self, id: RequestId, message: &'static str, problem: &str) {
        let callback = self.inner.borrow().callback.clone();
        callback.emit(Reply {
            id,
            answer: Answer::Failed(Message::new(message).with("problem", problem)),
        });
    }
}

async fn load(program: &Program) -> Result<Loaded, JsValue> {
    let module = Promise::resolve(&JsValue::from(boot::load(program.module).await?));
    let module = JsFuture::from(WebAssembly::compile_streaming(&module)).await?;
    let script = JsFuture::from(boot::load(program.script).await?.text()?)
        .await?
        .as_string()
        .unwrap_or_default();
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(
        &Array::of2(&script.into(), &BOOT.into()),
        &options,
    )?;
    Ok(Loaded {
        script_url: Url::create_object_url_with_blob(&blob)?,
        module: module.dyn_into()?,
    })
}
