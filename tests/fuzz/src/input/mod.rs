//! One request, made by chance.

mod body;
mod path;
mod statement;
mod text;
mod xml;

use crate::abroad;
use crate::corpus::{BODIES, ENTITIES, FORMS, OTHER_PATHS};
use crate::dice::Dice;
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use std::fmt;

/// Records that later inputs are made from.
const STORED_MAX: usize = 64;

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    method: Method,
    path: String,
    content_type: &'static str,
    accept: &'static str,
    signed: bool,
    body: Vec<u8>,
}

/// What inputs are made from: the valid ones, and records that the emulator has given.
#[derive(Debug)]
pub(crate) struct Maker {
    base: String,
    bodies: Vec<(&'static str, Value)>,
    ground: Vec<(&'static str, Value)>,
    names: Vec<String>,
    stored: Vec<(&'static str, Value)>,
}

impl Maker {
    /// For the company at `base`, the part of the path before the entity: the sandbox, or an empty one `abroad`.
    pub(crate) fn new(base: &str, abroad: bool) -> Self {
        let parsed = |rows: &[(&'static str, &str)]| -> Vec<(&'static str, Value)> {
            rows.iter()
                .map(|(entity, text)| (*entity, serde_json::from_str(text).unwrap_or_default()))
                .collect()
        };
        let mut bodies = parsed(if abroad { &abroad::BODIES } else { &BODIES });
        let ground = parsed(if abroad { &abroad::GROUND } else { &[] });
        bodies.extend(ground.iter().cloned());
        let mut names = Vec::new();
        bodies.iter().for_each(|(_, body)| body::names(body, &mut names));
        names.extend(["Id", "SyncToken", "sparse", "Active", "void", "any"].map(str::to_owned));
        names.sort();
        names.dedup();
        Self { base: base.to_owned(), bodies, ground, names, stored: Vec::new() }
    }

    /// What has to come first.
    pub(crate) fn ground(&self) -> Vec<Input> {
        let input = |(entity, body): &(&str, Value)| Input {
            body: body.to_string().into_bytes(),
            ..Input::new(Method::POST, format!("{}/{entity}", self.base))
        };
        self.ground.iter().map(input).collect()
    }

    /// The next request.
    pub(crate) fn draw(&self, dice: &mut Dice) -> Input {
        match dice.below(100) {
            0..25 => self.query(dice),
            25..45 => self.create(dice),
            45..70 => self.change(dice),
            70..76 => self.batch(dice),
            76..94 => self.path(dice),
            _ => other(dice),
        }
    }

    /// Remembers what a request has brought to light.
    pub(crate) fn learn(&mut self, dice: &mut Dice, reply: &[u8]) {
        let Ok(Value::Object(reply)) = serde_json::from_slice(reply) else { return };
        for (name, record) in reply {
            let entity = ENTITIES.iter().find(|entity| entity.eq_ignore_ascii_case(&name));
            let Some(entity) = entity.filter(|_| record.get("SyncToken").is_some()) else { continue };
            if self.stored.len() < STORED_MAX {
                self.stored.push((entity, record));
            } else {
                let place = dice.below(STORED_MAX);
                self.stored[place] = (entity, record);
            }
        }
    }

    fn post(&self, dice: &mut Dice, rest: &str, body: &Value) -> Input {
        let mut input = Input::new(Method::POST, format!("{}/{rest}", self.base));
        input.body = body.to_string().into_bytes();
        if dice.chance(15) {
            let entity = rest.split(['?', '/']).next().unwrap_or_default();
            let name = if entity == "batch" { "IntuitBatchRequest".to_owned() } else { entity_name(entity) };
            input.body = xml::document(&name, body).into_bytes();
            input.content_type = "application/xml";
            input.accept = *dice.pick(&["application/xml", "application/json", "*/*"]);
        }
        if dice.chance(8) {
            text::damage(dice, &mut input.body);
        }
        input
    }

    fn query(&self, dice: &mut Dice) -> Input {
        let statement = statement::draw(dice, &self.names);
        if dice.chance(50) {
            let input = Input::new(Method::POST, format!("{}/query", self.base));
            return Input { content_type: "application/text", body: statement.into_bytes(), ..input };
        }
        let encoded: String = url::form_urlencoded::byte_serialize(statement.as_bytes()).collect();
        Input::new(Method::GET, format!("{}/query?query={encoded}", self.base))
    }

    fn create(&self, dice: &mut Dice) -> Input {
        let (entity, body) = dice.pick(&self.bodies);
        let mut body = body.clone();
        self.mutate(dice, &mut body);
        let rest = match dice.below(12) {
            0 => format!("{entity}?requestid=r{}", dice.below(20)),
            1 => format!("{entity}?include=allowduplicatedocnum"),
            2 => dice.pick(&ENTITIES).to_string(),
            _ => (*entity).to_owned(),
        };
        self.post(dice, &rest, &body)
    }

    /// A write of a record that is there: an update, a delete, a void.
    fn change(&self, dice: &mut Dice) -> Input {
        if self.stored.is_empty() {
            return self.create(dice);
        }
        let (entity, record) = dice.pick(&self.stored);
        let (key, whole) = (json!({"Id": record["Id"], "SyncToken": record["SyncToken"]}), record.clone());
        let (query, mut body) = match dice.below(10) {
            0 => ("?operation=delete", key),
            1 => ("?operation=void", key),
            2 => ("?operation=update&include=void", key),
            3 | 4 => ("?operation=update", sparse(dice, &whole)),
            5 => ("?operation=delete", whole),
            _ => ("", whole),
        };
        if dice.chance(70) {
            self.mutate(dice, &mut body);
        }
        self.post(dice, &format!("{entity}{query}"), &body)
    }

    fn batch(&self, dice: &mut Dice) -> Input {
        let mut items = Vec::new();
        for number in 0..dice.below(34) {
            let (entity, body) = dice.pick(&self.bodies);
            let word = *dice.pick(&["create", "update", "delete", "void", "query", ""]);
            let mut item = json!({"bId": number.to_string(), "operation": word, entity_name(entity): body});
            if dice.chance(20) {
                item = json!({"bId": "q", "Query": statement::draw(dice, &self.names)});
            }
            items.push(item);
        }
        let mut body = json!({"BatchItemRequest": items});
        self.mutate(dice, &mut body);
        self.post(dice, "batch", &body)
    }

    fn path(&self, dice: &mut Dice) -> Input {
        let path = format!("{}/{}", self.base, path::draw(dice));
        let methods = [Method::GET, Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::HEAD];
        let mut input = Input::new(dice.pick(&methods).clone(), path);
        let kinds = [
            "application/json",
            "application/octet-stream",
            "application/xml",
            "multipart/form-data; boundary=x",
            "",
        ];
        input.content_type = *dice.pick(&kinds);
        input.accept = *dice.pick(&["application/json", "application/pdf", "application/xml", "*/*", ""]);
        input.signed = dice.chance(95);
        if dice.chance(40) {
            input.body = dice.pick(&self.bodies).1.to_string().into_bytes();
            text::damage(dice, &mut input.body);
        }
        input
    }

    /// Changes a body at up to four places.
    fn mutate(&self, dice: &mut Dice, body: &mut Value) {
        for _ in 0..dice.below(5) {
            let donor = &dice.pick(&self.bodies).1;
            body::mutate(dice, body, donor, &self.names);
        }
    }
}

/// A request outside of the API. The control API is only looked at: it does what it is told, trouble included.
fn other(dice: &mut Dice) -> Input {
    let path = *dice.pick(&OTHER_PATHS);
    let shown = path.starts_with("/_emulator") || dice.chance(40);
    let method = if shown { Method::GET } else { Method::POST };
    let mut form = dice.pick(&FORMS).as_bytes().to_vec();
    text::damage(dice, &mut form);
    let input = Input::new(method, path.to_owned());
    Input { content_type: "application/x-www-form-urlencoded", body: form, signed: dice.chance(50), ..input }
}

/// Some members of a record, marked as a sparse update.
fn sparse(dice: &mut Dice, record: &Value) -> Value {
    let mut kept = record.as_object().cloned().unwrap_or_default();
    kept.retain(|name, _| ["Id", "SyncToken"].contains(&name.as_str()) || dice.chance(30));
    kept.insert("sparse".to_owned(), Value::Bool(true));
    Value::Object(kept)
}

/// The name of an entity in a body, near enough: what isn't is refused, which is as good.
fn entity_name(path: &str) -> String {
    match path {
        "creditmemo" => "CreditMemo".to_owned(),
        "purchaseorder" => "PurchaseOrder".to_owned(),
        "refundreceipt" => "RefundReceipt".to_owned(),
        "salesreceipt" => "SalesReceipt".to_owned(),
        "journalentry" => "JournalEntry".to_owned(),
        "billpayment" => "BillPayment".to_owned(),
        "vendorcredit" => "VendorCredit".to_owned(),
        "timeactivity" => "TimeActivity".to_owned(),
        "creditcardpayment" => "CreditCardPaymentTxn".to_owned(),
        "recurringtransaction" => "RecurringTransaction".to_owned(),
        "exchangerate" => "ExchangeRate".to_owned(),
        "" => "Nothing".to_owned(),
        _ => path[..1].to_uppercase() + &path[1..],
    }
}

impl Input {
    fn new(method: Method, path: String) -> Self {
        let (content_type, accept) = ("application/json", "application/json");
        Self { method, path, content_type, accept, signed: true, body: Vec::new() }
    }

    /// As a request for the router. `None` where no HTTP client could send it.
    pub(crate) fn request(&self, token: &str) -> Option<Request<Body>> {
        let mut request = Request::builder().method(self.method.clone()).uri(&self.path);
        request = request.header(header::HOST, "emulator.test").header(header::ACCEPT, self.accept);
        if !self.content_type.is_empty() {
            request = request.header(header::CONTENT_TYPE, self.content_type);
        }
        if self.signed {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request.body(Body::from(self.body.clone())).ok()
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.method, self.path)?;
        writeln!(f, "Content-Type: {}, Accept: {}", self.content_type, self.accept)?;
        write!(f, "{}", String::from_utf8_lossy(&self.body))
    }
}
