//! Two customers or vendors become one, as a user at a screen may decide. The API has no such request (fact sheet 13.2
//! tells of it in webhooks alone), so what it does to the books is assumed in `docs/emulator/behaviours.md`.

use super::Desk;
use crate::books::{ChangeKind, Deletion, Id, Record};
use crate::entity::{ALL, Entity, hand_over};
use crate::fault::Fault;
use crate::field::{Field, Shape, Target};
use crate::wire::{Members, Object};
use serde_json::Value;

/// The free reference that leads to a record, of a kind that it says.
const TO_ANYTHING: &str = "EntityRef";

/// Somebody who is absorbed by another of the same kind.
struct Merge<'a> {
    entity: &'static Entity,
    from: &'a Id,
    into: &'a Id,
    /// The name of the one who stays, where references keep one.
    name: String,
}

/// Hands all that names `from` over to `into`; `from` is gone afterwards.
///
/// # Errors
/// 6000 for two that can't be merged. Nothing is changed then.
pub(crate) fn merge(desk: &mut Desk<'_>, entity: &'static Entity, from: &Id, into: &Id) -> Result<(), Fault> {
    let merge = Merge { entity, from, into, name: check(desk, entity, from, into)? };
    for of in ALL.iter().copied() {
        let records = desk.company.table(of.name).into_iter().flat_map(|table| table.iter());
        let handed: Vec<Record> = records.filter_map(|record| merge.hand_over(desk, of, record)).collect();
        for record in handed {
            let id = record.id.clone();
            desk.company.put(of, record);
            desk.company.news.note(of.name, &id, ChangeKind::Updated, desk.now);
        }
    }
    desk.company.take(entity, from);
    desk.company.deletions.note(Deletion { entity: entity.name, id: from.clone(), at: desk.now });
    if let Some(heir) = desk.company.find(entity.name, into).cloned() {
        let next = heir.next(heir.body.clone(), desk.now);
        desk.company.put(entity, next);
    }
    desk.company.news.note(entity.name, into, ChangeKind::Merged(from.clone()), desk.now);
    Ok(())
}

/// Whether objects of an entity can be merged.
pub(crate) fn can_merge(entity: &Entity) -> bool {
    matches!(entity.name, "Customer" | "Vendor")
}

/// Two of a kind in one currency, of which the one who goes has nobody below. The name of the other is given back.
fn check(desk: &Desk<'_>, entity: &Entity, from: &Id, into: &Id) -> Result<String, Fault> {
    let refuse = |why: &str| Err(Fault::business(why));
    if !can_merge(entity) {
        return refuse("Only customers and vendors can be merged.");
    }
    let find = |id: &Id| desk.company.find(entity.name, id).ok_or_else(Fault::not_found);
    let (one, other) = (find(from)?, find(into)?);
    if from == into || other.body.get("Active") == Some(&Value::Bool(false)) {
        return refuse("Merge into another one that is active.");
    }
    if desk.company.children(entity.name, from).next().is_some() {
        return refuse("Move the sub-customers elsewhere before you merge their parent.");
    }
    if one.body.target("CurrencyRef") != other.body.target("CurrencyRef") {
        return refuse("Both must have the same currency.");
    }
    Ok(other.body.text("DisplayName").unwrap_or_default().to_owned())
}

impl Merge<'_> {
    /// The next version of a record that names the one who is absorbed.
    fn hand_over(&self, desk: &Desk<'_>, of: &Entity, record: &Record) -> Option<Record> {
        let mut body = record.body.to_object();
        self.rename(of.fields, &mut body);
        hand_over(&mut body, &self.from.to_string(), &self.into.to_string());
        (body != *record.body).then(|| record.next(body, desk.now))
    }

    fn rename(&self, fields: &[Field], members: &mut Object) {
        for field in fields {
            match (field.shape, members.get_mut(field.name)) {
                (Shape::Ref(target), Some(Value::Object(reference)))
                    if self.is_meant(field, target, reference) =>
                {
                    reference.put("value", self.into.to_string());
                    if reference.contains_key("name") {
                        reference.put("name", self.name.clone());
                    }
                }
                (Shape::Object(fields), Some(Value::Object(inner))) => self.rename(fields, inner),
                (Shape::List(fields), Some(Value::Array(rows))) => {
                    rows.iter_mut().filter_map(Value::as_object_mut).for_each(|row| self.rename(fields, row));
                }
                _ => {}
            }
        }
    }

    /// Customers and vendors share their ids, so a reference without a type means whoever has the id.
    fn is_meant(&self, field: &Field, target: Target, reference: &Object) -> bool {
        let of_kind = |kind: &str| kind.eq_ignore_ascii_case(self.entity.name);
        let is_of_kind = match target {
            Target::Entity(name) => name == self.entity.name,
            Target::Person => reference.text("type").is_none_or(of_kind),
            Target::Free(_) => field.name == TO_ANYTHING && reference.text("type").is_none_or(of_kind),
        };
        is_of_kind && reference.text("value").is_some_and(|id| Id::parse(id) == *self.from)
    }
}
