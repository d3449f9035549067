//! Where are pages served, who is let in, and who opens the first of them?

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};

use clap::Args;
use dateline_page::Settings;

use crate::shown;

/// What is told when the pages are to end.
pub(crate) const ENDING: &str = "ending when what was asked is answered";

/// Where pages are served.
#[derive(Args)]
pub(crate) struct Serving {
    /// Open the first page in the browser.
    #[arg(long)]
    open: bool,
    /// The port; 0 for any that is free.
    #[arg(long, value_name = "N", default_value_t = 8321)]
    port: u16,
    /// The address to listen at; others than those of this machine need --token.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// A word of at least 12 letters and digits that lets in who knows it. The connection is not encrypted: over a network
    /// that is not yours, put a server with TLS in front.
    #[arg(long, value_name = "WORD", env = "DATELINE_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

impl Serving {
    /// As the server takes it.
    pub(crate) fn settings(&self, read_only: bool) -> Settings {
        Settings { host: self.host, port: self.port, token: self.token.clone(), read_only }
    }

    /// Tells where the pages are and what they do, once they are, and opens the first if that is wanted.
    pub(crate) fn ready(&self, what: String) -> impl FnOnce(SocketAddr) {
        let (token, wants_browser) = (self.token.clone(), self.open);
        move |address| {
            let first = first_page(address, token.as_deref());
            shown::note(format_args!("{first} {what}; Ctrl-C ends it"));
            if wants_browser && !open(&first) {
                shown::note("no browser could be opened; open the address yourself");
            }
        }
    }
}

/// The address of the first page, for a browser on this machine.
fn first_page(mut address: SocketAddr, token: Option<&str>) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    token.map_or_else(|| format!("http://{address}/"), |token| format!("http://{address}/?token={token}"))
}

/// Asks the system to open an address.
fn open(address: &str) -> bool {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_can_be_opened_here() {
        let address = |text: &str| text.parse().expect("an address");
        assert_eq!(first_page(address("127.0.0.1:8321"), None), "http://127.0.0.1:8321/");
        assert_eq!(first_page(address("0.0.0.0:80"), Some("abc")), "http://127.0.0.1:80/?token=abc");
        assert_eq!(first_page(address("[::1]:80"), None), "http://[::1]:80/");
    }
}
