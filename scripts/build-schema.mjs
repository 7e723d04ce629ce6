// Writes schema/report-v1.schema.json from the zod schema of the report. A test fails while the two differ.
import { writeFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = `${root}schema/report-v1.schema.json`;

// Bundled in memory, so that the script needs no build of the project.
const { outputFiles } = await build({
  entryPoints: [`${root}src/reporters/json/schema.ts`],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { reportJsonSchema } = await import(`data:text/javascript;base64,${source}`);

const text = JSON.stringify(reportJsonSchema(), null, 2);
await mkdir(`${root}schema`, { recursive: true });
await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
