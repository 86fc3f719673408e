// The SDKs over https, with the server's authority trusted, which Node reads when it starts: this file runs itself again.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import ecs from "@alicloud/ecs20140526";
import openapi from "@alicloud/openapi-client";
import popCore from "@alicloud/pop-core";
import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";

import { HOST, URL, check, run } from "./common.mjs";

if (process.argv[2] !== "again") {
  const folder = mkdtempSync(join(tmpdir(), "twinstance-"));
  const ca = join(folder, "ca.pem");
  writeFileSync(ca, await (await fetch(`${URL}/_twin/ca.pem`)).text());
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca };
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "again"], { env, stdio: "inherit" });
  rmSync(folder, { recursive: true });
  process.exit(status ?? 1);
}

async function aws() {
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" };
  const ec2 = new EC2Client({ endpoint: `https://${HOST}`, region: "us-east-1", credentials });
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}));
  check("EC2", Reservations.length > 0);
}

async function alicloud() {
  const keys = { accessKeyId: "testid", accessKeySecret: "testsecret" };
  const config = new openapi.Config({ ...keys, regionId: "cn-hangzhou", endpoint: HOST, protocol: "HTTPS" });
  const client = new ecs.default(config);
  const { body } = await client.describeInstances(new ecs.DescribeInstancesRequest({ regionId: "cn-hangzhou" }));
  check("ECS", body.totalCount > 0);
  const old = new popCore.RPCClient({ ...keys, endpoint: `https://${HOST}`, apiVersion: "2014-05-26" });
  const { TotalCount } = await old.request("DescribeInstances", { RegionId: "cn-hangzhou" });
  check("ECS, by the old SDK", TotalCount, body.totalCount);
}

await run(aws, alicloud);
