//! Which addresses may be connected to?
//!
//! A name may lead into the network at home, and to another address each time it is looked up. So what is checked is the
//! address that is connected to, where it was just looked up: here is nothing to look up again in between.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// From where an address can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From everywhere.
    Public,
    /// From this machine or its network alone.
    Private,
    /// No server that is meant: addresses without a router, where clouds keep their secrets, of many, of none.
    Never,
}

/// Addresses at which clouds give secrets to whoever asks, outside of those that are link-local.
const SECRETS: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)), IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254))];

impl Reach {
    pub(crate) fn of(address: IpAddr) -> Self {
        if SECRETS.contains(&address) {
            return Self::Never;
        }
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => match within(address) {
                Some(address) => Self::of(address.into()),
                None => Self::of_v6(address),
            },
        }
    }

    fn of_v4(address: Ipv4Addr) -> Self {
        match address.octets() {
            [0 | 224..=255, ..] | [169, 254, ..] => Self::Never,
            [10 | 127, ..] | [100, 64..=127, ..] | [172, 16..=31, ..] | [192, 168, ..] => Self::Private,
            // Of protocols, documents and measurements.
            [192, 0, 0 | 2, _] | [192, 88, 99, _] | [198, 18..=19, ..] | [198, 51, 100, _] | [203, 0, 113, _] => {
                Self::Private
            }
            _ => Self::Public,
        }
    }

    fn of_v6(address: Ipv6Addr) -> Self {
        match address.segments() {
            [0, 0, 0, 0, 0, 0, 0, 1] | [0xfc00..=0xfdff, ..] | [0x64, 0xff9b, 1, ..] => Self::Private,
            // Of protocols and documents.
            [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Self::Private,
            [0x2000..=0x3fff, ..] => Self::Public,
            _ => Self::Never,
        }
    }
}

/// The older address that a newer one leads to.
fn within(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => Some(of(high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

/// Looks names up, and hands on no address that may not be connected to.
#[derive(Debug)]
pub(crate) struct Guarded<R> {
    pub(crate) resolver: R,
    /// Whether addresses of this machine and its network are meant, too.
    pub(crate) allow_private: bool,
}

impl<R: Resolver> Resolver for Guarded<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let unresolved = |error: ureq::Error| match error {
            ureq::Error::Io(cause) => other(Unconnected::Unresolved(cause.to_string())),
            error => error,
        };
        let addresses = self.resolver.resolve(uri, config, timeout).map_err(unresolved)?;
        let refused = |address: &IpAddr| match Reach::of(*address) {
            Reach::Public => false,
            Reach::Private => !self.allow_private,
            Reach::Never => true,
        };
        // A name with one such address is not half meant.
        match addresses.iter().map(|address| address.ip()).find(refused) {
            Some(address) => Err(other(Unconnected::Refused(address))),
            None => Ok(addresses),
        }
    }
}

fn other(why: Unconnected) -> ureq::Error {
    ureq::Error::Other(Box::new(why))
}

/// Why nothing was connected to.
#[derive(Debug)]
pub(crate) enum Unconnected {
    /// The name could not be looked up.
    Unresolved(String),
    /// Its address may not be connected to.
    Refused(IpAddr),
}

impl fmt::Display for Unconnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unresolved(cause) => write!(f, "the name cannot be looked up: {cause}"),
            Self::Refused(address) => match Reach::of(*address) {
                Reach::Never => write!(f, "{address} is no address of a server of news"),
                _ => write!(f, "{address} is an address of this machine or its network; --allow-private allows it"),
            },
        }
    }
}

impl std::error::Error for Unconnected {}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Mutex;

    use super::*;

    const PRIVATE: &str = "127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 198.18.0.1 ::1 fd12::1 \
         fc00::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::7f00:1 64:ff9b::a00:1 2002:a00:1::1 2001:db8::1 2001::1";
    const NEVER: &str = "169.254.169.254 0.0.0.0 224.0.0.1 239.1.1.1 255.255.255.255 240.0.0.1 :: fe80::1 ff02::1 \
         ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe fd00:ec2::254 100.100.100.200 fec0::1 4000::1";
    const PUBLIC: &str =
        "8.8.8.8 172.32.0.1 100.128.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1";

    #[test]
    fn addresses_of_home_are_private_in_whatever_they_are_wrapped() {
        for (addresses, reach) in [(PRIVATE, Reach::Private), (NEVER, Reach::Never), (PUBLIC, Reach::Public)] {
            for address in addresses.split_whitespace() {
                assert_eq!(Reach::of(address.parse().expect("an address")), reach, "{address}");
            }
        }
    }

    /// Answers with one list of addresses after the other.
    #[derive(Debug)]
    struct Fickle(Mutex<Vec<Vec<&'static str>>>);

    impl Resolver for Fickle {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            for address in self.0.lock().expect("one thread").remove(0) {
                found.push(SocketAddr::new(address.parse().expect("an address"), 80));
            }
            Ok(found)
        }
    }

    #[test]
    fn a_name_that_leads_home_the_second_time_is_refused_then() {
        let answers =
            vec![vec!["93.184.215.14"], vec!["10.0.0.1"], vec!["93.184.215.14", "127.0.0.1"], vec!["169.254.169.254"]];
        let uri: Uri = "http://news.example/".parse().expect("an address");
        let config = Config::default();
        for allow_private in [false, true] {
            let guarded = Guarded { resolver: Fickle(Mutex::new(answers.clone())), allow_private };
            let passed = [0; 4].map(|_| guarded.resolve(&uri, &config, NextTimeout::default()).is_ok());
            assert_eq!(passed, [true, allow_private, allow_private, false]);
        }
    }
}
