//! Choosing what shall come of a record that others have changed in QuickBooks.

use axum::extract::{Path, State};
use axum::response::Redirect;
use sync::log::Chosen;
use sync::{Choice, Engine};
use uuid::Uuid;

use super::PATH;
use crate::error_page::Error;
use crate::moment::Moment;
use crate::session::SignedIn;

/// A choice as a button says it, and what comes of it.
pub(super) struct Offer {
    pub(super) address: String,
    pub(super) word: &'static str,
    pub(super) outcome: &'static str,
}

impl Offer {
    pub(super) fn of(entry: Uuid, choice: Choice) -> Self {
        let (word, outcome) = words(choice);
        Self { address: format!("{PATH}/{entry}/choose/{}", choice.code()), word, outcome }
    }
}

const fn words(choice: Choice) -> (&'static str, &'static str) {
    match choice {
        Choice::PushAgain => {
            ("Push again", "What stands here is sent, and takes the place of what is there.")
        }
        Choice::Accept => (
            "Accept",
            "What is there stays, until the record is changed here. A merged contact goes by the other one.",
        ),
        Choice::Unlink => {
            ("Unlink", "Nothing more is sent of it, nor the money on it, until it is pushed again.")
        }
        Choice::Recreate => ("Recreate", "It is made anew in QuickBooks."),
    }
}

/// Who chose what, and when.
pub(super) fn told(chosen: &Chosen) -> String {
    let (word, _) = words(chosen.choice);
    format!("“{word}”, by {} at {} UTC", chosen.by, Moment(chosen.at))
}

/// Does what was chosen, and shows the entry as it is then.
pub(super) async fn choose(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    Path((id, code)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    let (Ok(id), Some(choice)) = (Uuid::parse_str(&id), Choice::from_code(&code)) else {
        return Err(Error::NoSuchPage);
    };
    engine.choose(signed_in.company_id(), signed_in.user.id, id, choice).await?;
    Ok(Redirect::to(&format!("{PATH}/{id}")))
}
