//! Setting up companies and their users.
//!
//! These are no [`Command`](crate::Command)s: there is no actor yet, and nothing that would have to be
//! synced.

mod create;
mod create_user;
mod first_number;

pub use create::{NewCompany, create};
pub use create_user::{NewUser, create_user};
pub use first_number::{FIRST_INVOICE_MAX, first_invoice};

use crate::{Actor, App, Error};
use domain::company::Company;

/// The actor's company.
///
/// # Errors
/// [`Error::NotFound`] when it is gone.
pub async fn get(app: &App, actor: Actor) -> Result<Company, Error> {
    let company = store::companies::get(&mut app.begin_read().await?, actor.company_id).await?;
    company.ok_or_else(|| Error::not_found("company", actor.company_id))
}
