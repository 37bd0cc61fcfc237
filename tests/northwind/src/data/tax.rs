//! Tax. The files know none, so the category decides.

use super::{Data, cents};
use crate::Country;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// The rate on the carriage in Great Britain, in percent.
const ON_FREIGHT: i64 = 20;

impl Data {
    /// The same with the rates of this country on all that is sold and bought.
    pub fn taxed_in(&self, country: Country) -> Self {
        let mut data = self.clone();
        if country == Country::Us {
            return data;
        }
        let categories = data.categories.iter().zip([20, 5, 0].into_iter().cycle());
        let by_category: HashMap<String, Decimal> =
            categories.map(|(category, rate)| (category.id.clone(), Decimal::from(rate))).collect();
        for product in &mut data.products {
            product.rate = by_category.get(&product.category).copied().unwrap_or_default();
        }
        let by_product: HashMap<&str, Decimal> =
            data.products.iter().map(|product| (product.id.as_str(), product.rate)).collect();
        for order in &mut data.orders {
            order.freight_rate = ON_FREIGHT.into();
            for line in &mut order.lines {
                line.rate = by_product.get(line.product.as_str()).copied().unwrap_or_default();
            }
        }
        data
    }
}

/// The tax on these pairs of rate and net: the net is summed up by rate, and the tax on the sum rounded once.
pub(crate) fn tax(charged: impl IntoIterator<Item = (Decimal, Decimal)>) -> Decimal {
    let mut nets = BTreeMap::<Decimal, Decimal>::new();
    for (rate, net) in charged {
        *nets.entry(rate).or_default() += net;
    }
    nets.into_iter().map(|(rate, net)| cents(net * rate / Decimal::ONE_HUNDRED)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_is_rounded_once_for_each_rate() {
        let charged = |pairs: &[(i64, &str)]| {
            tax(pairs.iter().map(|(rate, net)| ((*rate).into(), net.parse::<Decimal>().unwrap()))).to_string()
        };
        // A line at a time it would be 0.02 and 0.02.
        assert_eq!(charged(&[(20, "0.09"), (20, "0.08")]), "0.03");
        assert_eq!(charged(&[(20, "0.09"), (5, "0.30"), (0, "7.00")]), "0.04");
    }
}
