//! Why could something not be had, and is it worth another try?

use std::fmt;

use dateline_intake::FailureKind;
use jiff::Timestamp;
use ureq::Timeout;

use crate::guard::Unconnected;

/// Why something could not be had.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) cause: Cause,
    /// What is wrong, for people.
    pub(crate) message: String,
    /// When the server asks to be asked again.
    pub(crate) after: Option<Timestamp>,
    /// The host that was asked in the end.
    pub(crate) host: String,
}

/// The cause in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The name of the host leads to no address.
    Unresolved,
    /// The host cannot be connected to.
    Unreachable,
    /// It took longer than is waited.
    TimedOut,
    /// The connection ended too soon.
    Broken,
    /// The connection cannot be made safe.
    Tls,
    /// What the server sends is no HTTP.
    Malformed,
    /// Too many redirections, or one without an end.
    Redirects,
    /// It leads to an address that is not fetched.
    Address,
    /// It leads into the network at home.
    Private,
    /// The host's robots.txt forbids it.
    Robots,
    /// The server does not give it to us.
    Denied,
    /// It is not there.
    Missing,
    /// It is not there any more.
    Gone,
    /// The server has too much to do, or is asked too often.
    Busy,
    /// Something is wrong with the server.
    Server,
    /// The server answers something else.
    Answer,
    /// It has more bytes than are fetched.
    TooLarge,
    /// It is packed in a way that was not asked for, or damaged.
    Packing,
    /// It was had, and cannot be read.
    Unread(FailureKind),
}

impl Cause {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unresolved => "unresolved",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Broken => "broken",
            Self::Tls => "tls",
            Self::Malformed => "malformed",
            Self::Redirects => "redirects",
            Self::Address => "address",
            Self::Private => "private",
            Self::Robots => "robots",
            Self::Denied => "denied",
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::Busy => "busy",
            Self::Server => "server",
            Self::Answer => "answer",
            Self::TooLarge => "too_large",
            Self::Packing => "packing",
            Self::Unread(kind) => kind.name(),
        }
    }

    /// Whether it would be no better the next time.
    pub(crate) fn is_lasting(self) -> bool {
        match self {
            Self::Redirects | Self::Address | Self::Private | Self::Robots | Self::Denied | Self::Gone => true,
            Self::TooLarge | Self::Packing => true,
            // A page may be filled later.
            Self::Unread(kind) => !matches!(kind, FailureKind::NoText | FailureKind::Empty),
            _ => false,
        }
    }

    /// Whether it is of what stands at the address now: a list is written anew all the time.
    pub(crate) fn is_of_state(self) -> bool {
        matches!(self, Self::TooLarge | Self::Packing | Self::Unread(_))
    }

    /// Whether all else that is wanted of the host has to wait, too.
    pub(crate) fn is_of_host(self) -> bool {
        matches!(self, Self::Unresolved | Self::Unreachable | Self::Tls | Self::Busy)
    }

    /// What an archive's failures call it.
    pub(crate) fn kind(self) -> FailureKind {
        match self {
            Self::Unread(kind) => kind,
            Self::TooLarge => FailureKind::TooLarge,
            Self::Packing | Self::Broken | Self::Malformed => FailureKind::Damaged,
            Self::Redirects | Self::Denied | Self::Missing | Self::Gone => FailureKind::NoPage,
            Self::Busy | Self::Server | Self::Answer => FailureKind::NoPage,
            _ => FailureKind::Unreadable,
        }
    }
}

impl Fault {
    pub(crate) fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self { cause, message: message.into(), after: None, host: String::new() }
    }

    /// What kept a request from being answered.
    pub(crate) fn of_request(error: ureq::Error, is_safe: bool) -> Self {
        let cause = match &error {
            ureq::Error::Timeout(Timeout::Resolve) => Cause::Unresolved,
            ureq::Error::Timeout(Timeout::Connect) => Cause::Unreachable,
            ureq::Error::Timeout(_) => Cause::TimedOut,
            ureq::Error::HostNotFound => Cause::Unresolved,
            ureq::Error::Other(why) => match why.downcast_ref() {
                Some(Unconnected::Unresolved(_)) => Cause::Unresolved,
                Some(Unconnected::Refused(_)) => Cause::Private,
                None => Cause::Unreachable,
            },
            ureq::Error::Io(cause) => return Self::of_io(cause, is_safe),
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::TlsRequired => Cause::Tls,
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => Cause::Address,
            ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..) => Cause::Malformed,
            _ => Cause::Unreachable,
        };
        let message = match &error {
            ureq::Error::Other(why) => why.to_string(),
            error => error.to_string(),
        };
        Self::new(cause, message)
    }

    /// What ended a connection.
    pub(crate) fn of_io(error: &std::io::Error, is_safe: bool) -> Self {
        use std::io::ErrorKind;
        // The client wraps its own errors while a body is read.
        if let Some(ureq::Error::Timeout(_)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
            return Self::new(Cause::TimedOut, error.to_string());
        }
        let cause = match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Cause::TimedOut,
            ErrorKind::InvalidData if is_safe => Cause::Tls,
            ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => Cause::Broken,
            ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe | ErrorKind::InvalidData => Cause::Broken,
            _ => Cause::Unreachable,
        };
        Self::new(cause, error.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.cause.name(), self.message)
    }
}
