use super::*;
#[test]
#[ignore]
fn debug() {
    use dateline::record::*;
    let path = std::env::var("DOCS").unwrap();
    let want = std::env::var("IDS").ok();
    let mut c = Collection::new(Settings{dedup: Dedup::Copies, ..Settings::default()});
    let want: Option<Vec<String>> = want.map(|w| w.split(' ').map(str::to_owned).collect());
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        if want.as_ref().is_some_and(|w| !w.contains(&v["id"].as_str().unwrap().to_owned())) { continue; }
        let text = v["text"].as_str().unwrap();
        let record = Record { schema: "", id: String::new(), source: dateline::Source{ id: v["id"].as_str().unwrap().into(), ..Default::default()}, article: Article::default(), actors: vec![], quotations: vec![], events: vec![], figures: vec![], times: vec![], places: vec![], text: None };
        c.add(&record, text);
    }
    if want.is_some() {
    let t = &c.tellings; for a in t { for b in t { if a.id != b.id { println!("{} in {}: {:?}", a.id, b.id, copies::taken(a, b, &c.words)); 
      if std::env::var("V").is_ok() { copies::explain(a, b, &c.words); }
    } } } return; }
    if std::env::var("PAIRS").is_ok() { for (a,b,s,n,f) in copies::pairs_with_share(&c.tellings,&c.words) { println!("OUT {} {} {s} {n} {f}", c.tellings[a as usize].id, c.tellings[b as usize].id); } return; }
    for p in c.stories().reports { println!("OUT {}", serde_json::to_string(&p).unwrap()); }
}
