import { createHash } from 'node:crypto';
import { dirname, join, normalize } from 'node:path/posix';
import { detect } from '../../src/detectors/index.js';
import type { SignatureSet } from '../../src/signatures/index.js';
import { takeInventory } from '../../src/inventory/index.js';
import type { Unpacked } from '../../src/unpackers/index.js';
import { otherReaders, type OtherFile } from './other-readers.js';

/** The part of a scan's result that is about code and packages. */
export interface Sight {
  /** True if nothing was found, and nothing kept anything from being seen. */
  readonly isClean: boolean;
  /** `path sha256` of every file, `path → target` of every link. */
  readonly files: ReadonlySet<string>;
  readonly packages: readonly string[];
}

function hash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Scans an opened archive as the analyser does: inventory and all detectors. */
export async function sightOf(unpacked: Unpacked, signatures: SignatureSet): Promise<Sight> {
  const files = new Set([...unpacked.tree.links].map(([path, target]) => `${path} → ${target}`));
  let isClean = !unpacked.problems.some(({ affectsCompleteness }) => affectsCompleteness);
  for await (const { path, bytes, problem } of unpacked.tree.readMany(unpacked.tree.files.keys())) {
    isClean &&= !problem;
    if (!bytes) continue;
    files.add(`${path} ${hash(bytes)}`);
  }
  if (!isClean) return { isClean, files, packages: [] };
  const inventory = await takeInventory(unpacked);
  const { findings, problems } = await detect({ tree: unpacked.tree, inventory, signatures });
  isClean = findings.length === 0 && ![...inventory.problems, ...problems].some((p) => p.affectsCompleteness);
  return { isClean, files, packages: inventory.packages.map(({ id }) => id).sort() };
}

const CODE = /\.(?:[cm]?js|json)$/;

/** Whether an entry is what a link or a long name is stored as, or part of an image: no file of the function. */
function isPart(name: string): boolean {
  return (
    name.startsWith('blobs/') ||
    /^(?:manifest|index|[0-9a-f]{64})\.json$/.test(name) ||
    name === 'repositories'
  );
}

/** Whether a scan saw a file that another reader sees: under its name, in an archive inside, or as a link of that target. */
function isSeen({ name, content }: OtherFile, { files }: Sight): boolean {
  const paths = [normalize(name), normalize(name.replaceAll('\\', '/'))];
  const lines = paths.map((path) => `${path} ${hash(content)}`);
  const target = content.toString('utf8');
  const links = paths.map((path) => `${path} → ${join(dirname(path), target)}`);
  return [...lines, ...links].some((line) => files.has(line)) || isInside(lines, files);
}

function isInside(lines: readonly string[], files: ReadonlySet<string>): boolean {
  return [...files].some((seen) => lines.some((line) => seen.endsWith(`!/${line}`)));
}

/**
 * Code that another reader sees in an archive and a scan that calls it clean does not: one sentence each. Code within what is
 * stored in an image is checked by digests.
 */
export function unseenCode(bytes: Buffer, name: string, sight: Sight): string[] {
  return [...otherReaders(name)].flatMap(([reader, read]) =>
    read(bytes)
      .filter(
        (file) =>
          file.content.length > 0 && CODE.test(file.name) && !isPart(file.name) && !isSeen(file, sight),
      )
      .map((file) => `${reader} sees other code in ${JSON.stringify(file.name)}`),
  );
}
