import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Check, type Surroundings } from './check.js';

/** Packages that only some commands need, each list with the command. */
const OPTIONAL = [
  [
    'AWS SDK',
    'sweep',
    ['lambda', 'sts', 'iam', 'account', 'organizations', 'ecr'].map((name) => `@aws-sdk/client-${name}`),
  ],
  ['store', 'sweep into a folder', ['@electric-sql/pglite']],
  ['PostgreSQL', 'sweep into a server', ['pg', 'pg-boss']],
] as const satisfies readonly (readonly [name: string, user: string, packages: readonly string[]])[];

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Whether the packages that sweeps need are installed beside stowaway. */
export function optionalChecks(isThere: (name: string) => boolean = isInstalled): Check[] {
  return OPTIONAL.map(([name, user, packages]) => {
    const missing = packages.filter((each) => !isThere(each));
    if (missing.length === 0) return ok(name, 'installed');
    const words = `not installed: ${missing.join(', ')} (for ${user})`;
    return { name, state: 'note', words, hint: `npm install ${missing.join(' ')}` };
  });
}

/** Where the SDK would find credentials, in its order. Names of profiles and variables, never values. https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html */
function credentialSource({ env, home }: Surroundings): string | null {
  if (env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY'])
    return 'variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
  if (env['AWS_WEB_IDENTITY_TOKEN_FILE']) return 'a web identity token (AWS_WEB_IDENTITY_TOKEN_FILE)';
  const files = [
    env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials'),
    env['AWS_CONFIG_FILE'] ?? join(home, '.aws', 'config'),
  ];
  if (files.some((file) => existsSync(file))) return `profile ${env['AWS_PROFILE'] ?? 'default'}`;
  if (env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? env['AWS_CONTAINER_CREDENTIALS_FULL_URI'])
    return 'the credentials of a container';
  return null;
}

/** Whether credentials for AWS are in sight; they are neither read nor tried. */
export function credentialsCheck(surroundings: Surroundings): Check {
  const { env } = surroundings;
  const name = 'AWS credentials';
  const source = credentialSource(surroundings);
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  const regionWords = region === undefined ? 'no region is set' : `region ${region}`;
  if (source !== null) return ok(name, `${source}; ${regionWords}`);
  const words = `none in sight; ${regionWords}`;
  return { name, state: 'note', words, hint: 'For sweeps, run `aws configure sso`, or set AWS_PROFILE.' };
}
