import { z } from 'zod';

const text = z.string().nullish().catch(null);

/** One function of `manifest.json`, as Netlify's build writes it. */
export const manifestFunctionSchema = z.object({
  name: z.string(),
  /** Absolute, of the machine that built it. */
  path: z.string(),
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
export const manifestSchema = z.object({
  version: z.literal(1),
  functions: z.array(z.unknown()),
  system: z.object({ arch: text }).nullish().catch(null),
});

export type Manifest = z.infer<typeof manifestSchema>;
