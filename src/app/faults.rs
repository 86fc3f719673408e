//! Faults that name an error of a vendor by its code.

use crate::alibaba::ecs;
use crate::aws::ec2;
use crate::middleware::fault::Fault;
use crate::operation::Api;

/// The fault with what its error leaves to the vendor's table, or what is wrong with it.
pub fn complete(fault: Fault) -> Result<Fault, String> {
    fault.complete(documented)
}

fn documented(api: Api, code: &str, text: Option<&str>) -> Option<(u16, &'static str)> {
    match api {
        Api::Ec2 | Api::Sts => ec2::errors::documented(code),
        Api::Ecs => ecs::errors::documented(code, text),
    }
}
