//! State that outlasts a run.

use super::{Emulator, Options, ShiftedClock, World};
use crate::Error;
use crate::books::Company;
use crate::state::{self, Line};
use jiff::SignedDuration;
use std::path::Path;
use std::sync::PoisonError;

/// A change is written after so long, together with those that follow it meanwhile.
const SAVE_AFTER: SignedDuration = SignedDuration::from_secs(1);

/// Writing takes at most one part in so many of the time.
const REST: i32 = 10;

impl Emulator {
    /// An emulator with the state of the file at `path`, or, when there is none yet, a new one. With a file the
    /// seeds and settings in `options` count for nothing, except that limits which they lift are lifted.
    ///
    /// # Errors
    /// [`Error::State`] for a damaged file, else those of [`Emulator::new`].
    pub fn from_state(options: Options, path: &Path) -> Result<Self, Error> {
        let world = World::new(options.settings.clone());
        let mut restoring = Restoring { world, shift_ms: 0, company: None };
        if !state::read(path, |line| restoring.take(line))? {
            return Self::new(options);
        }
        restoring.finish();
        if !options.settings.limits {
            restoring.world.lift_limits();
        }
        let clock = ShiftedClock::new(options.clock);
        clock.advance(SignedDuration::from_millis(restoring.shift_ms));
        Ok(Self::with(clock, options.randomness, restoring.world))
    }

    /// Writes the state to the file at `path`, which is whole at any moment.
    ///
    /// # Errors
    /// [`Error::Save`].
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        let _saving = self.inner.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = lines(&self.world(), self.clock().shift_ms());
        state::write(path, &lines)
    }

    /// Keeps the state in the file at `path`: writes it a second after a change. Never ends; drop it, and call
    /// [`Emulator::save`] a last time, when the emulator is done.
    pub async fn keep_in(&self, path: &Path) {
        loop {
            self.inner.changed.notified().await;
            self.clock().rest(SAVE_AFTER).await;
            let began = self.clock().unshifted();
            let (emulator, place) = (self.clone(), path.to_owned());
            match tokio::task::spawn_blocking(move || emulator.save(&place)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "the state is not kept"),
                Err(error) => tracing::error!(%error, "the state is not kept"),
            }
            self.clock().rest(self.clock().unshifted().duration_since(began) * REST).await;
        }
    }

    /// Notes that something may have changed.
    pub(super) fn note_change(&self) {
        self.inner.changed.notify_one();
    }
}

/// A world that is being read, with the company whose lines come.
struct Restoring {
    world: World,
    shift_ms: i64,
    company: Option<Company>,
}

impl Restoring {
    fn take(&mut self, line: Line) -> Result<(), String> {
        match line {
            Line::World { settings, initial, shift_ms } => {
                self.world = World::restored(settings, initial);
                self.shift_ms = shift_ms;
            }
            Line::Webhook(endpoint) => drop(self.world.webhooks.add(endpoint)),
            Line::Oauth(server) => self.world.oauth = *server,
            Line::Company(head) => {
                self.finish();
                self.company = Some(Company::restored(head));
            }
            Line::Of(of) => self.company.as_mut().ok_or("no company comes before it")?.restore(of)?,
            Line::End { .. } => {}
        }
        Ok(())
    }

    fn finish(&mut self) {
        if let Some(mut company) = self.company.take() {
            company.restock();
            self.world.companies.insert(company.realm.clone(), company);
        }
    }
}

fn lines(world: &World, shift_ms: i64) -> Vec<Line> {
    let (settings, initial) = (world.settings.clone(), world.initial().clone());
    let head = [Line::World { settings, initial, shift_ms }, Line::Oauth(Box::new(world.oauth.clone()))];
    let hooks = world.webhooks.endpoints().iter().cloned().map(Line::Webhook);
    head.into_iter().chain(hooks).chain(world.companies.values().flat_map(Company::lines)).collect()
}
