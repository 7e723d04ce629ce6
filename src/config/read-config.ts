import { FINDING_KINDS, type AwsPlace, type Gate } from '../model/index.js';
import { type AcceptRule, type IgnoreRule, type Policy, plainGate } from '../policy/index.js';
import { readCheckedYaml, type LineOf } from './checked-yaml.js';
import { configSchema, type ConfigFile } from './schema.js';

/** The content of a configuration file. */
export interface Config {
  readonly policy: Policy;
  /** Files of VEX statements as they are written: relative to the configuration. */
  readonly vex: readonly string[];
  /** Artifacts that scans do not analyse. */
  readonly exclude: readonly { readonly glob: string; readonly source: string }[];
  /** Account and region of functions that have no known ones. */
  readonly aws: AwsPlace;
}

/** Keys that users may expect and that do not exist on purpose. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['failOn.kinds.malware', 'has no level: malware always fails; accept one by its sha256 under ignore'],
]);

function gateIn({
  severity,
  kinds = {},
  kev,
  epss,
  unreachable,
  unexposed,
  required,
}: NonNullable<ConfigFile['failOn']>): Gate {
  return {
    ...plainGate(severity),
    kinds: FINDING_KINDS.flatMap((kind) => {
      const level = kind === 'malware' ? undefined : kinds[kind];
      return level === undefined ? [] : [{ kind, severity: level }];
    }),
    kev: kev ?? false,
    epss: epss ?? null,
    unreachable: unreachable ?? null,
    unexposed: unexposed ?? null,
    required: required ?? null,
  };
}

function ignoreIn(entry: NonNullable<ConfigFile['ignore']>[number], line: number): IgnoreRule {
  const { id, package: pattern, path, function: fn, sha256 = [], reason, owner, expires } = entry;
  return {
    id: id ?? null,
    package: pattern ?? null,
    path: path ?? null,
    function: fn ?? null,
    sha256: [sha256].flat().map((hash) => hash.toLowerCase()),
    reason,
    owner: owner ?? null,
    expires: expires ?? null,
    line,
  };
}

function acceptIn(entry: NonNullable<ConfigFile['accept']>[number], line: number): AcceptRule {
  const { code, function: fn, reason, owner, expires, ...where } = entry;
  const { account = null, region = null, artifact = null, path = null, message = null } = where;
  const codes = [code].flat();
  return {
    codes,
    account,
    region,
    function: fn ?? null,
    artifact,
    path,
    message,
    reason,
    owner,
    expires,
    line,
  };
}

function rulesIn(
  { ignore = [], accept = [] }: ConfigFile,
  lineOf: LineOf,
): Pick<Policy, 'ignore' | 'accept'> {
  return {
    ignore: ignore.map((entry, at) => ignoreIn(entry, lineOf(['ignore', at]))),
    accept: accept.map((entry, at) => acceptIn(entry, lineOf(['accept', at]))),
  };
}

function policyIn(file: ConfigFile, source: string, lineOf: LineOf): Policy {
  const { failOn = {}, licenses, packages = {} } = file;
  return {
    source,
    gate: gateIn(failOn),
    licenses: licenses
      ? { allow: licenses.allow ?? null, deny: licenses.deny ?? [], unknown: licenses.unknown ?? 'report' }
      : null,
    packages: {
      allow: packages.allow ?? null,
      deny: (packages.deny ?? []).map(({ package: pattern, reason = null }) => ({
        package: pattern,
        reason,
      })),
    },
    ...rulesIn(file, lineOf),
  };
}

/**
 * Reads a configuration, YAML or JSON.
 * @param name its name in messages.
 * @throws ScanError `config` that names file, line and reason of every mistake.
 */
export function readConfig(text: string, name: string): Config {
  const { data, lineOf } = readCheckedYaml(text, {
    name,
    what: 'configuration',
    schema: configSchema,
    hint: 'Correct it: schema/config-v1.schema.json of the package names every key and value.',
    advice: ADVICE,
  });
  const { account = null, region = null } = data.aws ?? {};
  return {
    policy: policyIn(data, name, lineOf),
    vex: data.vex ?? [],
    exclude: (data.exclude ?? []).map((glob) => ({ glob, source: name })),
    aws: { account, region },
  };
}
