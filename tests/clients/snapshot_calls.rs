//! Calls that go through the operations of ECS on snapshots and what is made of them, after those of `calls`.

/// Of snapshots.
pub const ECS_SNAPSHOT_CALLS: &[&str] = &[
    "DescribeDisks&RegionId=cn-hangzhou&InstanceId=i-bp67acfmxazb4ph12345",
    "CreateSnapshot&DiskId={DiskId}&SnapshotName=made&RetentionDays=7&Tag.1.Key=Name",
    "ModifySnapshotAttribute&SnapshotId={SnapshotId}&Description=changed&RetentionDays=8",
    "DescribeSnapshots&RegionId=cn-hangzhou&SnapshotIds=[%22{SnapshotId}%22]",
    "DeleteSnapshot&SnapshotId={SnapshotId}",
];
