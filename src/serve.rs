//! `dateline serve`: an archive as pages in a browser.

mod why;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use clap::Args;
use dateline_page::Settings;

use crate::shown;

/// Show an archive as pages in a browser.
///
/// The pages are in the program and ask no other server. They are served on this machine alone, until Ctrl-C; reports can be added
/// meanwhile.
#[derive(Args)]
#[command(after_help = "Examples:
  dateline serve crisis.db --open
  dateline serve crisis.db --host 0.0.0.0 --token $(openssl rand -hex 16)")]
pub(crate) struct Serve {
    /// The archive.
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
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
    /// Only show: without forms to correct the ledger by hand.
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    again: why::Again,
}

impl Serve {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let settings = Settings { host: self.host, port: self.port, token: self.token, read_only: self.read_only };
        let (archive, wants_browser) = (self.archive.clone(), self.open);
        let ready = |address| {
            let first = first_page(address, settings.token.as_deref());
            shown::note(format_args!("{first} shows {}; Ctrl-C ends it", archive.display()));
            if wants_browser && !open(&first) {
                shown::note("no browser could be opened; open the address yourself");
            }
        };
        dateline_page::serve(&self.archive, &settings, Some(self.again.explainer()), ready, |cause| {
            shown::error(cause)
        })?;
        Ok(ExitCode::SUCCESS)
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
