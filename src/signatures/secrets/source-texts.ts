/** A source file that a source map holds. https://tc39.es/ecma426/ */
export interface SourceText {
  readonly source: string;
  readonly text: string;
}

const OTHERS = /(?:^|\/)(?:node_modules|site-packages)\//;

/** The maps of an index map, or the map itself: index maps do not nest. */
function mapsIn(map: unknown): readonly unknown[] {
  const { sections } = Object(map) as { readonly sections?: unknown };
  if (!Array.isArray(sections)) return [map];
  return sections.map((section: unknown) => (Object(section) as { readonly map?: unknown }).map);
}

function textsOf(map: unknown): SourceText[] {
  const { sources, sourcesContent } = Object(map) as Record<string, unknown>;
  if (!Array.isArray(sourcesContent)) return [];
  const names = Array.isArray(sources) ? sources : [];
  return sourcesContent.flatMap((text: unknown, index) => {
    const source: unknown = names[index];
    const name = typeof source === 'string' ? source : `source ${index + 1}`;
    return typeof text === 'string' && !OTHERS.test(name) ? [{ source: name, text }] : [];
  });
}

/** The application's own sources that a source map holds; null when a text is no source map. */
export function sourceTexts(json: string): readonly SourceText[] | null {
  if (!json.includes('"sourcesContent"')) return null;
  try {
    return mapsIn(JSON.parse(json.replace(/^\uFEFF|^\)\]\}'[^\n]{0,10}\n/, ''))).flatMap(textsOf);
  } catch {
    return null;
  }
}
