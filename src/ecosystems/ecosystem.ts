import type { ServerlessFunction } from '../model/index.js';
import type { VersionOrdering } from '../versions/index.js';
import type { HandlerRules, ImportRules } from './import-rules.js';
import type { PackageManager } from './package-manager.js';

/** How packages of an ecosystem are named. */
export interface NameRules {
  /** Between namespace and name: `/` of `@scope/name`, `:` of `group:artifact`; null where names have no namespace. */
  readonly separator: '/' | ':' | null;
  /** Whether a registry of the ecosystem could ever have held a package of this name. */
  isPackageName(name: string): boolean;
  /** One spelling for all names of the same package: PyPI takes `Foo_Bar` for `foo-bar`. */
  normalise(name: string): string;
}

/** Names that most users of a registry know, separated by white space. */
export interface PopularNames {
  /** The most downloaded packages, most downloaded first: squatters imitate these. */
  readonly targets: string;
  /** Other packages that are downloaded or required often. */
  readonly known: string;
  /** Less known packages whose install scripts package managers trust. */
  readonly trustedScripts: string;
}

/** How a distribution of Linux is known: its packages are an image's operating system. */
export interface DistributionRules {
  /** `ID` of its `os-release`. https://www.freedesktop.org/software/systemd/man/latest/os-release.html */
  readonly osIds: readonly string[];
  /** Namespace of its package URLs. */
  readonly namespace: string;
  /** The release that OSV names, of the `VERSION_ID` in `os-release`; '' where OSV has no releases of it, null if it is none. */
  releaseOf(versionId: string): string | null;
  /** Whether advisories name sources only, or built packages too. */
  readonly advisoriesName: 'sources' | 'both';
  /** Absent: in OSV's export. */
  readonly advisoriesIn?: 'updateinfo';
}

/** One package ecosystem, with all rules that other parts need. An extractor of the same id finds its packages. */
export interface Ecosystem {
  /** Name of the folder below `src/ecosystems`. */
  readonly id: string;
  readonly title: string;
  /** OSV's name, which reports and stores use. https://ossf.github.io/osv-schema/#defined-ecosystems */
  readonly name: string;
  /** https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst */
  readonly purlType: string;
  /** `PackageManager` of a package in AWS Security Hub's findings. */
  readonly securityHubName: string;
  readonly names: NameRules;
  /** Null: ranges of versions cannot be decided, only equal versions match. */
  readonly versions: VersionOrdering | null;
  /** A version as the ecosystem writes it, where advisories write it in another way; absent where they do not. */
  spell?(name: string, version: string): string;
  /** Package managers whose commands change a version, the default one first; none: reports give no command. */
  readonly managers: readonly PackageManager[];
  /** Where a version of what other packages require is set, in words; absent where commands of its managers set it. */
  readonly overriddenIn?: string;
  /** What nobody knows about the versions that reports propose, and what helps: the end of a sentence. */
  readonly upgradeNote?: string;
  /** Names of folders that hold installed packages: what lies in them is not the function's own. */
  readonly packageFolders: readonly string[];
  /** Whether scans find packages of this ecosystem: `src/extractors` has an extractor for it. */
  readonly isFound: boolean;
  /** Absent: packages of a language. OSV's name then stands before a colon and the release: `Debian:12`. */
  readonly distribution?: DistributionRules;
  /** Null: no list. */
  readonly popularNames: PopularNames | null;
  /** Null: how code finds its packages is not known. */
  readonly imports: ImportRules | null;
  /** Null: which file a handler names is not known. */
  readonly handlers: HandlerRules | null;
  /** Whether a function's runtime brings a package that the deployed files lack. */
  isProvidedByRuntime(name: string, fn: ServerlessFunction): boolean;
}
