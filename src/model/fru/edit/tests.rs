use hex_literal::hex;
use proptest::prelude::*;

use super::*;
use crate::model::fru::area::Area;
use crate::model::fru::{adds_up, chain};

/// Of the tests' mock: internal use, chassis, board, product, two multirecords, erased bytes.
fn image() -> Vec<u8> {
    let used = hex!(
        "01010305 0a0f00dd 01494e54 45524e41 4c555345 00000000"
        "010217c5 43504152 54c44353 4552c1f5"
        "01051964 0000c442 4d4647c5 4250524f 44c44253 4552c542 50415254 c5424649 4c45c100 0000004b"
        "010519c4 504d4647 c5504e41 4d45c550 50415254 c23031c4 50534552 c3415354 c25046c1 0000008c"
        "c0020957 de5a3100 14000102 03040382 092f4301 68747470 3a2f2f78 00000000"
    );
    [used.as_slice(), &[0xff; 64]].concat()
}

fn set(image: &[u8], section: Section, index: usize, text: &str) -> Result<Edited, Error> {
    set_field(image, section, index, text.as_bytes())
}

#[test]
fn a_text_of_the_same_length_changes_nothing_else() {
    let edited = set(&image(), Section::Board, 0, "BMFX").unwrap();
    assert_eq!((edited.old.text(), edited.resize), (b"BMFG".to_vec(), None));
    let differ: Vec<usize> =
        (0..image().len()).filter(|at| edited.image[*at] != image()[*at]).collect();
    assert_eq!(differ, [50, 79]);
    assert!(adds_up(&edited.image[40..80]));
}

/// The bytes that ipmitool 1.8.19 leaves on the device.
#[test]
fn an_area_grows_and_what_lies_behind_it_moves() {
    let edited = set(&image(), Section::Product, 0, "PMFGLONGLONGLONG").unwrap();
    let wanted = hex!(
        "010719d0 504d4647 4c4f4e47 4c4f4e47 4c4f4e47 c5504e41 4d45c550 50415254"
        "c23031c4 50534552 c3415354 c25046c1 00000000 000000ee"
    );
    assert_eq!(edited.image[..8], hex!("01010305 0a1100db"));
    assert_eq!(edited.image[8..80], image()[8..80]);
    assert_eq!(edited.image[80..136], wanted);
    assert_eq!(edited.image[136..], image()[120..image().len() - 16]);
    let resize = edited.resize.unwrap();
    assert_eq!((resize.start, resize.old_len, resize.new_len), (80, 40, 56));
    assert_eq!((resize.old_pad, resize.field, resize.checksum), (3, 83, 0xee));
}

#[test]
fn an_area_shrinks_and_leaves_what_the_device_had() {
    let edited = set(&image(), Section::Board, 1, "").unwrap();
    assert_eq!(edited.image[..8], hex!("01010305 090e00df"));
    assert_eq!(edited.image[72..].len(), image()[80..].len() + 8);
    assert_eq!(edited.image[72..176], image()[80..184]);
    assert!(edited.image.ends_with(&[0xff; 72]));
    let mut zeros = image();
    zeros[152..].fill(0);
    let edited = set(&zeros, Section::Board, 1, "").unwrap();
    assert!(edited.image.ends_with(&[0; 72]));
}

#[test]
fn nothing_is_lost_for_want_of_room() {
    let full = &image()[..152];
    let long = "x".repeat(30);
    assert_eq!(set(full, Section::Board, 0, &long), Err(Error::NoRoom(24)));
    assert!(set(full, Section::Board, 0, "BMFGX").is_ok(), "the pad has room for one");
    // Bytes that nobody knows are not dropped either.
    let mut odd = image();
    odd.extend([1, 2, 3]);
    assert_eq!(set(&odd, Section::Board, 0, &long), Err(Error::NoRoom(24)));
    let mut full_header = vec![0xff; 2048 + 8];
    full_header[..156].copy_from_slice(&image()[..156]);
    full_header[5] = 0xff;
    full_header[2040..2045].copy_from_slice(&hex!("c0820000be"));
    assert_eq!(set(&full_header, Section::Board, 0, &long), Err(Error::NoRoom(24)));
    assert_eq!(set(&image(), Section::Board, 0, &"x".repeat(64)), Err(Error::TooLong));
}

#[test]
fn only_fields_that_are_there_are_changed() {
    let none = |image: &[u8], section, index| {
        assert_eq!(set(image, section, index, "X1"), Err(Error::NoField), "{section:?} {index}");
    };
    none(&image(), Section::Chassis, 2);
    none(&image(), Section::Board, 5);
    none(&image(), Section::Product, 7);
    let mut without = image();
    without[3] = 0;
    none(&without, Section::Board, 0);
    assert!(matches!(set(&[], Section::Board, 0, "X"), Err(Error::Damaged(_))));
    assert!(matches!(set(&image()[..60], Section::Board, 0, "X"), Err(Error::Damaged(_))));
    let mut overlapping = image();
    overlapping[4] = 6;
    assert!(matches!(
        set(&overlapping, Section::Board, 0, "A longer name"),
        Err(Error::Damaged(_))
    ));
}

#[test]
fn an_empty_field_is_filled() {
    let empty = set(&image(), Section::Product, 5, "").unwrap().image;
    let filled = set(&empty, Section::Product, 5, "ASSET-7").unwrap();
    assert_eq!(filled.old.text(), b"");
    let area = Area::parse(&filled.image[80..], 1, 7);
    assert_eq!((area.text(5), area.text(6)), (b"ASSET-7".to_vec(), b"PF".to_vec()));
}

#[test]
fn an_area_without_an_end_mark_stays_without() {
    let mut image = image();
    image[74] = 0;
    let edited = set(&image, Section::Board, 4, "BFILES").unwrap();
    assert_eq!(edited.image[68..79], hex!("c6 4246494c4553 00000000"));
    assert!(adds_up(&edited.image[40..80]));
}

/// A sound inventory: its areas in any order, with any fields, and room behind them.
fn inventories() -> impl Strategy<Value = (Vec<u8>, [Vec<Vec<u8>>; 3])> {
    let field = (
        prop::sample::select(vec![0x00_u8, 0x40, 0x80, 0xc0]),
        prop::collection::vec(32..126_u8, 0..20),
    )
        .prop_map(|(kind, bytes)| {
            let bytes = if kind == 0xc0 && bytes.len() == 1 { Vec::new() } else { bytes };
            [&[kind | u8::try_from(bytes.len()).unwrap()], bytes.as_slice()].concat()
        });
    let fields = |named: usize| prop::collection::vec(field.clone(), named..named + 3);
    let order = Just(vec![0_usize, 1, 2, 3, 4]).prop_shuffle();
    (fields(2), fields(5), fields(7), order, 0..3_usize, any::<bool>()).prop_map(
        |(chassis, board, product, order, gap, erased)| {
            let area = |fixed: &[u8], fields: &Vec<Vec<u8>>| {
                let mut area = [&[1, 0], fixed, &fields.concat(), &[END]].concat();
                area.resize((area.len() + 1).next_multiple_of(8) - 1, 0);
                area[1] = u8::try_from(area.len() / 8 + 1).unwrap();
                area.push(checksum(&area));
                area
            };
            let records = hex!("c00209 57de 5a3100140001020304 038209 2f43 01687474703a2f2f78");
            let areas = [
                hex!("01494e5445524e41").to_vec(),
                area(&[0x17], &chassis),
                area(&[25, 1, 2, 3], &board),
                area(&[25], &product),
                records.to_vec(),
            ];
            let mut image = vec![1, 0, 0, 0, 0, 0, 0, 0];
            for which in order {
                image.resize(image.len().next_multiple_of(8) + gap * 8, 0);
                image[which + 1] = u8::try_from(image.len() / 8).unwrap();
                image.extend(&areas[which]);
            }
            image[7] = checksum(&image[..7]);
            image.resize(image.len() + 100, if erased { 0xff } else { 0 });
            (image, [chassis, board, product])
        },
    )
}

/// What is in an inventory, wherever it is.
fn contents(image: &[u8]) -> ([Area; 3], Vec<u8>, Vec<u8>) {
    let header = Header::parse(image);
    assert!(header.checksum_ok);
    let areas = [(Section::Chassis, 1), (Section::Board, 4), (Section::Product, 1)];
    let areas = areas.map(|(section, fixed)| {
        let bytes = area(image, section.offset(&header).unwrap()).unwrap();
        let area = Area::parse(bytes, fixed, section.shape().1);
        assert!(area.checksum_ok);
        Area { checksum_ok: true, len: 0, ..area }
    });
    let internal = header.areas.internal.unwrap();
    (areas, image[internal..internal + 8].to_vec(), chain::of(image).unwrap().to_vec())
}

proptest! {
    #[test]
    fn all_other_fields_stay(
        (image, fields) in inventories(),
        which in 0..3_usize,
        index in 0..10_usize,
        text in "[ -~]{0,63}",
    ) {
        let section = Section::ALL[which];
        let before = contents(&image);
        match set_field(&image, section, index, text.as_bytes()) {
            Ok(edited) => {
                prop_assert_eq!(edited.image.len(), image.len());
                let mut after = contents(&edited.image);
                let named = section.shape().1;
                let place = |contents: &mut ([Area; 3], Vec<u8>, Vec<u8>)| {
                    let area = &mut contents.0[which];
                    let place = match index.checked_sub(named) {
                        None => &mut area.fields[index],
                        Some(custom) => &mut area.custom[custom],
                    };
                    std::mem::replace(place, edited.old.clone())
                };
                let new = place(&mut after).text();
                let new = String::from_utf8(new).unwrap();
                prop_assert_eq!(new.trim_end().to_lowercase(), text.trim_end().to_lowercase());
                prop_assert_eq!(after, before);
            }
            Err(Error::NoField) => prop_assert!(index >= fields[which].len()),
            Err(Error::NoRoom(more)) => prop_assert!(more > 0),
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn damaged_inventories_are_left_alone_or_stay_as_long(
        (image, _) in inventories(),
        damage in prop::collection::vec((0..400_usize, any::<u8>()), 0..6),
        cut in 0..400_usize,
        which in 0..3_usize,
        index in 0..10_usize,
        text in "[ -~]{0,70}",
    ) {
        let mut image = image;
        for (at, byte) in damage {
            if let Some(place) = image.get_mut(at) {
                *place = byte;
            }
        }
        image.truncate(image.len().saturating_sub(cut.saturating_sub(200)));
        if let Ok(edited) = set_field(&image, Section::ALL[which], index, text.as_bytes()) {
            prop_assert_eq!(edited.image.len(), image.len());
        }
    }
}
