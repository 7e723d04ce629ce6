import { z } from 'zod';
import type { FlowRules } from '../model/index.js';
import type { BadReleases } from './campaign.js';
import { flowMatcher } from './flow-schema.js';
import type { SecretRules } from './secrets-of.js';
import { sumMatcher } from './sum-schema.js';

/** A signature file: the fields that rule authors may write, defined and documented here alone. */

const text = z.strictObject({
  /** RE2 syntax (linear time); looked for near the rule's keywords, see windows.ts. https://github.com/google/re2/wiki/Syntax */
  text: z.string().min(1),
  /** Number of different matches that are required. */
  atLeast: z.int().min(1).max(1000).default(1),
  /** RE2: a match that has this in it is none. */
  except: z.string().min(1).optional(),
});

const manifest = z.strictObject({
  /** Field of the package's package.json; `a.b` descends, `{a,b}` stands for either, `*` for any. */
  manifest: z.string().min(1),
  matches: z.string().min(1).default(''),
});

const fileFacts = z.strictObject({
  sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).optional(),
  minBytes: z.int().positive().optional(),
  maxBytes: z.int().positive().optional(),
  /** Bytes of its longest line. */
  minLineBytes: z.int().positive().optional(),
  magic: z.enum(['elf', 'pe', 'macho']).optional(),
  executable: z.boolean().optional(),
});

const file = z.strictObject({ file: fileFacts });

const script = z.strictObject({
  /** A lifecycle script of the package that npm runs on install. */
  script: z.strictObject({
    event: z.enum(['preinstall', 'install', 'postinstall', 'any']).default('any'),
    /** RE2, on the command line. */
    command: z.string().optional(),
    /** RE2, in the file that the command runs. */
    runs: z.string().optional(),
    /** Facts of the file that the command runs. */
    file: fileFacts.optional(),
    /** The file that the command runs is not there, though the package's other files are. */
    gone: z.literal(true).optional(),
  }),
});

const has = z.strictObject({
  /** Globs: a file of the package (or of the application) fits one of them. Used beside another matcher: it has no hits of its own. */
  has: z.array(z.string().min(1)).min(1),
});

export interface TreePattern {
  /** Callee, dotted and without `window.`/`globalThis.`: `eval`, `child_process.exec`, `*.exec`; `new` calls too. */
  readonly call: readonly string[];
  /** Something in an argument (looked up through one assignment): a call, a string that matches, or a member whose dotted name matches. */
  readonly argument?:
    | {
        readonly call?: readonly string[] | undefined;
        readonly string?: string | undefined;
        readonly member?: string | undefined;
      }
    | undefined;
}

const tree = z.strictObject({
  tree: z.strictObject({
    call: z.array(z.string().min(1)).min(1),
    argument: z
      .strictObject({
        call: z.array(z.string().min(1)).optional(),
        string: z.string().min(1).optional(),
        member: z.string().min(1).optional(),
      })
      .optional(),
  }),
});

/** Where a value comes from: the result of a call, a value by its name, a text that the code holds or computes (RE2). */
export interface PythonSource {
  readonly call?: readonly string[] | undefined;
  readonly name?: readonly string[] | undefined;
  readonly text?: string | undefined;
  /** Functions that give something else than what they are given. */
  readonly lost?: readonly string[] | undefined;
  /** All of it counts, and not one item or attribute: the environment, and not a variable of it. */
  readonly whole?: true | undefined;
}

/** What a value goes through: one of these functions, or a file that is written. */
export interface PythonStep {
  readonly call?: readonly string[] | undefined;
  readonly file?: true | undefined;
}

/** A call in Python, and where the values come from that it is given. Values are followed through variables and functions of its file. */
export interface PythonPattern {
  /** By the name that it is imported as: `os.system`, `requests.{get,post}`, `*.sendall`, `httpx.*`, `requests.Session().post`. */
  readonly call: readonly string[];
  /** Code puts the name together, or decodes it. */
  readonly composed?: true | undefined;
  readonly from?: PythonSource | undefined;
  readonly through?: PythonStep | undefined;
  /** The arguments asked about, by position or name; `self` is the object of a method. All without it. */
  readonly arguments?: readonly (string | number)[] | undefined;
  /** Arguments that are not asked about, by name. */
  readonly besides?: readonly string[] | undefined;
  /** The call is made when the module is imported. */
  readonly runs?: 'import' | undefined;
}

const names = z.array(z.string().min(1)).min(1);

const python = z.strictObject({
  python: z.strictObject({
    call: names,
    composed: z.literal(true).optional(),
    from: z
      .strictObject({
        call: names.optional(),
        name: names.optional(),
        text: z.string().min(1).optional(),
        lost: names.optional(),
        whole: z.literal(true).optional(),
      })
      .optional(),
    through: z.strictObject({ call: names.optional(), file: z.literal(true).optional() }).optional(),
    arguments: z
      .array(z.union([z.string().min(1), z.int().min(0)]))
      .min(1)
      .optional(),
    besides: names.optional(),
    runs: z.literal('import').optional(),
  }),
});

export type Matcher =
  | z.infer<typeof text>
  | z.infer<typeof manifest>
  | z.infer<typeof file>
  | z.infer<typeof script>
  | z.infer<typeof has>
  | z.infer<typeof tree>
  | z.infer<typeof python>
  | z.infer<typeof flowMatcher>
  | z.infer<typeof sumMatcher>
  | { readonly all: readonly Matcher[] }
  | { readonly any: readonly Matcher[] }
  | { readonly not: Matcher };

const matcher: z.ZodType<Matcher> = z.lazy(() =>
  z.union([
    text,
    manifest,
    file,
    script,
    has,
    tree,
    python,
    flowMatcher,
    sumMatcher,
    z.strictObject({ all: z.array(matcher).min(1) }),
    z.strictObject({ any: z.array(matcher).min(1) }),
    z.strictObject({ not: matcher }),
  ]),
);

const example = z.strictObject({
  /** Why it must be found, or why it looks similar and is harmless. */
  why: z.string().min(10),
  /** Path → content. A package's own files; with a package.json they are that package, without one the application's. */
  files: z.record(
    z.string().min(1),
    z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.int().positive().max(100_000) })]),
  ),
});
export type Example = z.infer<typeof example>;

const words = z.array(z.string().min(1));

export const signatureSchema = z.strictObject({
  /** `<category>/<name>`: the file's path below the folder of signatures. */
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  title: z.string().min(10),
  /** Why it matters in a function. */
  why: z.string().trim().min(20),
  /** The steps that remove the problem. */
  do: z.string().trim().min(10),
  /** `signal`: no finding of its own, only something that other rules need. */
  kind: z.enum(['malware', 'install-script', 'hook', 'secret', 'configuration', 'signal']),
  severity: z.enum(['critical', 'high', 'medium', 'low']).default('medium'),
  confidence: z.enum(['high', 'medium', 'low']).default('medium'),
  applies: z
    .strictObject({
      to: z.enum(['package', 'application', 'any']).default('any'),
      /** Globs on the path inside the package (or artifact): `*.js` matches at any depth, `/index.js` only at its root. */
      files: words.default(['*.js', '*.mjs', '*.cjs']),
      /**
       * Names of packages that do this for good reasons. A package in a folder of that name has a finding of LOW, which `--verify`
       * removes when its files are the published ones. `@scope/*` stands for the popular packages of a scope.
       */
      exceptPackages: words.default([]),
    })
    .prefault({}),
  /** At least one is in every file that can match; literal, case-sensitive. Without any, only manifest, file and script matchers work. */
  keywords: words.default([]),
  /**
   * If given, at least one of these is near a keyword, too. Tree matchers want them: parsing costs more than all else. Where every
   * match needs a tree, keywords of both lists are whole names, as code can spell the rest in many ways; `eval(` is the name where it is called, however
   * that is spelled.
   */
  alsoKeywords: words.default([]),
  match: matcher,
  /** Rules that must match in the same package too; in the application's own files, near the match. */
  needs: words.default([]),
  /** If given, the rules in `needs` must match in the same file, at most this many characters away. */
  within: z.int().min(1).max(100_000).optional(),
  /** Whether a match in a comment or description of a script in Python does not count: there, addresses and paths are examples. */
  codeOnly: z.boolean().optional(),
  /** Rules that explain a hit of this one: a hit that one of them has too does not count. */
  without: words.default([]),
  /**
   * Exceptions that excuse a match. Text: as near as the matches of `needs`, and in code, not in a comment. Tree: the same call. All else: of the
   * package.
   */
  unless: z.array(matcher).default([]),
  references: z.array(z.url()).default([]),
  examples: z.strictObject({ bad: z.array(example).min(2), good: z.array(example).min(2) }),
});
/** A rule with its examples, as its file has it. */
export type SignatureFile = z.infer<typeof signatureSchema>;
/** A rule as it is shipped and used. */
export type Signature = Omit<SignatureFile, 'examples'>;

/** Rules in force. The same version stands for the same rules. */
export interface SignatureSet {
  readonly version: string;
  readonly rules: readonly Signature[];
  /** Releases that campaigns published; none when absent. */
  readonly campaigns?: readonly BadReleases[];
  /** Rules about where data goes; none when absent. */
  readonly flows?: FlowRules;
  /** Rules about secrets; none when absent. */
  readonly secrets?: SecretRules;
}
