//! A world to call, without a socket: the bytes are those of the server.

use axum::http::Request;
use serde_json::Value;
use std::sync::Arc;
use twinstance::app::App;
use twinstance::config::Config;
use twinstance::operation::Reply;
use twinstance::server::gateway;
use twinstance::server::landing;
use twinstance::wire::head::Head;

/// The instant at which all test worlds begin.
pub const START: &str = "2026-11-21T08:00:00Z";

/// A server with a clock that stands still.
pub struct Twin {
    pub app: Arc<App>,
}

/// What a call answered.
#[derive(Debug)]
pub struct Answer(pub Reply);

impl Twin {
    /// A furnished world without instances.
    pub fn empty() -> Self {
        Self::new("", "")
    }

    /// The demo world.
    pub fn demo() -> Self {
        Self::new("demo = true", "")
    }

    /// A world with this scenario.
    pub fn with(scenario: &str) -> Self {
        Self::new("", scenario)
    }

    /// A world with this configuration and scenario.
    pub fn new(config: &str, scenario: &str) -> Self {
        let clock = if config.contains("clock =") { String::new() } else { format!("clock = \"{START}\"\n") };
        let mut config = Config::from_toml(&format!("{clock}{config}")).expect("a configuration");
        if !scenario.is_empty() {
            config.scenarios.push(("scenario".to_owned(), scenario.to_owned()));
        }
        Self { app: Arc::new(App::new(config).expect("a world")) }
    }

    /// A GET request, as it is.
    pub fn get(&self, query: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", query, headers, "")
    }

    /// A request, as it is.
    pub fn request(&self, method: &str, query: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.request_at(&format!("/?{query}"), method, headers, body)
    }

    /// A request to an address: a path, or a whole one as a proxy gets it.
    pub fn request_at(&self, address: &str, method: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.request_with(address, method, headers, body.as_bytes())
    }

    /// A request whose body may be no text.
    pub fn request_with(&self, address: &str, method: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:4780");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        Answer(gateway::answer(&self.app, &parts, body).reply)
    }

    /// A call to EC2, its parameters in the form body.
    pub fn ec2(&self, parameters: &str) -> Answer {
        self.request("POST", "", &[], &format!("Version=2016-11-15&Action={parameters}"))
    }

    /// A call to ECS that asks for JSON.
    pub fn ecs(&self, parameters: &str) -> Answer {
        self.get(&format!("Format=JSON&Version=2014-05-26&Action={parameters}"), &[])
    }

    /// A call to ECS that asks for XML.
    pub fn ecs_xml(&self, parameters: &str) -> Answer {
        self.get(&format!("Format=XML&Version=2014-05-26&Action={parameters}"), &[])
    }

    /// A call to Alibaba Cloud's VPC API that asks for JSON.
    pub fn vpc(&self, parameters: &str) -> Answer {
        self.get(&format!("Format=JSON&Version=2016-04-28&Action={parameters}"), &[])
    }

    /// A call to the VPC API that asks for XML.
    pub fn vpc_xml(&self, parameters: &str) -> Answer {
        self.get(&format!("Format=XML&Version=2016-04-28&Action={parameters}"), &[])
    }

    /// A call to CloudMonitor that asks for JSON.
    pub fn cms(&self, parameters: &str) -> Answer {
        self.get(&format!("Format=JSON&Version=2019-01-01&Action={parameters}"), &[])
    }

    /// A call to CloudMonitor that asks for XML.
    pub fn cms_xml(&self, parameters: &str) -> Answer {
        self.get(&format!("Format=XML&Version=2019-01-01&Action={parameters}"), &[])
    }

    /// Lets time pass: `2m`, `1h`.
    pub fn advance(&self, by: &str) {
        let mut simulation = self.app.simulation.lock();
        let by: jiff::SignedDuration = by.parse().expect("a duration");
        let to = simulation.clock.now() + by;
        simulation.advance_to(to).expect("a later time");
    }

    /// The page for browsers.
    pub fn page(&self) -> Answer {
        Answer(landing::page(&self.app, &Head { host: "127.0.0.1:4780", ..Head::default() }))
    }
}

impl Answer {
    /// The body of a success.
    #[track_caller]
    pub fn ok(&self) -> &str {
        assert_eq!(self.0.status, 200, "{}", self.0.body);
        &self.0.body
    }

    /// The body of a success, as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(self.ok()).expect("JSON")
    }

    /// Status, code and text of a refusal, in whichever format.
    #[track_caller]
    pub fn error(&self) -> (u16, String, String) {
        assert_ne!(self.0.status, 200, "a success: {}", self.0.body);
        let (code, message) = match serde_json::from_str::<Value>(&self.0.body) {
            Ok(json) => (text(&json["Code"]), text(&json["Message"])),
            Err(_) => (self.one("Code"), self.one("Message")),
        };
        assert_eq!(Some(code.as_str()), self.0.code.as_deref(), "the code in the body is that of the reply");
        (self.0.status, code, message)
    }

    /// The texts of all XML elements of this name that have no children, in their order.
    pub fn all(&self, element: &str) -> Vec<String> {
        let (open, close) = (format!("<{element}"), format!("</{element}>"));
        let mut texts = Vec::new();
        let mut rest = self.0.body.as_str();
        while let Some(at) = rest.find(&open) {
            rest = &rest[at + open.len()..];
            if rest.starts_with("/>") {
                texts.push(String::new());
            } else if let Some(inner) = rest.strip_prefix('>') {
                let end = inner.find(&close).expect("a closed element");
                texts.push(unescape(&inner[..end]));
                rest = &inner[end..];
            }
        }
        texts
    }

    /// The text of the one XML element of this name.
    #[track_caller]
    pub fn one(&self, element: &str) -> String {
        let mut texts = self.all(element);
        assert_eq!(texts.len(), 1, "{element} in {}", self.0.body);
        texts.remove(0)
    }

    /// The body without the id of the answer.
    pub fn anonymous(&self) -> String {
        let ids = self.all("requestId").into_iter().chain(self.all("RequestId"));
        ids.fold(self.0.body.clone(), |body, id| body.replace(&id, ""))
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| &**value)
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
