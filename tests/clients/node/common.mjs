// What all suites share: where the server is, its own API, and how a check is told.

import { isDeepStrictEqual } from "node:util";

export const URL = (process.env.TWINSTANCE_URL ?? "").replace(/\/$/, "");
if (!URL) fail("set TWINSTANCE_URL, as in http://127.0.0.1:4780");
export const HOST = URL.split("://")[1];

// Nothing but the server is to be reached: no metadata service, no proxy, nobody's own configuration.
for (const name of Object.keys(process.env)) {
  if (/_proxy$/i.test(name) || /^(AWS|ALIBABA)_/.test(name)) delete process.env[name];
}
const nothing = "/dev/null";
Object.assign(process.env, {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: nothing,
  AWS_SHARED_CREDENTIALS_FILE: nothing,
});

let checks = 0;

export function fail(text) {
  console.error(text.startsWith("set ") ? text : `FAILED ${text}`);
  process.exit(1);
}

/** A refused call, as far as a client tells of it: what it does not tell is undefined. */
export class Refusal extends Error {
  constructor(code, message, status, requestId, cause) {
    super(message, { cause });
    Object.assign(this, { code, status, requestId });
  }
}

/** Tells that something is as wanted, or ends the suite. */
export function check(what, got, wanted = true) {
  if (!isDeepStrictEqual(got, wanted)) {
    fail(`${what}\n  got    ${JSON.stringify(got)}\n  wanted ${JSON.stringify(wanted)}`);
  }
  checks += 1;
  console.log("ok", what);
}

/** Checks that a call is refused with this code and, where the client tells it, this status and a request id. */
export async function refused(what, call, code, status) {
  let answer;
  try {
    answer = await call();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    check(what, refusal.code, code);
    check(`${what}: request id`, refusal.requestId?.length, 36);
    if (refusal.status !== undefined) check(`${what}: status`, refusal.status, status);
    return refusal;
  }
  return fail(`${what}\n  got    ${JSON.stringify(answer)}\n  wanted ${code}`);
}

/** Looks until something is as wanted. A world that does things at once needs no pauses. */
export async function until(what, look, wanted) {
  let got;
  for (let looks = 0; looks < 20; looks += 1) {
    got = await look();
    if (isDeepStrictEqual(got, wanted)) break;
  }
  check(what, got, wanted);
}

/** Calls the server's own API: GET without a body, POST with one, even an empty one. */
export async function twin(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: body && JSON.stringify(body) };
  const response = await fetch(`${URL}/_twin/${path}`, options);
  if (!response.ok) fail(`/_twin/${path}: ${await response.text()}`);
  return response.json();
}

/** Has the next calls of an action throttled. */
export function throttle(cloud, action, times) {
  return twin("faults", { cloud, action, effect: "throttle", times });
}

/** Runs the parts of a suite, each in the world as it was at the start. */
export async function run(...parts) {
  for (const part of parts) {
    await twin("reset", "");
    await part();
  }
  if (!checks) fail("nothing was checked");
  // Connections that are kept for later would keep the process too.
  process.exit(0);
}
