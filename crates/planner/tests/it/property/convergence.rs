//! Deciding and doing, one step after another, ends, and leaves one entity for one record.

use super::remote::{Company, Meddling};
use crate::sample::{
    Books, contact, invoice, line, money, payment, prerequisite, purchase_order, received, refund, wanted,
};
use domain::change::RecordKind;
use domain::contact::ContactKind;
use planner::fault::{Meaning, meaning};
use planner::payload::GENERIC_ITEM_NAME;
use planner::{
    Decision, Desired, Link, PaymentFacts, Remote, Settings, Step, Until, Verb, WriteStep, entity, identity,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use quickbooks::Entity;

/// Steps in a row, as many as whoever carries them out allows.
const MAX_STEPS: usize = 12;
/// Times that other people get in between.
const MAX_MEDDLING: usize = 3;
const NAME: &str = "Acme";
const LINKED_ID: &str = "42";

/// How a run of steps ended.
#[derive(Debug, PartialEq)]
enum Ending {
    /// The planner had nothing more to do.
    Decided(Decision),
    /// QuickBooks refused, and somebody has to do something about it.
    Refused,
}

/// One run, as it is carried out: what was sent, what was seen, and QuickBooks.
#[derive(Debug, Clone)]
struct Run {
    books: Books,
    link: Link,
    remote: Remote,
    company: Company,
}

impl Run {
    fn until_it_ends(&mut self, meddling: &[Option<Meddling>]) -> Result<Ending, TestCaseError> {
        for round in 0..MAX_STEPS {
            if let Some(Some(meddling)) = meddling.get(round) {
                self.company.meddle(*meddling, self.name());
            }
            let decision = self.books.decide(&self.link, &self.remote);
            prop_assert_eq!(&decision, &self.books.decide(&self.link, &self.remote), "the same answer again");
            let Decision::Steps(steps) = decision else { return Ok(Ending::Decided(decision)) };
            let step = steps.into_iter().next();
            prop_assert!(step.is_some(), "steps without a step");
            if step.is_some_and(|step| self.perform(step)) {
                return Ok(Ending::Refused);
            }
            prop_assert!(self.company.ours().len() <= 1, "two entities for one record: {:?}", self.company);
        }
        Err(TestCaseError::fail(format!("no end after {MAX_STEPS} steps: {self:?}")))
    }

    fn name(&self) -> &'static str {
        if self.books.kind == RecordKind::GenericItem { GENERIC_ITEM_NAME } else { NAME }
    }

    /// Does `step`; true when that was refused for good.
    fn perform(&mut self, step: Step) -> bool {
        match step {
            Step::FindByName { entity, name } => self.saw(self.company.find(entity, &name)),
            Step::Read { id, .. } => self.saw(self.company.read(&id)),
            Step::Link { id } => {
                self.link = Link { remote_id: Some(id), ..self.link.clone() };
                self.remote = Remote::Unseen;
            }
            Step::Forget => self.gone(),
            Step::Write(step) => return self.write(&step),
        }
        false
    }

    fn saw(&mut self, found: Option<(String, String)>) {
        self.remote = match found {
            Some((id, sync_token)) => Remote::Found { id, sync_token, drift: None },
            None => Remote::Missing,
        };
    }

    /// Looks who has the name; true when nothing can be done about it.
    fn taken(&mut self, step: &WriteStep) -> bool {
        let Some((_, name)) = identity::name(&step.write) else { return true };
        let (kind, settings) = (self.books.kind, &self.books.settings);
        match self.company.find(step.write.entity, name) {
            Some(found) if step.verb == Verb::Create => self.saw(Some(found)),
            Some(_) => return true,
            None if self.link.taken.is_some() || settings.evasion(kind, name).is_none() => return true,
            None => self.link.taken = Some(name.to_owned()),
        }
        false
    }

    fn gone(&mut self) {
        let taken = self.link.taken.take();
        self.link = Link { generation: self.link.generation + 1, taken, ..Link::default() };
        self.remote = Remote::Unseen;
    }

    fn write(&mut self, step: &WriteStep) -> bool {
        assert!(
            step.verb != Verb::Create || self.link.remote_id.is_none(),
            "created although linked: {self:?}"
        );
        match self.company.write(step.verb, &step.write) {
            Ok((id, token)) => self.accepted(step, id, token),
            Err(fault) => {
                self.link.refusals += 1;
                self.remote = Remote::Unseen;
                match meaning(Some(step.verb), NAME, Some(&fault)) {
                    Meaning::AlreadyGone => self.gone(),
                    Meaning::Stale => self.link.sync_token = None,
                    Meaning::Taken(_) => return self.taken(step),
                    Meaning::Problem(_) | Meaning::Later(_) | Meaning::LoginLost(_) | Meaning::Again => {
                        return true;
                    }
                }
            }
        }
        false
    }

    fn accepted(&mut self, step: &WriteStep, id: String, token: String) {
        let fingerprint = Some(step.fingerprint.as_str().to_owned());
        let (generation, taken) = (self.link.generation, self.link.taken.take());
        self.link = match step.verb {
            Verb::Delete => Link { generation: generation + 1, taken, ..Link::default() },
            Verb::Void => Link {
                remote_id: Some(id),
                fingerprint,
                generation: generation + 1,
                taken,
                ..Link::default()
            },
            Verb::Create | Verb::Adopt | Verb::Update => Link {
                remote_id: Some(id),
                sync_token: Some(token),
                fingerprint,
                generation,
                taken,
                ..Link::default()
            },
        };
        self.remote = Remote::Unseen;
    }
}

fn books() -> impl Strategy<Value = Books> {
    let named = |kind, name: &str| wanted(contact(kind, name));
    let absent = || Desired::Absent { blocked_by: None };
    let ordered = |facts| Desired::PurchaseOrder(Box::new(facts));
    let paid = || Some(money(RecordKind::Payment, "its payment", Until::Gone));
    let waiting =
        PaymentFacts { remote_invoice: prerequisite(RecordKind::Invoice, "Invoice 1042", None), ..payment() };
    let all = [
        (RecordKind::Customer, named(ContactKind::Customer, NAME)),
        (RecordKind::Customer, named(ContactKind::Customer, "Acme: Tucson")),
        (RecordKind::Customer, absent()),
        (RecordKind::Supplier, named(ContactKind::Supplier, NAME)),
        (RecordKind::Supplier, absent()),
        (RecordKind::Invoice, Desired::Invoice(Box::new(invoice(vec![line("1", "12")])))),
        (RecordKind::Invoice, Desired::Voided { blocked_by: None }),
        (RecordKind::Invoice, Desired::Voided { blocked_by: paid() }),
        (RecordKind::Invoice, absent()),
        (RecordKind::Invoice, Desired::Absent { blocked_by: paid() }),
        (RecordKind::Payment, Desired::Payment(Box::new(payment()))),
        (RecordKind::Payment, Desired::Payment(Box::new(waiting))),
        (RecordKind::Payment, absent()),
        (RecordKind::Refund, Desired::Refund(Box::new(refund()))),
        (RecordKind::Refund, absent()),
        (RecordKind::GenericItem, Desired::GenericItem),
        (RecordKind::PurchaseOrder, ordered(purchase_order(vec![line("1", "12")]))),
        (RecordKind::PurchaseOrder, ordered(received(purchase_order(vec![line("1", "12")])))),
        (RecordKind::PurchaseOrder, absent()),
    ];
    let all = all.map(|(kind, desired)| Books::of(kind, desired));
    let no_account = Books { settings: Settings::default(), ..all[15].clone() };
    select([all.to_vec(), vec![no_account]].concat())
}

/// What was sent before: nothing, something that is gone, or entity 42 at this version, holding something or not.
fn link() -> impl Strategy<Value = Link> {
    let live = (option::of(0_usize..3), any::<bool>()).prop_map(|(version, proven)| Link {
        remote_id: Some(LINKED_ID.to_owned()),
        sync_token: version.map(|version| version.to_string()),
        fingerprint: proven.then(|| "what was sent before".to_owned()),
        ..Link::default()
    });
    let gone = Link { generation: 1, ..Link::default() };
    prop_oneof![Just(Link::default()), Just(gone), live]
}

/// What is in QuickBooks at the start.
#[derive(Debug, Clone)]
struct Start {
    version: usize,
    removed: bool,
    namesake: Option<Entity>,
}

fn start() -> impl Strategy<Value = Start> {
    let namesake = option::of(select(vec![Entity::Customer, Entity::Vendor, Entity::Item]));
    (0_usize..3, any::<bool>(), namesake).prop_map(|(version, removed, namesake)| Start {
        version,
        removed,
        namesake,
    })
}

fn meddling() -> impl Strategy<Value = Vec<Option<Meddling>>> {
    let one = select(vec![Meddling::Save, Meddling::Remove, Meddling::TakeName]);
    vec(option::of(one), 0..=MAX_MEDDLING)
}

fn run(books: Books, link: Link, start: &Start) -> Run {
    let mut run = Run { books, link, remote: Remote::Unseen, company: Company::default() };
    if let (Some(id), Some(entity), false) = (&run.link.remote_id, entity(run.books.kind), start.removed) {
        run.company.put(id, entity, Some("its former name"), start.version, true);
    }
    if let Some(entity) = start.namesake {
        run.company.put("77", entity, Some(run.name()), 0, false);
    }
    run
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_run_ends_and_a_further_one_has_nothing_to_do(
        books in books(), link in link(), start in start(), meddling in meddling(),
    ) {
        let mut run = run(books, link, &start);
        let ending = run.until_it_ends(&meddling)?;
        if let Ending::Decided(decision) = ending {
            prop_assert_eq!(run.books.decide(&run.link, &run.remote), decision.clone());
            let later = run.books.decide(&run.link, &Remote::Unseen);
            if matches!((&decision, &later), (Decision::Fail(_), Decision::Steps(_))) {
                // What a look has shown is looked at again, and shows the same.
                run.remote = Remote::Unseen;
                prop_assert_eq!(run.until_it_ends(&[])?, Ending::Decided(decision));
            } else {
                prop_assert!(!matches!(later, Decision::Steps(_)), "{:?} after {:?}", later, decision);
            }
        }
    }

    #[test]
    fn up_to_date_means_that_quickbooks_holds_exactly_the_linked_entity(
        books in books(), link in link(), start in start(),
    ) {
        let mut run = run(books, link, &start);
        match run.until_it_ends(&[])? {
            Ending::Decided(Decision::UpToDate) if run.books.kind != RecordKind::GenericItem => {
                prop_assert_eq!(run.company.ours(), [run.link.remote_id.as_deref().unwrap()]);
            }
            Ending::Decided(Decision::UpToDate) => prop_assert!(run.link.remote_id.is_some()),
            Ending::Decided(Decision::Skip(_)) if entity(run.books.kind).is_some_and(Entity::is_transaction) => {
                prop_assert_eq!(run.company.ours(), [""; 0]);
            }
            _ => {}
        }
    }
}
