//! What currencies are called, and what they are usually worth.

use rust_decimal::Decimal;

/// Code, name and, in millionths of a US dollar, what one is worth until a rate has been set (assumed).
static CURRENCIES: [(&str, &str, i64); 48] = [
    ("USD", "United States Dollar", 1_000_000),
    ("CAD", "Canadian Dollar", 730_000),
    ("GBP", "British Pound Sterling", 1_270_000),
    ("EUR", "Euro", 1_080_000),
    ("AUD", "Australian Dollar", 660_000),
    ("CHF", "Swiss Franc", 1_130_000),
    ("NZD", "New Zealand Dollar", 600_000),
    ("SEK", "Swedish Krona", 100_000),
    ("NOK", "Norwegian Krone", 90_000),
    ("DKK", "Danish Krone", 140_000),
    ("SGD", "Singapore Dollar", 750_000),
    ("MXN", "Mexican Peso", 50_000),
    ("AED", "United Arab Emirates Dirham", 272_294),
    ("ARS", "Argentine Peso", 1_050),
    ("BGN", "Bulgarian Lev", 552_000),
    ("BRL", "Brazilian Real", 180_000),
    ("CLP", "Chilean Peso", 1_060),
    ("CNY", "Chinese Yuan", 138_000),
    ("COP", "Colombian Peso", 245),
    ("CZK", "Czech Koruna", 44_000),
    ("EGP", "Egyptian Pound", 20_500),
    ("HKD", "Hong Kong Dollar", 128_000),
    ("HUF", "Hungarian Forint", 2_750),
    ("IDR", "Indonesian Rupiah", 62),
    ("ILS", "Israeli Sheqel", 270_000),
    ("INR", "Indian Rupee", 11_800),
    ("ISK", "Icelandic Krona", 7_200),
    ("JMD", "Jamaican Dollar", 6_400),
    ("JPY", "Japanese Yen", 6_700),
    ("KES", "Kenyan Shilling", 7_700),
    ("KRW", "South Korean Won", 720),
    ("KWD", "Kuwaiti Dinar", 3_250_000),
    ("MAD", "Moroccan Dirham", 100_000),
    ("MYR", "Malaysian Ringgit", 225_000),
    ("NGN", "Nigerian Naira", 650),
    ("PEN", "Peruvian Nuevo Sol", 268_000),
    ("PHP", "Philippine Peso", 17_300),
    ("PKR", "Pakistani Rupee", 3_590),
    ("PLN", "Polish Zloty", 250_000),
    ("QAR", "Qatari Rial", 274_725),
    ("RON", "Romanian Leu", 217_000),
    ("SAR", "Saudi Riyal", 266_667),
    ("THB", "Thai Baht", 29_000),
    ("TRY", "Turkish Lira", 29_000),
    ("TWD", "Taiwan New Dollar", 31_000),
    ("UAH", "Ukrainian Hryvnia", 24_000),
    ("VND", "Vietnamese Dong", 39),
    ("ZAR", "South African Rand", 54_000),
];

/// Places after the point that a rate is given with.
const RATE_PLACES: u32 = 8;

/// The name of a currency by its code.
pub(crate) fn currency_name(code: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(known, _, _)| *known == code).map(|(_, name, _)| *name)
}

/// What a currency is worth where nobody has set a rate; 1 for one that is not in the table (assumed).
pub(crate) fn usual_rate(code: &str, home: &str) -> Decimal {
    let worth =
        |code: &str| CURRENCIES.iter().find(|(known, _, _)| *known == code).map(|(_, _, worth)| *worth);
    let (Some(one), Some(other)) = (worth(code), worth(home)) else { return Decimal::ONE };
    (Decimal::from(one) / Decimal::from(other)).round_dp(RATE_PLACES).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::is_currency;

    #[test]
    fn currencies_are_worth_what_the_table_says_and_others_one() {
        let rate = |code: &str, home: &str| usual_rate(code, home).to_string();
        assert_eq!(
            (rate("JPY", "USD"), rate("EUR", "USD"), rate("USD", "USD")),
            ("0.0067".into(), "1.08".into(), "1".into())
        );
        assert_eq!(
            (rate("USD", "GBP"), rate("KWD", "USD"), rate("XAF", "USD")),
            ("0.78740157".into(), "3.25".into(), "1".into())
        );
        for (code, ..) in CURRENCIES {
            assert!(is_currency(code), "{code}");
            assert!(CURRENCIES.iter().all(|(home, ..)| usual_rate(code, home) > Decimal::ZERO), "{code}");
        }
    }
}
