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

const LINK_START = /<a(?=\s)/i;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/** The hash that stands behind `#`, among other fields; '' without one. */
function hashIn(href: string): string {
  const mark = 'sha256=';
  const [, ...fragment] = href.split('#');
  const field = fragment
    .join('#')
    .split('&')
    .find((each) => each.startsWith(mark));
  return field?.slice(mark.length) ?? '';
}

/** Links of a page in HTML (PEP 503). Each character is looked at a few times, however the page is built. */
function filesInHtml(text: string, base: URL): IndexFile[] {
  const [, ...links] = text.split(LINK_START);
  return links.flatMap((link) => {
    const end = link.indexOf('>');
    const [, double, single] = HREF.exec(link.slice(0, Math.max(0, end))) ?? [];
    const [label = ''] = link.slice(end + 1).split('<', 1);
    const href = unescaped(double ?? single ?? '');
    return href === '' ? [] : fileOf(unescaped(label).trim(), href, { sha256: hashIn(href), base });
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
