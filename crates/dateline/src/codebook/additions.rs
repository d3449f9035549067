//! Entries of a user's own: people, organizations and roles that join those the program carries.

use super::checks::{self, Facts};
use super::entries::{Organization, Person, Role};
use super::source::{Source, bare};
use super::{Codebook, Known, Words};
use crate::error::Error;

/// What a file of people, organizations and roles holds; any of them may be missing.
struct Actors {
    people: Vec<Person>,
    organizations: Vec<Organization>,
    roles: Vec<Role>,
}

impl Codebook {
    /// Takes up further people, organizations and roles, written as in the files `people/…`, `organizations.toml` and
    /// `roles.toml` of the codebook. They come before what the codebook has under the same name; a person whom it has too
    /// keeps the offices that it knows, behind the new ones. All are taken up or none.
    ///
    /// # Errors
    ///
    /// If it is no TOML, or entries lack a key or have one that there is not, name a country that there is not, or a day that
    /// is none: all that is wrong.
    ///
    /// # Example
    ///
    /// ```
    /// use dateline::{Codebook, code_actor};
    ///
    /// let mut codebook = Codebook::built_in();
    /// codebook.add_actors(
    ///     r#"
    ///     [[organization]]
    ///     name = "Harbour Watch"
    ///     country = "NOR"
    ///     sector = ["NGO"]
    ///     kind = "ngo"
    ///     "#,
    /// )?;
    /// assert_eq!(code_actor("Harbour Watch", None, &codebook).code.as_deref(), Some("NOR NGO"));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn add_actors(&mut self, toml: &str) -> Result<(), Error> {
        let actors = self.read_actors(toml)?;
        actors.people.into_iter().for_each(|person| self.add_person(person));
        for body in actors.organizations {
            let known = Known::Organization(self.organizations.len());
            let names: Vec<String> = body.all_names().map(str::to_owned).collect();
            self.organizations.push(body);
            names.iter().for_each(|name| self.add_name(name, known, true));
        }
        for role in actors.roles {
            self.role_words.extend(role.words.iter().map(|word| (word.as_str().into(), self.roles.len())));
            self.roles.push(role);
        }
        self.added.push(toml.as_bytes().into());
        Ok(())
    }

    /// The people, organizations and roles of a file, all of them sound.
    fn read_actors(&self, toml: &str) -> Result<Actors, Error> {
        let facts = self.facts();
        let mut source = Source::new(toml);
        let people = source.list("person");
        source.check(&people, |person| facts.person(person));
        let organizations = source.list("organization");
        source.check(&organizations, |body| facts.organization(body));
        let roles = source.list("role");
        source.check(&roles, checks::role);
        source.done()?;
        Ok(Actors { people: bare(people), organizations: bare(organizations), roles: bare(roles) })
    }

    /// What entries may name.
    pub(super) fn facts(&self) -> Facts<'_> {
        let prepositions = self.classes.get(checks::PREPOSITIONS).into_iter().flat_map(Words::iter);
        Facts::of(self.countries.iter(), prepositions, &self.cameo)
    }

    fn add_person(&mut self, mut person: Person) {
        let names: Vec<String> = person.all_names().map(str::to_owned).collect();
        let i = match self.people.iter_mut().position(|other| other.name == person.name) {
            Some(i) => {
                person.offices.append(&mut self.people[i].offices);
                self.people[i].offices = person.offices;
                i
            }
            None => {
                self.families.entry(person.family_name().into()).or_default().insert(0, self.people.len());
                self.people.push(person);
                self.people.len() - 1
            }
        };
        names.iter().for_each(|name| self.add_name(name, Known::Person(i), true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_actor;
    use jiff::civil::date;

    #[test]
    fn own_entries_come_first_and_mistakes_have_their_line() {
        let mut codebook = Codebook::built_in();
        let own = "[[person]]\nname = \"Ilmar Toomsalu\"\ngender = \"m\"\ncountry = \"EST\"\noffices = [\n  \
            { title = \"mayor\", country = \"EST\", sector = [\"GOV\"], from = \"2019\" },\n]\n\
            [[role]]\nwords = [\"ice pilot\"]\nsector = [\"LAB\"]\nperson = true\n";
        assert_eq!(codebook.add_actors(own), Ok(()));
        let code = |text: &str| code_actor(text, Some(date(2022, 5, 1)), &codebook).code;
        assert_eq!(code("Ilmar Toomsalu").as_deref(), Some("EST GOV"));
        assert_eq!(code("two Finnish ice pilots").as_deref(), Some("FIN LAB"));
        let wrong = Codebook::built_in().add_actors("[[role]]\nwords = [\"ice pilot\"]\nsector = \"LAB\"\n");
        assert!(wrong.is_err_and(|error| error.to_string().starts_with("3: entry ice pilot: ")));
    }
}
