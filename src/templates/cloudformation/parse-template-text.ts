import { limitOf } from '../../files/index.js';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { malformed, parseJson, type Parsed } from '../data.js';

/**
 * Converts a short tag to its long form. Only `!GetAtt a.b` changes its value, too.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
function longForm(tag: string, value: unknown): unknown {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
}

/** Returns a function that converts a YAML syntax tree to data. @throws RangeError when the tree is too large or too deep. */
function convertTree(): (node: unknown, depth?: number) => unknown {
  const anchors = new Map<string, unknown>();
  let left = limitOf('template-values');

  function convertContent(node: unknown, depth: number): unknown {
    if (isAlias(node)) return convert(anchors.get(node.source), depth + 1);
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item) => convert(item, depth + 1));
    if (!isMap(node)) return null;
    const record = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of node.items) {
      if (isScalar(key)) record[String(key.value)] = convert(value, depth + 1);
    }
    return record;
  }

  function convert(node: unknown, depth = 0): unknown {
    left -= 1;
    if (left < 0 || depth > limitOf('template-depth')) throw new RangeError('template too complex');
    const { anchor, tag } = (node ?? {}) as { anchor?: string; tag?: string };
    if (anchor) anchors.set(anchor, node);
    const value = convertContent(node, depth);
    return tag && /^![A-Za-z0-9]{1,40}$/.test(tag) ? longForm(tag, value) : value;
  }
  return convert;
}

function parseYaml(text: string, path: string): Parsed {
  const lines = new LineCounter();
  try {
    // The library checks for unique keys in quadratic time. Here the last of two keys wins, as in CloudFormation's own
    // reader.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    const [error] = document.errors;
    if (error)
      return { problem: malformed(path, 'is not a valid YAML template.', lines.linePos(error.pos[0]).line) };
    return { data: convertTree()(document.contents) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problem: malformed(path, 'is nested too deeply or expands too far to be a template.', null) };
  }
}

/**
 * Parses a template in JSON or YAML, of bounded size and depth. Short tags (`!Ref`) become their long form (`{ Ref }`).
 * @param path as the Problem names it.
 */
export function parseTemplateText(text: string, path: string): Parsed {
  if (text.trimStart().startsWith('{')) return parseJson(text, path);
  if (text.length > limitOf('template-yaml'))
    return { problem: malformed(path, 'is too large to be a YAML template.', null) };
  return parseYaml(text, path);
}
