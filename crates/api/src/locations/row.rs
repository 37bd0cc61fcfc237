//! A location as clients see it.

use crate::answer::{Moment, Resource};
use app::Saved;
use domain::location::Location;
use serde::Serialize;
use uuid::Uuid;

/// A location (fact sheet 2.7). Addresses and zones are not kept yet and so have no value.
#[derive(Debug, Serialize)]
pub(crate) struct LocationRow {
    id: Uuid,
    name: String,
    short_name: String,
    address_1: (),
    address_2: (),
    city: (),
    region: (),
    postal_code: (),
    country: (),
    phone: (),
    fax: (),
    email: (),
    manager: (),
    item_count: i64,
    zone_count: i64,
    zones: [(); 0],
    created: Moment,
    modified: Moment,
}

impl Resource for LocationRow {
    const SINGULAR: &'static str = "location";
    const PLURAL: &'static str = "locations";
}

impl LocationRow {
    /// The row of a location where this many items lie.
    pub(super) fn of(location: &Saved<Location>, item_count: i64) -> Self {
        Self {
            id: location.id,
            name: location.details.name.clone(),
            short_name: location.details.short_name.clone(),
            address_1: (),
            address_2: (),
            city: (),
            region: (),
            postal_code: (),
            country: (),
            phone: (),
            fax: (),
            email: (),
            manager: (),
            item_count,
            zone_count: 0,
            zones: [],
            created: Moment(location.created_at),
            modified: Moment(location.modified_at),
        }
    }
}
