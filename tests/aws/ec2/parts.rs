//! Parts of networks that tests begin with.

use crate::support::{Answer, Twin};

/// A call that succeeds, and the first text in an element of its answer.
#[track_caller]
pub fn made(twin: &Twin, call: &str, element: &str) -> String {
    let answer = twin.ec2(call);
    answer.ok();
    answer.all(element).into_iter().next().expect("an element")
}

/// A world in which a region may have many gateways.
pub fn roomy() -> Twin {
    Twin::with(
        "[[ec2.limits]]\n[ec2.limits.network]\ninternet_gateways = 50\negress_only_internet_gateways = 50\n\
         nat_gateways_per_zone = 50",
    )
}

/// A VPC with the range 10.0.0.0/16.
pub fn vpc(twin: &Twin) -> String {
    made(twin, "CreateVpc&CidrBlock=10.0.0.0/16", "vpcId")
}

/// A subnet of such a VPC, with this range.
pub fn subnet(twin: &Twin, vpc: &str, range: &str) -> String {
    made(twin, &format!("CreateSubnet&VpcId={vpc}&CidrBlock={range}"), "subnetId")
}

pub fn table(twin: &Twin, vpc: &str) -> String {
    made(twin, &format!("CreateRouteTable&VpcId={vpc}"), "routeTableId")
}

/// An internet gateway, attached to a VPC.
pub fn gateway(twin: &Twin, vpc: &str) -> String {
    let id = made(twin, "CreateInternetGateway", "internetGatewayId");
    twin.ec2(&format!("AttachInternetGateway&InternetGatewayId={id}&VpcId={vpc}")).ok();
    id
}

/// An instance in a subnet.
pub fn instance(twin: &Twin, subnet: &str) -> String {
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
    made(twin, &format!("{run}&SubnetId={subnet}"), "instanceId")
}

/// The resources that a call describes, under a filter.
pub fn found(twin: &Twin, action: &str, name: &str, value: &str, element: &str) -> Vec<String> {
    let answer = twin.ec2(&format!("{action}&Filter.1.Name={name}&Filter.1.Value.1={value}"));
    answer.ok();
    answer.all(element)
}

/// The items of a list whose part of the answer is told.
pub fn route_table(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("DescribeRouteTables&RouteTableId.1={id}"))
}

/// Pages through a list, and asserts that all pages together are the whole.
#[track_caller]
pub fn pages(twin: &Twin, action: &str, size: usize, element: &str) {
    let whole = twin.ec2(action).all(element);
    assert!(whole.len() > size, "{} fit on a page", whole.len());
    let (mut paged, mut token) = (Vec::new(), String::new());
    loop {
        let next = if token.is_empty() { String::new() } else { format!("&NextToken={}", encoded(&token)) };
        let page = twin.ec2(&format!("{action}&MaxResults={size}{next}"));
        let items = page.all(element);
        assert!(!items.is_empty() && items.len() <= size, "{items:?}");
        paged.extend(items);
        match page.all("nextToken").pop() {
            Some(next) => token = next,
            None => break,
        }
    }
    assert_eq!(paged, whole);
}

fn encoded(token: &str) -> String {
    token.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

/// Asserts that a call is refused with this code, and that what `look` answers is the same before and after.
#[track_caller]
pub fn refused_without_change(twin: &Twin, look: &[&str], call: &str, code: &str) -> String {
    let before: Vec<_> = look.iter().map(|look| twin.ec2(look).anonymous()).collect();
    let (_, got, text) = twin.ec2(call).error();
    assert_eq!(got, code, "{call}: {text}");
    let after: Vec<_> = look.iter().map(|look| twin.ec2(look).anonymous()).collect();
    assert_eq!(before, after, "{call}");
    text
}
