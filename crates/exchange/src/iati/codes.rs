//! Code lists of the standard that matter to whoever reads an activity.

use std::cmp::Ordering;

/// Codes of currencies, ISO 4217, those of the standard's list `Currency` (funds and former ones included: reports are
/// of former years too).
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN \
BWP BYN BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP \
GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD \
KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR \
NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP \
SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN USS UYI UYU UZS VEF VES VND VUV WST XAF XBT XCD XDR XOF XPF YER \
ZAR ZMK ZMW ZWL";

/// Whether this is a currency.
pub fn is_currency(code: &str) -> bool {
    // Four bytes each, in order.
    let (mut low, mut high) = (0, CURRENCIES.len().div_ceil(4));
    while low < high {
        let middle = usize::midpoint(low, high);
        match CURRENCIES[4 * middle..4 * middle + 3].cmp(code) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal => return true,
            Ordering::Greater => high = middle,
        }
    }
    false
}

/// Whether a text can be the identifier of an activity or an organisation: the rules of the standard allow no slash,
/// ampersand, bar or question mark, and it has no spaces.
pub fn is_identifier(text: &str) -> bool {
    let sound = |c: char| !c.is_whitespace() && !c.is_control() && !"/&|?".contains(c);
    (3..=200).contains(&text.len()) && text.contains('-') && text.chars().all(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_in_order_and_found() {
        let codes: Vec<&str> = CURRENCIES.split(' ').collect();
        assert!(codes.is_sorted() && codes.iter().all(|code| code.len() == 3));
        assert!(codes.iter().all(|code| is_currency(code)));
        for wrong in ["", "US", "USDX", "usd", "AAA", "ZZZ", "$", "EUR "] {
            assert!(!is_currency(wrong), "{wrong}");
        }
    }

    #[test]
    fn identifiers_keep_to_the_rules() {
        for sound in ["XM-DAC-41114-PROJECT-00012345", "GB-CHC-123456:7", "FR-3-é"] {
            assert!(is_identifier(sound), "{sound}");
        }
        for wrong in ["", "ab", "nohyphen", "a-b c", "a-b/c", "a-b&c", "a-b|c", "a-b?c"] {
            assert!(!is_identifier(wrong), "{wrong}");
        }
    }
}
