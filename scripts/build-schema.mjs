// Writes the JSON Schemas of the package from its zod schemas. Tests fail while the two differ.
import { writeFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));

const SCHEMAS = [
  { source: 'src/reporters/json/schema.ts', maker: 'reportJsonSchema', file: 'schema/report-v1.schema.json' },
  { source: 'src/config/schema.ts', maker: 'configJsonSchema', file: 'schema/config-v1.schema.json' },
  {
    source: 'src/sweep/judge/expected-schema.ts',
    maker: 'expectedJsonSchema',
    file: 'schema/expect-v1.schema.json',
  },
  { source: 'src/audit/schema.ts', maker: 'evidenceJsonSchema', file: 'schema/evidence-v1.schema.json' },
];

await mkdir(`${root}schema`, { recursive: true });
for (const { source, maker, file } of SCHEMAS) {
  // Bundled in memory, so that the script needs no build of the project.
  const { outputFiles } = await build({
    entryPoints: [root + source],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    // CommonJS packages load Node's built-in modules by require.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("/");' },
  });
  const module = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  const text = JSON.stringify(module[maker](), null, 2);
  await writeFile(
    root + file,
    await format(text, { ...(await resolveConfig(root + file)), filepath: root + file }),
  );
}
