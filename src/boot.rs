//! Where the page came from: its end of `boot.js`.
//!
//! Whether the page is a site or one file, only the script knows; here is what the page asks of it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// What the browser tells of the page as a whole, apart from what happens in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The page works without a network from here on.
    Kept,
    /// A newer version is here and waits to be taken.
    Newer,
    /// Another tab has taken a newer version.
    Replaced,
    /// The browser has no network.
    Offline,
    /// It has one again.
    Online,
}

/// How the page stands to the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Network {
    /// The page works without one.
    pub kept: bool,
    /// There is none.
    pub offline: bool,
}

impl Standing {
    fn named(name: &str) -> Option<Self> {
        match name {
            "kept" => Some(Self::Kept),
            "newer" => Some(Self::Newer),
            "replaced" => Some(Self::Replaced),
            "offline" => Some(Self::Offline),
            "online" => Some(Self::Online),
            _ => None,
        }
    }
}

/// The version of the page: that of the package, and which build of it.
pub fn version() -> String {
    let build = dateline()
        .and_then(|dateline| Reflect::get(&dateline, &"build".into()))
        .ok()
        .and_then(|build| build.as_string())
        .unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    if build.is_empty() {
        format!("{version} development")
    } else {
        format!("{version} {build}")
    }
}

/// Whether the page is one file, which holds everything that it may ever need.
pub fn is_single() -> bool {
    let single = dateline().and_then(|dateline| Reflect::get(&dateline, &"single".into()));
    single.is_ok_and(|single| single.is_truthy())
}

/// One of the page's own files, by the name that Trunk gives it.
///
/// # Errors
///
/// When it can't be fetched or unpacked.
pub async fn load(name: &str) -> Result<Response, JsValue> {
    let loading: Promise = call("load", &[&format!("./{name}").into()])?.dyn_into()?;
    JsFuture::from(loading).await?.dyn_into()
}

/// Has the browser keep the page for when there is no network, and look for a newer version; returns when nothing more
/// is asked of the network. A browser that keeps nothing is no failure.
pub async fn keep() {
    let keeping = call("keep", &[]).and_then(JsCast::dyn_into::<Promise>);
    if let Ok(keeping) = keeping {
        JsFuture::from(keeping).await.ok();
    }
}

/// Starts the newer version.
pub fn replace() {
    call("replace", &[]).ok();
}

/// Calls whenever the standing of the page changes, for as long as it is open.
pub fn watch(mut act: impl FnMut(Standing) + 'static) {
    let listener = Closure::<dyn FnMut(String)>::new(move |name: String| {
        if let Some(standing) = Standing::named(&name) {
            act(standing);
        }
    });
    call("watch", &[listener.as_ref()]).ok();
    listener.forget();
}

fn dateline() -> Result<JsValue, JsValue> {
    Reflect::get(&js_sys::global(), &"dateline".into())
}

fn call(name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let dateline = dateline()?;
    let function: Function = Reflect::get(&dateline, &name.into())?.dyn_into()?;
    function.apply(&dateline, &arguments.iter().copied().collect())
}
