// Testcontainers for Node: npm install testcontainers@11 @aws-sdk/client-ec2, then node --test.
// IMAGE names the image of Twinstance. Where Testcontainers' own container that cleans up cannot run, as in some CI, set
// TESTCONTAINERS_RYUK_DISABLED=true.

import assert from "node:assert";
import { after, before, test } from "node:test";
import { EC2 } from "@aws-sdk/client-ec2";
import { GenericContainer, Wait } from "testcontainers";

let container;
let ec2;

before(async () => {
  container = await new GenericContainer(process.env.IMAGE ?? "twinstance")
    .withEnvironment({ TWINSTANCE_DEMO: "true" })
    .withExposedPorts(4780)
    .withWaitStrategy(Wait.forHealthCheck())
    .start();
  ec2 = new EC2({
    endpoint: `http://${container.getHost()}:${container.getMappedPort(4780)}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});

after(() => container?.stop());

test("credits are switched", async () => {
  const wish = { InstanceId: "i-1234567890abcdef0", CpuCredits: "unlimited" };
  await ec2.modifyInstanceCreditSpecification({ InstanceCreditSpecifications: [wish] });
  const told = await ec2.describeInstanceCreditSpecifications({ InstanceIds: [wish.InstanceId] });
  assert.deepEqual(told.InstanceCreditSpecifications, [wish]);
});
