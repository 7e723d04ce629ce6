// The policy that `stowaway iam` writes for a program, from a SAM template with its bundle and its variables.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ACCOUNT, REGION } from './requirements.mjs';

const MAIN = join(import.meta.dirname, '../../../dist/cli/main.js');
const FILLED = { account: ACCOUNT, region: REGION, partition: 'aws' };

/** A deployed queue's URL: the one of the run names the proxy. */
const queueUrl = (queue) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${queue}`;

function templateOf(sample) {
  const variables = Object.entries(sample.environment?.(queueUrl) ?? {});
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Program: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          CodeUri: './code',
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
          Environment: { Variables: Object.fromEntries(variables) },
        },
      },
    },
  });
}

/** What is not known of a resource stands in angle brackets. Here the account and region are known; the rest becomes a star. */
function filled(resource) {
  return resource.replaceAll(/<([^<>]{1,100})>/g, (_, what) => FILLED[what] ?? '*');
}

/**
 * @param {string} file the bundle
 * @returns {{ policy: { Statement: object[] } | null, actions: string[], atLeast: boolean, output: string }}
 */
export function generatedPolicy(sample, file) {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-policy-'));
  try {
    mkdirSync(join(folder, 'code'));
    cpSync(dirname(file), join(folder, 'code'), { recursive: true });
    writeFileSync(join(folder, 'template.json'), templateOf(sample));
    const args = [MAIN, 'iam', join(folder, 'template.json'), '--format', 'json'];
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [answer] = JSON.parse(output).functions ?? [];
    if (!answer?.policy) return { policy: null, actions: [], atLeast: true, output };
    const Statement = answer.policy.Statement.map((one) => ({
      ...one,
      Action: [one.Action].flat(),
      Resource: [one.Resource].flat().map(filled),
    }));
    const needed = answer.permissions?.needed ?? answer.needed ?? [];
    const actions = [...new Set(needed.map(({ action }) => action))];
    return {
      policy: { ...answer.policy, Statement },
      actions,
      atLeast: answer.permissions?.atLeast ?? answer.atLeast,
      output,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
