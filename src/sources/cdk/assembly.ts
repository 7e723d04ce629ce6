import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../model/index.js';
import { entriesOf, field, parseJson } from '../../templates/index.js';
import { namesIn, readTextFile, shownPath } from '../host-files.js';
import type { Target } from '../source.js';

/** A stack of an assembly. */
export interface AssemblyStack {
  readonly name: string;
  /** Host path of its template. */
  readonly template: string;
  readonly account: string | null;
  readonly region: string | null;
}

/** A CDK cloud assembly folder. https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html */
export interface Assembly {
  readonly folder: string;
  readonly stacks: readonly AssemblyStack[];
  /** Object key in the asset bucket → path as written, relative to the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Last part of the key, which is the asset's hash → path. Used when a template leaves the key's prefix open. */
  readonly filesByName: ReadonlyMap<string, string>;
  /** Host paths of nested assemblies. */
  readonly nested: readonly string[];
  readonly problems: readonly Problem[];
}

const text = z.string().optional().catch(undefined);

const artifactSchema = z.object({
  type: z.string(),
  environment: text,
  displayName: text,
  properties: z
    .object({ templateFile: text, stackName: text, file: text, directoryName: text })
    .optional()
    .catch(undefined),
});

type AssemblyArtifact = z.infer<typeof artifactSchema>;

const fileAssetSchema = z.object({
  source: z.object({ path: z.string() }),
  destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
});

/** Parses a JSON file of the assembly; reports a broken or missing one. */
async function readJson(target: Target, hostPath: string, problems: Problem[]): Promise<unknown> {
  const path = shownPath(target, hostPath);
  const read = await readTextFile(hostPath, path, target.root);
  const parsed = read.problem ? read : parseJson(read.text, path);
  if (!parsed.problem) return parsed.data;
  problems.push(parsed.problem);
  return undefined;
}

/** Account and region of `aws://account/region`; null for `unknown-account` and `unknown-region`. */
function environmentOf(environment: string | undefined): { account: string | null; region: string | null } {
  const [account, region] = environment?.replace(/^aws:\/\//, '').split('/') ?? [];
  const known = (value: string | undefined) => (value && !value.startsWith('unknown-') ? value : null);
  return { account: known(account), region: known(region) };
}

async function readFileAssets(
  target: Target,
  manifest: string,
  problems: Problem[],
): Promise<[string, string][]> {
  const assets = entriesOf(field(await readJson(target, manifest, problems), 'files'));
  return assets.flatMap(([, asset]) => {
    const { data } = fileAssetSchema.safeParse(asset);
    // An asset without a file is built at deployment.
    return Object.values(data?.destinations ?? {}).map(({ objectKey }): [string, string] => [
      objectKey,
      data?.source.path ?? '',
    ]);
  });
}

function stackOf(folder: string, id: string, artifact: AssemblyArtifact): AssemblyStack[] {
  const template =
    artifact.type === 'aws:cloudformation:stack' ? artifact.properties?.templateFile : undefined;
  if (template === undefined) return [];
  const name = artifact.properties?.stackName ?? id;
  return [{ name, template: join(folder, template), ...environmentOf(artifact.environment) }];
}

/** Every template of the folder, for an assembly whose manifest cannot be read. */
async function templatesIn(folder: string): Promise<[string, AssemblyArtifact][]> {
  const names = await namesIn(folder);
  return names.flatMap((name): [string, AssemblyArtifact][] => {
    const stack = name.replace(/\.template\.json$/, '');
    if (stack !== name)
      return [[stack, { type: 'aws:cloudformation:stack', properties: { templateFile: name } }]];
    return name.endsWith('.assets.json')
      ? [[name, { type: 'cdk:asset-manifest', properties: { file: name } }]]
      : [];
  });
}

async function artifactsOf(
  target: Target,
  folder: string,
  problems: Problem[],
): Promise<[string, AssemblyArtifact][]> {
  const manifest = await readJson(target, join(folder, 'manifest.json'), problems);
  if (manifest === undefined) return templatesIn(folder);
  return entriesOf(field(manifest, 'artifacts')).flatMap(([id, value]): [string, AssemblyArtifact][] => {
    const { data } = artifactSchema.safeParse(value);
    if (data) return [[id, data]];
    const path = shownPath(target, join(folder, 'manifest.json'));
    const message = `Artifact ${id} of ${path} has no type and was skipped.`;
    problems.push({ code: 'malformed', path, message, affectsCompleteness: true });
    return [];
  });
}

/** Reads the manifests of one assembly folder. */
export async function readAssembly(target: Target, folder: string): Promise<Assembly> {
  const problems: Problem[] = [];
  const artifacts = await artifactsOf(target, folder, problems);
  const manifests = artifacts.flatMap(([, { type, properties }]) =>
    type === 'cdk:asset-manifest' && properties?.file ? [join(folder, properties.file)] : [],
  );
  const read: [string, string][][] = [];
  for (const manifest of manifests) read.push(await readFileAssets(target, manifest, problems));
  const files = read.flat();
  return {
    folder,
    stacks: artifacts.flatMap(([id, artifact]) => stackOf(folder, id, artifact)),
    files: new Map(files),
    filesByName: new Map(files.map(([key, path]) => [basename(key), path])),
    nested: artifacts.flatMap(([, { type, properties }]) =>
      type === 'cdk:cloud-assembly' && properties?.directoryName
        ? [join(folder, properties.directoryName)]
        : [],
    ),
    problems,
  };
}
