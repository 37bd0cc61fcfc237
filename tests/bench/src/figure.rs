//! Percentiles and rates, in whole numbers.

use std::time::Duration;

/// A moment after another one, or before it, in microseconds.
pub(crate) type Micros = i64;

/// The value that `percent` in a hundred don't exceed; zero when there are none.
pub(crate) fn percentile(values: &mut [Micros], percent: usize) -> Micros {
    values.sort_unstable();
    let rank = values.len().saturating_mul(percent).div_ceil(100);
    values.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

/// Milliseconds with one decimal.
pub(crate) fn milliseconds(micros: Micros) -> String {
    let tenths = micros.unsigned_abs().saturating_add(50) / 100;
    let sign = if micros < 0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{} ms", tenths / 10, tenths % 10)
}

/// How many a second.
pub(crate) fn per_second(count: usize, time: Duration) -> String {
    let tenths = (count as u128).saturating_mul(10_000_000) / time.as_micros().max(1);
    format!("{}.{} a second", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let mut values: Vec<Micros> = (1..=500).rev().collect();
        assert_eq!(percentile(&mut values, 50), 250);
        assert_eq!(percentile(&mut values, 99), 495);
        assert_eq!(percentile(&mut values, 100), 500);
        assert_eq!(percentile(&mut [], 50), 0);
    }

    #[test]
    fn times_and_rates_have_one_decimal() {
        assert_eq!(milliseconds(1_849), "1.8 ms");
        assert_eq!(milliseconds(-1_851), "-1.9 ms");
        assert_eq!(milliseconds(-20), "0.0 ms");
        assert_eq!(per_second(2_000, Duration::from_millis(1_600)), "1250.0 a second");
    }
}
