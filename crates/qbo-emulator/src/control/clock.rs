//! `/_emulator/clock`: the emulator's own time.

use super::body::{done, read, refuse};
use crate::emulator::Emulator;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;

/// Seconds since 1970 at which the clock begins and ends: tokens and dates a hundred days off are still told apart.
const EARLIEST: i64 = 0;
const LATEST: i64 = 7_258_118_400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    #[serde(default)]
    advance_seconds: Option<i64>,
    #[serde(default)]
    set: Option<Timestamp>,
}

/// Moves the time by `advance_seconds`, or to the moment `set`.
pub(super) async fn turn(State(emulator): State<Emulator>, body: Bytes) -> Response {
    let turn: Turn = match read(&body) {
        Ok(turn) => turn,
        Err(refusal) => return *refusal,
    };
    let moment = match (turn.advance_seconds, turn.set) {
        (Some(seconds), None) => emulator.now().checked_add(SignedDuration::from_secs(seconds)).ok(),
        (None, Some(moment)) => Some(moment),
        _ => return refuse("say either advance_seconds or set"),
    };
    match moment.filter(|moment| (EARLIEST..LATEST).contains(&moment.as_second())) {
        Some(moment) => emulator.clock().set(moment),
        None => return refuse("the clock goes from 1970 to 2200"),
    }
    // What waits for a time may be due now.
    emulator.tell_news();
    show(State(emulator)).await
}

/// The emulator's time.
pub(super) async fn show(State(emulator): State<Emulator>) -> Response {
    done(json!({ "now": emulator.now().to_string() }))
}
