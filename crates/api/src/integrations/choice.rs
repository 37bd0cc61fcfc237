//! What somebody chooses where others have changed a record in QuickBooks.

use crate::answer::{Kept, Problem};
use crate::request::{Caller, RecordId};
use axum::Extension;
use sync::{Choice, Engine};

use super::row::EntryRow;

/// Ours is sent again.
pub(super) async fn push_again(
    Extension(engine): Extension<Engine>,
    caller: Caller,
    id: RecordId,
) -> Result<Kept<EntryRow>, Problem> {
    choose(engine, caller, id, Choice::PushAgain).await
}

/// Theirs stays.
pub(super) async fn accept(
    Extension(engine): Extension<Engine>,
    caller: Caller,
    id: RecordId,
) -> Result<Kept<EntryRow>, Problem> {
    choose(engine, caller, id, Choice::Accept).await
}

/// Nothing more is sent.
pub(super) async fn unlink(
    Extension(engine): Extension<Engine>,
    caller: Caller,
    id: RecordId,
) -> Result<Kept<EntryRow>, Problem> {
    choose(engine, caller, id, Choice::Unlink).await
}

/// It is made anew.
pub(super) async fn recreate(
    Extension(engine): Extension<Engine>,
    caller: Caller,
    id: RecordId,
) -> Result<Kept<EntryRow>, Problem> {
    choose(engine, caller, id, Choice::Recreate).await
}

async fn choose(
    engine: Engine,
    Caller(actor): Caller,
    RecordId(id): RecordId,
    choice: Choice,
) -> Result<Kept<EntryRow>, Problem> {
    Ok(Kept(engine.choose(actor.company_id, actor.user_id, id, choice).await?.into()))
}
