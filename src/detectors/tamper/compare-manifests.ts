import type { ListedPackage } from '../../model/index.js';
import type { Difference } from './difference.js';
import type { ManifestFacts } from './manifest-facts.js';

type Texts = ReadonlyMap<string, string>;

/** Keys of the first map that the second lacks or has with another value. Keys that the first lacks were pruned. */
function newIn(mine: Texts, theirs: Texts): readonly string[] {
  return [...mine.keys()].filter((key) => mine.get(key) !== theirs.get(key));
}

interface Section {
  readonly what: string;
  readonly mine: Texts;
  readonly theirs: Texts;
  readonly severity: Difference['severity'];
}

/** npm writes the script that it runs for a `binding.gyp` into the manifests it lists and, once, installed. */
function withoutGyp(scripts: Texts): Texts {
  return new Map([...scripts].filter(([, command]) => command !== 'node-gyp rebuild'));
}

function differenceOf(path: string, { what, mine, theirs, severity }: Section): Difference[] {
  return newIn(mine, theirs).map((key) => {
    const detail = `${what} ${key}: ${theirs.get(key) ?? 'nothing'} → ${mine.get(key) ?? ''}`;
    return {
      rule: 'tampered-manifest' as const,
      severity,
      text: `package.json has another ${what} (${key})`,
      evidence: [{ path, line: null, detail }],
    };
  });
}

/** Whether two manifests let the same code run. Order, `_` fields, forms of `bin` and omitted fields do not matter. */
export function compareManifests(
  path: string,
  { mine, theirs, hasGyp }: { mine: ManifestFacts; theirs: ManifestFacts; hasGyp: boolean },
): readonly Difference[] {
  const scripts = hasGyp ? withoutGyp(mine.installScripts) : mine.installScripts;
  const sections: readonly Section[] = [
    { what: 'install script', mine: scripts, theirs: theirs.installScripts, severity: 'high' },
    { what: 'entry', mine: mine.entries, theirs: theirs.entries, severity: 'high' },
    { what: 'command', mine: mine.bin, theirs: theirs.bin, severity: 'high' },
    { what: 'dependency', mine: mine.dependencies, theirs: theirs.dependencies, severity: 'medium' },
  ];
  return sections.flatMap((section) =>
    differenceOf(path, hasGyp ? { ...section, mine: withoutGypEntry(section.mine) } : section),
  );
}

/** npm writes `gypfile: true`, too. */
function withoutGypEntry(entries: Texts): Texts {
  return new Map([...entries].filter(([key]) => key !== 'gypfile'));
}

/**
 * What the registry does not list of what the tarball holds: tools that read one do not see the other. A registry
 * lists more than the tarball holds for harmless reasons of history.
 */
export function confusionOf(
  path: string,
  { listed, tarball, hasGyp }: { listed: ListedPackage; tarball: ManifestFacts; hasGyp: boolean },
): readonly Difference[] {
  const found: [Difference['severity'], string][] = [];
  const { name, version } = listed;
  if (tarball.name !== null && tarball.name !== name)
    found.push(['high', `its tarball has the name ${tarball.name}`]);
  if (tarball.version !== null && tarball.version.replace(/^[v=]+/, '') !== version)
    found.push(['high', `its tarball has version ${tarball.version}`]);
  const hidden = hasGyp ? withoutGyp(tarball.installScripts) : tarball.installScripts;
  if (hidden.size > 0 && !listed.hasInstallScript)
    found.push([
      'high',
      `the registry does not list its install script (${[...hidden.values()].join('; ')})`,
    ]);
  const unlisted = [...tarball.dependencies.keys()].filter((key) => !listed.dependencies.has(key));
  if (unlisted.length > 0)
    found.push(['medium', `the registry does not list its dependency ${unlisted.join(', ')}`]);
  const commands = [...tarball.bin.keys()].filter((key) => !listed.bin.includes(key));
  if (commands.length > 0)
    found.push(['medium', `the registry does not list its command ${commands.join(', ')}`]);
  return found.map(([severity, text]) => ({
    rule: 'manifest-confusion',
    severity,
    text,
    evidence: [{ path, line: null, detail: text }],
  }));
}
