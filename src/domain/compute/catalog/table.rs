//! The tables of instance types, as they are written: a cell stands once for all types that have it.
//!
//! The first row names the columns, from the third on. A row whose first cell begins with a letter or a digit is a family;
//! its second cell may name an earlier family that it is like. The rows after it are its sizes: the first cell is what
//! follows the family's name, or `=` and a whole name. A type has the cell of its size, else that of its family, else what
//! the family that it is like has for a size of the same name, and so on. `-` is no value, and ends the search.

use std::collections::BTreeMap;
use std::str::FromStr;

/// A table. Types stand in no order.
pub struct Table {
    columns: BTreeMap<&'static str, usize>,
    families: Vec<Family>,
}

struct Family {
    name: &'static str,
    /// The index of the family that it is like.
    like: Option<usize>,
    row: Vec<&'static str>,
    sizes: Vec<(&'static str, Vec<&'static str>)>,
}

/// The cells of one type.
pub struct Row<'t> {
    columns: &'t BTreeMap<&'static str, usize>,
    family: &'static str,
    size: &'static str,
    /// Where its cells are looked for, in order.
    rows: Vec<&'t [&'static str]>,
}

impl Table {
    pub fn parse(text: &'static str) -> Self {
        let mut lines = text.lines().map(|line| line.split('\t').collect::<Vec<&'static str>>());
        let head = lines.next().unwrap_or_default();
        let columns = head.into_iter().enumerate().skip(2).map(|(n, column)| (column, n)).collect();
        let mut families: Vec<Family> = Vec::new();
        for row in lines {
            let name = row.first().copied().unwrap_or("");
            match families.last_mut() {
                Some(family) if !name.starts_with(|first: char| first.is_ascii_alphanumeric()) => {
                    family.sizes.push((name, row));
                }
                _ => {
                    let like = row.get(1).and_then(|like| families.iter().position(|family| family.name == *like));
                    families.push(Family { name, like, row, sizes: Vec::new() });
                }
            }
        }
        Self { columns, families }
    }

    /// The cells of all types.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.families
            .iter()
            .enumerate()
            .flat_map(move |(n, family)| family.sizes.iter().map(move |(size, _)| self.new_row(n, size)))
    }

    /// The cells of a type of this family. A size that has no row has the cells of its family.
    pub fn row(&self, family: &str, size: &'static str) -> Option<Row<'_>> {
        let family = self.families.iter().position(|known| known.name == family)?;
        Some(self.new_row(family, size))
    }

    fn new_row(&self, family: usize, size: &'static str) -> Row<'_> {
        let mut rows = Vec::new();
        let mut at = Some(family);
        while let Some(family) = at.map(|at| &self.families[at]) {
            let own = family.sizes.iter().find(|(known, _)| *known == size).map(|(_, row)| row);
            rows.extend(own.into_iter().chain([&family.row]).map(Vec::as_slice));
            at = family.like;
        }
        Row { columns: &self.columns, family: self.families[family].name, size, rows }
    }

    /// The names of the columns, in no order.
    #[cfg(test)]
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.keys().copied()
    }
}

impl Row<'_> {
    pub fn family(&self) -> &'static str {
        self.family
    }

    /// What follows the family's name in the type's.
    pub fn size(&self) -> &'static str {
        self.size
    }

    pub fn name(&self) -> String {
        match self.size.strip_prefix('=') {
            Some(name) => name.to_owned(),
            None => [self.family, self.size].concat(),
        }
    }

    /// The cell; empty if it has no value.
    pub fn text(&self, column: &str) -> &'static str {
        // A column that no table has is a mistake in this program, which the tests find.
        let column = *self.columns.get(column).unwrap_or_else(|| panic!("no column {column}"));
        let mut cells = self.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        cells.next().copied().filter(|cell| *cell != "-").unwrap_or("")
    }

    pub fn is(&self, column: &str) -> bool {
        self.text(column) == "yes"
    }

    /// The number; `None` if it has no value.
    pub fn number<T: FromStr>(&self, column: &str) -> Option<T> {
        self.text(column).parse().ok()
    }

    /// The number. That every type has it is tested.
    pub fn required<T: FromStr>(&self, column: &str) -> T {
        self.number(column).unwrap_or_else(|| panic!("{} has no {column}", self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "type\tlike\tone\ttwo\n\
                        a\t\t1\n\
                        .small\t\t\t2\n\
                        .large\t\t3\n\
                        b\ta\t\t4\n\
                        .small\n\
                        .large\t\t-\n\
                        =a-b\n";

    #[test]
    fn cells_are_those_of_the_size_the_family_and_what_it_is_like() {
        let table = Table::parse(TEXT);
        let rows: Vec<_> = table.rows().map(|row| (row.name(), row.text("one"), row.text("two"))).collect();
        let named = |name: &str, one, two| (name.to_owned(), one, two);
        let expected = [
            named("a.small", "1", "2"),
            named("a.large", "3", ""),
            named("b.small", "1", "4"),
            named("b.large", "", "4"),
            named("a-b", "1", "4"),
        ];
        assert_eq!(rows, expected);
        assert_eq!(table.row("b", ".huge").expect("a row").text("one"), "1");
        assert!(table.row("c", ".small").is_none());
    }
}
