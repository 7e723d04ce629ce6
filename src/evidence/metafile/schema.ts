import { z } from 'zod';

const bytes = z
  .number()
  .nonnegative()
  .max(2 ** 40);
const importOf = z.object({ path: z.string() });

/** https://esbuild.github.io/api/#metafile */
const metafile = z.object({
  inputs: z.record(z.string(), z.object({ bytes: bytes.optional(), imports: z.array(importOf).optional() })),
  outputs: z.record(
    z.string(),
    z.object({ bytes, inputs: z.record(z.string(), z.object({ bytesInOutput: bytes })) }),
  ),
});
export type Metafile = z.infer<typeof metafile>;

const plainModule = z.object({
  /** Absent in entries that only count modules which were left out. */
  name: z.string().optional(),
  size: bytes.optional(),
  chunks: z.array(z.union([z.string(), z.number()])).nullish(),
  reasons: z.array(z.object({ moduleName: z.string().nullish() })).nullish(),
});
const statsModule = plainModule.extend({ modules: z.array(plainModule).optional() });

/** https://webpack.js.org/api/stats/, also written by rspack and ncc */
const stats = z.object({
  assets: z.array(
    z.object({
      name: z.string(),
      size: bytes.optional(),
      chunks: z.array(z.union([z.string(), z.number()])).optional(),
    }),
  ),
  modules: z.array(statsModule),
});
export type Stats = z.infer<typeof stats>;
export type StatsModule = z.infer<typeof plainModule>;

/** Parses an esbuild metafile or webpack statistics; null if a text is neither. */
export function parseBuildFacts(
  text: string,
): { readonly metafile: Metafile } | { readonly stats: Stats } | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const asMetafile = metafile.safeParse(data);
  if (asMetafile.success) return { metafile: asMetafile.data };
  const asStats = stats.safeParse(data);
  return asStats.success ? { stats: asStats.data } : null;
}
