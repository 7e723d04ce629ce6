import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../templates/index.js';
import { readTextFile, refusalOf, shownPath } from '../host-files.js';
import type { Target } from '../source.js';

/** `config.json` of the output. https://vercel.com/docs/build-output-api/configuration */
const outputConfigSchema = z.object({
  version: z.literal(3),
  crons: z
    .array(z.object({ path: z.string(), schedule: z.string() }))
    .nullish()
    .catch(null),
});

/** The output's own configuration. Null when it is missing, has an unknown version, or lies outside of the target. */
export async function outputConfigOf(target: Target) {
  const hostPath = join(target.hostPath, 'config.json');
  const read = await readTextFile(hostPath, shownPath(target, hostPath), target.root);
  const { text } = read;
  const config =
    text === undefined
      ? null
      : (outputConfigSchema.safeParse(parseJson(text, 'config.json').data).data ?? null);
  return { config, refusal: refusalOf(read) };
}
