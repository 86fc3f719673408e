//! When a dry run is answered: before the parameters are judged, or after them, as each operation was recorded.

use crate::support::Twin;

const FIRST: &[&str] = &[
    "AllocateAddress&Domain=bad",
    "AssociateAddress",
    "AssociateAddress&AllocationId=bad&InstanceId=i-00000000000000000",
    "CreateKeyPair",
    "CreateKeyPair&KeyName=k&KeyType=bad",
    "DeleteKeyPair&KeyPairId=bad",
    "DescribeAddresses&AllocationId.1=bad",
    "DescribeAddresses&PublicIp.1=192.0.2.1",
    "DescribeAddresses&Filter.1.Name=bad&Filter.1.Value.1=x",
    "DescribeInternetGateways&Filter.1.Name=bad&Filter.1.Value.1=x",
    "DescribeKeyPairs&KeyName.1=absent",
    "DisassociateAddress",
    "ImportKeyPair&KeyName=k&PublicKeyMaterial=bad",
    "ReleaseAddress&AllocationId=bad",
];

const JUDGED: &[(&str, &str)] = &[
    ("DescribeAddresses&PublicIp.1=bad", "InvalidParameterValue"),
    ("MonitorInstances&InstanceId.1=i-00000000000000001&InstanceId.2=", "MissingParameter"),
    ("RunInstances&ImageId=bad&MinCount=1&MaxCount=1", "InvalidAMIID.Malformed"),
    ("RunInstances&ImageId=ami-0abcdef1234567890&MinCount=2&MaxCount=1", "InvalidParameterValue"),
    ("DescribeKeyPairs&Odd=1", "UnknownParameter"),
    ("CreateKeyPair&KeyName.x=1&Odd=1", "UnknownParameter"),
];

#[test]
fn some_operations_answer_it_before_their_parameters() {
    let twin = Twin::empty();
    for call in FIRST {
        let answer = twin.ec2(&format!("{call}&DryRun=true"));
        assert_eq!(answer.error().1, "DryRunOperation", "{call}");
    }
}

#[test]
fn others_and_some_parameters_are_judged_first() {
    let twin = Twin::empty();
    for (call, code) in JUDGED {
        assert_eq!(twin.ec2(&format!("{call}&DryRun=true")).error().1, *code, "{call}");
    }
    for name in ["NetworkBorderGroup", "Address"] {
        let answer = twin.ec2(&format!("AllocateAddress&{name}=invalid&DryRun=true"));
        assert_ne!(answer.error().1, "DryRunOperation", "{name}");
    }
}
