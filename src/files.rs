//! Files in and out, through the browser.

use dateline_annotation::LabelSet;
use dateline_formats::json;
use gloo::file::Blob;
use gloo::file::futures::read_as_bytes;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use crate::locale::Message;

/// The largest file that is read at all, in bytes.
const LARGEST_FILE: f64 = 200e6;

/// The files of a picker or a drop.
pub fn list(files: &FileList) -> Vec<File> {
    (0..files.length())
        .filter_map(|index| files.get(index))
        .collect()
}

/// All bytes of a file.
///
/// # Errors
/// A sentence for the person: the file is too large, or the browser could not read it.
pub async fn read(file: File) -> Result<(String, Vec<u8>), Message> {
    let name = file.name();
    if file.size() > LARGEST_FILE {
        let megabytes = format!("{:.0}", file.size() / 1e6);
        return Err(Message::new("file-too-large")
            .with("name", name)
            .with("megabytes", megabytes));
    }
    let blob = Blob::from(web_sys::Blob::from(file));
    match read_as_bytes(&blob).await {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => Err(Message::new("file-unreadable")
            .with("name", name)
            .with("problem", error.to_string())),
    }
}

/// The label set that stands in a Dateline file.
///
/// # Errors
/// What the file lacks, or as [`read`].
pub async fn read_labels(file: File) -> Result<LabelSet, Message> {
    let (name, bytes) = read(file).await?;
    let text = String::from_utf8_lossy(&bytes);
    match json::read(&text) {
        Ok(file) => Ok(file.labels),
        Err(problem) => Err(Message::new("not-opened")
            .with("name", name)
            .with("problem", problem.to_string())),
    }
}

/// Has the browser save text under a name in the person's downloads.
///
/// # Errors
/// When the browser refuses.
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    save(name, &Array::of1(&text.into()), "application/json")
}

/// The same for bytes.
///
/// # Errors
/// When the browser refuses.
pub fn download_bytes(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let bytes = Uint8Array::from(bytes);
    save(name, &Array::of1(&bytes), "application/octet-stream")
}

fn save(name: &str, parts: &Array, kind: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = crate::dom::document().ok_or("no document")?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The download has begun by then; the address is not needed any more.
    gloo::timers::callback::Timeout::new(10_000, move || drop(Url::revoke_object_url(&url)))
        .forget();
    Ok(())
}

/// Puts text on the clipboard.
///
/// # Errors
/// When the browser refuses, as it does without a click or key before.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .map(drop)
}

/// The name of the Dateline file of an article.
pub fn file_name(title: &str) -> String {
    format!("{}.dateline.json", stem(title))
}

/// A file name made of a title, without its end: letters and digits of any script, hyphens between.
pub fn stem(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() {
        "article".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_has_nothing_that_a_file_system_refuses() {
        assert_eq!(
            file_name("Irak : Daesh / en « chute »?"),
            "irak-daesh-en-chute.dateline.json"
        );
        assert_eq!(file_name("…"), "article.dateline.json");
    }
}
