//! [CreateSecurityGroup](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagSpecification, TagView, arn, check_length, tag_set, tags};
use crate::aws::ec2::networks;
use crate::domain::network::{AwsGroupError, AwsNetworkError, NewSecurityGroup, group_named, make_group};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a security group in a VPC; the default is the default VPC. The group allows all outbound traffic and no
/// inbound traffic.
pub struct CreateSecurityGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_name: SmolStr,
    group_description: SmolStr,
    vpc_id: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    r#return: bool,
    group_id: SmolStr,
    security_group_arn: String,
    tag_set: Option<Set<TagView>>,
}

impl Operation for CreateSecurityGroup {
    const ACTION: &'static str = "CreateSecurityGroup";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateSecurityGroup {
    type Plan = NewSecurityGroup;

    fn plan(at: Place<'_>, request: Request) -> Result<NewSecurityGroup, Error> {
        let (name, description) = (request.group_name, request.group_description);
        check_text("GroupName", &name)?;
        check_text("GroupDescription", &description)?;
        if name.starts_with("sg-") {
            return Err(Error::invalid("GroupName", &name, "a name that does not begin with sg-"));
        }
        if name.eq_ignore_ascii_case("default") {
            return Err(AwsGroupError::Reserved(name).into());
        }
        let vpc = match &request.vpc_id {
            Some(id) => networks::vpc(at.region, id)?,
            None => at.region.default_vpc().ok_or(AwsNetworkError::NoDefaultVpc)?,
        };
        if group_named(at.region, &vpc.id, &name).is_some() {
            return Err(AwsGroupError::Duplicate { name, vpc: vpc.id.clone() }.into());
        }
        let tags = tags(&request.tag_specification, "security-group", &[])?;
        Ok(NewSecurityGroup {
            name,
            description,
            vpc: vpc.id.clone(),
            enterprise: false,
            resource_group: SmolStr::default(),
            tags,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, draft: NewSecurityGroup) -> Response {
        let group_id = make_group(at, draft);
        Response {
            r#return: true,
            tag_set: tag_set(&at.region.groups[&group_id].tags),
            security_group_arn: arn(at.scope, "security-group", &group_id),
            group_id,
        }
    }
}

/// Checks a name or a description: up to 255 of the allowed characters.
fn check_text(parameter: &'static str, text: &SmolStr) -> Result<(), Error> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    check_length(parameter, text)?;
    if !text.is_ascii() {
        return Err(AwsGroupError::NotAscii { parameter, text: text.clone() }.into());
    }
    if text.chars().all(allowed) {
        return Ok(());
    }
    Err(Error::invalid(parameter, text, "only a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*"))
}
