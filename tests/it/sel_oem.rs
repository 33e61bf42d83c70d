//! The makers' words for events, against what IPMItool printed for the same bytes. The events are
//! too many for a file: sweeps over them have a digest, and samples to see what is wrong.
use ripmitool::model::sel::oem::{self, Answer, Question};
use ripmitool::model::tables::events;
use sha2::{Digest, Sha256};

const GOLDEN: &str = include_str!("../golden/sel_oem.golden");

/// Bytes and ranges in hexadecimal.
fn numbers(column: &str) -> Vec<u16> {
    let number = |digits: &str| u16::from_str_radix(digits, 16).unwrap();
    let range = |part: &str| match part.split_once('-') {
        Some((first, last)) => number(first)..=number(last),
        None => number(part)..=number(part),
    };
    column.split(',').flat_map(range).collect()
}

/// What the BMC of the recording says.
fn answer(question: Question, id: u16) -> Answer {
    match question {
        Question::QuantaPlatform => Answer::QuantaPlatform(u8::try_from(id).unwrap()),
        Question::SupermicroBoard => Answer::SupermicroBoard(id),
        Question::VikingText(1) => Answer::VikingText(format!("text {id:02x}\0rest").into_bytes()),
        Question::VikingText(other) => panic!("no such entry: {other}"),
    }
}

fn description(maker: u32, id: Option<u16>, event: [u8; 5]) -> String {
    let [kind, event_type, data1, data2, data3] = event;
    let record = [1, 0, 2, 0, 0, 0, 0x65, 0x20, 0, 4, kind, 0x11, event_type, data1, data2, data3];
    let more = events::data2_extends(data1).then_some(data2);
    let words = events::describe(event_type & 0x7f, kind, data1 & 0x0f, more);
    let mut text = words.unwrap_or_default().to_owned();
    let answer = oem::question(maker, &record).zip(id).map(|(question, id)| answer(question, id));
    if let Some(remark) = oem::remark(maker, &record, answer.as_ref()) {
        remark.append(&mut text);
    }
    text
}

/// All descriptions of a sweep, the last column changing fastest.
fn sweep(line: &str) -> Vec<String> {
    let words: Vec<_> = line.split(' ').collect();
    let [maker, ids, columns @ ..] = &words[..] else { panic!("{line}") };
    let maker = maker.parse().unwrap();
    let ids = match *ids {
        "-" => vec![None],
        ids => numbers(ids).into_iter().map(Some).collect(),
    };
    let columns: Vec<_> = columns.iter().map(|column| numbers(column)).collect();
    let mut events = vec![Vec::new()];
    for column in &columns {
        let longer = |event: &Vec<u8>| {
            let more = |byte: &u16| [&event[..], &[u8::try_from(*byte).unwrap()]].concat();
            column.iter().map(more).collect::<Vec<_>>()
        };
        events = events.iter().flat_map(longer).collect();
    }
    let all = ids.iter().flat_map(|id| events.iter().map(move |event| (*id, event)));
    all.map(|(id, event)| description(maker, id, event[..].try_into().unwrap())).collect()
}

#[test]
fn the_makers_words_are_ipmitools() {
    let (mut texts, mut total, mut samples) = (Vec::new(), 0, 0);
    let mut digests = Vec::new();
    for line in GOLDEN.lines() {
        match line.split_once(' ').unwrap() {
            ("#", _) => {}
            ("sweep", words) => texts = sweep(words),
            ("digest", words) => {
                let (digest, count) = words.split_once(' ').unwrap();
                assert_eq!(texts.len().to_string(), count);
                total += texts.len();
                let mut sha = Sha256::new();
                for text in &texts {
                    sha.update(format!("{text}\n"));
                }
                let bytes = sha.finalize();
                let ours: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                let ours = ours.concat();
                digests.push((ours, digest));
            }
            ("|", sample) => {
                let (at, text) = sample.split_once(' ').unwrap();
                assert_eq!(texts[at.parse::<usize>().unwrap()], text, "{at}");
                samples += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    // All samples have been compared before the digests: they say more.
    for (ours, digest) in &digests {
        assert_eq!(ours, digest);
    }
    assert!(total > 400_000 && samples > 900, "{total} {samples}");
}
