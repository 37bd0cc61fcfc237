//! A new company.

use crate::{App, Error};
use domain::company::{Company, DiscountOrder};
use domain::{Currency, Refusals, text};

/// A company to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCompany {
    /// The name shown on pages.
    pub name: String,
    /// The currency of every document that names no other.
    pub currency: Currency,
    /// Whether a whole discount lowers what is taxed.
    pub discount: DiscountOrder,
}

/// Makes a company with empty books.
///
/// # Errors
/// [`Error::Refused`] without a name.
pub async fn create(app: &App, new: NewCompany) -> Result<Company, Error> {
    let mut refusals = Refusals::default();
    let name = text::required("name", &new.name, &mut refusals);
    let company = Company { id: app.next_id(), name, currency: new.currency, discount: new.discount };
    let company = refusals.unless_any(company)?;
    let mut tx = app.begin_write().await?;
    store::companies::insert(&mut tx, &company, app.now()).await?;
    tx.commit().await?;
    Ok(company)
}
