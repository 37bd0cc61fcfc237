//! What a person would choose in an ordinary company.

use rust_decimal::Decimal;

use super::{Choices, Settings, Side, TaxCodeChoice, TaxMapping};

/// `settings` with a choice for what no one has chosen yet: the account for product sales, the cost of goods sold, the
/// current account, the account of customers' debts, and the tax codes of each rate.
pub fn suggest(settings: Settings, choices: &Choices) -> Settings {
    let find = |kind: &str, detail: Option<&str>| {
        let mut fitting =
            choices.accounts.iter().filter(|account| account.kind == kind && account.currency.is_none());
        fitting
            .find(|account| detail.is_none_or(|detail| account.detail == detail))
            .map(|account| account.id.clone())
    };
    let income = || find("Income", Some("SalesOfProductIncome")).or_else(|| find("Income", None));
    let expense = || find("Cost of Goods Sold", None).or_else(|| find("Expense", None));
    let bank = || find("Bank", Some("Checking")).or_else(|| find("Bank", None));
    Settings {
        income_account: settings.income_account.or_else(income),
        expense_account: settings.expense_account.or_else(expense),
        bank_account: settings.bank_account.or_else(bank),
        receivable_account: settings.receivable_account.or_else(|| find("Accounts Receivable", None)),
        tax_codes: tax_codes(settings.tax_codes, choices),
        ..settings
    }
}

/// A pair of rates for each code that charges none, one or two, and a code for each side of the pair.
fn tax_codes(chosen: Vec<TaxMapping>, choices: &Choices) -> Vec<TaxMapping> {
    let mut all = chosen;
    for side in [Side::Sale, Side::Purchase] {
        for (tax1, tax2) in choices.tax_codes.iter().filter_map(|code| pair(code, side)) {
            if !all.iter().any(|mapping| mapping.is_of(tax1, tax2)) && all.len() < super::MAX_TAX_CODES {
                let code = |side| best(choices, side, tax1, tax2).map(|code| code.id.clone());
                all.push(TaxMapping { tax1, tax2, sale: code(Side::Sale), purchase: code(Side::Purchase) });
            }
        }
    }
    all
}

/// The rates of ours that a code stands for.
fn pair(code: &TaxCodeChoice, side: Side) -> Option<(Decimal, Decimal)> {
    let rates = code.charges(side)?;
    let within = |rate: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(rate);
    match rates.as_slice() {
        _ if !rates.iter().all(within) => None,
        [] => Some((Decimal::ZERO, Decimal::ZERO)),
        [one] => Some((*one, Decimal::ZERO)),
        [one, two] => Some((*one, *two)),
        _ => None,
    }
}

/// The code that charges just this pair. Of several, the one that does so on both sides, then one with a rate (of nothing,
/// where nothing is charged), then the first.
fn best(choices: &Choices, side: Side, tax1: Decimal, tax2: Decimal) -> Option<&TaxCodeChoice> {
    let wanted = TaxMapping { tax1, tax2, ..TaxMapping::default() };
    let charges =
        |code: &&TaxCodeChoice, side| pair(code, side).is_some_and(|(one, two)| wanted.is_of(one, two));
    let rank = |code: &&TaxCodeChoice| {
        let on_both = charges(code, Side::Sale) && charges(code, Side::Purchase);
        (!on_both, code.sale.as_ref().is_none_or(Vec::is_empty))
    };
    choices.tax_codes.iter().filter(|code| charges(code, side)).min_by_key(rank)
}

#[cfg(test)]
mod tests {
    use super::super::AccountChoice;
    use super::*;

    fn account(id: &str, kind: &str, detail: &str) -> AccountChoice {
        AccountChoice {
            id: id.into(),
            name: id.into(),
            kind: kind.into(),
            detail: detail.into(),
            currency: None,
        }
    }

    fn code(id: &str, sale: &[i64], purchase: Option<&[i64]>) -> TaxCodeChoice {
        let rates = |rates: &[i64]| rates.iter().map(|rate| Decimal::from(*rate)).collect();
        TaxCodeChoice {
            id: id.into(),
            name: id.into(),
            sale: Some(rates(sale)),
            purchase: purchase.map(rates),
        }
    }

    #[test]
    fn the_account_for_product_sales_is_preferred_and_a_choice_is_kept() {
        let accounts = vec![
            account("1", "Income", "ServiceFeeIncome"),
            account("79", "Income", "SalesOfProductIncome"),
            account("80", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
        ];
        let choices = Choices { accounts, ..Choices::default() };
        let found = suggest(Settings::default(), &choices);
        assert_eq!(found.income_account.as_deref(), Some("79"));
        assert_eq!(found.expense_account.as_deref(), Some("80"));
        let chosen = Settings { income_account: Some("1".to_owned()), ..Settings::default() };
        assert_eq!(suggest(chosen, &choices).income_account.as_deref(), Some("1"));
    }

    #[test]
    fn an_account_in_a_foreign_currency_is_never_preferred() {
        let euro = AccountChoice {
            currency: Some("EUR".to_owned()),
            ..account("90", "Accounts Receivable", "AccountsReceivable")
        };
        let home = account("91", "Accounts Receivable", "AccountsReceivable");
        let both = Choices { accounts: vec![euro.clone(), home], ..Choices::default() };
        assert_eq!(suggest(Settings::default(), &both).receivable_account.as_deref(), Some("91"));
        let alone = Choices { accounts: vec![euro], ..Choices::default() };
        assert_eq!(suggest(Settings::default(), &alone).receivable_account, None);
    }

    #[test]
    fn without_anything_to_choose_from_nothing_is_chosen() {
        assert_eq!(suggest(Settings::default(), &Choices::default()), Settings::default());
    }

    #[test]
    fn each_rate_goes_as_the_code_that_charges_it_on_both_sides() {
        let tax_codes = vec![
            code("reverse", &[0], Some(&[20, -20])),
            code("none", &[], Some(&[])),
            code("zero", &[0], Some(&[0])),
            code("standard", &[20], Some(&[20])),
            code("two", &[5, 7], Some(&[5])),
            code("second alone", &[7], None),
        ];
        let told = |mapping: TaxMapping| {
            let side = |code: Option<String>| code.unwrap_or_else(|| "-".to_owned());
            format!("{}: {} {}", mapping.words(), side(mapping.sale), side(mapping.purchase))
        };
        let found = suggest(Settings::default(), &Choices { tax_codes, ..Choices::default() });
        let found: Vec<String> = found.tax_codes.into_iter().map(told).collect();
        let wanted = [
            "0 %: zero zero",
            "20 %: standard standard",
            "5 % and 7 %: two -",
            "7 %: second alone -",
            "5 %: - two",
        ];
        assert_eq!(found, wanted);
    }
}
