import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { scanRules, type RuleFlags } from '../../src/cli/scan-rules.js';
import { scan as scanFunctions, type Finding, type Report, type ScanOptions } from '../../src/index.js';
import { exitCodeOf } from '../../src/policy/index.js';
import { LODASH, zipOfFiles } from '../support/sample-functions.js';
import { NEEDLE } from '../support/sample-signature.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  // A repository, above which nothing is looked for.
  mkdirSync(join(folder, '.git'));
  put('fn.zip', zipOfFiles(LODASH));
  put('stowaway.config.yaml', '');
});

function put(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

function run(...argv: readonly string[]): { code: number; stdout: string; stderr: string } {
  try {
    const stdout = execFileSync(process.execPath, [MAIN, ...argv], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_DATA_HOME: join(folder, 'data') },
    });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, stdout, stderr };
  }
}

/** Scans fn.zip as the command line would with these options, in this process. */
async function scan(
  flags: Partial<RuleFlags> = {},
  options: Partial<ScanOptions> = {},
): Promise<{ code: number; report: Report; findings: readonly Finding[] }> {
  const rules = await scanRules({
    vex: [],
    sbom: [],
    config: join(folder, 'stowaway.config.yaml'),
    ...flags,
  });
  const report = await scanFunctions({ targets: ['fn.zip'], cwd: folder, ...options, ...rules }).report;
  return {
    code: exitCodeOf(report),
    report,
    findings: report.artifacts.flatMap((artifact) => artifact.findings),
  };
}

/** Scans fn.zip and keeps the report as a file. */
async function record(name: string): Promise<string> {
  const { report } = await scan();
  put(name, JSON.stringify(report));
  return join(folder, name);
}

const NO_FILES = { vex: [], sbom: [], config: false } as const;
const IGNORE_ALL =
  'ignore:\n  - package: pkg:npm/lodash\n    reason: We never call it.\n    owner: team-pay\n';

describe('a configuration', () => {
  it('that is found sets findings aside, which stay in the report', () => {
    put('stowaway.config.yaml', IGNORE_ALL);
    const { code, stdout } = run('scan', 'fn.zip', '--verbose');
    expect(code).toBe(0);
    expect(stdout).toContain('set aside');
    expect(stdout).toContain('We never call it. (by team-pay');
  });

  it('with a mistake stops the scan and shows the position', () => {
    put('stowaway.config.yaml', 'fail: high');
    const { code, stdout, stderr } = run('scan', 'fn.zip');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('stowaway.config.yaml:1: fail is not a known key.');
  });

  it('counts findings that are set aside, with the reason', async () => {
    put('stowaway.config.yaml', IGNORE_ALL);
    const { code, report, findings } = await scan();
    expect(code).toBe(0);
    expect(report.options.config).toContain('stowaway.config.yaml');
    expect(report.summary.setAside).toBe(findings.length);
    expect(findings[0]).toMatchObject({ status: 'suppressed', suppression: { reason: 'We never call it.' } });
  });

  it('is ignored inside the scanned target', async () => {
    put('fn.zip', zipOfFiles({ ...LODASH, 'stowaway.config.yaml': IGNORE_ALL }));
    const { code, report } = await scan({ config: false });
    expect([code, report.options.config]).toEqual([1, null]);
  });

  it('reports a rule that expired and one that matches nothing', async () => {
    const expired = IGNORE_ALL.replace('owner: team-pay', 'expires: 2020-01-01');
    put('stowaway.config.yaml', `${expired}  - id: CVE-0000-0\n    reason: x\n`);
    const { code, report } = await scan();
    expect(code).toBe(1);
    expect(report.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('expired on 2020-01-01'),
      expect.stringContaining('matches no finding'),
    ]);
  });

  it('decides which findings fail, with the level of the command line', async () => {
    put('stowaway.config.yaml', 'failOn:\n  severity: critical\n');
    const { code, report } = await scan();
    expect([code, report.options.failOn]).toEqual([0, 'critical']);
    expect(await scanRules({ ...NO_FILES, failOn: 'low' })).toMatchObject({ failOn: 'low' });
  });

  it('refuses packages and licences', async () => {
    const rules = 'packages:\n  deny:\n    - package: pkg:npm/lodash\nlicenses:\n  allow: [MIT]\n';
    put('stowaway.config.yaml', rules);
    const { findings } = await scan();
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['package-denied', 'license-unknown']),
    );
  });
});

it('malware is accepted by its exact hash, in the file or the artifact, and by nothing else', async () => {
  mkdirSync(join(folder, 'rules', 'mine'), { recursive: true });
  put('rules/mine/needle.yaml', NEEDLE);
  put('fn.zip', zipOfFiles({ 'index.js': 'exports.handler = 1;', 'evil.js': 'needle' }));
  const options = { signatures: [join(folder, 'rules')] };
  const { code, report, findings } = await scan({}, options);
  expect(code).toBe(1);
  const accept = async (sha256: string | undefined): Promise<number> => {
    const hash = sha256 === undefined ? '' : `    sha256: ${sha256}\n`;
    put('stowaway.config.yaml', `ignore:\n  - id: mine/needle\n    reason: Ours.\n${hash}`);
    return (await scan({}, options)).code;
  };
  expect(await accept(undefined)).toBe(1);
  expect(await accept('ab'.repeat(32))).toBe(1);
  expect(await accept(findings[0]?.fileHashes[0]?.sha256)).toBe(0);
  expect(await accept(report.artifacts[0]?.sha256 ?? '')).toBe(0);
});

describe('a baseline', () => {
  it('of the same function has everything; a rebuild changes nothing', async () => {
    const baseline = await record('old.json');
    put('fn.zip', zipOfFiles({ 'build-id.txt': 'another build', ...LODASH }));
    const { code, report } = await scan({ baseline, newOnly: true });
    expect(code).toBe(0);
    expect(report.summary.newFindings).toEqual({ critical: 0, high: 0, medium: 0, low: 0, unknown: 0 });
    await record('new.json');
    const { stdout, ...diff } = run('diff', 'old.json', 'new.json');
    expect([diff.code, stdout]).toEqual([0, expect.stringMatching(/^no difference/)]);
  });

  it('holds from every folder and in every checkout, for a layer that no function mounts too', async () => {
    const layer = Object.fromEntries(Object.entries(LODASH).map(([path, text]) => [`nodejs/${path}`, text]));
    for (const checkout of ['mine', 'theirs']) {
      mkdirSync(join(folder, checkout, 'out'), { recursive: true });
      put(`${checkout}/out/fn.zip`, zipOfFiles(LODASH));
      put(`${checkout}/out/layer.zip`, zipOfFiles(layer));
    }
    put('old.json', JSON.stringify((await scan({}, { cwd: join(folder, 'mine'), targets: ['out'] })).report));
    const baseline = join(folder, 'old.json');
    const files = ['theirs/out/layer.zip', 'theirs/out/fn.zip'];
    for (const targets of [['theirs/out'], files, [join(folder, 'theirs/out/*.zip')]]) {
      const { report } = await scan({ baseline }, { targets });
      expect(report.artifacts.map(({ findings }) => findings[0]?.isNew)).toEqual([false, false]);
    }
  });

  it('fails for new findings only, and the difference is the bump alone', async () => {
    const lodash = '{"name":"lodash","version":"4.18.0"}';
    put('fn.zip', zipOfFiles({ ...LODASH, 'node_modules/lodash/package.json': lodash }));
    const baseline = await record('old.json');
    put('fn.zip', zipOfFiles(LODASH));
    const { code, findings } = await scan({ baseline, newOnly: true });
    expect([code, findings.every(({ isNew }) => isNew)]).toEqual([1, true]);
    await record('new.json');
    const diff = run('diff', 'old.json', 'new.json', '--format', 'json');
    expect(diff.code).toBe(1);
    expect(JSON.parse(diff.stdout)).toMatchObject({
      packages: [{ change: 'changed', name: 'npm:lodash', from: ['4.18.0'], to: ['4.17.20'] }],
      unchangedFindings: 0,
    });
  });
});

test.each<[Partial<RuleFlags>, RegExp]>([
  [{ newOnly: true }, /--new-only needs/],
  [{ baseline: 'nowhere.json' }, /baseline nowhere\.json: there is no such file/],
  [{ baseline: MAIN }, /main\.js cannot be compared/],
  [{ vex: [MAIN] }, /VEX document .*main\.js cannot be used/],
  [{ sbom: [MAIN] }, /SBOM .*main\.js cannot be used/],
  [{ config: 'nowhere.yaml' }, /configuration .*nowhere\.yaml: there is no such file/],
])('%j is a mistake that is named', async (flags, message) => {
  await expect(scanRules({ ...NO_FILES, ...flags })).rejects.toThrow(message);
});

it('VEX statements take findings away, from the command line and the configuration', async () => {
  const rule = (await scan()).findings.find(({ kind }) => kind === 'advisory')?.rule;
  const statement = {
    vulnerability: { name: rule },
    products: [{ '@id': 'pkg:npm/lodash@4.17.20' }],
    status: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
  };
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Us',
    timestamp: '2026-01-01T00:00:00Z',
  };
  put('us.json', JSON.stringify({ ...document, statements: [statement] }));
  const judged = async (flags: Partial<RuleFlags>): Promise<Finding | undefined> =>
    (await scan(flags)).findings.find((finding) => finding.rule === rule);
  expect(await judged({ vex: [join(folder, 'us.json')] })).toMatchObject({
    status: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
    suppression: { owner: 'Us', source: expect.stringMatching(/us\.json$/) as string },
  });
  put('stowaway.config.yaml', 'vex: [us.json]\n');
  expect((await judged({}))?.status).toBe('not_affected');
});

it('an SBOM is compared, never believed', async () => {
  const components = ['pkg:npm/lodash@4.17.21', 'pkg:npm/left-pad@1.0.0'].map((purl) => ({
    type: 'library',
    purl,
  }));
  const list = JSON.stringify({ bomFormat: 'CycloneDX', components });
  put('bom.json', list);
  const drifts = (findings: readonly Finding[]): string[] =>
    findings.filter(({ kind }) => kind === 'drift').map(({ rule }) => rule);
  expect(drifts((await scan({ sbom: [join(folder, 'bom.json')] })).findings)).toEqual([
    'sbom-version',
    'sbom-missing',
  ]);
  put('fn.zip', zipOfFiles({ ...LODASH, 'bom.json': list }));
  const { report, findings } = await scan();
  expect(drifts(findings)).toEqual(['sbom-version', 'sbom-missing']);
  expect(report.artifacts[0]?.packages.map(({ purl }) => purl)).toEqual(['pkg:npm/lodash@4.17.20']);
});
