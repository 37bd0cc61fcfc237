//! The emulator as a value: build it, put its router somewhere or let it serve.

mod kept;
mod options;
mod serve;
mod session;
mod settings;
mod shifted;
mod world;

pub use options::Options;
pub use session::Session;
pub use settings::{Edition, Settings};
pub(crate) use shifted::ShiftedClock;
pub(crate) use world::World;

use crate::books::Beginning;
use crate::oauth::App;
use crate::{Error, Seed, control, gateway, oauth, window};
use axum::Router;
use clock::Randomness;
use jiff::Timestamp;
use std::future::Future;
use std::hint::spin_loop;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use tokio::sync::Notify;

/// How often a request looks whether the state is free before it sleeps: most are done with it in some fifty microseconds, and to be
/// woken takes as long.
const LOOKS_MAX: usize = 4_000;

/// A QuickBooks Online stand-in. Clones share the same state.
///
/// # Concurrency
/// All state is behind one mutex that is held for one request's work and never across a wait.
#[derive(Debug, Clone)]
pub struct Emulator {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    clock: ShiftedClock,
    randomness: Arc<dyn Randomness>,
    world: Mutex<World>,
    news: Notify,
    /// Wakes whoever keeps the state.
    changed: Notify,
    /// One writer of the state at a time.
    saving: Mutex<()>,
}

impl Emulator {
    /// An emulator with the companies that the seeds in `options` name.
    ///
    /// # Errors
    /// [`Error::Seed`] when a seed breaks a rule, which is a fault of this crate; [`Error::Companies`].
    pub fn new(options: Options) -> Result<Self, Error> {
        let clock = ShiftedClock::new(options.clock);
        let mut world = World::new(options.settings);
        for seed in std::iter::once(options.seed).chain(options.further) {
            world.found(seed, Beginning::default(), None, clock.now())?;
        }
        Ok(Self::with(clock, options.randomness, world))
    }

    fn with(clock: ShiftedClock, randomness: Arc<dyn Randomness>, world: World) -> Self {
        let (news, changed, saving) = (Notify::new(), Notify::new(), Mutex::default());
        let world = Mutex::new(world);
        Self { inner: Arc::new(Inner { clock, randomness, world, news, changed, saving }) }
    }

    /// Every route: OAuth, the Accounting API, the control API.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(oauth::routes())
            .merge(control::routes())
            .merge(window::routes())
            .merge(gateway::routes())
            .fallback(gateway::no_such_page)
            .with_state(self.clone())
    }

    /// A token set of the built-in app for the first company, as `GET /_emulator/session` gives it. `base_url` is
    /// where the emulator is reached, without a slash at its end.
    pub fn session(&self, base_url: &str) -> Session {
        let realm = self.world().first_realm();
        session::open(self, base_url, realm, App::built_in())
    }

    /// The same for a company of several, and for an app of several; what is `None` is the first there was.
    ///
    /// # Errors
    /// [`Error::NoCompany`], [`Error::App`].
    pub fn session_of(
        &self,
        base_url: &str,
        realm_id: Option<&str>,
        client_id: Option<&str>,
    ) -> Result<Session, Error> {
        let (realm, app) = {
            let world = self.world();
            let realm = realm_id.map_or_else(|| world.first_realm(), str::to_owned);
            if !world.companies.contains_key(&realm) {
                return Err(Error::NoCompany(realm));
            }
            let app = match client_id {
                None => App::built_in(),
                Some(id) => world.oauth.apps.find(id).cloned().ok_or_else(|| Error::App(id.to_owned()))?,
            };
            (realm, app)
        };
        Ok(session::open(self, base_url, realm, app))
    }

    /// What it holds, in words: the seeds that its companies began with.
    pub fn summary(&self) -> String {
        let seeds: Vec<&str> = self.world().companies.values().map(|company| company.seed.name()).collect();
        seeds.join(", ")
    }

    /// Adds a company, filled by `seed`, and gives its realm id.
    ///
    /// # Errors
    /// [`Error::Seed`] when the seed breaks a rule, which is a fault of this crate; [`Error::Companies`].
    pub fn found(&self, seed: Seed) -> Result<String, Error> {
        let now = self.now();
        self.world().found(seed, Beginning::default(), None, now)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    pub(crate) fn clock(&self) -> &ShiftedClock {
        &self.inner.clock
    }

    pub(crate) fn randomness(&self) -> &dyn Randomness {
        &*self.inner.randomness
    }

    /// Wakes those who wait for [`Emulator::has_news`].
    pub(crate) fn tell_news(&self) {
        self.inner.news.notify_one();
    }

    /// Waits until something has changed.
    pub(crate) fn has_news(&self) -> impl Future<Output = ()> {
        self.inner.news.notified()
    }

    /// The state. A poisoned lock is taken as it is: every write to it is finished before anything can fail.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        for _ in 0..LOOKS_MAX {
            match self.inner.world.try_lock() {
                Ok(world) => return world,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => spin_loop(),
            }
        }
        self.inner.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
