//! The steps of every request, in order: sign-in, limit, trouble before, the work, trouble after, journal.

use super::compress::compressed;
use super::meanwhile::happen;
use super::reply::{closed, tid};
use super::trouble::{Action, When, Which};
use super::{Call, Payload, Reply, Trace};
use crate::emulator::{Emulator, World};
use crate::fault::Fault;
use crate::operation::Operation;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};

/// How long the service works on a request before it gives up (fact sheet 5).
const REQUEST_MAX: SignedDuration = SignedDuration::from_secs(120);

/// A request to the Accounting API.
pub(crate) async fn accounting(State(emulator): State<Emulator>, request: Request) -> Response {
    let call = match Call::read(request).await {
        Ok(call) => call,
        Err(fault) => {
            let trace = Trace::new("", Operation::Read);
            let now = emulator.now();
            let reply = Reply::fault(&fault, false, trace, now);
            let bytes = reply.bytes();
            return reply.into_response(bytes, &tid(&emulator, 0), now);
        }
    };
    let (entity, operation) = call.subject();
    let trace = Trace::new(entity, operation);
    let _pass = match enter(&emulator, &call, &trace) {
        Ok(pass) => pass,
        Err(reply) => return finish(&emulator, &call, *reply, false),
    };
    with_trouble(&emulator, &call, trace, |emulator, call, trace| emulator.work(call, trace)).await
}

/// Does `work` with whatever trouble the rules have for this request.
pub(crate) async fn with_trouble(
    emulator: &Emulator,
    call: &Call,
    trace: Trace,
    work: impl FnOnce(&Emulator, &Call, Trace) -> Reply,
) -> Response {
    let action = emulator.world().rules.strike(call, &trace.entity, trace.operation);
    match action {
        None => finish(emulator, call, work(emulator, call, trace), false),
        Some(action) => troubled(emulator, call, trace, &action, work).await,
    }
}

async fn troubled(
    emulator: &Emulator,
    call: &Call,
    trace: Trace,
    action: &Action,
    work: impl FnOnce(&Emulator, &Call, Trace) -> Reply,
) -> Response {
    let now = emulator.now();
    match action {
        Action::Refuse(refusal) => {
            let xml = call.takes_xml();
            let reply = match refusal.of_gateway() {
                Some(fault) => Reply::gateway(&fault, xml, trace, now),
                None => Reply::fault(&refusal.fault(), xml, trace, now),
            };
            finish(emulator, call, reply, false)
        }
        Action::Throttle => {
            finish(emulator, call, Reply::fault(&Fault::throttled(), call.takes_xml(), trace, now), false)
        }
        Action::ThrottleXml => {
            let mut reply = Reply::fault(&Fault::throttled(), call.takes_xml(), trace, now);
            reply.body = Some(Payload::Xml(Fault::throttled().xml(now)));
            finish(emulator, call, reply, false)
        }
        Action::ExpireTokens(which) => {
            end_tokens(emulator, call, *which, now);
            let is_token = trace.operation == Operation::Token;
            let refused = if is_token { Ok(()) } else { signed_in(&emulator.world(), call, &trace, now) };
            let reply = refused.map_or_else(|reply| *reply, |()| work(emulator, call, trace));
            finish(emulator, call, reply, false)
        }
        Action::Meanwhile(meanwhile) => {
            happen(&mut emulator.world(), call, meanwhile, now);
            finish(emulator, call, work(emulator, call, trace), false)
        }
        Action::DelayMs(delay) => {
            let delay = SignedDuration::from_millis(i64::from(*delay));
            if delay >= REQUEST_MAX {
                return time_out(emulator, call, Reply::bare(StatusCode::GATEWAY_TIMEOUT, trace)).await;
            }
            emulator.clock().sleep(delay).await;
            finish(emulator, call, work(emulator, call, trace), false)
        }
        Action::Fail { status, when: When::Before } => {
            finish(emulator, call, Reply::bare(code(*status), trace), false)
        }
        Action::Fail { status, when: When::After } => {
            let done = work(emulator, call, trace);
            finish(emulator, call, Reply::bare(code(*status), done.trace), false)
        }
        Action::Close(When::Before) => finish(emulator, call, Reply::bare(StatusCode::OK, trace), true),
        Action::Close(When::After) => {
            let done = work(emulator, call, trace);
            finish(emulator, call, done, true)
        }
        Action::TimeOut(when) => {
            let trace = match when {
                When::Before => trace,
                When::After => work(emulator, call, trace).trace,
            };
            time_out(emulator, call, Reply::bare(StatusCode::GATEWAY_TIMEOUT, trace)).await
        }
    }
}

/// Answers once the service has given up.
async fn time_out(emulator: &Emulator, call: &Call, reply: Reply) -> Response {
    // Noted first: a client that gives up meanwhile ends this wait for good.
    let response = finish(emulator, call, reply, false);
    emulator.clock().sleep(REQUEST_MAX).await;
    response
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Sign-in, then the company's limits.
fn enter(emulator: &Emulator, call: &Call, trace: &Trace) -> Result<Pass, Box<Reply>> {
    let now = emulator.now();
    let mut world = emulator.world();
    let world = &mut *world;
    signed_in(world, call, trace, now)?;
    let batch = trace.operation == Operation::Batch;
    let settings = world.companies.get(&call.realm).map_or(&world.settings, |company| &company.settings);
    let at_once = match world.throttle.enter(&call.realm, batch, settings, now) {
        Ok(at_once) => at_once,
        Err(fault) => return Err(Box::new(Reply::fault(&fault, call.takes_xml(), trace.clone(), now))),
    };
    if let Some(company) = world.companies.get_mut(&call.realm) {
        company.counters.most_at_once = company.counters.most_at_once.max(at_once);
    }
    Ok(Pass { emulator: emulator.clone(), realm: call.realm.clone() })
}

fn signed_in(world: &World, call: &Call, trace: &Trace, now: Timestamp) -> Result<(), Box<Reply>> {
    let checked = world.oauth.check(call, now);
    checked.map_err(|fault| Box::new(Reply::gateway(&fault, call.takes_xml(), trace.clone(), now)))
}

/// Ends tokens of the company, or of all companies when the request is one to the OAuth server.
fn end_tokens(emulator: &Emulator, call: &Call, which: Which, now: Timestamp) {
    let realm = (!call.realm.is_empty()).then_some(call.realm.as_str());
    let mut world = emulator.world();
    match which {
        Which::Access => world.oauth.expire_access(realm, now),
        Which::Connection => world.oauth.end_connections(realm),
    }
}

/// A place among the requests that a company may have under way. Dropping it makes room.
struct Pass {
    emulator: Emulator,
    realm: String,
}

impl Drop for Pass {
    fn drop(&mut self) {
        self.emulator.world().throttle.leave(&self.realm);
    }
}

/// Notes the request in journal and counters, and sends the reply, or nothing when the connection is to close.
fn finish(emulator: &Emulator, call: &Call, reply: Reply, close: bool) -> Response {
    let now = emulator.now();
    let bytes = reply.bytes();
    let mut world = emulator.world();
    let status = if close { 0 } else { reply.status.as_u16() };
    let tid = tid(emulator, world.journal.next_serial());
    if let Some(company) = world.companies.get_mut(&call.realm) {
        let kind = format!("{} {}", reply.trace.operation.word(), reply.trace.entity);
        company.counters.request(kind.trim_end().to_owned(), status);
        company.fold();
    }
    world.journal.note(call, &reply, (!close).then_some(&bytes), &tid, now);
    drop(world);
    if close {
        return closed();
    }
    compressed(call, bytes, |bytes| reply.into_response(bytes, &tid, now))
}
