//! Names and numbers that someone else has in QuickBooks.

use anyhow::Result;
use planner::Code;
use serde_json::{Value, json};
use sync::log::{Entry, Status};
use testkit::databases::TestDb;
use testkit::stack::{Stack, service};
use uuid::Uuid;

/// A vendor of the test company.
const VENDOR: &str = "Books by Bessie";

async fn choose(stack: &Stack, setting: &str, value: &str) -> Result<()> {
    let company = stack.actor.company_id;
    stack.engine.change_settings(company, |settings| settings.with(setting, Some(value.to_owned()))).await?;
    stack.settle().await
}

/// The entry of a new customer of this name.
async fn new_customer(stack: &Stack, name: &str) -> Result<(Uuid, Entry)> {
    let id = stack.customer(name).await?.id;
    stack.settle().await?;
    Ok((id, stack.entry_of(id).await?))
}

async fn renamed(stack: &Stack, id: Uuid, name: &str) -> Result<Entry> {
    stack.edit_contact(id, |contact| contact.details.name = name.to_owned()).await?;
    stack.settle().await?;
    stack.entry_of(id).await
}

/// The only customer that is called so.
async fn customer_there(stack: &Stack, name: &str) -> Result<Value> {
    let found = stack.remote_where("Customer", "DisplayName", name).await?;
    assert_eq!(found.len(), 1, "{name}");
    Ok(found[0].clone())
}

/// Somebody enters the next invoice of `customer` in QuickBooks by hand.
async fn entered_there(stack: &Stack, customer: &str, number: &str, amount: Value) -> Result<Value> {
    let body = json!({"DocNumber": number, "CustomerRef": {"value": customer}, "Line": [{
        "DetailType": "SalesItemLineDetail", "Amount": amount, "SalesItemLineDetail": {"ItemRef": {"value": "1"}, "TaxCodeRef": {"value": "NON"}},
    }]});
    Ok(stack.remote_write("invoice", body).await?["Invoice"].take())
}

/// The entry of a new invoice over 10, and its number.
async fn new_invoice(stack: &Stack, customer: Uuid) -> Result<(Uuid, i64, Entry)> {
    let view = stack.invoice(customer, vec![service("Work", "1", "10")]).await?;
    stack.settle().await?;
    let document = view.filed.document;
    Ok((document.id, document.number, stack.entry_of(document.id).await?))
}

fn reason(entry: &Entry) -> &str {
    entry.reason.as_deref().unwrap_or_default()
}

testkit::on_both! {
    migrated(store::migrations::ALL);

    async fn a_name_that_a_vendor_has_gets_a_suffix_and_keeps_it_in_one_call(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (id, entry) = new_customer(&stack, VENDOR).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        let told = "as “Books by Bessie (Customer)”, because another one there has “Books by Bessie”";
        assert!(reason(&entry).contains(told), "{entry:?}");
        stack.clear_journal().await?;
        stack.edit_contact(id, |contact| contact.details.phone = "555-3".to_owned()).await?;
        stack.settle().await?;
        assert_eq!(stack.journal().await?.len(), 1);
        let there = customer_there(&stack, "Books by Bessie (Customer)").await?;
        assert_eq!(there["PrimaryPhone"]["FreeFormNumber"], "555-3");
        let entry = renamed(&stack, id, "Bessie").await?;
        assert!(!reason(&entry).contains("because"), "{entry:?}");
        assert_eq!(customer_there(&stack, "Bessie").await?["Id"], there["Id"]);
        Ok(())
    }

    async fn a_rename_to_a_name_that_a_vendor_has_gets_the_suffix_that_was_chosen(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "customer_suffix", "– buyer").await?;
        let (id, _) = new_customer(&stack, "Bessie").await?;
        let entry = renamed(&stack, id, VENDOR).await?;
        assert_eq!(entry.status, Status::Completed, "{entry:?}");
        customer_there(&stack, "Books by Bessie – buyer").await?;
        // A customer of that name is no other kind: which of the two is meant, only a person can say.
        let entry = renamed(&stack, id, "Cool Cars").await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::NameTaken)), "{entry:?}");
        assert!(reason(&entry).contains("another customer there has the name “Cool Cars” already"), "{entry:?}");
        assert_eq!(stack.remote_where("Customer", "DisplayName", "Cool Cars – buyer").await?.len(), 0);
        Ok(())
    }

    async fn a_supplier_that_has_a_customers_name_gets_a_suffix_of_its_own(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.supplier("Cool Cars").await?;
        stack.settle().await?;
        assert_eq!(stack.remote_where("Vendor", "DisplayName", "Cool Cars (Supplier)").await?.len(), 1);
        Ok(())
    }

    async fn a_name_whose_suffix_is_taken_as_well_fails(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        stack.remote_write("vendor", json!({"DisplayName": "Books by Bessie (Customer)"})).await?;
        let (_, entry) = new_customer(&stack, VENDOR).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::NameTaken)), "{entry:?}");
        Ok(())
    }

    async fn a_taken_name_fails_where_that_is_chosen_and_goes_by_itself_once_it_is_not(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "name_clash", "fail").await?;
        let (id, entry) = new_customer(&stack, VENDOR).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::NameTaken)), "{entry:?}");
        choose(&stack, "name_clash", "suffix").await?;
        assert_eq!(stack.entry_of(id).await?.status, Status::Completed);
        // What goes by another name goes on so.
        choose(&stack, "name_clash", "fail").await?;
        stack.edit_contact(id, |contact| contact.details.phone = "555-4".to_owned()).await?;
        stack.settle().await?;
        let there = customer_there(&stack, "Books by Bessie (Customer)").await?;
        assert_eq!(there["PrimaryPhone"]["FreeFormNumber"], "555-4");
        Ok(())
    }

    async fn an_invoice_that_somebody_entered_there_already_is_linked_and_stays_as_it_is(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (customer, _) = new_customer(&stack, "Twice").await?;
        let there = customer_there(&stack, "Twice").await?["Id"].as_str().unwrap().to_owned();
        let (_, number, _) = new_invoice(&stack, customer).await?;
        let by_hand = entered_there(&stack, &there, &(number + 1).to_string(), json!(10)).await?;
        stack.clear_journal().await?;
        let (id, next, entry) = new_invoice(&stack, customer).await?;
        assert_eq!((next, entry.status), (number + 1, Status::Completed), "{entry:?}");
        assert!(reason(&entry).contains("that was in QuickBooks already"), "{entry:?}");
        assert_eq!(stack.journal().await?.len(), 2, "a refusal and a search");
        let kept = stack.remote_where("Invoice", "DocNumber", &next.to_string()).await?;
        assert_eq!((kept.len(), &kept[0]["SyncToken"]), (1, &by_hand["SyncToken"]));
        stack.edit_invoice(id, vec![service("Work", "2", "10")]).await?;
        stack.settle().await?;
        let edited = stack.remote_where("Invoice", "DocNumber", &next.to_string()).await?.remove(0);
        assert_eq!((&edited["Id"], edited["TotalAmt"].to_string()), (&by_hand["Id"], "20.00".to_owned()));
        Ok(())
    }

    async fn a_number_of_another_sale_gets_a_suffix_and_keeps_it_in_one_call(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        let (customer, _) = new_customer(&stack, "Busy").await?;
        let there = customer_there(&stack, "Busy").await?["Id"].as_str().unwrap().to_owned();
        let (_, number, _) = new_invoice(&stack, customer).await?;
        // Another total, then another customer.
        entered_there(&stack, &there, &(number + 1).to_string(), json!(11)).await?;
        entered_there(&stack, "1", &(number + 2).to_string(), json!(10)).await?;
        for _ in 0..2 {
            let (id, number, entry) = new_invoice(&stack, customer).await?;
            assert_eq!(entry.status, Status::Completed, "{entry:?}");
            assert!(reason(&entry).contains(&format!("as “{number}-2”, because another one there has “{number}”")), "{entry:?}");
            stack.clear_journal().await?;
            stack.edit_invoice(id, vec![service("Work", "3", "10")]).await?;
            stack.settle().await?;
            assert_eq!(stack.journal().await?.len(), 1);
            let ours = stack.remote_where("Invoice", "DocNumber", &format!("{number}-2")).await?;
            assert_eq!((ours.len(), ours[0]["TotalAmt"].to_string()), (1, "30.00".to_owned()));
        }
        Ok(())
    }

    async fn a_taken_number_fails_where_that_is_chosen_and_goes_by_itself_once_it_is_not(db: TestDb) -> Result<()> {
        let stack = Stack::enabled(&db).await?;
        choose(&stack, "number_clash", "fail").await?;
        let supplier = stack.supplier("Seller").await?;
        let first = stack.purchase_order(supplier.id, vec![service("Goods", "1", "10")]).await?.filed.document.number;
        let body = json!({"DocNumber": (first + 1).to_string(), "VendorRef": {"value": "30"}, "Line": [{
            "DetailType": "ItemBasedExpenseLineDetail", "Amount": 10, "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "11"}},
        }]});
        stack.remote_write("purchaseorder", body).await?;
        let order = stack.purchase_order(supplier.id, vec![service("Goods", "1", "10")]).await?.filed.document;
        stack.settle().await?;
        let entry = stack.entry_of(order.id).await?;
        assert_eq!((entry.status, entry.code), (Status::Failed, Some(Code::NumberTaken)), "{entry:?}");
        choose(&stack, "number_suffix", "/B").await?;
        choose(&stack, "number_clash", "suffix").await?;
        assert_eq!(stack.entry_of(order.id).await?.status, Status::Completed);
        assert_eq!(stack.remote_where("PurchaseOrder", "DocNumber", &format!("{}/B", order.number)).await?.len(), 1);
        Ok(())
    }
}
