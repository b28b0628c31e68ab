//! The same for many, on as many processors as there are.

use std::num::NonZero;
use std::thread;

/// What `one` gives for each number below `count`, in their order. What it gives must not depend on the others.
pub(crate) fn each<T: Send>(count: usize, one: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = count.div_ceil(threads).max(1);
    let part = |start: usize| (start..(start + share).min(count)).map(&one).collect::<Vec<T>>();
    thread::scope(|scope| {
        let part = &part;
        let starts = (0..count).step_by(share);
        let parts: Vec<_> = starts.map(|start| scope.spawn(move || part(start))).collect();
        let joined = parts.into_iter().flat_map(|part| match part.join() {
            Ok(found) => found,
            // A panic of a part is a panic of the whole.
            Err(cause) => std::panic::resume_unwind(cause),
        });
        joined.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn the_order_is_kept() {
        for count in [0, 1, 2, 3, 1_000] {
            assert_eq!(each(count, |at| at * 2), (0..count).map(|at| at * 2).collect::<Vec<_>>());
        }
    }
}
