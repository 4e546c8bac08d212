//! Decides which node should have which shard. Nothing but its input decides: every node would plan the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    shard::ShardId,
    values::{Plan, ShardValue},
    view::{Revised, View},
};

/// At most so many shards are on their way from one living node to another.
pub const MOVES: usize = 2;

/// What a plan is made from.
#[derive(Debug, Clone, Default)]
pub struct PlanInput {
    pub shards: u16,
    /// The nodes that are there.
    pub alive: BTreeSet<String>,
    /// Who has which shard now. Owners that are dead do not matter.
    pub owners: BTreeMap<ShardId, String>,
    /// The plan so far, with what operators asked for.
    pub plan: Plan,
}

impl PlanInput {
    pub(crate) fn of(view: &View, shards: u16) -> Self {
        let owner = |(shard, seen): (&ShardId, &Revised<ShardValue>)| Some((*shard, seen.value.owner.clone()?));
        Self {
            shards,
            alive: view.alive().map(str::to_owned).collect(),
            owners: view.shards.iter().filter_map(owner).collect(),
            plan: view.plan.value.clone(),
        }
    }
}

/// The next plan: shards of dead nodes go to others at once, shards of living nodes a few at a time, and only as far as
/// pins, draining and balance ask for. Asked again when these have moved, it goes on. Without a node that may have shards it
/// gives them to none.
pub fn plan(input: &PlanInput) -> Plan {
    let mut next = Assignment::new(input);
    if next.loads.is_empty() {
        return Plan { shards: BTreeMap::new(), ..input.plan.clone() };
    }
    next.place_orphans();
    next.fulfil_pins();
    next.empty_draining();
    next.balance();
    let shards = next.targets.into_iter().map(|(shard, node)| (shard, node.to_owned())).collect();
    Plan { shards, ..input.plan.clone() }
}

struct Assignment<'a> {
    input: &'a PlanInput,
    targets: BTreeMap<ShardId, &'a str>,
    /// How many shards each node gets, of those that may have some.
    loads: BTreeMap<&'a str, usize>,
    /// How many more may set off from living nodes.
    budget: usize,
}

impl<'a> Assignment<'a> {
    /// Everything stays where it is, or goes where it is going.
    fn new(input: &'a PlanInput) -> Self {
        let usable = input.alive.iter().filter(|node| !input.plan.draining.contains(*node));
        let loads = usable.map(|node| (node.as_str(), 0)).collect();
        let mut next = Self { input, targets: BTreeMap::new(), loads, budget: MOVES };
        for shard in (0..input.shards).map(ShardId) {
            let planned = input.plan.shards.get(&shard).filter(|node| input.alive.contains(*node));
            if let Some(node) = planned.map(String::as_str).or_else(|| next.owner(shard)) {
                next.set(shard, node);
            }
        }
        let under_way = next.targets.keys().filter(|shard| next.is_under_way(**shard)).count();
        next.budget = MOVES.saturating_sub(under_way);
        next
    }

    /// The living owner.
    fn owner(&self, shard: ShardId) -> Option<&'a str> {
        self.input.owners.get(&shard).filter(|node| self.input.alive.contains(*node)).map(String::as_str)
    }

    /// Whether it is to go from a living node to another.
    fn is_under_way(&self, shard: ShardId) -> bool {
        self.owner(shard).is_some_and(|owner| self.targets.get(&shard).is_some_and(|target| *target != owner))
    }

    /// The node that an operator wants it on, if that may have shards.
    fn pin(&self, shard: ShardId) -> Option<&'a str> {
        self.input.plan.pinned.get(&shard).map(String::as_str).filter(|node| self.loads.contains_key(node))
    }

    fn set(&mut self, shard: ShardId, node: &'a str) {
        let former = self.targets.insert(shard, node);
        if let Some(load) = former.and_then(|former| self.loads.get_mut(former)) {
            *load -= 1;
        }
        if let Some(load) = self.loads.get_mut(node) {
            *load += 1;
        }
    }

    /// Sends a shard to another node if there is budget. One that is under way already changes its direction for nothing.
    fn send(&mut self, shard: ShardId, node: &'a str) {
        let had_no_owner = self.owner(shard).is_none();
        if self.is_under_way(shard) || had_no_owner {
            self.set(shard, node);
        } else if self.budget > 0 {
            self.budget -= 1;
            self.set(shard, node);
        }
    }

    /// The first of those that get least.
    fn least_loaded(&self) -> Option<(&'a str, usize)> {
        self.loads.iter().map(|(node, load)| (*node, *load)).min_by_key(|(_, load)| *load)
    }

    fn place_orphans(&mut self) {
        for shard in (0..self.input.shards).map(ShardId) {
            if self.targets.contains_key(&shard) {
                continue;
            }
            if let Some(node) = self.pin(shard).or_else(|| self.least_loaded().map(|(node, _)| node)) {
                self.set(shard, node);
            }
        }
    }

    fn fulfil_pins(&mut self) {
        for shard in self.input.plan.pinned.keys().copied() {
            let Some(pin) = self.pin(shard) else { continue };
            if self.targets.get(&shard).is_some_and(|target| *target != pin) {
                self.send(shard, pin);
            }
        }
    }

    fn empty_draining(&mut self) {
        let on_draining = self.targets.iter().filter(|(_, node)| !self.loads.contains_key(**node));
        let shards: Vec<_> = on_draining.map(|(shard, _)| *shard).collect();
        for shard in shards {
            if let Some((node, _)) = self.least_loaded() {
                self.send(shard, node);
            }
        }
    }

    fn balance(&mut self) {
        while self.budget > 0 {
            let (Some((least, low)), Some((shard, high))) = (self.least_loaded(), self.movable()) else { return };
            if high <= low + 1 {
                return;
            }
            self.send(shard, least);
        }
    }

    /// A shard of the node that gets most, of those that have one that is not pinned and at rest; and how many that gets.
    fn movable(&self) -> Option<(ShardId, usize)> {
        let at_rest = |shard: &ShardId| self.pin(*shard).is_none() && !self.is_under_way(*shard);
        let movable = self.targets.iter().filter(|(shard, _)| at_rest(shard));
        let with_load = movable.filter_map(|(shard, node)| Some((*shard, *self.loads.get(node)?)));
        with_load.max_by_key(|(shard, load)| (*load, std::cmp::Reverse(*shard)))
    }
}

#[cfg(test)]
mod tests;
