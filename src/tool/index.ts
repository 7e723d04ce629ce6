import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Name and version that reports carry. */
export const TOOL = { name: 'stowaway', version: manifest.version } as const;
