import { limitOf } from '../../files/index.js';
import type { Declaration } from '../../model/index.js';
import { join } from 'node:path';
import { namesIn, readTextFile, shownPath } from '../host-files.js';
import type { Target } from '../source.js';

/** https://developer.hashicorp.com/terraform/language/syntax/configuration */
const BLOCK = /^[ \t]*(?:resource[ \t]+"([\w-]{1,100})"[ \t]+"([\w-]{1,300})"|module[ \t]+"([\w-]{1,300})")/;

/** Address of the block that a line starts: `aws_lambda_function.api`, or `module.api` for a module call. */
function addressOf(line: string): string | null {
  const [, type, name, module] = BLOCK.exec(line) ?? [];
  if (module !== undefined) return `module.${module}`;
  return type === undefined ? null : `${type}.${name}`;
}

/** Lines at which the blocks of a folder's configuration start, by address. */
export async function blocksIn(target: Target, folder: string): Promise<ReadonlyMap<string, Declaration>> {
  const blocks = new Map<string, Declaration>();
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.tf'));
  for (const name of names.slice(0, limitOf('terraform-files'))) {
    const hostPath = join(folder, name);
    const path = shownPath(target, hostPath);
    const { text = '' } = await readTextFile(hostPath, path, folder);
    for (const [at, line] of text.split('\n').entries()) {
      const address = addressOf(line);
      if (address !== null && !blocks.has(address)) blocks.set(address, { path, line: at + 1 });
    }
  }
  return blocks;
}

/** The first two names of an address without instance keys: `module.api[0].aws_lambda_function.x` → `module.api`. */
export function blockAddress(address: string): string {
  return /^[\w-]{1,300}\.[\w-]{1,300}/.exec(address)?.[0] ?? address;
}
