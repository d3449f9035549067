//! The encoder against the published implementation's own vectors, kept in `tests/parity/encoder.jsonl`, and against
//! itself: windows that are left out change nothing, threads change nothing, and errors name file and field.
//!
//! Needs the encoder: the folder in `DATELINE_ENCODER`, else the one that `dateline model install` made. Without one each
//! test that needs it says so and passes.

mod documents;

use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use dateline_language::{Doc, Encoder, Parts, Vectors};
use documents::{document, encoder_folder, golden, parity};
use serde_json::{Value, json};

static FOLDER: LazyLock<Option<PathBuf>> = LazyLock::new(encoder_folder);

static ENCODER: LazyLock<Option<Encoder>> =
    LazyLock::new(|| Some(Encoder::open(FOLDER.as_ref()?, None).expect("the encoder loads")));

/// The loaded encoder; where there is none, a line that even a captured test shows.
fn encoder(test: &str) -> Option<&'static Encoder> {
    if ENCODER.is_none() {
        let _ = writeln!(std::io::stderr(), "SKIPPED {test}: no encoder; run `dateline model install`");
    }
    ENCODER.as_ref()
}

/// Fails where a number is not the published implementation's.
fn compare(doc: &Doc, vectors: &Vectors, expected: &Value) {
    let expected = expected.as_array().expect("a list");
    assert_eq!(expected.len(), doc.len());
    for (i, numbers) in expected.iter().enumerate() {
        let vector = vectors.word(i).expect("every word is encoded");
        for (start, number) in [0, 128, 256].into_iter().zip(numbers.as_array().expect("three numbers")) {
            let (ours, theirs) = (vector[(7 * i + start) % 384], number.as_f64().expect("a number") as f32);
            assert!((ours - theirs).abs() < 1e-3, "word {i} {:?}: {ours}, published {theirs}", doc.token(i).text());
        }
    }
}

#[test]
fn every_vector_is_as_published() {
    let Some(encoder) = encoder("every_vector_is_as_published") else { return };
    let doc = golden();
    compare(&doc, &encoder.encode(&doc), &parity("encoder.jsonl")[0]);
}

/// Numbers that 16 bits hold exactly, as tests/parity/encoder.py makes them.
fn pattern(rows: usize, columns: usize) -> Vec<u8> {
    let cell = |i: usize, j: usize| ((31 * i + 17 * j) % 13) as f32 / 64.0 - 6.0 / 64.0;
    let cells = (0..rows).flat_map(|i| (0..columns).map(move |j| cell(i, j)));
    cells.flat_map(|cell| half::f16::from_f32(cell).to_le_bytes()).collect()
}

/// The bytes of an adaptation file with these tensors of that pattern, as the documentation says how to write one.
fn adaptation(tensors: &[(String, Vec<usize>)]) -> Vec<u8> {
    let mut head = json!({"__metadata__": {"set": "a pattern", "date": "2026-11-29", "figure": "none"}});
    let mut data = Vec::new();
    for (name, shape) in tensors {
        let columns = shape.last().copied().unwrap_or(1);
        let numbers = pattern(shape.iter().product::<usize>() / columns, columns);
        let offsets = [data.len(), data.len() + numbers.len()];
        head[name] = json!({"dtype": "F16", "shape": shape, "data_offsets": offsets});
        data.extend(numbers);
    }
    let mut head = head.to_string();
    head += &" ".repeat(head.len().next_multiple_of(8) - head.len());
    [&(head.len() as u64).to_le_bytes(), head.as_bytes(), &data].concat()
}

#[test]
fn an_adaptation_changes_every_vector_as_it_should() {
    if encoder("an_adaptation_changes_every_vector_as_it_should").is_none() {
        return;
    }
    let mut tensors = vec![("encoder.layer.5.output.LayerNorm.bias".to_owned(), vec![384])];
    for layer in 0..6 {
        for (name, inputs) in [("attention.self.query", 384), ("output.dense", 1536)] {
            tensors.push((format!("encoder.layer.{layer}.{name}.lora_A"), vec![2, inputs]));
            tensors.push((format!("encoder.layer.{layer}.{name}.lora_B"), vec![384, 2]));
        }
    }
    let folder = FOLDER.as_ref().expect("there is an encoder");
    let adapted = Encoder::open(folder, Some(&adaptation(&tensors))).expect("it fits");
    assert_eq!(adapted.fitting().map(|fitting| fitting.set.as_str()), Some("a pattern"));
    let doc = golden();
    compare(&doc, &adapted.encode(&doc), &parity("encoder.jsonl")[1]);
}

#[test]
fn what_an_adaptation_may_not_hold_is_named() {
    if encoder("what_an_adaptation_may_not_hold_is_named").is_none() {
        return;
    }
    let folder = FOLDER.as_ref().expect("there is an encoder");
    let error = |tensors: &[(&str, &[usize])]| {
        let tensors: Vec<_> = tensors.iter().map(|(name, shape)| ((*name).to_owned(), shape.to_vec())).collect();
        Encoder::open(folder, Some(&adaptation(&tensors))).expect_err("it does not fit").to_string()
    };
    let layer = "encoder.layer.0.output.dense";
    let cases = [
        (error(&[("pooler.dense.bias", &[384])]), "adaptation: pooler.dense.bias: the encoder has no such weights"),
        (error(&[("x.lora_A", &[2, 384])]), "adaptation: x.lora_A: the encoder has no such weights"),
        (
            error(&[(&format!("{layer}.lora_A"), &[2, 1536])]),
            "adaptation: encoder.layer.0.output.dense.lora_B: missing",
        ),
        (
            error(&[(&format!("{layer}.lora_A"), &[2, 1536]), (&format!("{layer}.lora_B"), &[384, 3])]),
            "adaptation: encoder.layer.0.output.dense.lora_B: expected the shape [384, 2], found [384, 3]",
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
    let mut damaged = adaptation(&[(format!("{layer}.bias"), vec![384])]);
    let end = damaged.len();
    damaged[end - 2..].copy_from_slice(&half::f16::NAN.to_le_bytes());
    let error = Encoder::open(folder, Some(&damaged)).expect_err("not a number").to_string();
    assert_eq!(error, format!("adaptation: {layer}.bias: not all are numbers: the file is damaged"));
    let error = Encoder::open(folder, Some(b"no tensors")).expect_err("no file").to_string();
    assert!(error.starts_with("adaptation: header: "), "{error}");
}

#[test]
fn windows_that_are_left_out_and_threads_change_nothing() {
    let Some(encoder) = encoder("windows_that_are_left_out_and_threads_change_nothing") else { return };
    let doc = golden();
    let all = encoder.encode(&doc);
    let last = doc.sentences().count() - 1;
    let some = encoder.encode_some(&doc, |sentence| sentence == 3 || sentence == last);
    let encoded: Vec<_> = (0..doc.len()).filter(|&i| some.word(i).is_some()).collect();
    assert!(encoded.len() > 100 && encoded.len() < 300, "{} words of two windows", encoded.len());
    for i in encoded {
        assert_eq!(some.word(i), all.word(i), "word {i}");
    }
    assert!(doc.token(doc.len() - 1).sentence().tokens().all(|token| some.word(token.i()).is_some()));
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(|| encoder.encode(&doc))).collect();
        threads.into_iter().map(|thread| thread.join().expect("it encodes")).collect()
    });
    for other in others {
        assert!((0..doc.len()).all(|i| other.word(i) == all.word(i)));
    }
}

#[test]
fn words_of_any_length_and_none_are_encoded() {
    let Some(encoder) = encoder("words_of_any_length_and_none_are_encoded") else { return };
    assert!(encoder.encode(&document(&[])).word(0).is_none());
    let doc = document(&[vec!["\u{200b}".to_owned()], vec!["a.".repeat(5000); 20]]);
    let vectors = encoder.encode(&doc);
    assert_eq!(vectors.word(0), Some([0.0; 384].as_slice()));
    assert!((1..=20).all(|i| vectors.word(i).is_some_and(|vector| vector.iter().any(|x| *x != 0.0))));
    assert!(vectors.word(21).is_none());
}

#[test]
fn what_is_no_encoder_is_named() {
    let error = Encoder::open("no/such/folder", None).expect_err("no folder");
    assert!(error.to_string().contains("config.json"), "{error}");
    let folder = std::env::temp_dir().join("dateline-no-encoder");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("config.json"), r#"{"model_type": "gpt"}"#).expect("a file");
    let error = Encoder::open(&folder, None).expect_err("another architecture").to_string();
    assert!(error.ends_with(r#"config.json: model_type: unsupported: expected "bert", found "gpt""#), "{error}");
}

#[test]
fn a_text_alone_is_read_as_in_a_document_and_with_others_otherwise() {
    let Some(encoder) = encoder("a_text_alone_is_read_as_in_a_document_and_with_others_otherwise") else { return };
    let words = ["The", "envoy", "left", "the", "town", "."];
    let vectors = encoder.encode(&document(&[words.map(str::to_owned).to_vec()]));
    let text = encoder.pieces("The envoy left the town.");
    let behind = encoder.pieces("Talks had failed.");
    let all = [Parts::of([&text]), Parts::of([&text, &behind, &encoder.pieces("")])];
    let [alone, together] = encoder.encode_parts(&all).try_into().expect("one each");
    for (at, ours) in alone.each[0].iter().enumerate() {
        let sum: f32 = (0..words.len()).map(|word| vectors.word(word).expect("a vector")[at]).sum();
        assert!((ours - sum / words.len() as f32).abs() < 1e-4, "{at}: {ours}, {sum}");
    }
    assert_eq!(together.each.len(), 3);
    assert!(together.each[0] != alone.each[0] && together.whole != alone.whole);
    assert_eq!(encoder.encode_parts(&all[1..]), [together]);
}

#[test]
fn pieces_are_taken_from_both_ends() {
    let Some(encoder) = encoder("pieces_are_taken_from_both_ends") else { return };
    let text = encoder.pieces("one two three");
    assert_eq!(text.clone().first(1), encoder.pieces("one"));
    assert_eq!(text.clone().last(2), encoder.pieces("two three"));
    assert_eq!(text.clone().first(1).then(&text.clone().last(2)), text);
}
