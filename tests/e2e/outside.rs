//! The rest of the world, as far as a page may try to reach it: a proxy that answers nobody and remembers who called.

use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// A proxy on this machine to which the browser sends all that is not for this machine.
pub struct Outside {
    port: u16,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    /// Starts to listen.
    pub fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let calls = Arc::<Mutex<Vec<String>>>::default();
        let seen = Arc::clone(&calls);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut line = String::new();
                BufReader::new(stream).read_line(&mut line).ok();
                seen.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(line.trim().to_owned());
            }
        });
        Self { port, calls }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The first lines of all requests until now.
    pub fn calls(&self) -> Vec<String> {
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
