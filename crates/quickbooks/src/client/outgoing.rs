//! A request on its way out.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{address::Address, answer::Answer};
use crate::{Failure, Request, Transport, redaction::without_secrets};

/// A request without its token.
#[derive(Debug)]
pub(super) struct Outgoing {
    method: Method,
    address: Address,
    content: Option<(&'static str, String)>,
}

impl Outgoing {
    pub(super) fn get(address: Address) -> Self {
        Self { method: Method::GET, address, content: None }
    }

    pub(super) fn post(address: Address, content_type: &'static str, body: String) -> Self {
        Self { method: Method::POST, address, content: Some((content_type, body)) }
    }

    /// Sends it with this token.
    pub(super) async fn send<'a>(
        self,
        transport: &dyn Transport,
        token: &'a SecretString,
    ) -> Result<Answer<'a>, Failure> {
        let request = self.request(token)?;
        let (method, path) = (request.method.clone(), request.url.path().to_owned());
        match transport.send(request).await {
            Ok(response) => {
                let tid = response.headers.intuit_tid.as_deref();
                tracing::debug!(%method, path, status = response.status, intuit_tid = tid, "answered");
                Ok(Answer { response, token })
            }
            Err(mut error) => {
                error.message = without_secrets(&error.message, &[token.expose_secret()]);
                tracing::debug!(%method, path, sent = ?error.sent, "no answer: {}", error.message);
                Err(Failure::from_transport(error))
            }
        }
    }

    fn request(self, token: &SecretString) -> Result<Request, Failure> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, bearer(token)?);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let body = self.content.map(|(content_type, body)| {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            Bytes::from(body)
        });
        Ok(Request { method: self.method, url: self.address.url()?, headers, body })
    }
}

fn bearer(token: &SecretString) -> Result<HeaderValue, Failure> {
    let text = Zeroizing::new(format!("Bearer {}", token.expose_secret()));
    let mut value = HeaderValue::from_str(&text).map_err(|_| {
        Failure::not_sent("the access token has characters that can't be sent: connect again")
    })?;
    value.set_sensitive(true);
    Ok(value)
}
