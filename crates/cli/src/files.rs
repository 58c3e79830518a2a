//! Reading what the subcommands share: the model, marked articles, word lists.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use dateline_annotation::Language;
use dateline_extraction::Extractor;
use dateline_extraction::train::{Article, Table};

/// A problem to tell the user, with what to do about it.
pub(crate) type Problem = String;

/// All of a file; the problem leaves out its name.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(path).map_err(|error| error.to_string())
}

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, Problem> {
    let bytes = read_bytes(path).map_err(|error| format!("{}: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|_| {
        format!(
            "{}: this is not UTF-8 text; convert it first",
            path.display()
        )
    })
}

/// The model that this program came with.
static MODEL: &[u8] = include_bytes!("../../../model/dateline.model");

/// A model file, or the model that this program came with.
pub(crate) fn read_model(path: Option<&Path>) -> Result<Cow<'static, [u8]>, Problem> {
    let Some(path) = path else {
        return Ok(MODEL.into());
    };
    let bytes = read_bytes(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(bytes.into())
}

/// The extractor of a model file, or of the model that this program came with.
pub(crate) fn load_model(path: Option<&Path>) -> Result<Extractor, Problem> {
    let name = path.map_or_else(|| "the model".to_owned(), |path| path.display().to_string());
    Extractor::load(&read_model(path)?).map_err(|error| format!("{name}: {error}"))
}

/// The files of a folder that have an extension, by name.
pub(crate) fn files_in(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    Ok(files)
}

/// A marked article; its name is its folder's and its own.
pub(crate) fn read_article(path: &Path) -> Result<Article, Problem> {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let folder = part(path.parent().and_then(Path::file_name));
    let name = format!("{folder}/{}", part(path.file_stem()));
    let language = folder
        .split_once('-')
        .and_then(|(code, _)| Language::from_code(code));
    Article::parse(&name, language, &read_text(path)?)
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// The marked articles of a folder and of the folders in it, by name.
pub(crate) fn read_corpus(folder: &Path) -> Result<Vec<Article>, Problem> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut folders: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.insert(0, folder.to_owned());
    let mut articles = Vec::new();
    for folder in folders {
        for path in files_in(&folder, "txt")? {
            articles.push(read_article(&path)?);
        }
    }
    if articles.is_empty() {
        return Err(format!(
            "{}: no marked articles (NNN.txt) here or in the folders below",
            folder.display()
        ));
    }
    Ok(articles)
}

/// The word lists of a folder.
pub(crate) fn read_tables(folder: &Path) -> Result<Vec<Table>, Problem> {
    let read = |path: PathBuf| {
        Ok(Table {
            content: read_text(&path)?,
            name: path.display().to_string(),
        })
    };
    files_in(folder, "tsv")?.into_iter().map(read).collect()
}
