//! Codes of currencies.

/// Those of ISO 4217, and those that have gone out of use and are still in the vendor's schema.
static CODES: &str = "\
    AED AFA AFN ALL AMD ANG AOA AOK ARP ARS ATS AUD AWF AWG AZM AZN BAM BBD BDT BEF BGL BGN \
    BHD BIF BMD BND BOB BRC BRL BSD BTN BUK BWP BYB BYN BYR BZD CAD CDF CHF CLP CNY COP CRC \
    CUP CVE CZK DDM DEM DJF DKK DOP DZD ECS EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL \
    GHC GHS GIP GMD GNF GRD GTQ GWP GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL \
    JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD \
    MDL MGA MGF MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXP MYR MZM MZN NAD NGN NIC NIO NLG \
    NOK NPR NZD OMR PAB PEN PES PGK PHP PKR PLN PLZ PTE PYG QAR ROL RON RSD RUB RUR RWF SAR \
    SBD SCR SDD SDG SDP SEK SGD SHP SIT SKK SLE SLL SOS SRD SRG SSP STD STN SUR SVC SYP SZL \
    THB TJS TMM TMT TND TOP TRL TRY TTD TWD TZS UAH UGS UGX USD UYP UYU UZS VAL VES VND VUV \
    WST XAF XCD XDR XOF XPF YER YUD ZAR ZMK ZMW ZRZ ZWD ZWL";

/// Whether there is a currency of this code.
pub(crate) fn is_currency(code: &str) -> bool {
    CODES.split_whitespace().any(|known| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_have_their_codes_and_other_words_do_not() {
        assert!(["AED", "EUR", "TRY", "ZWL"].iter().all(|code| is_currency(code)));
        assert!(!["", "XYZ", "eur", "EU", "EUR USD"].iter().any(|code| is_currency(code)));
    }
}
