//! What is published, made from what Trunk has built: a folder for any server of static files, and one file that needs
//! no server at all.
//!
//! Both hold the same bytes of code and the same build number, which is taken from those bytes: the same build is
//! published under the same number, and a browser that keeps the folder offline can tell one from another.

use crate::shell::{Failure, Outcome, say};
use base64::{Engine, prelude::BASE64_STANDARD};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::Path,
};

/// Files by their names, folders included.
type Files = BTreeMap<String, Vec<u8>>;

const PAGE: &str = "index.html";
const BOOT: &str = "boot.js";
/// Keeps the folder offline; its name must never change, for browsers ask for it again.
const KEEPER: &str = "sw.js";
/// Where the script that starts the page carries what is only known here.
const BOOT_ID: &str = "id=\"boot\"";

/// Writes `site/` and `dateline.html` into `dist`, from a page that Trunk has built without names by content.
///
/// # Errors
///
/// When a file can't be read or written, or the page is not made as this expects.
pub fn publish(built: &Path, dist: &Path) -> Outcome {
    let files = read_files(built)?;
    let build = short_hash(
        files
            .iter()
            .flat_map(|(name, bytes)| [name.as_bytes(), bytes]),
    );
    let site = site(&files, &build)?;
    let folder = dist.join("site");
    clear(&folder)?;
    for (name, bytes) in &site {
        write(&folder.join(name), bytes)?;
    }
    let single = single(&files, &build)?;
    write(&dist.join("dateline.html"), single.as_bytes())?;
    let compressed: usize = site.values().map(|bytes| gzip(bytes).len()).sum();
    say(format_args!(
        "Build {build}: dist/site/ is {compressed} bytes compressed, dist/dateline.html {} bytes",
        single.len()
    ));
    Ok(())
}

/// The folder for a server: files named by their content, but for those whose names others know.
fn site(files: &Files, build: &str) -> Result<Files, Failure> {
    let names: BTreeMap<&str, String> = files
        .iter()
        .filter(|(name, _)| is_named_by_content(name))
        .map(|(name, bytes)| (name.as_str(), name_by_content(name, bytes)))
        .collect();
    let mut page = text_of(files, PAGE)?;
    for (name, new) in &names {
        page = page.replace(&format!("\"./{name}\""), &format!("\"./{new}\""));
    }
    let table: Vec<String> = names
        .iter()
        .filter(|(name, _)| **name != BOOT)
        .map(|(name, new)| format!("&quot;./{name}&quot;:&quot;./{new}&quot;"))
        .collect();
    let extra = format!(
        "{BOOT_ID} data-build=\"{build}\" data-files=\"{{{}}}\"",
        table.join(",")
    );
    let page = replace_one(&page, BOOT_ID, &extra)?;
    let mut site: Files = files
        .iter()
        .map(|(name, bytes)| {
            let name = names.get(name.as_str()).unwrap_or(name);
            (name.clone(), bytes.clone())
        })
        .collect();
    let kept: Vec<String> = site
        .keys()
        .filter(|name| *name != KEEPER)
        .map(|name| format!("\"./{}\"", if name == PAGE { "" } else { name }))
        .collect();
    let keeper = replace_one(
        &text_of(files, KEEPER)?,
        "BUILD = \"\"",
        &format!("BUILD = \"{build}\""),
    )?;
    let keeper = replace_one(
        &keeper,
        "FILES = []",
        &format!("FILES = [{}]", kept.join(", ")),
    )?;
    site.insert(PAGE.to_owned(), page.into_bytes());
    site.insert(KEEPER.to_owned(), keeper.into_bytes());
    Ok(site)
}

fn is_named_by_content(name: &str) -> bool {
    let extension = Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str());
    name != KEEPER && matches!(extension, Some("js" | "css" | "wasm"))
}

/// `page.css` becomes `page-0123abcd.css`.
fn name_by_content(name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", short_hash([bytes]))
}

/// The one file: styles and the first script stand in it, everything else is packed into elements that the script
/// unpacks when it is needed. Its policy lets it ask nobody for anything from the start.
fn single(files: &Files, build: &str) -> Result<String, Failure> {
    let mut page = text_of(files, PAGE)?;
    let (mut styles, mut icon) = (Vec::new(), String::new());
    for link in tags(&page, "<link ", ">") {
        match attribute(&link, "rel") {
            Some("stylesheet") => styles.push(text_of(files, target(&link)?)?),
            Some("icon") => {
                let picture = BASE64_STANDARD.encode(file(files, target(&link)?)?);
                icon = format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{picture}\">");
            }
            _ => {}
        }
        page = replace_one(&page, &link, "")?;
    }
    let style = styles.join("\n");
    let boot = text_of(files, BOOT)?;
    if boot.contains("</script") || style.contains("</style") {
        return Err(Failure::new(
            "the one file can't hold a script or style that ends itself",
        ));
    }
    let packed: String = files.iter().filter(|(name, _)| is_packed(name)).fold(
        String::new(),
        |all, (name, bytes)| {
            let text = BASE64_STANDARD.encode(gzip(bytes));
            all + &format!("<script type=\"text/plain\" id=\"file:{name}\">{text}</script>\n")
        },
    );
    let [old_boot] = &tags(&page, "<script type=\"module\"", "</script>")[..] else {
        return Err(Failure::new("the built page must have one script"));
    };
    let (src, id) = (
        format!(" src=\"./{BOOT}\""),
        format!("{BOOT_ID} data-build=\"{build}\""),
    );
    let head = replace_one(&replace_one(old_boot, &src, "")?, BOOT_ID, &id)?;
    let new_boot = replace_one(&head, "></script>", &format!(">{boot}</script>"))?;
    let [old_policy] = &tags(&page, "<meta http-equiv=\"Content-Security-Policy\"", ">")[..] else {
        return Err(Failure::new("the built page must have one policy"));
    };
    let policy = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{}' 'wasm-unsafe-eval' \
         blob:; worker-src blob:; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'\">",
        source_hash(&boot),
        source_hash(&style)
    );
    let page = replace_one(
        &page,
        old_policy,
        &format!("{policy}\n{icon}\n<style>{style}</style>"),
    )?;
    // The script runs when all before it is there; so nothing that it may ask for comes after it.
    let page = replace_one(&page, old_boot, "")?;
    replace_one(&page, "</body>", &format!("{packed}{new_boot}\n</body>"))
}

fn is_packed(name: &str) -> bool {
    is_named_by_content(name) && name != BOOT && !is_style(name)
}

fn is_style(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "css")
}

/// All stretches of a page from `start` to the next `end`.
fn tags(page: &str, start: &str, end: &str) -> Vec<String> {
    page.match_indices(start)
        .filter_map(|(at, _)| {
            let length = page[at..].find(end)? + end.len();
            Some(page[at..at + length].to_owned())
        })
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

fn target(link: &str) -> Result<&str, Failure> {
    attribute(link, "href")
        .and_then(|href| href.strip_prefix("./"))
        .ok_or_else(|| Failure::new(format!("{link} of the built page names no file")))
}

/// Replaces what must be there exactly once.
fn replace_one(text: &str, old: &str, new: &str) -> Result<String, Failure> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => Err(Failure::new(format!(
            "the built page has {old:?} {count} times instead of once"
        ))),
    }
}

fn source_hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The first eight digits of a SHA-256.
fn short_hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece.len().to_le_bytes());
        hash.update(piece);
    }
    let start = hash
        .finalize()
        .iter()
        .take(4)
        .fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
    format!("{start:08x}")
}

/// The same bytes for the same input: without a time, a name or a system.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    // Memory takes everything.
    packed
        .write_all(bytes)
        .and_then(|()| packed.finish())
        .unwrap_or_default()
}

fn file<'a>(files: &'a Files, name: &str) -> Result<&'a [u8], Failure> {
    files
        .get(name)
        .map(Vec::as_slice)
        .ok_or_else(|| Failure::new(format!("the built page has no {name}")))
}

fn text_of(files: &Files, name: &str) -> Result<String, Failure> {
    String::from_utf8(file(files, name)?.to_vec())
        .map_err(|_| Failure::new(format!("{name} is not UTF-8")))
}

fn read_files(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    collect(folder, "", &mut files)
        .map_err(|error| Failure::new(format!("{} can't be read: {error}", folder.display())))?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn clear(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::new(format!(
            "{} can't be replaced: {error}",
            folder.display()
        ))),
        _ => Ok(()),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<html><head>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'self'\" />\
        <link rel=\"icon\" href=\"./icons/icon.svg\" /><link rel=\"manifest\" href=\"./a.webmanifest\" />\
        <link rel=\"stylesheet\" href=\"./page.css\" /><link rel=\"modulepreload\" href=\"./page.js\">\
        <script type=\"module\" id=\"boot\" src=\"./boot.js\" data-js=\"./page.js\"></script></head><body></body></html>";

    fn built() -> Files {
        let files = [
            ("index.html", INDEX),
            ("icons/icon.svg", "<svg/>"),
            ("a.webmanifest", "{}"),
            ("page.css", "body { color: red }"),
            ("boot.js", "start();"),
            ("page.js", "export default 1;"),
            ("worker.wasm", "\0asm"),
            ("sw.js", "const BUILD = \"\"; const FILES = [];"),
        ];
        files
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into()
    }

    #[test]
    fn every_file_that_the_page_of_the_site_names_is_there() {
        let site = site(&built(), "b1").unwrap();
        let page = text_of(&site, PAGE).unwrap();
        for named in page
            .split("\"./")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
        {
            assert!(
                site.contains_key(named),
                "{named} is not among {:?}",
                site.keys()
            );
        }
        assert!(page.contains("data-build=\"b1\""));
        let worker = name_by_content("worker.wasm", b"\0asm");
        assert!(
            page.contains(&format!("&quot;./worker.wasm&quot;:&quot;./{worker}&quot;")),
            "{page}"
        );
    }

    #[test]
    fn the_keeper_knows_every_file_and_the_build() {
        let site = site(&built(), "b1").unwrap();
        let keeper = text_of(&site, KEEPER).unwrap();
        assert!(keeper.contains("BUILD = \"b1\""));
        for name in site
            .keys()
            .filter(|name| !["index.html", "sw.js"].contains(&name.as_str()))
        {
            assert!(
                keeper.contains(&format!("\"./{name}\"")),
                "{name}: {keeper}"
            );
        }
    }

    #[test]
    fn the_one_file_names_no_other_and_may_reach_none() {
        let page = single(&built(), "b1").unwrap();
        assert!(
            !page.contains("src=") && !page.contains("<link rel=\"manifest\""),
            "{page}"
        );
        assert!(page.contains("<style>body { color: red }</style>"));
        assert!(page.contains("default-src 'none'") && !page.contains("connect-src"));
        assert!(page.contains(&format!("'{}'", source_hash("start();"))));
        let packed = BASE64_STANDARD.encode(gzip(b"\0asm"));
        assert!(
            page.contains(&format!("id=\"file:worker.wasm\">{packed}</script>")),
            "{page}"
        );
        assert!(
            page.find("file:worker.wasm") < page.find("start();"),
            "the script comes last"
        );
    }

    #[test]
    fn a_name_changes_with_the_content_and_only_with_it() {
        assert_eq!(
            name_by_content("a.css", b"x"),
            name_by_content("a.css", b"x")
        );
        assert_ne!(
            name_by_content("a.css", b"x"),
            name_by_content("a.css", b"y")
        );
        assert!(name_by_content("a.css", b"x").starts_with("a-"));
    }

    #[test]
    fn a_page_that_is_not_as_expected_is_refused() {
        let mut files = built();
        files.insert(PAGE.to_owned(), b"<html></html>".to_vec());
        assert!(site(&files, "b1").is_err() && single(&files, "b1").is_err());
    }
}
