//! What is sent: from a request of a client to what QuickBooks then holds, rule by rule.
//!
//! | in Counterfoil | tests |
//! |---|---|
//! | enable, disable, connect again | `scope::only_documents_created_from_enabling_on_are_sent_and_no_money_on_older_ones` |
//! | | `scope::while_it_is_off_nothing_is_sent_and_what_was_sent_stays_linked` |
//! | | `scope::who_connects_again_to_the_same_company_goes_on_with_its_links` |
//! | | `scope::another_company_is_asked_about_first_and_begins_with_links_of_its_own` |
//! | | `scope::a_company_that_is_not_connected_keeps_its_books_all_the_same` |
//! | customer | `contacts::a_new_customer_is_made_with_every_field_and_nothing_else` |
//! | | `contacts::a_customer_of_the_same_name_is_adopted_and_keeps_all_that_is_blank_here` |
//! | | `contacts::blanks_of_an_adopted_customer_are_sent_where_that_is_chosen` |
//! | | `contacts::one_who_is_inactive_there_is_not_adopted` |
//! | | `contacts::a_later_edit_sends_blanks_and_a_new_name_in_one_call` |
//! | | `contacts::a_new_invoice_brings_its_customer_along_and_so_does_an_edited_one` |
//! | supplier | `contacts::a_supplier_is_a_vendor_without_a_shipping_address` |
//! | | `contacts::a_purchase_order_brings_its_supplier_along_and_adopts_the_vendor_of_that_name` |
//! | name that another kind has | `contacts::a_name_that_another_kind_has_gets_a_suffix_and_the_entry_says_so` |
//! | | `contacts::a_name_that_another_kind_has_fails_where_that_is_chosen` |
//! | contact delete | `contacts::a_contact_that_is_deleted_here_stays_there_and_loses_its_link` |
//! | | `contacts::a_contact_with_documents_is_not_deleted` |
//! | prospect, estimate, item, stock | `quiet::items_stock_and_prospects_are_not_sent` |
//! | | `quiet::a_prospect_that_becomes_a_customer_is_sent_then` |
//! | | `quiet::an_estimate_is_not_taken_yet_and_so_not_sent` |
//! | invoice create, edit | `invoices::an_invoice_arrives_with_number_date_addresses_lines_and_total` |
//! | | `invoices::an_edit_takes_the_place_of_what_was_sent_in_one_call` |
//! | its lines | `lines::a_line_tells_item_sku_variation_published_fields_and_its_own_text` |
//! | | `lines::a_line_of_a_unique_item_tells_its_serial_number_also_on_an_order` |
//! | | `lines::a_line_without_an_item_tells_its_name_and_text` |
//! | | `lines::a_long_description_is_cut_with_a_mark_and_one_that_fits_is_not` |
//! | | `lines::the_item_of_the_lines_is_made_without_stock_and_follows_the_accounts_that_are_chosen` |
//! | | `lines::an_item_of_that_name_is_found_and_another_one_can_be_chosen` |
//! | document number | `invoices::while_quickbooks_numbers_for_itself_its_number_is_shown_beside_ours` |
//! | currency | `invoices::another_currency_goes_with_its_rate_on_invoice_and_payment_to_a_customer_of_that_currency` |
//! | | `invoices::another_currency_fails_before_any_call_where_quickbooks_has_one_alone` |
//! | line discount | `discounts::a_percentage_off_a_line_is_in_its_unit_price_and_told_in_its_description` |
//! | | `discounts::percentages_off_lines_are_one_discount_line_with_the_sum_where_that_is_chosen` |
//! | discount line | `discounts::an_amount_off_the_whole_is_a_discount_line` |
//! | | `discounts::a_percentage_off_the_whole_is_a_discount_line_of_that_percentage_before_tax` |
//! | | `discounts::a_percentage_off_the_whole_leaves_the_tax_alone_where_it_comes_after_it` |
//! | | `discounts::where_discounts_are_off_one_fails_before_any_call_and_names_the_switch` |
//! | two taxes per line | `taxes::in_the_united_states_a_line_is_taxed_or_not_and_the_total_is_ours` |
//! | | `taxes::in_britain_each_line_goes_as_the_code_of_its_rate` |
//! | | `taxes::in_canada_two_taxes_go_as_the_one_code_that_has_both` |
//! | | `taxes::rates_without_a_code_fail_before_any_call_and_go_once_one_is_chosen` |
//! | payment | `money::a_payment_is_on_its_invoice_with_date_and_reference_and_goes_to_undeposited_funds` |
//! | | `money::a_long_reference_is_cut_and_whole_in_the_note` |
//! | | `money::method_and_account_of_a_payment_follow_from_its_reference` |
//! | refund | `money::a_refund_is_paid_out_against_its_payment_and_opens_the_invoice_again` |
//! | | `money::a_refund_is_a_receipt_where_that_is_chosen_and_both_sides_are_equal_once_the_invoice_is_lowered` |
//! | one payment or refund returned | `money::one_payment_that_is_returned_is_deleted` |
//! | | `money::one_refund_that_is_returned_is_deleted_and_its_payment_is_whole_again` |
//! | reset | `money::a_reset_deletes_all_money_of_that_invoice_and_keeps_the_invoice` |
//! | cancel | `invoices::a_cancelled_invoice_is_voided_after_its_payments_are_undone` |
//! | | `invoices::an_invoice_with_money_on_it_is_neither_cancelled_nor_deleted` |
//! | invoice delete | `invoices::a_deleted_invoice_is_deleted_there_and_one_that_is_gone_there_counts_as_done` |
//! | purchase order create, edit, delete | `purchase_orders::an_order_arrives_after_its_vendor_with_number_date_and_lines` |
//! | | `purchase_orders::a_discount_on_the_whole_and_tax_are_lines_of_their_own_on_an_order` |
//! | | `purchase_orders::an_edit_takes_the_place_of_what_was_sent_and_removes_lines` |
//! | | `purchase_orders::a_deleted_order_is_deleted_there_and_one_that_is_gone_there_counts_as_done` |
//! | received in full | `purchase_orders::an_order_received_in_full_is_closed_without_a_bill_and_opened_when_something_is_to_come` |
//! | | `purchase_orders::an_order_received_in_full_makes_a_bill_line_by_line_where_that_is_chosen` |
//! | | `purchase_orders::an_order_that_is_sent_or_received_in_part_tells_nothing` |
//!
//! Only what the API does not offer is done beside it: connecting, switching on and off, and what people do in QuickBooks.

mod contacts;
mod discounts;
mod holds;
mod invoices;
mod lines;
mod money;
mod purchase_orders;
mod quiet;
mod scope;
mod shop;
mod taxes;

use holds::{decimal, holds};
use shop::{CUSTOMERS, DOCUMENTS, SETTINGS, Shop, action_path, contact_path, document_path, id, work};
use std::collections::BTreeSet;

#[test]
fn the_table_names_every_test_and_no_other() {
    let files = [
        ("contacts", include_str!("contacts.rs")),
        ("discounts", include_str!("discounts.rs")),
        ("invoices", include_str!("invoices.rs")),
        ("lines", include_str!("lines.rs")),
        ("money", include_str!("money.rs")),
        ("purchase_orders", include_str!("purchase_orders.rs")),
        ("quiet", include_str!("quiet.rs")),
        ("scope", include_str!("scope.rs")),
        ("taxes", include_str!("taxes.rs")),
    ];
    let tests = files.into_iter().flat_map(|(file, text)| {
        let names = text.split("async fn ").filter_map(|rest| rest.split_once("(db: TestDb)"));
        names.map(move |(name, _)| format!("{file}::{name}"))
    });
    let rows = include_str!("mod.rs").lines().filter(|line| line.starts_with("//! |"));
    let named = rows.filter_map(|row| row.split('`').nth(1)).map(str::to_owned);
    assert_eq!(named.collect::<BTreeSet<_>>(), tests.collect());
}
