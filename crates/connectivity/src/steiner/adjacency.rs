//! The edges at each vertex, one after the other in memory.

/// For each vertex its edges and where they lead.
#[derive(Debug, Clone, Default)]
pub struct Adjacency {
    first: Vec<u32>,
    links: Vec<Link>,
}

/// An edge seen from one of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Link {
    /// The other end.
    pub to: u32,
    /// Which edge.
    pub edge: u32,
}

impl Adjacency {
    /// Of edges given by their ends, numbered as they come. Loops are left out.
    pub fn new(vertices: usize, edges: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut first = vec![0u32; vertices + 1];
        for (a, b) in edges.clone().filter(|(a, b)| a != b) {
            first[a as usize + 1] += 1;
            first[b as usize + 1] += 1;
        }
        for v in 0..vertices {
            first[v + 1] += first[v];
        }
        let mut next = first.clone();
        let mut links = vec![Link::default(); first[vertices] as usize];
        for (edge, (a, b)) in edges.enumerate().filter(|(_, (a, b))| a != b) {
            for (from, to) in [(a, b), (b, a)] {
                links[next[from as usize] as usize] = Link { to, edge: edge as u32 };
                next[from as usize] += 1;
            }
        }
        Self { first, links }
    }

    /// The edges at a vertex.
    pub fn at(&self, vertex: u32) -> &[Link] {
        &self.links[self.range(vertex)]
    }

    /// Where in [`links`](Self::links) the edges at a vertex are.
    pub fn range(&self, vertex: u32) -> std::ops::Range<usize> {
        self.first[vertex as usize] as usize..self.first[vertex as usize + 1] as usize
    }

    /// All edges from both ends, vertex after vertex.
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}
