//! From path and method to operation.

use super::{Call, Reply, Trace};
use crate::emulator::{Emulator, World};
use crate::entity::{Class, Entity, VoidForm, by_path};
use crate::fault::{Code, Fault};
use crate::operation::{Desk, Effect, Operation, Order, batch, changes, meaning, once, read, read_single};
use crate::query;
use crate::report::report;
use crate::wire::{one, reply_time};
use axum::http::{Method, StatusCode, header};
use serde_json::Value;

impl Emulator {
    /// Serves one request that has been let in.
    pub(super) fn work(&self, call: &Call, mut trace: Trace) -> Reply {
        let now = self.now();
        let mut world = self.world();
        match serve(&mut world, call, &mut trace, now) {
            Ok(body) => Reply::done(body, trace),
            Err(fault) => Reply::fault(&fault, trace, now),
        }
    }
}

fn serve(world: &mut World, call: &Call, trace: &mut Trace, now: jiff::Timestamp) -> Result<Value, Fault> {
    let World { companies, settings, rules, .. } = world;
    let Some(company) = companies.get_mut(&call.realm) else { return Err(unknown_url()) };
    let mut desk = Desk { company, settings, now };
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let get = call.method == Method::GET;
    match segments.as_slice() {
        ["query"] => {
            let statement = statement(call)?;
            let found = query::run(desk.company, &statement, now)?;
            Ok(one("QueryResponse", found, now))
        }
        ["cdc"] if get => {
            let found = changes(&desk, call.parameter("entities"), call.parameter("changedSince"))?;
            Ok(one("CDCResponse", found, now))
        }
        ["reports", name] if get => report(desk.company, name, &call.parameters, now),
        ["batch"] if !get => {
            check_content_type(call)?;
            let mut refused = |entity: &str, operation: Operation| rules.refusal(entity, operation);
            let mut reply = batch(&mut desk, call.object()?, call.parameter("requestid"), &mut refused)?;
            reply["time"] = reply_time(now).into();
            trace.effect = Effect::Batch;
            Ok(reply)
        }
        [path] => {
            let entity = by_path(path).ok_or_else(unknown_object)?;
            if get && entity.class != Class::Single {
                return Err(unknown_url());
            }
            if get {
                Ok(one(entity.name, read_single(&desk, entity)?, now))
            } else {
                change(&mut desk, call, entity, trace)
            }
        }
        [path, id] if get => {
            let entity = by_path(path).ok_or_else(unknown_object)?;
            trace.id = Some((*id).to_owned());
            Ok(one(entity.name, read(&desk, entity, id)?, now))
        }
        _ => Err(unknown_url()),
    }
}

fn change(
    desk: &mut Desk<'_>,
    call: &Call,
    entity: &'static Entity,
    trace: &mut Trace,
) -> Result<Value, Fault> {
    if call.method != Method::POST {
        return Err(unknown_url());
    }
    check_content_type(call)?;
    let body = call.object()?;
    let operation = match call.parameter("operation") {
        None | Some("update" | "delete" | "void") => {
            call.operation().unwrap_or_else(|| meaning(body, entity))
        }
        Some(other) => return Err(Fault::unsupported(other)),
    };
    if operation == Operation::Void && entity.behaviour.void_form() == VoidForm::Silence {
        return Ok(one("BatchItemResponse", Value::Array(Vec::new()), desk.now));
    }
    let request = call.parameter("requestid").map(str::to_owned);
    let outcome =
        once(desk, &Order { entity, operation, body: body.clone(), options: call.options(), request })?;
    trace.id = Some(outcome.id.to_string());
    trace.effect = outcome.effect;
    Ok(one(entity.name, outcome.object, outcome.at))
}

fn statement(call: &Call) -> Result<String, Fault> {
    call.text()?;
    call.statement().ok_or_else(|| Fault::missing("query"))
}

/// 415 for anything but JSON (status assumed). XML clients are not served.
fn check_content_type(call: &Call) -> Result<(), Fault> {
    let kind = call.header(header::CONTENT_TYPE).unwrap_or("application/json").to_ascii_lowercase();
    if kind.starts_with("application/json") || kind.starts_with("text/plain") {
        return Ok(());
    }
    let mut fault =
        Fault::new(Code::CONTENT_TYPE, format!("Invalid Content Type : {kind}. Send application/json"));
    fault.status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(fault)
}

fn unknown_object() -> Fault {
    Fault::new(Code::OBJECT_NAME, "Invalid or unsupported object name")
}

/// 404 (fact sheet 6.2).
fn unknown_url() -> Fault {
    let mut fault = Fault::new(Code::UNSUPPORTED_OPERATION, "Unknown URL or method");
    fault.status = StatusCode::NOT_FOUND;
    fault
}
