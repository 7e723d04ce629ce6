import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../model/index.js';
import { parseJson } from '../../templates/index.js';
import { readTextFile, shownPath } from '../host-files.js';
import type { Target } from '../source.js';
import { MANIFEST } from './manifest-name.js';

const text = z.string().nullish().catch(null);

/** One function of `manifest.json`, as Netlify's build writes it. */
export const manifestFunctionSchema = z.object({
  name: z.string(),
  /** Absolute path on the build machine. */
  path: z.string(),
  /** Absolute path of the source file on the build machine. */
  mainFile: text,
  runtime: text,
  runtimeVersion: text,
  schedule: text,
  routes: z
    .array(z.object({ pattern: z.string(), methods: z.array(z.string()).nullish().catch(null) }))
    .nullish()
    .catch(null),
});

export type ManifestFunction = z.infer<typeof manifestFunctionSchema>;

/** https://github.com/netlify/build/tree/main/packages/zip-it-and-ship-it */
const manifestSchema = z.object({
  version: z.literal(1),
  functions: z.array(z.unknown()),
  system: z.object({ arch: text }).nullish().catch(null),
});

export type Manifest = z.infer<typeof manifestSchema>;

type Read = { readonly manifest: Manifest; readonly problem?: undefined } | { readonly problem: Problem };

/** Reads the manifest of a functions folder; a problem when the file is not a manifest. */
export async function readManifest(target: Target): Promise<Read> {
  const hostPath = join(target.hostPath, MANIFEST);
  const path = shownPath(target, hostPath);
  const read = await readTextFile(hostPath, path, target.root);
  const parsed = read.problem ? read : parseJson(read.text, path);
  if (parsed.problem) return { problem: parsed.problem };
  const { data } = manifestSchema.safeParse(parsed.data);
  const message = `${path} is not a manifest of a known version (1).`;
  return data
    ? { manifest: data }
    : { problem: { code: 'unsupported', path, message, affectsCompleteness: true } };
}

/** Whether a folder's manifest lists a function that we can read. */
export async function listsFunctions(target: Target): Promise<boolean | Problem> {
  const read = await readManifest(target);
  if (read.problem) return read.problem.code === 'unsafe-path' && read.problem;
  return read.manifest.functions.some((entry) => manifestFunctionSchema.safeParse(entry).success);
}
