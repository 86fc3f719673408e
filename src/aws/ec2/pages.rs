//! Pages of lists: the parameters `MaxResults` and `NextToken`.

use super::filters::Filter;
use crate::domain::place::Place;
use crate::operation::{Error, Operation};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::ops::{Bound, RangeBounds};

/// The requested page of a list.
#[derive(Debug)]
pub struct Page {
    max: Option<usize>,
    /// What the tokens of this list have in common.
    list: Token,
    position: Position,
    /// Whether the last page has a token too.
    token_at_end: bool,
}

/// Where a page begins.
#[derive(Debug)]
enum Position {
    Start,
    After(SmolStr),
    End,
}

/// A page token: the list that it is for, and how far the previous pages have come. On the wire it is JSON in base 64.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Token {
    operation: SmolStr,
    region: SmolStr,
    /// The names of the filters that are not about tags, sorted.
    filters: Vec<SmolStr>,
    /// The id of the last item so far. `None` if that was the last of all.
    after: Option<SmolStr>,
}

/// Reads `MaxResults` and `NextToken`. Fails if `MaxResults` is out of the range, or if the token is not one of this
/// operation in this region, or is for a list with other filters. Filters on tags, and the values of all, may be others.
pub fn page<O: Operation>(
    at: Place<'_>,
    filters: &[Filter],
    max: Option<i64>,
    token: Option<&SmolStr>,
    range: impl RangeBounds<i64>,
) -> Result<Page, Error> {
    if let Some(max) = max
        && !range.contains(&max)
    {
        return Err(out_of_range(max, &range));
    }
    let is_on_tags = |name: &SmolStr| matches!(name.as_str(), "tag-key" | "tag-value") || name.starts_with("tag:");
    let mut names: Vec<SmolStr> = filters.iter().map(|filter| filter.name().clone()).collect();
    names.retain(|name| !is_on_tags(name));
    names.sort();
    names.dedup();
    let list = Token {
        operation: SmolStr::new_static(O::ACTION),
        region: SmolStr::new_static(at.scope.region),
        filters: names,
        after: None,
    };
    let position = match token {
        None => Position::Start,
        Some(token) => match list.position_in(token)? {
            Some(after) => Position::After(after),
            None => Position::End,
        },
    };
    Ok(Page { max: max.and_then(|max| usize::try_from(max).ok()), list, position, token_at_end: false })
}

fn out_of_range(max: i64, range: &impl RangeBounds<i64>) -> Error {
    let bound = |bound: Bound<&i64>| match bound {
        Bound::Included(bound) | Bound::Excluded(bound) => Some(*bound),
        Bound::Unbounded => None,
    };
    let text = match (bound(range.start_bound()), bound(range.end_bound())) {
        // Sic: `start` itself is valid. Recorded for five, and the form of others is ours.
        (Some(start), _) if start == 5 && max < start => format!("greater than {start}"),
        (Some(start), Some(end)) => format!("in the range {start} to {end}"),
        (start, _) => format!("greater than {}", start.unwrap_or_default()),
    };
    let text = format!("Value ( {max} ) for parameter maxResults is invalid. Expecting a value {text}.");
    Error::invalid("maxResults", max, text)
}

impl Token {
    fn write(&self, after: Option<&SmolStr>) -> Option<String> {
        let token = Self { after: after.cloned(), ..self.clone() };
        // Texts are always JSON.
        serde_json::to_vec(&token).ok().map(|json| BASE64_STANDARD.encode(json))
    }

    /// The position that a token of this list stands for.
    fn position_in(&self, token: &str) -> Result<Option<SmolStr>, Error> {
        let refuse = |text: String| Err(Error::invalid("nextToken", token, text));
        let json = BASE64_STANDARD.decode(token).unwrap_or_default();
        match serde_json::from_slice::<Self>(&json) {
            Ok(read) if read.operation != self.operation || read.region != self.region => {}
            Ok(read) if read.filters != self.filters => {
                return refuse(format!("invalid value for parameter next-token: {token}"));
            }
            Ok(read) => return Ok(read.after),
            Err(_) => {}
        }
        refuse(format!("Value ( {token} ) for parameter NextToken is invalid. The token is invalid."))
    }
}

impl Page {
    /// Gives the last page a token too, whose page is empty and has none (ours: on AWS nobody has seen the end).
    pub fn with_token_at_end(self) -> Self {
        Self { token_at_end: true, ..self }
    }

    /// The id of the last item of the previous page.
    pub fn after(&self) -> Option<&str> {
        match &self.position {
            Position::After(id) => Some(id),
            Position::Start | Position::End => None,
        }
    }

    /// Takes the items of this page from items sorted by id. Also returns the token of the next page, if there is one.
    pub fn take<T>(&self, items: impl Iterator<Item = T>, id: impl Fn(&T) -> &SmolStr) -> (Vec<T>, Option<String>) {
        if matches!(self.position, Position::End) {
            return (Vec::new(), None);
        }
        let mut rest = items.skip_while(|item| self.after().is_some_and(|after| id(item).as_str() <= after)).peekable();
        let page: Vec<T> = match self.max {
            Some(max) => rest.by_ref().take(max).collect(),
            None => rest.by_ref().collect(),
        };
        let token = match rest.peek().and(page.last()) {
            Some(last) => self.list.write(Some(id(last))),
            None if self.token_at_end && self.max.is_some() => self.list.write(None),
            None => None,
        };
        (page, token)
    }
}

/// Refuses `MaxResults` in a request that lists ids. `set` is the name of the parameter of ids in the error's text.
pub fn ids_or_page(ids: &[SmolStr], max: Option<i64>, set: &str) -> Result<(), Error> {
    if !ids.is_empty() && max.is_some() {
        let text = format!("The parameter {set} cannot be used with the parameter maxResults");
        return Err(Error::Conflict(text));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(operation: &str, filters: &[&str]) -> Token {
        let filters = filters.iter().map(SmolStr::new).collect();
        Token { operation: operation.into(), region: "us-east-1".into(), filters, after: None }
    }

    fn page_of(list: &Token, token: Option<&str>, token_at_end: bool) -> Page {
        let position = match token.map(|token| list.position_in(token).unwrap()) {
            None => Position::Start,
            Some(None) => Position::End,
            Some(Some(after)) => Position::After(after),
        };
        Page { max: Some(2), list: list.clone(), position, token_at_end }
    }

    #[test]
    fn pages_follow_one_another() {
        let items: Vec<SmolStr> = ["a", "b", "c"].map(SmolStr::from).to_vec();
        let list = list("A", &[]);
        let (first, token) = page_of(&list, None, false).take(items.iter(), |id| id);
        assert_eq!(first, ["a", "b"]);
        let (second, end) = page_of(&list, token.as_deref(), false).take(items.iter(), |id| id);
        assert_eq!((second, end), (vec![&items[2]], None));
        let (second, end) = page_of(&list, token.as_deref(), true).take(items.iter(), |id| id);
        assert_eq!(second, ["c"]);
        let (third, end) = page_of(&list, end.as_deref(), true).take(items.iter(), |id| id);
        assert_eq!((third.len(), end), (0, None));
    }

    #[test]
    fn a_token_is_for_one_list() {
        let token = list("A", &["vpc-id"]).write(Some(&"x".into())).unwrap();
        assert_eq!(list("A", &["vpc-id"]).position_in(&token), Ok(Some("x".into())));
        for other in
            [list("B", &["vpc-id"]), Token { region: "eu-west-1".into(), ..list("A", &["vpc-id"]) }, list("A", &[])]
        {
            assert!(other.position_in(&token).is_err());
        }
        assert!(list("A", &[]).position_in("after-x").is_err());
    }
}
