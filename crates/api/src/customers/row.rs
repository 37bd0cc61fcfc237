//! A contact as clients see it.

use crate::answer::{Moment, Number, Resource};
use app::Saved;
use domain::contact::Contact;
use serde::Serialize;
use uuid::Uuid;

/// The full row (fact sheet 2.2). What we don't keep has the value that the original's samples show.
#[derive(Debug, Serialize)]
pub(crate) struct CustomerRow {
    id: Uuid,
    context_id: i64,
    customer_number: i64,
    name: String,
    office_email: String,
    office_phone: String,
    office_fax: String,
    url: String,
    billing_address_1: String,
    billing_address_2: String,
    billing_city: String,
    billing_region: String,
    billing_postal_code: String,
    billing_country: String,
    billing_region_id: (),
    billing_country_id: (),
    shipping_address_1: String,
    shipping_address_2: String,
    shipping_city: String,
    shipping_region: String,
    shipping_postal_code: String,
    shipping_country: String,
    shipping_region_id: (),
    shipping_country_id: (),
    vat_number: String,
    document_count: i64,
    tax_rate1: Option<Number>,
    tax_rate2: Option<Number>,
    customer_date: (),
    archived: bool,
    customer_label_id: &'static str,
    pricing_tier_id: &'static str,
    user_id: &'static str,
    created: Moment,
    modified: Moment,
}

impl Resource for CustomerRow {
    const SINGULAR: &'static str = "customer";
    const PLURAL: &'static str = "customers";
}

impl CustomerRow {
    /// The row of a contact with this many documents.
    pub(crate) fn of(contact: &Saved<Contact>, document_count: i64) -> Self {
        let (details, created, modified) =
            (contact.details.clone(), Moment(contact.created_at), Moment(contact.modified_at));
        Self {
            id: contact.id,
            context_id: details.kind.context(),
            customer_number: contact.number,
            name: details.name,
            office_email: details.email,
            office_phone: details.phone,
            office_fax: details.fax,
            url: details.url,
            billing_address_1: details.billing.line1,
            billing_address_2: details.billing.line2,
            billing_city: details.billing.city,
            billing_region: details.billing.region,
            billing_postal_code: details.billing.postal_code,
            billing_country: details.billing.country,
            billing_region_id: (),
            billing_country_id: (),
            shipping_address_1: details.shipping.line1,
            shipping_address_2: details.shipping.line2,
            shipping_city: details.shipping.city,
            shipping_region: details.shipping.region,
            shipping_postal_code: details.shipping.postal_code,
            shipping_country: details.shipping.country,
            shipping_region_id: (),
            shipping_country_id: (),
            vat_number: details.vat_number,
            document_count,
            tax_rate1: details.tax_rate1.map(Number::from),
            tax_rate2: details.tax_rate2.map(Number::from),
            customer_date: (),
            archived: contact.archived,
            customer_label_id: "",
            pricing_tier_id: "",
            user_id: "",
            created,
            modified,
        }
    }
}
