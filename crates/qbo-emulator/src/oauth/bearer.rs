//! The bearer token of an API request.

use super::Server;
use super::server::Standing;
use crate::fault::GatewayFault;
use crate::gateway::Call;
use axum::http::header;
use jiff::Timestamp;

/// Lengths that a token can have (fact sheet 1.4; the lower bound is assumed).
const LENGTHS: std::ops::RangeInclusive<usize> = 20..=4_096;

impl Server {
    /// Lets a request in that carries a good token of its company.
    ///
    /// # Errors
    /// 401 or 403 in the gateway's shape.
    pub(crate) fn check(&self, call: &Call, now: Timestamp) -> Result<(), GatewayFault> {
        let Some(authorization) = call.header(header::AUTHORIZATION) else {
            return Err(GatewayFault::NoToken);
        };
        let Some(token) = bearer(authorization) else { return Err(GatewayFault::NoToken) };
        if !LENGTHS.contains(&token.len()) {
            return Err(GatewayFault::Malformed);
        }
        match self.standing(token, now) {
            Standing::Good { realm, accounting: true } if realm == call.realm => Ok(()),
            Standing::Good { .. } => Err(GatewayFault::NotAllowed),
            Standing::Expired(start) => Err(GatewayFault::Expired(start)),
            Standing::Revoked(start) => Err(GatewayFault::Revoked(start)),
            Standing::Unknown => Err(GatewayFault::Unknown),
        }
    }
}

/// The token in an `Authorization` header.
pub(super) fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty()).then(|| token.trim())
}
