//! Decides what QuickBooks has to be told about one record.
//!
//! [`decide`] is one pure function from state to steps: what the books want, what was last sent (the link), what is
//! known of the other side, and the connection's settings. It has no I/O, no `async` and no clock, so the same input
//! always has the same answer. Whoever carries out the first step asks again with what the step has shown, until
//! nothing is left to do; that is why a crash between two steps needs no memory of its own.
//!
//! * [`desired`] is the question, [`step`] the answer.
//! * [`payload`] says what travels for each kind of record; [`preflight`] what is refused before any call.
//! * [`drift`] tells what somebody else has changed in QuickBooks, and what may be done about it.
//! * [`fault`] is the dictionary of QuickBooks' refusals.
//! * [`marker`] tells how a creation of unknown outcome is found again.
//!
//! Start at [`decide`].

mod decide;
pub mod desired;
pub mod drift;
pub mod fault;
pub mod fingerprint;
pub mod identity;
pub mod link;
pub mod marker;
pub mod payload;
pub mod preflight;
pub mod problem;
pub mod receipts;
mod request_id;
mod room;
pub mod settings;
mod shares;
pub mod step;
pub mod truth;

pub use decide::{Case, decide, entity, is_equal, refund_entity};
pub use desired::{
    BillFacts, ContactFacts, Desired, HeldBill, InvoiceFacts, LineFacts, OutOfScope, PaymentFacts,
    Prerequisite, PurchaseOrderFacts, RefundFacts, Refunded, Source,
};
pub use fingerprint::Fingerprint;
pub use link::{Link, Remote};
pub use problem::{Code, Problem};
pub use request_id::{Intent, request_id};
pub use room::{Beside, in_the_way};
pub use settings::{Choices, Known, RefundForm, Settings};
pub use shares::{Share, shares, untaken};
pub use step::{Decision, Step, Until, Verb, Waiting, WriteStep};
