//! The operations of the accounting API, the same for every entity.

mod batch;
mod bounds;
mod changes;
mod credit;
mod edition;
mod fiscal_year;
mod looked_at;
mod merge;
mod naming;
mod once;
mod own;
mod rate;
mod read;
mod reference;
mod send;
mod switched;
mod tax_service;
mod upload;
mod write;

pub(crate) use batch::{batch, options};
pub(crate) use changes::changes;
pub(crate) use edition::permit;
pub(crate) use merge::{can_merge, merge};
pub(crate) use once::{once, once_with};
pub(crate) use rate::read_rate;
pub(crate) use read::{read, read_single};
pub(crate) use send::is_form;
pub(crate) use tax_service::make_tax_code;
pub(crate) use upload::upload;
pub(crate) use write::{meaning, member, plant, write};

use crate::books::{Company, Id};
use crate::emulator::Settings;
use crate::entity::Entity;
use crate::wire::Object;
use jiff::Timestamp;
use serde_json::Value;

/// The company at whose desk a request is served.
pub(crate) struct Desk<'a> {
    pub(crate) company: &'a mut Company,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
}

/// What a request wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Operation {
    Create,
    Read,
    Update,
    Delete,
    Void,
    Query,
    Batch,
    /// Change data capture.
    Changes,
    Send,
    Pdf,
    Upload,
    Download,
    /// A call to the OAuth server.
    Token,
}

impl Operation {
    /// Every operation.
    pub(crate) const ALL: [Self; 13] = [
        Self::Create,
        Self::Read,
        Self::Update,
        Self::Delete,
        Self::Void,
        Self::Query,
        Self::Batch,
        Self::Changes,
        Self::Send,
        Self::Pdf,
        Self::Upload,
        Self::Download,
        Self::Token,
    ];

    /// As rules and the journal spell it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Void => "void",
            Self::Query => "query",
            Self::Batch => "batch",
            Self::Changes => "cdc",
            Self::Send => "send",
            Self::Pdf => "pdf",
            Self::Upload => "upload",
            Self::Download => "download",
            Self::Token => "token",
        }
    }
}

/// One write: alone, or an item of a batch.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) entity: &'static Entity,
    pub(crate) operation: Operation,
    pub(crate) body: Object,
    /// The values of `include` and `optionsData`, in lower case.
    pub(crate) options: Vec<String>,
    /// The request id, with the `bId` behind it for an item of a batch.
    pub(crate) request: Option<String>,
}

/// What came of a write.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// The object as the reply shows it.
    pub(crate) object: Value,
    pub(crate) id: Id,
    pub(crate) effect: Effect,
    /// When it was done; earlier than now for a replay.
    pub(crate) at: Timestamp,
}

/// What a request did to the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    None,
    Created,
    Updated,
    Deleted,
    Voided,
    Emailed,
    /// Nothing: the first reply was sent again.
    Replayed,
    /// Whatever the items of a batch did.
    Batch,
}

impl Effect {
    /// As the journal spells it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Voided => "voided",
            Self::Emailed => "emailed",
            Self::Replayed => "replayed",
            Self::Batch => "batch",
        }
    }
}
