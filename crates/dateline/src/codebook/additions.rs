//! Entries of a user's own: people, organizations and roles that join those the program carries.

use serde::Deserialize;

use super::entries::{Organization, Person, Role};
use super::{Codebook, Known};

/// What a file of people, organizations or roles holds; any of them may be missing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    person: Vec<Person>,
    #[serde(default)]
    organization: Vec<Organization>,
    #[serde(default)]
    role: Vec<Role>,
}

impl Codebook {
    /// Takes up further people, organizations and roles, written as in the files `people/…`, `organizations.toml` and
    /// `roles.toml` of the codebook. They come before what the codebook has under the same name; a person whom it has too
    /// keeps the offices that it knows, behind the new ones.
    ///
    /// # Errors
    ///
    /// If it is no TOML, or an entry lacks a key or has one that there is not: `line: what`.
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
    /// # Ok::<(), String>(())
    /// ```
    pub fn add_actors(&mut self, toml: &str) -> Result<(), String> {
        let file: File = toml::from_str(toml).map_err(|error| {
            let line = error.span().map_or(1, |span| toml[..span.start.min(toml.len())].matches('\n').count() + 1);
            format!("{line}: {}", error.message())
        })?;
        file.person.into_iter().for_each(|person| self.add_person(person));
        for body in file.organization {
            let known = Known::Organization(self.organizations.len());
            let names: Vec<String> = body.all_names().map(str::to_owned).collect();
            self.organizations.push(body);
            names.iter().for_each(|name| self.add_name(name, known, true));
        }
        for role in file.role {
            self.role_words.extend(role.words.iter().map(|word| (word.as_str().into(), self.roles.len())));
            self.roles.push(role);
        }
        Ok(())
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
        assert!(wrong.is_err_and(|error| error.starts_with("3: ")));
    }
}
