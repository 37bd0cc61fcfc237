//! An engine that reaches no QuickBooks, for tests that only need its log.

use clock::{Clock, SeededRandomness, SequentialIds};
use db::Db;
use quickbooks::{Limits, Request, Response, Sent, Transport, TransportError};
use std::sync::Arc;
use sync::{Engine, KEY_BYTES, Key, Parts};

/// A way that leads nowhere: every call fails before anything is sent.
#[derive(Debug)]
struct NoWay;

#[async_trait::async_trait]
impl Transport for NoWay {
    async fn send(&self, _: Request) -> Result<Response, TransportError> {
        Err(TransportError { sent: Sent::No, message: "this test has no QuickBooks".to_owned() })
    }
}

/// An engine over `db` without keys of an app and without a way to QuickBooks.
pub fn unconnected(db: Db, clock: Arc<dyn Clock>) -> Engine {
    Engine::new(Parts {
        db,
        clock,
        ids: Arc::new(SequentialIds::default()),
        randomness: Arc::new(SeededRandomness::new(8)),
        transport: Arc::new(NoWay),
        service: None,
        key: Key::new([0; KEY_BYTES]),
        limits: Limits::quickbooks(),
    })
}
