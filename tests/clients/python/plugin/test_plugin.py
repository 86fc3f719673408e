"""The fixtures of the wheel, as a project of its own uses them. Run with several workers."""

import datetime

import pytest

INSTANCE = '[[ec2.instance]]\nid = "i-00000000000000001"\ntype = "t3.micro"\n'
RUN = {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}


def ids(ec2):
    return [one["InstanceId"] for many in ec2.describe_instances()["Reservations"] for one in many["Instances"]]


@pytest.mark.parametrize("count", range(1, 9))
def test_no_test_sees_another(ec2, count):
    assert ids(ec2) == []
    ec2.run_instances(**{**RUN, "MinCount": count, "MaxCount": count})
    assert len(ids(ec2)) == count


@pytest.mark.parametrize("mode", ["standard", "unlimited"] * 4)
def test_a_credit_mode_is_switched(ec2, twinstance, mode):
    twinstance.scenario(INSTANCE, ec2)
    ec2.modify_instance_credit_specification(
        InstanceCreditSpecifications=[{"InstanceId": "i-00000000000000001", "CpuCredits": mode}])
    told = ec2.describe_instance_credit_specifications(InstanceIds=["i-00000000000000001"])
    assert [one["CpuCredits"] for one in told["InstanceCreditSpecifications"]] == [mode]


@pytest.mark.parametrize("target", ["ecs.g6.xlarge", "ecs.g6.2xlarge"] * 2)
def test_an_ecs_instance_is_resized(ecs, twinstance, target):
    from alibabacloud_ecs20140526 import models

    twinstance.scenario('[[ecs.instance]]\nid = "i-bp1"\ntype = "ecs.g6.large"\nstate = "stopped"', ecs)
    ecs.modify_instance_spec(models.ModifyInstanceSpecRequest(instance_id="i-bp1", instance_type=target))
    told = ecs.describe_instances(models.DescribeInstancesRequest(region_id="cn-hangzhou"))
    assert [one.instance_type for one in told.body.instances.instance] == [target]


def test_one_account_has_both_clouds(ec2, ecs):
    assert ec2.twinstance_account == ecs.twinstance_account


def test_the_clock_moves(twinstance):
    before = twinstance.now()
    twinstance.advance("2m")
    assert twinstance.now() - before >= datetime.timedelta(minutes=2)
    twinstance.settle("10m")


def test_a_fault_ends_with_its_test(twinstance):
    twinstance.fault(cloud="ec2", action="DescribeRegions", effect="internal", times=1000000)
    assert len(twinstance.call("GET", "faults")["faults"]) == 1
    twinstance.clear()
    assert twinstance.call("GET", "faults")["faults"] == []


def test_a_refusal_is_an_error_with_a_sentence(twinstance):
    with pytest.raises(ValueError, match="POST /_twin/clock: .*"):
        twinstance.advance("soon")
