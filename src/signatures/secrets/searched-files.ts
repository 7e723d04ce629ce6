import { limitOf, type FileTree } from '../../files/index.js';
import { pathInSubject, type Subject } from '../match/subject.js';

/** Files that hold no text: pictures, fonts, films, archives, compiled code. */
const NO_TEXT =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|woff2?|ttf|otf|eot|mp[34]|m4a|ogg|wav|mov|avi|webm|zip|gz|tgz|bz2|xz|zst|br|7z|rar|tar|jar|war|whl|wasm|node|so|dll|exe|dylib|a|o|lib|class|dex|bin|dat|db|sqlite3?|parquet|npy|onnx|pb|pdf|docx?|xlsx?|pptx?)$/i;

/** Files of other people's packages that can hold a secret of theirs: code and settings. */
const OF_PACKAGES =
  /\.(?:[cm]?jsx?|[cm]?tsx?|json|ya?ml|toml|ini|cfg|conf|properties|env|pem|key|py|sh|npmrc|pypirc|netrc)$|(?:^|\/)\.(?:env(?:\.\w{1,20})?|npmrc|pypirc|netrc)$/i;

/** Folders and files of packages that show how they are used or tested. */
const OF_EXAMPLES =
  /(?:^|\/)(?:tests?|__tests__|spec|specs|fixtures?|__fixtures__|mocks?|__mocks__|examples?|samples?|demos?|docs?|benchmarks?|cassettes)\/|\.(?:test|spec)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$|(?:^|\/)test_[^/]{1,80}\.py$/i;

/** Folders of an operating system, of its language runtimes and of the AWS runtime in an image. */
const OF_SYSTEM =
  /^(?:usr\/(?:lib|lib64|libexec|share|bin|sbin|include|local\/(?:lib|share|bin|include))|lib|lib64|bin|sbin|boot|dev|proc|sys|run|var\/(?:lib|lang|runtime|cache|log)|etc\/(?:ssl|pki|ca-certificates|ssh))\//;

const IN_PACKAGES = /(?:^|\/)(?:node_modules|site-packages|dist-packages)\//;

/** Whether others publish the files of a subject. Packages of a private registry are the application's. */
export function isPublished({ package: found }: Subject, path: string): boolean {
  return found ? found.origin !== 'private' : IN_PACKAGES.test(path);
}

/** Whether a tree holds an operating system. */
export function isSystemTree({ files }: Pick<FileTree, 'files'>): boolean {
  return files.has('etc/passwd');
}

/** Returns a function that tells whether a file of a tree is searched for secrets. */
export function searchedFiles({
  files,
}: Pick<FileTree, 'files'>): (path: string, subject: Subject) => boolean {
  const isImage = isSystemTree({ files });
  return (path, subject) => {
    const size = files.get(path)?.size ?? 0;
    if (size === 0 || size > limitOf('secret-file') || NO_TEXT.test(path)) return false;
    if (isImage && OF_SYSTEM.test(path)) return false;
    if (!isPublished(subject, path)) return true;
    const inside = pathInSubject(subject, path).replace(/^(?:.*\/)?node_modules\//, '');
    return OF_PACKAGES.test(inside) && !OF_EXAMPLES.test(inside);
  };
}

/** Whether bytes are those of a text, or of Python's compiled code, which holds its texts as they are. */
export function isTextual(path: string, bytes: Uint8Array): boolean {
  return path.endsWith('.pyc') || !bytes.subarray(0, 4096).includes(0);
}
