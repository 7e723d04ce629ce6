import { npm, purlOf } from '../ecosystems/index.js';
import { scanSignatures } from './scan-signatures.js';
import { signatureSet } from './default-signatures.js';
import type { Example, Signature, SignatureFile, SignatureSet } from './signature-schema.js';
import { textTree } from '../files/index.js';
import { NO_FLOWS, type FlowRules, type Package } from '../model/index.js';

/** An example with the wrong result. */
export interface ExampleFailure {
  readonly rule: string;
  readonly kind: 'bad' | 'good';
  readonly why: string;
}

const folderOf = (name: string): string => `node_modules/${name}`;

function contentOf(content: Example['files'][string]): string {
  return typeof content === 'string' ? content : content.repeat.repeat(content.times);
}

/** Name of the package that an example represents; null without a manifest: then it is the application's own code. */
function packageName(example: Example): string | null {
  const manifest = example.files['package.json'];
  if (manifest === undefined) return null;
  const { name } = JSON.parse(contentOf(manifest)) as { name?: string };
  return name ?? 'example';
}

function examplePackage(name: string): Package {
  return {
    id: 'npm:example',
    purl: purlOf(npm.name, name, null),
    ecosystem: npm.name,
    name,
    versionState: 'unknown',
    version: null,
    candidates: [],
    presence: 'installed',
    basis: 'located',
    root: '',
    direct: null,
    alias: null,
    origin: 'unknown',
    vendoredIn: null,
    locations: [{ path: folderOf(name) }],
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [],
    confidence: 'high',
  };
}

async function finds({ id }: Signature, example: Example, signatures: SignatureSet): Promise<boolean> {
  const name = packageName(example);
  const prefix = name === null ? '' : `${folderOf(name)}/`;
  const files = new Map(
    Object.entries(example.files).map(([path, content]) => [prefix + path, contentOf(content)]),
  );
  const packages = name === null ? [] : [examplePackage(name)];
  const { findings } = await scanSignatures({ tree: textTree(files), packages, signatures });
  // What a rule excepts by its name is good.
  return findings.some(({ rule, kind }) => rule === id && kind !== 'tamper');
}

/**
 * Runs every rule's own examples: bad ones must be found, good ones must not.
 * @param known rules that `needs` may name besides those under test.
 * @param flows what is known of functions, for rules about what code takes where.
 */
export async function testSignatures(
  files: readonly SignatureFile[],
  known: readonly Signature[] = [],
  flows: FlowRules = NO_FLOWS,
): Promise<readonly ExampleFailure[]> {
  const failures: ExampleFailure[] = [];
  for (const rule of files) {
    const named = new Set([...rule.needs, ...rule.without]);
    const helpers = [...files, ...known].filter(({ id }) => named.has(id));
    // A signal has no finding; for the test it is treated as if it had one.
    const tried = rule.kind === 'signal' ? { ...rule, kind: 'configuration' as const } : rule;
    const signatures = signatureSet([tried, ...helpers], { flows });
    const examples = (['bad', 'good'] as const).flatMap((kind) =>
      rule.examples[kind].map((example) => ({ kind, example })),
    );
    for (const { kind, example } of examples) {
      const found = await finds(rule, example, signatures);
      if (found !== (kind === 'bad')) failures.push({ rule: rule.id, kind, why: example.why });
    }
  }
  return failures;
}
