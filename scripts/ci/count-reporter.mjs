import { writeFileSync } from 'node:fs';

/**
 * A vitest reporter that writes to the file in CI_COUNTS how many tests passed, and which failed or were skipped and why (its JSON
 * reporter leaves out the reasons). https://vitest.dev/api/advanced/reporters
 */
// oxlint-disable-next-line import/no-default-export -- vitest takes a reporter file's default export
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const named = (state) =>
      tests
        .filter((test) => test.result().state === state)
        .map((test) => ({
          name: `${test.module.relativeModuleId} > ${test.fullName}`,
          note: test.result().note ?? null,
        }));
    // A file that could not be loaded has no test that could fail.
    const unloaded = modules
      .filter((module) => module.errors().length > 0)
      .map((module) => ({ name: module.relativeModuleId, note: module.errors()[0].message }));
    const unhandled = unhandledErrors.map((error) => ({ name: 'unhandled error', note: error.message }));
    writeFileSync(
      process.env.CI_COUNTS,
      JSON.stringify({
        passed: named('passed').length,
        failed: [...named('failed'), ...unloaded, ...unhandled],
        skipped: [...named('skipped'), ...named('pending')],
      }),
    );
  }
}
