//! One request, read whole.

use crate::entity::{ATTACHABLE, by_name, by_path};
use crate::fault::{Code, Fault};
use crate::operation::{Operation, meaning, options};
use crate::query::entity_of;
use crate::wire::Object;
use crate::xml;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use serde_json::Value;
use std::sync::OnceLock;
use url::form_urlencoded;

/// The largest upload that is read (fact sheet 4.3).
const UPLOAD_BYTES_MAX: usize = 100 * 1024 * 1024;

/// The largest other body that is read. The service's own limit is not published.
const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// A request to the Accounting API, or to the OAuth server.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) realm: String,
    /// What follows the realm in the path.
    pub(crate) segments: Vec<String>,
    /// The body as an object, read at most once.
    parsed: OnceLock<Result<Object, Fault>>,
}

impl Call {
    /// Reads a request.
    ///
    /// # Errors
    /// 413 when the body is too large (assumed), 400 when it breaks off.
    pub(crate) async fn read(request: Request) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path().to_owned();
        let below = path.strip_prefix("/v3/company/").unwrap_or_default();
        let mut segments = below.split('/').filter(|segment| !segment.is_empty()).map(str::to_owned);
        let realm = segments.next().unwrap_or_default();
        let query = parts.uri.query().unwrap_or_default();
        let parameters = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let segments: Vec<String> = segments.collect();
        let is_upload = segments == ["upload"];
        let most = if is_upload { UPLOAD_BYTES_MAX } else { BODY_BYTES_MAX };
        let body = to_bytes(body, most).await.map_err(|_| too_large(most))?;
        Ok(Self {
            method: parts.method,
            path,
            parameters,
            headers: parts.headers,
            body,
            realm,
            segments,
            parsed: OnceLock::new(),
        })
    }

    /// A query parameter that is not blank.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A header as text.
    pub(crate) fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Whether the caller takes XML and not JSON. One who does not say takes what it sends.
    pub(crate) fn takes_xml(&self) -> bool {
        match self.header(header::ACCEPT) {
            None | Some("*/*") => self.sends_xml(),
            Some(kinds) => kinds.contains("xml") && !kinds.contains("json"),
        }
    }

    /// Whether the body is XML.
    pub(crate) fn sends_xml(&self) -> bool {
        let kind = self.header(header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        kind.starts_with("application/xml") || kind.starts_with("text/xml")
    }

    /// The values of `include`.
    pub(crate) fn options(&self) -> Vec<String> {
        options(self.parameter("include").unwrap_or_default())
    }

    /// The body as an object, of JSON or XML.
    ///
    /// # Errors
    /// 500 when it is not UTF-8, 2010 when it is not an object, or the XML of something else (assumed).
    pub(crate) fn object(&self) -> Result<&Object, Fault> {
        let parse = || {
            let text = self.text()?;
            if self.sends_xml() {
                let read = xml::read(text).filter(|(root, _)| self.is_about(root));
                return read.map(|(_, object)| object).ok_or_else(Fault::unreadable);
            }
            match serde_json::from_str(text) {
                Ok(Value::Object(object)) => Ok(object),
                _ => Err(Fault::unreadable()),
            }
        };
        self.parsed.get_or_init(parse).as_ref().map_err(Fault::clone)
    }

    /// Whether XML with this outermost element belongs to the path.
    fn is_about(&self, root: &str) -> bool {
        match self.segments.first().map(String::as_str) {
            Some("batch") => root == "IntuitBatchRequest",
            Some("taxservice") => root == "TaxService",
            Some(path) => by_path(path).is_some_and(|entity| entity.name == root),
            None => false,
        }
    }

    /// The body as text.
    ///
    /// # Errors
    /// 500 when it is not UTF-8 (fact sheet 2.4).
    pub(crate) fn text(&self) -> Result<&str, Fault> {
        std::str::from_utf8(&self.body).map_err(|_| Fault::not_utf8())
    }

    /// What this request is about, for rules, counters and the journal: entity and operation.
    pub(crate) fn subject(&self) -> (&'static str, Operation) {
        let Some(first) = self.segments.first() else { return ("", Operation::Read) };
        match (first.as_str(), by_path(first).or_else(|| by_name(first))) {
            ("query", _) => (
                entity_of(&self.statement().unwrap_or_default()).map_or("", |entity| entity.name),
                Operation::Query,
            ),
            ("batch", _) => ("Batch", Operation::Batch),
            ("taxservice", _) => ("TaxService", Operation::Create),
            ("reports", _) => ("Report", Operation::Read),
            ("cdc", _) => ("", Operation::Changes),
            ("upload", _) => (ATTACHABLE.name, Operation::Upload),
            ("download", _) => (ATTACHABLE.name, Operation::Download),
            (_, Some(entity)) if self.segments.get(2).is_some_and(|last| last == "send") => {
                (entity.name, Operation::Send)
            }
            (_, Some(entity)) if self.segments.get(2).is_some_and(|last| last == "pdf") => {
                (entity.name, Operation::Pdf)
            }
            (_, Some(entity)) if self.method == Method::GET => (entity.name, Operation::Read),
            (_, Some(entity)) => {
                let by_body = || self.object().map_or(Operation::Create, |body| meaning(body, entity));
                (entity.name, self.operation().unwrap_or_else(by_body))
            }
            (_, None) => ("", Operation::Read),
        }
    }

    /// The operation that the parameters name.
    pub(crate) fn operation(&self) -> Option<Operation> {
        let void = self.options().iter().any(|option| option == "void");
        match self.parameter("operation") {
            Some("delete") => Some(Operation::Delete),
            Some("void") => Some(Operation::Void),
            Some("update") if void => Some(Operation::Void),
            Some("update") => Some(Operation::Update),
            _ => None,
        }
    }

    /// The statement of a query: from the parameter, or the body of a POST.
    pub(crate) fn statement(&self) -> Option<String> {
        let body = || std::str::from_utf8(&self.body).ok().filter(|body| !body.trim().is_empty());
        self.parameter("query").or_else(body).map(str::to_owned)
    }
}

/// 413 (status assumed; the service publishes no code for it).
pub(super) fn too_large(most: usize) -> Fault {
    let mut fault = Fault::new(Code::UNSUPPORTED_OPERATION, format!("The body is larger than {most} bytes"));
    fault.status = StatusCode::PAYLOAD_TOO_LARGE;
    fault
}
