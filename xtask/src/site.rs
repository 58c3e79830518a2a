//! A small server of static files, for one machine: this one.
//!
//! It answers `GET` and `HEAD` for the files of one folder, listens on the loopback address alone, and keeps a list of
//! all that was asked for, so that a test can say: after this moment, nothing was.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// How long a connection may stay silent before it is closed.
const PATIENCE: Duration = Duration::from_secs(10);

/// A folder that is being served, until this is dropped and the process ends.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    closed: Arc<AtomicBool>,
}

impl Site {
    /// Starts to serve `folder` on `127.0.0.1`, each connection in a thread of its own. Port 0 takes any free port.
    ///
    /// # Errors
    ///
    /// When the port is taken or may not be used.
    pub fn open(folder: &Path, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let site = Self {
            address: listener.local_addr()?,
            requests: Arc::default(),
            closed: Arc::default(),
        };
        let (folder, requests) = (folder.to_path_buf(), Arc::clone(&site.requests));
        let closed = Arc::clone(&site.closed);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, requests) = (folder.clone(), Arc::clone(&requests));
                let closed = Arc::clone(&closed);
                // A browser that goes away in the middle is no concern of ours.
                thread::spawn(move || answer(&stream, &folder, &requests, &closed));
            }
        });
        Ok(site)
    }

    /// Where it listens, with a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers nobody any more, as if there were no network.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// The paths asked for until now, in order, found or not.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.requests).clone()
    }
}

fn lock(requests: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    requests.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(
    stream: &TcpStream,
    folder: &Path,
    requests: &Mutex<Vec<String>>,
    closed: &AtomicBool,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        lock(requests).push(request.path.clone());
        if closed.load(Ordering::Relaxed) {
            return Ok(());
        }
        if request.method != "GET" && request.method != "HEAD" {
            // What follows would be a body; nobody reads it.
            return write_head(stream, "405 Method Not Allowed", "text/plain", 0, false);
        }
        respond(stream, folder, &request)?;
    }
    Ok(())
}

fn respond(mut stream: &TcpStream, folder: &Path, request: &Request) -> io::Result<()> {
    let file = file_of(&request.path).map(|relative| folder.join(relative));
    let Some((file, bytes)) = file.and_then(|file| fs::read(&file).ok().map(|bytes| (file, bytes)))
    else {
        let text = b"There is no such file here.\n";
        write_head(stream, "404 Not Found", "text/plain", text.len(), false)?;
        return stream.write_all(text);
    };
    let lasting = is_named_by_content(&file);
    write_head(stream, "200 OK", media_type(&file), bytes.len(), lasting)?;
    if request.method == "HEAD" {
        Ok(())
    } else {
        stream.write_all(&bytes)
    }
}

fn write_head(
    mut stream: &TcpStream,
    status: &str,
    media_type: &str,
    length: usize,
    lasting: bool,
) -> io::Result<()> {
    let caching = if lasting {
        "max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nCache-Control: {caching}\r\n\
         X-Content-Type-Options: nosniff\r\n\r\n"
    );
    stream.write_all(head.as_bytes())
}

struct Request {
    method: String,
    path: String,
}

impl Request {
    /// The next request of a connection; none when the other side is done.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let mut words = line.split_whitespace();
        let (Some(method), Some(path)) = (words.next(), words.next()) else {
            return Ok(None);
        };
        let request = Self {
            method: method.to_owned(),
            path: path.to_owned(),
        };
        let mut header = String::new();
        while reader.read_line(&mut header)? > 0 && !header.trim().is_empty() {
            header.clear();
        }
        Ok(Some(request))
    }
}

/// The file a request path names, relative to the folder; none for one that would leave it.
fn file_of(path: &str) -> Option<PathBuf> {
    let path = path
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let file = PathBuf::from(file);
    file.components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then_some(file)
}

/// Whether the name ends with eight digits that change with the content, as published files' names do.
fn is_named_by_content(file: &Path) -> bool {
    let stem = file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
    digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn ask(site: &Site, request: &str) -> String {
        let mut stream = TcpStream::connect(site.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn serves_files_and_remembers_what_was_asked() {
        let folder = std::env::temp_dir().join(format!("xtask-site-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "<p>Hello").unwrap();
        fs::write(folder.join("a.wasm"), "wasm").unwrap();
        let site = Site::open(&folder, 0).unwrap();
        let page = ask(
            &site,
            "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /a.wasm?v=1 HTTP/1.1\r\n\r\n",
        );
        assert!(
            page.contains("text/html") && page.contains("<p>Hello"),
            "{page}"
        );
        assert!(
            page.contains("application/wasm") && page.ends_with("wasm"),
            "{page}"
        );
        assert!(ask(&site, "GET /b HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
        assert_eq!(site.requests(), ["/", "/a.wasm?v=1", "/b", "/"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_name_that_changes_with_the_content_is_told_apart() {
        assert!(is_named_by_content(Path::new("a/page-00c0ffee.css")));
        for name in ["index.html", "icons/icon-192.png", "sw.js", "a-page.css"] {
            assert!(!is_named_by_content(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn no_path_leaves_the_folder() {
        for path in ["/../secret", "/a/../../secret", "//etc/passwd/..", "/.."] {
            assert_eq!(file_of(path), None, "{path}");
        }
        assert_eq!(file_of("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
    }
}
