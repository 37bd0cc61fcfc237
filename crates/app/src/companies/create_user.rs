//! A new user of a company.

use crate::{App, Error, auth};
use domain::company::User;
use domain::{Refusals, text};
use secrecy::SecretString;
use uuid::Uuid;

/// A user to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The address to sign in with.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The password to sign in with.
    pub password: SecretString,
}

/// Makes a user of the company.
///
/// # Errors
/// [`Error::Refused`] when the address is none or is taken, or the password is too short;
/// [`Error::NotFound`] when there is no such company.
pub async fn create_user(app: &App, company_id: Uuid, new: NewUser) -> Result<User, Error> {
    let user = checked(app.next_id(), company_id, &new)?;
    let hash = auth::hash(app, new.password).await?;
    let mut tx = app.begin_write().await?;
    store::users::insert(&mut tx, &user, &hash, app.now()).await.map_err(|error| told(error, company_id))?;
    tx.commit().await?;
    Ok(user)
}

fn checked(id: Uuid, company_id: Uuid, new: &NewUser) -> Result<User, Refusals> {
    let mut refusals = Refusals::default();
    let email = text::required("email", &new.email, &mut refusals).to_lowercase();
    if !email.is_empty() && !email.contains('@') {
        refusals.add("email", "email", "Write an e-mail address as name@example.com");
    }
    let first_name = text::checked("first_name", &new.first_name, text::MAX_LINE, &mut refusals);
    let last_name = text::checked("last_name", &new.last_name, text::MAX_LINE, &mut refusals);
    refusals.unless_any(User { id, company_id, email, first_name, last_name })
}

fn told(error: db::Error, company_id: Uuid) -> Error {
    match error {
        db::Error::ForeignKey => Error::not_found("company", company_id),
        error if error.unique_key() == Some("users(email)") => {
            Refusals::one("email", "unique", "Somebody signs in with this address already; use another one")
                .into()
        }
        other => other.into(),
    }
}
