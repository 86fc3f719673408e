// What the parts of the EC2 suite share: the demo world's ids, short ways to ask, refusals that every operation has.

import { refused } from "./common.mjs";

export const WEB = "i-1234567890abcdef0"; // t2.micro, standard
export const WORKER = "i-0abcdef1234567890"; // t3.large, unlimited, stopped
export const DATABASE = "i-0598c7d356eba48d7"; // m5.large
export const BATCH = "i-0fedcba9876543210"; // m5.large, in the interruptible reservation
export const SOURCE = "cr-1234abcd56EXAMPLE";
export const LENT = "cr-0abcdef1234567890";
export const SPARE = "cr-0123456789abcdef0"; // 5 of c5.xlarge, none lent
export const IMAGE = "ami-0abcdef1234567890";
export const ACCOUNT = "123456789012";
export const START = new Date("2026-11-21T08:00:00Z");

/** An id of this kind that nothing has. */
export const nobody = (prefix) => `${prefix}-0ffffffffffffffff`;

/** A filter, as parameters. */
export const by = (Name, ...Values) => ({ Filters: [{ Name, Values }] });

/** A name for what is being made, as parameters. */
export const named = (ResourceType, Value) => ({
  TagSpecifications: [{ ResourceType, Tags: [{ Key: "Name", Value }] }],
});

/** These values of an object, in this order. */
export const pick = (object, ...names) => names.map((name) => object[name]);

/** The short ways to ask, for a client's `call(action, parameters)`. */
export function ways(call) {
  const no = (action, parameters, code, status = 400) =>
    refused(`${action}: ${code}`, () => call(action, parameters), code, status);
  return {
    no,
    /** A dry run of what could be done. */
    dry: (action, parameters) => no(action, { ...parameters, DryRun: true }, "DryRunOperation", 412),
    /** A filter that there is not. */
    unfiltered: (action) => no(action, by("colour", "red"), "InvalidParameterValue"),
    async instance(id) {
      return (await call("DescribeInstances", { InstanceIds: [id] })).Reservations[0].Instances[0];
    },
    async launch(InstanceType, others) {
      const answer = await call("RunInstances", { InstanceType, ImageId: IMAGE, MinCount: 1, MaxCount: 1, ...others });
      return answer.Instances[0].InstanceId;
    },
  };
}
