//! The way back from the consent page.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sync::Engine;
use sync::connection::Connected;

use super::{PATH, switch, to_the_end};
use crate::error_page::{self, Error};
use crate::session::SignedIn;

/// What QuickBooks says when somebody chose not to connect (fact sheet 1.2).
const DENIED: &str = "access_denied";

#[derive(Deserialize)]
pub(super) struct Answer {
    code: Option<String>,
    state: Option<String>,
    #[serde(rename = "realmId")]
    realm: Option<String>,
    error: Option<String>,
}

/// Takes QuickBooks' answer and shows the connection.
pub(super) async fn connected(
    State(engine): State<Engine>,
    signed_in: SignedIn,
    answer: Result<Query<Answer>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(answer) = answer
        .map_err(|rejection| Error::Unreadable { status: rejection.status(), why: rejection.body_text() })?;
    if let Some(error) = answer.error {
        return Ok(refused(&error));
    }
    let (Some(code), Some(state), Some(realm)) = (answer.code, answer.state, answer.realm) else {
        let why =
            "the answer of QuickBooks lacks its code, its state or its company. Connect again".to_owned();
        return Err(Error::Unreadable { status: StatusCode::BAD_REQUEST, why });
    };
    let company_id = signed_in.company_id();
    let connected = async move { engine.finish_connect(company_id, &code, &realm, &state).await };
    Ok(match to_the_end(connected).await? {
        Connected::Current(_) => Redirect::to(PATH),
        Connected::Another(candidate) => Redirect::to(&switch::address(&candidate)),
    }
    .into_response())
}

fn refused(error: &str) -> Response {
    let text = if error == DENIED {
        "QuickBooks was not connected, because you did not agree there. Nothing was changed.".to_owned()
    } else {
        format!(
            "QuickBooks was not connected. It answered: {error}. Nothing was changed; try to connect again."
        )
    };
    error_page::message(StatusCode::OK, "Not connected", &text)
}
