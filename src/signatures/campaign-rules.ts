import type { BadReleases, Campaign } from './campaign.js';
import type { Signature } from './signature-schema.js';

/** Where an attacker's code may be. */
const CODE = ['*.js', '*.mjs', '*.cjs', '*.sh', '*.bat', '*.py', '*.pth', '*.gyp'];
/** One list for all: paths are compared with each different list. */
const HASHED = [...CODE, '*.exe', '*.dll', 'package.json'];
const LOCKFILES = [
  'package-lock.json',
  '.package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
];
/** Other tools that look for the same marks, and therefore contain them. */
const SCANNERS = ['@cyclonedx/cdxgen', 'stowaway'];

interface Part extends Pick<Signature, 'title' | 'severity' | 'match'> {
  /** Category of the rule's id. */
  readonly category: string;
  readonly files: readonly string[];
  readonly keywords?: readonly string[];
}

function ruleOf({ id, why, references }: Campaign, part: Part): Signature {
  const { category, files, keywords = [], title, severity, match } = part;
  return {
    id: id.replace('campaigns/', `${category}/`),
    title,
    why,
    do: 'Remove the package or folder with the file, then replace every credential that the build machine and these functions could read.',
    kind: 'malware',
    severity,
    confidence: 'high',
    applies: { to: 'any', files: [...files], exceptPackages: SCANNERS },
    keywords: [...keywords],
    alsoKeywords: [],
    match,
    needs: [],
    without: [],
    unless: [],
    references,
  };
}

function quote(text: string): string {
  return text.replaceAll(/[^\w ]/g, String.raw`\$&`);
}

/** A whole word where its ends are words: an address is not part of a longer one. */
function wordPattern(text: string): string {
  return (/^\w/.test(text) ? String.raw`\b` : '') + quote(text) + (/\w$/.test(text) ? String.raw`\b` : '');
}

/** Texts in files with certain names; a match of one text is enough. */
function textParts(texts: readonly string[], part: Omit<Part, 'keywords' | 'severity' | 'match'>): Part[] {
  if (texts.length === 0) return [];
  const match = { text: texts.map(wordPattern).join('|'), atLeast: 1 };
  return [{ ...part, keywords: texts, severity: 'critical', match }];
}

/** Every file with the first name of the layout must have the others beside it. */
function layoutPart([first = '', ...others]: readonly string[], title: string): Part {
  const beside = others.map((path) => ({ has: [`/${path}`] }));
  const match = { all: [{ file: { minBytes: 1 } }, ...beside] };
  return { category: 'campaign-files', files: [`/${first}`], title, severity: 'high', match };
}

/**
 * The rules about files of campaigns: their marks in code, the sha256 of their files, their archives in lockfiles (all
 * critical), and file names that only they use (high: a name proves nothing).
 */
export function campaignRules(campaigns: readonly Campaign[]): readonly Signature[] {
  return campaigns.flatMap((campaign) => {
    const { title, marks, integrity, sha256, layouts } = campaign;
    const hashes = Object.values(sha256).flat();
    const whole = marks.map((mark) => mark.replaceAll('[]', ''));
    const parts: readonly Part[] = [
      ...textParts(whole, {
        category: 'campaign-marks',
        files: CODE,
        title: `It carries a mark of a campaign: ${title}`,
      }),
      ...textParts(integrity, {
        category: 'campaign-locks',
        files: LOCKFILES,
        title: `The lockfile holds a malicious archive: ${title}`,
      }),
      ...layouts.map((layout, index) => ({
        ...layoutPart(layout, `It has the files of a campaign: ${title}`),
        ...(index > 0 && { category: `campaign-files-${index + 1}` }),
      })),
      ...(hashes.length === 0
        ? []
        : [
            {
              category: 'campaign-hashes',
              files: HASHED,
              title: `One of its files is a known malicious one: ${title}`,
              severity: 'critical' as const,
              match: { file: { sha256: hashes } },
            },
          ]),
    ];
    return parts.map((part) => ruleOf(campaign, part));
  });
}

/** The part of a campaign that concerns packages. */
export function releasesOf(campaigns: readonly Campaign[]): readonly BadReleases[] {
  return campaigns.map(({ id, title, date, why, aliases, packages, good, references }) => ({
    id,
    title,
    date,
    why,
    aliases,
    packages,
    good,
    references,
  }));
}
