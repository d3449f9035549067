//! Which sectors and bodies do PLOVER's codes of actors tell?

use super::label::labels;

labels! {
    /// The part of society that an actor belongs to.
    Sector {
        /// Heads of state, governments, ministries, agencies.
        Gov = "GOV",
        /// Armed forces of states.
        Mil = "MIL",
        /// Police, border and prison guards.
        Cop = "COP",
        /// Intelligence services.
        Spy = "SPY",
        /// Courts, prosecutors, lawyers.
        Jud = "JUD",
        /// Parliaments and their members.
        Leg = "LEG",
        /// Parties and candidates.
        Pty = "PTY",
        /// The political opposition; mostly after another sector.
        Opp = "OPP",
        /// Armed opposition.
        Reb = "REB",
        /// Paramilitaries and militias beside a state.
        Prm = "PRM",
        /// Armed people of unknown side.
        Uaf = "UAF",
        /// Powers that few states recognise.
        Pre = "PRE",
        /// Criminals and their bodies.
        Crm = "CRM",
        /// Civilians.
        Cvl = "CVL",
        /// Refugees, migrants.
        Ref = "REF",
        /// Former officials, royal families.
        Eli = "ELI",
        /// Media.
        Jrn = "JRN",
        /// Schools, students, scholars, experts.
        Edu = "EDU",
        /// Health care.
        Med = "MED",
        /// Religious bodies and leaders.
        Rel = "REL",
        /// Firms.
        Bus = "BUS",
        /// Workers and unions.
        Lab = "LAB",
        /// Farming.
        Agr = "AGR",
        /// Other civil society.
        Soc = "SOC",
        /// Bodies of many states.
        Igo = "IGO",
        /// Non-governmental organizations.
        Ngo = "NGO",
        /// Armed groups of many countries.
        Img = "IMG",
        /// Unknown.
        Unk = "UNK",
    }
}

labels! {
    /// What stands in place of a country.
    Entity {
        /// International bodies of states.
        Igo = "IGO",
        /// The North Atlantic Treaty Organization.
        Nato = "NATO",
        /// The European Union.
        Eur = "EUR",
        /// The United Nations and their bodies.
        Uno = "UNO",
        /// Non-governmental organizations.
        Ngo = "NGO",
        /// Firms of many countries.
        Mnc = "MNC",
        /// Social movements of many countries.
        Ism = "ISM",
        /// Armed groups of many countries.
        Img = "IMG",
        /// The West.
        Wst = "WST",
    }
}
