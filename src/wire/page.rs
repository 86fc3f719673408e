//! What a browser says of the web page that sends a request, and the host names that no page can take.

use super::head::Head;
use http::uri::Authority;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether the page of another origin sends this request, by the headers
/// [Sec-Fetch-Site](https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header) and
/// [Origin](https://fetch.spec.whatwg.org/#origin-header). Programs that are no browsers send neither. `is_own_host` says
/// whether the host that was called is this server: a page may have called it by a name of its own.
pub fn is_foreign(head: &Head<'_>, is_own_host: impl FnOnce() -> bool) -> bool {
    let of_another_site = head.header("sec-fetch-site").is_some_and(|site| !["same-origin", "none"].contains(&&*site));
    let of_another_origin = head.header("origin").is_some_and(|origin| {
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        !is_own_host() || authority.is_none_or(|authority| !authority.eq_ignore_ascii_case(head.host))
    });
    of_another_site || of_another_origin
}

/// The name or address in a host and port, in lower case and without the dot of a fully qualified name. `None` if it is not
/// one.
pub fn host_name(host: &str) -> Option<String> {
    let authority: Authority = host.parse().ok()?;
    let name = authority.host().to_ascii_lowercase();
    Some(name.strip_suffix('.').unwrap_or(&name).to_owned())
}

/// Whether only this machine or its network can say what this name stands for: localhost, an address, or a name without
/// dots. Any other name may be one that the owner of a web page lets point to this server, which makes the page one of the
/// same origin (DNS rebinding).
pub fn is_local(name: &str) -> bool {
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    name.ends_with(".localhost")
        || !name.contains(['.', ':', '['])
        || name.parse::<Ipv4Addr>().is_ok()
        || address.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_page_cannot_take_are_local() {
        let is_local = |host: &str| host_name(host).is_some_and(|name| is_local(&name));
        for host in [
            "localhost",
            "LocalHost:4780",
            "localhost.",
            "a.b.localhost:1",
            "127.0.0.1",
            "10.1.2.3:80",
            "[::1]",
            "[fe80::1]:4780",
            "twinstance:4780",
            "my_service-1",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:4780",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1.nip.io:4780",
            "::1",
            "user@evil.example",
            "localhost:4780/",
            "a b",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
