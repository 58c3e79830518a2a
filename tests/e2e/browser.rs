//! The browsers that the tests drive, and where they differ: how each is started, set up, and asked to show a page.

use serde_json::{Map, Value, json};
use std::{
    env,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How often a driver is started before a test gives up on it.
const STARTS: usize = 10;
/// How long a driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);
const INTERVAL: Duration = Duration::from_millis(20);
const CHROMIUM_FLAGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
];

/// A browser that the page must work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    /// `WebKitGTK`, in the small browser that comes with it.
    WebKit,
}

/// How a browser is started.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Where its profile lives.
    pub profile: PathBuf,
    /// Where it puts downloads.
    pub downloads: PathBuf,
    /// The port of the proxy for all that is not on this machine, where there is one.
    pub proxy_port: Option<u16>,
    /// Preferences of Chromium's profile.
    pub preferences: Map<String, Value>,
    /// More flags of Chromium's command line.
    pub flags: Vec<String>,
    /// The languages that it asks for, the first one first; its own where there are none.
    pub languages: Vec<&'static str>,
    /// Chromium's `mobileEmulation`, where it plays a phone.
    pub mobile: Option<Value>,
    /// How long a script may take; half a minute where it is not said.
    pub patience: Option<Duration>,
}

/// The programs behind a session; they end with this value.
pub struct Programs {
    children: Vec<Child>,
    // Open pipes: a program would end if it could not write.
    _outputs: Vec<BufReader<ChildStdout>>,
    /// Where the driver listens.
    pub port: u16,
}

impl Programs {
    /// The number of the driver's process, from which the browser's descend.
    pub fn id(&self) -> u32 {
        self.children[0].id()
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        for child in &mut self.children {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

impl Browser {
    /// The one that the tests run in: what `DATELINE_BROWSER` says, else Chromium.
    pub fn of_these_tests() -> Self {
        match env::var("DATELINE_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            _ => Self::Chromium,
        }
    }

    /// Starts its driver.
    pub fn start(self, setup: &Setup) -> Programs {
        match self {
            Self::Chromium => start_announced(
                || command("CHROMEDRIVER", "chromedriver", &["--port=0"]),
                "started successfully on port ",
            ),
            Self::Firefox => {
                let arguments = ["--port=0", "--websocket-port=0"];
                start_announced(
                    || command("GECKODRIVER", "geckodriver", &arguments),
                    "Listening on 127.0.0.1:",
                )
            }
            Self::WebKit => start_webkit(setup),
        }
    }

    /// What a new session is asked for.
    pub fn capabilities(self, setup: &Setup) -> Value {
        let mut capabilities = match self {
            Self::Chromium => chromium(setup),
            Self::Firefox => firefox(setup),
            Self::WebKit => webkit(setup),
        };
        if let Some(patience) = setup.patience {
            capabilities["timeouts"] = json!({ "script": patience.as_secs() * 1_000 });
        }
        capabilities
    }
}

fn command(variable: &str, usual: &str, arguments: &[&str]) -> Command {
    let program = env::var_os(variable).unwrap_or_else(|| usual.into());
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

fn spawn(mut command: Command) -> (Child, BufReader<ChildStdout>) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}; `cargo xtask test e2e` installs it"));
    let output = BufReader::new(child.stdout.take().expect("its output is piped"));
    (child, output)
}

/// Starts a driver on a port that it finds itself and tells after `opening`.
///
/// Chromium's takes the same port for IPv4 and IPv6, finds one that is free on one of them, and ends when it is not free
/// on the other; several that start at once meet that now and then. The next start finds another port.
fn start_announced(command: impl Fn() -> Command, opening: &str) -> Programs {
    let mut said = String::new();
    for _ in 0..STARTS {
        let (mut child, mut output) = spawn(command());
        match announced_port(&mut output, opening) {
            Ok(port) => {
                return Programs {
                    children: vec![child],
                    _outputs: vec![output],
                    port,
                };
            }
            Err(output) => said = output,
        }
        child.wait().ok();
    }
    panic!("the driver ended before it listened, {STARTS} times:\n{said}");
}

/// The port that a driver says it listens on, or all that it said before it ended.
fn announced_port(output: &mut impl BufRead, opening: &str) -> Result<u16, String> {
    let mut seen = String::new();
    loop {
        let start = seen.len();
        let length = output.read_line(&mut seen).expect("a driver writes text");
        if length == 0 {
            return Err(seen);
        }
        let line = seen[start..].trim_end().trim_end_matches('.');
        if let Some(port) = line.split(opening).nth(1) {
            return Ok(port.parse().expect("a port is a number"));
        }
    }
}

/// `WebKitGTK` needs a screen, tells no port, and takes the folder for downloads from the person's settings.
fn start_webkit(setup: &Setup) -> Programs {
    let screen_flags = [
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1440x900x24",
        "-nolisten",
        "tcp",
    ];
    let (screen, mut output) = spawn(command("XVFB", "Xvfb", &screen_flags));
    let mut display = String::new();
    output
        .read_line(&mut display)
        .expect("Xvfb tells its display");
    let settings = setup.profile.join("config");
    std::fs::create_dir_all(&settings).expect("the profile can be written");
    let folders = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", setup.downloads.display());
    std::fs::write(settings.join("user-dirs.dirs"), folders).expect("the profile can be written");
    let port = free_port();
    let mut driver = command(
        "WEBKITDRIVER",
        "WebKitWebDriver",
        &[&format!("--port={port}")],
    );
    driver
        .env("DISPLAY", format!(":{}", display.trim()))
        .env("HOME", &setup.profile)
        .env("XDG_CONFIG_HOME", &settings)
        .env("XDG_DATA_HOME", setup.profile.join("data"))
        .env("XDG_CACHE_HOME", setup.profile.join("cache"))
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("NO_AT_BRIDGE", "1");
    let (driver, driver_output) = spawn(driver);
    wait_for(port);
    Programs {
        children: vec![driver, screen],
        _outputs: vec![driver_output, output],
        port,
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

fn wait_for(port: u16) {
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(
            start.elapsed() < PATIENCE,
            "the driver does not listen on port {port}"
        );
        thread::sleep(INTERVAL);
    }
}

fn chromium(setup: &Setup) -> Value {
    let profile = format!("--user-data-dir={}", setup.profile.display());
    let proxy = setup
        .proxy_port
        .map(|port| format!("--proxy-server=http://127.0.0.1:{port}"));
    let flags: Vec<String> = CHROMIUM_FLAGS
        .iter()
        .map(ToString::to_string)
        .chain([profile])
        .chain(proxy)
        .chain(setup.flags.iter().cloned())
        .chain(
            setup
                .languages
                .first()
                .map(|first| format!("--lang={first}")),
        )
        .chain(
            (!setup.languages.is_empty())
                .then(|| format!("--accept-lang={}", setup.languages.join(","))),
        )
        .collect();
    let mut preferences = setup.preferences.clone();
    let downloads = json!({ "default_directory": setup.downloads });
    preferences.insert("download".to_owned(), downloads);
    let mut options = json!({ "args": flags, "prefs": preferences });
    if let Some(mobile) = &setup.mobile {
        options["mobileEmulation"] = mobile.clone();
    }
    if let Some(program) = env::var_os("CHROME") {
        options["binary"] = program.to_string_lossy().into();
    }
    json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "unhandledPromptBehavior": "ignore",
    })
}

fn firefox(setup: &Setup) -> Value {
    let mut options = json!({
        "args": ["-headless", "--width=1440", "--height=900"],
        "prefs": {
            "browser.download.dir": setup.downloads,
            "browser.download.folderList": 2,
            "browser.download.alwaysOpenPanel": false,
            // Its own errands would stand among what the page asks for.
            "network.connectivity-service.enabled": false,
            "network.captive-portal-service.enabled": false,
            "services.settings.server": "data:,#remote-settings-dummy/v1",
            "dom.push.connection.enabled": false,
            "dom.events.testing.asyncClipboard": true,
        },
    });
    if !setup.languages.is_empty() {
        options["prefs"]["intl.accept_languages"] = setup.languages.join(",").into();
    }
    if let Some(program) = env::var_os("FIREFOX") {
        options["binary"] = program.to_string_lossy().into();
    }
    json!({
        "moz:firefoxOptions": options,
        "proxy": proxy(setup),
        "unhandledPromptBehavior": "ignore",
    })
}

fn webkit(setup: &Setup) -> Value {
    let program = env::var_os("MINIBROWSER").map_or_else(
        || Path::new("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser").to_path_buf(),
        PathBuf::from,
    );
    json!({
        "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] },
        "proxy": proxy(setup),
        "unhandledPromptBehavior": "ignore",
    })
}

fn proxy(setup: &Setup) -> Value {
    let Some(port) = setup.proxy_port else {
        return json!({ "proxyType": "direct" });
    };
    let address = format!("127.0.0.1:{port}");
    // WebKitGTK would send what is for this machine there too.
    let own = ["127.0.0.1"];
    json!({ "proxyType": "manual", "httpProxy": address, "sslProxy": address, "noProxy": own })
}
