"""Capacity reservations and default credit modes, as every EC2 client is to find them."""

from common import check, twin, until
from ec2_story import BATCH, CREATE, DATABASE, IMAGE, LENT, NOBODY, NOWHERE, SOURCE, SPARE, UPDATE, WEB, WORKER
from ec2_story import World, moment, tagged, where, world_time

MAKE, MODIFY, CANCEL = "CreateCapacityReservation", "ModifyCapacityReservation", "CancelCapacityReservation"
SPLIT, MOVE = "CreateCapacityReservationBySplitting", "MoveCapacityReservationInstances"
LOOK = "ModifyInstanceCapacityReservationAttributes"
USAGE, GROUPS = "GetCapacityReservationUsage", "GetGroupsForCapacityReservation"
DEFAULT = "ModifyDefaultCreditSpecification"


def target(id):
    return {"CapacityReservationTarget": {"CapacityReservationId": id}}


class Capacity(World):
    def parts(self):
        return [self.life, self.split_and_move, self.choice, self.groups, self.defaults, self.interruption]

    def further(self):
        return [self.unknown, self.made_wrong, self.modified_wrong, self.moved_wrong, self.cancelled_wrong,
                self.expiry, self.matching, self.targeted, self.movers, self.retained, self.filters,
                self.default_limits, self.default_refusals, self.dry_runs]

    # What the world shows, and what is done to it.

    def make(self, count=4, type="t3.micro", **others):
        wish = {"InstanceType": type, "InstancePlatform": "Linux/UNIX", "InstanceCount": count,
                "AvailabilityZone": "us-east-1a"}
        return self.call(MAKE, **wish | others)["CapacityReservation"]["CapacityReservationId"]

    def counts(self, id):
        """State, total and available."""
        found = self.reservation(id)
        return found["State"], found["TotalInstanceCount"], found["AvailableInstanceCount"]

    def held(self, id):
        """The reservation that an instance uses."""
        return self.instance(id).get("CapacityReservationId")

    def default(self, family):
        answer = self.call("GetDefaultCreditSpecification", InstanceFamily=family)
        return answer["InstanceFamilyCreditSpecification"]["CpuCredits"]

    def set_default(self, family, mode):
        answer = self.call(DEFAULT, InstanceFamily=family, CpuCredits=mode)
        return answer["InstanceFamilyCreditSpecification"]

    # The parts.

    def life(self):
        end = world_time(hours=4)
        made = self.call(MAKE, InstanceType="t3.micro", InstancePlatform="Linux/UNIX", InstanceCount=4,
                         AvailabilityZone="us-east-1a", EndDateType="limited", EndDate=f"{end}Z",
                         TagSpecifications=tagged("capacity-reservation", Name="made"))["CapacityReservation"]
        id = made["CapacityReservationId"]
        [found] = self.call("DescribeCapacityReservations", Filters=where("instance-type", "t3.micro"))[
            "CapacityReservations"]
        told = found["CapacityReservationId"], found["State"], found["EndDateType"], moment(found["EndDate"])
        check("a reservation is made", told, (id, "active", "limited", end))
        check("as asked for", (found["InstanceMatchCriteria"], found["Tags"], found["CapacityReservationArn"]),
              ("open", [{"Key": "Name", "Value": "made"}],
               f"arn:aws:ec2:us-east-1:{found['OwnerId']}:capacity-reservation/{id}"))
        launched = self.launch("t3.micro")
        instance = launched["InstanceId"]
        check("a launch finds it", launched["CapacityReservationId"], id)
        usage = self.call(USAGE, CapacityReservationId=id)
        check("and uses it", (usage["InstanceUsages"], usage["AvailableInstanceCount"], usage["State"]),
              ([{"AccountId": found["OwnerId"], "UsedInstanceCount": 1}], 3, "active"))
        self.call(MODIFY, CapacityReservationId=id, InstanceCount=2, EndDateType="unlimited")
        found = self.reservation(id)
        told = found["TotalInstanceCount"], found["AvailableInstanceCount"], found["EndDateType"], "EndDate" in found
        check("it is changed", told, (2, 1, "unlimited", False))
        check("and given up", self.call(CANCEL, CapacityReservationId=id)["Return"])
        check("with nothing in it", self.counts(id), ("cancelled", 2, 0))
        found = self.instance(instance)
        check("what ran runs on", (found["State"]["Name"], "CapacityReservationId" in found), ("running", False))

    def split_and_move(self):
        answer = self.call(SPLIT, SourceCapacityReservationId=SPARE, InstanceCount=3,
                           TagSpecifications=tagged("capacity-reservation", Name="part"))
        source, part = answer["SourceCapacityReservation"], answer["DestinationCapacityReservation"]
        told = answer["InstanceCount"], source["TotalInstanceCount"], part["TotalInstanceCount"]
        check("a part is split off", told, (3, 2, 3))
        check("like the whole", [part[name] for name in ["InstanceType", "AvailabilityZone", "InstanceMatchCriteria"]],
              ["c5.xlarge", "us-east-1b", "targeted"])
        id = part["CapacityReservationId"]
        answer = self.call(MOVE, SourceCapacityReservationId=id, DestinationCapacityReservationId=SPARE,
                           InstanceCount=1)
        told = [answer[f"{end}CapacityReservation"]["TotalInstanceCount"] for end in ["Source", "Destination"]]
        check("some of it moves back", (answer["InstanceCount"], told), (1, [2, 3]))
        self.call(MOVE, SourceCapacityReservationId=id, DestinationCapacityReservationId=SPARE, InstanceCount=2)
        check("and then all", self.counts(SPARE), ("active", 5, 5))
        check("which ends it", self.reservation(id)["State"], "cancelled")

    def choice(self):
        self.refused("an instance that runs looks for nothing", "IncorrectInstanceState", LOOK, InstanceId=WEB,
                     CapacityReservationSpecification=target(SPARE))
        made = self.make(1, "t3.large", InstanceMatchCriteria="targeted")
        self.call(LOOK, InstanceId=WORKER, CapacityReservationSpecification=target(made))
        check("a stopped one looks for what it is to have", self.instance(WORKER)["CapacityReservationSpecification"],
              target(made))
        self.call("StartInstances", InstanceIds=[WORKER])
        check("and has it", self.held(WORKER), made)

    def groups(self):
        check("a reservation is in no group", self.call(GROUPS, CapacityReservationId=SPARE)[
            "CapacityReservationGroups"], [])

    def defaults(self):
        check("T3 bursts by default", self.default("t3"), "unlimited")
        told = self.set_default("t3", "standard")
        check("until told not to", told, {"InstanceFamily": "t3", "CpuCredits": "standard"})
        check("and stays so", self.default("t3"), "standard")
        self.set_default("T3", "unlimited")
        check("until told again, in any case", self.default("t3"), "unlimited")

    def interruption(self):
        self.call(UPDATE, CapacityReservationId=SOURCE, TargetInstanceCount=0)
        before = self.instance(BATCH)
        told = before["State"]["Name"], before["CapacityReservationId"], "StateReason" in before
        check("an instance is to go", told, ("running", LENT, False))
        twin("clock", {"advance": "2m"})
        when = world_time().replace("T", " ")
        until("it goes", lambda: self.state(BATCH), "terminated")
        after = self.instance(BATCH)
        code = "Server.CapacityReservationInterruption"
        check("and tells why", (after["StateReason"]["Code"], after["StateReason"]["Message"].split(":")[0]),
              (code, code))
        check("and when", after["StateTransitionReason"], f"{code} ({when} GMT)")
        check("and what it was", (after["InstanceLifecycle"], "CapacityReservationId" in after),
              ("interruptible-capacity-reservation", False))

    # For clients that can be asked much.

    def unknown(self):
        there, others = {"CapacityReservationId": None}, {"InstanceCount": 1}
        source = {"SourceCapacityReservationId": None}
        for id, code in [(f"cr-{NOWHERE}", "InvalidCapacityReservationId.NotFound"),
                         ("nonsense", "InvalidCapacityReservationId.Malformed")]:
            for action, named, more in [
                (MODIFY, there, others), (CANCEL, there, {}), (USAGE, there, {}), (GROUPS, there, {}),
                (CREATE, there, others), (UPDATE, there, {"TargetInstanceCount": 1}), (SPLIT, source, others),
                (MOVE, source, others | {"DestinationCapacityReservationId": SPARE}),
                (MOVE, {"DestinationCapacityReservationId": None}, others | {"SourceCapacityReservationId": SPARE}),
            ]:
                self.refused(f"{action} of {id}", code, action, **dict.fromkeys(named, id), **more)
            self.refused(f"a description of {id}", code, "DescribeCapacityReservations", CapacityReservationIds=[id])
            self.refused(f"a launch into {id}", code, "RunInstances", ImageId=IMAGE, InstanceType="t3.micro",
                         MinCount=1, MaxCount=1, CapacityReservationSpecification=target(id))
        self.refused("no instance looks for it", "InvalidInstanceID.NotFound", LOOK, InstanceId=NOBODY,
                     CapacityReservationSpecification=target(SPARE))

    def made_wrong(self):
        wish = {"InstanceType": "t3.micro", "InstancePlatform": "Linux/UNIX", "InstanceCount": 1,
                "AvailabilityZone": "us-east-1a"}
        for what, code, parameters in [
            ("of a type there is not", "InvalidParameterValue", {"InstanceType": "t9.huge"}),
            ("of a platform there is not", "InvalidParameterValue", {"InstancePlatform": "BeOS"}),
            ("of none", "InvalidParameterValue", {"InstanceCount": 0}),
            ("of too many", "InvalidParameterValue", {"InstanceCount": 1001}),
            ("in a zone there is not", "InvalidParameterValue", {"AvailabilityZone": "us-east-1z"}),
            ("with an end but no end date", "MissingParameter", {"EndDateType": "limited"}),
            ("with an end date but no end", "InvalidParameterCombination", {"EndDate": world_time(days=1) + "Z"}),
            ("that is over", "InvalidParameterValue", {"EndDateType": "limited", "EndDate": world_time(days=-1) + "Z"}),
        ]:
            self.refused(f"a reservation {what}", code, MAKE, **wish | parameters)
        first = self.make(1, ClientToken="once")
        check("a token reserves once", self.make(1, ClientToken="once"), first)
        self.refused("a token with another count", "IdempotentParameterMismatch", MAKE, **wish | {"InstanceCount": 2},
                     ClientToken="once")
        all = self.call("DescribeCapacityReservations")["CapacityReservations"]
        check("no refusal reserved any", {one["CapacityReservationId"] for one in all}, {SOURCE, LENT, SPARE, first})

    def modified_wrong(self):
        for what, code, parameters in [
            ("by too much", "InvalidParameterValue", {"InstanceCount": 2000}),
            ("to none", "InvalidParameterValue", {"InstanceCount": 0}),
            ("with an end but no end date", "MissingParameter", {"EndDateType": "limited"}),
            ("with an end date but no end", "InvalidParameterCombination", {"EndDate": world_time(days=1) + "Z"}),
        ]:
            self.refused(f"a change {what}", code, MODIFY, CapacityReservationId=SPARE, **parameters)
        refusal = self.refused("a change of what is lent", "UnsupportedOperation", MODIFY, CapacityReservationId=LENT,
                               InstanceCount=1)
        check("it names what it is", "is interruptible" in refusal.message)
        check("no refusal changed one", (self.counts(SPARE), self.counts(LENT)), (("active", 5, 5), ("active", 4, 3)))
        self.call(MODIFY, CapacityReservationId=SPARE, EndDateType="limited", EndDate=world_time(days=1) + "Z")
        self.refused("what ends is not lent", "UnsupportedOperation", CREATE, CapacityReservationId=SPARE,
                     InstanceCount=1)

    def moved_wrong(self):
        for what, code, parameters in [
            ("to itself", "InvalidParameterCombination", {"DestinationCapacityReservationId": SPARE}),
            ("to another type's", "InvalidParameterCombination", {"DestinationCapacityReservationId": SOURCE}),
            ("of none", "InvalidParameterValue", {"DestinationCapacityReservationId": SOURCE, "InstanceCount": 0}),
        ]:
            self.refused(f"a move {what}", code, MOVE, **{"SourceCapacityReservationId": SPARE, "InstanceCount": 1}
                         | parameters)
        self.refused("a split of more than there is", "ReservationCapacityExceeded", SPLIT,
                     SourceCapacityReservationId=SPARE, InstanceCount=6)
        self.refused("a split of none", "InvalidParameterValue", SPLIT, SourceCapacityReservationId=SPARE,
                     InstanceCount=0)
        self.refused("a split of what is lent", "UnsupportedOperation", SPLIT, SourceCapacityReservationId=LENT,
                     InstanceCount=1)
        check("no refusal moved any", (self.counts(SPARE), self.counts(SOURCE)), (("active", 5, 5), ("active", 6, 5)))
        wish = {"SourceCapacityReservationId": SPARE, "InstanceCount": 1, "ClientToken": "once"}
        parts = [self.call(SPLIT, **wish)["DestinationCapacityReservation"]["CapacityReservationId"] for _ in "12"]
        check("a token splits once", (parts[0] == parts[1], self.counts(SPARE)), (True, ("active", 4, 4)))

    def cancelled_wrong(self):
        lending = self.refused("what lends is not given up", "IncorrectState", CANCEL, CapacityReservationId=SOURCE)
        check("it says why", "has an active interruptible capacity allocation" in lending.message)
        self.refused("nor what is lent", "UnsupportedOperation", CANCEL, CapacityReservationId=LENT)
        self.call(CANCEL, CapacityReservationId=SPARE)
        for action, parameters in [(CANCEL, {}), (MODIFY, {"InstanceCount": 3})]:
            self.refused(f"{action} of what is given up", "InvalidCapacityReservationState", action,
                         CapacityReservationId=SPARE, **parameters)
        self.refused("nor is it launched into", "InvalidCapacityReservationState", "RunInstances", ImageId=IMAGE,
                     InstanceType="c5.xlarge", MinCount=1, MaxCount=1, CapacityReservationSpecification=target(SPARE))

    def expiry(self):
        id = self.make(2, EndDateType="limited", EndDate=world_time(hours=1) + "Z")
        instance = self.launch("t3.micro")["InstanceId"]
        twin("clock", {"advance": "59m"})
        check("a reservation lasts", (self.counts(id), self.held(instance)), (("active", 2, 1), id))
        twin("clock", {"advance": "1m"})
        check("until its end", (self.counts(id), self.held(instance)), (("expired", 2, 0), None))
        check("which its instances outlive", self.state(instance), "running")

    def matching(self):
        instance = self.launch("t3.micro")["InstanceId"]
        check("a launch without a reservation", (self.state(instance), self.held(instance)), ("running", None))
        id = self.make(1, InstanceMatchCriteria="targeted")
        check("a targeted one leaves it alone", self.held(instance), None)
        self.call(MODIFY, CapacityReservationId=id, InstanceMatchCriteria="open")
        check("an open one takes it in", (self.held(instance), self.counts(id)), (id, ("active", 1, 0)))
        other = self.launch("t3.micro")["InstanceId"]
        check("when full, the next runs on demand", self.held(other), None)
        aloof = self.launch("m5.large", CapacityReservationSpecification={"CapacityReservationPreference": "none"})
        check("one that wants none has none", self.held(aloof["InstanceId"]), None)
        only = {"CapacityReservationPreference": "capacity-reservations-only"}
        self.refused("one that wants nothing else fails", "ReservationCapacityExceeded", "RunInstances", ImageId=IMAGE,
                     InstanceType="t3.micro", MinCount=1, MaxCount=1, CapacityReservationSpecification=only)
        self.call("TerminateInstances", InstanceIds=[instance])
        until("what is terminated", lambda: self.counts(id), ("active", 1, 1))
        found = self.launch("t3.micro", CapacityReservationSpecification=only)["InstanceId"]
        check("makes room", self.held(found), id)

    def targeted(self):
        wish = {"ImageId": IMAGE, "MinCount": 1, "MaxCount": 1}
        self.refused("more than there is", "ReservationCapacityExceeded", "RunInstances", **wish | {
            "MinCount": 6, "MaxCount": 6}, InstanceType="c5.xlarge", CapacityReservationSpecification=target(SPARE),
            Placement={"AvailabilityZone": "us-east-1b"})
        self.refused("another type", "ReservationCapacityExceeded", "RunInstances", **wish, InstanceType="t3.micro",
                     CapacityReservationSpecification=target(SPARE))
        self.refused("two wishes", "InvalidParameterCombination", "RunInstances", **wish, InstanceType="c5.xlarge",
                     CapacityReservationSpecification=target(SPARE) | {"CapacityReservationPreference": "open"})
        made = self.launch("c5.xlarge", Placement={"AvailabilityZone": "us-east-1b"},
                           CapacityReservationSpecification=target(SPARE))
        check("a launch by name", (made["CapacityReservationId"], self.counts(SPARE)), (SPARE, ("active", 5, 4)))

    def movers(self):
        source, goal = self.make(2), self.make(1, InstanceMatchCriteria="targeted")
        first = self.launch("t3.micro")["InstanceId"]
        answer = self.call(MOVE, SourceCapacityReservationId=source, DestinationCapacityReservationId=goal,
                           InstanceCount=1)
        check("what is free moves first", (answer["InstanceCount"], self.held(first)), (1, source))
        self.call(MOVE, SourceCapacityReservationId=source, DestinationCapacityReservationId=goal, InstanceCount=1)
        check("then what runs", (self.held(first), self.counts(goal), self.reservation(source)["State"]),
              (goal, ("active", 3, 2), "cancelled"))

    def retained(self):
        self.call(UPDATE, CapacityReservationId=SOURCE, TargetInstanceCount=0, ZeroSizePreference="retain")
        twin("clock", {"advance": "2m"})
        until("a lent one can stay empty", lambda: self.counts(LENT), ("active", 0, 0))
        check("its source is whole", (self.counts(SOURCE), self.allocation_of(SOURCE)),
              (("active", 10, 9), (0, 0, "active")))
        check("and says whose it is", self.reservation(LENT)["InterruptionInfo"]["SourceCapacityReservationId"], SOURCE)
        self.call(UPDATE, CapacityReservationId=SOURCE, TargetInstanceCount=3)
        until("and be filled again", lambda: self.counts(LENT), ("active", 3, 3))

    def filters(self):
        for name, value, ids in [
            ("state", "active", {SOURCE, LENT, SPARE}), ("instance-type", "m5.*", {SOURCE, LENT}),
            ("interruptible", "true", {LENT}), ("availability-zone", "us-east-1b", {SPARE}),
            ("instance-match-criteria", "targeted", {LENT, SPARE}), ("end-date-type", "limited", set()),
        ]:
            answer = self.call("DescribeCapacityReservations", Filters=where(name, value))
            check(f"{name} finds {len(ids)}", {one["CapacityReservationId"] for one in answer["CapacityReservations"]},
                  ids)
        self.refused("a filter of reservations there is not", "InvalidParameterValue", "DescribeCapacityReservations",
                     Filters=where("colour", "red"))
        usage = self.call(USAGE, CapacityReservationId=LENT)
        check("what is lent says so", (usage["Interruptible"], usage["InterruptionInfo"]["InterruptionType"]),
              (True, "adhoc"))

    def default_limits(self):
        for n, mode in enumerate(["unlimited", "standard"] * 2):
            self.set_default("t2", mode)
            twin("clock", {"advance": "5m"})
        self.refused("not five times", "UpdateLimitExceeded", DEFAULT, InstanceFamily="t2", CpuCredits="unlimited")
        check("which changes nothing", self.default("t2"), "standard")
        check("of another family", self.set_default("t4g", "standard")["CpuCredits"], "standard")
        twin("clock", {"advance": "24h"})
        self.set_default("t2", "unlimited")
        check("a day later it goes", self.default("t2"), "unlimited")
        check("instances keep theirs", self.modes(WEB), ["standard"])
        check("launches have it", self.modes(self.launch("t2.nano")["InstanceId"]), ["unlimited"])

    def default_refusals(self):
        check("families as they are made", {family: self.default(family) for family in ["t2", "t3", "t3a", "t4g"]},
              {"t2": "standard", "t3": "unlimited", "t3a": "unlimited", "t4g": "unlimited"})
        self.refused("a family without credits", "InvalidInstanceFamily", "GetDefaultCreditSpecification",
                     InstanceFamily="m5")
        self.refused("nor to set", "InvalidInstanceFamily", DEFAULT, InstanceFamily="m5", CpuCredits="standard")
        self.refused("a default there is not", "InvalidParameterValue", DEFAULT, InstanceFamily="t3",
                     CpuCredits="turbo")
        self.dry_run(DEFAULT, InstanceFamily="t3", CpuCredits="standard")
        check("no refusal set one", self.default("t3"), "unlimited")

    def dry_runs(self):
        self.dry_run(MAKE, InstanceType="t3.micro", InstancePlatform="Linux/UNIX", InstanceCount=1)
        self.dry_run(MODIFY, CapacityReservationId=SPARE, InstanceCount=1)
        self.dry_run(CANCEL, CapacityReservationId=SPARE)
        self.dry_run(SPLIT, SourceCapacityReservationId=SPARE, InstanceCount=1)
        other = self.make(1, "c5.xlarge", AvailabilityZone="us-east-1b")
        self.dry_run(MOVE, SourceCapacityReservationId=SPARE, DestinationCapacityReservationId=other, InstanceCount=1)
        self.call("StopInstances", InstanceIds=[DATABASE])
        until("it stops", lambda: self.state(DATABASE), "stopped")
        self.dry_run(LOOK, InstanceId=DATABASE, CapacityReservationSpecification=target(SPARE))
        check("a dry run changed nothing", (self.counts(SPARE), self.counts(other)),
              (("active", 5, 5), ("active", 1, 1)))
        check("nor what an instance looks for", self.instance(DATABASE)["CapacityReservationSpecification"],
              target(SOURCE))
        check("what is stopped holds nothing", (self.held(DATABASE), self.counts(SOURCE)), (None, ("active", 6, 6)))
