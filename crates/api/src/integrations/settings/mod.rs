//! The settings of the connection: `/integrations/quickbooks/settings`.

mod input;
mod row;

use crate::answer::{Kept, Problem, Viewed};
use crate::request::{Body, Caller};
use axum::Extension;
use row::SettingsRow;
use sync::Engine;

/// Each setting with its present value, what QuickBooks offers, and what is missing.
pub(super) async fn view(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
) -> Result<Viewed<SettingsRow>, Problem> {
    Ok(Viewed(engine.settings(actor.company_id).await?.into()))
}

/// Changes the settings that the body names.
pub(super) async fn change(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
    body: Body,
) -> Result<Kept<SettingsRow>, Problem> {
    let change = input::change(&body.members::<SettingsRow>()?)?;
    let view = engine.change_settings(actor.company_id, |settings| change.of(settings)).await?;
    Ok(Kept(view.into()))
}

/// Reads again what QuickBooks offers.
pub(super) async fn read_again(
    Extension(engine): Extension<Engine>,
    Caller(actor): Caller,
) -> Result<Kept<SettingsRow>, Problem> {
    // To its end, also when the client goes away meanwhile: a token that was renewed must be stored.
    let reading = tokio::spawn(async move { engine.read_again(actor.company_id).await });
    let view = reading.await.map_err(|_| sync::Error::BrokeOff)??;
    Ok(Kept(view.into()))
}
