//! Which sixteen kinds of events does PLOVER 2.0 have?

use super::label::labels;

labels! {
    /// One of PLOVER's sixteen events, in the order of its manual: from verbal cooperation to material conflict.
    EventType {
        /// Agree to do something.
        Agree = "AGREE",
        /// Meet, visit, talk.
        Consult = "CONSULT",
        /// Approve, defend, back in words.
        Support = "SUPPORT",
        /// Give way in words.
        Concede = "CONCEDE",
        /// Do something together.
        Cooperate = "COOPERATE",
        /// Give money, goods, arms, help.
        Aid = "AID",
        /// Give way in deed: withdraw, release, disarm.
        Retreat = "RETREAT",
        /// Ask for something.
        Request = "REQUEST",
        /// Condemn, allege, investigate.
        Accuse = "ACCUSE",
        /// Refuse to do something.
        Reject = "REJECT",
        /// Announce harm.
        Threaten = "THREATEN",
        /// Demonstrate, strike, riot.
        Protest = "PROTEST",
        /// Break off relations, expel, convict.
        Sanction = "SANCTION",
        /// Show force without using it.
        Mobilize = "MOBILIZE",
        /// Arrest, seize, restrict.
        Coerce = "COERCE",
        /// Use violence.
        Assault = "ASSAULT",
    }
}
