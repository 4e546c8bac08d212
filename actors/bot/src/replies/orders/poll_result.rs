//! What came of a poll, in one sentence.

use conversation::{Action, polls::Poll};
use language::text::{
    catalogue::{Args, Language, say},
    html::escape,
};

use crate::reply_context::{ReplyContext, ReplyError};

/// The result of the poll of that number; `None` if whoever asked for it is forgotten.
pub(crate) async fn told(ctx: &ReplyContext<'_>, poll: i64) -> Result<Option<Vec<Action>>, ReplyError> {
    let poll = ctx.composer.conversation.poll(ctx.request.chat, poll).await?;
    Ok(poll.map(|poll| vec![Action::say(in_words(ctx.language(), &poll))]))
}

/// Who won and with how many votes; a tie as such.
fn in_words(language: Language, poll: &Poll) -> String {
    let all: u32 = poll.counts().map(|(_, votes)| votes).sum();
    let most = poll.counts().map(|(_, votes)| votes).max().unwrap_or_default();
    let winners: Vec<&str> = poll.counts().filter(|(_, votes)| *votes == most).map(|(option, _)| option).collect();
    let id = match (most, winners.len()) {
        (0, _) => "poll-result-none",
        (_, 1) => "poll-result-won",
        _ => "poll-result-tie",
    };
    let winners: Vec<String> = winners.into_iter().map(|it| format!("<b>{}</b>", escape(it))).collect();
    let args = Args::default()
        .text("question", &poll.details.question)
        .html("winners", winners.join(", "))
        .number("votes", i64::from(most))
        .number("all", i64::from(all));
    say(language, id, &args)
}

#[cfg(test)]
mod tests {
    use conversation::polls::{PollDetails, PollStage};
    use events::{ChatId, ChatKind, PersonId};

    use super::*;

    #[test]
    fn who_wins_is_told_and_a_tie_and_that_nobody_voted() {
        let told = |language: Language, votes: &[u32]| {
            let details = PollDetails {
                chat_kind: ChatKind::Supergroup,
                thread: None,
                name: "Тарас".into(),
                language: None,
                question: "Що їмо?".into(),
                options: ["піца", "суші <b>", "борщ"].map(str::to_owned).to_vec(),
                until: None,
                votes: votes.to_vec(),
            };
            let (chat, person) = (ChatId(-5), PersonId(4));
            let poll = Poll { id: 1, chat, asked: None, person, message: None, stage: PollStage::Over, details };
            in_words(language, &poll)
        };
        assert_eq!(
            told(Language::Uk, &[3, 2, 0]),
            "🗳 Голосування «Що їмо?» завершено: перемагає <b>піца</b>, 3 з 5 голосів."
        );
        assert_eq!(told(Language::Uk, &[1]), "🗳 Голосування «Що їмо?» завершено: перемагає <b>піца</b>, 1 з 1 голосу.");
        let tie = "🗳 Голосування «Що їмо?» завершено внічию: <b>піца</b>, <b>суші &lt;b&gt;</b>, по 2 голоси.";
        assert_eq!(told(Language::Uk, &[2, 2, 0]), tie);
        assert_eq!(told(Language::Uk, &[1, 1, 1]).split(", по").nth(1), Some(" 1 голосу."));
        assert_eq!(told(Language::Uk, &[]), "🗳 Голосування «Що їмо?» завершено, та ніхто не проголосував.");
        assert_eq!(told(Language::En, &[0, 0, 1]), "🗳 The poll “Що їмо?” is over: <b>борщ</b> wins with 1 of 1 vote.");
        assert!(told(Language::En, &[2, 2, 2]).ends_with("2 votes each."));
    }
}
