import { expect, it } from 'vitest';
import { encodeSymbols, LinkedSymbols, symbolOf } from '../../../src/ecosystems/go/linked-symbols.js';

it.each([
  ['golang.org/x/net/html.Parse', 'golang.org/x/net/html', 'Parse'],
  ['golang.org/x/net/html.(*Tokenizer).Next', 'golang.org/x/net/html', 'Tokenizer.Next'],
  ['golang.org/x/net/html.TokenType.String', 'golang.org/x/net/html', 'TokenType.String'],
  ['golang.org/x/net/html.(*Tokenizer).readScript.func1.2', 'golang.org/x/net/html', 'Tokenizer.readScript'],
  ['net/http.(*Server).Serve-fm', 'net/http', 'Server.Serve'],
  ['net/http.(*conn).serve.deferwrap1', 'net/http', 'conn.serve'],
  ['gopkg.in/yaml%2ev2.Unmarshal', 'gopkg.in/yaml.v2', 'Unmarshal'],
  ['runtime.main', 'runtime', 'main'],
  ['runtime.asmcgocall.abi0', 'runtime', 'asmcgocall'],
  ['slices.Sort[go.shape.[]int,go.shape.int]', 'slices', 'Sort'],
  ['a.b/c.(*T[go.shape.a/b.X]).M', 'a.b/c', 'T.M'],
  ['vendor/golang.org/x/net/idna.ToASCII', 'vendor/golang.org/x/net/idna', 'ToASCII'],
])('%s', (name, path, symbol) => {
  expect(symbolOf(name)).toEqual({ package: path, symbol });
});

it.each(['', 'main', 'type:.eq.net/http.X', 'go:buildid', '.x'])('%j is none', (name) => {
  expect(symbolOf(name)).toBeNull();
});

it('answers after it was stored', () => {
  const symbols = ['a.com/x/html.Parse', 'a.com/x/html.(*Tokenizer).Next'].flatMap(
    (name) => symbolOf(name) ?? [],
  );
  const stored = encodeSymbols(symbols);
  const linked = new LinkedSymbols(stored);
  expect(stored.length).toBe(32);
  expect(encodeSymbols([...symbols].reverse())).toBe(stored);
  const has = ['Parse', 'Tokenizer.Next', 'Tokenizer', 'Render', 'Tokenizer.Err'].map((each) =>
    linked.has('a.com/x/html', each),
  );
  expect(has).toEqual([true, true, true, false, false]);
  expect([linked.hasPackage('a.com/x/html'), linked.hasPackage('a.com/x')]).toEqual([true, false]);
});

it('takes damaged texts for programs that hold nothing', () => {
  expect(new LinkedSymbols('!?').has('a', 'b')).toBe(false);
});
