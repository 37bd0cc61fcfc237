//! Customers and suppliers.

use super::{CUSTOMERS, Shop, contact_path, holds, work};
use crate::integrations::ask;
use anyhow::Result;
use axum::http::Method;
use serde_json::{Value, json};
use testkit::databases::TestDb;

/// A customer and a vendor of the sandbox company.
const CUSTOMER: &str = "Amy's Bird Sanctuary";
const VENDOR: &str = "Books by Bessie";

/// A contact with everything that QuickBooks hears of, and something that it does not.
fn full(context_id: i64, name: &str) -> Value {
    json!({
        "context_id": context_id, "name": name, "vat_number": "DE 1",
        "office_phone": "030-1", "office_fax": "030-2", "office_email": "office@example.com", "url": "http://example.com",
        "billing_address_1": "Obere Str. 57", "billing_address_2": "Hof 2", "billing_city": "Berlin", "billing_region": "BE",
        "billing_postal_code": "12209", "billing_country": "Germany", "shipping_address_1": "Rampe 3", "shipping_city": "Potsdam"
    })
}

/// The same as QuickBooks holds it.
fn full_there() -> Value {
    json!({
        "PrimaryPhone": { "FreeFormNumber": "030-1" }, "Fax": { "FreeFormNumber": "030-2" },
        "PrimaryEmailAddr": { "Address": "office@example.com" }, "WebAddr": { "URI": "http://example.com" },
        "BillAddr": { "Line1": "Obere Str. 57", "Line2": "Hof 2", "City": "Berlin", "CountrySubDivisionCode": "BE",
                      "PostalCode": "12209", "Country": "Germany" },
        "ShipAddr": { "Line1": "Rampe 3", "City": "Potsdam" }
    })
}

/// A contact that has nothing but a name and a telephone.
fn sparse(context_id: i64, name: &str) -> Value {
    json!({ "context_id": context_id, "name": name, "office_phone": "555-2" })
}

/// All but the members that a sparse update of the telephone changes.
fn rest(mut contact: Value) -> Value {
    for member in ["PrimaryPhone", "SyncToken", "MetaData"] {
        contact.as_object_mut().unwrap().remove(member);
    }
    contact
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_new_customer_is_made_with_every_field_and_nothing_else(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.contact(full(2, "Alfreds Futterkiste")).await?;
        shop.settled().await?;
        let there = shop.there("Customer", "DisplayName", "Alfreds Futterkiste").await?;
        holds(&there, full_there());
        assert!(!there.to_string().contains("DE 1"), "{there:#}");
        Ok(())
    }

    async fn a_customer_of_the_same_name_is_adopted_and_keeps_all_that_is_blank_here(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let before = shop.there("Customer", "DisplayName", CUSTOMER).await?;
        let row = shop.contact(sparse(2, CUSTOMER)).await?;
        shop.settled().await?;
        let after = shop.there("Customer", "DisplayName", CUSTOMER).await?;
        holds(&after, json!({ "PrimaryPhone": { "FreeFormNumber": "555-2" } }));
        assert_eq!(rest(after), rest(before));
        assert!(shop.entry(&row).await?["reason"].to_string().contains("taken over"));
        Ok(())
    }

    async fn blanks_of_an_adopted_customer_are_sent_where_that_is_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.set(json!({ "blanks_on_adoption": "overwrite" })).await?;
        let before = shop.there("Customer", "DisplayName", CUSTOMER).await?;
        assert!(before["PrimaryEmailAddr"]["Address"].is_string() && before["GivenName"].is_string());
        shop.contact(sparse(2, CUSTOMER)).await?;
        shop.settled().await?;
        let after = shop.there("Customer", "DisplayName", CUSTOMER).await?;
        holds(&after, json!({ "Id": before["Id"], "GivenName": before["GivenName"], "PrimaryPhone": { "FreeFormNumber": "555-2" } }));
        assert!(after["PrimaryEmailAddr"]["Address"].is_null() && after["BillAddr"]["Line1"].is_null(), "{after:#}");
        Ok(())
    }

    async fn one_who_is_inactive_there_is_not_adopted(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let there = shop.there("Customer", "DisplayName", CUSTOMER).await?;
        let off = json!({ "Id": there["Id"], "SyncToken": there["SyncToken"], "sparse": true, "Active": false });
        shop.stack.remote_write("customer", off).await?;
        shop.contact(sparse(2, CUSTOMER)).await?;
        shop.settled().await?;
        let made = shop.there("Customer", "DisplayName", CUSTOMER).await?;
        assert_ne!(made["Id"], there["Id"]);
        holds(&made, json!({ "Active": true, "PrimaryPhone": { "FreeFormNumber": "555-2" } }));
        Ok(())
    }

    async fn a_later_edit_sends_blanks_and_a_new_name_in_one_call(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let row = shop.contact(full(2, "Old name")).await?;
        shop.settled().await?;
        let before = shop.there("Customer", "DisplayName", "Old name").await?;
        shop.stack.clear_journal().await?;
        let edit = json!({ "name": "New name", "office_fax": "", "billing_address_2": "", "shipping_address_1": "", "shipping_city": "" });
        shop.edit_contact(&row, edit).await?;
        shop.settled().await?;
        assert_eq!(shop.calls().await?, ["POST customer"]);
        let after = shop.there("Customer", "DisplayName", "New name").await?;
        holds(&after, json!({ "Id": before["Id"], "PrimaryPhone": { "FreeFormNumber": "030-1" }, "BillAddr": { "Line1": "Obere Str. 57", "Line2": null } }));
        assert!(after["Fax"]["FreeFormNumber"].is_null() && after["ShipAddr"]["City"].is_null(), "{after:#}");
        Ok(())
    }

    async fn a_new_invoice_brings_its_customer_along_and_so_does_an_edited_one(db: TestDb) -> Result<()> {
        let shop = Shop::connected(&db).await?;
        let (first, second) = (shop.contact(full(2, "First")).await?, shop.contact(full(2, "Second")).await?);
        shop.enable().await?;
        let invoice = shop.invoice(&first, json!([work("10")])).await?;
        for name in ["First", "Second"] {
            assert_eq!(shop.stack.remote_where("Customer", "DisplayName", name).await?.len(), 0, "nobody has changed {name}");
            shop.settled().await?;
            let there = shop.there("Customer", "DisplayName", name).await?;
            holds(&there, full_there());
            holds(&shop.invoice_there(&invoice).await?, json!({ "CustomerRef": { "value": there["Id"] } }));
            shop.edit(&invoice, json!({ "customer_id": second["id"] })).await?;
        }
        Ok(())
    }

    async fn a_supplier_is_a_vendor_without_a_shipping_address(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let row = shop.contact(full(10, "Exotic Liquids")).await?;
        shop.settled().await?;
        let mut expected = full_there();
        expected["ShipAddr"] = Value::Null;
        let before = shop.there("Vendor", "DisplayName", "Exotic Liquids").await?;
        holds(&before, expected);
        shop.edit_contact(&row, json!({ "name": "Exotic Drinks", "office_fax": "" })).await?;
        shop.settled().await?;
        let after = shop.there("Vendor", "DisplayName", "Exotic Drinks").await?;
        assert!(after["Id"] == before["Id"] && after["Fax"]["FreeFormNumber"].is_null(), "{after:#}");
        assert_eq!(shop.stack.remote_where("Customer", "DisplayName", "Exotic Liquids").await?.len(), 0);
        Ok(())
    }

    async fn a_purchase_order_brings_its_supplier_along_and_adopts_the_vendor_of_that_name(db: TestDb) -> Result<()> {
        let shop = Shop::connected(&db).await?;
        let supplier = shop.contact(sparse(10, VENDOR)).await?;
        shop.enable().await?;
        let before = shop.there("Vendor", "DisplayName", VENDOR).await?;
        let order = shop.order(&supplier, json!([work("10")])).await?;
        shop.settled().await?;
        holds(&shop.order_there(&order).await?, json!({ "VendorRef": { "value": before["Id"] } }));
        let after = shop.there("Vendor", "DisplayName", VENDOR).await?;
        holds(&after, json!({ "PrimaryPhone": { "FreeFormNumber": "555-2" } }));
        assert_eq!(rest(after), rest(before));
        Ok(())
    }

    async fn a_name_that_another_kind_has_gets_a_suffix_and_the_entry_says_so(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.stack.remote_write("employee", json!({ "GivenName": "Emil", "FamilyName": "Platt", "DisplayName": "Emil Platt" })).await?;
        shop.set(json!({ "supplier_suffix": "– maker" })).await?;
        for (context, ours, entity, theirs) in [
            (2, VENDOR, "Customer", "Books by Bessie (Customer)"),
            (2, "Emil Platt", "Customer", "Emil Platt (Customer)"),
            (10, CUSTOMER, "Vendor", "Amy's Bird Sanctuary – maker"),
        ] {
            let row = shop.contact(sparse(context, ours)).await?;
            shop.settled().await?;
            holds(&shop.there(entity, "DisplayName", theirs).await?, json!({ "PrimaryPhone": { "FreeFormNumber": "555-2" } }));
            let reason = shop.entry(&row).await?["reason"].to_string();
            assert!(reason.contains(&format!("as “{theirs}”, because another one there has “{ours}”")), "{reason}");
        }
        Ok(())
    }

    async fn a_name_that_another_kind_has_fails_where_that_is_chosen(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        shop.set(json!({ "name_clash": "fail" })).await?;
        let before = shop.stack.remote("Customer").await?;
        let row = shop.customer(VENDOR).await?;
        shop.stack.settle().await?;
        let entry = shop.entry(&row).await?;
        assert_eq!((&entry["status"], &entry["code"]), (&json!("failed"), &json!("name-taken")));
        assert!(entry["reason"].to_string().contains(VENDOR), "{entry:#}");
        assert_eq!(shop.stack.remote("Customer").await?, before);
        Ok(())
    }

    async fn a_contact_that_is_deleted_here_stays_there_and_loses_its_link(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let rows = [shop.customer("Leaving").await?, shop.supplier("Leaving maker").await?];
        shop.settled().await?;
        let before = [shop.there("Customer", "DisplayName", "Leaving").await?, shop.there("Vendor", "DisplayName", "Leaving maker").await?];
        shop.stack.clear_journal().await?;
        for row in &rows {
            shop.delete(&contact_path(row)).await?;
        }
        shop.settled().await?;
        assert_eq!(shop.calls().await?, [""; 0]);
        let after = [shop.there("Customer", "DisplayName", "Leaving").await?, shop.there("Vendor", "DisplayName", "Leaving maker").await?];
        assert_eq!(after, before);
        // Without a link, the next of that name finds it as any other.
        let again = shop.customer("Leaving").await?;
        shop.settled().await?;
        assert!(shop.entry(&again).await?["reason"].to_string().contains("taken over"));
        Ok(())
    }

    async fn a_contact_with_documents_is_not_deleted(db: TestDb) -> Result<()> {
        let shop = Shop::open(&db).await?;
        let customer = shop.customer("Busy").await?;
        let invoice = shop.invoice(&customer, json!([work("10")])).await?;
        let refused = shop.refused(Method::DELETE, &contact_path(&customer), Value::Null).await?;
        assert_eq!(refused["id"]["inUse"], "The customer Busy has documents; archive it instead");
        shop.edit_contact(&customer, json!({ "archived": true })).await?;
        shop.settled().await?;
        holds(&shop.there("Customer", "DisplayName", "Busy").await?, json!({ "Active": true, "Balance": 10 }));
        holds(&shop.invoice_there(&invoice).await?, json!({ "TotalAmt": 10 }));
        let (_, listed) = ask(&shop.stack, Method::GET, CUSTOMERS).await;
        assert_eq!(listed["count"], "1");
        Ok(())
    }
}
