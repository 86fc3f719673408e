"""What every EC2 client is to find, told once. A client is a function `call(action, **parameters)` that answers with
the model's names and raises `Refusal`."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from common import check, refused, throttle, twin, until, waiting

WEB, WORKER = "i-1234567890abcdef0", "i-0abcdef1234567890"  # t2.micro, standard; t3.large, unlimited, stopped
DATABASE, BATCH = "i-0598c7d356eba48d7", "i-0fedcba9876543210"  # m5.large; the second in the interruptible reservation
SOURCE, LENT = "cr-1234abcd56EXAMPLE", "cr-0abcdef1234567890"  # 6 + 4 of m5.large
SPARE = "cr-0123456789abcdef0"  # 5 of c5.xlarge, none lent
NOWHERE = "0ffffffffffffffff"  # what follows the hyphen of an id that nothing has
NOBODY = f"i-{NOWHERE}"
IMAGE = "ami-0abcdef1234567890"
MODIFY = "ModifyInstanceCreditSpecification"
CREATE = "CreateInterruptibleCapacityReservationAllocation"
UPDATE = "UpdateInterruptibleCapacityReservationAllocation"

answered = set()  # the actions that have been


def operations():
    """The operations of EC2 that the page on coverage lists."""
    text = (Path(__file__).parents[3] / ".github/docs/coverage.md").read_text()
    section = text.split("\n## AWS EC2\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))


def all_answered():
    listed = operations()
    check("the operations are listed", "RunInstances" in listed and "ModifyInstanceCreditSpecification" in listed)
    check("each of them has answered", sorted(listed - answered), [])


def where(name, *values):
    """A filter."""
    return [{"Name": name, "Values": list(values)}]


def tagged(kind, **tags):
    """Tags for what a call makes."""
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


def world_time(**later):
    """The world's time, or one so much later."""
    now = datetime.fromisoformat(twin("clock")["now"][:19])
    return (now + timedelta(**later)).isoformat()


def moment(time):
    """A time to the second: boto3 has an object of its own for it, the CLI a text."""
    return str(time).replace(" ", "T")[:19]


class World:
    """What a client sees of the world, and does to it."""

    def __init__(self, call):
        self.client = call

    def call(self, action, /, **parameters):
        answer = self.client(action, **parameters)
        answered.add(action)
        return answer

    def refused(self, what, code, action, /, **parameters):
        return refused(what, self.call, code, 400, action, **parameters)

    def dry_run(self, action, /, **parameters):
        """Checks that a call would be made."""
        refused(f"a dry run of {action}", self.call, "DryRunOperation", 412, action, DryRun=True, **parameters)

    # What the world shows.

    def modes(self, *ids):
        answer = self.call("DescribeInstanceCreditSpecifications", InstanceIds=list(ids))
        return [item["CpuCredits"] for item in answer["InstanceCreditSpecifications"]]

    def reservation(self, id):
        [found] = self.call("DescribeCapacityReservations", CapacityReservationIds=[id])["CapacityReservations"]
        return found

    def allocation_of(self, id):
        """Count, target and status of what a source has lent."""
        allocation = self.reservation(id)["InterruptibleCapacityAllocation"]
        return allocation["InstanceCount"], allocation["TargetInstanceCount"], allocation["Status"]

    def usage(self, id):
        usage = self.call("GetCapacityReservationUsage", CapacityReservationId=id)
        return usage["TotalInstanceCount"], sum(user["UsedInstanceCount"] for user in usage["InstanceUsages"])

    def instance(self, id):
        [reservation] = self.call("DescribeInstances", InstanceIds=[id])["Reservations"]
        [found] = reservation["Instances"]
        return found

    def state(self, id):
        return self.instance(id)["State"]["Name"]

    # What is done to it.

    def set_modes(self, modes, **others):
        items = [{"InstanceId": id, "CpuCredits": mode} for id, mode in modes.items()]
        return self.call(MODIFY, InstanceCreditSpecifications=items, **others)

    def launch(self, type, image=IMAGE, **others):
        answer = self.call("RunInstances", ImageId=image, InstanceType=type, MinCount=1, MaxCount=1, **others)
        return answer["Instances"][0]

    def launch_into(self, id):
        target = {"CapacityReservationTarget": {"CapacityReservationId": id}}
        market = {"MarketType": "interruptible-capacity-reservation"}
        return self.launch("m5.large", InstanceMarketOptions=market, CapacityReservationSpecification=target)


class Story(World):
    def parts(self):
        return [self.surroundings, self.credits, self.credit_refusals, self.credit_token, self.allocation,
                self.allocation_refusals, self.reclaim, self.cancel, self.life]

    def surroundings(self):
        regions = self.call("DescribeRegions")["Regions"]
        check("the regions include this one", "us-east-1" in [region["RegionName"] for region in regions])
        types = self.call("DescribeInstanceTypes", InstanceTypes=["t3.large", "m5.large"])["InstanceTypes"]
        burstable = {kind["InstanceType"]: kind["BurstablePerformanceSupported"] for kind in types}
        check("types say whether they burst", burstable, {"t3.large": True, "m5.large": False})

    def credits(self):
        check("modes before", self.modes(WEB, WORKER), ["standard", "unlimited"])
        wishes = dict.fromkeys([WEB, DATABASE, NOBODY, "i-nonsense"], "unlimited") | {WORKER: "standard"}
        answer = self.set_modes(wishes)
        changed = [item["InstanceId"] for item in answer["SuccessfulInstanceCreditSpecifications"]]
        check("those that can be changed are", sorted(changed), sorted([WEB, WORKER]))
        failed = {item["InstanceId"]: item["Error"] for item in answer["UnsuccessfulInstanceCreditSpecifications"]}
        check("each failed item has its code", {id: error["Code"] for id, error in failed.items()}, {
            DATABASE: "InstanceCreditSpecification.NotSupported",
            NOBODY: "InvalidInstanceID.NotFound",
            "i-nonsense": "InvalidInstanceID.Malformed",
        })
        check("and its text", failed[NOBODY]["Message"], f"The instance ID '{NOBODY}' does not exist")
        check("modes after", self.modes(WEB, WORKER), ["unlimited", "standard"])

    def credit_refusals(self):
        item = {"InstanceId": WEB, "CpuCredits": "unlimited"}
        wishes = {"InstanceCreditSpecifications": [item]}
        dry = refused("a dry run of credits", self.call, "DryRunOperation", 412, MODIFY, DryRun=True, **wishes)
        check("its text", "Request would have succeeded, but DryRun flag is set." in dry.message)
        refused("an instance named twice", self.call, "InvalidInstanceCreditSpecification.DuplicateInstanceId", 400,
                MODIFY, InstanceCreditSpecifications=[item, item])
        answer = self.call(MODIFY, InstanceCreditSpecifications=[item | {"CpuCredits": "turbo"}])
        [failed] = answer["UnsuccessfulInstanceCreditSpecifications"]
        check("a mode there is not", failed["Error"]["Code"], "InvalidCpuCredits.Malformed")
        check("no refusal changed a mode", self.modes(WEB), ["standard"])

    def credit_token(self):
        self.set_modes({WEB: "unlimited"}, ClientToken="once")
        self.set_modes({WEB: "standard"})
        again = self.set_modes({WEB: "unlimited"}, ClientToken="once")
        check("a token answers again", again["SuccessfulInstanceCreditSpecifications"], [{"InstanceId": WEB}])
        check("and does nothing again", self.modes(WEB), ["standard"])
        refused("a token with another wish", self.call, "IdempotentParameterMismatch", 400, MODIFY, ClientToken="once",
                InstanceCreditSpecifications=[{"InstanceId": WORKER, "CpuCredits": "standard"}])

    def allocation(self):
        wish = {"CapacityReservationId": SPARE, "InstanceCount": 2, "ClientToken": "lend"}
        made = self.call(CREATE, **wish)
        told = made["SourceCapacityReservationId"], made["TargetInstanceCount"], made["Status"]
        check("lending is under way", told, (SPARE, 2, "pending"))
        check("a token lends again in words only", self.call(CREATE, **wish)["Status"], "pending")
        until("it is lent", lambda: self.allocation_of(SPARE), (2, 2, "active"))
        refused("a token with another count", self.call, "IdempotentParameterMismatch", 400, CREATE,
                **wish | {"InstanceCount": 1})
        lent = self.reservation(SPARE)["InterruptibleCapacityAllocation"]["InterruptibleCapacityReservationId"]
        check("the totals moved", (self.usage(SPARE), self.usage(lent)), ((3, 0), (2, 0)))
        check("what is lent says so", self.reservation(lent)["Interruptible"])
        more = self.call(UPDATE, CapacityReservationId=SPARE, TargetInstanceCount=4)
        check("more is lent", (more["InterruptibleCapacityReservationId"], more["TargetInstanceCount"]), (lent, 4))
        until("until the target is met", lambda: self.allocation_of(SPARE), (4, 4, "active"))

    def allocation_refusals(self):
        wish = {"CapacityReservationId": SOURCE, "TargetInstanceCount": 5}
        refused("a dry run of an update", self.call, "DryRunOperation", 412, UPDATE, DryRun=True, **wish)
        refused("a dry run of lending", self.call, "DryRunOperation", 412, CREATE, DryRun=True,
                CapacityReservationId=SPARE, InstanceCount=1)
        refused("more than there is", self.call, "ReservationCapacityExceeded", 400, UPDATE,
                CapacityReservationId=SOURCE, TargetInstanceCount=100)
        refused("a reservation there is not", self.call, "InvalidCapacityReservationId.NotFound", 400, UPDATE,
                CapacityReservationId="cr-00000000000000000", TargetInstanceCount=1)
        none = refused("nothing lent yet", self.call, "IncorrectState", 400, UPDATE, CapacityReservationId=SPARE,
                       TargetInstanceCount=1)
        check("its text", "doesn't have an active interruptible capacity allocation" in none.message)
        check("no refusal lent anything", self.allocation_of(SOURCE), (4, 4, "active"))

    def reclaim(self):
        # Later than the one that runs there already: the longest running goes first.
        twin("clock", {"advance": "1m"})
        instance = self.launch_into(LENT)
        check("it is interruptible", instance["InstanceLifecycle"], "interruptible-capacity-reservation")
        check("two of four are in use", self.usage(LENT), (4, 2))
        answer = self.call(UPDATE, CapacityReservationId=SOURCE, TargetInstanceCount=1)
        check("what is free goes at once", (answer["InstanceCount"], answer["TargetInstanceCount"], answer["Status"]),
              (2, 1, "updating"))
        check("the rest has two minutes", self.allocation_of(SOURCE), (2, 1, "updating"))
        refused("no launch meanwhile", lambda _: self.launch_into(LENT), "InvalidCapacityReservationState.Unavailable",
                400, "RunInstances")
        check("both still run", (self.state(BATCH), self.state(instance["InstanceId"])), ("running", "running"))
        twin("clock", {"advance": "2m"})
        until("the longest running is gone", lambda: self.state(BATCH), "terminated")
        until("the target is met", lambda: self.allocation_of(SOURCE), (1, 1, "active"))
        check("the other still runs", self.state(instance["InstanceId"]), "running")
        check("the source has it back", (self.usage(SOURCE), self.usage(LENT)), ((9, 1), (1, 1)))

    def cancel(self):
        answer = self.call(UPDATE, CapacityReservationId=SOURCE, TargetInstanceCount=0)
        check("all is called back", (answer["InstanceCount"], answer["Status"]), (1, "canceling"))
        check("while one still runs", self.allocation_of(SOURCE), (1, 0, "canceling"))
        twin("clock", {"advance": "2m"})
        until("then it is over", lambda: self.allocation_of(SOURCE), (0, 0, "canceled"))
        check("the reservation with it", self.reservation(LENT)["State"], "cancelled")
        check("and the source is whole", self.reservation(SOURCE)["TotalInstanceCount"], 10)

    def life(self):
        made = self.launch("t3.micro", CreditSpecification={"CpuCredits": "standard"},
                           TagSpecifications=tagged("instance", Name="made"))
        id = made["InstanceId"]
        check("a launch is pending", (made["State"]["Name"], made["Tags"]),
              ("pending", [{"Key": "Name", "Value": "made"}]))
        until("then runs", lambda: self.state(id), "running")
        check("with the mode asked for", self.modes(id), ["standard"])
        for action, list, state in [
            ("StopInstances", "StoppingInstances", "stopped"),
            ("StartInstances", "StartingInstances", "running"),
            ("TerminateInstances", "TerminatingInstances", "terminated"),
        ]:
            changes = self.call(action, InstanceIds=[id])[list]
            check(f"{action} names it", [change["InstanceId"] for change in changes], [id])
            until(f"and it is {state}", lambda: self.state(id), state)

    def throttled(self, call_once):
        """A throttle that passes is the client's own business; one that stays is told by `call_once`."""
        wish = {"InstanceCreditSpecifications": [{"InstanceId": WEB, "CpuCredits": "unlimited"}]}
        for action, parameters in [
            (MODIFY, wish),
            (UPDATE, {"CapacityReservationId": SOURCE, "TargetInstanceCount": 5}),
        ]:
            throttle("ec2", action, 1)
            self.call(action, **parameters)
            check(f"{action} is tried again", waiting(), [])
        check("both took effect", (self.modes(WEB), self.allocation_of(SOURCE)), (["unlimited"], (5, 5, "active")))
        throttle("ec2", MODIFY, 1)
        refused("a throttle that stays", call_once, "RequestLimitExceeded", 503, MODIFY, **wish)
