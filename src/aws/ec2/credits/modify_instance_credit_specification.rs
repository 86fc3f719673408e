//! [ModifyInstanceCreditSpecification](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceCreditSpecification.html)

use super::refuse_item;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, instance};
use crate::domain::credits::{self, CreditMode};
use crate::domain::error::{AwsCreditError, CreditError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Changes the credit mode of running or stopped burstable instances. With the change to standard the surplus credits are charged
/// at once; with the change to unlimited T2 loses its launch credits. Earned credits are kept.
///
/// Each instance is checked by itself, and those that pass are changed: its id first, then the mode, the type and the
/// state (the order is ours). The whole request fails if it lists no instance or lists one twice (ours). A terminated
/// instance is refused, as the vendor's page says; recordings of the real service change it.
pub struct ModifyInstanceCreditSpecification;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_credit_specification: Vec<Specification>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Specification {
    instance_id: SmolStr,
    cpu_credits: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    successful_instance_credit_specification_set: Set<Successful>,
    unsuccessful_instance_credit_specification_set: Set<Unsuccessful>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Successful {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Unsuccessful {
    instance_id: SmolStr,
    error: ItemError,
}

#[derive(Serialize)]
struct ItemError {
    code: Cow<'static, str>,
    message: Cow<'static, str>,
}

/// For each instance, its new mode, or the error.
pub struct Plan(Vec<(SmolStr, Result<CreditMode, DomainError>)>);

impl Operation for ModifyInstanceCreditSpecification {
    const ACTION: &'static str = "ModifyInstanceCreditSpecification";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Change for ModifyInstanceCreditSpecification {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let specifications = request.instance_credit_specification;
        if specifications.is_empty() {
            return Err(Error::missing("InstanceCreditSpecification"));
        }
        let mut seen = BTreeSet::new();
        if let Some(duplicate) = specifications.iter().find(|specification| !seen.insert(&specification.instance_id)) {
            return Err(AwsCreditError::DuplicateInstance(duplicate.instance_id.clone()).into());
        }
        let decide = |Specification { instance_id: id, cpu_credits }| {
            let decision = decide(at, &id, cpu_credits.as_deref());
            (id, decision)
        };
        Ok(Plan(specifications.into_iter().map(decide).collect()))
    }

    fn commit(at: &mut PlaceMut<'_>, Plan(decisions): Plan) -> Response {
        let (mut successful, mut unsuccessful) = (Vec::new(), Vec::new());
        for (instance_id, decision) in decisions {
            match decision {
                Ok(mode) => {
                    credits::set_mode(at, &instance_id, mode);
                    successful.push(Successful { instance_id });
                }
                Err(error) => {
                    let wire = refuse_item(&error);
                    let error = ItemError { code: wire.code, message: wire.message };
                    unsuccessful.push(Unsuccessful { instance_id, error });
                }
            }
        }
        Response {
            successful_instance_credit_specification_set: successful.into_iter().collect(),
            unsuccessful_instance_credit_specification_set: unsuccessful.into_iter().collect(),
        }
    }
}

/// The new mode of an instance. `mode` is `None` if the request names none.
fn decide(at: Place<'_>, id: &SmolStr, mode: Option<&str>) -> Result<CreditMode, DomainError> {
    let instance = instance(at.region, id)?;
    let mode = mode.and_then(CreditMode::from_ec2).ok_or_else(|| AwsCreditError::UnknownMode { id: id.clone() })?;
    credits::check_change(at.scope.cloud, instance, mode).map_err(|refusal| CreditError::Refused {
        id: Some(id.clone()),
        instance_type: instance.instance_type.name,
        refusal,
    })?;
    Ok(mode)
}
