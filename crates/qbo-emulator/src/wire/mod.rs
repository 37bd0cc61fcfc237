//! How things look on the wire: numbers, moments, envelopes and members of JSON objects.

mod envelope;
mod members;
mod moment;
mod multipart;
mod number;

pub(crate) use envelope::{deleted, one};
pub(crate) use members::{Members, Object, reference};
pub(crate) use moment::{
    MONTHS, WEEKDAYS, date_of, date_time_of, day_of, local_moment, offset_stamp, reply_time, stamp,
    start_of_day,
};
pub(crate) use multipart::{Part, boundary, parts};
pub(crate) use number::{cents, decimal_of, money, plain};
