//! How many of its cores an instance uses: CpuOptions of RunInstances.

use super::*;

fn run(twin: &Twin, instance_type: &str, options: &str) -> Answer {
    twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType={instance_type}&MinCount=1&MaxCount=1{options}"))
}

fn cores(answer: &Answer) -> (String, String) {
    (answer.one("coreCount"), answer.one("threadsPerCore"))
}

fn text(cores: &str, threads: &str) -> (String, String) {
    (cores.to_owned(), threads.to_owned())
}

#[test]
fn all_cores_unless_fewer_are_asked_for() {
    let twin = Twin::empty();
    assert_eq!(cores(&run(&twin, "m5.2xlarge", "")), text("4", "2"));
    let fewer = run(&twin, "m5.2xlarge", "&CpuOptions.CoreCount=2&CpuOptions.ThreadsPerCore=1");
    assert_eq!(cores(&fewer), text("2", "1"));
    let id = fewer.one("instanceId");
    assert_eq!(cores(&twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"))), text("2", "1"));
    // Another type has its own again.
    twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
    twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value=m5.4xlarge")).ok();
    assert_eq!(cores(&twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"))), text("8", "2"));
}

#[test]
fn there_are_only_so_many() {
    let twin = Twin::empty();
    let refused = |options: &str| run(&twin, "m5.2xlarge", options).error();
    let cores = "CpuOptions.CoreCount";
    let threads = "CpuOptions.ThreadsPerCore";
    assert_eq!(refused(&format!("&{cores}=2")), missing(threads));
    assert_eq!(refused(&format!("&{threads}=1")), missing(cores));
    for (count, each, name, value, valid) in [
        ("5", "1", cores, "5", "2, 4"),
        ("3", "1", cores, "3", "2, 4"),
        ("0", "1", cores, "0", "2, 4"),
        ("2", "3", threads, "3", "1, 2"),
        ("2", "0", threads, "0", "1, 2"),
    ] {
        let expected = format!("one of {valid} for this instance type");
        assert_eq!(refused(&format!("&{cores}={count}&{threads}={each}")), invalid(name, value, &expected));
    }
    assert_eq!(twin.ec2("DescribeInstances").all("instanceId").len(), 0);
}
