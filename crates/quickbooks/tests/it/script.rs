//! A transport in memory: it gives the answers it was told, and remembers what it was sent.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use quickbooks::{
    Access, Client, RealmId, Request, Response, ResponseHeaders, Sent, Transport, TransportError,
};
use secrecy::SecretString;

pub(crate) const REALM: &str = "9130350472061916";
pub(crate) const TOKEN: &str = "eyJsecret-access-token";

type Outcome = Result<Response, TransportError>;

#[derive(Debug, Default)]
pub(crate) struct Script {
    outcomes: Mutex<VecDeque<Outcome>>,
    requests: Mutex<Vec<Request>>,
}

impl Script {
    pub(crate) fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Arc<Self> {
        Arc::new(Self { outcomes: Mutex::new(outcomes.into_iter().collect()), requests: Mutex::default() })
    }

    /// The only request that was sent.
    pub(crate) fn request(&self) -> Request {
        let requests = self.requests.lock().unwrap();
        assert_eq!(requests.len(), 1, "one call is one request");
        requests[0].clone()
    }

    pub(crate) fn client(self: &Arc<Self>) -> Client {
        Client::new("https://qbo.test".parse().unwrap(), self.clone())
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: Request) -> Outcome {
        self.requests.lock().unwrap().push(request);
        self.outcomes.lock().unwrap().pop_front().expect("the script has no answer left")
    }
}

/// A company and its token.
pub(crate) struct Company {
    realm: RealmId,
    token: SecretString,
}

impl Company {
    pub(crate) fn new() -> Self {
        Self { realm: RealmId::new(REALM).unwrap(), token: SecretString::from(TOKEN) }
    }

    pub(crate) fn access(&self) -> Access<'_> {
        Access { realm: &self.realm, token: &self.token }
    }
}

pub(crate) fn answer(status: u16, body: impl ToString) -> Outcome {
    let headers = ResponseHeaders { intuit_tid: Some("1-tid".into()), ..ResponseHeaders::default() };
    Ok(Response { status, headers, body: body.to_string().into() })
}

pub(crate) fn broken(sent: Sent, message: &str) -> Outcome {
    Err(TransportError { sent, message: message.into() })
}

/// The value of a header.
pub(crate) fn header(request: &Request, name: &str) -> String {
    request.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// The parameters of the address.
pub(crate) fn parameters(request: &Request) -> HashMap<String, String> {
    request.url.query_pairs().into_owned().collect()
}

/// The body as text.
pub(crate) fn body(request: &Request) -> String {
    String::from_utf8(request.body.clone().unwrap_or_default().to_vec()).unwrap()
}
