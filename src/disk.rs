//! A file on disk that the page may write again and again, where the browser lets a page do so
//! ([File System Access](https://wicg.github.io/file-system-access/)).
//!
//! Only the picker and the questions of permission need to be asked for by name: not every browser has them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const PICKER: &str = "showSaveFilePicker";

/// A file that the person chose.
#[derive(Debug, Clone, PartialEq)]
pub struct DiskFile(JsValue);

/// Whether this browser lets a page write files.
pub fn is_possible() -> bool {
    web_sys::window().is_some_and(|window| Reflect::has(&window, &PICKER.into()).unwrap_or(false))
}

/// Has the person choose a file that is to be written; `None` when no file was chosen.
pub async fn pick(name: &str) -> Option<DiskFile> {
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into()).ok()?;
    let window = web_sys::window()?;
    let file = call(&window, PICKER, &[options.into()]).await.ok()?;
    Some(DiskFile(file))
}

impl DiskFile {
    /// The file that was stored as this value; `None` when it is none.
    pub fn stored(value: JsValue) -> Option<Self> {
        Reflect::has(&value, &"createWritable".into())
            .unwrap_or(false)
            .then_some(Self(value))
    }

    /// What the browser's database keeps of it.
    pub const fn to_stored(&self) -> &JsValue {
        &self.0
    }

    /// Its name, without a path: the browser tells none.
    pub fn name(&self) -> String {
        let name = Reflect::get(&self.0, &"name".into());
        name.ok()
            .and_then(|name| name.as_string())
            .unwrap_or_default()
    }

    /// Whether the page may write it; with `ask`, the person is asked if need be.
    pub async fn is_allowed(&self, ask: bool) -> bool {
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"readwrite".into()).ok();
        let question = if ask {
            "requestPermission"
        } else {
            "queryPermission"
        };
        let answer = call(&self.0, question, &[options.into()]).await;
        answer.is_ok_and(|answer| answer == "granted")
    }

    /// Replaces what is in it. The browser writes beside it and changes the two when all is written, so that at any moment
    /// either the old or the new text is in the file.
    ///
    /// # Errors
    /// What the browser says: the file or the permission is gone, or the disk is full.
    pub async fn write(&self, text: &str) -> Result<(), JsValue> {
        let stream = call(&self.0, "createWritable", &[]).await?;
        let written = call(&stream, "write", &[text.into()]).await;
        let end = if written.is_ok() { "close" } else { "abort" };
        let ended = call(&stream, end, &[]).await;
        written.and(ended).map(drop)
    }
}

/// Calls a method that gives a promise, and waits for that.
async fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(target, &method.into())?.dyn_into()?;
    let arguments: Array = arguments.iter().collect();
    let promise: Promise = Reflect::apply(&method, target, &arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}
