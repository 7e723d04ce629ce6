import type { Problem, ProblemCode } from '../model/index.js';

/**
 * The only place for limits on reading, searching, counting or parsing of scanned input. An architecture test refuses
 * such numbers elsewhere. Numbers of shown items (`SHOWN_…`), fitted parameters of recognition and sizes of formats are none. The first rows are the budget of one artifact, which is settable.
 */
interface Limit {
  readonly value: number;
  readonly unit: string;
  /** The input that is skipped beyond the limit. */
  readonly cuts: string;
  /** Code of the Problem that is raised then, null where neither code nor a package can hide in the skipped part. */
  readonly problem: ProblemCode | null;
  /** Why nothing can hide there. */
  readonly why: string | null;
}
type HidingLimit = Limit & { readonly problem: ProblemCode; readonly why: null };
type HarmlessLimit = Limit & { readonly problem: null; readonly why: string };

const [KIB, MIB] = [1024, 1024 * 1024];

/** Code or a package can hide in the skipped part: a Problem is raised, and the answer is incomplete. */
function hides(value: number, unit: string, cuts: string): HidingLimit {
  return { value, unit, cuts, problem: 'too-large', why: null };
}

/** Neither code nor a package can hide in the skipped part. */
function harmless(value: number, unit: string, [cuts, why]: readonly [string, string]): HarmlessLimit {
  return { value, unit, cuts, problem: null, why };
}

const UNATTRIBUTED = 'code that is not attributed is counted as such, and rules look at it all the same';
const ONLY_EVIDENCE = 'it only describes code that is looked at itself';
const ONLY_QUESTION = 'a folder that no pattern names is a question, or is a package of its name';
const ONLY_PLACE = 'it only says where a function or trigger is declared';
const ONLY_VERIFY = 'it only compares what --verify fetched; a longer text counts as different';

// prettier-ignore
export const LIMIT_TABLE = {
  'inflated': hides(512 * MIB, 'bytes of all files', 'entries that come after'),
  'image': hides(10 * KIB * MIB, 'bytes of all layers', 'entries that come after'),
  'entries': hides(200_000, 'entries', 'entries that come after'),
  'ratio': hides(200, 'inflated bytes a packed byte, beyond 4 MiB', 'the entry'),
  'nesting': hides(4, 'archives inside archives', 'deeper archives'),
  'file': hides(64 * MIB, 'bytes', 'the file'),
  'path': hides(4096, 'bytes of a path', 'the entry'),
  'path-depth': hides(256, 'folders of a path', 'the entry'),
  'time': { ...hides(60_000, 'milliseconds without a sign of progress on an artifact', 'the artifact'), problem: 'timed-out' },
  'heap': hides(1024, 'MiB of heap for an artifact', 'the artifact'),

  // Archives and images.
  'nested-archives': hides(256 * MIB, 'bytes of archives in one artifact', 'further archives'),
  'disguised-archives': hides(256 * MIB, 'bytes of files of unknown endings in one artifact', 'the search for archives in further files'),
  'link-target': { ...hides(4095, 'bytes of the target of a link', 'the link'), problem: 'malformed' },
  'zip-directory': { ...hides(256 * MIB, 'bytes of a central directory', 'the archive'), problem: 'malformed' },
  'tar-meta': { ...hides(MIB, 'bytes of a header that describes the next entry', 'the rest of the archive'), problem: 'malformed' },
  'image-json': hides(4 * MIB, 'bytes of a manifest or configuration', 'the image'),
  'image-indexes': hides(4, 'indexes inside indexes', 'images of deeper indexes'),
  'link-hops': harmless(40, 'links in one look-up', ['the way to a file', 'Linux follows no more of them']),
  'zip-peek': harmless(64 * MIB, 'bytes of a central directory', ['a first look at names', 'the analysis reads all of them']),
  'tar-peek': harmless(4096, 'names', ['a first look at names', 'the analysis reads all of them']),

  // Manifests and lockfiles.
  'manifest': hides(8 * MIB, 'bytes of a package.json', 'the manifest'),
  'manifest-dependencies': hides(2000, 'names of one field', 'further names'),
  'workspace-list': harmless(64 * KIB, 'bytes of a pnpm-workspace.yaml', ['the list of workspaces', ONLY_QUESTION]),
  'workspace-patterns': harmless(100, 'patterns of a root', ['further patterns', ONLY_QUESTION]),
  'lockfile': hides(32 * MIB, 'bytes', 'the lockfile'),
  'lockfile-packages': hides(50_000, 'packages', 'further packages of the lockfile'),
  'pnpm-lockfile': hides(8 * MIB, 'characters', 'the lockfile'),
  'pnpm-brackets': { ...hides(1000, 'open brackets', 'the lockfile'), problem: 'malformed' },
  'pnpm-aliases': { ...hides(20, 'aliases', 'the lockfile'), problem: 'malformed' },
  'dependency-edges': hides(300_000, 'dependencies of an artifact', 'further dependencies'),
  'yarn-depth': harmless(4, 'blocks inside blocks', ['fields of deeper blocks', 'packages are named at the top']),
  'dependency-range': harmless(512, 'characters', ['the range', 'the dependency is still listed']),
  'python-metadata': hides(8 * MIB, 'bytes of METADATA or PKG-INFO', 'the metadata'),
  'python-record': hides(32 * MIB, 'bytes of a RECORD', 'the record'),
  'python-requirement': harmless(8 * KIB, 'characters of a requirement or its marker', ['the requirement, or its condition', 'a package that is there is listed all the same, and a condition that is not read counts as unknown']),
  'python-script': harmless(4 * MIB, 'bytes of a script', ['the search for imports in it', 'imports only tell what is missing']),
  'python-source': harmless(4 * MIB, 'characters of a script in Python', ['its syntax tree', 'code without a tree counts as code that may do anything']),
  'python-depth': harmless(1000, 'nodes inside nodes', ['the syntax tree of a script in Python', 'code without a tree counts as code that may do anything']),
  'python-repairs': harmless(1000, 'steps of the parser after a mistake in a script in Python', ['its syntax tree', 'code without a tree counts as code that may do anything']),
  'python-joins': harmless(200, 'lines without code, one after the other, that backslashes join', ['the syntax tree of a script in Python', 'code without a tree counts as code that may do anything']),
  'python-values': harmless(4000, 'values of one place of a program in Python', ['further values', 'the function\'s operations are then reported as "at least these"']),
  'python-kept': harmless(2_000_000, 'characters of scripts of a package in Python whose trees are kept', ['further trees', 'their scripts are parsed a second time']),
  'python-calls': harmless(8, 'calls inside calls, by code in Python that is not followed', ['further calls', 'the function\'s operations are then reported as "at least these"']),
  'python-steps': harmless(10_000_000, 'values that move between places of a program in Python', ['further values', 'the function\'s operations are then reported as "at least these"']),
  'marker-depth': harmless(100, 'brackets inside brackets', ['the condition', 'a condition that is not read counts as unknown']),
  'licence-name': harmless(200, 'characters', ['the name', 'a licence is neither code nor a package']),
  'licences': harmless(20, 'licences of a package', ['further ones', 'a licence is neither code nor a package']),

  // Programs.
  'go-build-info': harmless(8 * MIB, 'bytes of a text', ['the build information of a Go program', 'the program then counts as one whose packages are unknown']),
  'go-functions': harmless(1_000_000, 'names of functions in a Go program', ['comparing them with advisories', 'all of its code then counts as possibly linked']),
  'list-in-program': hides(8 * MIB, 'bytes', 'the list of packages that a build left in a program'),
  'composer-list': hides(32 * MIB, 'bytes of a list of installed packages', 'its packages'),
  'dotnet-list': hides(32 * MIB, 'bytes of a .deps.json', 'its packages'),
  'gem-specification': hides(MIB, 'bytes of a gem specification', 'what it says'),
  'go-modules': hides(20_000, 'lines', 'further modules of a Go program'),
  'java-metadata': hides(8 * MIB, 'bytes of a file', 'a pom.properties, pom.xml or MANIFEST.MF'),
  'java-classes': hides(100_000, 'classes without metadata in an artifact', 'the comparison of further classes with known libraries'),
  'pom-depth': harmless(100, 'elements inside elements', ['the rest of a pom.xml', 'the package that it describes is listed all the same']),

  // Systems.
  'updateinfo': harmless(256 * MIB, 'bytes, unpacked', ['a list of updates that the user names', 'the command ends with an error']),
  'os-release': harmless(16 * KIB, 'characters', ['further fields of the description of a system', 'a system that does not say which one it is, is a Problem']),
  'system-field': harmless(4 * KIB, 'characters of a field in a list of packages', ['the rest of the field', 'a name or version of that length is a Problem']),
  'system-word': { ...hides(256, 'characters of a name or version of a system\'s package', 'the package'), problem: 'malformed' },
  'system-packages': hides(20_000, 'packages of a system', 'further packages'),
  'system-files': harmless(2_000_000, 'files of packages of a system', ['which package has further files', UNATTRIBUTED]),

  // Scripts and bundles.
  'script': hides(12 * MIB, 'characters', 'recognition, and what rules about calls know of code far from their keywords'),
  'script-nodes': { ...hides(2_800_000, 'nodes of a syntax tree', 'the rules about calls, and recognition'), problem: 'malformed' },
  'script-repairs': { ...hides(1000, 'statements that do not parse', 'the rules about calls'), problem: 'malformed' },
  'handler-files': harmless(20_000, 'scripts outside of packages', ['files of deeper folders that a handler may name', 'a handler that is not among the files that are kept is a Problem of its function']),
  'script-head': harmless(2048, 'characters', ['a first look whether a file is a script', 'a file that may be one is read whole']),
  'table-nodes': harmless(4_000_000, 'nodes', ['the search for tables of data', UNATTRIBUTED]),
  'require-names': harmless(16, 'names that a text gives `require`', ['further names', 'code requires modules by few names; the tree rules look at all calls']),
  'constant-depth': harmless(40, 'expressions inside expressions', ['the constant start of a composed specifier', 'a specifier that is not constant counts as computed: what it may name is not called unreachable']),
  'constant-list': harmless(500, 'elements of a list, or parts of an expression', ['the elements as specifiers', 'a specifier from it counts as computed: what it may name is not called unreachable']),
  'reachable-files': harmless(40_000, 'files that code may load', ['the search for what code loads', 'nothing of the artifact is then called unreachable']),
  'naming-file': harmless(256 * KIB, 'bytes of a configuration', ['names of packages in it', 'a name in code, or in a smaller file, is looked at']),
  'followed-handlers': hides(400, 'handlers', 'the operations and flows of further handlers of an artifact'),
  'followed-steps': hides(20_000_000, 'steps', 'the operations and flows of further handlers of an artifact'),
  'helper-code': harmless(2500, 'characters of a function', ['whether it is one that bundlers add, and what it checks of its parameters', 'it is then followed as any other, and what it was given counts as unchecked']),
  'name-stretches': harmless(64, 'values that code gives one variable', ['which of its values a variable has where code reads it', 'it then counts as having all of them everywhere']),
  'copied-code': harmless(600, 'characters of a function', ['following each call of it on its own', 'its calls are then followed together']),
  'copied-calls': harmless(400, 'calls of a function', ['following each of them on its own', 'its further calls are then followed together']),
  'listed-names': harmless(64, 'names of an object', ['which names code goes through', 'further names then count as any name']),
  'joined-text': harmless(200, 'characters of a part', ['the text that code joins of parts', 'the place then counts as data']),
  'joined-parts': harmless(50, 'parts of a sum of texts', ['what stands before them', 'a part of an address then counts as one that may be a server']),
  'json-schema': harmless(256_000, 'characters of a JSON file that code loads', ['which data a schema in it limits', 'data that the schema lets through then counts as unchecked']),
  'checked-name': harmless(120, 'characters of a name in a condition', ['a check of it', 'what it holds then counts as unchecked']),
  'flow-values': harmless(400, 'values of one place of a program', ['further values', 'the function\'s operations are then reported as "at least these"']),
  'flow-modules': harmless(4000, 'modules of one place of a program', ['further modules', 'the function\'s operations are then reported as "at least these"']),
  'flow-objects': harmless(12, 'functions and objects of one place of a program', ['which further values the place has', 'code that is not known then counts as having them: it may call all of them']),
  'flow-computed': harmless(4, 'values that an object gets under computed names', ['under which names it has further values', 'code that is not known then counts as having them: it may call all of them']),
  'flow-texts': harmless(24, 'texts of one place of a program', ['further texts', 'the place then counts as unknown, and its operations as "at least these"']),
  'flow-steps': harmless(4_000_000, 'values that move between places of a program, and ways for them', ['further values', 'the function\'s operations are then reported as "at least these"']),
  'computed-text': harmless(20_000, 'characters of a text that a script computes', ['the text', 'it then counts as a text that is not known']),
  'computed-script': harmless(500_000, 'characters of a script', ['texts that larger scripts compute', 'rules still look at the script as it is']),
  'computed-hidden-steps': harmless(16_000_000, 'steps to compute the constants of a script that a tool made unreadable', ['texts that take longer to compute', 'rules still look at the script as it is']),
  'computed-steps': harmless(300_000, 'steps to compute the constants of a script', ['texts that take longer to compute', 'rules still look at the script as it is']),
  'computed-steps-each': harmless(200_000, 'steps to compute one value of a script', ['texts that take longer to compute', 'rules still look at the script as it is']),
  'computed-small': harmless(20_000, 'characters of a script', ['parts of names, in larger scripts', 'rules still look at the script as it is']),
  'computed-written': harmless(60_000, 'characters of a script that no tool made unreadable', ['texts that larger scripts compute', 'rules still look at the script as it is']),
  'computed-turning': harmless(4_000, 'characters of a function that turns a table of texts', ['longer functions', 'rules still look at the script as it is']),
  'computed-depth': harmless(64, 'calls inside of each other to compute a value', ['values of deeper calls', 'rules still look at the script as it is']),
  'computed-items': harmless(20_000, 'items of a list, or properties of an object', ['values of larger lists', 'rules still look at the script as it is']),
  'computed-parts': harmless(64, 'pieces of a text that is known in part', ['further pieces', 'they then count as not known']),
  'computed-choices': harmless(64, 'values that a variable may have', ['variables with more values', 'they then count as not known']),
  'computed-pattern': harmless(200, 'characters of a pattern', ['results of longer patterns', 'they then count as not known']),
  'computed-searched': harmless(2_000, 'characters of a text that a pattern searches', ['results in longer texts', 'they then count as not known']),
  'computed-reference': harmless(200, 'characters of the name of a member', ['longer names', 'they then count as not known']),
  'behaviour-hint': harmless(2_000, 'characters of a text that tells what a call is', ['longer texts', 'paths and addresses are shorter']),
  'behaviour-places': harmless(6, 'places of one kind from which code takes something', ['which further place it is', 'the finding then names one of the others']),
  'behaviour-behind': harmless(8, 'texts behind a folder', ['further texts', 'the folder then counts as a whole one']),
  'behaviour-hits': harmless(500, 'calls of a script that take something away', ['further calls', 'one of them is enough for a finding']),
  'behaviour-file': harmless(2_000_000, 'bytes of a script', ['what code takes where, in larger scripts', 'the other rules still look at the script']),
  'behaviour-bundle': harmless(8_000_000, 'bytes of a script of the application', ['what code takes where, in larger scripts', 'the other rules still look at the script']),
  'behaviour-together': harmless(300_000, 'bytes of the scripts of a package', ['what code takes from one script to another, in larger packages', 'each script is still followed on its own']),
  'behaviour-starts': harmless(3, 'scripts that a manifest names', ['further scripts that are followed with all that they load', 'each script is still followed on its own']),
  'behaviour-large': harmless(30_000, 'bytes of a script', ['functions without a place of interest, in larger scripts', 'they then count as giving what they are given']),
  'behaviour-python-together': harmless(60_000, 'bytes of the scripts in Python that are followed together', ['what code takes from one script to another, in larger groups', 'groups are as large as that, and each script is still followed']),
  'behaviour-python-groups': harmless(2, 'groups of scripts of a large package in Python that import each other', ['what code takes from one script to another, in further groups', 'each script is still followed on its own']),
  'behaviour-python-steps': hides(12, 'rounds over the code, or times 10,000 values that move, of scripts in Python', 'what code takes where, in scripts whose values move more often'),
  'behaviour-python-file': hides(2_000_000, 'bytes of a script in Python', 'what code takes where'),
  'behaviour-steps': harmless(5, 'times 4,096 steps of one script and the modules that it loads', ['what code takes where, in scripts whose values move more often', 'the other rules still look at the script']),
  'behaviour-steps-close': harmless(60, 'times 4,096 steps of one script that few know, and the modules that it loads', ['what code takes where, in scripts whose values move more often', 'the other rules still look at the script']),
  'behaviour-beside': harmless(600, 'characters around a place of interest in a script', ['short functions that are further away', 'functions with a place of interest are followed']),
  'census-unit': harmless(48_000, 'bytes of code whose facts count together', ['facts of code that is further away', 'each stretch is still counted, and the other rules look at all']),
  'data-flows': hides(500, 'calls of an artifact that get data of events', 'further calls'),
  'bundle-parts': harmless(200_000, 'modules and statements', ['recognition by code', UNATTRIBUTED]),
  'bundle-unknown-modules': harmless(10_000, 'modules that no file explains', ['the search for prebundled files', UNATTRIBUTED]),
  'module-call-walk': harmless(4, 'lengths of a bundle', ['the search for calls between its modules', UNATTRIBUTED]),
  'bundle-packages': hides(10_000, 'packages of a bundle', 'further packages'),
  'unknown-text': harmless(4_000_000, 'characters of unknown code', ['the search for names in it', UNATTRIBUTED]),
  'unknown-part': harmless(500_000, 'characters of an unknown part', ['the search for messages in it', UNATTRIBUTED]),
  'source-map': harmless(48 * MIB, 'bytes', ['the source map', ONLY_EVIDENCE]),
  'source-map-runs': harmless(200_000, 'runs of code of one source', ['the rest of the source map', ONLY_EVIDENCE]),
  'source-path': harmless(4096, 'characters', ['the owner of a source', ONLY_EVIDENCE]),
  'module-keys': harmless(4 * MIB, 'characters of a module', ['what lies behind them under its key', UNATTRIBUTED]),
  'metafile': harmless(48 * MIB, 'bytes', ['the description of a build', ONLY_EVIDENCE]),
  'metafiles': harmless(8, 'descriptions for one bundle', ['further ones', ONLY_EVIDENCE]),
  'licence-file': harmless(8 * MIB, 'bytes of licences beside a bundle', ['the file', ONLY_EVIDENCE]),
  'licence-comments': harmless(20_000, 'comments', ['further comments', ONLY_EVIDENCE]),
  'inlined-versions': harmless(20_000, 'versions in one text', ['further inlined manifests', ONLY_EVIDENCE]),
  'binary-candidates': harmless(60, 'packages that may publish a file', ['less likely ones', 'a file of theirs stays unattributed']),
  'published-files': harmless(4_000, 'files of a published package', ['further files', 'it reads published packages, not what is scanned']),
  'published-pattern': harmless(400, 'files of a subpath pattern', ['the pattern', 'it reads published packages, not what is scanned']),
  'published-script': harmless(8 * MIB, 'characters', ['the file', 'it reads published packages, not what is scanned']),
  'compared-code': hides(128 * MIB, 'bytes of bundles of one artifact', 'the comparison of further bundles with known code'),
  'vendored-code': harmless(4 * MIB, 'bytes of files in packages', ['the comparison of further files with known code', 'the package that carries them is listed, and rules look at all files']),

  // Configuration and templates.
  'configuration': hides(64 * MIB, 'bytes', 'the file'),
  'user-file': harmless(500_000_000, 'bytes', ['a file that the user names', 'the command ends with an error']),
  'pipe-silence': harmless(30_000, 'milliseconds', ['a pipe that the user names', 'the command ends with an error']),
  'target-depth': { ...hides(5, 'folders inside folders', 'artifacts in deeper folders'), problem: 'unsupported' },
  'sam-nesting': { ...hides(5, 'applications inside applications', 'functions of deeper ones'), problem: 'missing' },
  'cdk-nesting': { ...hides(5, 'stages inside stages', 'functions of deeper ones'), problem: 'unsafe-path' },
  'vercel-depth': { ...hides(60, 'route segments', 'functions of deeper ones'), problem: 'unsafe-path' },
  'wrangler-folders': harmless(4, 'folders above the output', ['the search for the configuration', ONLY_PLACE]),
  'terraform-files': harmless(500, 'files of a folder', ['further files', ONLY_PLACE]),
  'terraform-modules': hides(40, 'modules inside modules', 'functions of deeper ones'),
  'template-values': { ...hides(500_000, 'values, aliases counted each time', 'the template'), problem: 'malformed' },
  'template-depth': { ...hides(100, 'values inside values', 'the template'), problem: 'malformed' },
  'template-yaml': { ...hides(8 * MIB, 'characters', 'the template'), problem: 'malformed' },
  'template-text': { ...hides(4096, 'characters', 'a computed name or path'), problem: 'unresolved' },
  'template-functions': { ...hides(40, 'intrinsic functions inside functions', 'a computed name or path'), problem: 'unresolved' },
  'template-mentions': harmless(200, 'values', ['the search for triggers that a value mentions', ONLY_PLACE]),
  'api-paths': harmless(30, 'resources of an API inside each other', ['the path of a route', ONLY_PLACE]),
  'sbom-components': harmless(200_000, 'components', ['the list', 'it is only compared with what is there']),
  'sbom-lists': harmless(5, 'lists of one artifact', ['further lists', 'they are only compared with what is there']),
  // Detectors.
  'rule-hits': hides(64, 'places that a rule has in a file', 'what lies near further places'),
  'rule-names': harmless(8, 'names that stand for each other', ['the rest of the way', 'rules about text look at it all the same']),
  'rule-script': hides(MIB, 'bytes of a file that a lifecycle script runs', 'what rules look for in its text'),
  'rule-packed': harmless(8 * MIB, 'bytes that a packed file of a package holds', ['what rules look for in it', 'code that reads and runs it is still followed']),
  'secret-file': harmless(32 * MIB, 'bytes of a file that no other rule reads', ['the search for secrets in it', 'a note names the file']),
  'secret-views': harmless(48 * MIB, 'characters that are decoded, joined or taken from source maps in one file', ['the search for secrets in the rest', 'the text itself is searched all the same']),
  'secret-part': harmless(600, 'characters of a text that code joins', ['joining it', 'the text itself is searched all the same']),
  'secret-parts': harmless(100, 'texts that code joins', ['joining further ones', 'the text itself is searched all the same']),
  'secret-names': harmless(2000, 'texts that a name gets', ['further ones, when code joins them', 'the text itself is searched all the same']),
  'secret-list': harmless(500, 'different secrets of an artifact\'s package or its own files', ['further ones', 'the artifact has findings, and each scan after a mend shows more']),
  'diff-file': harmless(8 * MIB, 'characters of a script', ['whether it was only formatted', ONLY_VERIFY]),
  'diff-manifest': harmless(8 * MIB, 'bytes of a manifest', ['which of its facts differ', ONLY_VERIFY]),
  'diff-depth': harmless(20, 'values inside values', ['which of them differ', ONLY_VERIFY]),
  'diff-lines': harmless(4 * MIB, 'characters', ['which lines differ', ONLY_VERIFY]),
  'locked-addresses': harmless(64 * MIB, 'bytes of a lockfile', ['addresses of tarballs', 'its packages are then not requested, which is counted']),
} as const satisfies Readonly<Record<string, Limit>>;
export type LimitName = keyof typeof LIMIT_TABLE;
/** The largest value that is still read. */
export function limitOf(name: LimitName): number {
  return LIMIT_TABLE[name].value;
}

type HidingLimitName = {
  readonly [N in LimitName]: (typeof LIMIT_TABLE)[N] extends { problem: null } ? never : N;
}[LimitName];

/** The Problem that a limit raises when it cuts something. */
export function beyondLimit(name: HidingLimitName, path: string, message: string): Problem {
  const { problem } = LIMIT_TABLE[name];
  return { code: problem, path, message, affectsCompleteness: true };
}
