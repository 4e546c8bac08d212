use proptest::prelude::*;

use super::*;

fn names(nodes: &[&str]) -> BTreeSet<String> {
    nodes.iter().map(|node| (*node).to_owned()).collect()
}

fn input(shards: u16, alive: &[&str]) -> PlanInput {
    PlanInput { shards, alive: names(alive), ..PlanInput::default() }
}

/// Shards whose living owner is another than the plan says.
fn under_way(input: &PlanInput) -> usize {
    let is_under_way = |(shard, owner): &(&ShardId, &String)| {
        input.alive.contains(*owner) && input.plan.shards.get(shard).is_some_and(|target| target != *owner)
    };
    input.owners.iter().filter(is_under_way).count()
}

/// Plans and lets all moves happen until nothing changes.
fn settle(input: &mut PlanInput) -> usize {
    for rounds in 0..200 {
        let next = plan(input);
        let is_settled = next == input.plan && input.owners == next.shards;
        input.plan = next;
        assert!(under_way(input) <= MOVES);
        if is_settled {
            return rounds;
        }
        input.owners = input.plan.shards.clone();
    }
    panic!("does not settle: {input:?}");
}

fn loads(input: &PlanInput) -> Vec<usize> {
    let usable = input.alive.iter().filter(|node| !input.plan.draining.contains(*node));
    usable.map(|node| input.plan.shards.values().filter(|target| *target == node).count()).collect()
}

#[test]
fn the_first_node_gets_all_and_the_second_half_of_them_two_at_a_time() {
    let mut input = input(8, &["a"]);
    settle(&mut input);
    assert_eq!(loads(&input), [8]);
    input.alive = names(&["a", "b"]);
    input.plan = plan(&input);
    assert_eq!(loads(&input), [6, 2]);
    assert_eq!(plan(&input), input.plan, "until they have moved no more set off");
    assert_eq!(settle(&mut input), 2);
    assert_eq!(loads(&input), [4, 4]);
}

#[test]
fn shards_of_a_dead_node_move_all_at_once() {
    let mut input = input(9, &["a", "b", "c"]);
    settle(&mut input);
    input.alive = names(&["a", "c"]);
    let next = plan(&input);
    assert_eq!(next.shards.len(), 9);
    assert!(next.shards.values().all(|node| node != "b"));
}

#[test]
fn pins_and_draining_are_followed() {
    let mut input = input(6, &["a", "b", "c"]);
    settle(&mut input);
    input.plan.pinned = [(ShardId(0), "c".to_owned()), (ShardId(1), "c".to_owned())].into();
    input.plan.draining = names(&["a"]);
    settle(&mut input);
    assert_eq!(input.plan.shards[&ShardId(0)], "c");
    assert_eq!(input.plan.shards[&ShardId(1)], "c");
    assert_eq!(loads(&input), [3, 3]);
    input.plan.draining = names(&["a", "b", "c"]);
    assert!(plan(&input).shards.is_empty(), "no node may have shards");
}

#[test]
fn a_pinned_shard_comes_back_with_its_node() {
    let mut input = input(4, &["a", "b"]);
    input.plan.pinned = [(ShardId(3), "b".to_owned())].into();
    settle(&mut input);
    input.alive = names(&["a"]);
    settle(&mut input);
    assert_eq!(input.plan.shards[&ShardId(3)], "a");
    input.alive = names(&["a", "b"]);
    settle(&mut input);
    assert_eq!(input.plan.shards[&ShardId(3)], "b");
}

const NODES: [&str; 5] = ["a", "b", "c", "d", "e"];

fn some_nodes() -> impl Strategy<Value = BTreeSet<String>> {
    prop::sample::subsequence(&NODES[..], 0..=NODES.len()).prop_map(|nodes| names(&nodes))
}

fn some_owners() -> impl Strategy<Value = BTreeMap<ShardId, String>> {
    let node = prop::sample::select(&NODES[..]).prop_map(str::to_owned);
    prop::collection::btree_map((0_u16..20).prop_map(ShardId), node, 0..20)
}

fn some_input() -> impl Strategy<Value = PlanInput> {
    let plan = (some_owners(), prop::collection::btree_map((0_u16..20).prop_map(ShardId), "[a-e]", 0..4), some_nodes());
    let plan = plan.prop_map(|(shards, pinned, draining)| Plan { shards, pinned, draining });
    (1_u16..20, some_nodes(), some_owners(), plan).prop_map(|(shards, alive, owners, mut plan)| {
        plan.draining = plan.draining.into_iter().take(2).collect();
        PlanInput { shards, alive, owners, plan }
    })
}

proptest! {
    /// Whatever was before: every shard gets a living node, no more than `MOVES` set off anew, and it is deterministic.
    #[test]
    fn a_step_is_complete_and_small(input in some_input()) {
        let next = plan(&input);
        prop_assert_eq!(&next, &plan(&input));
        let is_usable = input.alive.iter().any(|node| !input.plan.draining.contains(node));
        prop_assert_eq!(next.shards.len(), if is_usable { usize::from(input.shards) } else { 0 });
        prop_assert!(next.shards.values().all(|node| input.alive.contains(node)));
        let before = under_way(&input);
        let after = under_way(&PlanInput { plan: next, ..input });
        prop_assert!(after <= before.max(MOVES), "{before} {after}");
    }

    /// Left alone it settles: nobody draining has a shard, pins hold, and the rest is balanced to within one.
    #[test]
    fn it_settles_balanced(mut input in some_input()) {
        input.owners.clear();
        input.plan.shards.clear();
        let usable: BTreeSet<_> = input.alive.difference(&input.plan.draining).cloned().collect();
        settle(&mut input);
        prop_assert!(input.plan.shards.values().all(|node| usable.contains(node)));
        for (shard, node) in input.plan.pinned.iter().filter(|(shard, node)| shard.0 < input.shards && usable.contains(*node)) {
            prop_assert_eq!(&input.plan.shards[shard], node);
        }
        let pinned = input.plan.pinned.values().any(|node| usable.contains(node));
        let loads = loads(&input);
        if let (false, Some(most), Some(least)) = (pinned, loads.iter().max(), loads.iter().min()) {
            prop_assert!(most - least <= 1, "{loads:?}");
        }
    }

    /// Nodes come and go while shards are under way: never more than `MOVES` leave living nodes.
    #[test]
    fn changes_under_way_keep_the_limit(steps in prop::collection::vec((some_nodes(), any::<bool>()), 1..30)) {
        let mut input = input(12, &["a"]);
        for (alive, has_moved) in steps {
            input.alive = alive;
            let alive = input.alive.clone();
            input.owners.retain(|_, owner| alive.contains(owner));
            input.plan = plan(&input);
            prop_assert!(under_way(&input) <= MOVES);
            if has_moved {
                input.owners = input.plan.shards.clone();
            }
        }
    }
}
