//! A client that keeps its connection and, of an answer, reads no more than whether it is a success and whole.

use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// A connection, with one call on it at a time.
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self, Error> {
        let mut connection = Self { address, stream: None, buffer: vec![0; 16 << 10] };
        connection.connect().await?;
        Ok(connection)
    }

    async fn connect(&mut self) -> Result<TcpStream, Error> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// Sends a request and returns the answer, head and body. Any other than a success is an error: it must not count.
    pub async fn call(&mut self, request: &[u8]) -> Result<&[u8], Error> {
        let stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect().await?,
        };
        send(&stream, request).await?;
        let mut length = 0;
        let keeps = loop {
            match whole(&self.buffer[..length])? {
                Some(keeps) => break keeps,
                None if length == self.buffer.len() => self.buffer.resize(2 * length, 0),
                None => {}
            }
            stream.readable().await?;
            match stream.try_read(&mut self.buffer[length..]) {
                Ok(0) => return Err(Error::other("closed before the answer was whole")),
                Ok(read) => length += read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        };
        self.stream = keeps.then_some(stream);
        Ok(&self.buffer[..length])
    }

    /// Makes a call, and returns the text of the first element of this name in the answer.
    pub async fn ask(&mut self, request: &[u8], element: &str) -> Result<String, Error> {
        let answer = String::from_utf8_lossy(self.call(request).await?);
        let text = answer.split_once(&format!("<{element}>")).and_then(|(_, rest)| Some(rest.split_once('<')?.0));
        text.map(str::to_owned).ok_or_else(|| Error::other(format!("no {element} in {answer}")))
    }
}

async fn send(stream: &TcpStream, mut request: &[u8]) -> Result<(), Error> {
    while !request.is_empty() {
        stream.writable().await?;
        match stream.try_write(request) {
            Ok(sent) => request = &request[sent..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether these bytes are a whole answer, and if so, whether the server keeps the connection.
fn whole(answer: &[u8]) -> Result<Option<bool>, Error> {
    let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return Ok(None) };
    let failed = || Error::other(format!("not a success: {}", String::from_utf8_lossy(answer)));
    let head = std::str::from_utf8(&answer[..end]).map_err(|_| failed())?;
    let header = |wanted: &str| {
        let mut headers = head.lines().filter_map(|line| line.split_once(": "));
        headers.find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then_some(value))
    };
    let length = header("content-length").and_then(|length| length.parse::<usize>().ok());
    match length {
        Some(length) if head.starts_with("HTTP/1.1 200 ") => {
            let keeps = header("connection") != Some("close");
            Ok((answer.len() == end + 4 + length).then_some(keeps))
        }
        _ => Err(failed()),
    }
}
