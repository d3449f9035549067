//! Damaged files of every format give reports or failures: no panic, no silence. `make mutate-test` does the same with
//! many more, through the whole program.

use std::fs;
use std::path::Path;

/// Numbers that only look random: the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths: Vec<_> = ["tests/batch/seeds", "examples/pages"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the seeds are there").flatten())
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("a seed")).collect();
    let pages = seeds.iter().filter(|seed| seed.starts_with(b"<!doctype html"));
    let archive: Vec<u8> = pages.flat_map(|page| record(page)).collect();
    seeds.push(archive);
    seeds.extend(SMALL.map(|seed| seed.as_bytes().to_vec()));
    seeds
}

/// Files of other kinds.
const SMALL: [&str; 8] = [
    "id;title;text\n1;Rain;\"Rain fell, and boats stayed.\"\n2;No;\"He said \"\"no\"\".\"\n3;;\n",
    "sep=,\ntext,date\nRain fell.,03/04/2031\n",
    "From desk@post.example Sat Mar  8 09:00:00 2031\nFrom: desk@post.example\nTo: b@post.example\nSubject: =?utf-8?Q?Rain?=\n\
     MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\
     Content-Transfer-Encoding: quoted-printable\n\n<p>Rain =C3=A9 fell.</p>\n--B--\n",
    "\u{16}\u{16}\u{1}A0042\u{11}_sundb\r\nr i 03-08 0010\r\n\u{2}^Rain falls<\r\n^By ANNA BERG=\r\n\tSUNDBY _ Rain fell.\r\n\
     \u{3}WIRE-WF-03-08-31 1509GMT<\r\n\u{4}",
    "<?xml version=\"1.0\"?><NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Rain</HeadLine></NewsLines><ContentItem>\
     <DataContent><p>Rain fell.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    "<DOC id=\"W_20310308.1\"><TEXT><P>Rain &AMP; wind.</P></TEXT></DOC><DOC id=\"W_20310308.2\"><TEXT>Rain.</TEXT></DOC>",
    "filedesc://a.arc 192.0.2.1 20310308090000 text/plain 3\n1 0\n\nhttp://a.example/ 192.0.2.1 20310308090000 text/html 62\n\
     HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nRain \r\n0\r\n\r\n",
    "{\"articles\": [{\"source\": {\"name\": \"Post\"}, \"publishedAt\": 1930737600, \"content\": \"<p>Rain &amp; wind.</p>\"}]}",
];

fn record(page: &[u8]) -> Vec<u8> {
    let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

fn damaged(seed: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    let at = chance.below(bytes.len());
    let end = (at + 1 + chance.below(300)).min(bytes.len());
    match chance.below(6) {
        0 => (0..20).for_each(|_| {
            let at = chance.below(seed.len());
            bytes[at] ^= 1 << chance.below(8);
        }),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(..at)),
        3 => bytes[at..end].reverse(),
        4 => drop(bytes.splice(at..at, b"<div>".repeat(chance.below(600)))),
        _ => drop(bytes.splice(at..end, other[..chance.below(other.len())].to_vec())),
    }
    bytes
}

#[test]
fn damaged_files_give_reports_or_failures() {
    let seeds = seeds();
    let mut chance = Chance(0x2031_0308);
    for number in 0..900 {
        let (seed, other) = (chance.below(seeds.len()), chance.below(seeds.len()));
        let bytes = damaged(&seeds[seed], &seeds[other], &mut chance);
        let outcomes = dateline_intake::reports_in(bytes, dateline::Source::default()).count();
        assert!(outcomes > 0, "input {number}, of seed {seed}, gave nothing");
    }
}
