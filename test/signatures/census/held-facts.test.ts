import { describe, expect, it } from 'vitest';
import { heldFacts } from '../../../src/signatures/census/held-facts.js';
import { textPatterns } from '../../../src/signatures/match/compiled-rules.js';
import { sumPattern, type Fact } from '../../../src/signatures/sum-schema.js';

function factOf(fact: object): Fact {
  const [made] = sumPattern.parse({ from: 1, facts: [{ id: 'toy', says: 'says something', ...fact }] }).facts;
  return made!;
}

/** What of a script shows a fact, with what stands at its place. */
function seenIn(
  script: string,
  fact: object,
  language: 'javascript' | 'python' = 'javascript',
): string | null {
  const looking = { pattern: textPatterns(), isNamed: (host: string) => host === 'docs.example.invalid' };
  const place = heldFacts({ script, language }, [factOf(fact)], looking).get('toy');
  return place ? `${place.seen} at ${script.slice(place.offset, place.offset + 4)}` : null;
}

describe('code', () => {
  it('is looked for outside of comments and texts', () => {
    const code = String.raw`\beval\(`;
    expect(seenIn('// eval(x)\nconst t = "eval(y)";', { code })).toBeNull();
    expect(seenIn('const t = "some text";\neval(t)', { code })).toBe('eval( at eval');
  });
});

describe('code near other code', () => {
  const fact = { code: 'fetch', near: 'catch' };
  const far = ' '.repeat(500);

  it('is within 400 characters of it', () => {
    expect(seenIn(`fetch(u).catch(f)`, fact)).toBe('fetch at fetc');
    expect(seenIn(`catch(f)${' '.repeat(380)}fetch(u)`, fact)).not.toBeNull();
    expect(seenIn(`fetch(u)${far}catch(f)`, fact)).toBeNull();
    expect(seenIn(`catch(f)${far}fetch(u)`, fact)).toBeNull();
  });

  it('is found behind any number of places that are near nothing', () => {
    expect(seenIn(`${'fetch(u);'.repeat(1000)}${far}fetch(u).catch(f)`, fact)).not.toBeNull();
  });
});

describe('texts', () => {
  const HOST = String.raw`^https://([\w.-]+)`;

  it('count one by one, as the code means them', () => {
    expect(seenIn(String.raw`const a = "x", b = 'https\x3a//a.example.invalid/p';`, { text: HOST })).toBe(
      "https://a.example.invalid/p at 'htt",
    );
    expect(seenIn('see("docs at https://a.example.invalid")', { text: HOST })).toBeNull();
  });

  it('count as code joins or decodes them', () => {
    const text = '^child_process$';
    expect(seenIn('load("child_" + "process")', { text, hidden: true })).toBe('child_process at "chi');
    expect(seenIn('load("Y2hpbGRfcHJvY2Vzcw==")', { text, hidden: true })).toBe('child_process at Y2hp');
    expect(seenIn('load("child_process")', { text, hidden: true })).toBeNull();
  });

  it('that a package names itself do not count where a fact says so', () => {
    expect(seenIn('send("https://docs.example.invalid/a")', { text: HOST, unnamed: true })).toBeNull();
    expect(seenIn('send("https://a.example.invalid/a")', { text: HOST, unnamed: true })).toContain(
      'a.example',
    );
  });

  it('count by the code before them', () => {
    const notBehind = String.raw`\|\|\s*$`;
    expect(seenIn('send(url || "https://a.example.invalid")', { text: HOST, notBehind })).toBeNull();
    expect(seenIn('send("https://a.example.invalid")', { text: HOST, notBehind })).not.toBeNull();
  });

  it('do not count where an exception is in them', () => {
    const except = 'example$';
    expect(seenIn('send("https://a.example")', { text: HOST, except })).toBeNull();
    expect(seenIn('send("https://a.example", "https://b.invalid")', { text: HOST, except })).toContain(
      'b.invalid',
    );
  });

  it('of Python', () => {
    expect(seenIn("u = '''https://a.example.invalid'''", { text: HOST }, 'python')).not.toBeNull();
    expect(seenIn("# 'https://a.example.invalid'", { text: HOST }, 'python')).toBeNull();
  });
});
