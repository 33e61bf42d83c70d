//! Libvirt's description of a machine, and what it says to boot from.
//!
//! Of a description only the boot order is changed. How it was before is kept in its `metadata`,
//! so that it can be put back, by another process too.
use std::io;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use crate::mock::boot::BootDevice;

/// A description.
#[derive(Clone)]
pub(super) struct Domain {
    /// What stands before the root element.
    prolog: Vec<Event<'static>>,
    root: Element,
}

#[derive(Clone)]
struct Element {
    start: BytesStart<'static>,
    children: Vec<Node>,
}

#[derive(Clone)]
enum Node {
    Element(Element),
    Other(Event<'static>),
}

/// What a description says of booting.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Kinds of devices, in their order.
    kinds: Vec<String>,
    /// Places of single devices in the order; by the device's number.
    places: Vec<(usize, u32)>,
    /// Whether the firmware shows its menu.
    menu: Option<String>,
    /// How it was before.
    former: Option<(String, String)>,
}

impl Domain {
    /// Reads a description.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
        let (mut prolog, mut open) = (Vec::new(), Vec::<Element>::new());
        loop {
            let done = match reader.read_event().ok()? {
                Event::Start(start) => {
                    open.push(Element { start: start.into_owned(), children: Vec::new() });
                    if open.len() > MOST_LEVELS {
                        return None;
                    }
                    continue;
                }
                Event::Empty(start) => Element { start: start.into_owned(), children: Vec::new() },
                Event::End(_) => open.pop()?,
                Event::Eof => return None,
                // Indentation.
                Event::Text(text) if text.contains('\n') && text.trim_ascii().is_empty() => {
                    continue;
                }
                other => {
                    match open.last_mut() {
                        Some(element) => element.children.push(Node::Other(other.into_owned())),
                        None => prolog.push(other.into_owned()),
                    }
                    continue;
                }
            };
            let Some(parent) = open.last_mut() else {
                let is_domain = done.name() == "domain";
                return is_domain.then_some(Self { prolog, root: done });
            };
            parent.children.push(Node::Element(done));
        }
    }

    /// What it says of booting.
    pub(super) fn plan(&self) -> Plan {
        let marker = self.root.child("metadata").and_then(|metadata| metadata.child(MARKER));
        let former = marker.map(|marker| {
            (
                marker.attribute(KINDS).unwrap_or_default(),
                marker.attribute(PLACES).unwrap_or_default(),
            )
        });
        let menu = self.root.child("os").and_then(|os| os.child("bootmenu"));
        let menu = menu.and_then(|menu| menu.attribute("enable"));
        Plan { kinds: self.kinds(), places: self.places(), menu, former }
    }

    /// Puts a device in front of what it boots from, and notes how it was.
    pub(super) fn boot_from(&mut self, device: BootDevice) {
        let (kinds, places) = (self.kinds(), self.places());
        if places.is_empty() {
            let Some(kind) = kind_of(device) else { return };
            let rest = kinds.iter().filter(|other| *other != kind).cloned();
            let all: Vec<String> = std::iter::once(kind.to_owned()).chain(rest).collect();
            self.set_kinds(&all);
        } else {
            let fits = |number: &usize| self.device(*number).is_some_and(|e| is_a(e, device));
            let mut order: Vec<usize> = places.iter().map(|(number, _)| *number).collect();
            let (mut first, rest): (Vec<usize>, Vec<usize>) = order.drain(..).partition(fits);
            if first.is_empty() {
                first.extend((0..self.devices().count()).find(fits));
            }
            let all = first.into_iter().chain(rest);
            self.set_places(&all.zip(1..).collect::<Vec<_>>());
        }
        let places: Vec<String> = places.iter().map(|(n, place)| format!("{n}={place}")).collect();
        let mut marker = Element::new(MARKER);
        marker.set("xmlns:ripmitool", NAMESPACE);
        marker.set(KINDS, &kinds.join(" "));
        marker.set(PLACES, &places.join(" "));
        self.root.edit("metadata", |metadata| metadata.children.push(Node::Element(marker)));
    }

    /// Lets the firmware show its menu; how it was is not noted.
    pub(super) fn show_menu(&mut self) {
        let mut menu = Element::new("bootmenu");
        menu.set("enable", "yes");
        menu.set("timeout", MENU_MILLISECONDS);
        self.root.edit("os", |os| {
            os.remove("bootmenu");
            os.children.push(Node::Element(menu));
        });
    }

    /// Puts the boot order back that was noted.
    pub(super) fn restore(&mut self) {
        let Some((kinds, places)) = self.plan().former else { return };
        let place = |word: &str| {
            let (number, place) = word.split_once('=')?;
            Some((number.parse().ok()?, place.parse().ok()?))
        };
        let kinds: Vec<String> = kinds.split_whitespace().map(str::to_owned).collect();
        let places: Vec<(usize, u32)> = places.split_whitespace().filter_map(place).collect();
        self.set_kinds(&kinds);
        self.set_places(&places);
        self.root.edit("metadata", |metadata| metadata.remove(MARKER));
        if self.root.child("metadata").is_some_and(|metadata| metadata.children.is_empty()) {
            self.root.remove("metadata");
        }
    }

    /// As libvirt reads it.
    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        for event in &self.prolog {
            writer.write_event(event.borrow())?;
        }
        self.root.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn kinds(&self) -> Vec<String> {
        let boots = self.root.child("os").into_iter().flat_map(|os| os.named("boot"));
        boots.filter_map(|boot| boot.attribute("dev")).collect()
    }

    fn set_kinds(&mut self, kinds: &[String]) {
        self.root.edit("os", |os| {
            os.remove("boot");
            os.children.extend(kinds.iter().map(|kind| {
                let mut boot = Element::new("boot");
                boot.set("dev", kind);
                Node::Element(boot)
            }));
        });
    }

    /// Devices that have a place of their own in the order, the first one first.
    fn places(&self) -> Vec<(usize, u32)> {
        let place = |device: &Element| device.child("boot")?.attribute("order")?.parse().ok();
        let numbered = self.devices().enumerate();
        let mut all: Vec<(usize, u32)> =
            numbered.filter_map(|(number, device)| Some((number, place(device)?))).collect();
        all.sort_by_key(|(_, place)| *place);
        all
    }

    fn set_places(&mut self, places: &[(usize, u32)]) {
        let Some(devices) = self.root.child_mut("devices") else { return };
        for (number, device) in devices.elements_mut().enumerate() {
            let place = places.iter().find(|(wanted, _)| *wanted == number);
            match place {
                Some((_, place)) => {
                    device.edit("boot", |boot| boot.set("order", &place.to_string()));
                }
                None => device.remove("boot"),
            }
        }
    }

    fn devices(&self) -> impl Iterator<Item = &Element> {
        self.root.child("devices").into_iter().flat_map(Element::elements)
    }

    fn device(&self, number: usize) -> Option<&Element> {
        self.devices().nth(number)
    }
}

impl Element {
    fn new(name: &'static str) -> Self {
        Self { start: BytesStart::new(name), children: Vec::new() }
    }

    fn name(&self) -> &str {
        self.start.name().into_inner()
    }

    fn attribute(&self, key: &str) -> Option<String> {
        Some(self.start.try_get_attribute(key).ok()??.value.into_owned())
    }

    /// Sets an attribute to a value that needs no escapes.
    fn set(&mut self, key: &str, value: &str) {
        let mut start = BytesStart::new(self.name().to_owned());
        for attribute in self.start.attributes().flatten() {
            if attribute.key.into_inner() != key {
                start.push_attribute(attribute);
            }
        }
        start.push_attribute((key, value));
        self.start = start;
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Other(_) => None,
        })
    }

    fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Other(_) => None,
        })
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name() == name)
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name() == name)
    }

    fn child_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.elements_mut().find(|element| element.name() == name)
    }

    /// Changes the child of that name, a new one where there is none.
    fn edit(&mut self, name: &'static str, change: impl FnOnce(&mut Self)) {
        if let Some(found) = self.child_mut(name) {
            return change(found);
        }
        let mut new = Self::new(name);
        change(&mut new);
        self.children.push(Node::Element(new));
    }

    fn remove(&mut self, name: &str) {
        self.children.retain(|node| !matches!(node, Node::Element(e) if e.name() == name));
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(self.start.borrow()));
        }
        writer.write_event(Event::Start(self.start.borrow()))?;
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(writer)?,
                Node::Other(event) => writer.write_event(event.borrow())?,
            }
        }
        writer.write_event(Event::End(self.start.to_end()))
    }
}

/// The word of `<boot dev=…>`.
fn kind_of(device: BootDevice) -> Option<&'static str> {
    match device {
        BootDevice::Network => Some("network"),
        BootDevice::Disk => Some("hd"),
        BootDevice::Cdrom => Some("cdrom"),
        BootDevice::Floppy => Some("fd"),
        BootDevice::Setup => None,
    }
}

fn is_a(element: &Element, device: BootDevice) -> bool {
    let medium = element.attribute("device");
    let medium = medium.as_deref().unwrap_or("disk");
    match (element.name(), device) {
        ("interface", BootDevice::Network) => true,
        ("disk", BootDevice::Disk) => matches!(medium, "disk" | "lun"),
        ("disk", BootDevice::Cdrom) => medium == "cdrom",
        ("disk", BootDevice::Floppy) => medium == "floppy",
        _ => false,
    }
}

const MARKER: &str = "ripmitool:boot";
const NAMESPACE: &str = "urn:ripmitool:boot";
const KINDS: &str = "kinds";
const PLACES: &str = "places";
const MENU_MILLISECONDS: &str = "10000";
const MOST_LEVELS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    const BY_KIND: &str = "<domain type='qemu'>
  <name>a</name><description> x &amp; &lt; &gt; </description>
  <os>
    <type arch='x86_64'>hvm</type>
    <boot dev='hd'/>
    <boot dev='cdrom'/>
  </os>
  <devices><disk type='file'/><interface type='user'/></devices>
</domain>
";
    const BY_PLACE: &str = "<domain xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <metadata><other xmlns='x'>1</other></metadata>
  <os><type>hvm</type></os>
  <devices>
    <emulator>/usr/bin/qemu</emulator>
    <disk device='disk'><target dev='vda'/><boot order='1'/></disk>
    <disk device='cdrom'><target dev='sda'/><boot order='2' loadparm='x'/></disk>
    <interface type='user'/>
    <interface type='user'><boot order='3'/></interface>
  </devices>
  <qemu:commandline><qemu:arg value='-x &quot;y&quot;'/></qemu:commandline>
</domain>";

    fn domain(text: &str) -> Domain {
        Domain::parse(text.as_bytes()).unwrap()
    }

    fn text(domain: &Domain) -> String {
        String::from_utf8(domain.to_bytes().unwrap()).unwrap()
    }

    #[test]
    fn a_kind_goes_to_the_front_and_back() {
        let mut changed = domain(BY_KIND);
        let before = text(&changed);
        assert!(before.contains("<description> x &amp; &lt; &gt; </description>"), "{before}");
        for (device, kinds) in [
            (BootDevice::Network, ["network", "hd", "cdrom"].as_slice()),
            (BootDevice::Cdrom, &["cdrom", "hd"]),
            (BootDevice::Floppy, &["fd", "hd", "cdrom"]),
        ] {
            changed.restore();
            changed.boot_from(device);
            // By another process.
            changed = domain(&text(&changed));
            assert_eq!(changed.plan().kinds, kinds);
        }
        changed.restore();
        assert_eq!(text(&changed).replace('"', "'"), before);
    }

    #[test]
    fn devices_with_places_change_places() {
        let mut changed = domain(BY_PLACE);
        let before = domain(BY_PLACE);
        for (device, places) in [
            (BootDevice::Network, [(4, 1), (1, 2), (2, 3)]),
            (BootDevice::Cdrom, [(2, 1), (1, 2), (4, 3)]),
            (BootDevice::Disk, [(1, 1), (2, 2), (4, 3)]),
        ] {
            changed.restore();
            changed.boot_from(device);
            changed = domain(&text(&changed));
            assert_eq!((changed.plan().places.as_slice(), changed.kinds()), (&places[..], vec![]));
        }
        assert!(text(&changed).contains(r#"<boot loadparm="x" order="2"/>"#));
        assert!(text(&changed).contains("<qemu:arg value='-x &quot;y&quot;'/>"));
        changed.restore();
        assert_eq!(changed.plan(), before.plan());
        assert!(text(&changed).contains("<metadata><other xmlns='x'>1</other></metadata>"));
    }

    #[test]
    fn a_device_without_a_place_gets_one() {
        let mut changed = domain(&BY_PLACE.replace("<boot order='3'/>", ""));
        changed.boot_from(BootDevice::Network);
        assert_eq!(changed.plan().places, [(3, 1), (1, 2), (2, 3)]);
        changed.restore();
        assert_eq!(changed.plan().places, [(1, 1), (2, 2)]);
        changed.boot_from(BootDevice::Floppy);
        assert_eq!(changed.plan().places, [(1, 1), (2, 2)], "it has none");
    }

    #[test]
    fn the_menu_is_shown_once() {
        let mut changed = domain(BY_KIND);
        changed.show_menu();
        changed.show_menu();
        assert_eq!(text(&changed).matches("<bootmenu").count(), 1);
    }

    #[test]
    fn what_is_no_description_is_refused() {
        for bytes in [
            &b""[..],
            b"x",
            b"<domain>",
            b"<domain></network>",
            b"<network/>",
            b"</domain>",
            b"\xff<domain/>",
            "<a>".repeat(100).as_bytes(),
        ] {
            assert!(Domain::parse(bytes).is_none(), "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    proptest::proptest! {
        /// Half of a description, and one with some character changed: what is written is read.
        #[test]
        fn damaged_text_is_refused_or_read(at in 0..BY_PLACE.len(), c: char, more in "[<>/a='!?-]{0,9}") {
            let (Some(start), Some(end)) = (BY_PLACE.get(..at), BY_PLACE.get(at + 1..)) else {
                return Ok(());
            };
            let texts = [start.to_owned(), format!("{start}{c}{end}"), format!("{start}{more}{end}")];
            for mut read in texts.iter().filter_map(|text| Domain::parse(text.as_bytes())) {
                read.boot_from(BootDevice::Network);
                read.show_menu();
                let again = Domain::parse(&read.to_bytes().unwrap()).unwrap();
                proptest::prop_assert_eq!(again.plan(), read.plan());
                read.restore();
            }
        }
    }
}
