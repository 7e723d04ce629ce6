import { z } from 'zod';

/** The fields of a source map that we read. https://tc39.es/ecma426/#sec-source-map-format */
const plainMap = z.object({
  version: z.literal(3),
  sourceRoot: z.string().max(4096).nullish(),
  sources: z.array(z.string().nullable()).max(200_000),
  sourcesContent: z.array(z.string().nullable()).max(200_000).nullish(),
  mappings: z.string(),
});

const indexMap = z.object({
  version: z.literal(3),
  sections: z
    .array(
      z.object({
        offset: z.object({ line: z.int().nonnegative(), column: z.int().nonnegative() }),
        map: plainMap,
      }),
    )
    .max(10_000),
});

export type PlainMap = z.infer<typeof plainMap>;

/** A map that starts at a line and column of the generated text, both from 0. */
export interface MapSection {
  readonly line: number;
  readonly column: number;
  readonly map: PlainMap;
}

/** The sections of a map's text (a plain map has one); null if the text is no map. Some servers put `)]}'` before it. */
export function parseSourceMap(text: string): readonly MapSection[] | null {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF?(?:\)\]\}'[^\n]{0,64}\n)?/, ''));
  } catch {
    return null;
  }
  const plain = plainMap.safeParse(data);
  if (plain.success) return [{ line: 0, column: 0, map: plain.data }];
  const index = indexMap.safeParse(data);
  if (!index.success) return null;
  return index.data.sections.map(({ offset, map }) => ({ ...offset, map }));
}
