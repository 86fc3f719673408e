// @alicloud/pop-core, by GET, with everything in the query, and by POST, with everything in the form.

import { RPCClient } from "@alicloud/pop-core";

import { Refusal, URL, check, run } from "./common.mjs";
import { networks } from "./ecs_networks.mjs";
import { resources } from "./ecs_resources.mjs";
import { story } from "./ecs_story.mjs";
import { vpcs } from "./ecs_vpcs.mjs";

const [ecs, vpc] = ["2014-05-26", "2016-04-28"].map((apiVersion) => new RPCClient({
  accessKeyId: "testid",
  accessKeySecret: "testsecret",
  endpoint: URL,
  apiVersion,
}));

/** This client writes lists out, but not structures: their names are dotted by who calls. */
function dotted(parameters) {
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, value]) => {
    if (typeof value !== "object" || Array.isArray(value)) return [[name, value]];
    return Object.entries(value).map(([inner, text]) => [`${name}.${inner}`, text]);
  }));
}

function caller(client, method) {
  return async (action, parameters) => {
    try {
      return await client.request(action, dotted(parameters), { method });
    } catch (error) {
      if (!error.data) throw error;
      throw new Refusal(error.code, error.message, error.entry.response.statusCode, error.data.RequestId, error);
    }
  };
}

function throttled(error) {
  const text = "Request was denied due to request throttling.";
  check("as the SDK's own error", [error.name, error.data.Message], ["ThrottlingError", text]);
}

await run(...["GET", "POST"].flatMap((method) => {
  const [call, beside] = [caller(ecs, method), caller(vpc, method)];
  return [...story(call, throttled), ...resources(call), ...networks(beside, call), ...vpcs(beside, call)];
}));
