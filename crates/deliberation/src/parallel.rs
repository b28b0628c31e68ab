//! The same for many, on several processors, with an answer that does not depend on how many there are: work is cut by
//! what there is to do and never by who does it, and sums are taken in the order of the pieces.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many processors there are.
pub(crate) fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// What `one` gives for each number below `count`, in their order, on this many threads. What it gives must not depend on
/// the others.
pub(crate) fn each<T: Send>(
    threads: usize,
    count: usize,
    one: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let threads = threads.min(count);
    if threads < 2 {
        return (0..count).map(one).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return done;
            }
            done.push((number, one(number)));
        }
    };
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            match other.join() {
                Ok(done) => all.extend(done),
                // A panic of a part is a panic of the whole.
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        all
    });
    all.sort_unstable_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, given)| given).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn the_order_is_kept() {
        for threads in [0, 1, 2, 3, 8] {
            for count in [0, 1, 2, 3, 1_000] {
                let given = each(threads, count, |number| number * 2);
                assert_eq!(given, (0..count).map(|number| number * 2).collect::<Vec<_>>());
            }
        }
    }
}
