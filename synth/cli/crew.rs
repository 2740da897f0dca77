//! The threads of a command over many blueprints.
//!
//! Blueprints are worked on in batches: enough of them to keep every thread busy, so few that memory does not grow with
//! the fleet. What comes of them is told in the order in which they were found.

use crate::failure::Failure;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::num::NonZero;

/// Blueprints of a batch, for each thread.
const BATCH: usize = 32;

/// The threads.
#[derive(Debug)]
pub struct Crew {
    /// `None` where one thread does.
    pool: Option<ThreadPool>,
    jobs: usize,
}

impl Crew {
    /// As many threads as are asked for, but not more than there are blueprints; by default one for each core.
    pub fn new(jobs: Option<NonZero<usize>>, blueprints: usize) -> Result<Self, Failure> {
        let cores = || std::thread::available_parallelism().ok();
        // To count the cores, the limits of the container are read: not for one blueprint.
        let jobs = if blueprints < 2 { None } else { jobs.or_else(cores) };
        let jobs = jobs.map_or(1, NonZero::get).min(blueprints).max(1);
        let pool = (jobs > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(jobs).build()).transpose();
        let pool = pool.map_err(|error| Failure::new(format!("cannot start {jobs} threads: {error}")))?;
        Ok(Crew { pool, jobs })
    }

    /// Cuts blueprints into batches.
    pub fn batches<T>(&self, all: Vec<T>) -> impl Iterator<Item = Vec<T>> + use<T> {
        let size = self.jobs * BATCH;
        let mut all = all.into_iter();
        std::iter::from_fn(move || Some(all.by_ref().take(size).collect::<Vec<T>>()).filter(|batch| !batch.is_empty()))
    }

    /// Does the same work for each; the results are in the same order.
    pub fn map<T: Send, U: Send>(&self, batch: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
        match &self.pool {
            Some(pool) => pool.install(|| batch.into_par_iter().map(work).collect()),
            None => batch.into_iter().map(work).collect(),
        }
    }
}
