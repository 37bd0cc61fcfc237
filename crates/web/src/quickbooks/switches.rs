//! The forms of the page. Each ends at the page again, which shows the new state.

use axum::extract::State;
use axum::response::Redirect;
use sync::Engine;

use super::{PATH, to_the_end};
use crate::error_page::Error;
use crate::session::SignedIn;

/// Sends the browser to the consent page of QuickBooks.
pub(super) async fn connect(State(engine): State<Engine>, signed_in: SignedIn) -> Result<Redirect, Error> {
    let url = engine.connect_url(signed_in.company_id()).await?;
    Ok(Redirect::to(url.as_str()))
}

/// From now on, what is created is sent.
pub(super) async fn enable(State(engine): State<Engine>, signed_in: SignedIn) -> Result<Redirect, Error> {
    engine.enable(signed_in.company_id()).await?;
    Ok(Redirect::to(PATH))
}

/// Nothing is sent any more.
pub(super) async fn disable(State(engine): State<Engine>, signed_in: SignedIn) -> Result<Redirect, Error> {
    engine.disable(signed_in.company_id()).await?;
    Ok(Redirect::to(PATH))
}

/// Lets documents keep our numbers in QuickBooks.
pub(super) async fn custom_numbers(
    State(engine): State<Engine>,
    signed_in: SignedIn,
) -> Result<Redirect, Error> {
    let company_id = signed_in.company_id();
    to_the_end(async move { engine.switch_on_custom_numbers(company_id).await }).await?;
    Ok(Redirect::to(PATH))
}

/// Looks for what others have changed in QuickBooks; what is found is in the log then.
pub(super) async fn look_for_changes(
    State(engine): State<Engine>,
    signed_in: SignedIn,
) -> Result<Redirect, Error> {
    engine.look_for_changes(signed_in.company_id()).await?;
    Ok(Redirect::to(PATH))
}
