//! Primal–dual growth of moats around vertices (Goemans & Williamson 1995), near-linear by the event queues of Hegde,
//! Indyk & Schmidt (2014, 2015): each edge is seen from its two ends, an end has a moment at which it asks whether its
//! edge is tight, and what is left of the edge is then shared between the ends anew.
//!
//! What grows is told twice. The forest of tight edges, pruned ([`super::pruning`]), is a tree of at most twice the least
//! objective. The moats are a proof: see [`super::division`].

use super::Instance;
use super::heaps::{Agenda, Heaps, NONE};

/// What is left of an edge counts as nothing below this share of its cost.
const TIGHT: f64 = 1e-10;

/// What has grown.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// The edges that became tight between two clusters, in this order: a forest.
    pub edges: Vec<u32>,
    /// The clusters of the growth, with their moats.
    pub moats: Moats,
}

/// A laminar family: single vertices (by their numbers), then clusters of two, each after those that it is made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moats {
    /// For each cluster the cluster that it became part of; its own number where there is none.
    pub above: Vec<u32>,
    /// For each cluster how wide a moat grew around it.
    pub width: Vec<f64>,
}

impl Moats {
    /// For each cluster the moats around it, its own and those of the clusters that it is part of.
    pub fn depths(&self) -> Vec<f64> {
        let mut depths = self.width.clone();
        for cluster in (0..depths.len()).rev() {
            let above = self.above[cluster] as usize;
            if above != cluster {
                depths[cluster] += depths[above];
            }
        }
        depths
    }
}

/// Grows moats until every cluster has spent its prizes or holds the root. Without a root until all are spent.
pub fn grow(instance: &Instance) -> Growth {
    Growing::new(instance, false).run()
}

/// Grows moats as if the root and its edges were not there.
pub fn grow_without_root(instance: &Instance) -> Growth {
    Growing::new(instance, true).run()
}

/// A vertex in its cluster: a union–find that also tells how wide the moats around a vertex are.
#[derive(Clone, Copy)]
struct Member {
    above: u32,
    /// The vertex's radius less the radius of the one above.
    offset: f64,
}

#[derive(Clone, Copy)]
struct Cluster {
    /// The radius of the vertex at the top, at the moment `since`.
    radius: f64,
    since: f64,
    /// When its prizes are spent.
    deadline: f64,
    active: bool,
    rooted: bool,
    /// The heap of its ends of edges.
    top: u32,
    /// Its number among the moats.
    moat: u32,
    size: u32,
}

impl Cluster {
    fn radius_at(&self, time: f64) -> f64 {
        if self.active { self.radius + (time - self.since) } else { self.radius }
    }
}

struct Growing<'a> {
    instance: &'a Instance,
    members: Vec<Member>,
    clusters: Vec<Cluster>,
    /// For each end of an edge (edge `e` has ends `2e` and `2e + 1`) the radius at which it asks.
    asks: Vec<f64>,
    heaps: Heaps,
    agenda: Agenda,
    growth: Growth,
}

impl<'a> Growing<'a> {
    fn new(instance: &'a Instance, without_root: bool) -> Self {
        let vertices = instance.graph.vertices;
        let moats = Moats { above: (0..vertices as u32).collect(), width: vec![0.0; vertices] };
        let of = |v: u32| {
            let rooted = instance.root == Some(v);
            let prize = instance.prize(v);
            let (radius, since, top) = (0.0, 0.0, NONE);
            let active = prize > 0.0;
            Cluster { radius, since, deadline: prize, active, rooted, top, moat: v, size: 1 }
        };
        let mut growing = Self {
            instance,
            members: (0..vertices as u32).map(|above| Member { above, offset: 0.0 }).collect(),
            clusters: (0..vertices as u32).map(of).collect(),
            asks: vec![0.0; 2 * instance.graph.edges.len()],
            heaps: Heaps::new(2 * instance.graph.edges.len()),
            agenda: Agenda::new(vertices),
            growth: Growth { edges: Vec::new(), moats },
        };
        growing.begin(without_root);
        growing
    }

    /// Shares every edge between its ends: all of it to the one that grows, half where both do.
    fn begin(&mut self, without_root: bool) {
        for (number, edge) in self.instance.graph.edges.iter().enumerate() {
            let ends = [edge.a, edge.b];
            let left_out = |v: &u32| without_root && self.instance.root == Some(*v);
            if edge.a == edge.b || ends.iter().any(left_out) {
                continue;
            }
            let [a, b] = ends.map(|v| self.clusters[v as usize].active);
            let first = if a == b { edge.cost / 2.0 } else { f64::from(u8::from(a)) * edge.cost };
            for (half, asks) in [(2 * number, first), (2 * number + 1, edge.cost - first)] {
                self.asks[half] = asks;
                let cluster = &mut self.clusters[ends[half & 1] as usize];
                cluster.top = self.heaps.push(cluster.top, half as u32, asks);
            }
        }
        for v in 0..self.clusters.len() as u32 {
            self.plan(v);
        }
    }

    fn run(mut self) -> Growth {
        while let Some((time, cluster)) = self.agenda.first() {
            if time == f64::INFINITY {
                break;
            }
            if self.clusters[cluster as usize].deadline <= time {
                self.rest(cluster, time);
            } else {
                self.ask(cluster, time);
            }
        }
        self.growth
    }

    /// Puts down when a cluster is next to be looked at.
    fn plan(&mut self, cluster: u32) {
        let Cluster { radius, since, deadline, active, top, .. } = self.clusters[cluster as usize];
        if !active {
            return self.agenda.remove(cluster);
        }
        let asks = if top == NONE {
            f64::INFINITY
        } else {
            since + (self.heaps.key(top) - radius).max(0.0)
        };
        self.agenda.set(cluster, asks.min(deadline));
    }

    /// A cluster has spent its prizes.
    fn rest(&mut self, cluster: u32, time: f64) {
        let one = &mut self.clusters[cluster as usize];
        self.growth.moats.width[one.moat as usize] = time - one.since;
        one.radius = one.radius_at(time);
        one.since = time;
        one.active = false;
        self.agenda.remove(cluster);
    }

    /// The first end of an edge in a cluster asks whether the edge is tight.
    fn ask(&mut self, cluster: u32, time: f64) {
        let half = self.clusters[cluster as usize].top;
        let number = half / 2;
        let edge = self.instance.graph.edges[number as usize];
        let far = if half & 1 == 0 { edge.b } else { edge.a };
        let (beyond, far_offset) = self.find(far);
        self.clusters[cluster as usize].top = self.heaps.pop(half);
        if beyond == cluster {
            return self.plan(cluster);
        }
        let asked = self.asks[half as usize];
        let other = self.clusters[beyond as usize];
        let reached = far_offset + other.radius_at(time);
        let left = edge.cost - asked - reached;
        if left <= TIGHT * edge.cost {
            self.growth.edges.push(number);
            return self.join(cluster, beyond, time);
        }
        let (near, far) = if other.active {
            (asked + left / 2.0, reached + left / 2.0)
        } else {
            (asked + left, reached)
        };
        let key = self.heaps.key(half) + (near - asked);
        self.asks[half as usize] = near;
        let top = self.clusters[cluster as usize].top;
        self.clusters[cluster as usize].top = self.heaps.push(top, half, key);
        self.plan(cluster);
        let before = std::mem::replace(&mut self.asks[(half ^ 1) as usize], far);
        let (from, to) = (before - far_offset, far - far_offset);
        self.clusters[beyond as usize].top =
            self.heaps.decrease(other.top, half ^ 1, from, to.min(from));
        if other.active {
            self.plan(beyond);
        }
    }

    /// The top of a vertex's cluster, and the vertex's radius less that of the top.
    fn find(&mut self, vertex: u32) -> (u32, f64) {
        let (mut top, mut sum) = (vertex, 0.0);
        loop {
            let Member { above, offset } = self.members[top as usize];
            if above == top {
                break;
            }
            sum += offset;
            top = above;
        }
        let (mut at, mut rest) = (vertex, sum);
        while at != top {
            let member = &mut self.members[at as usize];
            let before = *member;
            *member = Member { above: top, offset: rest };
            rest -= before.offset;
            at = before.above;
        }
        (top, sum)
    }

    /// Two clusters become one.
    fn join(&mut self, a: u32, b: u32, time: f64) {
        let moat = self.growth.moats.above.len() as u32;
        self.growth.moats.above.push(moat);
        self.growth.moats.width.push(0.0);
        let mut left = 0.0;
        for one in [a, b] {
            let cluster = &mut self.clusters[one as usize];
            self.growth.moats.above[cluster.moat as usize] = moat;
            if cluster.active {
                self.growth.moats.width[cluster.moat as usize] = time - cluster.since;
                left += cluster.deadline - time;
            }
            cluster.radius = cluster.radius_at(time);
            cluster.active = false;
        }
        let larger = self.clusters[a as usize].size >= self.clusters[b as usize].size;
        let (large, small) = if larger { (a, b) } else { (b, a) };
        let part = self.clusters[small as usize];
        let whole = &mut self.clusters[large as usize];
        let offset = part.radius - whole.radius;
        self.members[small as usize] = Member { above: large, offset };
        self.heaps.shift(part.top, -offset);
        whole.top = self.heaps.meld(whole.top, part.top);
        whole.rooted |= part.rooted;
        whole.size += part.size;
        whole.moat = moat;
        whole.since = time;
        whole.deadline = time + left;
        whole.active = !whole.rooted && left > 0.0;
        self.agenda.remove(small);
        self.plan(large);
    }
}
