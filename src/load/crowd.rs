//! Who writes where: groups of very different sizes, in which a few people write most, and talk comes in bursts.

use fastrand::Rng;

/// How much rarer the next chat, or person, is: the exponent of the power law. Counts of messages by chat and by person
/// follow one with an exponent near 1 (Zipf).
const EXPONENT: f64 = 0.9;
/// The share of messages after which the same chat goes on.
const BURST: f64 = 0.7;
/// People of the smallest group.
const FEWEST: usize = 3;

/// Groups and their people.
pub struct Crowd {
    chats: Vec<Chat>,
    /// The share of messages in all chats up to each.
    by_chat: Vec<f64>,
    /// The chat that talks now.
    current: usize,
}

struct Chat {
    /// Numbers of people, those who write most first.
    people: Vec<usize>,
    by_person: Vec<f64>,
}

impl Crowd {
    /// So many chats of so many people; each chat has some of them.
    pub fn new(chats: usize, people: usize, rng: &mut Rng) -> Self {
        let (chats, people) = (chats.max(1), people.max(1));
        let by_chat = shares(chats);
        let largest = by_chat.first().copied().unwrap_or(1.0);
        let chat = |nth: usize| {
            let share = by_chat[nth] - if nth == 0 { 0.0 } else { by_chat[nth - 1] };
            let size = (people as f64 * share / largest).ceil() as usize;
            let size = size.clamp(FEWEST.min(people), people);
            let first = rng.usize(..people);
            Chat { people: (first..first + size).map(|it| it % people).collect(), by_person: shares(size) }
        };
        Self { chats: (0..chats).map(chat).collect(), by_chat, current: 0 }
    }

    /// The chat and the person of the next message.
    pub fn next(&mut self, rng: &mut Rng) -> (usize, usize) {
        if rng.f64() >= BURST {
            self.current = drawn(&self.by_chat, rng);
        }
        let chat = &self.chats[self.current];
        (self.current, chat.people[drawn(&chat.by_person, rng)])
    }
}

/// The share of all up to each of so many, by the power law.
fn shares(count: usize) -> Vec<f64> {
    let weights: Vec<f64> = (1..=count).map(|rank| (rank as f64).powf(-EXPONENT)).collect();
    let all: f64 = weights.iter().sum();
    let up_to = |sum: &mut f64, weight: &f64| {
        *sum += weight / all;
        Some(*sum)
    };
    weights.iter().scan(0.0, up_to).collect()
}

fn drawn(shares: &[f64], rng: &mut Rng) -> usize {
    let at = rng.f64();
    shares.partition_point(|share| *share < at).min(shares.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_chats_have_most_of_the_talk_and_it_comes_in_bursts() {
        let mut rng = Rng::with_seed(3);
        let mut crowd = Crowd::new(50, 500, &mut rng);
        let written: Vec<(usize, usize)> = (0..20_000).map(|_| crowd.next(&mut rng)).collect();
        let of = |chat: usize| written.iter().filter(|(it, _)| *it == chat).count();
        assert!(of(0) > 5 * of(40), "{} {}", of(0), of(40));
        let same = written.windows(2).filter(|pair| pair[0].0 == pair[1].0).count();
        assert!(same > written.len() * 6 / 10);
        assert!(written.iter().all(|(chat, person)| *chat < 50 && *person < 500));
    }
}
