//! [ModifyInstanceMaintenanceOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMaintenanceOptions.html)

use super::options::{MaintenanceView, Setting};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::compute::instance::RareOptions;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Changes whether an instance is recovered by itself, and moved when it is rebooted. Neither happens here; both are shown.
pub struct ModifyInstanceMaintenanceOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    auto_recovery: Option<Setting>,
    reboot_migration: Option<Setting>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_id: SmolStr,
    #[serde(flatten)]
    options: MaintenanceView,
}

impl Operation for ModifyInstanceMaintenanceOptions {
    const ACTION: &'static str = "ModifyInstanceMaintenanceOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for ModifyInstanceMaintenanceOptions {
    type Plan = (SmolStr, RareOptions);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let mut rare = instance(at.region, &request.instance_id)?.aws.rare().clone();
        let off = |setting: Option<Setting>, before| setting.map_or(before, |setting| setting == Setting::Disabled);
        rare.no_recovery = off(request.auto_recovery, rare.no_recovery);
        rare.no_migration = off(request.reboot_migration, rare.no_migration);
        Ok((request.instance_id, rare))
    }

    fn commit(at: &mut PlaceMut<'_>, (instance_id, new): Self::Plan) -> Response {
        let options = MaintenanceView::new(&new);
        if let Some(mut instance) = at.region.instances.get_mut(&instance_id) {
            instance.aws.change_rare(|rare| *rare = new);
        }
        Response { instance_id, options }
    }
}
