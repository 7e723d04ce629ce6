import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { installAction, newActionJobs, type ActionJobs, type InstalledAction } from './action-job.js';
import { startGithubApi, type GithubApi } from './github-api.js';

/** State of tests of jobs, which exists only while a test runs. */
export interface ActionTests {
  /** Installed once for the file. */
  action: InstalledAction;
  /** New for each test. */
  api: GithubApi;
  jobs: ActionJobs;
}

/** Installs the action for the tests of a file, and gives each test a repository and an API. Each job starts Node twice. */
export function useAction(): ActionTests {
  vi.setConfig({ testTimeout: 120_000 });
  const tests = {} as ActionTests;
  beforeAll(async () => {
    tests.action = await installAction();
  }, 300_000);
  beforeEach(async () => {
    tests.api = await startGithubApi();
    tests.jobs = newActionJobs(tests.action, tests.api.url);
  });
  afterAll(() => rmSync(tests.action.folder, { recursive: true, force: true }), 60_000);
  return tests;
}
