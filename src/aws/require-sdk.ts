import { ScanError } from '../model/index.js';

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
 * Makes sure that the packages are there which only sweeps need.
 * @throws ScanError `config` that says what to install.
 */
export async function requireSdk(load: () => Promise<unknown> = loadAll): Promise<void> {
  try {
    await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new ScanError('config', 'A sweep needs the AWS SDK, which is not installed beside stowaway.', {
      hint: `npm install ${PACKAGES.join(' ')}`,
      cause,
    });
  }
}
