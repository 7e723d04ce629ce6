import { ScanError } from '../../model/index.js';

const PACKAGES = ['lambda', 'sts', 'iam', 'account', 'organizations', 'ecr'].map(
  (name) => `@aws-sdk/client-${name}`,
);

async function loadAll(): Promise<void> {
  await Promise.all([
    import('@aws-sdk/client-lambda'),
    import('@aws-sdk/client-sts'),
    import('@aws-sdk/client-iam'),
    import('@aws-sdk/client-account'),
    import('@aws-sdk/client-organizations'),
    import('@aws-sdk/client-ecr'),
  ]);
}

/**
 * Checks that the packages that only sweeps need are installed.
 * @throws ScanError `config` that names the packages to install.
 */
export async function requireSdk(load: () => Promise<unknown> = loadAll): Promise<void> {
  await required(load, ['A sweep needs the AWS SDK', PACKAGES]);
}

async function required(load: () => Promise<unknown>, [what, packages]: [string, readonly string[]]) {
  try {
    await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new ScanError('config', `${what}, which is not installed beside stowaway.`, {
      hint: `npm install ${packages.join(' ')}`,
      cause,
    });
  }
}

/** Parts of the SDK that only some sweeps need. */
const WISHES = {
  sns: ['client-sns', () => import('@aws-sdk/client-sns')],
  securityhub: ['client-securityhub', () => import('@aws-sdk/client-securityhub')],
  tags: ['client-resource-groups-tagging-api', () => import('@aws-sdk/client-resource-groups-tagging-api')],
} as const satisfies Record<string, readonly [string, () => Promise<unknown>]>;

export type SdkWish = keyof typeof WISHES;

/**
 * Checks before any work that the packages of an option are installed.
 * @throws ScanError `config` that names the packages to install.
 */
export async function requireWishedSdk(wishes: readonly SdkWish[]): Promise<void> {
  for (const wish of wishes) {
    const [name, load] = WISHES[wish];
    await required(load, [`This needs @aws-sdk/${name}`, [`@aws-sdk/${name}`]]);
  }
}
