//! Links to files of attachments. They live fifteen minutes (fact sheet 4.3).

use super::Call;
use crate::oauth::base_url;
use crate::wire::{Members, Object};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// A link is good for so long.
const LINK_LIFE: SignedDuration = SignedDuration::from_mins(15);

/// Where the file of an attachment can be fetched without a token, for a while.
pub(super) fn link(call: &Call, id: &str, now: Timestamp) -> String {
    let until = now.saturating_add(LINK_LIFE).unwrap_or(Timestamp::MAX).as_second();
    format!("{}/_emulator/files/{}/{id}?until={until}", base_url(&call.headers), call.realm)
}

/// Puts a link on every attachment with a file in a reply: alone, in a list, or among uploads.
pub(super) fn add_links(call: &Call, reply: &mut Value, now: Timestamp) {
    match reply {
        Value::Object(members) if members.contains_key("FileAccessUri") => put_link(call, members, now),
        Value::Object(members) => {
            for name in ["Attachable", "AttachableResponse", "QueryResponse"] {
                members.get_mut(name).into_iter().for_each(|inner| add_links(call, inner, now));
            }
        }
        Value::Array(rows) => rows.iter_mut().for_each(|row| add_links(call, row, now)),
        _ => {}
    }
}

fn put_link(call: &Call, attachable: &mut Object, now: Timestamp) {
    if let Some(id) = attachable.text("Id").map(str::to_owned) {
        attachable.put("TempDownloadUri", link(call, &id, now));
    }
}
