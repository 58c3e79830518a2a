//! Files in and out, through the browser.

use dateline_annotation::LabelSet;
use dateline_formats::json;
use gloo::file::Blob;
use gloo::file::futures::read_as_bytes;
use js_sys::{Array, Function, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BlobPropertyBag, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry, HtmlAnchorElement, Url,
};

use crate::importing::{LARGEST_FILE, Pick};
use crate::locale::{Arg, Message};

/// The files of a picker or a drop, each with its place in the folder that was picked.
pub fn list(files: &FileList) -> Vec<Pick<Object>> {
    (0..files.length())
        .filter_map(|index| files.get(index))
        .map(pick)
        .collect()
}

fn pick(file: File) -> Pick<Object> {
    let within = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
    let within = within
        .and_then(|path| path.as_string())
        .filter(|path| !path.is_empty());
    Pick {
        path: within.unwrap_or_else(|| file.name()),
        bytes: file.size(),
        file: file.into(),
    }
}

/// What was dropped, folders too; `None` when it is all files and the list of them says as much.
pub fn entries(data: &DataTransfer) -> Option<Vec<FileSystemEntry>> {
    let items = data.items();
    let entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten())
        .collect();
    entries
        .iter()
        .any(FileSystemEntry::is_directory)
        .then_some(entries)
}

/// All files in what was dropped, those of folders in folders too.
pub async fn walk(entries: Vec<FileSystemEntry>) -> Vec<Pick<Object>> {
    let mut picks = Vec::new();
    let mut left = entries;
    while let Some(entry) = left.pop() {
        if entry.is_file() {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            if let Ok(file) = file_of(entry.unchecked_into()).await {
                picks.push(Pick {
                    path,
                    bytes: file.size(),
                    file: file.into(),
                });
            }
        } else {
            left.extend(children(entry.unchecked_into()).await);
        }
        if picks.len() >= MOST_FILES {
            break;
        }
    }
    picks
}

/// How many files of a folder are looked at.
const MOST_FILES: usize = 20_000;

async fn file_of(entry: FileSystemFileEntry) -> Result<File, JsValue> {
    let mut ask = |resolve: Function, reject: Function| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    };
    JsFuture::from(Promise::new(&mut ask)).await?.dyn_into()
}

/// What lies in a folder: browsers tell a hundred at a time, and none once all are told.
async fn children(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let mut ask = |resolve: Function, reject: Function| {
            reader
                .read_entries_with_callback_and_callback(&resolve, &reject)
                .ok();
        };
        let told = JsFuture::from(Promise::new(&mut ask)).await;
        let told = told.map(|told| Array::from(&told)).unwrap_or_default();
        if told.length() == 0 {
            return all;
        }
        all.extend(told.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

/// All bytes of a file.
///
/// # Errors
/// A sentence for the person: the file is too large, or the browser could not read it.
pub async fn read(file: File) -> Result<(File, Vec<u8>), Message> {
    let name = file.name();
    if file.size() > LARGEST_FILE {
        let megabytes = format!("{:.0}", file.size() / 1e6);
        let problem = Message::new("file-too-large").with("megabytes", megabytes);
        return Err(not_opened(name, problem));
    }
    let blob = Blob::from(web_sys::Blob::from(file.clone()));
    match read_as_bytes(&blob).await {
        Ok(bytes) => Ok((file, bytes)),
        Err(error) => {
            let problem = Message::new("file-unreadable").with("problem", error.to_string());
            Err(not_opened(name, problem))
        }
    }
}

/// How many bytes of picked files are held at once.
const MOST_HELD: f64 = 512e6;

/// The same files, each [`handed`] as its bytes; those that can't be read or are too many stay as they are.
pub async fn held(mut picks: Vec<Pick<Object>>) -> Vec<Pick<Object>> {
    let mut left = MOST_HELD;
    for pick in &mut picks {
        left -= pick.bytes;
        if left > 0.0
            && let Ok((file, bytes)) = read(pick.file.clone().unchecked_into()).await
        {
            pick.file = handed(&file.name(), &bytes);
        }
    }
    picks
}

/// A file that was read already, as the reader takes it beside files that it reads itself: its name and its bytes.
pub fn handed(name: &str, bytes: &[u8]) -> Object {
    Array::of2(&name.into(), &Uint8Array::from(bytes)).into()
}

fn not_opened(name: String, problem: impl Into<Arg>) -> Message {
    Message::new("not-opened")
        .with("name", name)
        .with("problem", problem)
}

/// The label set that stands in a Dateline file.
///
/// # Errors
/// What the file lacks, or as [`read`].
pub async fn read_labels(file: File) -> Result<LabelSet, Message> {
    let (file, bytes) = read(file).await?;
    let text = String::from_utf8_lossy(&bytes);
    match json::read(&text) {
        Ok(file) => Ok(file.labels),
        Err(problem) => Err(not_opened(file.name(), problem.to_string())),
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
