//! What was chosen and is no longer active in QuickBooks.

use serde::{Deserialize, Serialize};

use super::{Choices, FIELDS, Kind, Settings, Side};

/// Something in QuickBooks that settings refer to by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// An account.
    Account(String),
    /// An item.
    Item(String),
    /// A payment method.
    PaymentMethod(String),
    /// A tax code.
    TaxCode(String),
}

impl Chosen {
    /// What a person calls it.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Item(_) => "item",
            Self::PaymentMethod(_) => "payment method",
            Self::TaxCode(_) => "tax code",
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        let (Self::Account(id) | Self::Item(id) | Self::PaymentMethod(id) | Self::TaxCode(id)) = self;
        id
    }

    /// Its name, where it is among `choices`.
    fn name<'a>(&self, choices: &'a Choices) -> Option<&'a str> {
        match self {
            Self::Account(id) => choices.account(id).map(|account| account.name.as_str()),
            Self::Item(id) => choices.item(id).map(|item| item.name.as_str()),
            Self::PaymentMethod(id) => choices.payment_method(id).map(|method| method.name.as_str()),
            Self::TaxCode(id) => choices.tax_code(id).map(|code| code.name.as_str()),
        }
    }
}

/// Something that was chosen and is no longer active, by the name that it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneName {
    /// What is gone.
    pub chosen: Chosen,
    /// Its name when it was last active.
    pub name: String,
}

/// The names of what is `gone`, which were among the choices `before`, or known already.
pub fn gone_names(gone: &[Chosen], before: &Choices, known: &[GoneName]) -> Vec<GoneName> {
    let named = gone.iter().filter_map(|chosen| match chosen.name(before) {
        Some(name) => Some(GoneName { chosen: chosen.clone(), name: name.to_owned() }),
        None => known.iter().find(|each| each.chosen == *chosen).cloned(),
    });
    named.collect()
}

/// What `settings` refer to and QuickBooks no longer offers. Of lists that were not read to their end nothing is known.
pub fn gone(settings: &Settings, choices: &Choices) -> Vec<Chosen> {
    let mut all = match choices.is_cut {
        true => Vec::new(),
        false => chosen(settings),
    };
    all.retain(|each| each.name(choices).is_none());
    all
}

fn chosen(settings: &Settings) -> Vec<Chosen> {
    let single = FIELDS.iter().filter_map(|field| match field.kind {
        Kind::Account(_) => settings.value(field.name).map(Chosen::Account),
        Kind::Item => settings.value(field.name).map(Chosen::Item),
        Kind::OneOf(_) | Kind::Text(_) => None,
    });
    let rules = settings.payment_methods.iter().flat_map(|rule| {
        let method = rule.payment_method.clone().map(Chosen::PaymentMethod);
        [method, rule.deposit_account.clone().map(Chosen::Account)].into_iter().flatten()
    });
    let codes = settings.tax_codes.iter().flat_map(|mapping| {
        let sides = [Side::Sale, Side::Purchase].into_iter();
        sides
            .filter_map(|side| mapping.code(side))
            .map(|id| Chosen::TaxCode(id.to_owned()))
            .collect::<Vec<_>>()
    });
    single.chain(rules).chain(codes).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Named, PaymentRule, TaxMapping};
    use super::*;

    #[test]
    fn each_choice_that_is_not_offered_is_gone_and_each_that_is_offered_is_not() {
        let some = |id: &str| Some(id.to_owned());
        let settings = Settings {
            bank_account: some("35"),
            item: some("7"),
            payment_methods: vec![PaymentRule {
                payment_method: some("1"),
                deposit_account: some("4"),
                ..PaymentRule::default()
            }],
            tax_codes: vec![TaxMapping { sale: some("2"), purchase: some("3"), ..TaxMapping::default() }],
            ..Settings::default()
        };
        let told: Vec<String> = gone(&settings, &Choices::default())
            .iter()
            .map(|each| format!("{} {}", each.words(), each.id()))
            .collect();
        assert_eq!(
            told,
            ["account 35", "item 7", "payment method 1", "account 4", "tax code 2", "tax code 3"]
        );
        let offered = Named { id: "1".to_owned(), name: "Cash".to_owned() };
        let choices = Choices { payment_methods: vec![offered], ..Choices::default() };
        assert_eq!(gone(&settings, &choices).len(), 5);
        assert_eq!(gone(&settings, &Choices { is_cut: true, ..Choices::default() }), []);
    }

    #[test]
    fn what_is_gone_keeps_its_name_for_as_long_as_it_is_gone() {
        let gone = [Chosen::PaymentMethod("1".to_owned()), Chosen::Item("7".to_owned())];
        let offered = Named { id: "1".to_owned(), name: "Cash".to_owned() };
        let before = Choices { payment_methods: vec![offered], ..Choices::default() };
        let names = gone_names(&gone, &before, &[]);
        assert_eq!(names, [GoneName { chosen: gone[0].clone(), name: "Cash".to_owned() }]);
        assert_eq!(gone_names(&gone, &Choices::default(), &names), names);
        assert_eq!(gone_names(&[], &before, &names), []);
    }
}
