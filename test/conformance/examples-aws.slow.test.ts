import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { sweepPolicy } from '../../src/sweep/iam-policy.js';
import { PROJECT, readProjectFile } from '../support/project-files.js';

const LINTER = join(PROJECT, 'build/python/bin/cfn-lint');
const TEMPLATES = ['examples/aws/member-role.yaml', 'examples/aws/nightly-sweep.yaml'];

interface Role {
  readonly Properties: { readonly Policies: readonly { readonly PolicyDocument: object }[] };
}
type Template = { readonly Resources: Readonly<Record<string, Role>> };

/** CloudFormation's short functions are replaced by their arguments, in the partition `aws`. */
function resolve(text: string): string {
  return text.replaceAll('${AWS::Partition}', 'aws').replaceAll('${AWS::URLSuffix}', 'amazonaws.com');
}
const TAGS = ['!Ref', '!Sub', '!GetAtt'].map((tag) => ({ tag, resolve }));

function template(path: string): Template {
  return parse(readProjectFile(path), { customTags: TAGS }) as Template;
}

function policyOf(path: string, role: string): unknown {
  return template(path).Resources[role]?.Properties.Policies[0]?.PolicyDocument;
}

test('the role of a member may do what a sweep needs there, and no more', () => {
  const wanted: unknown = JSON.parse(sweepPolicy({ organization: false, role: null }));
  expect(policyOf('examples/aws/member-role.yaml', 'Role')).toEqual(wanted);
});

test('the role of the task may do what a sweep of an organisation needs, and no more', () => {
  const wanted: unknown = JSON.parse(sweepPolicy({ organization: true, role: 'stowaway-sweep' }));
  expect(policyOf('examples/aws/nightly-sweep.yaml', 'SweepRole')).toEqual(wanted);
});

test('the task uses options that the command has', () => {
  const [, line = ''] =
    /exec stowaway sweep (.+)/.exec(readProjectFile('examples/aws/nightly-sweep.yaml')) ?? [];
  const used = [...line.matchAll(/--[\w-]+/g)].map(([flag]) => flag);
  const help = execFileSync(process.execPath, ['dist/cli/main.js', 'sweep', '--help'], { encoding: 'utf8' });
  expect(used).toContain('--organization');
  expect(used.filter((flag) => !help.includes(`${flag} `))).toEqual([]);
});

describe('by the schemas of CloudFormation', () => {
  beforeEach(({ skip }) => skip(!existsSync(LINTER), `${LINTER} is not there`));

  test.each(TEMPLATES)('%s is right', (path) => {
    const { stdout, status } = spawnSync(LINTER, [path], { cwd: PROJECT, encoding: 'utf8' });
    expect([stdout.trim(), status]).toEqual(['', 0]);
  });

  test('a wrong template is reported', () => {
    const input = readProjectFile('examples/aws/member-role.yaml').replace('RoleName:', 'RolName:');
    expect(spawnSync(LINTER, { input, encoding: 'utf8' }).stdout).toContain('RolName');
  });
});
