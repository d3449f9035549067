use std::io::Read;
fn main() {
    // args: jsonl list with id,url,html ; base dir
    let a: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&a[1]).unwrap();
    let only = a.get(3).cloned();
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = v["id"].as_str().unwrap().to_string();
        if let Some(o) = &only {
            if !id.contains(o.as_str()) {
                continue;
            }
        }
        let p = format!("{}/{}", a[2], v["html"].as_str().unwrap());
        let raw = std::fs::read(&p).unwrap();
        let mut bytes = Vec::new();
        if p.ends_with(".gz") {
            flate2::read::MultiGzDecoder::new(&raw[..]).read_to_end(&mut bytes).unwrap();
        } else {
            bytes = raw;
        }
        let t = std::time::Instant::now();
        let source =
            dateline::Source { id: id.clone(), url: v["url"].as_str().map(str::to_owned), ..Default::default() };
        for o in dateline_intake::reports_in(bytes, source) {
            let ms = t.elapsed().as_micros() as u64;
            let out = match o {
                Ok(r) => {
                    serde_json::json!({"id": id, "text": r.text, "title": r.title, "author": r.authors, "date": r.published.map(|d| d.to_string()), "lang": r.language, "warnings": r.warnings, "publisher": r.publisher, "us": ms})
                }
                Err(f) => serde_json::json!({"id": id, "error": f.kind.name(), "message": f.message, "us": ms}),
            };
            println!("{out}");
        }
    }
}
