//! How many people did an event concern?

use std::ops::Range;

use super::within;
use crate::desk::{Desk, said_in};
use crate::did::event::Event;
use crate::grammar;
use crate::record::{FigureRole, Size};

/// How many people an event of violence or protest killed, hurt or put in custody, by the figures of its clause; of two,
/// that which the same voice gives.
pub(crate) fn size(desk: &Desk<'_>, event: &Event<'_>) -> Option<Size> {
    if !desk.codebook.traits(event.told).counts_people {
        return None;
    }
    let trigger = desk.doc.token(event.trigger);
    let sentence = trigger.sentence();
    let verb =
        std::iter::once(trigger).chain(trigger.ancestors()).find(|above| grammar::is_verbal(*above)).unwrap_or(trigger);
    let belongs = |tokens: &Range<usize>| {
        let last = desk.doc.token(tokens.end - 1);
        let above = last.ancestors().find(|above| grammar::is_verbal(*above));
        last.is_below(trigger) || last.is_below(verb) || above.is_some_and(|above| verb.is_below(above))
    };
    let of = |role: FigureRole| {
        let figures = desk
            .figures
            .over(sentence.start()..sentence.end())
            .filter(|figure| within(sentence, &figure.tokens) && figure.role == Some(role) && belongs(&figure.tokens));
        let all: Vec<_> = figures.collect();
        let same = all.iter().find(|figure| said_in(&desk.quotations, figure.bytes) == event.said_in);
        same.or_else(|| all.first()).and_then(|figure| figure.value.or(figure.low))
    };
    let size =
        Size { dead: of(FigureRole::Dead), injured: of(FigureRole::Injured), arrested: of(FigureRole::Arrested) };
    (size != Size::default()).then_some(size)
}
