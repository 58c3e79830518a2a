//! Work on several threads whose results come in the order of the work.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many threads there are where nobody says how many.
pub(crate) fn usual_jobs() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Does `work` on what `feed` gives, on so many threads, and hands the results to `take` in the order of
/// what was given, until it wants no more. At most a few pieces a thread wait at any time, so that
/// memory does not grow with their number.
pub(crate) fn in_order<T: Send, R: Send>(
    jobs: NonZero<usize>,
    feed: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    type Task<T, R> = (T, SyncSender<R>);
    let waiting = jobs.get() * 2;
    let (tasks, queue) = sync_channel::<Task<T, R>>(waiting);
    let queue: Arc<Mutex<Receiver<Task<T, R>>>> = Arc::new(Mutex::new(queue));
    let (results, ordered) = sync_channel::<Receiver<R>>(waiting);
    thread::scope(|scope| {
        scope.spawn(move || {
            feed(&mut |piece| {
                let (done, result) = sync_channel(1);
                // Whoever takes the results may have gone; then no more is wanted.
                tasks.send((piece, done)).is_ok() && results.send(result).is_ok()
            });
        });
        for _ in 0..jobs.get() {
            let (queue, work) = (Arc::clone(&queue), &work);
            scope.spawn(move || {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((piece, done)) = next else { return };
                    done.send(work(piece)).ok();
                }
            });
        }
        drop(queue);
        for result in ordered {
            if let Ok(result) = result.recv()
                && !take(result)
            {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        for jobs in [1, 2, 7] {
            let mut seen = Vec::new();
            in_order(
                NonZero::new(jobs).unwrap(),
                |give| {
                    let _ = (0..500_u64).all(give);
                },
                |n| (0..(n * 7919) % 1000).fold(n, |sum, _| std::hint::black_box(sum)),
                |n| {
                    seen.push(n);
                    true
                },
            );
            assert_eq!(seen, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn whoever_has_enough_stops_the_work() {
        let mut seen = 0;
        in_order(
            NonZero::new(2).unwrap(),
            |give| while give(()) {},
            |()| (),
            |()| {
                seen += 1;
                seen < 3
            },
        );
        assert_eq!(seen, 3);
    }
}
