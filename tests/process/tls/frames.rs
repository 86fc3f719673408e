//! Frames of HTTP/2, by hand, to send what no client would. See [RFC 9113](https://www.rfc-editor.org/rfc/rfc9113).

use super::{Client, Encrypted};
use crate::process::Program;
use std::io::{self, Read, Write};

pub const DATA: u8 = 0;
pub const HEADERS: u8 = 1;
pub const RST_STREAM: u8 = 3;
pub const SETTINGS: u8 = 4;
pub const GOAWAY: u8 = 7;

pub const END_STREAM: u8 = 1;
pub const END_HEADERS: u8 = 4;

/// A connection, after its preface.
pub struct Http2(Encrypted);

#[derive(Debug)]
pub struct Frame {
    pub kind: u8,
    pub flags: u8,
    pub stream: u32,
    pub payload: Vec<u8>,
}

impl Http2 {
    /// A connection with these settings, each an identifier and a value.
    pub fn open(program: &Program, client: &Client, settings: &[(u16, u32)]) -> Self {
        let mut stream = client.shake(program.connect(), "localhost").expect("a handshake");
        assert_eq!(stream.conn.alpn_protocol(), Some(&b"h2"[..]));
        stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").expect("a preface");
        let mut http = Self(stream);
        let pair = |(id, value): &(u16, u32)| [&id.to_be_bytes()[..], &value.to_be_bytes()].concat();
        http.send(SETTINGS, 0, 0, &settings.iter().flat_map(pair).collect::<Vec<_>>()).expect("settings");
        http
    }

    pub fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).expect("a length").to_be_bytes();
        let head = [&length[1..], &[kind, flags], &stream.to_be_bytes()].concat();
        self.0.write_all(&[&head, payload].concat())
    }

    /// Sends the head of a request.
    pub fn ask(&mut self, stream: u32, method: &str, path: &str, is_whole: bool) -> io::Result<()> {
        let flags = if is_whole { END_HEADERS | END_STREAM } else { END_HEADERS };
        self.send(HEADERS, flags, stream, &head(method, path))
    }

    pub fn frame(&mut self) -> io::Result<Frame> {
        let mut head = [0; 9];
        self.0.read_exact(&mut head)?;
        let [a, b, c, kind, flags, stream @ ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        self.0.read_exact(&mut payload)?;
        Ok(Frame { kind, flags, stream: u32::from_be_bytes(stream), payload })
    }

    /// The next frame of this kind; others are passed over.
    pub fn next(&mut self, kind: u8) -> io::Result<Frame> {
        loop {
            let frame = self.frame()?;
            if frame.kind == kind {
                return Ok(frame);
            }
        }
    }

    /// The body that answers a request.
    #[track_caller]
    pub fn body(&mut self, stream: u32) -> String {
        let mut body = Vec::new();
        loop {
            let frame = self.frame().expect("a frame");
            if frame.stream != stream {
                continue;
            }
            assert!([DATA, HEADERS].contains(&frame.kind), "{frame:?} after {:?}", String::from_utf8_lossy(&body));
            if frame.kind == DATA {
                body.extend(frame.payload);
            }
            if frame.flags & END_STREAM != 0 {
                return String::from_utf8(body).expect("a text");
            }
        }
    }

    /// Whether the server ends the connection before anybody loses patience.
    pub fn ends(&mut self) -> bool {
        super::ends(&mut self.0)
    }
}

/// The fields of a request, not compressed. See [RFC 7541](https://www.rfc-editor.org/rfc/rfc7541#section-6.2.2).
fn head(method: &str, path: &str) -> Vec<u8> {
    let mut block = Vec::new();
    for (name, value) in [(":method", method), (":scheme", "https"), (":authority", "localhost"), (":path", path)] {
        block.push(0);
        for text in [name, value] {
            length(&mut block, text.len());
            block.extend(text.as_bytes());
        }
    }
    block
}

/// An integer with a prefix of seven bits.
fn length(block: &mut Vec<u8>, length: usize) {
    if length < 127 {
        return block.push(u8::try_from(length).expect("a short length"));
    }
    block.push(127);
    let mut rest = length - 127;
    while rest >= 128 {
        block.push(u8::try_from(rest % 128 + 128).expect("seven bits"));
        rest /= 128;
    }
    block.push(u8::try_from(rest).expect("seven bits"));
}
