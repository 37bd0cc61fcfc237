//! One change to send.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Entity, Error};

/// What a write does. Serialised in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    /// Makes a new object.
    Create,
    /// Changes an object; sparse when the body says so (fact sheet 2.5).
    Update,
    /// Removes a transaction for good (fact sheet 2.6).
    Delete,
    /// Sets a transaction to zero and keeps it (fact sheet 2.7).
    Void,
}

/// One change to one object. Its three parts can be stored and put together again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Write {
    /// The kind of object.
    pub entity: Entity,
    /// What is done to it.
    pub operation: Operation,
    /// The JSON object that is sent.
    pub body: Value,
}

impl Write {
    /// A new object.
    ///
    /// # Errors
    /// [`Error::IdOnCreate`] when the body names an existing object, [`Error::Unsupported`] for
    /// company info and preferences, [`Error::Body`] when it is not a JSON object.
    pub fn create(entity: Entity, body: &impl Serialize) -> Result<Self, Error> {
        if matches!(entity, Entity::CompanyInfo | Entity::Preferences) {
            let hint = "every company has exactly one; send an update";
            return Err(Error::Unsupported { entity, operation: Operation::Create, hint });
        }
        let body = object(entity, body)?;
        match body.get("Id") {
            Some(id) => Err(Error::IdOnCreate { entity, id: id.to_string() }),
            None => Ok(Self { entity, operation: Operation::Create, body }),
        }
    }

    /// A change to an existing object: the body carries `Id` and `SyncToken`, and `sparse: true`
    /// when what it leaves out shall stay.
    ///
    /// # Errors
    /// [`Error::MissingMember`] without `Id` or `SyncToken`, [`Error::Body`] when it is not a JSON
    /// object.
    pub fn update(entity: Entity, body: &impl Serialize) -> Result<Self, Error> {
        let body = object(entity, body)?;
        for member in ["Id", "SyncToken"] {
            if body.get(member).and_then(Value::as_str).is_none_or(str::is_empty) {
                return Err(Error::MissingMember { entity, operation: Operation::Update, member });
            }
        }
        Ok(Self { entity, operation: Operation::Update, body })
    }

    /// The removal of a transaction.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for anything but a transaction (fact sheet 2.6).
    pub fn delete(entity: Entity, id: &str, sync_token: &str) -> Result<Self, Error> {
        if !entity.is_transaction() {
            let hint = "set \"Active\" to false with an update";
            return Err(Error::Unsupported { entity, operation: Operation::Delete, hint });
        }
        let body = json!({ "Id": id, "SyncToken": sync_token });
        Ok(Self { entity, operation: Operation::Delete, body })
    }

    /// The voiding of a transaction.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for anything but a transaction (fact sheet 2.7).
    pub fn void(entity: Entity, id: &str, sync_token: &str) -> Result<Self, Error> {
        let body = match entity {
            Entity::Invoice => json!({ "Id": id, "SyncToken": sync_token }),
            Entity::Payment => json!({ "Id": id, "SyncToken": sync_token, "sparse": true }),
            _ => {
                let hint = "only invoices and payments can be voided";
                return Err(Error::Unsupported { entity, operation: Operation::Void, hint });
            }
        };
        Ok(Self { entity, operation: Operation::Void, body })
    }

    /// The method, always `POST` (fact sheet 2.1).
    pub const fn method(&self) -> &'static str {
        "POST"
    }

    /// Where it goes below the company's address, e.g. `/invoice?operation=delete`; without the
    /// parameters that all requests have.
    pub fn path(&self) -> String {
        let name = self.entity.path();
        let pairs: Vec<_> = self.parameters().iter().map(|(key, value)| format!("{key}={value}")).collect();
        if pairs.is_empty() { format!("/{name}") } else { format!("/{name}?{}", pairs.join("&")) }
    }

    /// The query parameters that tell the operation (fact sheet 2.1 and 2.7).
    pub(crate) fn parameters(&self) -> &'static [(&'static str, &'static str)] {
        match (self.operation, self.entity) {
            (Operation::Create | Operation::Update, _) => &[],
            (Operation::Delete, _) => &[("operation", "delete")],
            (Operation::Void, Entity::Payment) => &[("operation", "update"), ("include", "void")],
            (Operation::Void, _) => &[("operation", "void")],
        }
    }
}

fn object(entity: Entity, body: &impl Serialize) -> Result<Value, Error> {
    match serde_json::to_value(body) {
        Ok(body) if body.is_object() => Ok(body),
        Ok(_) => Err(Error::Body { entity, reason: "it is a list or a single value".to_owned() }),
        Err(error) => Err(Error::Body { entity, reason: error.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Customer, Invoice};

    #[test]
    fn each_operation_has_its_path_and_body() {
        let invoice = Invoice { doc_number: Some("1001".into()), ..Invoice::default() };
        let create = Write::create(Entity::Invoice, &invoice).unwrap();
        assert_eq!((create.path().as_str(), create.body), ("/invoice", json!({ "DocNumber": "1001" })));

        let body = json!({ "Id": "7", "SyncToken": "2", "sparse": true, "Active": false });
        let update = Write::update(Entity::Customer, &body).unwrap();
        assert_eq!((update.path().as_str(), update.body), ("/customer", body));

        let delete = Write::delete(Entity::Payment, "7", "2").unwrap();
        assert_eq!(delete.path(), "/payment?operation=delete");
        assert_eq!(delete.body, json!({ "Id": "7", "SyncToken": "2" }));

        let void = Write::void(Entity::Invoice, "7", "2").unwrap();
        assert_eq!(void.path(), "/invoice?operation=void");
        assert_eq!(void.body, json!({ "Id": "7", "SyncToken": "2" }));

        let void = Write::void(Entity::Payment, "7", "2").unwrap();
        assert_eq!(void.path(), "/payment?operation=update&include=void");
        assert_eq!(void.body, json!({ "Id": "7", "SyncToken": "2", "sparse": true }));
    }

    #[test]
    fn a_create_that_names_an_object_is_refused() {
        let customer = Customer { id: Some("7".into()), ..Customer::default() };
        assert!(matches!(Write::create(Entity::Customer, &customer), Err(Error::IdOnCreate { .. })));
    }

    #[test]
    fn an_update_without_id_or_version_is_refused() {
        for (body, missing) in [
            (json!({ "SyncToken": "0" }), "Id"),
            (json!({ "Id": "", "SyncToken": "0" }), "Id"),
            (json!({ "Id": "7" }), "SyncToken"),
            (json!({ "Id": "7", "SyncToken": 0 }), "SyncToken"),
        ] {
            let error = Write::update(Entity::Customer, &body).unwrap_err();
            assert!(matches!(error, Error::MissingMember { member, .. } if member == missing), "{body}");
        }
    }

    #[test]
    fn only_transactions_can_be_deleted_and_some_of_them_voided() {
        for entity in Entity::ALL {
            assert_eq!(Write::delete(entity, "1", "0").is_ok(), entity.is_transaction(), "{entity}");
            let is_voidable = matches!(entity, Entity::Invoice | Entity::Payment);
            assert_eq!(Write::void(entity, "1", "0").is_ok(), is_voidable, "{entity}");
        }
    }

    #[test]
    fn settings_can_be_changed_but_not_created() {
        let body = json!({ "Id": "1", "SyncToken": "0" });
        assert!(Write::update(Entity::Preferences, &body).is_ok());
        assert!(Write::create(Entity::Preferences, &json!({})).is_err());
        assert!(Write::create(Entity::CompanyInfo, &json!({})).is_err());
    }

    #[test]
    fn a_body_that_is_no_object_is_refused() {
        assert!(matches!(Write::create(Entity::Customer, &"text"), Err(Error::Body { .. })));
    }

    #[test]
    fn a_stored_write_comes_back_as_it_was() {
        let write = Write::void(Entity::Payment, "7", "2").unwrap();
        let text = serde_json::to_string(&write).unwrap();
        assert!(text.contains(r#""operation":"void""#), "{text}");
        assert_eq!(serde_json::from_str::<Write>(&text).unwrap(), write);
    }
}
