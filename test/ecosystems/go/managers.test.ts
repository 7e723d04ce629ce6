import { expect, it } from 'vitest';
import { GO_MANAGERS } from '../../../src/ecosystems/go/managers.js';

const [manager] = GO_MANAGERS;

it.each([
  ['golang.org/x/net', 'v0.17.0', "go get 'golang.org/x/net@v0.17.0'"],
  ['golang.org/x/net', '0.17.0', "go get 'golang.org/x/net@v0.17.0'"],
  ['stdlib', '1.22.4', "go get 'toolchain@go1.22.4'"],
])('requires %s %s', (name, version, command) => {
  expect(manager?.add({ name, alias: null, version })).toBe(command);
});

it('removes a module', () => {
  expect(manager?.remove('golang.org/x/net')).toBe("go get 'golang.org/x/net@none'");
});
