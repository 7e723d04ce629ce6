/** A gem that another one requires. */
export interface GemDependency {
  readonly name: string;
  /** `~> 1.0, >= 1.0.2`; '' without one. */
  readonly requirement: string;
}

/** What a gem's specification says. Fields that code computes are null. */
export interface GemSpecification {
  readonly name: string | null;
  readonly version: string | null;
  /** `x86_64-linux`; null for a gem that runs everywhere. */
  readonly platform: string | null;
  readonly licenses: readonly string[];
  readonly dependencies: readonly GemDependency[];
  /** The first line, which RubyGems reads alone, and the code say different names or versions. */
  readonly isContradicted: boolean;
}

/** `# stub: name version platform require_paths`: https://github.com/rubygems/rubygems/blob/master/lib/rubygems/stub_specification.rb */
const STUB = /^# stub: (\S+) (\S+) (\S+)/;
const TEXT = /%q<([^<>\n]*)>|"([^"\\\n]*)"|'([^'\\\n]*)'/g;
const FIELD = /^[ \t]*\w+\.(name|version|platform|licenses?)[ \t]*=[ \t]*(.*)$/gm;
const DEPENDENCY = /^[ \t]*\w+\.(add_(?:runtime_|development_)?dependency)[ \t(]+(.*)$/gm;

function textsIn(code: string): string[] {
  const texts: string[] = [];
  for (const [, quoted, double, single] of code.matchAll(TEXT)) texts.push(quoted ?? double ?? single ?? '');
  return texts;
}

/** The text that a field gets, if it gets one as it stands: `"1.0"`, `"1.0".freeze`, `Gem::Version.new("1.0")`. */
function plainText(code: string): string | null {
  const match =
    /^(?:Gem::Version\.new\()?[ \t]*(?:%q<([^<>\n]*)>|"([^"\\#\n]*)"|'([^'\\\n]*)')[.\w)]*[ \t]*(?:;.*)?$/.exec(
      code,
    );
  return match ? (match[1] ?? match[2] ?? match[3] ?? null) : null;
}

function fieldsIn(code: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of code.matchAll(FIELD))
    if (!fields.has(name)) fields.set(name, value);
  return fields;
}

/**
 * Gems that it requires at run time. Older specifications say all of them twice, the second time those of development among them.
 */
function dependenciesIn(code: string): GemDependency[] {
  const found = new Map<string, GemDependency[]>();
  for (const [, method = '', words = ''] of code.matchAll(DEPENDENCY)) {
    const [name, ...requirements] = textsIn(words);
    if (name === undefined) continue;
    const dependency = { name, requirement: requirements.join(', ') };
    const known = found.get(method);
    if (known) known.push(dependency);
    else found.set(method, [dependency]);
  }
  const development = new Set((found.get('add_development_dependency') ?? []).map(({ name }) => name));
  const runtime = found.get('add_runtime_dependency');
  const plain = found.get('add_dependency') ?? [];
  return runtime ?? plain.filter(({ name }) => !development.has(name));
}

interface Stub {
  readonly name: string | null;
  readonly version: string | null;
  readonly platform: string | null;
}

/** RubyGems looks for it in the first two lines. */
function stubIn(code: string): Stub {
  const lines = code.split('\n', 2).map((line) => STUB.exec(line));
  const [, name = null, version = null, platform = null] = lines.find((match) => match !== null) ?? [];
  return { name, version, platform };
}

function differs(stub: string | null, field: string | null): boolean {
  return stub !== null && field !== null && stub !== field;
}

/** Reads a specification as text: it is a program in Ruby, which is never run. */
export function readSpecification(code: string): GemSpecification {
  const stub = stubIn(code);
  const fields = fieldsIn(code);
  const fieldOf = (name: string): string => fields.get(name) ?? '';
  const [name, version] = [plainText(fieldOf('name')), plainText(fieldOf('version'))];
  const platform = stub.platform ?? plainText(fieldOf('platform'));
  return {
    name: stub.name ?? name,
    version: stub.version ?? version,
    platform: platform === 'ruby' ? null : platform,
    licenses: textsIn(fieldOf('licenses') || fieldOf('license')),
    dependencies: dependenciesIn(code),
    isContradicted: differs(stub.name, name) || differs(stub.version, version),
  };
}
