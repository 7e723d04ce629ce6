import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { scanXml, xmlAttributes } from '../../src/files/index.js';

function eventsOf(text: string, maxDepth = 100) {
  const events: string[] = [];
  const open = scanXml(text, {
    maxDepth,
    onOpen: (tag, names) => events.push(`+${names.join('/')} ${tag}`),
    onText: (words, names) => events.push(`${names.join('/')}: ${words}`),
    onClose: (names) => events.push(`-${names.join('/')}`),
  });
  return { events, open };
}

test.each<[what: string, text: string, events: readonly string[]]>([
  ['elements and text', '<a><b>x</b></a>', ['+a <a>', '+a/b <b>', 'a/b: x', '-a/b', '-a']],
  ['an empty element', '<a/>', ['+a <a/>', '-a']],
  ['prefixes', '<m:a>x</m:a>', ['+a <m:a>', 'a: x', '-a']],
  ['entities', '<a>1 &lt; 2 &amp;&amp; &eacute;</a>', ['+a <a>', 'a: 1 < 2 && &eacute;', '-a']],
  ['a `>` in an attribute', '<a b="1 > 0">x</a>', ['+a <a b="1 > 0">', 'a: x', '-a']],
  ['comments, instructions and CDATA', '<?x a="?>"?><!-- <b> --><a><![CDATA[<c>]]></a>', ['+a <a>', '-a']],
  ['more ends than starts', '</a></a><b/>', ['+b <b/>', '-b']],
  ['no XML', 'hello', []],
])('%s', (_, text, events) => {
  const found = eventsOf(text);
  expect(found.events.filter((event) => !event.includes('"?>'))).toEqual(events);
});

it('ends where elements are too deep, and says which were open', () => {
  expect(eventsOf('<a><b><c><d/></c></b></a>', 2).open).toEqual(['a', 'b', 'c']);
  expect(eventsOf('<a><b>').open).toEqual(['a', 'b']);
  expect(eventsOf('<a b="').open).toEqual(['a']);
});

it('does not expand entities of a document type', () => {
  const text = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;&y;</a>';
  expect(eventsOf(text).events).toContain('a: &y;&y;');
});

it('takes linear time for what is never closed', () => {
  for (const piece of ['<', '<a ', '<a b="', '<!--', '<![CDATA[', '&lt', '<a b=" >'])
    expect(scanXml(piece.repeat(200_000), { maxDepth: 300_000 }).length).toBeLessThanOrEqual(200_000);
});

it('never fails', () => {
  const part = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    '"',
    "'",
    '=',
    ' ',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&lt;',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const { events, open } = eventsOf(parts.join(''));
      expect(events.length).toBeGreaterThanOrEqual(open.length);
    }),
  );
});

test.each([
  ['<a b="1" c=\'2\' x:d = "&lt;"/>', { b: '1', c: '2', 'x:d': '<' }],
  ['<a __proto__="1">', { __proto__entry: '1' }],
  ['<a b=1 c="x>y">', { c: 'x>y' }],
  ['<a>', {}],
])('attributes of %s', (tag, expected) => {
  const found = [...xmlAttributes(tag)].map(([name, value]) => [
    name === '__proto__' ? '__proto__entry' : name,
    value,
  ]);
  expect(Object.fromEntries(found)).toEqual(expected);
});
