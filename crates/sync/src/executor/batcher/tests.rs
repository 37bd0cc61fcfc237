use domain::change::{Record, RecordKind};
use planner::Verb;
use quickbooks::{Entity, RequestId, Write};
use serde_json::json;

use super::*;

const ALONE_MAX: usize = 10;
const NEW_BATCH: Uuid = Uuid::from_u128(1);

fn batcher() -> Arc<Batcher> {
    Arc::new(Batcher::new(ALONE_MAX))
}

fn entry_id(number: u128) -> Uuid {
    Uuid::from_u128(1_000 + number)
}

fn owner(number: u128) -> Owner {
    Owner {
        company_id: Uuid::nil(),
        connection_id: Uuid::nil(),
        entry_id: entry_id(number),
        record: Record::new(RecordKind::Invoice, entry_id(number)),
    }
}

fn stored(number: u128, sent_as: SentAs, write: Write) -> StoredWrite {
    StoredWrite {
        verb: Verb::Create,
        request_id: RequestId::new(format!("{number:010}-and-more")).unwrap(),
        write,
        fingerprint: String::new(),
        expected_total: None,
        revision: 0,
        first_sent_at: Timestamp::UNIX_EPOCH,
        sent_as,
    }
}

fn create(note: &str) -> Write {
    Write::create(Entity::Invoice, &json!({ "PrivateNote": note })).unwrap()
}

/// Hands in new writes with these numbers.
fn hand_in(batcher: &Batcher, numbers: impl IntoIterator<Item = u128>) -> Vec<Waiting> {
    let hand_in = |number| batcher.hand_in(owner(number), stored(number, SentAs::NotYet, create("")));
    numbers.into_iter().map(hand_in).collect()
}

/// The numbers that go out with that of `own`, and how.
fn take(batcher: &Batcher, own: u128, may_batch: Result<(), Timestamp>) -> (Vec<u128>, Form) {
    assert!(batcher.state().is_taken, "it is nobody's turn");
    let load = batcher.turn().load(entry_id(own), NEW_BATCH, || may_batch).unwrap().unwrap();
    let number = |parcel: &Parcel| parcel.owner.entry_id.as_u128() - 1_000;
    (load.parcels.iter().map(number).collect(), load.form)
}

/// Whether somebody is called to make a request.
fn is_called(batcher: &Batcher) -> bool {
    batcher.state().is_taken
}

#[test]
fn a_single_write_goes_at_once_and_alone() {
    let batcher = batcher();
    let _told = hand_in(&batcher, [1]);
    assert_eq!(take(&batcher, 1, Ok(())), (vec![1], Form::Alone));
    assert!(!is_called(&batcher), "nothing is left");
}

#[test]
fn a_few_go_alone_and_one_more_makes_a_batch() {
    let few = batcher();
    let _told = hand_in(&few, 1..=10);
    assert_eq!(take(&few, 3, Ok(())), (vec![3], Form::Alone));
    let many = batcher();
    let _told = hand_in(&many, 1..=11);
    let expected = vec![3, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11];
    assert_eq!(take(&many, 3, Ok(())), (expected, Form::Batch(NEW_BATCH)));
}

#[test]
fn a_batch_is_full_with_thirty() {
    let batcher = batcher();
    let _told = hand_in(&batcher, 1..=45);
    assert_eq!(take(&batcher, 1, Ok(())), ((1..=30).collect(), Form::Batch(NEW_BATCH)));
    assert_eq!(take(&batcher, 31, Ok(())), ((31..=45).collect(), Form::Batch(NEW_BATCH)));
}

#[test]
fn nothing_goes_while_one_more_may_come_unless_a_batch_is_full() {
    let batcher = batcher();
    let (_first, _second) = (batcher.expect(), batcher.expect());
    let _told = hand_in(&batcher, [1]);
    assert!(!is_called(&batcher), "the second one may still hand a write in");
    let away = batcher.step_out();
    assert!(is_called(&batcher), "the second one looks something up");
    drop(away);
    assert_eq!(take(&batcher, 1, Ok(())), (vec![1], Form::Alone));
    let _many: Vec<Preparing> = (0..40).map(|_| batcher.expect()).collect();
    let _told = hand_in(&batcher, 2..=30);
    assert!(!is_called(&batcher), "29 wait");
    let _last = hand_in(&batcher, [31]);
    assert!(is_called(&batcher), "thirty wait");
}

#[tokio::test]
async fn the_turn_goes_to_whoever_waits_longest_and_on_to_the_next() {
    let batcher = batcher();
    let waiting = hand_in(&batcher, [1, 2]);
    waiting[0].turn.notified().await;
    assert_eq!(take(&batcher, 1, Ok(())), (vec![1], Form::Alone));
    waiting[1].turn.notified().await;
    assert_eq!(take(&batcher, 2, Ok(())), (vec![2], Form::Alone));
    assert!(!is_called(&batcher));
}

#[test]
fn a_repeat_goes_as_it_went_before() {
    let batcher = batcher();
    let (lost, other) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let _new = hand_in(&batcher, 1..=20);
    let repeat = |number, sent_as| batcher.hand_in(owner(number), stored(number, sent_as, create("")));
    let _repeats = [
        repeat(21, SentAs::InBatch(lost)),
        repeat(22, SentAs::Alone),
        repeat(23, SentAs::InBatch(other)),
        repeat(24, SentAs::InBatch(lost)),
    ];
    assert_eq!(take(&batcher, 22, Ok(())), (vec![22], Form::Alone));
    assert_eq!(take(&batcher, 24, Ok(())), (vec![24, 21], Form::BatchAgain(lost)));
    assert_eq!(take(&batcher, 1, Ok(())), ((1..=20).collect(), Form::Batch(NEW_BATCH)));
    let later = Err(Timestamp::MAX);
    let refused = batcher.turn().load(entry_id(23), NEW_BATCH, || later).unwrap().unwrap_err();
    assert_eq!((refused.0.owner.entry_id, refused.1), (entry_id(23), Timestamp::MAX));
}

#[test]
fn new_writes_go_alone_while_no_batch_may_start() {
    let batcher = batcher();
    let _told = hand_in(&batcher, 1..=20);
    assert_eq!(take(&batcher, 5, Err(Timestamp::MAX)), (vec![5], Form::Alone));
}

#[test]
fn a_void_and_what_is_too_much_for_one_batch_stay_out_of_it() {
    let batcher = batcher();
    let _few = hand_in(&batcher, 1..=10);
    let large = create(&"x".repeat(BATCH_BYTES_MAX));
    let _large = batcher.hand_in(owner(11), stored(11, SentAs::NotYet, large));
    let void = Write::void(Entity::Invoice, "7", "0").unwrap();
    let _void = batcher.hand_in(owner(12), stored(12, SentAs::NotYet, void));
    let _last = hand_in(&batcher, [13]);
    let expected = (1..=10).chain([13]).collect();
    assert_eq!(take(&batcher, 1, Ok(())), (expected, Form::Batch(NEW_BATCH)));
    assert_eq!(take(&batcher, 12, Ok(())), (vec![12], Form::Alone));
    assert_eq!(take(&batcher, 11, Ok(())), (vec![11], Form::Alone));
}

#[test]
fn two_that_would_be_called_the_same_do_not_share_a_batch() {
    let batcher = batcher();
    let _told = hand_in(&batcher, 1..=12);
    let mut twin = stored(13, SentAs::NotYet, create(""));
    twin.request_id = RequestId::new("0000000001-of-another").unwrap();
    let _twin = batcher.hand_in(owner(13), twin);
    assert_eq!(take(&batcher, 1, Ok(())), ((1..=12).collect(), Form::Batch(NEW_BATCH)));
    assert_eq!(take(&batcher, 13, Ok(())), (vec![13], Form::Alone));
}

#[test]
fn those_that_were_separated_go_alone_and_first() {
    let batcher = batcher();
    let _told = hand_in(&batcher, 1..=12);
    let load = batcher.turn().load(entry_id(1), NEW_BATCH, || Ok(())).unwrap().unwrap();
    assert!(load.parcels.iter().all(|parcel| parcel.write.sent_as == SentAs::InBatch(NEW_BATCH)));
    let _later = hand_in(&batcher, [20]);
    batcher.separate(load);
    assert_eq!(take(&batcher, 2, Ok(())), (vec![2], Form::Alone));
    assert_eq!(batcher.state().waiting.front().unwrap().owner.entry_id, entry_id(1));
}

#[tokio::test]
async fn what_came_of_a_write_is_told_to_its_entry_which_goes_on() {
    let batcher = batcher();
    let told = hand_in(&batcher, [1]).remove(0).told;
    let parcel = batcher.state().waiting.pop_front().unwrap();
    let ending = Ending::Completed("sent".to_owned());
    batcher.tell(parcel, Err(ending.clone()));
    assert_eq!(told.await.unwrap().err(), Some(ending));
    assert_eq!(batcher.state().preparing, 1);
}
