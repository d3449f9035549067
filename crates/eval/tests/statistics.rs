//! Are the statistics those of Python? Cases drawn by chance go to `tests/eval/statistics.py`.

use std::io::Write;
use std::process::{Command, Stdio};

use dateline_eval::statistics::{Resampling, Share, Stratum, cohens_kappa, krippendorffs_alpha, mcnemar, weighted};
use fastrand::Rng;
use serde_json::{Value, json};

/// Cases of each kind.
const CASES: usize = 25;

/// What Python is asked, what we answer, and how far both may be apart.
type Case = (Value, Vec<f64>, f64);

#[test]
fn figures_are_those_of_python() {
    let packages = "import krippendorff, numpy, sklearn, statsmodels";
    let python = std::env::var_os("DATELINE_PYTHON").filter(|python| {
        let found = Command::new(python).args(["-c", packages]).stderr(Stdio::null()).status();
        found.is_ok_and(|status| status.success())
    });
    let Some(python) = python else {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED figures_are_those_of_python: no Python with statsmodels, scikit-learn, krippendorff; run `make test`"
        );
        return;
    };
    let mut chance = Rng::with_seed(11);
    let cases: Vec<Case> = (0..CASES).flat_map(|_| drawn(&mut chance)).collect();
    let told = asked(&python, &cases);
    assert_eq!(told.len(), cases.len());
    for ((case, ours, apart), theirs) in cases.iter().zip(told) {
        let close = ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(a, b)| (a - b).abs() <= *apart);
        assert!(close, "{case}: {ours:?}, Python has {theirs:?}");
    }
}

/// Python's answers.
fn asked(python: &std::ffi::OsStr, cases: &[Case]) -> Vec<Vec<f64>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/eval/statistics.py");
    let piped = || Stdio::piped();
    let mut run = Command::new(python).arg(script).stdin(piped()).stdout(piped()).spawn().expect("Python runs");
    let lines: String = cases.iter().map(|(case, ..)| format!("{case}\n")).collect();
    run.stdin.take().expect("it is piped").write_all(lines.as_bytes()).expect("Python reads");
    let output = run.wait_with_output().expect("Python ends");
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).expect("JSON is text");
    answers.lines().map(|line| serde_json::from_str(line).expect("a list of numbers")).collect()
}

/// A case of each kind.
fn drawn(chance: &mut Rng) -> Vec<Case> {
    let all = chance.u64(1..400);
    let share = Share { right: chance.u64(..=all), all };
    let interval = share.interval().expect("there are cases");
    let (first, second) = (chance.u64(..60), chance.u64(1..60));
    vec![
        (json!({"what": "wilson", "right": share.right, "all": all}), vec![interval.low, interval.high], 1e-9),
        (json!({"what": "mcnemar", "first": first, "second": second}), vec![mcnemar(first, second)], 1e-9),
        kappa(chance),
        alpha(chance),
        strata(chance),
        mean(chance),
    ]
}

fn kappa(chance: &mut Rng) -> Case {
    let mut pair = |_| {
        let first = chance.u8(..3);
        (first, if chance.bool() { first } else { chance.u8(..3) })
    };
    let pairs: Vec<(u8, u8)> = [(0, 0), (1, 1)].into_iter().chain((0..40).map(&mut pair)).collect();
    (json!({"what": "kappa", "pairs": pairs}), vec![cohens_kappa(&pairs).expect("answers differ")], 1e-9)
}

/// Up to four coders, some of whom have not judged.
fn alpha(chance: &mut Rng) -> Case {
    let mut case = |_| {
        let mostly = chance.u8(..4);
        let mut answers = vec![mostly];
        answers.extend((0..chance.usize(..4)).map(|_| if chance.bool() { mostly } else { chance.u8(..4) }));
        answers
    };
    let cases: Vec<Vec<u8>> = [vec![0, 1], vec![2, 2, 3]].into_iter().chain((0..40).map(&mut case)).collect();
    let found = krippendorffs_alpha(&cases).expect("answers differ");
    (json!({"what": "alpha", "cases": cases, "answers": 4}), vec![found], 1e-9)
}

fn strata(chance: &mut Rng) -> Case {
    let mut stratum = |_| {
        let all = chance.u64(1..40);
        Stratum { size: chance.u64(40..2000) as f64, share: Share { right: chance.u64(..=all), all } }
    };
    let strata: Vec<Stratum> = (0..5).map(&mut stratum).collect();
    let rows: Vec<[f64; 3]> = strata.iter().map(|s| [s.size, s.share.right as f64, s.share.all as f64]).collect();
    let found = weighted(&strata).expect("there are cases");
    let found = vec![found.value, found.interval.low, found.interval.high];
    (json!({"what": "weighted", "strata": rows}), found, 1e-9)
}

/// Chance differs, so ends are near each other only.
fn mean(chance: &mut Rng) -> Case {
    let values: Vec<f64> = (0..80).map(|_| chance.f64()).collect();
    let figure = |drawn: &[usize]| vec![drawn.iter().map(|i| values[*i]).sum::<f64>() / drawn.len() as f64];
    let found = Resampling { draws: 4000, seed: 2 }.intervals(values.len(), figure)[0].expect("there are values");
    (json!({"what": "mean", "values": values, "draws": 4000}), vec![found.low, found.high], 0.01)
}
