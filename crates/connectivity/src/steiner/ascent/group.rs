//! Terminals that are one: a union–find with the prizes that are left, and with who waits for whom.

/// All terminals, each in a group; a group is known by the terminal at its top.
pub(super) struct Groups {
    above: Vec<u32>,
    /// What is left of a group's prizes.
    budget: Vec<f64>,
    active: Vec<bool>,
    waiting: Vec<Vec<u32>>,
    /// How many terminals a group has.
    sizes: Vec<u32>,
    /// The history of groups, to tell what of each prize may be left: for each stage the stage that followed (its own
    /// number where none did) and what was left when it ended. The first stages are the vertices.
    after: Vec<u32>,
    left: Vec<f64>,
    /// The present stage of a group.
    stage: Vec<u32>,
}

impl Groups {
    pub fn new(prizes: impl Iterator<Item = f64>) -> Self {
        let budget: Vec<f64> = prizes.collect();
        let numbers: Vec<u32> = (0..budget.len() as u32).collect();
        Self {
            above: numbers.clone(),
            active: budget.iter().map(|prize| *prize > 0.0).collect(),
            waiting: vec![Vec::new(); budget.len()],
            sizes: vec![1; budget.len()],
            after: numbers.clone(),
            left: budget.clone(),
            stage: numbers,
            budget,
        }
    }

    /// The group of a terminal.
    pub fn of(&self, mut vertex: u32) -> u32 {
        while self.above[vertex as usize] != vertex {
            vertex = self.above[vertex as usize];
        }
        vertex
    }

    /// Whether the vertex is a terminal whose group still rises.
    pub fn is_active(&self, vertex: u32) -> bool {
        self.active[vertex as usize] && self.active[self.of(vertex) as usize]
    }

    pub fn budget(&self, group: u32) -> f64 {
        self.budget[group as usize]
    }

    pub fn spend(&mut self, group: u32, spent: f64) {
        if spent > 0.0 && spent.is_finite() {
            self.budget[group as usize] -= spent;
            self.left[self.stage[group as usize] as usize] = self.budget[group as usize];
        }
    }

    /// Makes two groups one, with those who wait for either.
    pub fn join(&mut self, one: u32, other: u32) {
        if one == other {
            return;
        }
        let larger = self.sizes[one as usize] >= self.sizes[other as usize];
        let (top, under) = if larger { (one, other) } else { (other, one) };
        let stage = self.after.len() as u32;
        for group in [top, under] {
            self.after[self.stage[group as usize] as usize] = stage;
        }
        self.budget[top as usize] += self.budget[under as usize];
        self.after.push(stage);
        self.left.push(self.budget[top as usize]);
        self.stage[top as usize] = stage;
        self.sizes[top as usize] += self.sizes[under as usize];
        self.above[under as usize] = top;
        let waiting = std::mem::take(&mut self.waiting[under as usize]);
        self.waiting[top as usize].extend(waiting);
    }

    /// A group waits until the group of `other` is no more.
    pub fn wait(&mut self, group: u32, other: u32) {
        let other = self.of(other);
        self.waiting[other as usize].push(group);
    }

    /// The root reaches a group, and so all that wait for it.
    pub fn finish(&mut self, group: u32) {
        let mut open = vec![group];
        while let Some(group) = open.pop() {
            let group = self.of(group) as usize;
            if std::mem::replace(&mut self.active[group], false) {
                open.extend(std::mem::take(&mut self.waiting[group]));
            }
        }
    }

    /// A group has spent its prizes; gives the groups that waited for it.
    pub fn give_up(&mut self, group: u32) -> Vec<u32> {
        self.active[group as usize] = false;
        let waiting = std::mem::take(&mut self.waiting[group as usize]);
        waiting.into_iter().map(|group| self.of(group)).collect()
    }

    /// For each vertex what of its prize is left at most, if its group spent those of the others first.
    pub fn spare(&self) -> Vec<f64> {
        let mut spare = self.left.clone();
        for stage in (0..spare.len()).rev() {
            spare[stage] = spare[stage].min(spare[self.after[stage] as usize]);
        }
        spare.truncate(self.above.len());
        spare
    }
}
