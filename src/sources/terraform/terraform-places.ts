import { limitOf } from '../../files/index.js';
import type { Declaration } from '../../model/index.js';
import { join } from 'node:path';
import type { PlaceOf } from '../places-in.js';
import { namesIn, readTextFile, shownPath } from '../host-files.js';
import type { Target } from '../source.js';

/** https://developer.hashicorp.com/terraform/language/syntax/configuration */
const BLOCK = /^[ \t]*(?:resource[ \t]+"([\w-]{1,100})"[ \t]+"([\w-]{1,300})"|module[ \t]+"([\w-]{1,300})")/;

/** Line of a plan or state that names a resource. */
const PLANNED = /^[ \t]*"address"[ \t]*:[ \t]*"((?:[^"\\]|\\.){1,500})"/;
/** An argument or a block, in configuration or in JSON. */
const ARGUMENT = /^[ \t]*"?([\w-]{1,200})"?[ \t]*[:={]/;

/** Address of the block that a line starts: `aws_lambda_function.api`, or `module.api` for a module call. */
function addressOf(line: string): string | null {
  const [, type, name, module] = BLOCK.exec(line) ?? [];
  if (module !== undefined) return `module.${module}`;
  return type === undefined ? null : `${type}.${name}`;
}

/** Address of the planned resource that a line names. */
function plannedAddress(line: string): string | null {
  const [, address] = PLANNED.exec(line) ?? [];
  return address?.replaceAll('\\"', '"') ?? null;
}

/** A resource in a file, with the lines of its arguments. */
interface Block {
  readonly place: Declaration;
  /** Arguments in order, with their 1-based lines. */
  readonly lines: { readonly name: string; readonly line: number }[];
}

/** Adds the resources of a text that are not known yet. */
function addBlocks(
  blocks: Map<string, Block>,
  { text, path }: { readonly text: string; readonly path: string },
  startOf: (line: string) => string | null,
): void {
  let current: Block | null = null;
  for (const [at, line] of text.split('\n').entries()) {
    const address = startOf(line);
    if (line.startsWith('}')) current = null;
    if (address !== null) {
      current = { place: { path, line: at + 1 }, lines: [] };
      if (!blocks.has(address)) blocks.set(address, current);
    }
    const name = ARGUMENT.exec(line)?.[1];
    if (name !== undefined) current?.lines.push({ name, line: at + 1 });
  }
}

/** Places of resources in a folder's configuration, else in the plan or state itself. @param planText of the target. */
export async function terraformPlaces(target: Target, folder: string, planText: string): Promise<PlaceOf> {
  const blocks = new Map<string, Block>();
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.tf'));
  for (const name of names.slice(0, limitOf('terraform-files'))) {
    const hostPath = join(folder, name);
    const path = shownPath(target, hostPath);
    const { text = '' } = await readTextFile(hostPath, path, folder);
    addBlocks(blocks, { text, path }, addressOf);
  }
  const planned = new Map<string, Block>();
  addBlocks(planned, { text: planText, path: target.path }, plannedAddress);
  return ([address = '', ...wanted]) => {
    const block = blocks.get(blockAddress(address)) ?? planned.get(address);
    if (!block) return null;
    let found = -1;
    for (const name of wanted) {
      const next = block.lines.findIndex((one, at) => at > found && one.name === name);
      if (next < 0) break;
      found = next;
    }
    return { path: block.place.path, line: block.lines[found]?.line ?? block.place.line };
  };
}

/** The first two names of an address without instance keys: `module.api[0].aws_lambda_function.x` → `module.api`. */
function blockAddress(address: string): string {
  return /^[\w-]{1,300}\.[\w-]{1,300}/.exec(address)?.[0] ?? address;
}
