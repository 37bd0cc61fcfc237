//! What a line can say.

use crate::Seed;
use crate::books::{Beginning, Folded, Id};
use crate::emulator::Settings;
use crate::oauth::Server;
use crate::webhook::Endpoint;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One line. What is of a company follows the line that names it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Line {
    World {
        settings: Settings,
        initial: Settings,
        /// How far the emulator's time is from the clock's.
        shift_ms: i64,
    },
    Oauth(Box<Server>),
    /// Who is told what changes.
    Webhook(Endpoint),
    Company(Head),
    Of(Of),
    /// The last line: how many there were before it, and their sum.
    End {
        lines: u64,
        sum: u64,
    },
}

/// A company without its records.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) realm: String,
    pub(crate) seed: Seed,
    /// Files of earlier programs lack it.
    #[serde(default)]
    pub(crate) beginning: Beginning,
    pub(crate) settings: Settings,
    /// The last number of each sequence of ids.
    pub(crate) sequences: BTreeMap<String, u64>,
    /// The last document number of each series.
    pub(crate) numbers: BTreeMap<String, String>,
}

/// What a company holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Of {
    Record {
        entity: String,
        id: Id,
        sync_token: u64,
        created: Timestamp,
        updated: Timestamp,
        body: Folded,
    },
    /// What a transaction does to the accounts.
    Entry {
        id: Id,
        entity: String,
        date: Date,
        postings: Vec<(Id, Decimal)>,
    },
    /// What a transaction has put on another.
    Applied {
        target: Id,
        id: Id,
        by: String,
        amount: Decimal,
    },
    Deletion {
        entity: String,
        id: Id,
        at: Timestamp,
    },
    /// The file of an attachment, in Base64.
    File {
        id: Id,
        name: String,
        kind: String,
        bytes: String,
    },
    /// The first reply to a request id.
    Reply {
        request: String,
        fingerprint: u64,
        id: Id,
        at: Timestamp,
        reply: Folded,
    },
}
