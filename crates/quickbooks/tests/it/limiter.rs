//! The speed limits hold whatever is asked of the limiter.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use quickbooks::{Admission, Limiter, Limits, Start};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(1_700_000_000_000 + millis).unwrap()
}

fn limiter() -> Limiter {
    Limiter::new(Limits::quickbooks())
}

#[test]
fn ten_may_be_under_way_and_an_eleventh_waits_for_one_to_finish() {
    let mut limiter = limiter();
    for _ in 0..10 {
        assert_eq!(limiter.try_start(at(0)), Admission::Go);
    }
    assert_eq!(limiter.try_start(at(1)), Admission::Full);
    assert_eq!(limiter.under_way(), 10);
    limiter.finish();
    assert_eq!(limiter.try_start(at(1)), Admission::Go);
}

#[test]
fn five_hundred_may_start_and_the_next_waits_until_the_first_is_a_minute_old_wherever_it_is_counted() {
    let mut limiter = limiter();
    for n in 0..500 {
        assert_eq!(limiter.try_start(at(n)), Admission::Go);
        limiter.finish();
    }
    assert_eq!(limiter.try_start(at(500)), Admission::WaitUntil(at(61_000)));
    assert_eq!(limiter.try_start(at(60_999)), Admission::WaitUntil(at(61_000)));
    assert_eq!(limiter.try_start(at(61_000)), Admission::Go);
    limiter.finish();
    assert_eq!(limiter.try_start(at(61_000)), Admission::WaitUntil(at(61_001)));
}

#[test]
fn a_refusal_for_speed_stops_everything_for_as_long_as_told() {
    let mut limiter = limiter();
    limiter.throttled(at(0), Some(Duration::from_secs(5)));
    assert_eq!(limiter.try_start(at(4_999)), Admission::Paused(at(5_000)));
    assert_eq!(limiter.try_start(at(5_000)), Admission::Go);
}

#[test]
fn a_refusal_for_speed_without_a_time_stops_everything_for_a_minute() {
    let mut limiter = limiter();
    limiter.throttled(at(0), None);
    limiter.throttled(at(0), Some(Duration::from_secs(1)));
    assert_eq!(limiter.try_start(at(1_000)), Admission::Paused(at(60_000)));
    assert_eq!(limiter.try_start(at(60_000)), Admission::Go);
}

#[test]
fn an_absurd_pause_is_cut() {
    let mut limiter = limiter();
    limiter.throttled(at(0), Some(Duration::MAX));
    assert_eq!(limiter.try_start(at(0)), Admission::Paused(at(15 * 60_000)));
}

#[test]
fn a_finish_too_many_makes_no_room() {
    let mut limiter = limiter();
    limiter.finish();
    for _ in 0..10 {
        assert_eq!(limiter.try_start(at(0)), Admission::Go);
    }
    assert_eq!(limiter.try_start(at(0)), Admission::Full);
}

#[test]
fn a_clock_set_back_makes_no_room() {
    let mut limiter = limiter();
    for _ in 0..500 {
        assert_eq!(limiter.try_start(at(0)), Admission::Go);
        limiter.finish();
    }
    assert_eq!(limiter.try_start(at(-3_600_000)), Admission::WaitUntil(at(61_000)));
}

/// What may happen to a limiter.
#[derive(Debug, Clone)]
enum Event {
    Pass(i64),
    Start,
    Finish,
    Throttled(Option<u64>),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => Just(Event::Start),
        4 => Just(Event::Finish),
        3 => (-50i64..400).prop_map(Event::Pass),
        1 => prop::option::of(0u64..3).prop_map(Event::Throttled),
    ]
}

proptest! {
    #[test]
    fn no_window_and_no_moment_ever_has_more_than_allowed(events in prop::collection::vec(event(), 1..400)) {
        let limits = Limits { requests: 7, batches: 2, window: Duration::from_secs(1), at_once: 3 };
        let window = SignedDuration::from_secs(1);
        let mut limiter = Limiter::new(limits);
        let (mut now, mut under_way) = (0, 0usize);
        let (mut starts, mut batches) = (Vec::<Timestamp>::new(), Vec::<Timestamp>::new());
        for event in events {
            match event {
                Event::Pass(millis) => now += millis,
                Event::Finish => {
                    limiter.finish();
                    under_way = under_way.saturating_sub(1);
                }
                Event::Throttled(seconds) => {
                    limiter.throttled(at(now), seconds.map(Duration::from_secs));
                }
                Event::Start => match limiter.try_start(at(now)) {
                    Admission::Go => {
                        under_way += 1;
                        let start = at(now).max(starts.last().copied().unwrap_or(at(now)));
                        starts.push(start);
                        if limiter.try_batch(start).is_ok() {
                            batches.push(start);
                        }
                    }
                    Admission::Full => prop_assert_eq!(under_way, limits.at_once),
                    Admission::WaitUntil(until) | Admission::Paused(until) => prop_assert!(until > at(now)),
                },
            }
            prop_assert!(under_way <= limits.at_once);
            prop_assert_eq!(limiter.under_way(), under_way);
        }
        for (started, most) in [(starts, limits.requests), (batches, limits.batches)] {
            for (n, first) in started.iter().enumerate() {
                let inside = started[n..].iter().filter(|start| start.duration_since(*first) < window).count();
                prop_assert!(inside <= most);
            }
        }
    }
}

#[test]
fn a_hundred_and_twenty_may_be_batches_until_the_first_is_a_minute_old() {
    let mut limiter = limiter();
    for n in 0..120 {
        assert_eq!(limiter.try_batch(at(n)), Ok(()));
    }
    assert_eq!(limiter.try_batch(at(120)), Err(at(61_000)));
    assert_eq!(limiter.try_batch(at(60_999)), Err(at(61_000)));
    assert_eq!(limiter.try_batch(at(61_000)), Ok(()));
    assert_eq!(limiter.try_batch(at(61_000)), Err(at(61_001)));
    assert_eq!(limiter.try_start(at(61_000)), Admission::Go);
}

#[test]
fn what_was_started_before_counts_on() {
    let starts = (0..500).map(|n| Start { at: at(n), is_batch: n < 120 });
    let mut limiter = Limiter::resumed(Limits::quickbooks(), starts);
    assert_eq!(limiter.try_batch(at(30_000)), Err(at(61_000)));
    assert_eq!(limiter.try_start(at(30_000)), Admission::WaitUntil(at(61_000)));
    assert_eq!(limiter.try_start(at(61_000)), Admission::Go);
    assert_eq!(limiter.try_batch(at(61_000)), Ok(()));
}
