//! What a charged surplus costs. The clouds' bills are not modelled; this is what `/_twin/credits` shows beside the credits.

use super::rates::in_credits;
use crate::domain::compute::instance::Instance;
use crate::domain::scope::{Cloud, Scope};

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    pub amount: f64,
    /// `USD`, `CNY`.
    pub currency: &'static str,
}

/// What so much of a charged surplus costs.
///
/// EC2: per vCPU-hour, which is 60 credits, $0.05 with Linux and $0.096 with Windows; of T4g $0.04. Ours: T3a and T8i cost what T3
/// costs, in every region. ECS: per credit 0.005 CNY; with Windows outside the mainland of China 0.01.
pub fn price(scope: &Scope, instance: &Instance, charged: i64) -> Price {
    let windows = instance.platform.starts_with("Windows");
    match scope.cloud {
        Cloud::Aws => {
            let vcpu_hour = match instance.instance_type.family {
                _ if windows => 0.096,
                "t4g" => 0.04,
                _ => 0.05,
            };
            Price { amount: in_credits(charged) / 60.0 * vcpu_hour, currency: "USD" }
        }
        Cloud::Alibaba => {
            let mainland = scope.region.starts_with("cn-") && scope.region != "cn-hongkong";
            let credit = if windows && !mainland { 0.01 } else { 0.005 };
            Price { amount: in_credits(charged) * credit, currency: "CNY" }
        }
    }
}
