import { expect, it } from 'vitest';
import { cacheFolder, compiledCodeFolder, databaseFolder } from '../../src/cli/user-folders.js';

const linux = { env: {}, platform: 'linux', home: '/home/me' } as const;

it.each([
  [cacheFolder(linux), '/home/me/.cache/stowaway/cache'],
  [compiledCodeFolder(linux), '/home/me/.cache/stowaway/code'],
  [databaseFolder(linux), '/home/me/.local/share/stowaway/db'],
  [cacheFolder({ ...linux, env: { XDG_CACHE_HOME: '/c' } }), '/c/stowaway/cache'],
  [databaseFolder({ ...linux, env: { XDG_DATA_HOME: '/d' } }), '/d/stowaway/db'],
  [databaseFolder({ ...linux, env: { XDG_DATA_HOME: 'd' } }), '/home/me/.local/share/stowaway/db'],
  [cacheFolder({ ...linux, env: { XDG_CACHE_HOME: '' } }), '/home/me/.cache/stowaway/cache'],
  [databaseFolder({ ...linux, platform: 'darwin' }), '/home/me/Library/Application Support/stowaway/db'],
  [cacheFolder({ ...linux, platform: 'win32', env: { LOCALAPPDATA: '/L' } }), '/L/stowaway/cache'],
])('%s', (actual, expected) => {
  expect(actual).toBe(expected);
});
