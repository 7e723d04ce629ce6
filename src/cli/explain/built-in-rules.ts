import type { FindingKind } from '../../model/index.js';

/** What `explain` shows of a rule that is code of stowaway's own and no signature. */
export interface BuiltInRule {
  readonly kind: FindingKind;
  readonly title: string;
  readonly do: string;
}

type Row = readonly [id: string, title: string, advice: string];

const COMPARE = 'Install from the lockfile (npm ci) and deploy the result.';
const SBOM = 'Make the SBOM from what is deployed, or find out who changed the deployment.';
const LICENSE = 'Replace the package, or have its licence checked and allow it.';
const NAME = 'Find out whether the package is the one that was meant.';
const VERIFY = 'Install the published package again and deploy the result.';
const WHEEL = 'Install the wheel for the runtime: pip install --platform … --python-version ….';
const LESS =
  'Remove what the function does not need from the policies of its role: "stowaway iam" writes them.';

const ROWS: Readonly<Partial<Record<FindingKind, readonly Row[]>>> = {
  drift: [
    ['lockfile-version', 'A package is there in another version than in the lockfile', COMPARE],
    ['lockfile-not-installed', 'A package of the lockfile is not installed', COMPARE],
    ['lockfile-not-locked', 'A package is installed that the lockfile does not have', COMPARE],
    ['lockfile-foreign', 'The lockfile describes other packages than those installed', COMPARE],
    ['sbom-undeclared', 'A package is there and not in the SBOM', SBOM],
    ['sbom-version', 'A package is there in another version than in the SBOM', SBOM],
    ['sbom-missing', 'A package of the SBOM was not found', SBOM],
  ],
  tamper: [
    [
      'tampered-code',
      'Code of a package differs from its RECORD, or from what was published (--verify)',
      VERIFY,
    ],
    [
      'added-native',
      'A package has a native module that its RECORD does not list, or that was not published with it',
      VERIFY,
    ],
    ['tampered-manifest', 'A manifest runs other code than the published one (--verify)', VERIFY],
    [
      'manifest-confusion',
      'The registry lists other scripts or dependencies than the tarball (--verify)',
      VERIFY,
    ],
    ['registry-signature', 'The signature of the registry does not fit the package (--verify)', VERIFY],
    ['unknown-to-registry', 'The registry has no such package or version (--verify)', NAME],
  ],
  hook: [
    [
      'layer-sdk',
      "A layer's own AWS SDK is used in place of the runtime's",
      'Keep it only if functions need its version.',
    ],
    [
      'python-pth',
      'A .pth file makes Python run code at every start',
      'Find out which package brought the file.',
    ],
    [
      'python-customize',
      'Python imports a sitecustomize or usercustomize module at every start',
      'Read the file; remove it unless a tracer needs it.',
    ],
    [
      'python-shadow',
      "A module is loaded in place of one of Python's own or of an installed package",
      'Rename or remove it.',
    ],
    [
      'python-sdk-copy',
      "Modules without package metadata are loaded in place of the runtime's AWS SDK",
      'Install the SDK with pip or uv, or remove the copy.',
    ],
    [
      'lambda-extension',
      'An extension runs as a process beside the function',
      'Check that it is what its vendor published.',
    ],
    [
      'runtime-copy',
      'An artifact has files of the folders of a Lambda runtime',
      'Find out what starts these files.',
    ],
    [
      'exec-wrapper',
      'A script can be started in place of the runtime',
      'Check it; AWS_LAMBDA_EXEC_WRAPPER starts it.',
    ],
    ['environment-hook', 'A variable makes the runtime load code', 'Check that its value is intended.'],
    [
      'managed-bootstrap',
      'A function on a managed runtime has a bootstrap of its own',
      'Remove it, or find out who needs it.',
    ],
  ],
  runtime: [
    [
      'runtime-end',
      "The function's runtime gets no security patches any more, or soon",
      'Move the function to a supported runtime.',
    ],
    [
      'native-python',
      "Compiled code of a package is for another release of Python than the function's",
      WHEEL,
    ],
    [
      'native-ruby',
      "Gems are installed for another release of Ruby than the function's",
      'Run bundle install in the image of the runtime.',
    ],
    ['native-architecture', 'Compiled code of a package is for another processor or system', WHEEL],
    ['native-libc', "Compiled code of a package needs another C library than the runtime's", WHEEL],
  ],
  typosquat: [
    ['name-homoglyph', 'A name looks the same as that of a popular package, with other letters', NAME],
    ['name-separator', 'A name is that of a popular package with other separators', NAME],
    ['name-scope', 'A name is that of a popular package with its scope written differently', NAME],
    ['name-letter', 'A name is one typing error away from that of a popular package', NAME],
    ['name-affix', "A name is that of a popular package with Python's name added, taken away or moved", NAME],
    ['name-invented', 'A name is one that code assistants make up', NAME],
    ['name-python', 'A name is that of a Python package', NAME],
    ['name-confusion', 'A version is so high that it would win over that of a private package', NAME],
    ['name-folder', 'A folder of one package holds another, and no manifest declares this alias', NAME],
  ],
  permission: [
    ['role-allows-everything', 'A role may do everything in the account', LESS],
    ['role-allows-service', 'A role may do everything that a service has', LESS],
    ['role-can-gain-permissions', 'A role may give itself more permissions', LESS],
    ['unused-actions', 'A role allows actions that the function does not need', LESS],
    ['unused-services', 'A role allows actions of services that the function does not use', LESS],
    ['wide-resources', 'A role allows on all resources what the function needs on some', LESS],
    ['shared-role', 'Several functions share one role', 'Give each function a role of its own.'],
  ],
  configuration: [
    [
      'public-url',
      'Anybody can call the function by its URL',
      'Set AuthType AWS_IAM, or check every caller in the code.',
    ],
    [
      'api-without-authorizer',
      'Anybody can call routes of an API that may change things',
      'Add an authorizer or IAM to the routes, or check every caller in the code.',
    ],
    [
      'open-permission',
      'The policy of the function lets principals of any account call it',
      'Name the account, the organisation or the ARN of the caller.',
    ],
    [
      'environment-secret',
      'A variable of the function seems to hold a secret, by its name',
      'Keep the value in a secret store, and give the function its name.',
    ],
    [
      'public-without-limit',
      'Anybody can call the function, and it has no reserved concurrency',
      'Set a reserved concurrency, or a limit at the API in front of it.',
    ],
    [
      'long-timeout',
      'Anybody can call the function, and each call can run for long',
      'Set a shorter timeout, and do long work behind a queue.',
    ],
    ['license-denied', 'A package has a denied licence', LICENSE],
    ['license-not-allowed', 'A package has a licence that is not allowed', LICENSE],
    ['license-unknown', 'A package has no licence that is known', LICENSE],
    ['package-denied', 'A package is denied by your policy', 'Remove or replace it.'],
    [
      'package-not-allowed',
      'A package is not among the allowed ones',
      'Replace it, or have it checked and allow it.',
    ],
  ],
};

/** Rules that are no signatures, by their ids. */
export const BUILT_IN_RULES: ReadonlyMap<string, BuiltInRule> = new Map(
  Object.entries(ROWS).flatMap(([kind, rows]) =>
    rows.map(([id, title, advice]) => [id, { kind: kind as FindingKind, title, do: advice }] as const),
  ),
);
