//! [DescribeSecurityGroupRules](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroupRules.html)

use super::check_rule_id;
use super::view::RuleView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::network::{GroupError, Rule, SecurityGroup};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Describes the listed rules of security groups, or all, in the order of their ids.
pub struct DescribeSecurityGroupRules;

/// The documented filters, and `tag-key`, which AWS accepts wherever it has `tag:`.
const FILTERS: &[&str] = &["group-id", "security-group-rule-id", "tag-key"];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: SecurityGroupRuleId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    security_group_rule_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    security_group_rule_set: Set<RuleView>,
    next_token: Option<String>,
}

impl Operation for DescribeSecurityGroupRules {
    const ACTION: &'static str = "DescribeSecurityGroupRules";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeSecurityGroupRules {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.security_group_rule_id;
        ids_or_page(ids, request.max_results, "securityGroupRuleIds")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let groups = at.region.groups.values();
        let rules = groups.flat_map(|group| group.rules.iter().map(move |rule| (&rule.id, (group, rule))));
        let all: BTreeMap<&SmolStr, (&SecurityGroup, &Rule)> = rules.collect();
        let listed: Vec<(&SecurityGroup, &Rule)> = if ids.is_empty() {
            all.into_values().collect()
        } else {
            ids.iter().map(|id| listed(&all, id)).collect::<Result<_, _>>()?
        };
        let passing = listed.into_iter().filter(|(group, rule)| {
            filters.pass(&rule.tags, |name| {
                vec![if name == "group-id" { group.id.to_string() } else { rule.id.to_string() }]
            })
        });
        let (shown, next_token) = page.take(passing, |(_, rule)| &rule.id);
        let view = |(group, rule): (&SecurityGroup, &Rule)| RuleView::new(at.scope, &group.id, rule);
        Ok(Response { security_group_rule_set: shown.into_iter().map(view).collect(), next_token })
    }
}

/// The rule with this id. Fails if the id is malformed or does not exist.
fn listed<'r>(
    all: &BTreeMap<&SmolStr, (&'r SecurityGroup, &'r Rule)>,
    id: &SmolStr,
) -> Result<(&'r SecurityGroup, &'r Rule), Error> {
    check_rule_id(id)?;
    Ok(*all.get(id).ok_or_else(|| GroupError::RuleNotFound(id.clone()))?)
}
