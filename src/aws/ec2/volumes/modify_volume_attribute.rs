//! [ModifyVolumeAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolumeAttribute.html)

use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::volume::change;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets whether the I/O of a volume is resumed by itself after a check has failed. None fails here.
pub struct ModifyVolumeAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "AutoEnableIO")]
    auto_enable_io: Option<Flag>,
    volume_id: SmolStr,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Flag {
    value: Option<bool>,
}

impl Operation for ModifyVolumeAttribute {
    const ACTION: &'static str = "ModifyVolumeAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyVolumeAttribute {
    type Plan = (SmolStr, bool);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        volume(at.region, &request.volume_id)?;
        let on = request.auto_enable_io.and_then(|flag| flag.value);
        Ok((request.volume_id, on.ok_or_else(|| Error::missing("AutoEnableIO.Value"))?))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, on): Self::Plan) -> Done {
        change(at, &id, |_, disk| disk.change_facts(|facts| facts.auto_enable_io = on));
        Done::YES
    }
}
