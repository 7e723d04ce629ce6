import { bundleParts, type BundleParts } from '../../program/index.js';
import { byteOffsets, parseAndKeep, scriptText, type ScriptText } from '../../syntax/index.js';
import type { ArtifactInput } from '../analysis.js';
import { isInstalled } from '../own-scripts.js';
import type { BundleFacts } from './facts.js';

/** The function's own files that hold packages. Files of installed packages are followed as files. */
function bundlesIn({ inventory }: ArtifactInput): string[] {
  const places = inventory.packages
    .flatMap(({ locations }) => locations)
    .filter(({ path }) => !isInstalled(path));
  return [...new Set(places.flatMap(({ path, ranges }) => (ranges ? [path] : [])))];
}

function partsWithBytes({ parts, code }: BundleParts, script: ScriptText): BundleFacts[1] {
  const positions = [...new Set(code.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const offsets = byteOffsets(script, positions);
  const toBytes = new Map(positions.map((position, at) => [position, offsets[at] ?? 0]));
  return {
    parts: parts.map(({ starts, calls }) => [[...starts], [...calls]]),
    code: code.map(({ start, end, part, isRun }) => [
      toBytes.get(start) ?? 0,
      toBytes.get(end) ?? 0,
      part,
      isRun ? 1 : 0,
    ]),
  };
}

/** The parts of each bundle, and which of them load which. A bundle that cannot be parsed has none. */
export async function bundleFacts(input: ArtifactInput): Promise<BundleFacts[]> {
  const found: BundleFacts[] = [];
  for await (const { path, bytes } of input.tree.readMany(bundlesIn(input))) {
    if (!bytes) continue;
    const text = scriptText(bytes);
    const program = parseAndKeep(input.tree, text);
    if (typeof program === 'string') continue;
    found.push([path, partsWithBytes(bundleParts(program), { text, size: bytes.length })]);
  }
  return found;
}
