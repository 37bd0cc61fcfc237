//! Asking for another try.

use axum::extract::State;
use axum::response::Redirect;
use sync::Engine;

use super::PATH;
use super::wanted::Asked;
use crate::error_page::Error;
use crate::id::Id;
use crate::session::SignedIn;

/// Puts an entry back into the queue, and shows the part of the log where that was asked for.
pub(super) async fn retry(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Id(id): Id,
    asked: Asked,
) -> Result<Redirect, Error> {
    engine.retry(signed_in.company_id(), id).await?;
    Ok(Redirect::to(&format!("{PATH}{}", asked.wanted().query())))
}
