import type { EnvironmentHook } from '../model/index.js';

/** Values that vendors' instructions set, and the vendor. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/^\/opt\/datadog(?:_wrapper$|\/|$)|^(?:dd-trace|datadog-lambda-js)(?:\/|$)/, 'Datadog'],
  [/^\/opt\/otel-[\w-]+$|^@opentelemetry\//, 'OpenTelemetry (ADOT)'],
  [/^\/opt\/dynatrace$/, 'Dynatrace'],
  [/^\/opt\/lumigo_wrapper$|^@lumigo\//, 'Lumigo'],
  [/^\/opt\/newrelic(?:_wrapper$|\/|$)|^newrelic(?:\/|$)|^@newrelic\//, 'New Relic'],
  [/^@sentry\//, 'Sentry'],
  [/^elastic-apm-node(?:\/|$)|^\/opt\/(?:python\/bin\/elasticapm-lambda|elastic-apm-handler)$/, 'Elastic'],
  [/^\/opt\/codeguru_profiler_lambda_exec$/, 'AWS CodeGuru Profiler'],
  [/^\/opt\/bootstrap$/, 'AWS Lambda Web Adapter'],
  [/\/lib(?:jemalloc|tcmalloc(?:_minimal)?|mimalloc)\.so(?:\.\d+)?$/, 'a memory allocator'],
];

/** Vendor of a path or module, by its name; null when unknown. */
export function vendorOfHook(code: string): string | null {
  return VENDORS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

type CodeOf = (value: string) => readonly string[];

const wholeValue: CodeOf = (value) => [value.trim()].filter((code) => code !== '');
const eachPath: CodeOf = (value) => value.split(/[:;]/).flatMap(wholeValue);

/** Search paths that other parties can write to. Other search paths are too common to be hooks. */
const writablePaths: CodeOf = (value) =>
  eachPath(value).filter((path) => /^\/(?:tmp|mnt|dev)(?:\/|$)/.test(path));

/** A word of a list of options. Quotes may stand anywhere in it. */
const WORD = /(?:"(?:\\[^]|[^"\\])*"?|'[^']*'?|[^\s"'])+/g;

function wordsOf(value: string): readonly string[] {
  const words = (value.match(WORD) ?? []).map((word) => word.replaceAll(/["']|\\(?=[^])/g, ''));
  return words.filter((word) => word !== '');
}

/** Returns a function that finds the code after one of some flags: `--require x`, `--require=x`, `-r x`, `-javaagent:x`. */
function afterFlags(flags: RegExp): CodeOf {
  return (value) => {
    const words = wordsOf(value);
    return words.flatMap((word, index) => {
      const flag = flags.exec(word);
      if (!flag) return [];
      const rest = word.slice(flag[0].length).replace(/^[=:]/, '');
      return [rest === '' ? (words[index + 1] ?? '') : rest];
    });
  };
}

const NODE_FLAGS =
  /^(?:--require|--import|--loader|--experimental[-_]loader|-r|--inspect(?:-brk|-port|-wait)?)(?==|$)/;
/** Options whose value is code. */
const NODE_CODE = /^(?:--eval|-e|--print|-pe?)(?==|$)/;
const JAVA_FLAGS = /^-(?:javaagent|agentpath|agentlib)(?=:)/;

/** The address that holds code itself: code in a value is the same as this address. */
const heldCode = (code: string): string => `data:text/javascript,${code}`;

const nodeOptions: CodeOf = (value) => [
  ...afterFlags(NODE_FLAGS)(value),
  ...afterFlags(NODE_CODE)(value).map(heldCode),
];

/** Bash expands the value before it reads the file of that name, and so runs a command in it. */
const expandedPath: CodeOf = (value) => (/\$\(|`/.test(value) ? [heldCode(value)] : wholeValue(value));

/** Variables of the runtimes and the dynamic linker, and the code to load that their values contain. */
const VARIABLES: ReadonlyMap<string, CodeOf> = new Map([
  ['AWS_LAMBDA_EXEC_WRAPPER', wholeValue],
  ['AWS_LAMBDA_RUNTIME_API', wholeValue],
  ['NODE_OPTIONS', nodeOptions],
  ['NODE_PATH', writablePaths],
  ['LD_PRELOAD', eachPath],
  ['LD_AUDIT', eachPath],
  ['LD_LIBRARY_PATH', writablePaths],
  ['GCONV_PATH', eachPath],
  ['PYTHONSTARTUP', wholeValue],
  ['PYTHONHOME', wholeValue],
  ['PYTHONINSPECT', wholeValue],
  ['PYTHONPATH', writablePaths],
  ['JAVA_TOOL_OPTIONS', afterFlags(JAVA_FLAGS)],
  ['JDK_JAVA_OPTIONS', afterFlags(JAVA_FLAGS)],
  ['_JAVA_OPTIONS', afterFlags(JAVA_FLAGS)],
  ['DOTNET_STARTUP_HOOKS', eachPath],
  ['CORECLR_PROFILER_PATH', wholeValue],
  ['RUBYOPT', afterFlags(/^-r/)],
  ['PERL5OPT', afterFlags(/^-[mM]/)],
  ['PERL5LIB', writablePaths],
  ['BASH_ENV', expandedPath],
  // Azure Functions: arguments with which the host starts a language worker. A colon is equivalent to two underscores.
  ['languageWorkers__node__arguments', nodeOptions],
  ['languageWorkers:node:arguments', nodeOptions],
  ['languageWorkers__java__arguments', afterFlags(JAVA_FLAGS)],
  ['languageWorkers:java:arguments', afterFlags(JAVA_FLAGS)],
]);

/** Folders that are filled at run time. All others in an image come from its author. */
const FILLED_LATER = /^\/(?:tmp|mnt|dev|proc|var\/tmp)\//;

function placeOf(address: string, own: string): EnvironmentHook['code'] {
  // Node reads the scheme of an address in either case.
  if (/^data:/i.test(address)) return 'value';
  if (/^https?:/i.test(address)) return 'elsewhere';
  const code = address.replace(/^file:\/\/(?=\/)/i, '');
  // A relative path or a module name is resolved from the function's own folder.
  if (!code.startsWith('/')) return 'function';
  if (own === '/') return FILLED_LATER.test(code) ? 'elsewhere' : 'function';
  if (code.startsWith('/opt/')) return 'layer';
  return code.startsWith(own) ? 'function' : 'elsewhere';
}

const FARTHEST: readonly EnvironmentHook['code'][] = ['value', 'elsewhere', 'layer', 'function'];

/** Folder in which a platform puts the function's own files; `/` for an image. */
export type OwnFolder = '/var/task/' | '/home/site/wwwroot/' | '/';

/**
 * The code that a variable makes the runtime load; null when there is none.
 * @param value null when only the deployment determines it.
 */
export function environmentHookOf(
  name: string,
  value: string | null,
  own: OwnFolder = '/var/task/',
): EnvironmentHook | null {
  const codeOf = VARIABLES.get(name);
  if (!codeOf) return null;
  if (value === null) return { name, code: 'unknown', vendor: null };
  const codes = codeOf(value);
  if (codes.length === 0) return null;
  const places = new Set(codes.map((one) => placeOf(one, own)));
  const vendors = new Set(codes.map(vendorOfHook));
  const [vendor = null] = vendors;
  return {
    name,
    code: FARTHEST.find((place) => places.has(place)) ?? 'elsewhere',
    vendor: vendors.size === 1 ? vendor : null,
  };
}

/** The hooks among variables, sorted by name. @param variables name → value; null when only the deployment determines it. */
export function environmentHooksOf(
  variables: Iterable<readonly [string, string | null]>,
  own?: OwnFolder,
): readonly EnvironmentHook[] {
  const hooks = [...variables].flatMap(([name, value]) => environmentHookOf(name, value, own) ?? []);
  return hooks.sort((a, b) => (a.name < b.name ? -1 : 1));
}
