//! Elements of XML, as a tree.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub children: Vec<Element>,
    /// The text of an element without children.
    pub text: String,
}

impl Element {
    /// The root of a document, without namespaces and attributes.
    pub fn parse(document: &str) -> Self {
        let mut reader = Reader::from_str(document);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error} in {document}")) {
                Event::Start(start) => open.push(Self::named(&start)),
                Event::Empty(start) => open.last_mut().expect("an open element").children.push(Self::named(&start)),
                Event::End(_) => {
                    let closed = open.pop().expect("an open element");
                    open.last_mut().expect("its parent").children.push(closed);
                }
                Event::Text(text) => open.last_mut().expect("an open element").text += &text,
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().expect("a character");
                    let letter = character.map(String::from).or_else(|| resolve(&entity)).expect("a known entity");
                    open.last_mut().expect("an open element").text += &letter;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        open.remove(0).children.remove(0)
    }

    fn named(start: &BytesStart<'_>) -> Self {
        Self { name: start.local_name().as_ref().to_owned(), ..Self::default() }
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The element at a path of names and numbers, as in `keySet/0/keyPairId`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, part| match part.parse::<usize>() {
            Ok(number) => element.children.get(number),
            Err(_) => element.child(part),
        })
    }

    /// Puts the items of a list in the order of one of their elements.
    pub fn sort(&mut self, list: &str, key: &str) {
        if let Some(list) = self.children.iter_mut().find(|child| child.name == list) {
            list.children.sort_by_key(|item| item.child(key).map(|child| child.text.clone()));
        }
    }

    /// The names of all elements in their order: `a(b,c(item(d)))`. Of items that have the same form, it has one.
    pub fn order(&self) -> String {
        let mut below: Vec<String> = self.children.iter().map(Self::order).collect();
        if self.children.iter().all(|child| child.name == "item") {
            let mut seen = Vec::new();
            below.retain(|form| {
                !seen.contains(form) && {
                    seen.push(form.clone());
                    true
                }
            });
        }
        if below.is_empty() { self.name.clone() } else { format!("{}({})", self.name, below.join(",")) }
    }

    /// Collects how an element differs from this one. `*` is anything. Unless the answer is `partial`, an element beyond these
    /// is a difference, but for the element `return`, which the vendor's model does not have everywhere.
    pub fn compare(&self, other: &Self, path: &str, partial: bool, differences: &mut Vec<String>) {
        if self.children.is_empty() && self.text == "*" {
            return;
        }
        if self.children.iter().any(|child| child.name == "item") {
            return self.compare_items(other, path, partial, differences);
        }
        if self.children.is_empty() && (!other.children.is_empty() || self.text != other.text) {
            let found = if other.children.is_empty() { other.text.clone() } else { other.order() };
            differences.push(format!("{path}: {found:?} for {:?}", self.text));
        }
        for child in &self.children {
            let below = format!("{path}/{}", child.name);
            match other.child(&child.name) {
                Some(found) => child.compare(found, &below, partial, differences),
                None => differences.push(format!("{below}: absent for {}", child.order())),
            }
        }
        let is_known = |found: &Self| self.child(&found.name).is_some() || found.name == "return";
        if let Some(found) =
            other.children.iter().find(|found| !self.children.is_empty() && !partial && !is_known(found))
        {
            differences.push(format!("{path}: {} for nothing", found.order()));
        }
    }

    fn compare_items(&self, other: &Self, path: &str, partial: bool, differences: &mut Vec<String>) {
        let any_more = self.children.last().is_some_and(|item| item.text == "...");
        let items = &self.children[..self.children.len() - usize::from(any_more)];
        let count = other.children.len();
        if count < items.len() || (count > items.len() && !any_more) {
            differences.push(format!("{path}: {count} items for {}", items.len()));
        }
        for (n, (item, found)) in items.iter().zip(&other.children).enumerate() {
            item.compare(found, &format!("{path}/{n}"), partial, differences);
        }
    }
}

fn resolve(entity: &str) -> Option<String> {
    quick_xml::escape::resolve_predefined_entity(entity).map(str::to_owned)
}

#[test]
fn differences_are_found() {
    let differences = |expected: &str, found: &str, partial: bool| {
        let mut all = Vec::new();
        Element::parse(expected).compare(&Element::parse(found), "", partial, &mut all);
        all
    };
    let none: [&str; 0] = [];
    assert_eq!(differences("<r><a>*</a></r>", "<r><a><b>1</b></a></r>", false), none);
    assert_eq!(differences("<r><a>1</a></r>", "<r><a>2</a></r>", false), ["/a: \"2\" for \"1\""]);
    assert_eq!(differences("<r><a/><b/></r>", "<r><a/></r>", false), ["/b: absent for b"]);
    assert_eq!(differences("<r><a/></r>", "<r><a/><b/></r>", false), [": b for nothing"]);
    assert_eq!(differences("<r><a/></r>", "<r><a/><b/></r>", true), none);
    assert_eq!(differences("<r><a/></r>", "<r><a><item>1</item></a></r>", false), ["/a: \"a(item)\" for \"\""]);
    let two = "<r><item>1</item><item>2</item></r>";
    assert_eq!(differences("<r><item>1</item></r>", two, false), [": 2 items for 1"]);
    assert_eq!(differences("<r><item>1</item><item>...</item></r>", two, false), none);
    assert_eq!(Element::parse("<r><s><item><a/></item><item><a/></item></s></r>").order(), "r(s(item(a)))");
}
