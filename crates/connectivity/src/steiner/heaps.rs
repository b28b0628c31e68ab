//! Queues of the growth: pairing heaps that can be put together, with a shift of all their keys in one step; and a heap
//! of clusters by the moment of their next event.

/// No node.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Node {
    /// The key, without the shifts of those above.
    key: f64,
    /// A shift of all below.
    shift: f64,
    child: u32,
    next: u32,
    /// The sibling before, or the parent of a first child.
    previous: u32,
}

/// Many pairing heaps over the same nodes; a heap is known by the node at its top.
pub(super) struct Heaps {
    nodes: Vec<Node>,
    /// Those being paired: kept to spare allocations.
    pairs: Vec<u32>,
}

impl Heaps {
    pub fn new(nodes: usize) -> Self {
        let none = Node { key: 0.0, shift: 0.0, child: NONE, next: NONE, previous: NONE };
        Self { nodes: vec![none; nodes], pairs: Vec::new() }
    }

    /// The least key of a heap.
    pub fn key(&self, top: u32) -> f64 {
        self.nodes[top as usize].key
    }

    /// Adds to all keys of a heap.
    pub fn shift(&mut self, top: u32, by: f64) {
        if top != NONE {
            let node = &mut self.nodes[top as usize];
            node.key += by;
            node.shift += by;
        }
    }

    /// Puts a node that is in no heap into one; gives the heap's top.
    pub fn push(&mut self, top: u32, node: u32, key: f64) -> u32 {
        self.nodes[node as usize] =
            Node { key, shift: 0.0, child: NONE, next: NONE, previous: NONE };
        self.meld(top, node)
    }

    /// Puts two heaps together.
    pub fn meld(&mut self, a: u32, b: u32) -> u32 {
        if a == NONE || b == NONE {
            return if a == NONE { b } else { a };
        }
        // Of equal keys the lower number leads, so that the order is told by the instance alone.
        let (ka, kb) = (self.nodes[a as usize].key, self.nodes[b as usize].key);
        let (upper, lower) = if (ka, a) <= (kb, b) { (a, b) } else { (b, a) };
        let Node { shift, child, .. } = self.nodes[upper as usize];
        let below = &mut self.nodes[lower as usize];
        below.key -= shift;
        below.shift -= shift;
        below.next = child;
        below.previous = upper;
        if child != NONE {
            self.nodes[child as usize].previous = lower;
        }
        self.nodes[upper as usize].child = lower;
        upper
    }

    /// Takes the top out; gives the new one.
    pub fn pop(&mut self, top: u32) -> u32 {
        let Node { shift, child, .. } = self.nodes[top as usize];
        let mut pairs = std::mem::take(&mut self.pairs);
        let mut at = child;
        while at != NONE {
            let one = at;
            let two = self.free(one, shift);
            if two == NONE {
                pairs.push(one);
                break;
            }
            at = self.free(two, shift);
            pairs.push(self.meld(one, two));
        }
        let mut found = NONE;
        while let Some(pair) = pairs.pop() {
            found = self.meld(found, pair);
        }
        self.pairs = pairs;
        found
    }

    /// Makes a child of a top a heap of its own; gives its next sibling.
    fn free(&mut self, node: u32, shift: f64) -> u32 {
        let node = &mut self.nodes[node as usize];
        node.key += shift;
        node.shift += shift;
        node.previous = NONE;
        std::mem::replace(&mut node.next, NONE)
    }

    /// Makes the key of a node less; `from` is what it was, with all shifts. Gives the heap's top.
    pub fn decrease(&mut self, top: u32, node: u32, from: f64, to: f64) -> u32 {
        if node == top {
            self.nodes[node as usize].key = to;
            return top;
        }
        let Node { key, next, previous, .. } = self.nodes[node as usize];
        if next != NONE {
            self.nodes[next as usize].previous = previous;
        }
        let before = &mut self.nodes[previous as usize];
        if before.child == node {
            before.child = next;
        } else {
            before.next = next;
        }
        let cut = &mut self.nodes[node as usize];
        cut.shift += from - key;
        cut.key = to;
        cut.next = NONE;
        cut.previous = NONE;
        self.meld(top, node)
    }
}

/// A heap of numbered things by key: each is in it once, and its key can be changed.
pub(super) struct Agenda {
    heap: Vec<(f64, u32)>,
    place: Vec<u32>,
}

impl Agenda {
    pub fn new(things: usize) -> Self {
        Self { heap: Vec::with_capacity(things), place: vec![NONE; things] }
    }

    /// The first, without taking it out.
    pub fn first(&self) -> Option<(f64, u32)> {
        self.heap.first().copied()
    }

    /// Puts a thing in, or changes its key.
    pub fn set(&mut self, thing: u32, key: f64) {
        let place = self.place[thing as usize];
        if place == NONE {
            self.heap.push((key, thing));
            self.up(self.heap.len() - 1);
            return;
        }
        let before = std::mem::replace(&mut self.heap[place as usize].0, key);
        if key < before {
            self.up(place as usize);
        } else {
            self.down(place as usize);
        }
    }

    /// Takes a thing out, if it is in.
    pub fn remove(&mut self, thing: u32) {
        let place = std::mem::replace(&mut self.place[thing as usize], NONE);
        if place == NONE {
            return;
        }
        let place = place as usize;
        let last = self.heap.pop();
        if let Some(last) = last.filter(|_| place < self.heap.len()) {
            self.heap[place] = last;
            self.up(place);
            self.down(self.place[last.1 as usize] as usize);
        }
    }

    fn up(&mut self, mut at: usize) {
        let one = self.heap[at];
        while at > 0 {
            let above = (at - 1) / 4;
            if self.heap[above] <= one {
                break;
            }
            self.put(at, self.heap[above]);
            at = above;
        }
        self.put(at, one);
    }

    fn down(&mut self, mut at: usize) {
        let one = self.heap[at];
        loop {
            let first = 4 * at + 1;
            let below = first..(first + 4).min(self.heap.len());
            let Some(least) = below.reduce(|a, b| if self.heap[b] < self.heap[a] { b } else { a })
            else {
                break;
            };
            if one <= self.heap[least] {
                break;
            }
            self.put(at, self.heap[least]);
            at = least;
        }
        self.put(at, one);
    }

    fn put(&mut self, at: usize, one: (f64, u32)) {
        self.heap[at] = one;
        self.place[one.1 as usize] = at as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, the same at each run.
    fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
        move |below| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % below
        }
    }

    #[test]
    fn melded_shifted_and_decreased_heaps_give_their_keys_in_order() {
        let mut number = numbers(1);
        for _ in 0..200 {
            let mut heaps = Heaps::new(60);
            let mut tops = [NONE; 3];
            let mut keys = vec![0.0; 60];
            for node in 0..60 {
                let of = node as usize % 3;
                keys[node as usize] = number(1000) as f64;
                tops[of] = heaps.push(tops[of], node, keys[node as usize]);
            }
            let mut place: Vec<usize> = (0..60).map(|node| node % 3).collect();
            for (into, from, by) in [(0, 1, 7.0), (2, 0, -30.0)] {
                tops[from] = heaps.pop(tops[from]);
                heaps.shift(tops[from], by);
                for node in 0..60 {
                    if place[node] == from {
                        keys[node] += by;
                        place[node] = into;
                    }
                }
                tops[into] = heaps.meld(tops[into], tops[from]);
                // Which were popped is found out below: decrease only one that is surely in.
                let top = tops[into];
                let key = keys[top as usize];
                tops[into] = heaps.decrease(top, top, key, key - 5.0);
                keys[top as usize] = key - 5.0;
            }
            let mut before = f64::NEG_INFINITY;
            let mut many = 0;
            let mut top = tops[2];
            while top != NONE {
                let key = heaps.key(top);
                assert!(key >= before && key == keys[top as usize]);
                (before, many) = (key, many + 1);
                top = heaps.pop(top);
                if top != NONE && number(3) == 0 {
                    // A child of the top, if it has one.
                    let child = heaps.nodes[top as usize].child;
                    if child != NONE {
                        let to = before.max(keys[child as usize] - 40.0);
                        top = heaps.decrease(top, child, keys[child as usize], to);
                        keys[child as usize] = to;
                    }
                }
            }
            assert_eq!(many, 58);
        }
    }

    #[test]
    fn an_agenda_gives_the_least_whatever_was_changed() {
        let mut number = numbers(2);
        let mut agenda = Agenda::new(40);
        let mut keys: Vec<Option<f64>> = vec![None; 40];
        for _ in 0..5000 {
            let thing = number(40) as u32;
            if number(4) == 0 {
                agenda.remove(thing);
                keys[thing as usize] = None;
            } else {
                let key = number(100) as f64;
                agenda.set(thing, key);
                keys[thing as usize] = Some(key);
            }
            let least = keys.iter().zip(0..).filter_map(|(key, thing)| Some((((*key)?), thing)));
            let least = least.min_by(|a, b| a.partial_cmp(b).unwrap());
            assert_eq!(agenda.first(), least);
        }
    }
}
