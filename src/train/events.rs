//! `dateline train events`: weights of acts, fitted to articles that careful readers coded.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use dateline::record::{Aux, EventType};
use dateline::training::{Events, MarkedAct, WeighedArticle};
use dateline::{Codebook, Report};
use serde::Deserialize;

use super::last_parts;
use crate::model::ModelFolder;

/// Fit the weights of events to coded articles.
///
/// ARTICLES is a JSON line an article with its `id` and `text` (and `title`, `date`, `url`, where known), CODES a JSON line
/// an article with its `id` and its `happenings`: each with its `event` and `mentions`, whose `text` is a stretch of the
/// article and whose `trigger` is the word in it that tells the act.
#[derive(Args)]
pub(crate) struct TrainEvents {
    /// File with the articles.
    #[arg(value_name = "ARTICLES")]
    articles: PathBuf,
    /// Files with the codes.
    #[arg(value_name = "CODES", required = true)]
    codes: Vec<PathBuf>,
    /// Folder that the tables of weights are written into, with weighed.jsonl, which training/ fits the encoder with.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Fit nothing; write what the built-in weights say of the articles, for sets that are kept apart.
    #[arg(long)]
    weigh_only: bool,
    #[command(flatten)]
    model: ModelFolder,
}

/// The file that says, an article a line, what judges that have not seen it say of its words and of who is a party to its
/// acts: what the maps of the encoder's vectors are fitted with.
const WEIGHED: &str = "weighed.jsonl";

#[derive(Deserialize)]
struct CodedArticle {
    id: String,
    text: String,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct Codes {
    id: String,
    happenings: Vec<CodedHappening>,
}

#[derive(Deserialize)]
struct CodedHappening {
    event: EventType,
    actor: Vec<String>,
    recipient: Vec<String>,
    aux: Vec<Aux>,
    claimed_by: Option<String>,
    central: bool,
    when: Option<String>,
    #[serde(rename = "where")]
    place: Option<String>,
    mentions: Vec<CodedMention>,
}

#[derive(Deserialize)]
struct CodedMention {
    text: String,
    trigger: String,
    explicit: Explicit,
}

/// Whether the sentence of a mention names the parties.
#[derive(Deserialize)]
struct Explicit {
    actor: bool,
    recipient: bool,
}

impl TrainEvents {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        // Before the work of minutes, not after it.
        fs::create_dir_all(&self.out).with_context(|| format!("cannot make the folder {}", self.out.display()))?;
        let pipeline = self.model.open()?;
        let codebook = Codebook::built_in();
        let mut events = Events::new(&pipeline, &codebook);
        let read = self.add_articles(&mut events)?;
        crate::shown::line(format_args!("{read} articles"));
        let line = |article: &WeighedArticle| serde_json::to_string(article).map(|line| line + "\n");
        if self.weigh_only {
            let weighed: Result<String, _> = events.weighed().iter().map(line).collect();
            return write(&self.out.join(WEIGHED), weighed?).map(|()| ExitCode::SUCCESS);
        }
        let source = format!("{read} articles coded in {}", last_parts(&self.codes[0]));
        let mut weighed = Vec::new();
        let tables = events.fit(&source, |article| weighed.push(line(&article)));
        write(&self.out.join(WEIGHED), weighed.into_iter().collect::<Result<String, _>>()?)?;
        for (name, table) in tables {
            write(&self.out.join(format!("{name}.weights")), table)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Adds the coded articles, each once; how many there are.
    fn add_articles(&self, events: &mut Events<'_>) -> anyhow::Result<usize> {
        let articles: Vec<CodedArticle> = lines(&self.articles)?;
        let articles: HashMap<&str, &CodedArticle> =
            articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let mut seen = HashSet::new();
        for file in &self.codes {
            for coded in lines::<Codes>(file)? {
                // An article that several coded is taken by the first.
                if !seen.insert(coded.id.clone()) {
                    continue;
                }
                let Some(article) = articles.get(coded.id.as_str()) else {
                    bail!("{}: no article {:?} in {}", file.display(), coded.id, self.articles.display());
                };
                let mut report = Report {
                    title: article.title.clone(),
                    url: article.url.clone(),
                    published: article.date.as_deref().and_then(|date| date.get(..10)?.parse().ok()),
                    ..Report::new(&article.text)
                };
                report.source.id.clone_from(&article.id);
                events.add(&report, &acts(article, &coded));
            }
        }
        Ok(seen.len())
    }
}

fn acts(article: &CodedArticle, coded: &Codes) -> Vec<MarkedAct> {
    let act = |number: usize, one: &CodedHappening, told: &CodedMention| {
        let start = article.text.find(&told.text)? + told.text.find(&told.trigger)?;
        let at = |byte: usize| article.text[..byte].chars().count() as u32;
        Some(MarkedAct {
            event: one.event,
            trigger: (at(start), at(start + told.trigger.len())),
            actor: (one.actor.clone(), told.explicit.actor),
            recipient: (one.recipient.clone(), told.explicit.recipient),
            happening: number,
            aux: one.aux.first().copied(),
            claimed: one.claimed_by.is_some(),
            central: one.central,
            when: one.when.clone(),
            place: one.place.clone(),
        })
    };
    let numbered = coded.happenings.iter().enumerate();
    let acts = numbered.flat_map(|(number, one)| one.mentions.iter().map(move |told| (number, one, told)));
    acts.filter_map(|(number, one, told)| act(number, one, told)).collect()
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// The JSON lines of a file.
fn lines<T: for<'de> Deserialize<'de>>(file: &Path) -> anyhow::Result<Vec<T>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let line = |(i, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}: no such line", file.display(), i + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(line).collect()
}
