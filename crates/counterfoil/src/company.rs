//! `counterfoil company`: the first company and its first user.

use anyhow::bail;
use app::{Actor, App, auth, companies};
use clock::{OsRandomness, Randomness};
use domain::Currency;
use domain::company::DiscountOrder;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::command_line::Company;
use crate::configuration::Configuration;
use crate::{data_folder, server, telemetry, wiring};

/// Where a password is read from.
const PASSWORD: &str = "COUNTERFOIL_PASSWORD";
/// Random bytes of a password that is made here.
const PASSWORD_BYTES: usize = 12;

/// How to get into a company.
#[derive(Debug)]
pub struct SignIn {
    /// The company.
    pub company_id: Uuid,
    /// The user's address.
    pub email: String,
    /// The user's password.
    pub password: SecretString,
    /// A key for the API.
    pub api_key: SecretString,
}

/// Makes a company and prints how to get in.
///
/// # Errors
/// The input is refused, or the data can't be used.
pub async fn create(options: Company) -> anyhow::Result<()> {
    let configuration = Configuration::at(options.place);
    data_folder::make(&configuration.data)?;
    // A file is for one process at a time; a database server also takes a company while others work.
    let lock = configuration.books_are_a_file().then(|| data_folder::lock(&configuration.data));
    let _lock = lock.transpose()?;
    let key = data_folder::key(&configuration.data, &OsRandomness)?;
    let db = server::open(&configuration).await?;
    let local = url::Url::parse("http://localhost/")?;
    let app = wiring::app(db.clone(), wiring::engine(&configuration, db.clone(), key, &local)?);
    let Some(currency) = Currency::from_code(&options.currency) else {
        bail!("“{}” is no currency: write an ISO code such as USD", options.currency)
    };
    let password = std::env::var(PASSWORD).map_or_else(|_| made_password(), SecretString::from);
    let made = make(&app, &options.name, currency, &options.email, password).await?;
    if let Some(first) = options.first_invoice {
        companies::first_invoice(&app, made.company_id, first).await?;
    }
    db.close().await;
    telemetry::say(&format!("Company   {}", options.name));
    telemetry::say(&format!("Sign-in   {}", made.email));
    telemetry::say(&format!("Password  {}", made.password.expose_secret()));
    telemetry::say(&format!("API key   {}", made.api_key.expose_secret()));
    Ok(())
}

/// Makes a company with one user who has a key.
///
/// # Errors
/// The input is refused, or the database failed.
pub async fn make(
    app: &App,
    name: &str,
    currency: Currency,
    email: &str,
    password: SecretString,
) -> anyhow::Result<SignIn> {
    let company =
        companies::NewCompany { name: name.to_owned(), currency, discount: DiscountOrder::default() };
    let company = companies::create(app, company).await?;
    let user = companies::NewUser {
        email: email.to_owned(),
        first_name: String::new(),
        last_name: String::new(),
        password: password.clone(),
    };
    let user = companies::create_user(app, company.id, user).await?;
    let api_key = auth::create_key(app, Actor { company_id: company.id, user_id: user.id }).await?;
    Ok(SignIn { company_id: company.id, email: user.email, password, api_key })
}

/// A password that nobody has thought of.
pub fn made_password() -> SecretString {
    let mut bytes = [0; PASSWORD_BYTES];
    OsRandomness.fill(&mut bytes);
    SecretString::from(hex::encode(bytes))
}
