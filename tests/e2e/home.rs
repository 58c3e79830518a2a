//! The folders of one test: the browser's profile, its downloads, the files it opens.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

static HOMES: AtomicU32 = AtomicU32::new(0);

/// A folder that goes when the test ends.
pub struct Home(PathBuf);

impl Home {
    /// A new one, empty but for its parts.
    pub fn new() -> Self {
        let number = HOMES.fetch_add(1, Ordering::Relaxed);
        let home = Self(env::temp_dir().join(format!("dateline-e2e-{}-{number}", process::id())));
        for part in [home.profile(), home.downloads(), home.files()] {
            fs::create_dir_all(part).expect("the folder for temporary files can be written");
        }
        home
    }

    pub fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }

    pub fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }

    pub fn files(&self) -> PathBuf {
        self.0.join("files")
    }

    /// Downloads that are complete, in the order of their names.
    pub fn downloaded(&self) -> Vec<PathBuf> {
        let complete = |path: &PathBuf| {
            path.extension()
                .is_none_or(|extension| extension != "crdownload")
        };
        let hidden = |path: &Path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        };
        let entries = fs::read_dir(self.downloads()).expect("the folder of downloads stays");
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| complete(path) && !hidden(path));
        files.sort();
        files
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
