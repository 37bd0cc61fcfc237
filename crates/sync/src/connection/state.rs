//! The `state` of the way to the consent page and back: sealed, so that no table is needed and nobody can forge it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Engine, Error};

/// How long somebody may take on the consent page.
const LIFETIME: SignedDuration = SignedDuration::from_mins(30);
const PLACE: &str = "oauth state";

#[derive(Serialize, Deserialize)]
struct State {
    company_id: Uuid,
    until: Timestamp,
}

/// A state that only `company_id` can bring back.
pub(super) fn issue(engine: &Engine, company_id: Uuid) -> String {
    let until = engine.now().saturating_add(LIFETIME).unwrap_or(Timestamp::MAX);
    let text = serde_json::to_vec(&State { company_id, until }).unwrap_or_default();
    hex::encode(engine.key().seal(PLACE, &text, engine.randomness()))
}

/// Refuses a state that is not the company's own or is too old.
pub(super) fn check(engine: &Engine, company_id: Uuid, state: &str) -> Result<(), Error> {
    let sealed = hex::decode(state).map_err(|_| Error::ForeignAnswer)?;
    let text = engine.key().open(PLACE, &sealed).map_err(|_| Error::ForeignAnswer)?;
    let state: State = serde_json::from_slice(&text).map_err(|_| Error::ForeignAnswer)?;
    if state.company_id == company_id && engine.now() < state.until {
        Ok(())
    } else {
        Err(Error::ForeignAnswer)
    }
}
