//! [ModifyAddressAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyAddressAttribute.html)

use super::attributes::{AttributeView, Changed};
use super::by_allocation_id;
use crate::aws::ec2::Ec2;
use crate::domain::network::address;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};

/// Sets the name of an elastic address in reverse DNS. That the name leads to the address, as AWS requires, is not checked.
pub struct ModifyAddressAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    domain_name: Option<SmolStr>,
}

impl Operation for ModifyAddressAttribute {
    const ACTION: &'static str = "ModifyAddressAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Changed;
}

impl Change for ModifyAddressAttribute {
    type Plan = (SmolStr, SmolStr);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        by_allocation_id(at.region, &request.allocation_id)?;
        let name = request.domain_name.ok_or_else(|| Error::missing("DomainName"))?;
        Ok((request.allocation_id, absolute(&name)?))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, name): Self::Plan) -> Changed {
        address::set_ptr_record(at.region, &id, Some(name));
        Changed { address: AttributeView::from(&at.region.addresses[&id]) }
    }
}

/// A domain name in lower case, with a dot at the end. Fails if it has more than 253 characters or fewer than two labels, or
/// a label that is not 1 to 63 letters, digits, hyphens and underscores with no hyphen at either end (RFC 1035).
fn absolute(name: &SmolStr) -> Result<SmolStr, Error> {
    let relative = name.strip_suffix('.').unwrap_or(name);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if relative.len() <= 253 && relative.contains('.') && relative.split('.').all(is_label) {
        return Ok(format_smolstr!("{}.", relative.to_ascii_lowercase()));
    }
    Err(Error::invalid("DomainName", name, ""))
}
