//! The form.

use askama::Template;
use jiff::Timestamp;

use super::destination::Destination;
use crate::chrome::Chrome;
use crate::moment::Moment;

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(super) struct SignInPage<'a> {
    chrome: Chrome,
    email: &'a str,
    to: &'a str,
    refusal: Option<String>,
}

impl<'a> SignInPage<'a> {
    pub(super) fn new(email: &'a str, to: &'a Destination, refusal: Option<String>) -> Self {
        Self { chrome: Chrome::plain(), email, to: to.as_str(), refusal }
    }
}

/// Which of the two is wrong is not told: it would tell who has an account.
pub(super) fn wrong() -> String {
    "The e-mail address or the password is wrong. Check both and try again.".to_owned()
}

pub(super) fn too_often(until: Timestamp) -> String {
    format!("Too many wrong passwords for this e-mail address. Try again after {} UTC.", Moment(until))
}
