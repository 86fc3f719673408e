"""Apache Libcloud: GET, an old signature, and lists that count from zero."""

import urllib.parse

from cryptography.hazmat.primitives import serialization as form
from libcloud.common.exceptions import BaseHTTPError
from libcloud.compute.drivers.ec2 import EC2NodeDriver
from libcloud.compute.types import KeyPairDoesNotExistError

import common
from common import URL, run, throttle, until
from ec2_story import BATCH, DATABASE, IMAGE, NOBODY, WEB, WORKER

ADDRESS = urllib.parse.urlsplit(URL)
OWN_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me@example.com"


def driver(key="AKIAIOSFODNN7EXAMPLE", region="us-east-1", **version):
    return EC2NodeDriver(key, "secret", region=region, host=ADDRESS.hostname, port=ADDRESS.port, secure=False,
                         **version)


class Suite:
    def __init__(self, signer, **version):
        self.signer, self.version, self.ec2 = signer, version, driver(**version)

    def parts(self):
        return [self.surroundings, self.life, self.options, self.keys, self.groups, self.networks, self.addresses,
                self.images, self.volumes, self.tags, self.errors]

    def check(self, what, got, wanted=True):
        common.check(f"{self.signer}: {what}", got, wanted)

    def refused(self, what, code, status, call, *arguments, **others):
        try:
            answer = call(*arguments, **others)
        except BaseHTTPError as error:
            self.check(what, (error.code, str(error).split(":")[0]), (status, code))
        else:
            self.check(what, answer, code)

    def node(self, id):
        [node] = self.ec2.list_nodes(ex_node_ids=[id])
        return node

    def launch(self, **others):
        [size] = [size for size in self.ec2.list_sizes() if size.id == "t3.micro"]
        return self.ec2.create_node(name="made", size=size, image=self.ec2.get_image(IMAGE), **others)

    def group(self, id):
        [group] = self.ec2.ex_get_security_groups(group_ids=[id])
        return group

    def address(self):
        [address] = self.ec2.ex_describe_all_addresses()
        return address

    def surroundings(self):
        nodes = {node.id: (node.name, node.state, node.extra["instance_type"]) for node in self.ec2.list_nodes()}
        self.check("the nodes", nodes, {
            WEB: ("web", "running", "t2.micro"), WORKER: ("worker", "stopped", "t3.large"),
            DATABASE: ("database", "running", "m5.large"), BATCH: ("batch", "running", "m5.large")})
        connection = self.ec2.connection
        self.check("by GET, signed so", (connection.method, type(connection.signer).__name__),
                   ("GET", f"AWSRequestSignerAlgorithm{self.signer}"))
        self.check("the access key says whose", driver("111122223333", **self.version).list_nodes(), [])
        zones = [place.availability_zone for place in self.ec2.list_locations()]
        self.check("the locations", [(zone.name, zone.zone_state, zone.region_name) for zone in zones],
                   [(f"us-east-1{letter}", "available", "us-east-1") for letter in "abcdef"])
        self.check("a filter", [node.id for node in self.ec2.list_nodes(ex_filters={"tag:Name": ["web", "batch"]})],
                   [BATCH, WEB])

    def life(self):
        made = self.launch(ex_metadata={"of": "one"})
        self.check("a node is made", (made.state, made.name, made.extra["tags"]),
                   ("pending", "made", {"Name": "made", "of": "one"}))
        [(node, addresses)] = self.ec2.wait_until_running([made], wait_period=0.1, timeout=5)
        self.check("and runs, with addresses", (node.id, node.state, addresses, len(node.private_ips)),
                   (made.id, "running", node.public_ips, 1))
        self.check("a reboot is accepted", self.ec2.reboot_node(node))
        self.check("and it runs on", self.node(node.id).state, "running")
        for action, state, public in [("stop", "stopped", 0), ("start", "running", 1), ("destroy", "terminated", 0)]:
            self.check(f"{action} is accepted", getattr(self.ec2, f"{action}_node")(node))
            until(f"{self.signer}: and it is {state}", lambda: self.node(node.id).state, state)
            self.check(f"with {public} public address", len(self.node(node.id).public_ips), public)

    def options(self):
        node = self.launch(ex_securitygroup=["default"], ex_keyname="any", ex_userdata="#!/bin/sh", ex_mincount=2,
                           ex_maxcount=2, location=self.ec2.list_locations()[2], ex_terminate_on_shutdown=True,
                           ex_blockdevicemappings=[{"DeviceName": "/dev/xvda", "Ebs.VolumeSize": 20}])
        self.check("more than one node", [(one.extra["availability"], one.extra["key_name"]) for one in node],
                   [("us-east-1c", "any")] * 2)
        self.check("with a disk", [volume.size for volume in self.ec2.list_volumes(node=node[0])], [20])
        self.ec2.ex_modify_instance_attribute(node[0], {"DisableApiTermination.Value": True})
        self.refused("a protected node stays", "OperationNotPermitted", 400, self.ec2.destroy_node, node[0])
        [small] = [size for size in self.ec2.list_sizes() if size.id == "t3.small"]
        self.refused("a node that runs keeps its size", "IncorrectInstanceState", 400, self.ec2.ex_change_node_size,
                     self.node(node[1].id), small)
        self.ec2.stop_node(node[1])
        until(f"{self.signer}: it stops", lambda: self.node(node[1].id).state, "stopped")
        self.check("a stopped one does not", self.ec2.ex_change_node_size(self.node(node[1].id), small))
        self.check("as it shows", self.node(node[1].id).extra["instance_type"], "t3.small")
        output = self.ec2.ex_get_console_output(node[0])
        self.check("a console says nothing", (output["instance_id"], output["output"]), (node[0].id, None))

    def keys(self):
        made = self.ec2.create_key_pair("made")
        private = form.load_pem_private_key(made.private_key.encode(), None)
        self.check("a key is made", (made.name, private.key_size), ("made", 2048))
        own = self.ec2.import_key_pair_from_string("own", OWN_KEY)
        pairs = {pair.name: pair.fingerprint for pair in self.ec2.list_key_pairs()}
        self.check("another is taken in", pairs, {"made": made.fingerprint, "own": own.fingerprint})
        self.check("one is found by its name", self.ec2.ex_describe_keypair("own")["keyName"], "own")
        try:
            found = self.ec2.ex_describe_keypair("none")
        except KeyPairDoesNotExistError as error:
            found = type(error)
        self.check("one that is not there is not", found, KeyPairDoesNotExistError)
        self.refused("a name twice", "InvalidKeyPair.Duplicate", 400, self.ec2.create_key_pair, "made")
        self.check("a key goes", self.ec2.delete_key_pair(made))
        self.check("and is gone", [pair.name for pair in self.ec2.list_key_pairs()], ["own"])

    def groups(self):
        id = self.ec2.ex_create_security_group("front", "what people see")["group_id"]
        self.check("two groups", sorted(self.ec2.ex_list_security_groups()), ["default", "front"])
        self.ec2.ex_authorize_security_group_ingress(id, 22, 23, cidr_ips=["10.0.0.0/8", "192.0.2.0/24"],
                                                     description="inside")
        self.ec2.ex_authorize_security_group_egress(id, 443, 443, cidr_ips=["198.51.100.0/24"])
        self.ec2.ex_authorize_security_group("front", "80", "81", "203.0.113.0/24")
        group = self.group(id)
        self.check("rules come in both words", [(rule["protocol"], rule["from_port"], rule["cidr_ips"]) for rule in
                                                group.ingress_rules],
                   [("tcp", "22", ["10.0.0.0/8", "192.0.2.0/24"]), ("tcp", "80", ["203.0.113.0/24"])])
        self.check("out too", [rule["cidr_ips"] for rule in group.egress_rules],
                   [["0.0.0.0/0"], ["198.51.100.0/24"]])
        self.refused("a rule again", "InvalidPermission.Duplicate", 400,
                     self.ec2.ex_authorize_security_group_ingress, id, 22, 23, cidr_ips=["10.0.0.0/8"])
        self.ec2.ex_revoke_security_group_ingress(id, 22, 23, cidr_ips=["10.0.0.0/8"])
        self.ec2.ex_revoke_security_group_egress(id, 443, 443, cidr_ips=["198.51.100.0/24"])
        group = self.group(id)
        told = [rule["cidr_ips"] for rule in group.ingress_rules], len(group.egress_rules)
        self.check("rules go", told, ([["192.0.2.0/24"], ["203.0.113.0/24"]], 1))
        self.check("a group goes", self.ec2.ex_delete_security_group("front"))
        self.refused("and is gone", "InvalidGroup.NotFound", 400, self.group, id)

    def networks(self):
        network = self.ec2.ex_create_network("10.0.0.0/16", name="own")
        subnet = self.ec2.ex_create_subnet(network.id, "10.0.1.0/24", "us-east-1b", name="part")
        self.check("a network", {one.name: one.cidr_block for one in self.ec2.ex_list_networks()}["own"],
                   "10.0.0.0/16")
        found = self.ec2.ex_list_subnets(filters={"vpc-id": network.id})
        self.check("a subnet", [(one.id, one.name, one.extra["available_ips"]) for one in found],
                   [(subnet.id, "part", 251)])
        node = self.launch(ex_subnet=subnet)
        self.check("a node in it", (node.extra["subnet_id"], node.private_ips[0].rsplit(".", 1)[0], node.public_ips),
                   (subnet.id, "10.0.1", []))
        [interface] = [one for one in self.ec2.ex_list_network_interfaces() if one.extra["vpc_id"] == network.id]
        told = interface.state, interface.extra["attachment"]["instance_id"]
        self.check("with an interface", told, ("in-use", node.id))
        self.refused("a network in use stays", "DependencyViolation", 400, self.ec2.ex_delete_network, network)
        self.ec2.destroy_node(node)
        self.check("a subnet goes", self.ec2.ex_delete_subnet(subnet))
        self.check("and the network", self.ec2.ex_delete_network(network))
        [left] = self.ec2.ex_list_networks()
        self.check("the default one stays", left.extra["is_default"], "true")
        [gateway] = self.ec2.ex_list_internet_gateways()
        self.check("with its gateway", (gateway.vpc_id, gateway.state), (left.id, "available"))
        [table] = self.ec2.ex_list_route_tables()
        self.check("and its routes", [(route.cidr, route.gateway_id) for route in table.routes],
                   [("0.0.0.0/0", gateway.id), ("172.31.0.0/16", "local")])

    def addresses(self):
        made = self.ec2.ex_allocate_address("vpc")
        web = self.node(WEB)
        association = self.ec2.ex_associate_address_with_node(web, made, domain="vpc")
        found = self.address()
        told = found.ip, found.instance_id, found.extra["association_id"]
        self.check("an address goes to a node", told, (made.ip, WEB, association))
        # Libcloud itself adds what DescribeAddresses says.
        self.check("which has it", self.node(WEB).public_ips, [made.ip] * 2)
        self.check("as both tell", self.ec2.ex_describe_addresses_for_node(web), [made.ip])
        self.refused("it stays while it is there", "InvalidIPAddress.InUse", 400, self.ec2.ex_release_address, found,
                     domain="vpc")
        self.check("it comes back", self.ec2.ex_disassociate_address(found, domain="vpc"))
        self.check("and is free", self.address().instance_id, None)
        self.check("and is given up", self.ec2.ex_release_address(self.address(), domain="vpc"))
        self.check("for good", self.ec2.ex_describe_all_addresses(), [])

    def images(self):
        found = {image.id: image.name for image in self.ec2.list_images(ex_filters={"architecture": "x86_64"})}
        self.check("an image", found[IMAGE], "al2023-ami-2023.5.20240819.0-kernel-6.1-x86_64")
        made = self.ec2.create_image(self.node(WEB), "copy", description="of web", reboot=True)
        [own] = self.ec2.list_images(ex_owner="self")
        told = own.id, own.name, own.extra["state"], own.extra["is_public"]
        self.check("one's own", told, (made.id, "copy", "available", "false"))
        self.check("with a disk", [disk["ebs"]["volume_size"] for disk in own.extra["block_device_mapping"]], [8])
        self.check("goes", self.ec2.delete_image(made))
        self.check("and is gone", self.ec2.list_images(ex_owner="self"), [])

    def volumes(self):
        found = self.ec2.list_volumes()
        self.check("a volume for each node", {volume.extra["instance_id"] for volume in found},
                   {WEB, WORKER, DATABASE, BATCH})
        self.check("in use", {(volume.state, volume.size, volume.extra["device"]) for volume in found},
                   {("inuse", 8, "/dev/xvda")})
        [mapping] = self.node(WEB).extra["block_device_mapping"]
        [volume] = self.ec2.list_volumes(node=self.node(WEB))
        self.check("both tell its id", mapping["ebs"]["volume_id"], volume.id)

    def tags(self):
        web = self.node(WEB)
        self.check("tags are taken", self.ec2.ex_create_tags(web, {"team": "blue", "empty": ""}))
        self.check("and shown", self.ec2.ex_describe_tags(web), {"Name": "web", "team": "blue", "empty": ""})
        self.check("some go", self.ec2.ex_delete_tags(web, {"team": "blue", "Name": "other"}))
        self.check("some stay", self.node(WEB).extra["tags"], {"Name": "web", "empty": ""})

    def errors(self):
        self.refused("a node there is not", "InvalidInstanceID.NotFound", 400, self.node, NOBODY)
        self.refused("what is no id", "InvalidInstanceID.Malformed", 400, self.node, "nonsense")
        self.refused("a filter there is not", "InvalidParameterValue", 400, self.ec2.list_nodes,
                     ex_filters={"colour": "red"})
        throttle("ec2", "DescribeInstances", 1)
        self.refused("a throttle is told", "RequestLimitExceeded", 503, self.ec2.list_nodes)
        self.check("and passes", len(self.ec2.list_nodes()), 4)


run(*Suite("V2").parts())
run(*Suite("V4", signature_version="4").parts())
elsewhere = driver(region="eu-west-1", signature_version="4")
common.check("V4 says the region", [place.name for place in elsewhere.list_locations()],
             ["eu-west-1a", "eu-west-1b", "eu-west-1c"])
