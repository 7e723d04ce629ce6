import { buildZip } from './zip-builder.js';
import { problemLines, readAll, unpackBytes } from './unpack-bytes.js';
import { HIDDEN_CODE as CODE } from './packed-samples.js';

interface Seen {
  /** How often the script stands in the files of the tree. */
  readonly shown: number;
  readonly isIncomplete: boolean;
}

/** Zips some files, and looks for the script of the samples in the archives among them. */
export async function see(contents: Readonly<Record<string, string | Uint8Array>>): Promise<Seen> {
  const unpacked = await unpackBytes(
    buildZip(Object.entries(contents).map(([name, content]) => ({ name, content, method: 0 }))),
  );
  const inside = [...(await readAll(unpacked))]
    .filter(([path]) => path.includes('!/'))
    .map(([, text]) => text);
  // An archive without compression shows the script as well.
  const scripts = inside.filter((text) => text.startsWith(CODE) && !text.includes('\0'));
  const shown = scripts.reduce((sum, text) => sum + text.split(CODE).length - 1, 0);
  return { shown, isIncomplete: problemLines(unpacked).some((line) => line.startsWith('!')) };
}
