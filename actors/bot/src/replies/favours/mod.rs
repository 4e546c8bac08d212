//! Small favours that need no memory and no model: a choice, a person of the chat, a coin, a number, a sum, a countdown.

mod choice;
mod days;
mod number;
mod sum;

use intent::{Label, slots::options::options};
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};

pub(crate) use days::{asked_when, days, hours};

use crate::reply_context::{ReplyContext, ReplyError};

/// Does what the text asks for.
///
/// # Errors
/// A store does not tell who is in the chat.
pub(crate) async fn answer(ctx: &ReplyContext<'_>, favour: Label, text: &str) -> Result<String, ReplyError> {
    match favour {
        Label::PickPerson => choice::person(ctx, text).await,
        // "Toss a coin: the park or the river?"
        Label::Coin if words(text).map(fold).any(|word| List::Or.has(&word)) && options(text).is_some() => {
            Ok(choice::among(ctx, text))
        }
        Label::Coin => Ok(choice::coin(ctx)),
        Label::RandomNumber => Ok(number::drawn(ctx, text)),
        Label::Calculate => Ok(sum::result(ctx, text)),
        Label::Countdown => Ok(days::until(ctx, text)),
        _ => Ok(choice::among(ctx, text)),
    }
}

/// A message of the catalogues, by its id, in one of its variants.
fn said(ctx: &ReplyContext<'_>, id: &str, args: &Args) -> String {
    ctx.word(|speaker| speaker.say_id(id, args))
}
