import { z } from 'zod';

/** A file that an index lists for a project. */
export interface IndexFile {
  readonly name: string;
  readonly url: string;
  /** Hex; null where the index gives none. */
  readonly sha256: string | null;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** https://packaging.python.org/en/latest/specifications/simple-repository-api/#project-detail */
const page = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      hashes: z.record(z.string(), z.string()).catch({}),
    }),
  ),
});

function fileOf(name: string, url: string, { sha256, base }: { sha256: string; base: URL }): IndexFile[] {
  if (!URL.canParse(url, base.href)) return [];
  const address = new URL(url, base);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return [];
  address.hash = '';
  const hash = sha256.toLowerCase();
  return [{ name, url: address.href, sha256: SHA256.test(hash) ? hash : null }];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES.get(entity) ?? entity);
}

const LINK =
  /<a\s[^>]{0,4000}?href\s*=\s*(?:"([^"]{0,4000})"|'([^']{0,4000})')[^>]{0,4000}>([^<]{0,1000})</gi;

/** Links of a page in HTML (PEP 503): the hash stands behind `#`. */
function filesInHtml(text: string, base: URL): IndexFile[] {
  return [...text.matchAll(LINK)].flatMap(([, double, single, label = '']) => {
    const href = unescaped(double ?? single ?? '');
    const [, sha256 = ''] = /#(?:.*&)?sha256=([0-9a-f]{64})/i.exec(href) ?? [];
    return fileOf(unescaped(label).trim(), href, { sha256, base });
  });
}

/**
 * The files that a page of an index lists, in either of its forms.
 * @throws when it claims to be JSON and is none of the specified form.
 */
export function readSimplePage(text: string, type: string, base: URL): IndexFile[] {
  if (!/json/i.test(type)) return filesInHtml(text, base);
  return page.parse(JSON.parse(text)).files.flatMap(({ filename, url, hashes }) =>
    fileOf(filename, url, {
      sha256: Object.hasOwn(hashes, 'sha256') ? (hashes['sha256'] ?? '') : '',
      base,
    }),
  );
}
