import { npm, pypi } from '../../ecosystems/index.js';

/** Names that code assistants invented and that were then published. The owner of such a name gets the assistants' users. */
const INVENTED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [npm.name, new Set(['react-codeshift', 'unused-imports'])],
  [pypi.name, new Set(['huggingface-cli', 'starlette-reverse-proxy'])],
]);

/** Python's best known distributions whose names no popular npm package shares. */
const PYTHON = new Set(
  (
    'boto3 botocore s3transfer urllib3 numpy scipy pandas matplotlib scikit-learn pydantic fastapi sqlalchemy psycopg2 ' +
    'psycopg2-binary setuptools beautifulsoup4 python-dateutil pyyaml jmespath pytest django uvicorn gunicorn aiohttp httpx ' +
    'werkzeug jinja2 markupsafe paramiko pymongo pymysql huggingface-hub huggingface-cli torchvision opencv-python pyjwt ' +
    'python-dotenv grpcio awscli aws-lambda-powertools mypy pylint virtualenv tensorflow torch langchain-core pycryptodome'
  ).split(' '),
);

/** A suspicion from a name or version alone. */
export interface Suspicion {
  readonly kind: 'invented' | 'python' | 'confusion';
  readonly isWeak: boolean;
  readonly detail: string;
}

export function suspicionOfName(ecosystem: string, name: string): Suspicion | null {
  if (INVENTED.get(ecosystem)?.has(name))
    return {
      kind: 'invented',
      isWeak: false,
      detail: `${name} is a name that code assistants are known to make up`,
    };
  if (ecosystem === npm.name && PYTHON.has(name))
    return { kind: 'python', isWeak: true, detail: `${name} is the name of a Python package` };
  return null;
}

const CONFUSION_MAJOR = 90;

/** 2024.1.0, 202401.1.0, 20240131.0.0: versions by date. */
function isCalendar(major: number): boolean {
  return [1, 100, 10_000].some((unit) => major >= 1990 * unit && major < 2100 * unit);
}

/**
 * A version that only makes sense when it has to be higher than any other: an attacker gives it to the public twin of a private package.
 * https://medium.com/@alex.birsan/dependency-confusion-4a5d60fec610
 */
export function suspicionOfVersion(version: string | null): Suspicion | null {
  const [, major = '', rest = ''] = /^(\d{1,9})((?:\.\d{1,9}){2})$/.exec(version ?? '') ?? [];
  const isNines = /^9+$/.test(major) && (major.length > 1 || rest === '.9.9');
  const isHigh = Number(major) >= CONFUSION_MAJOR && !isCalendar(Number(major));
  if (!isNines && !isHigh) return null;
  return { kind: 'confusion', isWeak: !isNines, detail: `version ${version} of a name that is not known` };
}
