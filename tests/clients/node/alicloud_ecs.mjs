// @alicloud/ecs20140526 and @alicloud/vpc20160428, with signatures of version 3 and, as it calls them, v2.

import ecs from "@alicloud/ecs20140526";
import openapi from "@alicloud/openapi-client";
import vpc from "@alicloud/vpc20160428";

import { HOST, Refusal, check, run } from "./common.mjs";
import { interfaces } from "./ecs_interfaces.mjs";
import { networks } from "./ecs_networks.mjs";
import { resources } from "./ecs_resources.mjs";
import { story } from "./ecs_story.mjs";
import { vpcs } from "./ecs_vpcs.mjs";

const lower = (name) => name[0].toLowerCase() + name.slice(1);

/** The SDK's own names: as on the wire, but for the first letter. */
function renamed(value) {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [lower(name), renamed(inner)]));
}

function caller(sdk, settings) {
  const client = new sdk.default(new openapi.Config({
    accessKeyId: "testid",
    accessKeySecret: "testsecret",
    regionId: "cn-hangzhou",
    endpoint: HOST,
    protocol: "HTTP",
    ...settings,
  }));
  return async (action, parameters) => {
    const request = new sdk[`${action}Request`](renamed(parameters));
    try {
      const { body } = await client[lower(action)](request);
      return body.toMap();
    } catch (error) {
      if (!error.requestId) throw error;
      throw new Refusal(error.code, error.message, error.statusCode, error.requestId, error);
    }
  };
}

function throttled(error) {
  check("as the SDK's own error", [error.name, error.retryAfter], ["ThrottlingError", 1000]);
}

const both = [{}, { signatureAlgorithm: "v2" }].map((settings) => [caller(ecs, settings), caller(vpc, settings)]);
await run(...both.flatMap(([call, beside]) => [
  ...story(call, throttled),
  ...resources(call),
  ...networks(beside, call),
  ...interfaces(beside, call),
  ...vpcs(beside, call),
]));
