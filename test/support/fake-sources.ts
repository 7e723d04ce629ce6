import { openSources } from '../../src/aws/sources/read-sources.js';
import type { Callers } from '../../src/templates/index.js';
import type { AccountAccess } from '../../src/aws/access/access.js';
import { refusalOf } from '../../src/aws/access/refusal.js';
import { FAKE_ACCOUNT } from './fake-account.js';

/** AWS's answer to a call, or its word for why there is none: by command, and after a space what it is about. */
export type FakeAnswers = Readonly<Record<string, object | string>>;

type Input = Readonly<Record<string, unknown>>;

const SUBJECTS = [
  'restApiId',
  'ApiId',
  'QueueUrl',
  'TopicArn',
  'Bucket',
  'TargetGroupArns',
  'SecretId',
  'KeyId',
  'ResourceArn',
];

function subjectOf(input: Input): string {
  const name = SUBJECTS.find((one) => input[one] !== undefined) ?? '';
  const value = input[name];
  const text = Array.isArray(value) ? value.join() : typeof value === 'string' ? value : '';
  return text.split(/[/:]/).at(-1) ?? '';
}

function failed(name: string): Error {
  const status = name.startsWith('NoSuch') ? 404 : 400;
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });
}

function expectAccount({ AccountId }: Input): void {
  if (AccountId !== FAKE_ACCOUNT) throw new Error('the block of another account was asked for');
}

/** An account whose APIs, queues, topics, buckets and load balancers answer out of a table; its calls as `command subject`. */
export function fakeSources(answers: FakeAnswers): {
  readonly access: AccountAccess;
  readonly calls: string[];
} {
  const calls: string[] = [];
  const client = {
    send(command: { readonly constructor: { readonly name: string }; readonly input: Input }) {
      const name = command.constructor.name.replace('Command', '');
      const key = `${name} ${subjectOf(command.input)}`.trim();
      calls.push(key);
      const answer = answers[key] ?? answers[name] ?? 'NotFoundException';
      return typeof answer === 'string' ? Promise.reject(failed(answer)) : Promise.resolve(answer);
    },
  };
  const made = () => Promise.resolve(client);
  // Two services have a command of this name.
  const accountBuckets = () =>
    Promise.resolve({
      send(command: { readonly input: Input }) {
        calls.push('GetAccountPublicAccessBlock');
        expectAccount(command.input);
        const answer = answers['GetAccountPublicAccessBlock'] ?? 'AccessDenied';
        return typeof answer === 'string' ? Promise.reject(failed(answer)) : Promise.resolve(answer);
      },
    });
  const access = {
    account: FAKE_ACCOUNT,
    partition: 'aws',
    home: 'us-east-1',
    agent: undefined,
    clients: {
      ...Object.fromEntries(
        ['restApis', 'httpApis', 'sqs', 'sns', 's3', 'loadBalancers', 'secrets', 'keys', 'tables'].map(
          (name) => [name, made],
        ),
      ),
      accountBuckets,
    },
    call: (_region: string, action: string, send: () => Promise<unknown>) =>
      send().catch((error: unknown) => {
        throw refusalOf(action, error);
      }),
  };
  return { access: access as unknown as AccountAccess, calls };
}

/** A function of the account, and its region. */
export const SOURCE_REGION = 'eu-west-1';
export const STARTED = `arn:aws:lambda:${SOURCE_REGION}:${FAKE_ACCOUNT}:function:orders`;

/** ARN of a source in the region. */
export function sourceArn(service: string, resource: string, account = FAKE_ACCOUNT): string {
  return service === 's3'
    ? `arn:aws:s3:::${resource}`
    : `arn:aws:${service}:${SOURCE_REGION}:${account}:${resource}`;
}

/** A policy with one statement for everybody. */
export function openPolicy(action: string, fields: object = {}): string {
  const statement = { Effect: 'Allow', Principal: '*', Action: action, Resource: '*', ...fields };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** Who may start the function by a source. */
export async function callersIn(answers: FakeAnswers, arn: string): Promise<Callers | null> {
  return openSources(fakeSources(answers).access, SOURCE_REGION).callersOf(arn, STARTED);
}
