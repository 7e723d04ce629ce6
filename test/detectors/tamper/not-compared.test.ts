import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VerifyOptions } from '../../../src/workers/index.js';
import { startRegistryServer, type RegistryServer } from '../../support/registry-server.js';
import { zipOfFiles } from '../../support/sample-functions.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import {
  analyse,
  CODE,
  installed,
  manifestWith,
  packageFiles,
  verifyAt,
} from '../../support/verified-zip.js';

describe('a package that was not compared', () => {
  const EDITED = { 'index.js': `${CODE}eval(globalThis.one);\n` };

  /** One installed and edited package that the registry has, altered by `change`. */
  interface Situation {
    readonly server: RegistryServer;
    readonly files: Record<string, string>;
    verify: Partial<VerifyOptions>;
  }

  function fails(server: RegistryServer, status: number): void {
    const mishaps = Array.from({ length: 9 }, () => ({ status }));
    server.mishaps.set('/one', mishaps);
  }

  async function outcomeOf(change: (situation: Situation) => void) {
    const server = await startRegistryServer();
    server.publish(packageFiles('one'));
    const lock = `"resolved": "${server.tarballOf('one', '1.0.0')}"`;
    const files = {
      ...Object.fromEntries(installed('one', { ...packageFiles('one'), ...EDITED })),
      'package-lock.json': `{"note": {${lock}}}`,
    };
    const situation: Situation = { server, files, verify: {} };
    change(situation);
    const zip = join(temporaryFolder(), 'fn.zip');
    writeFileSync(zip, zipOfFiles(situation.files));
    const { findings, inventory, comparison } = await analyse(zip, verifyAt(server, situation.verify));
    const problems = inventory.problems.filter(({ message }) => message.startsWith('Not compared'));
    return {
      rules: findings.filter(({ kind }) => kind === 'tamper').map(({ rule }) => rule),
      problems: problems.map(({ message, affectsCompleteness }) => [affectsCompleteness, message]),
      comparison,
    };
  }

  it('does not exist in the plain case: the edit is found', async () => {
    expect(await outcomeOf(() => undefined)).toEqual({
      rules: ['tampered-code'],
      problems: [],
      comparison: { packages: 1, compared: 1, private: 0 },
    });
  });

  it.each<[string, (situation: Situation) => void, RegExp]>([
    ['there is no lockfile', ({ files }) => delete files['package-lock.json'], /--verify-all/],
    [
      'the lockfile has no addresses',
      ({ files }) => (files['package-lock.json'] = '{"lockfileVersion":3,"packages":{}}'),
      /omit-lockfile-registry-resolved=false/,
    ],
    [
      'nothing is in the cache and the network is not used',
      (situation) => (situation.verify = { offline: true }),
      /run once without --offline/,
    ],
    ['the registry requires credentials', ({ server }) => fails(server, 401), /npm login/],
    ['the registry refuses', ({ server }) => fails(server, 403), /refuses to serve it; ask/],
    ['the registry does not know it', ({ server }) => fails(server, 404), /see the findings/],
    ['the registry fails', ({ server }) => fails(server, 500), /npm ping/],
    [
      'the registry is not there',
      (situation) => (situation.verify = { all: true, npmConfig: { registry: 'http://127.0.0.1:9/' } }),
      /npm ping/,
    ],
    [
      'the time is over',
      (situation) => (situation.verify = { maxMillis: -1 }),
      /scan again to continue from here/,
    ],
    [
      'the registry lists no integrity',
      ({ server }) =>
        server.publish(packageFiles('one'), {
          listed: { dist: { tarball: server.tarballOf('one', '1.0.0') } },
        }),
      /no integrity of it; name a registry/,
    ],
    [
      'the tarball is another than listed',
      ({ server }) =>
        server.mishaps.set(
          '/one/-/one-1.0.0.tgz',
          Array.from({ length: 9 }, () => ({ corrupt: true })),
        ),
      /does not have the integrity that it lists; empty the cache \(stowaway cache prune --all\)/,
    ],
    [
      'its manifest names no version',
      ({ files }) => (files['node_modules/one/package.json'] = '{"name":"one"}'),
      /name no version/,
    ],
    [
      'a copy that is said to be bundled is not in the tarball',
      ({ files }) => {
        const fields = { dependencies: { two: '*' }, bundleDependencies: ['two'] };
        Object.assign(files, Object.fromEntries(installed('one', manifestWith('one', fields))));
        files['node_modules/one/node_modules/two/package.json'] = '{"name":"two","version":"1.0.0"}';
        files['node_modules/one/node_modules/two/index.js'] = CODE;
      },
      /install from the lockfile \(npm ci\)/,
    ],
  ])('makes the answer incomplete when %s, and shows what helps', async (_, change, reason) => {
    const { problems, comparison } = await outcomeOf(change);
    expect(problems).toEqual([[true, expect.stringMatching(reason) as string]]);
    expect(problems[0]?.[1]).toMatch(/^Not compared with what was published \(1 of 1 packages: one.*; .+\.$/);
    expect(comparison).toEqual({ packages: 1, compared: 0, private: 0 });
  });

  it.each<[string, (situation: Situation) => void]>([
    [
      'a lockfile takes it from elsewhere',
      ({ files }) =>
        (files['package-lock.json'] = JSON.stringify({
          lockfileVersion: 3,
          packages: {
            'node_modules/one': { version: '1.0.0', resolved: 'git+ssh://git@x.example.invalid/one.git#abc' },
          },
        })),
    ],
    [
      'its manifest says so, and no lockfile denies it',
      ({ files }) => {
        delete files['package-lock.json'];
        Object.assign(files, Object.fromEntries(installed('one', manifestWith('one', { private: true }))));
      },
    ],
  ])('is accepted, and counted, where it is private: %s', async (_, change) => {
    expect(await outcomeOf(change)).toEqual({
      rules: [],
      problems: [],
      comparison: { packages: 0, compared: 0, private: 1 },
    });
  });

  it('is not accepted where an edit calls it private', async () => {
    const { rules, comparison } = await outcomeOf(({ files }) => {
      const edited = manifestWith('one', { private: true });
      Object.assign(files, Object.fromEntries(installed('one', edited)));
    });
    expect(rules).toEqual(['tampered-code']);
    expect(comparison).toEqual({ packages: 1, compared: 1, private: 0 });
  });
});
