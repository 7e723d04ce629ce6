import { readYaml } from '../../config/index.js';
import type { NamedSbom, Sbom } from '../../sbom/index.js';
import { expectedSchema, type ExpectedFile } from './expected-schema.js';

/** An expectation of some functions. */
export interface Expectation {
  /** ARN, or glob of account/region/name or of a name. */
  readonly functions: string;
  /** Of the file. */
  readonly line: number;
  /** Any of them may run; empty: unknown. */
  readonly builds: readonly Build[];
  /** Their packages are expected to be there. Names are as in the file, so that findings do not depend on its folder. */
  readonly sboms: readonly NamedSbom[];
}

export interface Build {
  /** In hexadecimal. */
  readonly sha256: string;
  /** Its zip as named; null when the file has the hash itself. */
  readonly zip: string | null;
}

export interface Expectations {
  /** The file, as messages name it. */
  readonly source: string;
  readonly entries: readonly Expectation[];
}

/** Reads the files that expectations name. */
export interface BuiltFiles {
  /** sha256 in hexadecimal. */
  readonly hash: (path: string) => Promise<string>;
  readonly sbom: (path: string) => Sbom;
  readonly lockfile: (path: string) => Promise<Sbom>;
}

function hexOf(sha256: string): string {
  const digits = sha256.replace(/^sha256:/, '');
  return digits.endsWith('=') ? Buffer.from(digits, 'base64').toString('hex') : digits.toLowerCase();
}

async function buildsOf(
  { zip = [], codeSha256 = [] }: ExpectedFile['functions'][string],
  files: BuiltFiles,
): Promise<Build[]> {
  const builds: Build[] = [codeSha256].flat().map((sha256) => ({ sha256: hexOf(sha256), zip: null }));
  for (const path of [zip].flat()) builds.push({ sha256: await files.hash(path), zip: path });
  return builds;
}

/**
 * Reads a description of builds, YAML or JSON, with the files that it names.
 * @param name its name in messages.
 * @throws ScanError `config` or `not-found` with file and line.
 */
export async function readExpected(text: string, name: string, files: BuiltFiles): Promise<Expectations> {
  const { data, lineOf } = await readYaml(text, {
    name,
    what: 'file of --expect',
    schema: expectedSchema,
    hint: 'Correct it: schema/expect-v1.schema.json of the package names every key and value.',
    advice: new Map(),
  });
  const entries: Expectation[] = [];
  for (const [functions, built] of Object.entries(data.functions)) {
    const { sbom, lockfile } = built;
    entries.push({
      functions,
      line: lineOf(['functions', functions]),
      builds: await buildsOf(built, files),
      sboms: [
        ...(sbom === undefined ? [] : [{ source: sbom, sbom: files.sbom(sbom) }]),
        ...(lockfile === undefined ? [] : [{ source: lockfile, sbom: await files.lockfile(lockfile) }]),
      ],
    });
  }
  return { source: name, entries };
}
