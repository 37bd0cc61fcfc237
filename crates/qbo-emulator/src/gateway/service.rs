//! From path and method to operation.

use super::download::{add_links, link};
use super::{Call, Payload, Reply, Trace};
use crate::books::Id;
use crate::emulator::{Emulator, World};
use crate::entity::{Class, Entity, INVOICE, VoidForm, by_path};
use crate::fault::{Code, Fault};
use crate::oauth::base_url;
use crate::operation::{
    Desk, Effect, Operation, Order, batch, changes, is_form, make_tax_code, meaning, once, once_with, read,
    read_rate, read_single, upload,
};
use crate::print::form;
use crate::query;
use crate::report::report;
use crate::webhook::keep_telling;
use crate::wire::{Members, Object, boundary, one, parts, reply_time};
use crate::xml;
use axum::http::{Method, StatusCode, header};
use jiff::Timestamp;
use serde_json::Value;
use std::sync::Arc;

impl Emulator {
    /// Serves one request that has been let in.
    pub(super) fn work(&self, call: &Call, mut trace: Trace) -> Reply {
        let now = self.now();
        let mut world = self.world();
        let served = serve(&mut world, call, &mut trace, now);
        if world.pass_news(&call.realm, now, self.randomness()) {
            if world.webhooks.begin_telling() {
                tokio::spawn(keep_telling(self.clone()));
            }
            self.tell_news();
        }
        match served {
            Ok(mut payload) => {
                if let Payload::Json(reply) = &mut payload {
                    add_links(call, reply, now);
                    if call.takes_xml() {
                        payload = Payload::Xml(xml::write(reply));
                    }
                }
                Reply::done(payload, trace)
            }
            Err(fault) => Reply::fault(&fault, call.takes_xml(), trace, now),
        }
    }
}

fn serve(world: &mut World, call: &Call, trace: &mut Trace, now: Timestamp) -> Result<Payload, Fault> {
    let World { companies, rules, .. } = world;
    let Some(company) = companies.get_mut(&call.realm) else { return Err(unknown_url()) };
    let settings = Arc::clone(&company.settings);
    let mut desk = Desk { company, settings: &settings, now };
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let get = call.method == Method::GET;
    if let [_, id, ..] = segments.as_slice() {
        trace.id = Some((*id).to_owned());
    }
    match segments.as_slice() {
        ["query"] => {
            let found = query::run(desk.company, &statement(call)?, now)?;
            Ok(one("QueryResponse", found, now).into())
        }
        ["cdc"] if get => {
            let found = changes(&desk, call.parameter("entities"), call.parameter("changedSince"))?;
            Ok(one("CDCResponse", found, now).into())
        }
        ["reports", name] if get => Ok(report(desk.company, name, &call.parameters, now)?.into()),
        ["exchangerate"] if get => {
            let (currency, day) = (call.parameter("sourcecurrencycode"), call.parameter("asofdate"));
            Ok(one("ExchangeRate", read_rate(&desk, currency, day)?, now).into())
        }
        ["taxservice", "taxcode"] if call.method == Method::POST => {
            Ok(tax_code(&mut desk, call, trace)?.into())
        }
        ["batch"] if !get => {
            check_content_type(call)?;
            let mut refused = |entity: &str, operation: Operation| rules.refusal(call, entity, operation);
            let mut reply = batch(&mut desk, call.object()?, call.parameter("requestid"), &mut refused)?;
            reply["time"] = reply_time(now).into();
            trace.effect = Effect::Batch;
            Ok(reply.into())
        }
        ["upload"] if !get => {
            let boundary =
                call.header(header::CONTENT_TYPE).and_then(boundary).ok_or_else(|| wrong_type(call))?;
            let found = upload(&mut desk, &parts(&call.body, boundary), call.parameter("requestid"))?;
            trace.effect = Effect::Created;
            Ok(one("AttachableResponse", found, now).into())
        }
        ["download", id] if get => {
            desk.company.files.get(&Id::parse(id)).ok_or_else(Fault::not_found)?;
            Ok(Payload::Text(link(call, id, now)))
        }
        [path] => {
            let entity = by_path(path).ok_or_else(unknown_object)?;
            if get && entity.class != Class::Single {
                return Err(unknown_url());
            }
            if get {
                Ok(one(entity.name, read_single(&desk, entity)?, now).into())
            } else {
                Ok(change(&mut desk, call, entity, trace)?.into())
            }
        }
        [path, id] if get => {
            let entity = by_path(path).ok_or_else(unknown_object)?;
            let mut object = read(&desk, entity, id)?;
            add_invoice_link(call, entity, &mut object);
            Ok(one(entity.name, object, now).into())
        }
        [path, id, "send"] if !get => {
            let entity = by_path(path).ok_or_else(unknown_object)?;
            Ok(send(&mut desk, call, entity, id, trace)?.into())
        }
        [path, id, "pdf"] if get => {
            let entity = by_path(path).ok_or_else(unknown_object)?;
            if !is_form(entity) {
                return Err(Fault::unsupported("pdf"));
            }
            let object = read(&desk, entity, id)?;
            let info = desk.company.table("CompanyInfo").and_then(|table| table.first());
            let shown = object.as_object().cloned().unwrap_or_default();
            Ok(Payload::Pdf(form(info.map(|info| &*info.body), entity, &shown)))
        }
        _ => Err(unknown_url()),
    }
}

fn send(
    desk: &mut Desk<'_>,
    call: &Call,
    entity: &'static Entity,
    id: &str,
    trace: &mut Trace,
) -> Result<Value, Fault> {
    let mut body = Object::new();
    body.put("Id", id);
    if let Some(address) = call.parameter("sendTo") {
        body.put("Address", address);
    }
    let request = call.parameter("requestid").map(str::to_owned);
    let order = Order { entity, operation: Operation::Send, body, options: call.options(), request };
    let outcome = once(desk, &order)?;
    trace.effect = outcome.effect;
    Ok(one(entity.name, outcome.object, outcome.at))
}

/// `include=invoiceLink` shows where the customer sees an invoice that can be sent (fact sheet 2.1). Here that is
/// the emulator's own page of it.
fn add_invoice_link(call: &Call, entity: &Entity, object: &mut Value) {
    let wanted = entity.name == INVOICE.name && call.options().iter().any(|option| option == "invoicelink");
    if let (true, Some(invoice)) = (wanted, object.as_object_mut())
        && invoice.contains_key("BillEmail")
        && let Some(id) = invoice.text("Id").map(str::to_owned)
    {
        let page = format!("{}/_emulator/companies/{}/Invoice/{id}", base_url(&call.headers), call.realm);
        invoice.put("InvoiceLink", page);
    }
}

fn tax_code(desk: &mut Desk<'_>, call: &Call, trace: &mut Trace) -> Result<Value, Fault> {
    check_content_type(call)?;
    let body = call.object()?;
    let outcome = once_with(desk, call.parameter("requestid"), body, |desk| make_tax_code(desk, body))?;
    trace.id = Some(outcome.id.to_string());
    trace.effect = outcome.effect;
    Ok(outcome.object)
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
    let outcome = once(
        desk,
        &Order { entity, operation, body: entity.opened(body), options: call.options(), request },
    )?;
    trace.id = Some(outcome.id.to_string());
    trace.effect = outcome.effect;
    Ok(one(entity.name, outcome.object, outcome.at))
}

fn statement(call: &Call) -> Result<String, Fault> {
    call.text()?;
    call.statement().ok_or_else(|| Fault::missing("query"))
}

/// 415 for anything but JSON and XML (status assumed).
fn check_content_type(call: &Call) -> Result<(), Fault> {
    let kind = call.header(header::CONTENT_TYPE).unwrap_or("application/json").to_ascii_lowercase();
    if call.sends_xml() || kind.starts_with("application/json") || kind.starts_with("text/plain") {
        return Ok(());
    }
    Err(wrong_type(call))
}

fn wrong_type(call: &Call) -> Fault {
    let kind = call.header(header::CONTENT_TYPE).unwrap_or("none");
    let mut fault = Fault::new(Code::CONTENT_TYPE, format!("Invalid Content Type : {kind}"));
    fault.status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    fault
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
