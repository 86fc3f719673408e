//! Requests as text: a line with method and target, headers, an empty line, and the body. And answers: what is XML.

use axum::http::Request;
use axum::http::request::Parts;
use quick_xml::events::Event;

/// Reads one; `None` if it is none.
pub fn read(text: &[u8]) -> Option<(Parts, &[u8])> {
    let (line, mut rest) = line(text);
    let mut words = line.split(' ');
    let mut request = Request::builder().method(words.next()?).uri(words.next()?);
    while !rest.is_empty() {
        let (header, after) = self::line(rest);
        rest = after;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':')?;
        request = request.header(name, value.trim());
    }
    let (parts, ()) = request.body(()).ok()?.into_parts();
    Some((parts, rest))
}

/// The first line, and what follows it.
fn line(text: &[u8]) -> (&str, &[u8]) {
    let end = text.iter().position(|byte| *byte == b'\n');
    let (line, rest) = end.map_or((text, &[][..]), |end| (&text[..end], &text[end + 1..]));
    (str::from_utf8(line).unwrap_or_default().trim_end_matches('\r'), rest)
}

/// Whether a text is one XML element, in the characters that XML has.
pub fn is_xml(text: &str) -> bool {
    let is_char =
        |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut depth, mut roots) = (0, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => {
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Empty(_)) => roots += usize::from(depth == 0),
            Ok(Event::Eof) => return depth == 0 && roots == 1 && text.chars().all(is_char),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
