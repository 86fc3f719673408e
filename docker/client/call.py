"""Changes the credit mode of an instance of the demo world, and looks at it afterwards."""

import boto3

INSTANCE = "i-1234567890abcdef0"

ec2 = boto3.client("ec2")
wish = {"InstanceId": INSTANCE, "CpuCredits": "unlimited"}
changed = ec2.modify_instance_credit_specification(InstanceCreditSpecifications=[wish])
assert not changed["UnsuccessfulInstanceCreditSpecifications"], changed
now = ec2.describe_instance_credit_specifications(InstanceIds=[INSTANCE])["InstanceCreditSpecifications"]
assert now == [wish], now
print(f"{INSTANCE} has {now[0]['CpuCredits']} credits")
