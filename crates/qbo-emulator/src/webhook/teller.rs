//! The task that tells.

use super::Endpoint;
use super::desk::Message;
use super::payload::{body, moment, signature};
use crate::calling::call;
use crate::emulator::Emulator;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// An endpoint has to answer within so long (fact sheet 13.1).
const PATIENCE: Duration = Duration::from_secs(3);

/// Sends what is due until nobody listens any more.
pub(crate) async fn keep_telling(emulator: Emulator) {
    loop {
        let news = emulator.has_news();
        let now = emulator.now();
        let (due, next, listened) = {
            let hooks = &mut emulator.world().webhooks;
            (hooks.take_due(now), hooks.next_due(), hooks.goes_on())
        };
        if !listened {
            return;
        }
        if let Some((message, endpoint)) = due {
            // Who is slow holds up nobody else.
            tokio::spawn(tell(emulator.clone(), message, endpoint, now));
            continue;
        }
        // With nothing waiting, a day is as good as any time: news come first.
        let wait = next.map_or(SignedDuration::from_hours(24), |next| next.duration_since(now));
        tokio::select! {
            () = news => {}
            () = emulator.clock().sleep(wait) => {}
        }
    }
}

async fn tell(emulator: Emulator, message: Message, endpoint: Endpoint, now: Timestamp) {
    let body = body(endpoint.form, &message.events);
    let id = message.events.first().map(|event| event.id.clone()).unwrap_or_default();
    let headers = [
        ("content-type", endpoint.form.kind().to_owned()),
        ("user-agent", "intuit_notification_server/0.1".to_owned()),
        ("intuit-signature", signature(&endpoint.verifier_token, &body)),
        ("intuit-created-time", moment(now)),
        ("intuit-t-id", id),
        ("intuit-notification-schema-version", "0.1".to_owned()),
    ];
    let headers: HeaderMap = headers
        .into_iter()
        .filter_map(|(name, value)| {
            Some((HeaderName::from_static(name), HeaderValue::from_str(&value).ok()?))
        })
        .collect();
    let answer = call(&endpoint.url, Method::POST, headers, body, PATIENCE).await;
    if let Err(error) = &answer {
        tracing::debug!(url = endpoint.url, %error, "a webhook was not taken");
    }
    let status = answer.ok().map(|answer| answer.status);
    emulator.world().webhooks.went(message, status, now);
    emulator.tell_news();
}
