import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../templates/index.js';
import { readTextFile } from '../host-files.js';

/** `config.json` of the output. https://vercel.com/docs/build-output-api/configuration */
const outputConfigSchema = z.object({
  version: z.literal(3),
  crons: z
    .array(z.object({ path: z.string(), schedule: z.string() }))
    .nullish()
    .catch(null),
});

/** The output's own configuration; null when there is none of a version that is known. */
export async function outputConfigOf(folder: string) {
  const { text } = await readTextFile(join(folder, 'config.json'), 'config.json');
  return text === undefined
    ? null
    : (outputConfigSchema.safeParse(parseJson(text, 'config.json').data).data ?? null);
}
