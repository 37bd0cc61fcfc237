//! A typed client of the QuickBooks Online Accounting API, version 3, minor version 75.
//!
//! **What it is for.** It turns a [`Write`], a read or a [`Query`] into one HTTPS request, sends it
//! through a [`Transport`], and says what came of it: a [`Reply`], or a [`Failure`] whose
//! [`FailureKind`] tells what may be done next. Beside that: signing in ([`oauth`]), the objects of
//! the service ([`model`]) and its speed limits ([`Limiter`]).
//!
//! **What it may not do.** It knows no other crate of this workspace, no database and no records of
//! ours. It reads no clock and sleeps nowhere. It repeats nothing by itself: whether and when a
//! request goes out again is for the caller to decide. It never shows a secret: tokens live in
//! [`secrecy::SecretString`] and are taken out of every text that it returns.
//!
//! **Where to start.** [`Client`] sends; [`FailureKind`] is what a caller decides on; [`model`] is
//! what travels.
//!
//! ```
//! use quickbooks::{Entity, Query, RequestId, Write, model};
//!
//! let customer = model::Customer { display_name: Some("O'Neil".into()), ..Default::default() };
//! let write = Write::create(Entity::Customer, &customer)?;
//! let request_id = RequestId::new("c1-customer-42-1")?;
//! assert_eq!((write.path(), request_id.as_str()), ("/customer".to_owned(), "c1-customer-42-1"));
//!
//! let twins = Query::from(Entity::Customer).eq("DisplayName", "O'Neil").active_any();
//! assert!(twins.text().contains(r"DisplayName = 'O\'Neil'"));
//! # Ok::<(), quickbooks::Error>(())
//! ```

pub mod model;
pub mod oauth;

mod batch;
mod changes;
mod client;
mod entity;
mod error;
mod failure;
mod fault;
mod limiter;
mod query;
mod realm;
mod redaction;
mod reply;
mod request_id;
mod transport;
mod write;

pub use batch::{BATCH_ITEMS_MAX, Batch, ITEM_ID_CHARS_MAX, Item};
pub use changes::{CHANGES_LOOK_BACK, CHANGES_MAX, Changed, Changes};
pub use client::{Access, Client, MINOR_VERSION, PRODUCTION, SANDBOX};
pub use entity::Entity;
pub use error::Error;
pub use failure::{FAILURE_TEXT_CHARS_MAX, Failure, FailureKind};
pub use fault::{Fault, FaultError};
pub use limiter::{Admission, Limiter, Limits, Start};
pub use query::{Direction, QUERY_RESULTS_MAX, Query};
pub use realm::RealmId;
pub use reply::{QueryReply, Reply};
pub use request_id::{REQUEST_ID_CHARS_MAX, RequestId};
pub use transport::{
    ANSWER_BYTES_MAX, CONNECT_TIMEOUT, HttpTransport, Request, Response, ResponseHeaders, Sent,
    TOTAL_TIMEOUT, Transport, TransportError,
};
pub use write::{Operation, Write};
