import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const NAME = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** Warnings of a process that makes a client as if Node were as old as the SDK warns about. */
function warningsWith(value: string): string {
  const script = `
    Object.defineProperty(process, 'version', { value: 'v18.0.0' });
    process.on('warning', ({ message }) => console.log(message));
    const { STSClient } = await import('@aws-sdk/client-sts');
    new STSClient({ region: 'eu-west-1' });
    await new Promise(setImmediate);`;
  return execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, [NAME]: value },
  });
}

test('the installed SDK heeds the variable', () => {
  expect(warningsWith('false')).toContain('NodeVersionSupportWarning');
  expect(warningsWith('true')).toBe('');
});
