import { factsOfPackageVersion, type PackageFacts, type PublishedCode } from '../../src/recognition/index.js';

/** A release as its tarball has it: files by path, package.json among them. */
export type Release = Readonly<Record<string, string>>;

/** The facts of a release. */
export function factsOfRelease(files: Release): PackageFacts {
  const manifest: unknown = JSON.parse(files['package.json'] ?? '{}');
  const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const);
  return factsOfPackageVersion(new Map(bytes), manifest);
}

/** Published code from memory, and the releases that were fetched. */
export function publishedFrom(
  releases: readonly Release[],
  {
    mayRequest = () => true,
    isPopular = () => false,
    budget = Infinity,
  }: Partial<Pick<PublishedCode, 'mayRequest' | 'isPopular'>> & { readonly budget?: number } = {},
): PublishedCode & { readonly asked: readonly string[] } {
  const facts = releases.map(factsOfRelease);
  const asked: string[] = [];
  return {
    asked,
    mayRequest,
    isPopular,
    hasBudget: () => asked.length < budget,
    releases: (name) => Promise.resolve(facts.filter((each) => each.name === name)),
    facts(name, version) {
      asked.push(`${name}@${version}`);
      return Promise.resolve(facts.find((each) => each.name === name && each.version === version) ?? null);
    },
  };
}
