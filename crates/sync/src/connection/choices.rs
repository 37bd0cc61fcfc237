//! What QuickBooks offers to choose from, as it is read and as it is kept.

use planner::Known;
use planner::settings::{AccountChoice, Choices, ItemChoice, Named, TaxCodeChoice};
use quickbooks::model::{
    Account, CompanyCurrency, Item, ItemType, PaymentMethod, TaxCode, TaxRate, TaxRateList,
};
use quickbooks::{Access, Client, Entity, Query};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

use crate::Error;

/// Rows of a list that are read, in one call; a company with more chooses among these.
const ROWS_MAX: u32 = 1_000;
/// Calls that reading takes, at most.
pub(super) const CALLS: usize = 6;

/// Lists that are read, each in one call.
pub(super) fn lists(known: &Known) -> i64 {
    3 + 2 * i64::from(known.has_tax_codes()) + i64::from(known.multi_currency)
}

/// Reads the lists. Tax codes are read where lines need them, currencies where there are several.
pub(super) async fn read(client: &Client, access: Access<'_>, known: &Known) -> Result<Choices, Error> {
    let accounts: Vec<Account> = rows(client, access, Entity::Account).await?;
    let items: Vec<Item> = rows(client, access, Entity::Item).await?;
    let methods: Vec<PaymentMethod> = rows(client, access, Entity::PaymentMethod).await?;
    let mut longest = accounts.len().max(items.len()).max(methods.len());
    let tax_codes = match known.has_tax_codes() {
        true => {
            let codes: Vec<TaxCode> = rows(client, access, Entity::TaxCode).await?;
            let rates: Vec<TaxRate> = rows(client, access, Entity::TaxRate).await?;
            longest = longest.max(codes.len());
            let rates = rates.into_iter().filter_map(|rate| Some((rate.id?, rate.rate_value?))).collect();
            codes.into_iter().filter_map(|code| tax_code(code, &rates)).collect()
        }
        false => Vec::new(),
    };
    let currencies: Vec<CompanyCurrency> = match known.multi_currency {
        true => rows(client, access, Entity::CompanyCurrency).await?,
        false => Vec::new(),
    };
    let currencies = currencies.into_iter().filter_map(|each| each.code).collect();
    Ok(Choices {
        accounts: accounts.into_iter().filter_map(|each| account(each, known)).collect(),
        currencies,
        items: items.into_iter().filter_map(item).collect(),
        payment_methods: methods.into_iter().filter_map(method).collect(),
        tax_codes,
        is_cut: longest >= ROWS_MAX as usize,
    })
}

async fn rows<T: DeserializeOwned>(
    client: &Client,
    access: Access<'_>,
    entity: Entity,
) -> Result<Vec<T>, Error> {
    Ok(client.query(access, &Query::from(entity).max(ROWS_MAX)).await?.parse()?)
}

fn account(account: Account, known: &Known) -> Option<AccountChoice> {
    let currency = account.currency_ref.map(|currency| currency.value);
    Some(AccountChoice {
        id: account.id?,
        name: account.fully_qualified_name.or(account.name)?,
        kind: account.account_type?,
        detail: account.account_sub_type.unwrap_or_default(),
        currency: currency.filter(|code| *code != known.home_currency),
    })
}

/// Headings and bundles can't stand on a line.
fn item(item: Item) -> Option<ItemChoice> {
    if matches!(item.r#type, Some(ItemType::Category | ItemType::Group)) {
        return None;
    }
    Some(ItemChoice {
        id: item.id?,
        name: item.fully_qualified_name.or(item.name)?,
        is_sold: item.income_account_ref.is_some(),
        is_bought: item.expense_account_ref.is_some(),
    })
}

fn method(method: PaymentMethod) -> Option<Named> {
    Some(Named { id: method.id?, name: method.name? })
}

/// A code that charges something on one side alone is not for the other.
fn tax_code(code: TaxCode, rates: &HashMap<String, Decimal>) -> Option<TaxCodeChoice> {
    if code.hidden == Some(true) {
        return None;
    }
    let sale = percentages(code.sales_tax_rate_list, rates)?;
    let purchase = percentages(code.purchase_tax_rate_list, rates)?;
    let for_sales = !sale.is_empty() || purchase.is_empty();
    let for_purchases = !purchase.is_empty() || sale.is_empty();
    Some(TaxCodeChoice {
        id: code.id?,
        name: code.name?,
        sale: for_sales.then_some(sale),
        purchase: for_purchases.then_some(purchase),
    })
}

/// The percentages of one side; `None` when one of them isn't known.
fn percentages(list: Option<TaxRateList>, rates: &HashMap<String, Decimal>) -> Option<Vec<Decimal>> {
    let details = list.and_then(|list| list.tax_rate_detail).unwrap_or_default();
    details.into_iter().map(|detail| rates.get(&detail.tax_rate_ref?.value).copied()).collect()
}
